"""What is shown of an address: shell, map, answer, panel; each a callback that reads the address."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from dash import MATCH, ClientsideFunction, Input, Output, State, dcc, html, no_update

from levier.errors import LevierError, UsageError
from levier.view.workbench.desks import BACK
from levier.view.workbench.flowmap import overlay
from levier.view.workbench.layout import shell
from levier.view.workbench.nav import DATA, language_links, nav_links, page_of
from levier.view.workbench.panel import panel
from levier.view.workbench.render import charts
from levier.view.workbench.results import FIRST_TAB, results, tab_body
from levier.view.workbench.sankey import sankeys
from levier.view.workbench.state import State as Chosen
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.words import Language
    from levier.view.workbench.context import Context, Shown
    from levier.view.workbench.desks import Desks

__all__ = ["register_views"]

BROWSER = "workbench"


def register_views(app: Dash, desks: Desks) -> None:
    """Make everything follow the address."""
    for add in (_boot, _map, _answer, _tabs, _panel, _picking):
        add(app, desks)
    _frame(app)
    _client(app)


def language_of(query: str | None) -> Language:
    """Return the language an address asks for, even where the rest of it is wrong."""
    return "fr" if "lang=fr" in (query or "").removeprefix("?").split("&") else "en"


def read(context: Context, query: str | None) -> tuple[Chosen, str]:
    """Return the state of an address, or the usual one and what is wrong with the address."""
    try:
        return context.state(query or ""), ""
    except UsageError as error:
        return Chosen(language=language_of(query)), str(error)


def family_shown(context: Context, state: Chosen) -> str:
    """Return the family on the map: the chosen one, else that of the first cut, else the first."""
    families = context.families()
    if state.family:
        return state.family
    return next(iter(families), "")


def _boot(app: Dash, desks: Desks) -> None:
    def boot(_: Any, query: str | None, path: str | None, drawn: str | None) -> tuple[Any, ...]:
        context, language = desks.current(), language_of(query)
        desk = context.desk
        if desk.failure:
            reason = say("not_loaded", language).format(reason=desk.failure)
            back = html.A(say("start_over", language), href=BACK)
            return html.Div([html.P(reason), back], className="loading", role="alert"), no_update, True
        if not desk.ready:
            words = f" ({say(desk.doing, language)})" if desk.doing else ""
            return html.P(say("loading", language) + words, className="loading", role="status"), no_update, False
        if drawn == language:
            return no_update, no_update, True
        return shell(context, language, path or "/", query or ""), language, True

    app.callback(
        Output("shell", "children"), Output("spoken", "data"), Output("pulse", "disabled"),
        Input("pulse", "n_intervals"), Input("address", "search"),
        State("address", "pathname"), State("spoken", "data"),
    )(boot)  # fmt: skip


def _frame(app: Dash) -> None:
    def frame(path: str | None, query: str | None) -> tuple[Any, Any, bool]:
        here, language = page_of(path), language_of(query)
        return nav_links(here, query or "", language), language_links(path, query), here != "map"

    app.callback(
        Output("nav", "children"), Output("languages", "children"), Output("page-map", "hidden"),
        Input("where", "pathname"), Input("where", "search"),
    )(frame)  # fmt: skip


def _map(app: Dash, desks: Desks) -> None:
    def base(family: str | None, language: Language | None) -> Any:
        if not family or language is None or family not in desks.current().families():
            return no_update
        return desks.current().map(family, language).figure

    app.callback(
        Output("map-base", "data"), Input("family", "value"), State("language", "data"),
    )(base)  # fmt: skip


def _answer(app: Dash, desks: Desks) -> None:
    def answered(query: str | None, past: list[str] | None) -> tuple[Any, ...]:
        context = desks.current()
        started = time.perf_counter()
        state, wrong = read(context, query)
        family = family_shown(context, state)
        controls = (str(state.start), state.months, state.recovery, family, state.shock or None)
        cuts = _cut_list(context, state)
        steps = (not past, not (state.cuts or state.shock))
        try:
            if wrong:
                raise UsageError(wrong)
            shown = context.shown(state)
        except LevierError as error:
            return (_failed(state, str(error)), None, *_titles(context, state, family), cuts, *controls, *steps)
        over = _overlay(context, shown, family)
        body = results(shown)
        if shown.answer is not None:
            seconds = f"{time.perf_counter() - started:.2f}"
            body.append(html.P(say("solved_in", state.language).format(seconds=seconds), className="note"))
        return (body, over, *_titles(context, state, family), cuts, *controls, *steps)

    targets = ("answer.children", "map-over.data", "map-title.children", "map-key.children", "map-key.hidden",
               "cuts.children", "start.value", "months.value", "recovery.value", "family.value", "ready.value",
               "do-undo.disabled", "do-reset.disabled")  # fmt: skip
    app.callback(
        *(Output(*target.split(".")) for target in targets),
        Input("where", "search"), State("past", "data"),
    )(answered)  # fmt: skip


def _overlay(context: Context, shown: Shown, family: str) -> dict[str, Any] | None:
    if shown.answer is None or not family:
        return None
    groups = _cut_groups(context, shown)
    rates = shown.answer.rates
    base = context.map(family, shown.state.language)
    return {"family": family, **overlay(shown.page, base, rates["before"], rates["after"], groups)}


def _cut_groups(context: Context, shown: Shown) -> set[str]:
    """Return the physical things that are cut: by themselves, or by a joint limit they share."""
    assert shown.shock is not None  # noqa: S101 - asked of answers only
    table = context.desk.answers.flows
    chosen = {group for effect in shown.shock.effects for group in effect.select.group}
    return chosen | set(table.loc[table["slot"].isin(chosen), "group"])


def _titles(context: Context, state: Chosen, family: str) -> tuple[Any, Any, bool]:
    if not family:
        return "", [], True
    language, page = state.language, context.page(state.language)
    lines = context.map(family, language).drawn.lines
    unit = lines[0].unit if lines else ""
    shocked = bool(state.cuts or state.shock)
    title = say("map_shock" if shocked else "map_base", language).format(
        family=page.names.family(family).capitalize(), year=context.desk.year, unit=unit
    )
    keys = [html.Li(say(f"key_{name}", language), className=name) for name in ("cut", "less", "more", "same")]
    return title, keys, not shocked


def _cut_list(context: Context, state: Chosen) -> list[Any]:
    language, names = state.language, context.groups(state.language)
    items = []
    for cut in state.cuts:
        name = names[cut.group]
        how = say("is_kept", language).format(kept=cut.kept) if cut.kept else say("is_cut", language)
        label = {"aria-label": say("restore", language).format(name=name)}
        button = html.Button("×", id={"type": "restore", "group": cut.group}, className="restore", **label)
        items.append(html.Li([html.Span([name, " ", html.Em(how)]), button]))
    if not items and not state.shock:
        items = [html.Li(say("no_cuts", language), className="note")]
    return items


def _failed(state: Chosen, reason: str) -> html.Div:
    words = [html.H2(say("wrong", state.language)), html.P(reason, className="reason")]
    path = "/?lang=fr" if state.language == "fr" else "/"
    return html.Div([*words, dcc.Link(say("start_over", state.language), href=path)], role="alert")


def _tabs(app: Dash, desks: Desks) -> None:
    def filled(tab: str | None, query: str | None, place: dict[str, str]) -> Any:
        context = desks.current()
        state, wrong = read(context, query)
        name = place["name"]
        if wrong or name != tab or tab == FIRST_TAB:
            return no_update
        family = family_shown(context, state)
        try:
            shown = context.shown(state)
            return _sankeys(context, shown, family) if name == "ways" else tab_body(shown, name, family)
        except LevierError as error:
            return html.P(str(error), role="alert")

    app.callback(
        Output({"type": "tab", "name": MATCH}, "children"),
        Input("tabs", "value"), State("where", "search"), State({"type": "tab", "name": MATCH}, "id"),
        prevent_initial_call=True,
    )(filled)  # fmt: skip


def _sankeys(context: Context, shown: Shown, family: str) -> list[Any]:
    """Ask where the goods of a family go, and draw it."""
    if shown.shock is None:
        return []
    page, language = shown.page, shown.state.language
    drawn = sankeys(page, context.desk.origins(shown.shock, family), family)
    if not drawn:
        return [html.P(say("nothing_changed", language).format(family=page.names.family(family)))]
    table = context.desk.answers.flows
    unit = page.unit(str(table.loc[table["family"] == family, "unit"].iloc[0]))
    return [html.P(say("sankey_about", language).format(unit=unit), className="note"), charts(drawn, kind="stacked")]


def _panel(app: Dash, desks: Desks) -> None:
    def opened(place: str | None, path: str | None, query: str | None, language: Language | None) -> tuple[Any, bool]:
        anchor = (place or "").removeprefix("#")
        if not anchor or anchor == "main" or language is None:
            return [], True
        context = desks.current()
        state, _ = read(context, query)
        return panel(context, page_behind(context, path, state), anchor), False

    app.callback(
        Output("panel", "children"), Output("panel", "hidden"),
        Input("where", "hash"), State("where", "pathname"), State("where", "search"), State("language", "data"),
    )(opened)  # fmt: skip


def page_behind(context: Context, path: str | None, state: Chosen) -> Any:
    """Return the page whose figures are shown: that of the shock, or that of the base year."""
    name = page_of(path)
    if name == "map":
        try:
            shown = context.shown(state)
            if shown.answer is not None:
                results(shown)  # its sums are met while it is made
        except LevierError:
            return context.page(state.language)
        return shown.page
    return (None if name == DATA else context.page_for(name, state.language)) or context.page(state.language)


def _client(app: Dash) -> None:
    """Fit the map in the browser, mark the language, copy the link."""
    app.clientside_callback(
        ClientsideFunction(BROWSER, "fit"), Output("map", "figure"),
        Input("map-base", "data"), Input("map-over", "data"), Input("map-width", "data"), State("family", "value"),
    )  # fmt: skip
    app.clientside_callback(ClientsideFunction(BROWSER, "tongue"), Input("spoken", "data"))
    app.clientside_callback(
        ClientsideFunction(BROWSER, "copy"), Output("copied", "children"), Input("do-link", "n_clicks"),
        State("language", "data"), prevent_initial_call=True,
    )  # fmt: skip


def _picking(app: Dash, desks: Desks) -> None:
    """Tell which thing was clicked, and what it carries."""

    def clicked(data: dict[str, Any] | None, family: str | None, language: Language | None) -> Any:
        points = (data or {}).get("points") or [{}]
        trace = points[0].get("curveNumber")
        if not isinstance(trace, int) or language is None or family not in desks.current().families():
            return no_update
        return desks.current().map(str(family), language).group_at(trace) or no_update

    app.callback(
        Output("pick", "value"), Input("map", "clickData"), State("family", "value"), State("language", "data"),
        prevent_initial_call=True,
    )(clicked)  # fmt: skip

    def about(group: str | None, language: Language | None) -> tuple[Any, bool]:
        if not group or language is None or group not in desks.current().groups("en"):
            return [], True
        return _about(desks.current(), group, language), False

    app.callback(
        Output("picked-about", "children"), Output("do-cut", "disabled"), Input("pick", "value"),
        State("language", "data"),
    )(about)  # fmt: skip


def _about(context: Context, group: str, language: Language) -> list[Any]:
    """Say what a physical thing carries, with a link to each of its rows."""
    page, table = context.page(language), context.desk.answers.flows
    rows = table[table["group"] == group].sort_values("base", ascending=False).head(4)
    items = [
        html.Li([html.A(page.names.thing(row.asset), href=page.evidence.asset(row.asset)), ": ",
                 page.quantity(row.base, f"{row.unit}/a")])
        for row in rows.itertuples()
    ]  # fmt: skip
    return [html.Ul(items)] if items else []
