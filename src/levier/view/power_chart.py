"""The bars of a power answer: each player's gain without projects and with each, as a plain Plotly description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.view.plain import LEGEND, axis, layout
from levier.view.plain import words as safe

if TYPE_CHECKING:
    from levier.analysis.power import PowerAnswer
    from levier.view.page import Page

__all__ = ["power_chart"]

GREY = "#9a9a9a"
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#8c2d64")
"""Okabe and Ito (2008): told apart with common forms of colour blindness."""
LEAST = 0.01
"""Players below this share of the largest gain, in all games shown, are left to the table."""


def power_chart(page: Page, answer: PowerAnswer) -> dict[str, Any] | None:
    """Draw each player's gain by acting together, without projects and with those of the largest joint gain.

    Args:
        page: names and language.
        answer: players and projects.

    Returns:
        Id, title, data and layout; None where nobody gains anything.
    """
    gains = {page.say("power_without"): answer.gains()}
    chosen = answer.worth.head(len(COLOURS)).to_dict("records") if len(answer.worth) else []
    for row in chosen:
        if row["joint_gain"] > 0:
            gains[str(row[f"name_{page.language}"])] = answer.gains(str(row["project"]))
    largest = max((value for each in gains.values() for value in each.values()), default=0.0)
    players = list(dict.fromkeys(player for each in gains.values() for player in each))
    top = {player: max(each.get(player, 0.0) for each in gains.values()) for player in players}
    shown = sorted((player for player in players if top[player] > LEAST * largest), key=lambda player: top[player])
    if not shown:
        return None
    colours = [GREY, *COLOURS]
    traces = [
        _trace(page, name, each, shown, colour) for (name, each), colour in zip(gains.items(), colours, strict=False)
    ]
    title = page.fill("power_chart", family=page.names.family(answer.family), horizon=answer.horizon)
    bars = len(shown) * (12 * len(traces) + 10)
    return {
        "id": f"bars-power-{answer.family}",
        "title": title,
        "data": traces,
        "layout": _layout(page, 130 + 22 * len(traces) + bars),
    }


def _trace(page: Page, name: str, gains: dict[str, float], shown: list[str], colour: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": safe(name),
        "y": [safe(page.names.thing(player)) for player in shown],
        "x": [round(gains.get(player, 0.0), 3) for player in shown],
        "hovertemplate": "%{y}: %{x:,.3~s} M USD<extra>%{fullData.name}</extra>",
        "marker": {"color": colour},
    }


def _layout(page: Page, height: int) -> dict[str, Any]:
    gains = axis(page.say("power_axis"), tickformat=",.6~g", nticks=6)
    found = layout(height, barmode="group", bargap=0.25, legend={**LEGEND, "traceorder": "normal"})
    return found | {"xaxis": gains, "yaxis": axis("", showgrid=False)}
