"""The charts of the report, as plain Plotly descriptions that the page's script draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.view.flowtraces import FAMILY_COLOURS
from levier.view.leverage_names import set_name
from levier.view.plain import BELOW, axis
from levier.view.plain import layout as layout_of
from levier.view.plain import words as safe
from levier.view.quantities import finite, scaled

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.leverage import Leverage
    from levier.analysis.stress import StressAnswer
    from levier.view.page import Page

__all__ = ["leverage_chart", "loss_chart", "monthly_chart", "residual_chart"]

PARTS = {"sales": "#4c78a8", "unserved": "#b5443f", "tariffs": "#e0a030", "costs": "#6a9f58", "stock": "#8c6bb1"}
LINES = ("#7a5195", "#ef8a17", "#003f5c", "#3d8f6b", "#b5443f", "#5c5c5c")
SEEN = 1e-2
LEAST = 1e-6
FEWEST = 2
WIDER = 2.0
"""How much further than the frontier its chart reaches, in own loss."""
NAMED_BAR = "%{y}: %{x:,.3~g}<extra>%{fullData.name}</extra>"
GREY = "#888888"


def residual_chart(page: Page, families: list[str]) -> dict[str, Any] | None:
    """Draw every report by its residual, one row of dots a family; flagged ones are ringed."""
    reports = page.answers.disagreements
    if reports.empty:
        return None
    traces = []
    shown = [family for family in families if (reports["family"] == family).any()]
    for flagged in (False, True):
        for row, family in enumerate(shown):
            chosen = reports[(reports["family"] == family) & (reports["flagged"] == flagged)]
            if len(chosen):
                traces.append(_dots(page, chosen, family, len(shown) - 1 - row, flagged=flagged))
    names = [page.names.family(family) for family in reversed(shown)]
    ticks = {"tickvals": list(range(len(shown))), "ticktext": names, "range": [-0.6, len(shown) - 0.4]}
    bands = [
        {"type": "rect", "xref": "x", "yref": "paper", "x0": -w, "x1": w, "y0": 0, "y1": 1, "layer": "below",
         "fillcolor": "rgba(120,120,120,0.09)", "line": {"width": 0}}
        for w in (1, 2)
    ]  # fmt: skip
    layout = layout_of(
        90 + 42 * len(shown),
        showlegend=False,
        shapes=bands,
        xaxis=axis(page.say("residual_axis")),
        yaxis=axis("", zeroline=False, showgrid=False, **ticks),
        hovermode="closest",
    )
    return {"id": "chart-residuals", "title": page.say("residual_chart"), "data": traces, "layout": layout}


def _dots(page: Page, chosen: pd.DataFrame, family: str, row: int, *, flagged: bool) -> dict[str, Any]:
    """Draw one family's reports; dots of one row are spread a little so that they do not hide each other."""
    ordered = chosen.sort_values("residual")
    spread = [((number * 7) % 11 - 5) / 20 for number in range(len(ordered))]
    words = [
        f"{safe(page.names.thing(r.subject))}, {safe(r.period)}<br>"
        f"{page.say('reported')} {page.quantity(r.reported, str(r.unit))}, "
        f"{page.say('reconciled')} {page.quantity(r.estimate, str(r.unit))}"
        for r in ordered.itertuples()
    ]
    line = {"width": 2 if flagged else 0, "color": "#b5443f"}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [finite(value) for value in ordered["residual"]],
        "y": [row + shift for shift in spread],
        "text": words,
        "hovertemplate": "%{text}<br>%{x:.1f} σ<extra></extra>",
        "marker": {
            "color": FAMILY_COLOURS.get(family, GREY),
            "size": 10 if flagged else 7,
            "opacity": 1 if flagged else 0.6,
            "line": line,
        },
    }


def loss_chart(page: Page, answer: StressAnswer) -> dict[str, Any] | None:
    """Draw the loss of each country by its parts; what is saved or earned goes to the left."""
    table = answer.by_country
    least = SEEN * max(1e-9, float(table[list(PARTS)].abs().max().max())) if len(table) else 0.0
    table = table[table[["loss", *PARTS]].abs().max(axis=1) > max(least, 1e-3)].iloc[::-1]
    if table.empty:
        return None
    factor, unit = scaled(table[list(PARTS)].abs().max(axis=1), "M USD")
    names = [page.names.country(country) for country in table["country"]]
    traces: list[dict[str, Any]] = [
        {"type": "bar", "orientation": "h", "name": page.say(part), "y": names, "marker": {"color": colour},
         "x": [finite(value * factor) for value in table[part]], "hovertemplate": NAMED_BAR}
        for part, colour in PARTS.items()
        if (table[part].abs() > least).any()
    ]  # fmt: skip
    marker = {"symbol": "diamond", "size": 11, "color": "#111111", "line": {"color": "white", "width": 1.5}}
    traces.append(
        {"type": "scatter", "mode": "markers", "name": page.say("loss"), "y": names, "marker": marker,
         "x": [finite(value * factor) for value in table["loss"]], "hovertemplate": "%{y}: %{x:,.3~g}<extra></extra>"}
    )  # fmt: skip
    layout = layout_of(
        150 + 38 * len(names),
        barmode="relative",
        bargap=0.35,
        xaxis=axis(f"{page.say('loss')}, {unit}", tickformat=",.4~g", nticks=6),
        yaxis=axis("", showgrid=False),
    )
    return {"id": f"loss-{_slug(answer)}", "title": page.say("loss_chart"), "data": traces, "layout": layout}


