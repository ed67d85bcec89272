"""Make networks of any size, the same ones from the same seed: places on a ring with chords, carriers, stores.

    from generated import Size, elements, network

Every place has a bus for each carrier. Each carrier has corridors around the ring and chords across it; the last one
(power) has corridors that carry both ways. Converters turn one carrier into the next, supplies lie at some places,
demand at most, and shedding makes every cut feasible. With snapshots, demand and a part of the supplies swing by day
and by year, and stores that end as they began even them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import pypsa

__all__ = ["Size", "elements", "network"]

CARRIERS = ("oil", "gas", "power")
SHEDDING = "shed"
SHEDDING_COST = 500.0
DAY, YEAR, MONTHS = 24, 8760, 12
DEMANDING = 0.6
START = "2024-01-01"

Random = np.random.Generator


@dataclass(frozen=True)
class Size:
    """How large a network is.

    Attributes:
        places: places on the ring, at least 4.
        snapshots: hours, or the months of a year if there are 12.
    """

    places: int
    snapshots: int = 12


def network(size: Size, seed: int = 0) -> pypsa.Network:
    """Make a network.

    Args:
        size: how large.
        seed: of everything random in it.

    Returns:
        A feasible network of fixed capacities; so is each of its cuts.
    """
    import pypsa

    rng = np.random.default_rng(seed)
    result = pypsa.Network(name=f"{size.places} places x {size.snapshots}")
    result.set_snapshots(pd.date_range(START, periods=size.snapshots, freq="MS" if size.snapshots == MONTHS else "h"))
    result.add("Carrier", CARRIERS)
    for carrier in CARRIERS:
        result.add("Bus", _names(carrier, size.places), carrier=carrier)
    load = _demand(result, size, rng)
    for carrier in CARRIERS:
        _corridors(result, carrier, size, load, rng)
        _supplies(result, carrier, size, load, rng)
    for source, target in pairwise(CARRIERS):
        _converters(result, source, target, size, load, rng)
    if size.snapshots > 1:
        _stores(result, size, load, rng)
    return result


def elements(given: pypsa.Network) -> list[str]:
    """Names of all that a sweep of a generated network may cut: corridors, converters, supplies and stores."""
    supplies = [name for name in given.generators.index if not name.startswith(SHEDDING)]
    parts = {"Link": given.links.index, "Generator": supplies, "Store": given.stores.index}
    return [f"{kind}:{name}" for kind, names in parts.items() for name in names]


def _names(what: str, count: int) -> list[str]:
    return [f"{what} {i}" for i in range(count)]


def _demand(result: pypsa.Network, size: Size, rng: Random) -> float:
    """Add demand at most buses, and as much shedding; return its mean."""
    mean = 10.0
    for carrier in CARRIERS:
        buses = [bus for bus in _names(carrier, size.places) if rng.random() < DEMANDING]
        level = mean * rng.lognormal(0.0, 0.5, len(buses))
        rates = np.outer(_swing(size.snapshots, rng), level) * rng.uniform(0.9, 1.1, (size.snapshots, len(buses)))
        series = pd.DataFrame(rates, index=result.snapshots, columns=[f"use {bus}" for bus in buses])
        result.add("Load", series.columns, bus=buses, p_set=series)
        cost = SHEDDING_COST * rng.uniform(0.8, 1.2, len(buses))
        names = [f"{SHEDDING} {bus}" for bus in buses]
        result.add("Generator", names, bus=buses, p_nom=rates.max(axis=0), marginal_cost=cost)
    return mean


def _swing(snapshots: int, rng: Random) -> np.ndarray:
    """Factors around 1, shape (snapshots,): by month if there are 12, else by hour of the day and of the year."""
    if snapshots == MONTHS:
        return 1.0 + 0.3 * np.cos(2 * np.pi * np.arange(MONTHS) / MONTHS)
    hours = np.arange(snapshots)
    swing = 1.0 + 0.2 * np.cos(2 * np.pi * (hours - 18) / DAY) + 0.2 * np.cos(2 * np.pi * hours / YEAR)
    return swing * rng.uniform(0.97, 1.03, snapshots)


def _corridors(result: pypsa.Network, carrier: str, size: Size, load: float, rng: Random) -> None:
    """Add the ring of one carrier, and half as many chords."""
    ring = np.arange(size.places)
    begin = np.concatenate([ring, rng.choice(size.places, size.places // 2, replace=False)])
    reach = rng.integers(2, size.places - 1, begin.size)
    end = (begin + np.where(np.arange(begin.size) < size.places, 1, reach)) % size.places
    both_ways = carrier == CARRIERS[-1]
    turned = rng.choice([False, True], begin.size) & ~np.full(begin.size, both_ways)
    bus0, bus1 = np.where(turned, end, begin), np.where(turned, begin, end)
    result.add(
        "Link",
        _names(f"{carrier} corridor", begin.size),
        bus0=[f"{carrier} {place}" for place in bus0],
        bus1=[f"{carrier} {place}" for place in bus1],
        p_nom=load * rng.uniform(0.5, 4.0, begin.size),
        p_min_pu=-1.0 if both_ways else 0.0,
        efficiency=1.0 if both_ways else 0.99,
        marginal_cost=0.0 if both_ways else rng.uniform(0.1, 2.0, begin.size),
    )


def _supplies(result: pypsa.Network, carrier: str, size: Size, load: float, rng: Random) -> None:
    """Add supplies at a third of the places; a third of them swing by day."""
    count = max(1, size.places // 3)
    places = np.sort(rng.choice(size.places, count, replace=False))
    names = [f"{carrier} supply {place}" for place in places]
    swinging = rng.random(count) < 1 / 3
    hours = np.arange(size.snapshots)[:, np.newaxis]
    phase = rng.uniform(0, DAY, count)
    share = np.where(swinging, 0.6 + 0.4 * np.cos(2 * np.pi * (hours - phase) / DAY), 1.0)
    result.add(
        "Generator",
        names,
        bus=[f"{carrier} {place}" for place in places],
        p_nom=load * rng.uniform(1.0, 5.0, count),
        marginal_cost=rng.uniform(5.0, 60.0, count),
        p_max_pu=pd.DataFrame(share, index=result.snapshots, columns=names),
    )


def _converters(result: pypsa.Network, source: str, target: str, size: Size, load: float, rng: Random) -> None:
    """Add converters from one carrier into another at half of the places."""
    places = np.sort(rng.choice(size.places, size.places // 2, replace=False))
    result.add(
        "Link",
        [f"{source} to {target} {place}" for place in places],
        bus0=[f"{source} {place}" for place in places],
        bus1=[f"{target} {place}" for place in places],
        p_nom=load * rng.uniform(0.5, 2.0, places.size),
        efficiency=rng.uniform(0.4, 0.6, places.size),
        marginal_cost=rng.uniform(0.5, 3.0, places.size),
    )


def _stores(result: pypsa.Network, size: Size, load: float, rng: Random) -> None:
    """Add stores of a few snapshots' demand at a tenth of the buses of each carrier."""
    for carrier in CARRIERS:
        places = np.sort(rng.choice(size.places, max(1, size.places // 10), replace=False))
        result.add(
            "Store",
            [f"{carrier} store {place}" for place in places],
            bus=[f"{carrier} {place}" for place in places],
            e_nom=load * rng.uniform(0.5, 3.0, places.size),
            e_cyclic=True,
            standing_loss=0.001,
            marginal_cost=0.01,
        )
