"""The map of a network: branches by their flow, cut, less, more or the same; buses; a spot on each branch to click."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from levier.view.basemap import basemap_traces
from levier.view.flowtraces import line_width
from levier.view.plain import words as safe
from levier.view.quantities import plain
from levier.view.trace import middle
from levier.view.workbench.flowmap import CUT, LESS, MORE
from levier.view.workbench.network.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from levier.analysis.desk.network import NetworkAnswer, NetworkFacts
    from levier.view.words import Language
    from levier.view.workbench.network.places import Plane

__all__ = ["HEIGHT", "network_figure"]

SAME = "#7a5195"
SEEN = 5e-3
"""A flow that changes by a smaller share keeps its look."""
WIDTHS = (1.4, 2.5, 4.0, 6.0, 8.5)
NAMED = 30
"""Networks of at most this many buses have their names on the map."""
LABEL = (0.12, 0.05)
"""Room of a name, as shares of the picture's width and height."""
HEIGHT = 460
Look = tuple[str, float, str]
"""Colour, width in px, dash."""
WAITING = 0.35


def network_figure(
    facts: NetworkFacts, plane: Plane, answer: NetworkAnswer | None, cut: Collection[str], language: Language
) -> dict[str, Any]:
    """Draw a network, as it is or under a shock.

    Args:
        facts: what it holds.
        plane: where it lies.
        answer: to the shock; None for none, or one without an optimum.
        cut: full names of assets that are cut or derated.
        language: of the words on it.
    """
    before = (facts.assets["base"] if answer is None else answer.before).to_dict()
    after = before if answer is None else answer.after.to_dict()
    flows = {asset: (float(before[asset]), float(after[asset])) for asset in plane.ways}
    largest = max((abs(value) for pair in flows.values() for value in pair), default=0.0)
    looks = {
        asset: _look(*pair, largest, cut=asset in cut, shocked=answer is not None) for asset, pair in flows.items()
    }
    ground = [json.loads(trace.to_json()) for trace in basemap_traces(plane.frame, language)] if plane.covered else []
    lost = {} if answer is None or answer.unserved is None else dict(answer.unserved[["bus", "change"]].to_numpy())
    traces = [
        *ground,
        *_lines(plane, looks),
        _spots(plane, flows, looks, language),
        *_buses(facts, plane, lost, language),
    ]
    return {"data": traces, "layout": _layout(plane)}


def _look(was: float, now: float, largest: float, *, cut: bool, shocked: bool) -> Look:
    full = line_width(max(abs(now), abs(was) if cut else 0.0), largest)
    width = min(WIDTHS, key=lambda each: abs(each - full))
    if cut:
        return CUT, width, "10px,4px,2px,4px"
    change = abs(now) - abs(was)
    dash = "2px,3px" if abs(now) <= SEEN * SEEN * max(largest, 1e-12) else "solid"
    if shocked and abs(change) > SEEN * max(abs(was), abs(now)) and max(abs(was), abs(now)) > SEEN * SEEN * largest:
        return MORE if change > 0 else LESS, width, dash
    return SAME, width, dash


def _lines(plane: Plane, looks: Mapping[str, Look]) -> list[dict[str, Any]]:
    """Return one trace for all branches of one look: few traces, however large the network."""
    by_look: dict[Look, list[NDArray[np.float64]]] = {}
    for asset, way in plane.ways.items():
        by_look.setdefault(looks[asset], []).extend((way, np.full((1, 2), np.nan)))
    changed = any(look[0] != SAME for look in by_look)
    traces = []
    for (colour, width, dash), ways in sorted(by_look.items(), key=lambda item: (item[0][0] != SAME, item[0][1])):
        points = np.concatenate(ways)
        traces.append(
            {"type": "scatter", "mode": "lines", "x": _numbers(points[:, 0]), "y": _numbers(points[:, 1]),
             "line": {"color": colour, "width": width, "dash": dash}, "hoverinfo": "skip", "showlegend": False,
             "opacity": WAITING if changed and colour == SAME else 0.95}
        )  # fmt: skip
    return traces


