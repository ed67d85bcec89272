"""Draw what lies under the flows: coasts, borders and hatched disputed areas, as plain scatter traces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go
from shapely import MultiLineString, Polygon, box, clip_by_rect

from levier.view.geo import read_borders, read_disputed
from levier.view.hatch import hatch
from levier.view.projection import REGION
from levier.view.words import Language, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from levier.view.frame import Frame

__all__ = ["basemap_traces", "joined"]

COAST, BORDER, DISPUTED = "#9db4c4", "#a3a3a3", "#8a8a8a"
BEYOND = 0.5
"""Share of the frame drawn beyond each side, seen when the page gives the map more room or the reader pans."""

STEPS = 170
"""Hatch lines across the width of the frame."""


def basemap_traces(frame: Frame, language: Language = "en") -> list[go.Scatter]:
    """Return the traces of coasts, borders and disputed areas around a frame of the plane.

    >>> from levier.view.frame import Frame
    >>> [trace.name for trace in basemap_traces(Frame(-2500, -1000, 1500, 1500))]
    ['coast', 'border', 'disputed area (Natural Earth)', 'disputed area (Natural Earth)']
    """
    wide = frame.grown(BEYOND)
    borders = read_borders()
    traces = [
        _line(_clipped((_plane(line) for line in borders.coasts), wide), "coast", COAST, 0.9),
        _line(_clipped((_plane(line) for line in borders.borders), wide), "border", BORDER, 0.8),
    ]
    outlines: list[NDArray[np.float64]] = []
    strokes: list[NDArray[np.float64]] = []
    names: list[str] = []
    for area in read_disputed():
        shape = Polygon(_plane(np.asarray(area.shape.exterior.coords, dtype=np.float64)))
        if not shape.intersects(box(wide.west, wide.south, wide.east, wide.north)):
            continue
        outline = np.asarray(shape.exterior.coords, dtype=np.float64)
        outlines.append(outline)
        names += [area.name_fr if language == "fr" else area.name_en] * (len(outline) + 1)
        strokes += hatch(shape, frame.width / STEPS)
    if outlines:
        name = word("disputed", language)
        dashed = _line(outlines, name, DISPUTED, 1.0, dash="3px,2px")
        dashed.update(text=names, hoverinfo="text", hovertemplate=f"%{{text}}<br>{name}<extra></extra>")
        traces += [_line(strokes, name, DISPUTED, 0.6), dashed]
    return traces


def joined(lines: Iterable[NDArray[np.float64]]) -> NDArray[np.float32]:
    """Join lines into one array (n, 2) with a row of NaN after each, as one trace needs it.

    >>> joined([np.array([[0.0, 1.0], [2.0, 3.0]])]).tolist()
    [[0.0, 1.0], [2.0, 3.0], [nan, nan]]
    """
    gap = np.full((1, 2), np.nan)
    parts = [part for line in lines for part in (line, gap)]
    return np.concatenate([np.empty((0, 2)), *parts]).astype(np.float32)


def _plane(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack(REGION.forward(points[:, 0], points[:, 1]), axis=1)


def _clipped(lines: Iterable[NDArray[np.float64]], frame: Frame) -> list[NDArray[np.float64]]:
    shape = clip_by_rect(MultiLineString(list(lines)), frame.west, frame.south, frame.east, frame.north)
    parts = getattr(shape, "geoms", [shape])
    return [np.asarray(part.coords, dtype=np.float64) for part in parts if not part.is_empty]


def _line(
    lines: Iterable[NDArray[np.float64]], name: str, colour: str, width: float, dash: str = "solid"
) -> go.Scatter:
    points = joined(lines)
    return go.Scatter(
        x=points[:, 0],
        y=points[:, 1],
        mode="lines",
        name=name,
        line={"color": colour, "width": width, "dash": dash},
        hoverinfo="skip",
        showlegend=False,
    )
