"""How long a corridor is: as told, or at least the straight line between its ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.system import System

__all__ = ["Section", "Sections", "great_circle"]

RADIUS_KM = 6371.0
Section = tuple[str, str]
"""Two places, in order of their names: one stretch, whichever way and whosever goods flow."""


def great_circle(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the distance of two points, each (latitude, longitude) in degrees, on a sphere, km (haversine).

    Example:
        >>> round(great_circle((0.0, 0.0), (0.0, 90.0)))
        10008
    """
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (first, second))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(math.sqrt(half))


class Sections:
    """Stretches of the corridors of a system."""

    def __init__(self, system: System) -> None:
        """Read lengths and places."""
        assets = system.assets
        self._told = pd.to_numeric(assets["length_km"], errors="coerce").to_dict()
        ends = zip(assets["place"].astype(str), assets["to_place"].astype(str), strict=True)
        self._ends = dict(zip(assets.index, (tuple(sorted(pair)) for pair in ends), strict=True))
        places = system.package.table("places").set_index("id")
        self._where = dict(zip(places.index, zip(places["lat"], places["lon"], strict=True), strict=True))

    def section(self, flow: str) -> Section:
        """Return the stretch a flow runs on."""
        first, second = self._ends[flow]
        return first, second

    def length(self, section: Section, flows: Iterable[str]) -> tuple[float, bool]:
        """Return the length of a stretch in km, and whether it is told (else the straight line).

        Args:
            section: the stretch.
            flows: those that run on it; the longest told counts.

        Returns:
            NaN where neither a length nor the places of both ends are known.
        """
        told = [self._told[flow] for flow in flows if not math.isnan(self._told[flow])]
        if told:
            return float(max(told)), True
        first, second = (self._where.get(place, (math.nan, math.nan)) for place in section)
        return great_circle(first, second), False
