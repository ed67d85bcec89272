"""Where the buses and branches of a network lie in the plane of its map."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

import numpy as np

from levier.view.frame import PADDING, TALLEST, WIDEST, Frame
from levier.view.map import VIEW_LAT, VIEW_LON
from levier.view.projection import REGION
from levier.view.trace import curve

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from levier.analysis.desk.network import NetworkFacts

__all__ = ["Plane", "plane_of"]

BEND = 0.09
"""Bend of each further branch between the same two buses, as a share of its length."""
STEPS = 12
APART = 1e-6
HALF_TURN, POLE = 180.0, 90.0
MOST = 0.8
"""Share of the buses that must lie inside the shapes that ship."""


@dataclass(frozen=True)
class Plane:
    """What is drawn, and where.

    Attributes:
        buses: points (n, 2) by the name of the bus.
        ways: points (n, 2) of each branch by its full name, from its first bus to its second.
        hidden: branches between buses at one place, or at none.
        beyond: buses outside the picture, because no shipped shape covers them.
        frame: the picture.
        covered: whether shipped coasts and borders cover it; then units are km of the report's projection.
    """

    buses: dict[str, NDArray[np.float64]]
    ways: dict[str, NDArray[np.float64]]
    hidden: int
    beyond: int
    frame: Frame
    covered: bool


def plane_of(facts: NetworkFacts) -> Plane | None:
    """Lay a network out; None if its buses have no coordinates.

    Where most buses lie inside the shapes that ship, all are projected as on all other maps, and the picture holds
    those inside; other coordinates in degrees are squeezed by the cosine of their middle latitude; what is no degree is
    taken as it is.
    """
    if not facts.placed:
        return None
    known = facts.buses[["x", "y"]].dropna()
    degrees = known.to_numpy(float)
    inside = _inside(degrees)
    covered = bool(inside.mean() >= MOST)
    points = _projected(degrees, covered=covered)
    seen = inside if covered else np.ones(len(points), dtype=bool)
    buses = dict(zip(known.index, points, strict=True))
    branches = facts.assets[facts.assets["bus1"] != ""]
    size = float(np.ptp(points, axis=0).max())
    ways = _ways(branches, buses, APART * size)
    hidden, beyond = len(branches) - len(ways), int(len(points) - seen.sum())
    return Plane(buses, ways, hidden, beyond, _frame(points[seen]), covered)


def _inside(degrees: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which points the shapes that ship cover."""
    lon, lat = degrees.T
    inside: NDArray[np.bool_] = (
        (lon >= VIEW_LON[0]) & (lon <= VIEW_LON[1]) & (lat >= VIEW_LAT[0]) & (lat <= VIEW_LAT[1])
    )
    return inside


def _projected(degrees: NDArray[np.float64], *, covered: bool) -> NDArray[np.float64]:
    lon, lat = degrees.T
    if not ((np.abs(lon) <= HALF_TURN).all() and (np.abs(lat) <= POLE).all()):
        return degrees
    if covered:
        return np.stack(REGION.forward(lon, lat), axis=1)
    return np.stack([lon * cos(radians(float(lat.mean()))), lat], axis=1)


def _ways(
    branches: pd.DataFrame, buses: dict[str, NDArray[np.float64]], apart: float
) -> dict[str, NDArray[np.float64]]:
    """Draw each branch as a line, and those between the same two buses as arcs side by side."""
    ends: dict[tuple[str, str], list[str]] = {}
    for row in branches.itertuples():
        first, second = str(row.bus0), str(row.bus1)
        if first in buses and second in buses and np.abs(buses[first] - buses[second]).max() > apart:
            ends.setdefault((min(first, second), max(first, second)), []).append(str(row.Index))
    ways = {}
    for (first, _), assets in ends.items():
        for place, asset in enumerate(assets):
            start, stop = str(branches.at[asset, "bus0"]), str(branches.at[asset, "bus1"])
            bend = BEND * (place - (len(assets) - 1) / 2) * (1 if start == first else -1)
            ways[asset] = curve(buses[start], buses[stop], bend=bend, steps=STEPS)
    return ways


def _frame(points: NDArray[np.float64]) -> Frame:
    low, high = points.min(axis=0), points.max(axis=0)
    extent = (high - low) * (1 + 2 * PADDING) + 0.02 * float((high - low).max())
    extent = np.array([max(extent[0], extent[1] * TALLEST), max(extent[1], extent[0] / WIDEST)])
    west, south = (float(value) for value in (low + high) / 2 - extent / 2)
    return Frame(west, south, west + float(extent[0]), south + float(extent[1]))
