"""Find a way over water between two ports on a small net of sea lanes (a sketch for drawing)."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from levier.dataset.data_path import data_path
from levier.view.projection import REGION

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["read_lanes", "sea_way"]

REACH_KM = 1500.0
"""A place further than this from every lane has no way by sea; inland places end the sea leg on land."""

CANDIDATES = 4
OFF_LANE = 1.6
"""A kilometre between port and lane weighs this many on the lane, so that ways take to the lanes early."""


@cache
def read_lanes(path: Path | None = None) -> nx.Graph[str]:
    """Read the sea lanes (sea_lanes.json) as a graph whose nodes carry `at`, their place in km.

    >>> read_lanes().has_edge("b_bosporus_n", "b_bosporus_s")
    True
    """
    document = json.loads((path or data_path("geo/sea_lanes.json")).read_text(encoding="utf-8"))
    graph: nx.Graph[str] = nx.Graph()
    for name, (lon, lat) in document["nodes"].items():
        graph.add_node(name, at=np.stack(REGION.forward(lon, lat)))
    for here, there in document["edges"]:
        graph.add_edge(here, there, weight=_gap(graph.nodes[here]["at"], graph.nodes[there]["at"]))
    return graph


def sea_way(start: NDArray[np.float64], stop: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Way over water (n, 2) in km from port to port, corners rounded; None if no lane joins them.

    >>> aktau, baku = np.stack(REGION.forward(51.2, 43.6)), np.stack(REGION.forward(49.5, 40.2))
    >>> bool(np.allclose(sea_way(aktau, baku)[[0, -1]], [aktau, baku]))
    True
    """
    graph = read_lanes().copy()
    places: dict[str, NDArray[np.float64]] = {lane: graph.nodes[lane]["at"] for lane in graph}
    for name, point in (("start", start), ("stop", stop)):
        gaps = sorted((_gap(place, point), lane) for lane, place in places.items() if lane not in {"start", "stop"})
        near = [(gap, lane) for gap, lane in gaps[:CANDIDATES] if gap <= REACH_KM]
        graph.add_node(name, at=point)
        for gap, lane in near:
            graph.add_edge(name, lane, weight=OFF_LANE * gap)
    if not nx.has_path(graph, "start", "stop"):
        return None
    nodes = nx.dijkstra_path(graph, "start", "stop")
    return _rounded(np.asarray([graph.nodes[node]["at"] for node in nodes], dtype=np.float64))


def _gap(here: NDArray[np.float64], there: NDArray[np.float64]) -> float:
    return float(np.hypot(*(here - there)))


def _rounded(way: NDArray[np.float64], times: int = 2) -> NDArray[np.float64]:
    """Chaikin's corner cutting (1974) with both ends kept."""
    for _ in range(times):
        near, far = 0.75 * way[:-1] + 0.25 * way[1:], 0.25 * way[:-1] + 0.75 * way[1:]
        inner = np.stack([near, far], axis=1).reshape(-1, 2)[1:-1]
        way = np.concatenate([way[:1], inner, way[-1:]])
    return way
