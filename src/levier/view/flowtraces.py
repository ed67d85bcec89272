"""Draw flows: lines, arrow heads, places and the key of a map, as plain scatter traces."""

from __future__ import annotations

from html import escape
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go
from shapely import LineString

from levier.view.flowlines import FlowLine, place_name
from levier.view.projection import REGION
from levier.view.trace import length_km, middle, straight_spot
from levier.view.words import Language, number, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from levier.view.frame import Frame

__all__ = [
    "FAMILY_COLOURS",
    "SKETCH",
    "UNUSED",
    "arrow_trace",
    "line_trace",
    "line_width",
    "place_trace",
    "throughput",
    "widest_flow",
]

FAMILY_COLOURS = {
    "crude": "#7a5195",
    "gas": "#ef8a17",
    "power": "#003f5c",
    "coal": "#5c5c5c",
    "uranium": "#58508d",
    "products": "#bc5090",
    "water": "#2a9d8f",
}
"""Colour by family; told apart with common forms of colour blindness."""

THINNEST, THICKEST, IDLE = 1.4, 9.0, 1.0
DWARFING = 3.0
"""Flows above this many times the flow that 85 % of the lines stay under share the thickest width."""

SKETCH, UNUSED = "7px,4px", "2px,3px"
SHORTEST_SHARE = 0.016
"""A line shorter than this share of the frame has no room for an arrow head."""

BOTH_WAYS = 0.05
"""The lesser direction gets its own arrow head from this share of the line's flow."""


def line_width(flow: float, largest: float) -> float:
    """Width in px of a flow: by the square root, so that small flows stay visible.

    >>> line_width(64, 64), line_width(16, 64), line_width(0, 64)
    (9.0, 4.5, 1.0)
    """
    if flow <= 0 or largest <= 0:
        return IDLE
    return round(min(max(THINNEST, THICKEST * sqrt(flow / largest)), THICKEST), 2)


def widest_flow(lines: Sequence[FlowLine]) -> float:
    """Return the flow that is drawn thickest: the largest, unless it dwarfs all others.

    >>> way = np.array([[0.0, 0.0], [1.0, 0.0]])
    >>> flows = [1.0, 2.0, 2.0, 3.0, 4.0, 600.0]
    >>> widest_flow([FlowLine("a", "b", way, flow, 0.0, "bcm/a", False, "") for flow in flows]) < 600
    True
    """
    flows = [line.flow for line in lines if line.flow > 0]
    if not flows:
        return 0.0
    return min(max(flows), float(f"{DWARFING * np.quantile(flows, 0.85):.1g}"))


def throughput(lines: Sequence[FlowLine]) -> dict[str, float]:
    """Larger of what enters and what leaves every place that a line touches.

    >>> way = np.array([[0.0, 0.0], [1.0, 0.0]])
    >>> throughput([FlowLine("a", "b", way, 3.0, 1.0, "Mt/a", False, "")])
    {'a': 3.0, 'b': 3.0}
    """
    entered, left = _sums(lines)
    return {place: max(entered[place], left[place]) for place in entered}


def _sums(lines: Sequence[FlowLine]) -> tuple[dict[str, float], dict[str, float]]:
    entered = {place: 0.0 for line in lines for place in (line.start, line.stop)}
    left = dict(entered)
    for line in lines:
        for source, target, flow in ((line.start, line.stop, line.along), (line.stop, line.start, line.against)):
            left[source] += flow
            entered[target] += flow
    return entered, left


def line_trace(line: FlowLine, largest: float, colour: str, frame: Frame) -> go.Scatter:
    """Return the trace of one flow, with points close enough that the hover finds it everywhere.

    >>> from levier.view.frame import Frame
    >>> line = FlowLine("a", "b", np.array([[0.0, 0.0], [100.0, 0.0]]), 3.0, 0.0, "Mt/a", True, "text")
    >>> line_trace(line, 3.0, "#7a5195", Frame(0, 0, 1000, 500)).line.dash
    '7px,4px'
    """
    pixel = frame.width / 1000
    shape = LineString(line.way).simplify(pixel / 3).segmentize(12 * pixel)
    points = np.asarray(shape.coords, dtype=np.float32)
    dash = UNUSED if line.flow <= 0 else SKETCH if line.schematic else "solid"
    return go.Scatter(
        x=points[:, 0],
        y=points[:, 1],
        mode="lines",
        name=f"{line.start} - {line.stop}",
        line={"color": colour, "width": line_width(line.flow, largest), "dash": dash},
        opacity=0.55 if line.flow <= 0 else 0.85,
        hovertemplate=f"{line.text}<extra></extra>",
        showlegend=False,
        meta="flow",
    )


