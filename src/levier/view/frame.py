"""Choose what part of the plane a map shows, and turn kilometres into pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Frame", "core", "frame_of"]

PADDING = 0.07
SMALLEST_KM = 600.0
SMALL_PART = 0.2
"""A part of the network with at most this share of the lines may be left outside the picture ..."""

GROWTH = 1.35
"""... if the picture would grow to more than this many times its area with it."""

TALLEST, WIDEST = 1.0, 2.1
"""Bounds of width over height."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the plane in km."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """Extent in km from west to east."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """Extent in km from south to north."""
        return self.north - self.south

    def grown(self, share: float) -> Frame:
        """Return this frame with `share` of its extents added on every side.

        >>> Frame(0, 0, 100, 50).grown(0.1)
        Frame(west=-10.0, south=-5.0, east=110.0, north=55.0)
        """
        x, y = self.width * share, self.height * share
        return Frame(self.west - x, self.south - y, self.east + x, self.north + y)

    def pixels(self, points: NDArray[np.float64], width: float) -> NDArray[np.float64]:
        """Points (n, 2) in km as pixels from the south-western corner, on a map `width` px wide.

        >>> Frame(0, 0, 100, 50).pixels(np.array([[50.0, 25.0]]), 1000).tolist()
        [[500.0, 250.0]]
        """
        moved: NDArray[np.float64] = points - np.array([self.west, self.south])
        return moved * (width / self.width)


def frame_of(ways: Sequence[NDArray[np.float64]], view: Frame) -> Frame:
    """Return the frame around ways (each (n, 2) in km), padded and neither too flat nor too tall.

    Points outside `view` do not count: a line to a far market leaves the picture. Without any point, `view` itself.

    >>> frame_of([np.array([[0.0, 0.0], [1000.0, 500.0]])], Frame(-5000, -5000, 5000, 5000))
    Frame(west=-70.0, south=-50.0, east=1070.0, north=550.0)
    """
    points = np.concatenate([np.empty((0, 2)), *ways])
    inside = (points >= [view.west, view.south]).all(axis=1) & (points <= [view.east, view.north]).all(axis=1)
    if not inside.any():
        return view
    low, high = points[inside].min(axis=0), points[inside].max(axis=0)
    extent = np.maximum((high - low) * (1 + 2 * PADDING), SMALLEST_KM)
    extent = np.array([max(extent[0], extent[1] * TALLEST), max(extent[1], extent[0] / WIDEST)])
    middle = (low + high) / 2
    west, south = (float(value) for value in np.round(middle - extent / 2, 6))
    east, north = (float(value) for value in np.round(middle + extent / 2, 6))
    return Frame(west, south, east, north)


def core(ways: Sequence[NDArray[np.float64]], ends: Sequence[tuple[str, str]], view: Frame) -> list[bool]:
    """Tell for each way whether it belongs in the picture; small, far parts of the network do not.

    `ends` names the two places of every way. A part is what hangs together. Parts join the largest in the order of
    the room they need, as long as the picture does not grow too much by one of them.

    >>> near = [np.array([[0.0, 10.0 * i], [1000.0, 900.0]]) for i in range(8)]
    >>> far = np.array([[6000.0, 0.0], [6500.0, 0.0]])
    >>> core([*near, far], [("a", str(i)) for i in range(8)] + [("x", "y")], Frame(-9000, -9000, 9000, 9000))[-1]
    False
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(ends)
    parts = [[number for number, end in enumerate(ends) if end[0] in part] for part in nx.connected_components(graph)]
    kept = [number for part in parts if len(part) > SMALL_PART * len(ways) for number in part]
    waiting = [part for part in parts if len(part) <= SMALL_PART * len(ways)]
    if not kept:
        return [True] * len(ways)
    while waiting:
        nearest = min(waiting, key=lambda part: _area(ways, [*kept, *part], view))
        if _area(ways, [*kept, *nearest], view) > GROWTH * _area(ways, kept, view):
            break
        kept += nearest
        waiting.remove(nearest)
    chosen = set(kept)
    return [number in chosen for number in range(len(ways))]


def _area(ways: Sequence[NDArray[np.float64]], numbers: Sequence[int], view: Frame) -> float:
    frame = frame_of([ways[number] for number in numbers], view)
    return frame.width * frame.height
