"""``levier autonomy``: what it costs a country that no single actor can impose on it more than a limit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.autonomy import Autonomy

__all__ = ["autonomy"]

ROWS = 12
PERCENT = (
    "limit", "worst", "nothing", "within", "held", "imposed_before", "imposed_with", "created", "others_before",
    "others_with", "removed", "gap", "share", "chosen", "reached", "proven", "served", "served_now", "worst_now",
)  # fmt: skip
FRONTIER = ["limit", "cost", "cost_low", "cost_high", "worst", "binding", "built", "gap", "programs", "seconds"]
FUELS = ["plant", "demand", "share", "rate", "unit", "burnt", "reason"]
LEVELS = ["name_en", "level_now", "level", "share", "capacity", "left", "cost", "served", "worst_now", "worst"]
VENDORS = [
    "option", "vendors", "home", "cost_low", "cost_high", "held", "available", "imposed_before", "imposed_with",
    "created", "removed",
]  # fmt: skip


def autonomy(  # noqa: PLR0913 - the choices a user has
    country: str,
    *,
    limit: float | None = None,
    by: int = 2030,
    carriers: str = "gas,power",
    frontier: Annotated[bool, Parameter(negative="")] = False,
    variant: Literal["both", "least-cost", "own-first"] = "both",
    months: int = 12,
    sales: Annotated[bool, Parameter(negative="")] = False,
    n_minus_one: Annotated[bool, Parameter(negative="")] = False,
    level: Annotated[str, Parameter(allow_leading_hyphen=True)] = "",
    samples: int = 0,
    seed: int = 1,
    steps: int = 2,
    most: int = 1000,
    decided: int | None = None,
    rate: float = 0.08,
    life: float = 25.0,
    deck: str = "base",
    capacity: Literal["effective", "paper"] = "effective",
    package: str = "eurasia",
    year: int = 2024,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Find the least-cost investments that leave no single actor more than a limit to impose on a country.

    Parameters
    ----------
    country
        A country, by id or name.
    limit
        Largest loss that any single actor may impose, as a share of what the base year served; 0.2 is 20 percent.
        Without it, the frontier of cost against limit.
    by
        The horizon year: what can be built until then, demand by forecasts.
    carriers
        Families of carriers, or carriers, separated by commas.
    frontier
        Show the whole frontier; with own-first, solve that at every limit as well.
    variant
        least-cost: losses read from the least-cost solution; own-first: the country is served first; or both.
    months
        How long an actor keeps closed what it controls.
    sales
        Count what the country's own carriers are sold for beside what it is served.
    n_minus_one
        Keep the loss of every single outage within the limit as well.
    level
        Level that capacities follow, such as that of a sea: a number, or low, mid or high of the forecasts for the
        horizon; without it capacities as stated, with the lowest forecast beside them.
    samples
        Draws of the costs of options, and as many of all other inputs, for 90 percent intervals.
    seed
        Seed of the draws.
    steps
        Sizes a continuous option comes in: 2 is nothing, half, whole.
    most
        Sets of options of one part of the network that are evaluated at most; the guarantee says how far that goes.
    decided
        Year of the decision, from which lead times count; the year after the base year if not given.
    rate
        Real interest of capital, a share a year.
    life
        Years over which a cost is paid back.
    deck
        Price deck: low, base or high; costs are shown with an interval over all three.
    capacity
        Effective or paper capacities.
    package
        Name of a shipped package, a directory, or a zip.
    year
        Base year.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis import country_named
    from levier.analysis.autonomy import Question, answer_autonomy, with_samples
    from levier.analysis.autonomy.levels import find_level
    from levier.analysis.autonomy.question import check_limit
    from levier.analysis.trades import family_named
    from levier.cli.output import check_out, emit, progress, wants_json
    from levier.cli.sample_bar import sample_bar
    from levier.dataset import read
    from levier.system import load
    from levier.system.long import Capital
    from levier.system.sampling import check_draws

    if limit is not None:
        check_limit(limit)
    if samples:
        check_draws(samples, seed)
    check_out(out)
    data = read(package)
    if level:
        find_level(data, level, by, year)
    families = tuple(dict.fromkeys(family_named(data, word) for word in carriers.split(",")))
    question = Question(
        country=country_named(data, country),
        families=families,
        horizon=by,
        months=months,
        decided=decided,
        steps=steps,
        most=most,
        sales=sales,
        level=level,
        outages=n_minus_one,
        capital=Capital(rate, life),
    )
    whole_frontier = frontier or limit is None
    first = variant != "least-cost"
    own = (limit,) if first and limit is not None else ()
    with progress(f"autonomy, {question.country}") as tell:
        tell("reconciling the base year")
        system = load(data, year, families=families, deck=deck, capacity=capacity, with_intervals=False)
        answer = answer_autonomy(system, question, limit, own=own, frontier=first and whole_frontier, progress=tell)
    if samples:
        with sample_bar("draws", samples) as drawn:
            answer = with_samples(answer, samples, seed, drawn)
    whole = wants_json(json=json, out=out)
    tables = _tables(answer, variant, whole=whole, frontier=whole_frontier)
    emit(_head(answer), as_json=json, out=out, tables=tables, lines=_lines(answer))


def _head(answer: Autonomy) -> dict[str, Any]:
    from levier.analysis.autonomy.told import sentences

    asked, best = answer.question, answer.best
    counted = "served value and own sales" if asked.sales else "served value"
    return {
        "package": answer.system.package.name,
        "hash": answer.system.package.hash,
        "country": asked.country,
        "carriers": list(asked.families),
        "year": answer.system.year,
        "horizon": asked.horizon,
        "months": asked.months,
        "limit": answer.limit,
        "unit": f"M USD a year; losses as shares of the base year's {counted}",
        "served_value": answer.board.network.base,
        "cost": None if best is None else best.cost,
        "guarantee": answer.guarantee,
        "sentences": list(sentences(answer)),
        "level": None if answer.lowered is None else answer.lowered.level.value,
        "assumptions": list(answer.assumptions),
        "programs": answer.programs,
        "seconds": round(answer.seconds, 2),
    }


def _lines(answer: Autonomy) -> list[str]:
    from levier.analysis.autonomy.told import sentences

    asked, counts = answer.question, answer.programs
    named = ", ".join(asked.families)
    return [
        f"{asked.country}, {named}, horizon {asked.horizon}, base year {answer.system.year}",
        *sentences(answer),
        f"{answer.guarantee[0].upper()}{answer.guarantee[1:]}.",
        (
            f"{counts['sets']:,} sets of options, {counts['solved']:,} programs solved, "
            f"{counts['read_off']:,} states read off, {answer.seconds:.1f} s"
        ),
        *(f"assumption: {said}" for said in answer.assumptions),
    ]


def _tables(answer: Autonomy, variant: str, *, whole: bool, frontier: bool) -> dict[str, pd.DataFrame]:
    """Every column for a file; on a terminal shorter, shares in percent."""
    tables: dict[str, pd.DataFrame] = {}
    if variant != "own-first" and (frontier or whole):
        tables |= {"frontier": answer.points, "regret": answer.regret}
    elif variant != "own-first":
        tables |= {"frontier": answer.points[answer.points["limit"] == answer.limit]}
        tables |= {"regret": answer.regret[answer.regret["limit"] == answer.limit]}
    if len(answer.first):
        tables["country first"] = answer.country_first
    tables |= {"losses by actor": answer.losses, "vendors": answer.vendors, "options": answer.offers}
    tables |= _beside(answer)
    tables |= {"left out": answer.left_out, "demand": answer.growth}
    if whole:
        return tables
    return {_title(name): _short(name, frame) for name, frame in tables.items()}


def _beside(answer: Autonomy) -> dict[str, pd.DataFrame]:
    """Tables of what was linked, of another level, and of draws; those that hold something."""
    tables = {"fuels": answer.fuels, "levels": answer.levels, "frontier at the level": answer.level_points}
    if answer.sampled is not None:
        tables |= {
            "sampled costs": answer.sampled.costs,
            "sampled options": answer.sampled.entries,
            "sampled losses": answer.sampled.losses,
            "failed draws": answer.sampled.failed,
        }
    return {name: frame for name, frame in tables.items() if len(frame)}


def _title(name: str) -> str:
    return f"{name}, M USD a year; losses in %"


def _short(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    if name == "losses by actor":
        frame = frame.drop(columns=["outage"]).head(ROWS)
    elif name == "vendors":
        frame = frame[VENDORS]
    elif name == "options":
        frame = frame[
            ["option", "capacity", "cost_low", "cost_high", "annual_low", "annual_high", "available", "vendors"]
        ]
    elif name == "left out":
        frame = frame[~frame["reason"].str.startswith("does not stand on")][["option", "reason"]]
    elif name == "frontier":
        frame = frame[FRONTIER]
    elif name == "fuels":
        frame = frame[FUELS]
    elif name == "levels":
        frame = frame[LEVELS]
    elif name == "country first":
        frame = frame[["limit", "cost", "bound", "gap", "worst", "built", "rounds", "mixed", "seconds"]]
    percent = (*PERCENT, "low", "median", "high", "value") if name == "sampled losses" else PERCENT
    shares = [column for column in frame.columns if column in percent]
    kept = (*shares, "gap", "factor", "rate", "seconds", "burnt", "level", "level_now")
    rounded = {c: 1 for c in frame.columns if frame[c].dtype.kind == "f" and c not in kept}
    frame = frame.round(rounded)
    return frame.assign(**{column: (frame[column] * 100).round(2) for column in shares})
