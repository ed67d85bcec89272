"""``levier dependence``: what a country's exports or imports of a carrier hang on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis import DependenceAnswer, NMinusOne
    from levier.analysis.dependence import Direction

__all__ = ["dependence"]

SHOWN_SHARE = 0.005
WAYS: dict[str, Direction] = {"import": "imports", "export": "exports"}
STANDARD = "Regulation (EU) 2017/1938, Annex II"


def dependence(  # noqa: PLR0913 - the choices a user has
    country: str,
    carrier: str,
    *,
    package: str = "eurasia",
    direction: Literal["import", "export"] | None = None,
    year: int = 2024,
    capacity: Literal["effective", "paper"] | None = None,
    closed: list[str] | None = None,
    demand_side: float | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Show what a country's trade hangs on: shares, what no rerouting replaces, N-1, flexibility.

    Parameters
    ----------
    country
        Id or name of a country.
    carrier
        A family of carriers (crude, gas, power, coal, uranium, products) or one of its carriers.
    package
        Name of a shipped package, a directory, or a zip.
    direction
        Import or export; the larger of the two if not given.
    year
        Base year.
    capacity
        Only effective or only paper capacities; both if not given.
    closed
        A territory, operator, owner or corridor to close; repeat for more. Those that carry most if not given.
    demand_side
        Demand-side measures that N-1 may count on, in the unit of its terms (gas: mcm a day).
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis import answer_dependence, country_named, family_named, trade_of
    from levier.cli.output import emit, progress, wants_json
    from levier.dataset import read
    from levier.system import load

    data = read(package)
    home, family = country_named(data, country), family_named(data, carrier)
    with progress(f"{home} {family}") as tell:
        tell("reconciling the base year")
        system = load(data, year)
        way = trade_of(system, home, family, WAYS.get(direction or ""))
        answer = answer_dependence(
            system,
            home,
            family,
            way,
            closed=closed or (),
            capacities=None if capacity is None else (capacity,),
            measures=demand_side,
            progress=tell,
        )
    whole = wants_json(json=json, out=out)
    head = {
        "package": data.name,
        "hash": data.hash,
        "year": year,
        "country": home,
        "family": family,
        "direction": way,
        "unit": answer.unit,
        "total": answer.total,
        "n_minus_one": [_n_minus_one(found) for found in answer.n_minus_one],
    }
    emit(head, as_json=json, out=out, tables=_tables(answer, whole=whole), lines=_lines(answer))


def _n_minus_one(found: NMinusOne) -> dict[str, Any]:
    return {
        "method": STANDARD if found.direction == "imports" else f"{STANDARD}, applied to exports",
        "capacity": found.capacity,
        "percent": found.percent,
        "percent_with_measures": found.with_measures,
        "label": found.label,
        "largest": found.largest,
        "missing": list(found.missing),
    }


def _tables(answer: DependenceAnswer, *, whole: bool) -> dict[str, pd.DataFrame]:
    """Every row for a file; on a terminal only shares that are visible."""
    import pandas as pd

    shares = answer.observed if whole else answer.observed[answer.observed["share"] >= SHOWN_SHARE]
    inputs = pd.concat([found.inputs.assign(capacities=found.capacity) for found in answer.n_minus_one])
    facilities = pd.concat([found.facilities.assign(capacities=found.capacity) for found in answer.n_minus_one])
    if not whole:
        inputs, facilities = inputs.drop(columns=["sources"]), facilities.drop(columns=["sources"])
    return {
        "observed shares": shares,
        "concentration": answer.concentration,
        "structural dependence, over the year, ramps open": answer.structural,
        "least-cost outcome, from January": answer.least_cost,
        "remaining flexibility and disrupted rate": answer.flexibility,
        "terms of N-1": inputs,
        "facilities of N-1": facilities,
    }


def _lines(answer: DependenceAnswer) -> list[str]:
    lines = [f"{answer.country}, {answer.family}, {answer.direction} {answer.year}: {answer.total:,.4g} {answer.unit}"]
    for found in answer.n_minus_one:
        if found.percent is None:
            lines.append(f"N-1, {found.capacity} capacities: not computable; {'; '.join(found.missing)}")
            continue
        with_measures = (
            "" if found.with_measures is None else f"; {found.with_measures:.0f} % with demand-side measures"
        )
        lines.append(
            f"N-1, {found.capacity} capacities: {found.percent:.0f} %{with_measures} "
            f"(without {found.largest}; weakest term: {found.label})"
        )
    return lines
