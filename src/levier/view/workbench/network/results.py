"""What a shock does to a network, in words and tables: the headline first, then one tab a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import dcc, html

from levier.view.quantities import plain
from levier.view.workbench.network.tables import binds_table, changes_table, in_parts, unserved_tables
from levier.view.workbench.network.words import say
from levier.view.workbench.render import tables

if TYPE_CHECKING:
    from levier.analysis.desk.network import NetworkAnswer, NetworkFacts
    from levier.view.words import Language

__all__ = ["as_it_is", "failed", "results"]

TABS = ("unserved", "flows", "prices", "binds")
SAME = 1e-9


def as_it_is(facts: NetworkFacts, language: Language) -> list[Any]:
    """Return what is said before anything is cut."""
    words = say("base_hint", language).format(cost=plain(facts.objective, language))
    return [html.H2(say("as_it_is", language)), html.P(words, className="note", id="as-it-is")]


def results(answer: NetworkAnswer, facts: NetworkFacts, seconds: float, language: Language) -> list[Any]:
    """Return the answer to a shock."""
    head = [html.H2(say("answer", language))]
    if not answer.solved:
        return [*head, *_no_state(answer, facts, language)]
    what = say("solved_in", language).format(residual=f"{answer.head['residual']:.0e}", seconds=f"{seconds:.2f}")
    return [
        *head,
        html.P(headline(answer, language), className="headline", id="headline"),
        html.Ul([html.Li(words) for words in _also(answer, language)], className="also"),
        _tabs(answer, facts, language),
        html.P(what, className="note"),
    ]


def headline(answer: NetworkAnswer, language: Language) -> str:
    """Return what a shock costs, in one sentence."""
    damage, reference = answer.head["damage"], answer.head["reference"]
    if abs(damage) <= SAME * (1.0 + abs(reference)):
        return say("equal", language)
    return say("more" if damage > 0 else "less", language).format(damage=plain(abs(damage), language))


def failed(reason: str, language: Language) -> html.Div:
    """Return what is said of an address that cannot be answered."""
    words = [html.H2(say("wrong", language)), html.P(reason, className="reason")]
    path = "?lang=fr" if language == "fr" else ""
    return html.Div([*words, dcc.Link(say("start_over", language), href=f"/network/{path}")], role="alert")


def _also(answer: NetworkAnswer, language: Language) -> list[str]:
    head = answer.head
    before, after = (plain(head[name], language) for name in ("reference", "objective"))
    words = [say("from_to", language).format(before=before, after=after)]
    if answer.unserved is None:
        return [*words, say("must_serve", language)]
    lost = float(answer.unserved["change"].sum())
    if not len(answer.unserved):
        return [*words, say("all_served", language)]
    key = "lost" if lost >= 0 else "gained"
    return [*words, say(key, language).format(amount=plain(abs(lost), language))]


def _no_state(answer: NetworkAnswer, facts: NetworkFacts, language: Language) -> list[Any]:
    infeasible = "infeasible" in answer.head["status"]
    parts: list[Any] = [
        html.P(say("no_state" if infeasible else "no_answer", language), className="headline", id="headline"),
        html.P(answer.head["why"], className="reason"),
    ]
    if infeasible and not facts.sheds:
        price = f"{facts.dear:.3g}"
        words = say("set_price", language).format(price=plain(facts.dear, language))
        button = dmc.Button(say("try_price", language), id={"type": "try", "price": price}, variant="default")
        parts += [html.P(words), button]
    return parts


def _tabs(answer: NetworkAnswer, facts: NetworkFacts, language: Language) -> dmc.Tabs:
    bodies = {
        "unserved": _unserved(answer, facts, language),
        "flows": _listed(answer.flows, "flows", "asset", facts, language),
        "prices": _listed(answer.prices, "prices", "bus", facts, language),
        "binds": _binds(answer, facts, language),
    }
    heads = [dmc.TabsTab(say(f"tab_{name}", language), value=name) for name in TABS]
    panels = [dmc.TabsPanel(html.Div(bodies[name]), value=name) for name in TABS]
    first = "unserved" if answer.unserved is not None and len(answer.unserved) else "flows"
    return dmc.Tabs([dmc.TabsList(heads), *panels], value=first, id="tabs")


def _unserved(answer: NetworkAnswer, facts: NetworkFacts, language: Language) -> list[Any]:
    if answer.unserved is None:
        return [html.P(say("must_serve", language))]
    found = [each for each in unserved_tables(answer, facts, language) if each]
    if not found:
        return [html.P(say("all_served", language))]
    first, *others = found
    return [*tables(*in_parts(first, len(answer.unserved), language)), *tables(others)]


def _listed(frame: Any, title: str, key: str, facts: NetworkFacts, language: Language) -> list[Any]:
    if not len(frame):
        return [html.P(say("no_change", language))]
    found = changes_table(say(title, language), frame, key, facts, language)
    return tables(*in_parts(found, len(frame), language))


def _binds(answer: NetworkAnswer, facts: NetworkFacts, language: Language) -> list[Any]:
    if not len(answer.binds):
        return [html.P(say("no_binds", language))]
    about = html.P(say("binds_about", language), className="note")
    return [about, *tables(*in_parts(binds_table(answer, facts, language), len(answer.binds), language))]