def arrow_trace(lines: Sequence[FlowLine], largest: float, colour: str, frame: Frame) -> go.Scatter:
    """Return arrow heads that show which way flows go, near mid-line; two where both directions count.

    >>> from levier.view.frame import Frame
    >>> line = FlowLine("a", "b", np.array([[0.0, 0.0], [100.0, 0.0]]), 3.0, 0.0, "Mt/a", False, "text")
    >>> arrow_trace([line], 3.0, "#7a5195", Frame(0, 0, 1000, 500)).marker.angle.tolist()
    [90.0]
    """
    heads: list[tuple[float, float, float, float]] = []
    texts: list[str] = []
    for line in lines:
        if line.flow <= 0 or length_km(line.way) < SHORTEST_SHARE * frame.width:
            continue
        size = 7 + 1.1 * line_width(line.flow, largest)
        both = line.against > BOTH_WAYS * line.flow
        for share, turn in ((0.6, 0.0), (0.4, 180.0)) if both else ((0.5, 0.0),):
            x, y, bearing = middle(line.way, straight_spot(line.way, share))
            heads.append((x, y, bearing + turn, size))
            texts.append(line.text)
    table: NDArray[np.float64] = np.asarray(heads, dtype=np.float64).reshape(-1, 4)
    return go.Scatter(
        x=table[:, 0].astype(np.float32),
        y=table[:, 1].astype(np.float32),
        mode="markers",
        name="direction",
        marker={
            "symbol": "arrow",
            "angle": table[:, 2].round(1),
            "size": table[:, 3].round(1),
            "color": colour,
            "opacity": 1,
            "line": {"color": "white", "width": 1},
        },
        text=texts,
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
        meta="mark",
    )


def place_trace(lines: Sequence[FlowLine], places: pd.DataFrame, language: Language = "en") -> go.Scatter:
    """Return a dot for every place that a line touches; its hover tells what enters and leaves.

    >>> import pandas as pd
    >>> line = FlowLine("a", "b", np.array([[0.0, 0.0], [1.0, 0.0]]), 3.0, 0.0, "Mt/a", False, "")
    >>> places = pd.DataFrame({"lon": [1.0, 2.0], "lat": [3.0, 4.0], "name_en": ["A", "B"]}, index=["a", "b"])
    >>> place_trace([line], places).text[1]
    '<b>B</b><br>In: 3 Mt/a'
    """
    entered, left = _sums(lines)
    ids = list(entered)
    x, y = REGION.forward(places.loc[ids, "lon"], places.loc[ids, "lat"])
    unit = lines[0].unit if lines else ""
    return go.Scatter(
        x=x.astype(np.float32),
        y=y.astype(np.float32),
        mode="markers",
        name="place",
        marker={"size": 6.0, "color": "#333333", "line": {"color": "white", "width": 1}},
        text=[_place_text(places, place, (entered[place], left[place]), unit, language) for place in ids],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
        meta="mark",
    )


def _place_text(places: pd.DataFrame, place: str, flows: tuple[float, float], unit: str, language: Language) -> str:
    row = places.loc[place]
    country = row.get("country")
    name = f"<b>{escape(place_name(places, place, language))}</b>"
    lines = [f"{name} ({escape(country)})" if isinstance(country, str) and country else name]
    for key, flow in zip(("in", "out"), flows, strict=True):
        if flow > 0:
            lines.append(f"{word(key, language)} {number(flow, language)} {escape(unit)}")
    if row.get("location") == "approximate":
        lines.append(f"<i>{word('approximate', language)}</i>")
    return "<br>".join(lines)
