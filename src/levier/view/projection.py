"""Project longitude and latitude to kilometres on an equal-area cone made for Eurasia."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["EARTH_RADIUS_KM", "REGION", "Albers"]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


@dataclass(frozen=True, slots=True)
class Albers:
    """Albers' equal-area conic projection of the sphere (Snyder 1987, USGS Professional Paper 1395, pages 98 to 103).

    `south` and `north` are the standard parallels, `lon` and `lat` the point that becomes (0, 0); all in degrees.

    >>> x, y = Albers().forward([65.0, 75.0], [45.0, 45.0])
    >>> [round(float(v)) for v in x], [round(float(v)) for v in y]
    ([0, 767], [0, 48])
    """

    south: float = 35.0
    north: float = 60.0
    lon: float = 65.0
    lat: float = 45.0

    @property
    def _cone(self) -> float:
        return (sin(radians(self.south)) + sin(radians(self.north))) / 2

    @property
    def _constant(self) -> float:
        return cos(radians(self.south)) ** 2 + 2 * self._cone * sin(radians(self.south))

    @property
    def _origin(self) -> float:
        return EARTH_RADIUS_KM * sqrt(self._constant - 2 * self._cone * sin(radians(self.lat))) / self._cone

    def forward(self, lon: ArrayLike, lat: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Easting and northing in km of degrees east and north; NaN stays NaN.

        >>> x, y = Albers().forward(51.9, 47.1)
        >>> round(float(x)), round(float(y))
        (-964, 318)
        """
        east = np.asarray(lon, dtype=np.float64)
        turn = (east - self.lon + 180.0) % 360.0 - 180.0
        angle = np.radians(turn) * self._cone
        square = self._constant - 2 * self._cone * np.sin(np.radians(np.asarray(lat, dtype=np.float64)))
        radius = EARTH_RADIUS_KM * np.sqrt(square) / self._cone
        return radius * np.sin(angle), self._origin - radius * np.cos(angle)

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Degrees east and north of easting and northing in km.

        >>> lon, lat = Albers().inverse(*Albers().forward([51.9], [47.1]))
        >>> round(float(lon[0]), 6), round(float(lat[0]), 6)
        (51.9, 47.1)
        """
        east = np.asarray(x, dtype=np.float64)
        down = self._origin - np.asarray(y, dtype=np.float64)
        radius = np.hypot(east, down)
        lon = self.lon + np.arctan2(east, down) / self._cone * 180.0 / pi
        sine = (self._constant - (radius * self._cone / EARTH_RADIUS_KM) ** 2) / (2 * self._cone)
        return lon, np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))


REGION = Albers()
"""The projection of every map of the report."""
