"""Write the key of a map: sample widths, and what dashes and hatching mean."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from levier.view.flowlines import FlowLine
from levier.view.flowtraces import SKETCH, UNUSED, line_width
from levier.view.words import FAMILY_NAMES, Language, number, word

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["key_traces"]


def key_traces(
    lines: Sequence[FlowLine], largest: float, colour: str, family: str, language: Language = "en"
) -> list[go.Scatter]:
    """Return the entries of the key: sample widths, and what dashes and hatching mean.

    >>> [trace.name for trace in key_traces([], 0.0, "#7a5195", "crude")]
    ['disputed area (Natural Earth)']
    """
    unit = escape(lines[0].unit) if lines else ""
    title = FAMILY_NAMES.get(family, {}).get(language, family)
    entries: list[tuple[str, float, str, str]] = []
    dwarfing = any(line.flow > largest for line in lines)
    for step, flow in enumerate(_samples(largest, dwarfing=dwarfing)):
        more = f" {word('more', language)}" if step == 0 and dwarfing else ""
        name = f"{title + ' ' if step == 0 else ''}{number(flow, language)} {unit}{more}"
        entries.append((name, line_width(flow, largest), "solid", colour))
    if any(line.schematic and line.flow > 0 for line in lines):
        entries.append((word("schematic", language), 2.5, SKETCH, colour))
    if any(line.flow <= 0 for line in lines):
        entries.append((word("unused", language), 1.2, UNUSED, colour))
    keys = [_key(name, width, dash, tint, meta="flow") for name, width, dash, tint in entries]
    disputed = _key(word("disputed", language), 1.0, "3px,2px", "#8a8a8a", meta="flow")
    disputed.update(
        mode="lines+markers", marker={"symbol": "line-ne-open", "size": 9, "line": {"width": 1}, "color": "#8a8a8a"}
    )
    return [*keys, disputed]


def _samples(largest: float, *, dwarfing: bool) -> list[float]:
    """Round numbers near the largest flow, a fifth and a twentieth of it, largest first.

    Where flows beyond the largest width dwarf the others, the first is the flow from which lines are thickest.
    """
    found: list[float] = []
    for share in (1.0, 0.2, 0.04):
        value = largest * share
        if value > 0:
            power = 10.0 ** np.floor(np.log10(value))
            found.append(float(max(step for step in (1, 2, 5) if step * power <= value * (1 + 1e-9)) * power))
    found = sorted(set(found), reverse=True)
    return [largest, *found[1:]] if dwarfing else found


def _key(name: str, width: float, dash: str, colour: str, meta: str) -> go.Scatter:
    return go.Scatter(
        x=[None],
        y=[None],
        mode="lines",
        name=name,
        line={"color": colour, "width": width, "dash": dash},
        hoverinfo="skip",
        showlegend=True,
        meta=meta,
    )
