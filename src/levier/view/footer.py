"""Write what stands under a map: credits and what is left outside, and the room that they and the key need."""

from __future__ import annotations

from html import escape
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from levier.view.labels import text_extent
from levier.view.routes import ROUTE_CREDIT
from levier.view.words import Language, word

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["footer", "room_below"]

SIZE = 9.0
LINE_PX = 12.0
KEY_ROW_PX, KEY_SYMBOL_PX, KEY_SIZE = 20.0, 48.0, 11.0
PHONE = 600
"""Below this width every credit gets its own line."""


def footer(width: float, beyond: Sequence[str] = (), language: Language = "en") -> dict[str, Any]:
    """Return the annotation with the credits, wrapped to `width` px; `beyond` names what the picture leaves out.

    >>> footer(1000)["text"]
    'Borders as administered: Natural Earth · Routes, simplified: Global Energy Monitor (CC BY 4.0)'
    """
    parts = [word("borders", language), f"{word('routes', language)} {ROUTE_CREDIT}"]
    if beyond:
        parts.append(f"{word('beyond', language)} {'; '.join(beyond)}")
    letters = int(width / text_extent("n", SIZE)[0])
    lines = parts if width < PHONE else [" · ".join(parts)]
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -4,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": SIZE, "color": "#666666"},
        "text": "<br>".join(escape(row, quote=False) for line in lines for row in wrap(line, letters)),
    }


def room_below(width: float, credit: str, keys: Sequence[str]) -> int:
    """Room in px that the credits and the key need under a map `width` px wide.

    >>> room_below(1000, "one line", ["a", "b"]) < room_below(340, "two<br>lines", ["a long entry of the key"] * 3)
    True
    """
    widest = max((text_extent(key, KEY_SIZE)[0] + KEY_SYMBOL_PX for key in keys), default=1.0)
    total = sum(text_extent(key, KEY_SIZE)[0] + KEY_SYMBOL_PX for key in keys)
    rows = 1 if total <= width else ceil(len(keys) / max(1, int(width / widest)))
    return round(14 + LINE_PX * (credit.count("<br>") + 1) + KEY_ROW_PX * rows + 4)
