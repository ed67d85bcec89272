"""Draw the map of one family's flows: a Plotly figure in plane kilometres that works offline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from levier.view.basemap import basemap_traces
from levier.view.flowlines import FlowLine, flow_lines, place_name
from levier.view.flowtraces import (
    FAMILY_COLOURS,
    arrow_trace,
    line_trace,
    place_trace,
    throughput,
    widest_flow,
)
from levier.view.footer import footer, room_below
from levier.view.frame import Frame, core, frame_of
from levier.view.key import key_traces
from levier.view.lettering import FONT, lettering, short_name
from levier.view.projection import REGION
from levier.view.words import Language, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from levier.view.routes import Route

__all__ = ["DrawnMap", "drawn_map", "network_map"]

VIEW_LON, VIEW_LAT = (2.0, 148.0), (17.0, 74.0)
"""What the shipped shapes cover, a little inside."""

TALLEST = 760
TOP = 6
SIZES = ((340, 0.6, 0.8), (640, 0.8, 0.9), (1000, 1.0, 1.0))
"""Design widths of the map in px, and the scales of its lines and marks there."""


@dataclass(frozen=True)
class DrawnMap:
    """A map, and what it was drawn of.

    Attributes:
        figure: the map.
        lines: its flows, as they were drawn: `first` is the number of the first one's trace.
        largest: the flow that is drawn thickest.
        places: those it may show, by id.
    """

    figure: go.Figure
    lines: list[FlowLine]
    first: int
    largest: float
    colour: str
    frame: Frame
    places: pd.DataFrame


def network_map(
    flows: pd.DataFrame,
    places: pd.DataFrame,
    *,
    family: str,
    language: Language = "en",
    routes: Mapping[str, Route] | None = None,
) -> go.Figure:
    """Map the base flows of one family of carriers: width by flow, arrows by direction, dashes where schematic.

    `flows` has one row an asset: asset, name_en, name_fr, family, carrier, from, to, mode, group, territory, base
    (rate per year, `unit`), capacity, route (GEM ids), estimate; `carrier_en` and `carrier_fr` name carriers if
    there. Rows of one group between the same places are one line whose hover tells the shares. `places` is indexed
    by id (or has `id`): name_en, name_fr, country, lat, lon, location. `routes` defaults to those shipped.
    Show it with `levier.view.responsive.map_html`, which fits labels to the page; without it the labels suit 1000 px.

    >>> import pandas as pd
    >>> places = pd.DataFrame(
    ...     {"id": ["a", "b"], "lon": [51.2, 49.5], "lat": [43.6, 40.2], "name_en": ["Aktau", "Baku"]}
    ... )
    >>> row = {"asset": "t", "name_en": "Tankers", "family": "crude", "from": "a", "to": "b", "mode": "tanker"}
    >>> figure = network_map(pd.DataFrame([row | {"base": 1.4, "unit": "Mt/a"}]), places, family="crude")
    >>> sorted({trace.type for trace in figure.data})
    ['scatter']
    """
    return drawn_map(flows, places, family=family, language=language, routes=routes).figure


def drawn_map(
    flows: pd.DataFrame,
    places: pd.DataFrame,
    *,
    family: str,
    language: Language = "en",
    routes: Mapping[str, Route] | None = None,
) -> DrawnMap:
    """Return the map of :func:`network_map`, and the lines it was drawn of."""
    known = places.set_index("id") if "id" in places.columns else places
    known = known[known["lat"].notna() & known["lon"].notna()]
    chosen = flows[flows["family"] == family].copy()
    chosen["base"] = chosen["base"].astype(float).fillna(0.0)
    lines = flow_lines(chosen, known, routes, language)
    frame, outside = _frame(lines)
    largest = widest_flow(lines)
    colour = FAMILY_COLOURS.get(family, "#444444")
    weights = throughput(lines)
    beyond = sorted(
        {" - ".join(_name(known, place, language) for place in (line.start, line.stop)) for line in outside}
    )
    drawn = [line_trace(line, largest, colour, frame) for line in lines]
    marks = [arrow_trace(lines, largest, colour, frame), place_trace(lines, known, language)] if lines else []
    keys = key_traces(lines, largest, colour, family, language)
    ground = basemap_traces(frame, language)
    figure = go.Figure([*ground, *drawn, *marks, *keys])
    names = [str(key.name) for key in keys]
    sizes = []
    for width, *scales in SIZES:
        letters = lettering(frame, width, lines, weights, known, language=language) if lines else [_empty(language)]
        sizes.append(_size(width, (scales[0], scales[1]), names, footer(width, beyond, language), letters))
    figure.update_layout(
        **_layout(frame, sizes[-1]), meta={"levier": _meta(figure, frame, sizes, len(drawn) + len(keys))}
    )
    return DrawnMap(figure, lines, len(ground), largest, colour, frame, known)


def _name(places: pd.DataFrame, place: str, language: Language) -> str:
    return short_name(place_name(places, place, language))


def _frame(lines: Sequence[FlowLine]) -> tuple[Frame, list[FlowLine]]:
    """Return the picture's frame, and the lines that are left outside it."""
    lon, lat = np.meshgrid(np.linspace(*VIEW_LON, 40), np.linspace(*VIEW_LAT, 20))
    x, y = REGION.forward(lon, lat)
    view = Frame(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
    used = [line for line in lines if line.flow > 0] or list(lines)
    ways = [_in_view(line.way) for line in used]
    kept = core(ways, [(line.start, line.stop) for line in used], view)
    frame = frame_of([way for way, keep in zip(ways, kept, strict=True) if keep], view)
    return frame, [line for line, keep in zip(used, kept, strict=True) if not keep]


def _in_view(way: NDArray[np.float64]) -> NDArray[np.float64]:
    lon, lat = REGION.inverse(*way.T)
    return way[(lon >= VIEW_LON[0]) & (lon <= VIEW_LON[1]) & (lat >= VIEW_LAT[0]) & (lat <= VIEW_LAT[1])]


def _layout(frame: Frame, size: Mapping[str, Any]) -> dict[str, Any]:
    hidden = {"visible": False, "fixedrange": False}
    return {
        "xaxis": {**hidden, "range": [frame.west, frame.east]},
        "yaxis": {**hidden, "range": [frame.south, frame.north], "scaleanchor": "x", "scaleratio": 1},
        "autosize": True,
        "height": round(min(size["width"] * frame.height / frame.width, TALLEST) + size["bottom"] + TOP),
        "margin": {"l": 0, "r": 0, "t": TOP, "b": size["bottom"]},
        "font": {"family": FONT, "size": 11, "color": "#333333"},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "white", "bordercolor": "#888888", "font": {"color": "#222222"}, "align": "left"},
        "dragmode": "pan",
        "legend": {
            "orientation": "h",
            "yref": "container",
            "y": 0.0,
            "yanchor": "bottom",
            "x": 0.0,
            "xanchor": "left",
            "itemclick": False,
            "itemdoubleclick": False,
            "bgcolor": "rgba(255,255,255,0)",
        },
        "annotations": size["annotations"],
    }


