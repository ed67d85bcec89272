"""What stands on the workbench before anything is answered: header, controls, map, places for answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from babel.dates import get_month_names
from dash import dcc, html

from levier.view.responsive import MAP_CONFIG
from levier.view.workbench.render import save_buttons
from levier.view.workbench.results import ANSWER
from levier.view.workbench.state import MONTHS, RECOVERY
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from levier.view.words import Language
    from levier.view.workbench.context import Context

__all__ = ["root", "shell"]

THEME = {
    "primaryColor": "levier",
    "primaryShade": 7,
    "fontFamily": "inherit",
    "colors": {
        "levier": [
            "#eef4f9", "#d9e6f0", "#b6cfe2", "#90b6d3", "#6f9fc4", "#5389b3", "#3c729e", "#2a5b84", "#1f496c",
            "#143550",
        ]
    },
}  # fmt: skip
POLL = 700
MAP = {**MAP_CONFIG, "modeBarButtonsToRemove": [*MAP_CONFIG["modeBarButtonsToRemove"], "toImage"]}


def root() -> dmc.MantineProvider:
    """Return the root: the address, what outlives a change of language, and an empty shell."""
    return dmc.MantineProvider(
        [
            dcc.Location(id="address", refresh=False),
            dcc.Store(id="spoken"),
            dcc.Store(id="past", data=[]),
            dcc.Store(id="map-width", data=0),
            dcc.Interval(id="pulse", interval=POLL),
            html.Div(html.P("…", className="loading"), id="shell"),
        ],
        theme=THEME,
        forceColorScheme="light",
    )


def shell(context: Context, language: Language, path: str, query: str) -> list[Any]:
    """Return everything in one language.

    What follows the address stands in here, so that nothing is asked before there is a place for the answer.

    Args:
        context: what pages share.
        language: of all words.
        path: of the address.
        query: of the address.
    """
    system = context.desk.answers.system
    package = system.package
    facts = say("facts", language).format(package=package.name, version=package.version, year=system.year)
    header = html.Header(
        [
            html.P("Levier", className="brand"),
            html.P(facts, className="facts", title=package.hash),
            html.Nav(html.Ul(id="nav"), **{"aria-label": say("pages", language)}),
            html.Div(id="languages", className="languages"),
        ],
        className="bar",
    )
    return [
        dcc.Location(id="where", refresh=False, pathname=path, search=query),
        dcc.Store(id="language", data=language),
        *(dcc.Store(id=name) for name in ("page-seen", "map-base", "map-over")),
        dcc.Interval(id="job-pulse", interval=POLL, disabled=True),
        dcc.Download(id="saved"),
        html.A(say("skip", language), href="#main", className="skip"),
        header,
        html.Main(
            [
                html.H1(say("title", language), className="unseen"),
                html.Div(_map_page(context, language), id="page-map"),
                html.Div(id="page-other", className="other", hidden=True),
            ],
            id="main",
            tabIndex=-1,
        ),
        html.Aside(id="panel", className="panel", hidden=True, **{"aria-label": say("row", language)}),
    ]


def _map_page(context: Context, language: Language) -> list[Any]:
    return [
        html.Section(
            [
                html.H2(say("what_happens", language)),
                *_choosing(context, language),
                *_when(language),
                _saving(language),
            ],
            className="controls",
        ),
        html.Section(
            [
                _carriers(context, language),
                html.Figure(
                    [
                        html.Figcaption(
                            [html.Span(id="map-title"), save_buttons(say("map", language), language, "levier-map")]
                        ),
                        html.Div(dcc.Graph(id="map", config=MAP), id="map-box"),
                        html.Ul(id="map-key", className="map-key", hidden=True),
                        html.P(say("map_hint", language), className="note"),
                    ],
                    className="map",
                ),
                html.Div(id=ANSWER),
            ],
            className="seen",
        ),
    ]


def _choosing(context: Context, language: Language) -> list[Any]:
    groups = [{"value": key, "label": f"{name} ({key})"} for key, name in context.groups(language).items()]
    french = language == "fr"
    shocks = [
        {"value": key, "label": (shock.name_fr if french and shock.name_fr else shock.name)}
        for key, shock in context.shocks().items()
    ]
    pick = dmc.Select(
        id="pick",
        label=say("asset", language),
        description=say("asset_hint", language),
        data=groups,
        searchable=True,
        clearable=False,
        limit=60,
        nothingFoundMessage=say("none_found", language),
    )
    kept = dmc.NumberInput(
        id="kept", label=say("kept", language), value=0, min=0, max=99, step=10, allowDecimal=False, w=150
    )
    ready = dmc.Select(
        id="ready", label=say("ready_made", language), data=_distinct(shocks), clearable=True, value=None
    )
    return [
        pick,
        html.Div(id="picked-about", className="picked"),
        html.Div([kept, dmc.Button(say("cut", language), id="do-cut", disabled=True)], className="row"),
        html.Ul(id="cuts", className="cuts"),
        html.Div(id="lead", className="lead", role="status"),
        ready,
    ]


def _distinct(options: list[dict[str, str]]) -> list[dict[str, str]]:
    """Tell options of one name apart by their id."""
    names = [each["label"] for each in options]
    return [
        {**each, "label": f"{each['label']} ({each['value']})"} if names.count(each["label"]) > 1 else each
        for each in options
    ]


def _when(language: Language) -> list[Any]:
    names = get_month_names("wide", locale=language)
    months = [{"value": str(n), "label": names[n]} for n in range(1, 13)]
    start = dmc.Select(
        id="start",
        label=say("start", language),
        data=[*months, {"value": "peak", "label": say("peak", language)}],
        value="1",
        allowDeselect=False,
    )
    number = {"allowDecimal": False, "clampBehavior": "strict", "debounce": 300}
    last = dmc.NumberInput(id="months", label=say("months", language), value=3, min=1, max=MONTHS, **number)
    watched = dmc.NumberInput(id="recovery", label=say("recovery", language), value=0, min=0, max=RECOVERY, **number)
    own = dmc.Button(say("own_window", language), id="do-window", variant="subtle", size="compact-sm")
    parts = [start, html.Div([last, watched], className="two"), html.Div(own, id="own-window", hidden=True)]
    return [html.Div(parts, className="when")]


def _saving(language: Language) -> html.Div:
    buttons = [
        dmc.Button(say(name, language), id=f"do-{name}", variant="default", size="compact-sm")
        for name in ("undo", "reset", "link")
    ]
    saves = [
        dmc.Button(say(name, language), id=f"save-{name}", variant="subtle", size="compact-sm")
        for name in ("shock_yaml", "tables_xlsx", "tables_csv", "network_nc")
    ]
    return html.Div(
        [
            html.Div(buttons, className="row"),
            html.Span(id="copied", role="status", className="note"),
            html.Details([html.Summary(say("download", language)), html.Div(saves, className="saves")]),
        ]
    )


def _carriers(context: Context, language: Language) -> html.Div:
    page = context.page(language)
    data = [{"value": family, "label": page.names.family(family)} for family in context.families()]
    label = say("carriers", language)
    first = data[0]["value"] if data else None
    choice = dmc.SegmentedControl(id="family", data=data, value=first, size="sm", **{"aria-label": label})
    return html.Div(choice, className="carriers")
