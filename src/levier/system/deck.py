"""Stated prices: what a market pays, what a unit not served is worth, what a tariff is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.dataset import split
from levier.dataset.period import Period, parse_period
from levier.errors import DatasetError, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from levier.dataset import Package
    from levier.system.topology import Topology

__all__ = ["DECKS", "Tier", "parse_tiers", "price_rows", "stated_prices"]

DECKS = ("low", "base", "high")
KILOGRAMS = {"USD/kgU": 1e-3}


@dataclass(frozen=True)
class Tier:
    """A share of a demand and what one unit of it is worth (M USD per unit)."""

    share: float
    value: float


def parse_tiers(text: str) -> tuple[Tier, ...]:
    """Read ``share:value`` pairs, least valuable first.

    >>> parse_tiers("0.2:100;0.8:400")
    (Tier(share=0.2, value=100.0), Tier(share=0.8, value=400.0))
    """
    pairs = (part.split(":") for part in split(text))
    tiers = [Tier(float(share), float(value)) for share, value in pairs]
    return tuple(sorted(tiers, key=lambda tier: tier.value))


def price_rows(package: Package, year: int) -> pd.DataFrame:
    """Return one row a price id: the row that speaks of the year, else of the nearest year.

    Values are in M USD per unit of the carrier; ``year_of`` says which year the row is about.
    """
    table = package.table("prices").copy()
    span = Period(parse_period(str(year)).start, parse_period(str(year)).stop)
    periods = [parse_period(p) for p in table["period"]]
    table["gap"] = [
        0 if p.overlap(span) else min(abs((p.start - span.start).days), abs((p.stop - span.stop).days)) for p in periods
    ]
    table["year_of"] = [p.start.year for p in periods]
    factor = table["unit"].map(KILOGRAMS).fillna(1.0).astype(float)
    for deck in DECKS:
        table[deck] = table[deck] * factor
    return table.sort_values(["id", "gap"], kind="stable").drop_duplicates("id").set_index("id")


def stated_prices(package: Package, topology: Topology, deck: str = "base") -> np.ndarray:
    """Return the true cost of one unit of each flow (snapshots, assets), M USD per unit.

    Supplies, corridors and converters cost; a market pays its price (a negative cost).

    Raises:
        UsageError: an unknown deck.
        DatasetError: a market whose price row does not exist.
    """
    if deck not in DECKS:
        msg = f"price deck {deck!r} is not one of {', '.join(DECKS)}"
        raise UsageError(msg)
    rows = price_rows(package, topology.calendar.year)
    corridors = package.table("corridors").drop_duplicates("id").set_index("id")
    cost = topology.assets["cost"].to_numpy(float).copy()
    for j, (name, asset) in enumerate(topology.assets.iterrows()):
        if asset["kind"] == "market":
            cost[j] = -_price(rows, asset["price"], deck, f"markets.csv: {name}")
        elif asset["kind"] == "corridor" and corridors.at[name, "tariff_price"]:
            cost[j] = _price(rows, str(corridors.at[name, "tariff_price"]), deck, f"corridors.csv: {name}")
    return np.tile(cost, (len(topology.calendar), 1))


def _price(rows: pd.DataFrame, name: str, deck: str, where: str) -> float:
    if name not in rows.index:
        msg = f"{where}: price {name!r} has no row in prices.csv"
        raise DatasetError(msg)
    return float(rows[deck][name])
