"""Demand of the horizon year: what the package's forecasts say against the base year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from levier.dataset import units
from levier.sentence import Listing, Name, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.system import System

__all__ = ["demand_growth"]

KINDS = ("plan", "forecast")
MEASURES = ("flow", "demand_forecast")


def demand_growth(
    system: System, country: str, families: Sequence[str], horizon: int
) -> tuple[tuple[str, float, str], ...]:
    """Return the factor on each demand of a country in the horizon year, and where it comes from.

    A forecast is an observation of kind ``plan`` or ``forecast`` about a whole year after the base year, whose subject
    is a demand or a sum of demands of the country. Forecasts of one year are averaged; between the base year and the
    years told the demand grows along straight lines; after the last year told it stays.

    Args:
        system: base volumes.
        country: whose demands.
        families: of carriers.
        horizon: the year.

    Returns:
        (demand, factor, sources and years) for every demand some forecast speaks of.
    """
    assets = system.assets
    mine = assets[(assets["kind"] == "demand") & (assets["country"] == country) & assets["family"].isin(families)]
    volume = dict(zip(assets.index, system.volume, strict=True))
    found: dict[str, tuple[str, float, str]] = {}
    for subject, members in _subjects(system, set(mine.index)).items():
        base = float(sum(volume[name] for name in members))
        told = _told(system, subject, str(mine.at[members[0], "carrier"]))
        if not told or base <= 0:
            continue
        years = [system.year, *told]
        factor = float(np.interp(horizon, years, [base, *(value for value, _ in told.values())])) / base
        said = sentence(
            "autonomy_growth",
            "{subject}: forecasts for {years} ({sources})",
            subject=Name(subject, "thing", subject),
            years=Listing(map(str, told)),
            sources=Listing(dict.fromkeys(source for _, source in told.values())),
        )
        for name in members:
            found.setdefault(name, (name, factor, said))
    return tuple(found.values())


def _subjects(system: System, demands: set[str]) -> dict[str, list[str]]:
    """Demands by themselves, and sums of nothing but demands."""
    table = system.package.table("aggregates")
    found = {name: [name] for name in sorted(demands)}
    for subject, rows in table.groupby("id", sort=False):
        terms = [str(term) for term in rows["term"]]
        if (rows["coefficient"] == 1).all() and set(terms) <= demands:
            found[str(subject)] = terms
    return found


def _told(system: System, subject: str, carrier: str) -> dict[int, tuple[float, str]]:
    """Forecast volumes of a subject by year, in the carrier's unit, with their sources."""
    row = system.package.table("carriers").set_index("id").loc[carrier]
    table = system.package.table("observations")
    table = table[(table["subject"] == subject) & table["kind"].isin(KINDS) & table["measure"].isin(MEASURES)]
    by_year: dict[int, list[tuple[float, str]]] = {}
    for record in table.to_dict("records"):
        if re.fullmatch(r"[0-9]{4}", record["period"]) and int(record["period"]) > system.year:
            value = units.volume(record["value"], record["unit"], row, units.YEAR_DAYS)
            by_year.setdefault(int(record["period"]), []).append((float(value), record["sources"]))
    return {
        year: (float(np.mean([value for value, _ in told])), ", ".join(dict.fromkeys(source for _, source in told)))
        for year, told in sorted(by_year.items())
    }
