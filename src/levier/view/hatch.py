"""Draw hatching: parallel lines clipped to a polygon."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

import numpy as np
from shapely import LineString, MultiLineString
from shapely.ops import unary_union

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["hatch"]

SHORTEST = 1e-3
"""Strokes shorter than this share of the spacing, where a line grazes a corner, are dropped."""


def hatch(area: BaseGeometry, spacing: float, degrees: float = 45.0) -> list[NDArray[np.float64]]:
    """Return the segments, each (2, 2), of lines `spacing` apart at `degrees` to the x axis that lie within `area`.

    Lines are anchored at the origin of the plane, so the hatching of neighbours meets. Units are those of `area`.

    >>> from shapely import box
    >>> [segment.round(2).tolist() for segment in hatch(box(0, 0.5, 2, 1.5), 1.0, degrees=0)]
    [[[0.0, 1.0], [2.0, 1.0]]]
    """
    if area.is_empty or spacing <= 0:
        return []
    west, south, east, north = area.bounds
    along = np.array([cos(radians(degrees)), sin(radians(degrees))])
    across = np.array([-along[1], along[0]])
    corners = np.array([[west, south], [west, north], [east, south], [east, north]])
    reach, offsets = corners @ along, corners @ across
    start, stop = reach.min() - spacing, reach.max() + spacing
    first, last = int(np.ceil(offsets.min() / spacing)), int(np.floor(offsets.max() / spacing))
    lines = [
        LineString([across * step * spacing + along * start, across * step * spacing + along * stop])
        for step in range(first, last + 1)
    ]
    clipped = unary_union(MultiLineString(lines).intersection(area)) if lines else MultiLineString()
    parts = getattr(clipped, "geoms", [clipped])
    strokes = (part for part in parts if part.geom_type == "LineString" and part.length > SHORTEST * spacing)
    return [np.asarray(stroke.coords, dtype=np.float64) for stroke in strokes]
