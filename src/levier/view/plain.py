"""The plain look of every chart: layout, axes, words without markup."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

__all__ = ["BELOW", "LEGEND", "axis", "layout", "words"]

LEGEND: Mapping[str, Any] = MappingProxyType(
    {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom", "itemclick": False}
)
BELOW: Mapping[str, Any] = MappingProxyType({**LEGEND, "y": -0.22, "yanchor": "top"})
"""A legend under the chart."""


def layout(height: int, **extra: Any) -> dict[str, Any]:
    """Return the layout of a chart of some height in px.

    >>> first = layout(300, barmode="stack")
    >>> first["legend"] |= {"y": -1}
    >>> first["barmode"], layout(300)["legend"]["y"]
    ('stack', 1.02)
    """
    return {
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
        "font": {"family": "system-ui, sans-serif", "size": 12, "color": "#333333"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "legend": dict(LEGEND),
        "hoverlabel": {"bgcolor": "white", "font": {"color": "#222222"}},
        "dragmode": False,
        "separators": ".\u202f",
    } | extra


def axis(title: str, **extra: Any) -> dict[str, Any]:
    """Return an axis with its title."""
    return {
        "title": {"text": title, "standoff": 8},
        "automargin": True,
        "gridcolor": "#e6e4df",
        "zerolinecolor": "#999999",
        "fixedrange": True,
    } | extra


def words(text: object) -> str:
    """Return words in which Plotly finds no markup.

    >>> words("a<b>")
    'a&lt;b&gt;'
    """
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