def monthly_chart(page: Page, answer: StressAnswer, *, gaining: bool) -> dict[str, Any] | None:
    """Draw the flows that lose (or gain) most, month by month: under the shock, and dotted as in the base year."""
    chosen = _most_changed(answer, gaining=gaining)
    if len(answer.labels) < FEWEST or not chosen:
        return None
    labels = [label.replace("+1", "\u200a+") for label in answer.labels]
    base = page.answers.system.base_year.flows
    unit = str(page.answers.flows.set_index("asset").at[chosen[0], "unit"])
    traces: list[dict[str, Any]] = []
    for colour, asset in zip(LINES, chosen, strict=False):
        name = safe(page.names.thing(asset))
        line = {"color": colour, "width": 2.2, "shape": "hvh"}
        common = {"type": "scatter", "mode": "lines", "x": labels, "legendgroup": asset, "name": name}
        traces.append(common | {"line": line, "y": [finite(v) for v in answer.monthly[asset]],
                                "hovertemplate": "%{x}: %{y:.3~g}<extra>%{fullData.name}</extra>"})  # fmt: skip
        before = [finite(base.at[label.split("+")[0], asset]) for label in answer.labels]
        traces.append(common | {"line": line | {"dash": "dot", "width": 1.4}, "y": before,
                                "showlegend": False, "hoverinfo": "skip"})  # fmt: skip
    inside = [number for number, within in enumerate(answer.window) if within]
    shade = {
        "type": "rect", "xref": "x", "yref": "paper", "x0": inside[0] - 0.5, "x1": inside[-1] + 0.5, "y0": 0, "y1": 1,
        "layer": "below", "fillcolor": "rgba(181,68,63,0.08)", "line": {"width": 0},
    }  # fmt: skip
    layout = layout_of(
        350,
        shapes=[shade],
        xaxis=axis("", type="category", showgrid=False, nticks=7),
        yaxis=axis(page.unit(f"{unit}/a"), rangemode="tozero"),
    )
    layout["legend"] = dict(BELOW)
    side = "gaining" if gaining else "losing"
    return {"id": f"{side}-{_slug(answer)}", "title": page.say(f"monthly_{side}"), "data": traces, "layout": layout}


def _most_changed(answer: StressAnswer, *, gaining: bool) -> list[str]:
    """Pick the corridors and supplies that lose or gain most: one a physical thing, all of one unit."""
    table = answer.assets[answer.assets["asset"].isin(answer.monthly.columns)]
    table = table[table["kind"].isin(("supply", "corridor"))]
    if answer.shock.families:
        own = table[table["family"] == answer.shock.families[0]]
        table = own if len(own) else table
    size = -table["lost"] if gaining else table["lost"]
    table = table.assign(size=size).sort_values("size", ascending=False)
    table = table[table["size"] > max(LEAST, SEEN * float(table["size"].max()) if len(table) else 0.0)]
    if table.empty:
        return []
    table = table[table["unit"] == table["unit"].iloc[0]].drop_duplicates("group")
    most = {"corridor": 3, "supply": 1} if gaining else {"corridor": 1, "supply": 3}
    return [
        str(asset) for kind, count in most.items() for asset in table.loc[table["kind"] == kind, "asset"].head(count)
    ]


def leverage_chart(page: Page, pair: Leverage) -> dict[str, Any] | None:
    """Draw loss imposed against own loss: sets that no other beats, joined by steps, and each thing alone."""
    frontier = pair.frontier
    sets, best = frontier.sets, frontier.best
    if len(best) < FEWEST:
        return None
    alone = sets[(sets["cut"].map(len) == 1) & (sets["status"] == "optimal") & (sets["loss"].abs() > SEEN)]
    reach = float(best["own"].abs().max()) * WIDER
    alone = alone[alone["own"].abs() <= reach]
    line = {"color": LINES[0], "width": 2.2, "shape": "hv"}
    traces: list[dict[str, Any]] = [
        {"type": "scatter", "mode": mode, "name": page.say(name), "x": [finite(value) for value in table["own"]],
         "y": [finite(value) for value in table["loss"]], "line": line, "marker": marker,
         "text": [safe(set_name(page, frontier, cut)) for cut in table["cut"]],
         "hovertemplate": "%{text}<br>%{y:,.3~g} (%{x:,.3~g})<extra></extra>"}
        for name, table, mode, marker in (
            ("pair_alone", alone, "markers", {"color": GREY, "size": 7, "opacity": 0.7}),
            ("pair_unbeaten", best, "lines+markers", {"color": LINES[0], "size": 9}),
        )
    ]  # fmt: skip
    layout = layout_of(
        380,
        xaxis=axis(f"{page.say('own_loss')}, M USD", tickformat=",.6~g", nticks=6),
        yaxis=axis(f"{page.say('pair_loss_help')}, M USD", tickformat=",.6~g", rangemode="tozero"),
        hovermode="closest",
    )
    title = page.fill("pair_frontier_chart", over=page.names.country(pair.country), home=page.names.country(pair.home))
    return {"id": "chart-leverage", "title": title, "data": traces, "layout": layout}


def _slug(answer: StressAnswer) -> str:
    return "".join(c if c.isalnum() else "-" for c in answer.shock.name.lower())
