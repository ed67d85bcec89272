"""Sketch a line where no route is known: the gentlest arc that keeps to the states the corridor crosses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from shapely import contains_xy, unary_union

from levier.view.geo import read_countries, read_disputed
from levier.view.projection import REGION
from levier.view.trace import curve

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["sketch"]

BENDS = (1.0, -1.0, 0.3, -0.3, 2.0, -2.0, 3.0, -3.0, 4.0, -4.0)
"""Arcs to try, as multiples of the usual bend; the usual one first."""

STEEP_COST = 0.02
"""An unusual arc must spare at least this share of foreign ground for each multiple of the bend."""

SEA_COST = 0.3
"""A point at sea counts this much of one on foreign ground: most corridors are on land."""


def sketch(
    start: NDArray[np.float64], stop: NDArray[np.float64], territory: Collection[str] = (), bend: float = 0.08
) -> NDArray[np.float64]:
    """Return an arc (n, 2) in km that avoids disputed areas and, with `territory`, states that are not named in it.

    >>> ekibastuz, taman = np.stack(REGION.forward(75.3, 51.7)), np.stack(REGION.forward(36.7, 45.2))
    >>> arc = sketch(ekibastuz, taman, ["KZ", "RU"])
    >>> lon, lat = REGION.inverse(*arc.T)
    >>> "UA" in {read_countries().at(*point) for point in zip(lon.tolist(), lat.tolist(), strict=True)}
    False
    """
    arcs = [(curve(start, stop, bend=bend * share), STEEP_COST * abs(abs(share) - 1.0)) for share in BENDS]
    costs = [cost + _foreign(arc, territory) for arc, cost in arcs]
    return arcs[int(np.argmin(costs))][0]


def _foreign(arc: NDArray[np.float64], territory: Collection[str]) -> float:
    """Share of an arc that lies on disputed ground, in states not named, or at sea."""
    lon, lat = REGION.inverse(*arc[1:-1].T)
    costs = contains_xy(_disputed(), lon, lat).astype(np.float64)
    if territory:
        found = (read_countries().at(east, north) for east, north in zip(lon.tolist(), lat.tolist(), strict=True))
        costs = np.maximum(costs, [SEA_COST if code is None else float(code not in territory) for code in found])
    return float(costs.mean())


@cache
def _disputed() -> BaseGeometry:
    return unary_union([area.shape for area in read_disputed()])
