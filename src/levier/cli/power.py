"""``levier power``: who holds which part of the joint surplus of a carrier, and what projects are worth to whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.power import PowerAnswer, Question, ReadyGame

__all__ = ["power"]

ROUNDED = 1


def power(  # noqa: PLR0913 - the choices a user has
    *,
    carrier: str = "gas",
    package: str = "eurasia",
    year: int = 2024,
    horizon: int | None = None,
    project: list[str] | None = None,
    together: list[str] | None = None,
    players: list[str] | None = None,
    absent: list[str] | None = None,
    deck: str = "base",
    rate: float = 0.08,
    life: float = 25.0,
    beside: bool = True,
    samples: int = 2000,
    seed: int = 0,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Divide the joint surplus of a carrier: Shapley value and nucleolus, with and without projects.

    Parameters
    ----------
    carrier
        A family of carriers (gas, crude, ...) or one of its carriers.
    package
        Name of a shipped package, a directory, or a zip.
    year
        Base year: volumes of demands and markets.
    horizon
        Year of the network; what the package's ready-made game says, else six years after the base year.
    project
        A project of the package's options, such as trans-caspian; repeat for more; all: those of the ready-made game.
    together
        A body whose member states act as one player; repeat for more; none: nobody. The ready-made game's if not given.
    players
        Only these are players; the consent of all others is taken as given. Repeat for more.
    absent
        A player who stays outside: what needs its consent is available to nobody. Repeat for more.
    deck
        Price deck: low, base or high.
    rate
        Real interest of a project's capital, a share a year.
    life
        Years over which a project's cost is paid back.
    beside
        Show gains with the top tier of demands halved and doubled, and with low and high prices.
    samples
        Orders of arrival, where a part of the network has more than 16 players, or the whole more than 20.
    seed
        Seed of the sampling.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis.power import CASES, Question, answer_power, check_question, ready_game
    from levier.analysis.trades import family_named
    from levier.cli.output import check_out, emit, progress, wants_json
    from levier.dataset import read
    from levier.system import load
    from levier.system.long import Capital

    check_out(out)
    data = read(package)
    family = family_named(data, carrier)
    ready = ready_game(data, family)
    question = Question(
        horizon=ready.horizon if horizon is None else horizon,
        projects=_projects(project, ready),
        together=ready.together if together is None else tuple(name for name in together if name != "none"),
        players=None if players is None else tuple(players),
        absent=tuple(absent or ()),
        cases=CASES if beside else (),
        capital=Capital(rate, life),
        samples=samples,
        seed=seed,
    )
    check_question(data, family, year, question)
    with progress(f"power, {family}") as tell:
        tell("reconciling the base year")
        system = load(data, year, families=[family], deck=deck)
        answer = answer_power(system, family, question, tell)
    whole = wants_json(json=json, out=out)
    head = {"package": data.name, "hash": data.hash, **_head(answer, question)}
    emit(head, as_json=json, out=out, tables=_tables(answer, whole=whole), lines=_lines(answer))


def _projects(asked: list[str] | None, ready: ReadyGame) -> tuple[str, ...]:
    names = [*(ready.projects if "all" in (asked or ()) else ()), *(name for name in asked or () if name != "all")]
    return tuple(dict.fromkeys(names))


def _head(answer: PowerAnswer, question: Question) -> dict[str, Any]:
    game, certificate = answer.stated, answer.stated.certificate
    return {
        "family": answer.family,
        "year": answer.year,
        "horizon": answer.horizon,
        "unit": "M USD/a",
        "guarantee": answer.guarantee,
        "joint_surplus": game.total,
        "joint_gain": answer.joint_gain,
        "nucleolus": {
            "computed": game.nucleolus is not None,
            "reason": game.reason,
            "kohlberg_holds": None if certificate is None else certificate.holds,
            "kohlberg": "" if certificate is None else certificate.reason,
        },
        "coalitions": game.coalitions,
        "programs_solved": game.counts.solved,
        "read_off_same_flows": game.counts.same,
        "read_off_larger_optimum": game.counts.fitted,
        "rate": question.capital.rate,
        "life": question.capital.life,
        "assumptions": list(answer.assumptions),
    }


def _tables(answer: PowerAnswer, *, whole: bool) -> dict[str, pd.DataFrame]:
    """Every column for a file; on a terminal rounded, and without the flows."""
    tables = {"players": answer.players, "projects": answer.worth, "value of projects": answer.by_project}
    if whole:
        flows = answer.program.table.rename_axis("flow").reset_index()
        needs = [tuple(sorted(need)) for need in answer.seats.needs]
        return tables | {"flows": flows.assign(consent=needs)}
    said = f"M USD a year, horizon {answer.horizon}, {answer.guarantee}"
    return {f"{name}, {said}": _short(frame) for name, frame in tables.items()}


def _short(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out what the title says, and standard errors of what is exact; round."""
    left = {name for name in ("name_fr", "guarantee", "horizon") if name in frame}
    if "standard_error" in frame and not frame["standard_error"].any():
        left.add("standard_error")
    numbers = [c for c in frame.columns if frame[c].dtype.kind == "f" and c != "share"]
    short = frame.drop(columns=list(left)).round(dict.fromkeys(numbers, ROUNDED))
    return short.assign(**{name: short[name] + 0.0 for name in numbers if name in short})


def _lines(answer: PowerAnswer) -> list[str]:
    game = answer.stated
    counts = game.counts
    read = counts.same + counts.fitted
    lines = [
        f"{answer.family}, horizon {answer.horizon}, base year {answer.year}; {answer.guarantee}",
        f"joint surplus {game.total:,.0f} M USD a year, of it {answer.joint_gain:,.0f} by acting together",
        f"{game.coalitions:,} coalitions: {counts.solved:,} programs solved, {read:,} read off, the rest sums of parts",
    ]
    if game.certificate is not None:
        held = "holds" if game.certificate.holds else f"does not hold: {game.certificate.reason}"
        lines.append(f"nucleolus: Kohlberg's criterion {held}")
    else:
        lines.append(f"no nucleolus: {game.reason}")
    return lines + [f"assumption: {said}" for said in answer.assumptions]
