"""What a shock does, for the screen: the report's own words, charts and tables of a shock, and what changes in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import html

from levier.view.charts import loss_chart, monthly_chart
from levier.view.sections.stress import shock_sections
from levier.view.sections.stress_tables import (
    holder_table,
    loss_table,
    other_gains_table,
    rerouted_table,
    shock_basis,
    storage_table,
    volume_table,
)
from levier.view.workbench.changes import changed_table
from levier.view.workbench.render import charts, table, tables
from levier.view.workbench.timecharts import stock_chart, unserved_chart
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from levier.view.workbench.context import Shown

__all__ = ["results"]


def results(shown: Shown, family: str) -> list[Any]:
    """Return the answer to a state: headline, then tabs."""
    page, answer = shown.page, shown.answer
    language = shown.state.language
    if answer is None:
        return [html.P(say("base_hint", language), className="note")]
    found = shock_sections(page)[0]
    lead, *also = found.headline
    tabs = {
        "losses": _losses(shown),
        "changes": _changes(shown, family),
        "binds": _binds(shown),
        "ways": html.Div(id="ways"),
        "time": _time(shown),
    }
    heads = [dmc.TabsTab(say(f"tab_{name}", language), value=name) for name in tabs]
    bodies = [dmc.TabsPanel(body, value=name) for name, body in tabs.items()]
    return [
        html.H2(say("answer", language)),
        html.P([*(f"{effect} " for effect in found.effects), f"{found.when}."], className="what"),
        html.P(html.A(lead, href=found.basis), className="headline", id="headline"),
        html.Ul([html.Li(html.A(words, href=found.basis)) for words in also], className="also") if also else None,
        dmc.Tabs([dmc.TabsList(heads), *bodies], value="losses", id="tabs", keepMounted=False),
        html.P(found.small, className="note"),
    ]


def _losses(shown: Shown) -> html.Div:
    page, stress = shown.page, _stress(shown)
    basis = shock_basis(page, stress, stress.shock.name)
    parts = tables([loss_table(page, stress, basis), volume_table(page, stress, basis)], [holder_table(page, stress)])
    return html.Div([charts([loss_chart(page, stress)]), *parts])


def _changes(shown: Shown, family: str) -> html.Div:
    page, language = shown.page, shown.state.language
    name = page.names.family(family)
    first = changed_table(page, _stress(shown), family)
    others = [changed_table(page, _stress(shown), each) for each in sorted(set(_stress(shown).assets["family"]))]
    folded = [each for each in others if each and each.caption != first.caption]
    head = [table(first)] if first else [html.P(say("nothing_changed", language).format(family=name))]
    return html.Div([*head, *tables([], folded)])


def _binds(shown: Shown) -> html.Div:
    page, stress = shown.page, _stress(shown)
    parts = tables([rerouted_table(page, stress)], [other_gains_table(page, stress)])
    return html.Div(parts or [html.P(page.say("no_more"))])


def _time(shown: Shown) -> html.Div:
    page, stress = shown.page, _stress(shown)
    assert shown.answer is not None  # noqa: S101 - results are made of answers only
    drawn = [
        monthly_chart(page, stress, gaining=False),
        monthly_chart(page, stress, gaining=True),
        *stock_chart(page, shown.answer),
        unserved_chart(page, shown.answer),
    ]
    parts = tables([storage_table(page, stress)])
    if not any(drawn) and not parts:
        return html.Div(html.P(say("no_time", shown.state.language)))
    return html.Div([charts(drawn), *parts])


def _stress(shown: Shown) -> Any:
    assert shown.answer is not None  # noqa: S101 - results are made of answers only
    return shown.answer.stress
