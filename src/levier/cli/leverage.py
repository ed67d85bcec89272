"""``levier leverage``: who can impose losses on whom, through what, at what own loss."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.leverage import Leverage, LeverageIntervals, Matrix
    from levier.dataset import Package
    from levier.system import System

__all__ = ["leverage"]

LEAST = 1.0
"""Losses below this, M USD, are left out of tables on a terminal."""
ROWS = 25
SHOWN = 4
"""Things of a set that are named on a terminal."""


def leverage(  # noqa: PLR0913 - the choices a user has
    package: str = "eurasia",
    *,
    by: str | None = None,
    over: str | None = None,
    year: int = 2024,
    months: int | None = None,
    start: int | None = None,
    companies: Annotated[bool, Parameter(negative="")] = False,
    samples: int = 0,
    seed: int = 1,
    workers: int = 2,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Show who can impose losses on whom by closing what it controls, at what own loss.

    Without --by and --over: the matrix of all states over all countries.

    Parameters
    ----------
    package
        Name of a shipped package, a directory, or a zip.
    by
        Who closes: a country, company or consortium, by id or name.
    over
        On whom the loss is imposed: a country, by id or name.
    year
        Base year.
    months
        How long assets stay closed; matrix: 3; one pair: 1, 3 and 12, unless given.
    start
        Month of the onset; matrix: 1; one pair: every season, unless given.
    companies
        Matrix: also companies that run or hold assets.
    samples
        Pair: also draw so many samples, for 90 % intervals and the ratio of both losses.
    seed
        Of the samples.
    workers
        Child processes; 0: compute in this one.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.cli.output import progress
    from levier.dataset import read
    from levier.errors import UsageError
    from levier.system import load

    if (by is None) != (over is None):
        message = "--by and --over belong together: who closes, and on whom the loss is imposed; or neither"
        raise UsageError(message)
    _refuse(pair=by is not None, samples=samples, companies=companies, out=out)
    data = read(package)
    named = None if by is None or over is None else _named(data, by, over)
    with progress("leverage") as tell:
        tell("reconciling the base year")
        system = load(data, year)
        if named is None:
            matrix = _matrix(system, months, 1 if start is None else start, workers, companies=companies)
        else:
            pair, intervals = _pair(system, named, (months, start), (samples, seed, workers), tell)
    if named is None:
        _show_matrix(matrix, json=json, out=out)
    else:
        _show_pair(pair, intervals, json=json, out=out)


def _refuse(*, pair: bool, samples: int, companies: bool, out: Path | None) -> None:
    """Refuse, before anything is computed, what would be ignored or could not be written."""
    from levier.cli.output import check_out
    from levier.errors import UsageError

    check_out(out)
    if samples and not pair:
        message = "--samples is for one pair: name it with --by and --over"
        raise UsageError(message)
    if companies and pair:
        message = "--companies is for the matrix; a pair names its actor with --by"
        raise UsageError(message)
    if samples < 0:
        message = f"{samples} samples; 0 (none) or more are needed"
        raise UsageError(message)


def _named(data: Package, by: str, over: str) -> tuple[str, str]:
    from levier.analysis import actor_named, country_named

    return actor_named(data, by), country_named(data, over)


def _matrix(system: System, months: int | None, start: int, workers: int, *, companies: bool) -> Matrix:
    from levier.analysis import case_of
    from levier.analysis.leverage import actors_of, leverage_matrix
    from levier.cli.sweeping import sweep_bar

    case = case_of(system, by="asset", start=start, months=3 if months is None else months)
    with sweep_bar("threats") as told:
        return leverage_matrix(case, actors_of(system, companies=companies), workers=workers, on_progress=told)


def _pair(
    system: System,
    named: tuple[str, str],
    when: tuple[int | None, int | None],
    drawn: tuple[int, int, int],
    tell: Any,
) -> tuple[Leverage, LeverageIntervals | None]:
    from levier.analysis.leverage import DURATIONS, SEASONS, leverage_intervals, leverage_of

    samples, seed, workers = drawn
    months, start = when
    durations, seasons = DURATIONS if months is None else (months,), SEASONS if start is None else (start,)
    found = leverage_of(system, *named, durations=durations, seasons=seasons, workers=workers, progress=tell)
    if not samples:
        return found, None
    intervals = leverage_intervals(
        system,
        *named,
        samples=samples,
        seed=seed,
        months=durations,
        workers=workers,
        progress=lambda done: tell(f"{done} of {samples} samples"),
    )
    return found, intervals


def _head(system: System) -> dict[str, Any]:
    package = system.package
    told = {"package": package.name, "hash": package.hash, "year": system.year}
    return {**told, "horizon": system.horizon, "capacity": system.capacity, "deck": system.deck, "unit": "M USD"}


def _show_matrix(found: Matrix, *, json: bool, out: Path | None) -> None:
    from levier.cli.output import emit, wants_json

    case, whole = found.evaluated.case, wants_json(json=json, out=out)
    cells = found.cells.sort_values("loss", ascending=False, kind="stable")
    cells = cells if whole else cells[cells["loss"] > LEAST]
    head = _head(case.system) | {"window": [case.start, case.end], "guarantee": found.guarantee}
    threats = found.evaluated.table.drop(columns="cut")
    emit(
        {**head, "seconds": round(found.seconds, 2), "idle": list(found.idle)},
        as_json=json,
        out=out,
        tables={"the most each can impose": cells, **({"threats": threats} if whole else {})},
        lines=[
            (
                f"{case.system.package.name} {case.system.year}, closed from {case.start} to {case.end}, "
                "M USD; loss: imposed, own: of the actor's home, others: third parties"
            ),
            f"{found.guarantee[0].upper()}{found.guarantee[1:]}.",
            "buyer_only: the home has no demand in the model, so what it pays to replace goods is not in its own loss.",
        ],
    )


def _show_pair(found: Leverage, intervals: LeverageIntervals | None, *, json: bool, out: Path | None) -> None:
    from levier.cli.output import emit, wants_json

    whole = wants_json(json=json, out=out)
    head = _head(found.system) | {
        "actor": found.actor,
        "home": found.home,
        "over": found.country,
        "details": {"threat": found.headline.name, "assets": list(found.headline.assets)},
        "joint_minus_parts": None if found.layers is None else found.layers.extra,
        "guarantee": found.guarantee,
        "frontier_guarantee": found.frontier.guarantee,
    }
    emit(head, as_json=json, out=out, tables=_pair_tables(found, intervals, whole=whole), lines=_pair_lines(found))


def _pair_tables(found: Leverage, intervals: LeverageIntervals | None, *, whole: bool) -> dict[str, pd.DataFrame]:
    terms = found.terms if whole else found.terms[(found.terms["layer"] == "") & (found.terms["aim"] == "flows")]
    control = found.control.drop(columns=["chain"])
    tables = {
        "losses by duration, season and third parties": terms.drop(columns=[] if whole else ["layer", "aim", "status"])
    }
    if intervals is not None:
        tables["intervals of 90 %, from January"] = intervals.table
        tables["drivers"] = intervals.uncertainty.drivers if whole else intervals.uncertainty.drivers.head(ROWS)
    if found.layers is not None:
        tables["what tying layers together adds, asset by asset"] = found.layers.mechanism.head(None if whole else 10)
    tables |= {
        "frontier: most imposed at each own loss": _frontier(found.frontier.best, whole=whole),
        "who loses": found.thirds[found.thirds["loss"].abs() > LEAST],
        "gross sales lost": found.sales if whole else found.sales.head(ROWS),
        "what one more unit of room would have saved": found.helped.head(None if whole else 10),
    }
    if whole:
        tables |= {"every set evaluated": found.frontier.sets, "control": control}
    return tables


def _frontier(best: pd.DataFrame, *, whole: bool) -> pd.DataFrame:
    """The sets with their size; on a terminal long ones are cut short."""
    table = best[["loss", "own"]].assign(things=best["cut"].map(len))
    short = best["cut"].map(lambda cut: ", ".join(cut[:SHOWN]) + (", ..." if len(cut) > SHOWN else ""))
    return table.assign(cut=best["cut"] if whole else short)


def _pair_lines(found: Leverage) -> list[str]:
    lines = [f"{found.actor} over {found.country}, {found.system.package.name} {found.system.year}; M USD"]
    if found.home != found.actor:
        lines.append(f"Own loss is that of {found.home}, where {found.actor} is at home.")
    if found.buyer_only:
        lines.append(f"{found.home} has no demand in the model: what it pays to replace goods is not in its own loss.")
    grounds = found.control.drop_duplicates(["asset", "ground"])["ground"].value_counts()
    lines.append("Assets it can close, by ground: " + ", ".join(f"{name} {count}" for name, count in grounds.items()))
    lines += [_share(found, months) for months in sorted(set(found.terms["months"]))]
    if found.layers is not None:
        each = ", ".join(f"{name} {value:,.0f}" for name, value in found.layers.parts.items())
        why = "layers share no row" if found.layers.apart else "see the assets below"
        lines.append(
            f"Joint {found.layers.joint:,.0f}, layers {each}: joint less sum {found.layers.extra:,.0f} ({why})"
        )
    return [*lines, f"{found.guarantee[0].upper()}{found.guarantee[1:]}.", f"Frontier: {found.frontier.guarantee}."]


def _share(found: Leverage, months: int) -> str:
    """Say a loss from January, and its share of a year's output and goods exports, with the years they speak of."""
    first = int(found.terms.loc[found.terms["months"] == months, "start"].iloc[0])
    row = found.term(months, first)
    size, loss = found.size, float(row["loss"])
    shares = [
        f"{share:.1%} of {what} of {period}"
        for share, what, period in (
            (size.share_of_gdp(loss), "GDP", size.period_gdp),
            (size.share_of_exports(loss), "goods exports", size.period_exports),
        )
        if share is not None
    ]
    told = f" ({', '.join(shares)})" if shares else ""
    return (
        f"{months} months from month {first}: {found.country} loses {loss:,.0f}{told}, {found.home} {row['own']:,.0f}"
    )
