"""The pictures of outages weighed by their probability: how likely how much lacks, and what it comes from."""

from __future__ import annotations

from math import log10
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from levier.view.autonomy_chart import COMMA
from levier.view.plain import axis, layout
from levier.view.plain import words as safe

if TYPE_CHECKING:
    from levier.analysis.reliability import PairRisk
    from levier.view.page import Page

__all__ = ["exceedance_chart", "parts_chart"]

BLUE, ORANGE = "#0072b2", "#d55e00"
TAIL = 0.05
LEAST = 1e-5
"""Probabilities below this are not drawn."""
THINGS = 8
SEEN = 0.005
WRAP = 26


def exceedance_chart(page: Page, pair: PairRisk) -> dict[str, Any] | None:
    """Draw the probability that more than a share of the demand is not served, with the 5 % of the tail marked.

    Args:
        page: names and language.
        pair: a carrier of a country.

    Returns:
        Id, title, data and layout; None where nothing is ever lacking.
    """
    table = pair.exceedance
    table = table[table["probability"] >= LEAST]
    if table.empty:
        return None
    most = float(pair.exceedance["share"].max())
    chance = [float(value) for value in table["probability"]]
    trace = {
        "type": "scatter",
        "mode": "lines",
        "x": [*(float(value) for value in table["share"]), most],
        "y": [*chance, chance[-1]],
        "line": {"color": BLUE, "width": 2.4, "shape": "hv"},
        "hovertemplate": "> %{x:.1%}: %{y:.3~%}<extra></extra>",
    }
    tail = {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": TAIL, "y1": TAIL,
        "line": {"color": ORANGE, "width": 1.4, "dash": "dash"},
    }  # fmt: skip
    # Plotly wants the logarithm of a place on such an axis in a note, but not in a line.
    note = {
        "xref": "paper", "x": 1, "xanchor": "right", "yref": "y", "y": log10(TAIL), "yanchor": "bottom",
        "showarrow": False, "text": "5\u202f%", "font": {"color": ORANGE, "size": 11},
    }  # fmt: skip
    up = axis(page.say("risk_probability_axis"), type="log", tickformat=".3~%", dtick=1, exponentformat="none")
    across = axis(page.say("risk_share_axis"), tickformat=".0%", rangemode="tozero", nticks=6)
    found = layout(330, showlegend=False, shapes=[tail], annotations=[note]) | {"xaxis": across, "yaxis": up}
    return _chart(page, pair, "exceedance", "risk_exceedance", [trace], found)


def parts_chart(page: Page, pair: PairRisk) -> dict[str, Any] | None:
    """Draw what part of what lacks would not, if each thing never failed.

    Args:
        page: names and language.
        pair: a carrier of a country.

    Returns:
        Id, title, data and layout; None where nothing contributes.
    """
    table = pair.elements
    table = table[table["saved"] > SEEN].head(THINGS).iloc[::-1]
    if table.empty:
        return None
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": ["<br>".join(wrap(safe(page.names.group(name)), WRAP)) for name in table["element"]],
        "x": [round(float(value), 6) for value in table["saved"]],
        "marker": {"color": BLUE},
        "hovertemplate": "%{y}: %{x:.1%}<extra></extra>",
    }
    across = axis(page.say("risk_part"), tickformat=".0%", range=[0, 1], nticks=6)
    found = layout(110 + 40 * len(table), showlegend=False, bargap=0.3)
    found |= {"xaxis": across, "yaxis": axis("", showgrid=False, tickfont={"size": 11})}
    return _chart(page, pair, "parts", "risk_parts_chart", [trace], found)


def _chart(
    page: Page, pair: PairRisk, name: str, title: str, data: list[dict[str, Any]], found: dict[str, Any]
) -> dict[str, Any]:
    found = found | ({} if page.language == "en" else {"separators": COMMA})
    said = page.say(title).format(country=page.names.country(pair.country), family=page.names.family(pair.family))
    return {"id": f"risk-{name}-{pair.country}-{pair.family}", "title": said, "data": data, "layout": found}
