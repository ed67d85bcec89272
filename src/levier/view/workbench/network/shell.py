"""What stands on the page of a network before anything is answered: header, controls, places for answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import dcc, html

from levier.view.words import word
from levier.view.workbench.layout import THEME
from levier.view.workbench.nav import LANGUAGES, nav_links
from levier.view.workbench.network.components import component_list, options
from levier.view.workbench.network.link import NETWORK
from levier.view.workbench.network.netmap import HEIGHT
from levier.view.workbench.network.state import MOST_KEPT
from levier.view.workbench.network.words import say
from levier.view.workbench.render import CHART_CONFIG
from levier.view.workbench.state import MOST_CUTS

if TYPE_CHECKING:
    from levier.analysis.desk.network import NetworkFacts
    from levier.view.words import Language
    from levier.view.workbench.network.places import Plane

__all__ = ["facts_line", "nothing_here", "root", "shell"]

POLL = 700
KEYS = ("cut", "less", "more", "same", "lost")
SUGGESTED = 400
"""Of more snapshots than this, days are suggested."""
DAY = 10


def root() -> dmc.MantineProvider:
    """Return the root: the address, and an empty shell."""
    return dmc.MantineProvider(
        [
            dcc.Location(id="address", refresh=False),
            dcc.Store(id="spoken"),
            html.Div(html.P("…", className="loading"), id="shell"),
        ],
        theme=THEME,
        forceColorScheme="light",
    )


def shell(facts: NetworkFacts, plane: Plane | None, language: Language, query: str) -> list[Any]:
    """Return everything in one language; `plane` is what a map is drawn of, None for no map."""
    return [
        dcc.Location(id="where", refresh=False, search=query),
        dcc.Store(id="language", data=language),
        dcc.Store(id="past", data=[]),
        dcc.Store(id="searched"),
        dcc.Interval(id="job-pulse", interval=POLL),
        dcc.Download(id="saved"),
        *_header(language, facts_line(facts, language)),
        html.Main(
            [
                html.H1(say("title", language), className="unseen"),
                html.Div([_controls(facts, language), _seen(facts, plane, language)], className="net-page"),
            ],
            id="main",
            tabIndex=-1,
        ),
    ]


def nothing_here(language: Language) -> list[Any]:
    """Return what a session without a network sees."""
    link = html.A(say("to_data", language), href=f"/data{_lang(language)}")
    said = html.Section([html.H1(say("title", language)), html.P(say("none", language)), html.P(link)])
    return [*_header(language, ""), html.Main(said, id="main", tabIndex=-1)]


def facts_line(facts: NetworkFacts, language: Language) -> str:
    """Return name and size of a network."""
    name = f"{facts.name}: " if facts.name else ""
    return say("facts", language).format(
        name=name, buses=len(facts.buses), assets=len(facts.assets), snapshots=len(facts.snapshots)
    )


def _lang(language: Language) -> str:
    return "?lang=fr" if language == "fr" else ""


def _header(language: Language, facts: str) -> list[Any]:
    """Return the header; its links load the other pages anew."""
    links = nav_links(NETWORK, _lang(language), language)
    for item in links:
        item.children = html.A(item.children.children, href=item.children.href)
    spoken = [
        html.Span(
            html.A(name, href=f"/network/{_lang(each)}"),
            lang=each,
            **({"aria-current": "true"} if each == language else {}),
        )
        for each, name in LANGUAGES
    ]
    return [
        html.A(say("skip", language), href="#main", className="skip"),
        html.Header(
            [
                html.P("Levier", className="brand"),
                html.P(facts, className="facts"),
                html.Nav(html.Ul(links), **{"aria-label": say("pages", language)}),
                html.Div(spoken, id="languages", className="languages"),
            ],
            className="bar",
        ),
    ]


def _controls(facts: NetworkFacts, language: Language) -> html.Section:
    pick = dmc.MultiSelect(
        id="pick",
        label=say("pick", language),
        description=say("pick_hint_map" if facts.placed else "pick_hint", language),
        data=options(facts, language),
        searchable=True,
        clearable=True,
        limit=60,
        maxValues=MOST_CUTS,
        nothingFoundMessage=say("none_found", language),
    )
    kept = dmc.NumberInput(
        id="kept", label=say("kept", language), value=0, min=0, max=MOST_KEPT, step=10, allowDecimal=False, w=150
    )
    return html.Section(
        [
            html.H2(say("what_happens", language)),
            pick,
            html.Div([kept, dmc.Button(say("cut", language), id="do-cut", disabled=True)], className="row"),
            html.Ul(id="cuts", className="cuts"),
            *_window(facts, language),
            dmc.NumberInput(
                id="price", label=say("price", language), description=say("price_hint", language), value="", min=0,
                debounce=400, disabled=facts.sheds,
            ),
            _saving(language),
        ],
        className="controls",
    )  # fmt: skip


def _window(facts: NetworkFacts, language: Language) -> list[Any]:
    labels = list(facts.snapshots)
    labels = labels if len(labels) <= SUGGESTED else list(dict.fromkeys(label[:DAY] for label in labels))
    first, last = (
        dmc.Autocomplete(id=name, label=say(name, language), data=labels, limit=40, debounce=400, placeholder=shown)
        for name, shown in (("from", facts.snapshots[0]), ("to", facts.snapshots[-1]))
    )
    return [html.Div([first, last], className="when"), html.P(say("window_hint", language), className="note")]


def _saving(language: Language) -> html.Div:
    buttons = [
        dmc.Button(say(name, language), id=f"do-{name}", variant="default", size="compact-sm")
        for name in ("undo", "reset", "link")
    ]
    saves = [
        dmc.Button(say(name, language), id=f"save-{name}", variant="subtle", size="compact-sm")
        for name in ("tables_xlsx", "tables_csv")
    ]
    return html.Div(
        [
            html.Div(buttons, className="row"),
            html.Span(id="copied", role="status", className="note"),
            html.Details([html.Summary(say("download", language)), html.Div(saves, className="saves")]),
        ]
    )


def _seen(facts: NetworkFacts, plane: Plane | None, language: Language) -> html.Section:
    return html.Section(
        [
            _map(plane, language),
            html.Div(id="answer", role="status", **{"aria-live": "polite"}),
            component_list(facts, language),
            html.Div(id="search", className="job"),
        ],
        className="seen",
    )


def _map(plane: Plane | None, language: Language) -> Any:
    """Return the place of the map; it stands there in any case, so that what fills it finds it."""
    keys = [html.Li(say(f"key_{name}", language), className=name) for name in KEYS]
    words = [say("map_hint", language)]
    if plane is not None:
        counts = {"inside": plane.hidden, "beyond": plane.beyond}
        words += [say(name, language).format(count=count) for name, count in counts.items() if count]
        words += [f"{word('borders', language)}.", say("hatched", language)] if plane.covered else []
    figure = html.Figure(
        [
            html.Figcaption(id="map-title"),
            html.Div(
                dcc.Graph(id="map", config=CHART_CONFIG, responsive=True, style={"height": f"{HEIGHT}px"}),
                className="net-map",
            ),
            html.Ul(keys, id="map-key", className="map-key", hidden=True),
            html.P(" ".join(words), className="note"),
        ],
        className="map",
        hidden=plane is None,
    )
    return html.Div([figure, html.P(say("no_map", language), className="note", hidden=plane is not None)])
