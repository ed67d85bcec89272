"""Flows from fields to markets as two Sankey diagrams, before and during a shock, on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.view.flowtraces import FAMILY_COLOURS
from levier.view.plain import layout, words
from levier.view.workbench.words import say

if TYPE_CHECKING:
    import pandas as pd

    from levier.view.page import Page

__all__ = ["sankeys"]

NAMED = 8
"""Supplies and uses with a name of their own; the others are drawn together."""
LEAST = 0.004
"""Share of all goods below which a band is drawn with the others."""
GREY = "#8a8a8a"
ROW = 30


def sankeys(page: Page, origins: pd.DataFrame, family: str) -> list[dict[str, Any]]:
    """Return the two diagrams; none where nothing of the family flows.

    Args:
        page: names and language.
        origins: one row a supply and a use: ``before``, ``after``, ``unit``.
        family: of carriers.
    """
    if origins.empty:
        return []
    language = page.language
    largest = origins.assign(most=origins[["before", "after"]].max(axis=1))
    left = list(largest.groupby("supply")["most"].sum().nlargest(NAMED).index)
    right = list(largest.groupby("use")["most"].sum().nlargest(NAMED).index)
    rest = say("others", language)
    ends = {name: page.names.thing(name) for name in (*left, *right)}
    table = origins.assign(
        source=[ends[name] if name in left else rest for name in origins["supply"]],
        target=[ends[name] if name in right else rest for name in origins["use"]],
    )
    unit = page.unit(str(origins["unit"].iloc[0]))
    sums = table.groupby(["source", "target"], sort=False)[["before", "after"]].sum().reset_index()
    whole = float(max(sums["before"].sum(), sums["after"].sum()))
    thin = sums[["before", "after"]].max(axis=1) < LEAST * whole
    sums.loc[thin, ["source", "target"]] = rest
    sums = sums.groupby(["source", "target"], sort=False)[["before", "after"]].sum().reset_index()
    return [
        _diagram(page, sums, column, unit, whole, FAMILY_COLOURS.get(family, GREY)) for column in ("before", "after")
    ]


def _diagram(page: Page, sums: pd.DataFrame, column: str, unit: str, whole: float, colour: str) -> dict[str, Any]:
    """Draw one state; what is missing of the larger total is a grey band, so that both have one scale."""
    language = page.language
    rows = [(r.source, r.target, float(getattr(r, column))) for r in sums.itertuples() if getattr(r, column) > 0]
    gap = whole - sum(value for _, _, value in rows)
    missing = say("not_sold", language)
    if gap > 1e-3 * whole:
        rows.append((missing, missing, gap))
    sources = list(dict.fromkeys(row[0] for row in rows))
    targets = list(dict.fromkeys(row[1] for row in rows))
    labels = [*sources, *targets]
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [words(name) for name in labels],
            "color": [GREY if name == missing else colour for name in labels],
            "pad": 10,
            "thickness": 12,
            "line": {"width": 0},
            "hovertemplate": f"%{{label}}: %{{value:,.3~g}} {unit}<extra></extra>",
        },
        "link": {
            "source": [sources.index(row[0]) for row in rows],
            "target": [len(sources) + targets.index(row[1]) for row in rows],
            "value": [row[2] for row in rows],
            "color": ["rgba(0,0,0,0.05)" if row[0] == missing else _pale(colour) for row in rows],
            "hovertemplate": (f"%{{source.label}} → %{{target.label}}: %{{value:,.3~g}} {unit}<extra></extra>"),
        },
    }
    title = say(f"sankey_{column}", language)
    return {"title": title, "data": [trace], "layout": layout(90 + ROW * (NAMED + 2))}


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.28)"
