"""Letter a map: names of places and countries as Plotly annotations, for one design width."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
from shapely import LineString

from levier.view.flowlines import FlowLine, place_name
from levier.view.flowtraces import line_width, widest_flow
from levier.view.geo import read_borders
from levier.view.labels import Label, PlacedLabel, place_labels
from levier.view.projection import REGION
from levier.view.words import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from levier.view.frame import Frame

__all__ = ["FONT", "lettering", "placed_labels", "short_name"]

FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
PLACE_COLOUR, COUNTRY_COLOUR, PAPER = "#222222", "#7d8790", "rgba(255,255,255,0.72)"
COUNTRY_RANK = 0.12
"""A country's name ranks with a place that handles this share of the largest throughput."""

LONG_NAME = 22
SAMPLE_PX = 5.0
DOT_PX = 4.0


def lettering(
    frame: Frame,
    width: float,
    lines: Sequence[FlowLine],
    weights: Mapping[str, float],
    places: pd.DataFrame,
    *,
    language: Language = "en",
) -> list[dict[str, Any]]:
    """Return annotations for a map `width` px wide; none overlaps another on a map at least that wide.

    `weights` gives the throughput of every place that has a dot.

    >>> import pandas as pd
    >>> from levier.view.frame import Frame
    >>> places = pd.DataFrame({"lon": [51.9], "lat": [47.1], "name_en": ["Atyrau"]}, index=["atyrau"])
    >>> found = lettering(Frame(-1500, 0, 0, 800), 600, [], {"atyrau": 1.0}, places)
    >>> "Atyrau" in [each["text"] for each in found]
    True
    """
    return [
        _annotation(placed, frame, width)
        for placed in placed_labels(frame, width, lines, weights, places, language=language)
    ]


def placed_labels(
    frame: Frame,
    width: float,
    lines: Sequence[FlowLine],
    weights: Mapping[str, float],
    places: pd.DataFrame,
    *,
    language: Language = "en",
) -> list[PlacedLabel]:
    """Return the labels of `lettering` with their rectangles in px, for tests and other renderers.

    >>> import pandas as pd
    >>> from levier.view.frame import Frame
    >>> places = pd.DataFrame({"lon": [51.9], "lat": [47.1], "name_en": ["Atyrau"]}, index=["atyrau"])
    >>> len(placed_labels(Frame(-1500, 0, 0, 800), 600, [], {"atyrau": 1.0}, places)) > 1
    True
    """
    height = width * frame.height / frame.width
    size = 10.0 if width < 600 else 11.0  # noqa: PLR2004 - phone or desktop
    ids = list(weights)
    plane = np.stack(REGION.forward(places.loc[ids, "lon"], places.loc[ids, "lat"]), axis=1)
    dots = frame.pixels(plane, width)
    top = max(weights.values(), default=0.0) or 1.0
    wanted = [
        Label(name, short_name(place_name(places, name, language)), x, y, weights[name] / top, size, DOT_PX)
        for name, (x, y) in zip(ids, dots.tolist(), strict=True)
    ]
    wanted += _countries(frame, width, language, size)
    largest = widest_flow(lines)
    marks = [
        np.repeat(
            frame.pixels(_sampled(line.way, SAMPLE_PX * frame.width / width), width),
            max(1, round(line_width(line.flow, largest) / 2)),
            axis=0,
        )
        for line in lines
    ]
    return place_labels(
        wanted,
        (2.0, 2.0, width - 2.0, height - 2.0),
        lines=np.concatenate([np.empty((0, 2)), *marks]),
        dots=np.column_stack([dots, np.full(len(dots), DOT_PX)]),
    )


def short_name(name: str) -> str:
    """Return a name without what stands in brackets; a long one ends at its first comma.

    >>> short_name("Baku terminals (Sangachal, Dubendi)"), short_name("Iran, north-east")
    ('Baku terminals', 'Iran, north-east')
    """
    bare = name.split(" (", maxsplit=1)[0]
    return bare if len(bare) <= LONG_NAME else bare.split(",", maxsplit=1)[0]


def _countries(frame: Frame, width: float, language: Language, size: float) -> list[Label]:
    found = []
    for code, name in read_borders().names.items():
        plane = np.stack(REGION.forward(name.points[:, 0], name.points[:, 1]), axis=1)
        spots = frame.pixels(plane, width)
        text = (name.french if language == "fr" else name.english).upper()
        found.append(
            Label(f"country:{code}", text, 0.0, 0.0, COUNTRY_RANK, size - 1, 0.0, tuple(map(tuple, spots.tolist())))
        )
    return found


def _sampled(way: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    line = LineString(way)
    at = np.arange(0.0, line.length, step)
    return np.asarray([line.interpolate(each).coords[0] for each in at], dtype=np.float64).reshape(-1, 2)


def _annotation(placed: PlacedLabel, frame: Frame, width: float) -> dict[str, Any]:
    label, (west, south, east, north) = placed.label, placed.rectangle
    scale = frame.width / width
    country = bool(label.spots)
    x, y = ((west + east) / 2, (south + north) / 2) if country else (label.x, label.y)
    right, up = placed.side
    shift_x = {1: west - x, 0: 0.0, -1: east - x}[right]
    shift_y = {1: south - y, 0: 0.0, -1: north - y}[up]
    return {
        "x": round(frame.west + x * scale, 1),
        "y": round(frame.south + y * scale, 1),
        "xshift": round(shift_x, 1),
        "yshift": round(shift_y, 1),
        "xanchor": {1: "left", 0: "center", -1: "right"}[right],
        "yanchor": {1: "bottom", 0: "middle", -1: "top"}[up],
        "text": escape(label.text),
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": label.size, "color": COUNTRY_COLOUR if country else PLACE_COLOUR},
        **({} if country else {"bgcolor": PAPER}),
    }