def _size(
    width: int, scales: tuple[float, float], keys: Sequence[str], credit: dict[str, Any], letters: list[dict[str, Any]]
) -> dict[str, Any]:
    """Gather what changes with the width of the page, for one design width."""
    line, mark = scales
    bottom = room_below(width, credit["text"], keys)
    return {"width": width, "line": line, "mark": mark, "bottom": bottom, "annotations": [*letters, credit]}


def _empty(language: Language) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "showarrow": False}
    return {**place, "text": word("nothing", language), "font": {"size": 13}}


def _meta(figure: go.Figure, frame: Frame, sizes: list[dict[str, Any]], lines: int) -> dict[str, Any]:
    """Gather what the script of the page needs: which traces to scale, and the labels of every design width."""
    scaled = [number for number, trace in enumerate(figure.data) if trace.meta == "flow"]
    marked = [number for number, trace in enumerate(figure.data) if trace.meta == "mark"]
    assert len(scaled) == lines  # noqa: S101 - every flow and key line is marked
    return {
        "ratio": round(frame.height / frame.width, 4),
        "tallest": TALLEST,
        "top": TOP,
        "x": [frame.west, frame.east],
        "y": [frame.south, frame.north],
        "sizes": sizes,
        "line_traces": scaled,
        "line_widths": [figure.data[number].line.width for number in scaled],
        "marker_traces": marked,
        "marker_sizes": [np.asarray(figure.data[number].marker.size).round(2).tolist() for number in marked],
    }
