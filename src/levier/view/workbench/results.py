"""What a shock does, for the screen: the report's own words, charts and tables of a shock, one tab at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import html

from levier.view.charts import loss_chart, monthly_chart
from levier.view.sections import stress_tables as parts
from levier.view.sections.shock_text import happens, when
from levier.view.sections.stress import headline_of, run_facts
from levier.view.workbench.changes import changed_table
from levier.view.workbench.helpview import helps_place
from levier.view.workbench.render import charts, table, tables
from levier.view.workbench.timecharts import stock_chart, unserved_chart
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.analysis.desk import DeskAnswer
    from levier.analysis.stress import StressAnswer
    from levier.view.page import Page
    from levier.view.workbench.context import Shown

__all__ = ["ANSWER", "FIRST_TAB", "lead", "results", "tab_body"]

ANSWER = "answer"
"""Where the answer stands."""
FIRST_TAB = "losses"


def results(shown: Shown) -> list[Any]:
    """Return the answer to a state: headline, and tabs, of which the first is filled."""
    page, answer, language = shown.page, shown.answer, shown.state.language
    if answer is None:
        return [html.P(say("base_hint", language), className="note")]
    stress = answer.stress
    basis = _basis(page, stress)
    lead, *also = headline_of(page, stress)
    heads = [dmc.TabsTab(say(f"tab_{name}", language), value=name) for name in TABS]
    what = [*(f"{effect} " for effect in happens(page, stress.shock)), f"{when(page, stress.shock, stress.year)}."]
    panels = [
        dmc.TabsPanel(
            html.Div(tab_body(shown, name, "") if name == FIRST_TAB else [], id={"type": "tab", "name": name}),
            value=name,
        )
        for name in TABS
    ]
    return [
        html.H2(say("answer", language)),
        html.P(what, className="what"),
        html.P(html.A(lead, href=basis), className="headline", id="headline"),
        html.Ul([html.Li(html.A(words, href=basis)) for words in also], className="also") if also else None,
        dmc.Tabs([dmc.TabsList(heads), *panels], value=FIRST_TAB, id="tabs"),
        html.P(run_facts(page, stress), className="note"),
    ]


def lead(shown: Shown) -> list[Any]:
    """Return the answer in a sentence, for beside the controls, with a link to the rest; nothing if nothing is cut."""
    if shown.answer is None:
        return []
    language = shown.state.language
    first = headline_of(shown.page, shown.answer.stress)[0]
    return [html.P(first), html.A(say("to_answer", language), href=f"#{ANSWER}")]


def tab_body(shown: Shown, name: str, family: str) -> list[Any]:
    """Return what one tab holds; nothing where nothing is cut.

    Args:
        shown: the state, answered.
        name: of the tab.
        family: of carriers, on the map.
    """
    if shown.answer is None or name not in TABS:
        return []
    return TABS[name](shown.page, shown.answer, family)


def _basis(page: Page, stress: StressAnswer) -> str:
    """Return the link to the rows behind a shock, titled by what happens."""
    return parts.shock_basis(page, stress, " ".join(happens(page, stress.shock)))


def _losses(page: Page, answer: DeskAnswer, _: str) -> list[Any]:
    stress = answer.stress
    basis = _basis(page, stress)
    tall = [parts.loss_table(page, stress, basis), parts.volume_table(page, stress, basis)]
    return [charts([loss_chart(page, stress)], page.language), *tables(tall)]


def _changes(page: Page, answer: DeskAnswer, family: str) -> list[Any]:
    stress = answer.stress
    first = changed_table(page, stress, family)
    others = [changed_table(page, stress, each) for each in sorted(set(stress.assets["family"]) - {family})]
    name = page.names.family(family)
    head = [table(first)] if first else [html.P(say("nothing_changed", page.language).format(family=name))]
    return [*head, *tables([], [*others, parts.holder_table(page, stress)])]


def _binds(page: Page, answer: DeskAnswer, _: str) -> list[Any]:
    stress = answer.stress
    found = tables([parts.rerouted_table(page, stress)], [parts.other_gains_table(page, stress)])
    return found or [html.P(page.say("no_more"))]


def _helps(*_: Any) -> list[Any]:
    """Return the place of what would help most, which asks for itself."""
    return helps_place()


def _ways(*_: Any) -> list[Any]:
    """Return nothing: it takes a question to the desk, and is filled apart."""
    return []


def _time(page: Page, answer: DeskAnswer, _: str) -> list[Any]:
    stress = answer.stress
    monthly = [monthly_chart(page, stress, gaining=gaining) for gaining in (False, True)]
    drawn = [*monthly, *stock_chart(page, answer), unserved_chart(page, answer)]
    stored = tables([parts.storage_table(page, stress)])
    return [charts(drawn, page.language), *stored] if any(drawn) or stored else [html.P(say("no_time", page.language))]


TABS: dict[str, Callable[[Page, DeskAnswer, str], list[Any]]] = {
    "losses": _losses,
    "changes": _changes,
    "binds": _binds,
    "helps": _helps,
    "ways": _ways,
    "time": _time,
}
"""What each tab is made by, in order."""