def _spots(
    plane: Plane, flows: Mapping[str, tuple[float, float]], looks: Mapping[str, Look], language: Language
) -> dict[str, Any]:
    """Return an arrow on each branch, in the direction of its flow: what is hovered over, and clicked."""
    x, y, angles, texts = [], [], [], []
    for asset, way in plane.ways.items():
        was, now = flows[asset]
        east, north, bearing = middle(way)
        x.append(east)
        y.append(north)
        angles.append(round(bearing + (180 if (now or was) < 0 else 0), 1))
        arrow = "" if was == now else f"{plain(was, language)} → "
        texts.append(f"{safe(asset)}<br>{arrow}<b>{plain(now, language)}</b>")
    colours = [looks[asset][0] for asset in plane.ways]
    sizes = [9 + looks[asset][1] for asset in plane.ways]
    marker = {
        "symbol": "arrow", "angle": angles, "size": sizes, "color": colours, "line": {"color": "white", "width": 1},
    }  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "name": "branches", "x": x, "y": y, "text": texts, "marker": marker,
        "customdata": list(plane.ways), "hovertemplate": "%{text}<extra></extra>", "showlegend": False,
    }  # fmt: skip


def _buses(facts: NetworkFacts, plane: Plane, lost: Mapping[str, float], language: Language) -> list[dict[str, Any]]:
    names = list(plane.buses)
    points = np.stack([plane.buses[name] for name in names])
    carriers = facts.buses["carrier"].to_dict()
    texts = [f"<b>{safe(name)}</b> {safe(carriers[name])}" for name in names]
    short = [name for name in names if lost.get(name, 0.0) > 0]
    plain_bus = {
        "type": "scatter", "mode": "markers+text" if len(names) <= NAMED else "markers", "name": "buses",
        "x": _numbers(points[:, 0]), "y": _numbers(points[:, 1]), "hovertext": texts,
        "text": _labels(plane, names), "textposition": "top center",
        "textfont": {"size": 11, "color": "#222222"}, "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 6, "color": "#333333", "line": {"color": "white", "width": 1}}, "showlegend": False,
    }  # fmt: skip
    ringed = np.array([plane.buses[name] for name in short]).reshape(-1, 2)
    ring = {
        "type": "scatter", "mode": "markers", "name": say("key_lost", language),
        "x": _numbers(ringed[:, 0]), "y": _numbers(ringed[:, 1]), "showlegend": False,
        "hovertext": [
            f"<b>{safe(name)}</b><br>{say('key_lost', language)}: {plain(lost[name], language)}" for name in short
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 15, "symbol": "circle-open", "color": LESS, "line": {"color": LESS, "width": 3}},
    }  # fmt: skip
    return [plain_bus, ring]


def _labels(plane: Plane, names: list[str]) -> list[str]:
    """Return the names that are written: not long ones, and of buses close together only the first."""
    frame = plane.frame
    written: list[NDArray[np.float64]] = []
    room = np.array([frame.width * LABEL[0], frame.height * LABEL[1]])
    labels = []
    for name in names:
        point = plane.buses[name]
        free = len(name) <= NAMED and all((np.abs(point - other) > room).any() for other in written)
        labels.append(safe(name) if free else "")
        if free:
            written.append(point)
    return labels


def _layout(plane: Plane) -> dict[str, Any]:
    frame, hidden = plane.frame, {"visible": False}
    return {
        "xaxis": {**hidden, "range": [frame.west, frame.east]},
        "yaxis": {**hidden, "range": [frame.south, frame.north], "scaleanchor": "x", "scaleratio": 1},
        "height": HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
        "font": {"family": "system-ui, sans-serif", "size": 12, "color": "#333333"},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "white", "font": {"color": "#222222"}, "align": "left"},
        "dragmode": "pan",
        "uirevision": "network",
    }


def _numbers(values: NDArray[np.float64]) -> list[float | None]:
    return [None if np.isnan(value) else round(float(value), 5) for value in values]
