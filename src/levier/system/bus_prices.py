"""One base price a bus: stated where the deck has a row, netted back along base flows elsewhere.

Both sides of every transfer count it at this price, so transfers cancel whatever it is; it only
decides who bears a loss. Buses without a stated price take the value that best matches their
neighbours' prices, less what moving or converting the goods costs, weighted by base flows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import spsolve

from levier.system.assets import bus_name
from levier.system.deck import price_rows

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.system.topology import Topology

__all__ = ["BusPrices", "bus_prices"]

WEAK = 1e-6
MOVES = ("corridor", "converter")


@dataclass(frozen=True)
class BusPrices:
    """Base prices of the buses.

    Attributes:
        value: (buses,), M USD per unit.
        table: one row a bus: bus, price, ``stated`` (price id) or ``netback``, sources.
    """

    value: np.ndarray
    table: pd.DataFrame


def bus_prices(
    package: Package, topology: Topology, flows: pd.DataFrame, true: np.ndarray, deck: str = "base"
) -> BusPrices:
    """Return the base price of every bus of a year (see the module's text for the method).

    Args:
        package: its ``prices`` with a ``place`` are anchors; markets anchor their bus.
        topology: buses and flows.
        flows: base rates (snapshots, assets).
        true: stated costs (snapshots, assets).
        deck: ``low``, ``base`` or ``high``.
    """
    index = topology.bus_index
    anchors = _anchors(package, topology, deck)
    volume = topology.calendar.weights @ flows.to_numpy(float)
    fixed = np.full(len(index), np.nan)
    names = [""] * len(index)
    cited = [""] * len(index)
    for bus, (stated, name, sources) in anchors.items():
        fixed[index[bus]] = stated
        names[index[bus]], cited[index[bus]] = name, sources
    value = _netback(topology, volume, true, fixed)
    table = pd.DataFrame(
        {
            "bus": list(topology.buses),
            "price": value,
            "kind": ["stated" if np.isfinite(v) else "netback" for v in fixed],
            "row": names,
            "sources": cited,
        }
    )
    return BusPrices(value, table)


def _anchors(package: Package, topology: Topology, deck: str) -> dict[str, tuple[float, str, str]]:
    rows = price_rows(package, topology.calendar.year)
    found: dict[str, list[tuple[float, str, str]]] = {}
    known = set(topology.buses)
    for name, row in rows.iterrows():
        bus = bus_name(str(row["place"]), str(row["carrier"]))
        if row["place"] and row["kind"] != "tariff" and row["kind"] != "value" and bus in known:
            found.setdefault(bus, []).append((float(row[deck]), str(name), str(row["sources"])))
    markets = topology.assets[topology.assets["kind"] == "market"]
    for _, asset in markets.iterrows():
        bus = bus_name(asset["place"], asset["carrier"])
        row = rows.loc[asset["price"]]
        found[bus] = [(float(row[deck]), str(asset["price"]), str(row["sources"]))]
    return {
        bus: (float(np.mean([v for v, _, _ in entries])), entries[0][1], entries[0][2])
        for bus, entries in found.items()
    }


def _netback(topology: Topology, volume: np.ndarray, true: np.ndarray, fixed: np.ndarray) -> np.ndarray:
    """Weighted least squares of price differences against costs, anchors held."""
    kind = topology.assets["kind"].to_numpy()
    moves = np.flatnonzero(np.isin(kind, MOVES))
    weight = volume[moves] + WEAK * max(float(volume.max(initial=0.0)), 1.0)
    rows = topology.incidence[:, moves].T.tocsr()
    target = true.mean(axis=0)[moves]
    free = np.flatnonzero(np.isnan(fixed))
    value = np.where(np.isnan(fixed), 0.0, fixed)
    right = target - rows @ value
    part = rows[:, free]
    scaled = sparse.diags_array(weight)
    mean = _family_mean(topology, fixed)
    ridge = WEAK * max(float(weight.max(initial=1.0)), 1.0) * 1e-3
    normal = part.T @ scaled @ part + ridge * sparse.eye_array(len(free))
    side = part.T @ (weight * right) + ridge * mean[free]
    value[free] = spsolve(sparse.csc_array(normal), side) if len(free) else []
    return value


def _family_mean(topology: Topology, fixed: np.ndarray) -> np.ndarray:
    family = topology.assets.drop_duplicates("carrier").set_index("carrier")["family"]
    of_bus = np.array([family.get(bus.split(" ")[1], "") for bus in topology.buses])
    mean = np.zeros(len(of_bus))
    for name in set(of_bus):
        stated = fixed[(of_bus == name) & np.isfinite(fixed)]
        mean[of_bus == name] = float(stated.mean()) if len(stated) else 0.0
    return mean
