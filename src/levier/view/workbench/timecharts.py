"""Charts of stocks and of demand not served, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.view.charts import FEWEST, LINES
from levier.view.plain import BELOW, axis, layout, words
from levier.view.quantities import finite
from levier.view.workbench.words import say

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.desk import DeskAnswer
    from levier.view.page import Page

__all__ = ["stock_chart", "unserved_chart"]

MOST = 6


def stock_chart(page: Page, answer: DeskAnswer) -> list[dict[str, Any]]:
    """Draw the stocks that differ, one chart a unit: under the shock, and dotted without it."""
    if len(answer.stock) < FEWEST:
        return []
    units = page.answers.flows.set_index("asset")["unit"]
    by_unit: dict[str, list[str]] = {}
    for name in answer.stock.columns:
        by_unit.setdefault(str(units.get(f"{name}:charge", "")), []).append(str(name))
    found = []
    for unit, names in by_unit.items():
        traces = []
        for colour, name in zip(LINES, names, strict=False):
            title = words(page.names.thing(name))
            traces.append(_line(answer.stock[name], title, colour, solid=True))
            traces.append(_line(answer.stock_before[name], title, colour, solid=False))
        shape = layout(
            320, legend=dict(BELOW), xaxis=axis("", type="category"), yaxis=axis(page.unit(unit), rangemode="tozero")
        )
        found.append({"title": say("stocks", page.language), "data": traces, "layout": shape})
    return found


def unserved_chart(page: Page, answer: DeskAnswer) -> dict[str, Any] | None:
    """Draw demand that is not served, the largest gaps of one unit."""
    table = answer.unserved
    if len(table) < FEWEST or table.empty:
        return None
    units = page.answers.flows.set_index("asset")["unit"]
    order = list(table.max().sort_values(ascending=False).index)
    unit = str(units.get(order[0], ""))
    shown = [name for name in order if units.get(name) == unit][:MOST]
    traces = [
        {
            "type": "bar",
            "name": words(page.names.thing(name)),
            "x": _labels(table),
            "y": [finite(value) for value in table[name]],
            "marker": {"color": colour},
        }
        for colour, name in zip(LINES, shown, strict=False)
    ]
    shape = layout(
        320, legend=dict(BELOW), barmode="stack", xaxis=axis("", type="category"), yaxis=axis(page.unit(f"{unit}/a"))
    )
    return {"title": say("unserved_time", page.language), "data": traces, "layout": shape}


def _line(values: pd.Series, title: str, colour: str, *, solid: bool) -> dict[str, Any]:
    line = {"color": colour, "width": 2.2 if solid else 1.4, "dash": "solid" if solid else "dot"}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": title,
        "legendgroup": title,
        "showlegend": solid,
        "x": _labels(values),
        "y": [finite(value) for value in values],
        "line": line,
    }


def _labels(values: pd.Series | pd.DataFrame) -> list[str]:
    return [str(label).replace("+1", "\u200a+") for label in values.index]
