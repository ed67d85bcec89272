"""Cut a way from point to point out of drawn lines: along strings, chains and branches, in plane kilometres."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx
import numpy as np
from shapely import LineString, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Trace", "curve", "length_km", "middle", "straight_spot", "trace"]

Node: TypeAlias = tuple[int, float]
"""Number of a line and km along it; the ends of the way have the numbers START and STOP."""

START, STOP = (-1, 0.0), (-2, 0.0)
JOIN_KM = 400.0
"""Ends of lines this near to another line are taken as joined: pieces of one route may be drawn apart."""

SPOT = 0.04
"""An arrow head wants this share of the way straight on both sides."""

OFF_LINE = 3.0
"""A kilometre beside the drawn line weighs this many on it, so that the way keeps to the line."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A way in km (n, 2), how much of it runs beside the drawn lines, and how much on lines drawn as sketches."""

    points: NDArray[np.float64]
    off_km: float
    sketch_km: float


def trace(
    lines: Sequence[NDArray[np.float64]],
    start: NDArray[np.float64],
    stop: NDArray[np.float64],
    sketches: Sequence[bool] | None = None,
) -> Trace | None:
    """Return the shortest way along `lines` from `start` to `stop`, both attached; None if no line joins them.

    >>> line = np.array([[0.0, 1.0], [100.0, 1.0]])
    >>> trace([line], np.array([10.0, 0.0]), np.array([60.0, 0.0])).points.tolist()
    [[10.0, 0.0], [10.0, 1.0], [60.0, 1.0], [60.0, 0.0]]
    """
    shapes = [LineString(line) for line in lines]
    if not shapes:
        return None
    graph: nx.Graph[Node] = nx.Graph()
    stations: list[set[float]] = [{float(shape.project(Point(p))) for p in shape.coords} for shape in shapes]
    ends = {START: start, STOP: stop}
    for node, point in ends.items():
        for number, shape in enumerate(shapes):
            stations[number].add(_link(graph, node, point, (number, shape)))
    for number, shape in enumerate(shapes):
        for at in (0.0, float(shape.length)):
            tip = np.asarray(shape.interpolate(at).coords[0])
            for other, target in enumerate(shapes):
                if other != number and target.distance(Point(tip)) <= JOIN_KM:
                    stations[other].add(_link(graph, (number, at), tip, (other, target)))
    for number, shape in enumerate(shapes):
        chain = sorted(stations[number] | {0.0, float(shape.length)})
        for here, there in pairwise(chain):
            graph.add_edge((number, here), (number, there), weight=there - here, off=False)
    return _walk(graph, shapes, ends, sketches or [False] * len(shapes))


def _link(graph: nx.Graph[Node], node: Node, point: NDArray[np.float64], target: tuple[int, LineString]) -> float:
    """Join a node to the nearest point of a line, and return how far along the line that is."""
    number, shape = target
    at = float(shape.project(Point(point)))
    graph.add_edge(node, (number, at), weight=OFF_LINE * float(shape.distance(Point(point))), off=True)
    return at


def _walk(
    graph: nx.Graph[Node],
    shapes: list[LineString],
    ends: dict[Node, NDArray[np.float64]],
    sketches: Sequence[bool],
) -> Trace | None:
    try:
        nodes = nx.dijkstra_path(graph, START, STOP)
    except nx.NetworkXNoPath:
        return None
    off = sketch = 0.0
    for here, there in pairwise(nodes):
        edge = graph.edges[here, there]
        if edge["off"]:
            off += edge["weight"] / OFF_LINE
        elif sketches[here[0]]:
            sketch += edge["weight"]
    inner = [shapes[number].interpolate(at).coords[0] for number, at in nodes[1:-1]]
    way = np.asarray([ends[START], *inner, ends[STOP]], dtype=np.float64)
    keep = np.concatenate([[True], np.hypot(*np.diff(way, axis=0).T) > 1e-6])  # noqa: PLR2004 - a millimetre
    return Trace(way[keep], off, sketch)


def curve(
    start: NDArray[np.float64], stop: NDArray[np.float64], bend: float = 0.1, steps: int = 24
) -> NDArray[np.float64]:
    """Return a gentle arc (n, 2) to the right of the straight line; `bend` is its height over the line's length.

    >>> curve(np.array([0.0, 0.0]), np.array([100.0, 0.0]), steps=2).tolist()
    [[0.0, 0.0], [50.0, -10.0], [100.0, 0.0]]
    """
    across = np.array([stop[1] - start[1], start[0] - stop[0]])
    top = (start + stop) / 2 + 2 * bend * across
    share = np.linspace(0.0, 1.0, steps + 1)[:, None]
    arc: NDArray[np.float64] = (1 - share) ** 2 * start + 2 * share * (1 - share) * top + share**2 * stop
    return arc


def length_km(way: NDArray[np.float64]) -> float:
    """Length of a way (n, 2).

    >>> length_km(np.array([[0.0, 0.0], [3.0, 4.0], [3.0, 5.0]]))
    6.0
    """
    return float(np.hypot(*np.diff(way, axis=0).T).sum())


def middle(way: NDArray[np.float64], share: float = 0.5) -> tuple[float, float, float]:
    """Point at `share` of a way's length and the compass bearing there (degrees clockwise from up).

    >>> middle(np.array([[0.0, 0.0], [10.0, 0.0]]))
    (5.0, 0.0, 90.0)
    """
    line = LineString(way)
    at = line.length * share
    reach = max(line.length * 0.02, 1e-9)
    back, ahead = line.interpolate(max(at - reach, 0.0)), line.interpolate(min(at + reach, line.length))
    point = line.interpolate(at)
    bearing = float(np.degrees(np.arctan2(ahead.x - back.x, ahead.y - back.y)))
    return float(point.x), float(point.y), bearing


def straight_spot(way: NDArray[np.float64], around: float = 0.5) -> float:
    """Share of a way's length, near `around`, where it runs straightest: the place for an arrow head.

    >>> straight_spot(np.array([[0.0, 0.0], [50.0, 0.0], [50.0, 50.0]]))
    0.45
    """
    line = LineString(way)

    def bent(share: float) -> float:
        near, far = (line.interpolate(share + step, normalized=True) for step in (-SPOT, SPOT))
        return round(1.0 - float(near.distance(far)) / (2 * SPOT * line.length), 3)

    return min((around + step for step in (0.0, -0.05, 0.05, -0.1, 0.1)), key=bent)
