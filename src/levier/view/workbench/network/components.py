"""The list of a network's components: found by a part of a name, bus or carrier, and cut from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import html

from levier.view.quantities import plain
from levier.view.workbench.network.tables import ends
from levier.view.workbench.network.words import kind, say

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.desk.network import NetworkFacts
    from levier.view.words import Language

__all__ = ["component_list", "found_components", "options"]

LONGEST, LISTED = 200, 50


def options(facts: NetworkFacts, language: Language) -> list[dict[str, Any]]:
    """Return what can be chosen, kind by kind."""
    groups: dict[str, list[dict[str, str]]] = {}
    for asset, one in zip(facts.assets.index, facts.assets["kind"], strict=True):
        groups.setdefault(str(one), []).append({"value": str(asset), "label": f"{asset} ({ends(facts, asset)})"})
    return [{"group": kind(name, language), "items": items} for name, items in groups.items()]


def component_list(facts: NetworkFacts, language: Language) -> html.Details:
    """Return the list, folded, with what it is searched by."""
    kinds = [{"value": "", "label": say("all_kinds", language)}]
    kinds += [{"value": name, "label": kind(name, language)} for name in dict.fromkeys(facts.assets["kind"])]
    find = dmc.TextInput(
        id="find", label=say("find", language), description=say("find_hint", language), debounce=300, value=""
    )
    only = dmc.Select(id="only", label=say("kind", language), data=kinds, value="", allowDeselect=False)
    return html.Details(
        [
            html.Summary(html.H2(say("components", language))),
            html.Div([find, only], className="row finding"),
            html.Div(id="found", role="status"),
        ],
        className="components",
    )


def found_components(facts: NetworkFacts, words: object, only: object, language: Language) -> list[Any]:
    """Return the components that are looked for: at most a page of them, in the network's order."""
    chosen = _chosen(facts.assets, words, only)
    rows = [_row(facts, str(asset), language) for asset in chosen.index[:LISTED]]
    caption = say("found", language).format(shown=len(rows), count=len(chosen))
    heads = [("asset", ""), ("capacity", "num"), ("mean", "num"), ("action", "")]
    head = html.Thead(html.Tr([html.Th(say(name, language), scope="col", className=style) for name, style in heads]))
    label = {"aria-label": f"{say('components', language)}: {caption}"}
    body = html.Table([html.Caption(caption), head, html.Tbody(rows)])
    return [html.Div(body, className="scroll", tabIndex=0, role="region", **label)]


def _chosen(assets: pd.DataFrame, words: object, only: object) -> pd.DataFrame:
    chosen = assets if not isinstance(only, str) or not only else assets[assets["kind"] == only]
    text = str(words or "")[:LONGEST].casefold().strip()
    if not text:
        return chosen
    said = chosen.index.astype(str) + "\n" + chosen["bus0"] + "\n" + chosen["bus1"] + "\n" + chosen["carrier"]
    return chosen[[text in each.casefold() for each in said]]


def _row(facts: NetworkFacts, asset: str, language: Language) -> html.Tr:
    row: Any = facts.assets.loc[asset]
    label = {"aria-label": say("cut_one", language).format(name=asset)}
    button = html.Button(say("cut", language), id={"type": "cut-one", "asset": asset}, className="cut-one", **label)
    return html.Tr(
        [
            html.Td([asset, html.Small(ends(facts, asset))]),
            html.Td(plain(row["capacity"], language), className="num"),
            html.Td(plain(row["base"], language), className="num"),
            html.Td(button),
        ]
    )
