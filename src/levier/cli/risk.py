"""``levier risk``: what outages of single things and of several at once do on average and in the tail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.reliability import RiskAnswer

__all__ = ["risk"]

SHOWN = 15
HELD = ("measure", "unit", "expected", "standard_error", "lower", "upper")
DRAWN = ("measure", "expected", "monte_carlo", "monte_carlo_error", "deviation")
THINGS = ("element", "class", "units", "probability", "length_km", "basis", "alone", "when_out", "saved", "saved_error")
SURE = 2.0
"""Standard errors that what a thing saves must exceed to be shown, as in the report."""


def risk(  # noqa: PLR0913 - the choices a user has
    package: str = "eurasia",
    *,
    country: str | None = None,
    carrier: str | None = None,
    order: int = 2,
    samples: int = 2000,
    seed: int = 0,
    start: str = "1",
    months: int = 1,
    year: int = 2024,
    fleets: str = "units",
    without: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="", show_default=False)] = (),
    workers: int = 2,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Weigh outages by their probability: expected loss, volume not served, value at risk and its conditional mean.

    Parameters
    ----------
    package
        Name of a shipped package, a directory, or a zip.
    country
        Only figures of this country; all if not given.
    carrier
        A family of carriers (gas, power, ...) or one of its carriers; all if not given.
    order
        Most things or units out at once in the exact tree; what it neglects is stated.
    samples
        States drawn among all, and as many among those beyond the tree.
    seed
        Seed of the draws.
    start
        Month of the window, 1 to 12, or `peak`.
    months
        How long a state of outages lasts.
    year
        Base year.
    fleets
        Rows that stand for several units (plants, fields, moorings, ships): lose their `units` one by one where the
        package counts them, `never` fail, or fail `whole`.
    without
        Things that are not to fail: names or patterns.
    workers
        Child processes; 0: solve in this one.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis import country_named, family_named
    from levier.analysis.reliability import Question, Sampling, answer_risk
    from levier.cli.output import check_out, emit, progress, wants_json
    from levier.cli.sweeping import sweep_bar
    from levier.dataset import read
    from levier.system import load

    check_out(out)
    data = read(package)
    question = Question(
        families=None if carrier is None else (family_named(data, carrier),),
        country=None if country is None else country_named(data, country),
        start=_start(start),
        months=months,
        fleets=fleets,  # type: ignore[arg-type]  # checked where it is used
        without=without,
        sampling=Sampling(order, samples, seed),
    )
    with progress("risk") as tell:
        tell("reconciling the base year")
        system = load(data, year)
    with sweep_bar("risk") as told:
        answer = answer_risk(system, question, workers=workers, on_progress=told)
    whole = wants_json(json=json, out=out)
    head = {"package": data.name, "hash": data.hash, **_head(answer)}
    emit(head, as_json=json, out=out, tables=_tables(answer, whole=whole), lines=_lines(answer))


def _start(text: str) -> int | Literal["peak"]:
    """Read a month.

    Raises:
        UsageError: it is none.
    """
    from levier.errors import UsageError

    if text == "peak":
        return "peak"
    if not text.isdecimal():
        message = f"--start {text} is no month; 1 to 12 or peak is needed"
        raise UsageError(message)
    return int(text)


def _head(answer: RiskAnswer) -> dict[str, Any]:
    question, case, states = answer.question, answer.case, answer.states
    return {
        "year": case.system.year,
        "horizon": case.system.horizon,
        "capacity": case.system.capacity,
        "window": [case.start, case.end],
        "families": question.families,
        "country": question.country,
        "fleets": question.fleets,
        "without": question.without,
        "order": question.sampling.order,
        "samples": question.sampling.samples,
        "seed": question.sampling.seed,
        "things": len(answer.elements),
        "units": int(answer.elements["units"].sum()),
        "neglected": states.neglected,
        "distinct_states": states.solved,
        "guarantee": answer.guarantee,
        "assumptions": list(answer.assumptions),
    }


def _tables(answer: RiskAnswer, *, whole: bool) -> dict[str, pd.DataFrame]:
    """Every column for a file; on a terminal what fits."""
    figures = answer.figures
    if whole:
        return {
            "figures": figures,
            "elements": answer.elements,
            "left_out": answer.left_out,
            "worst": answer.worst(),
            "without_optimum": answer.states.failed,
        }
    tails = [name for name in figures.columns if name.startswith(("var_", "cvar_"))]
    several = len(answer.elements) - SHOWN
    rest = f" (the first {SHOWN} of {len(answer.elements)})" if several > 0 else ""
    reasons = answer.left_out.groupby("reason", sort=False)["element"].agg(["count", list]).reset_index()
    return {
        "expected; lower and upper: bounds of the exact tree": figures[list(HELD)],
        "value at risk and conditional value at risk, %": figures[["measure", "unit", *tails]],
        "Monte Carlo beside it": figures[list(DRAWN)],
        f"what may fail{rest}; alone, when_out: damage, M USD; saved: blank within two errors": _things(
            answer.elements
        ),
        "states that weigh most": answer.worst(),
        "what never fails here": reasons.rename(columns={"list": "elements"}),
        "without an optimum": answer.states.failed,
    }


def _things(table: pd.DataFrame) -> pd.DataFrame:
    """Return what saves most first; a share within two standard errors of the draws is blank."""
    sure = table["saved"] > SURE * table["saved_error"]
    table = table.assign(saved=table["saved"].where(sure))
    return table.sort_values("saved", ascending=False, kind="stable")[list(THINGS)].head(SHOWN)


def _lines(answer: RiskAnswer) -> list[str]:
    case = answer.case
    return [
        (
            f"{case.system.package.name} {case.system.year}, {case.start} to {case.end} ({case.system.horizon} "
            f"horizon, {case.system.capacity} capacities), {len(answer.elements)} things that may fail"
        ),
        f"{answer.guarantee[0].upper()}{answer.guarantee[1:]}.",
        *(f"assumption: {said}" for said in answer.assumptions),
    ]
