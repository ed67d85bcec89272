"""What stands around the pages: the shell in one language, the links between pages, what the browser does itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output, State, html, no_update

from levier.view.workbench.desks import BACK
from levier.view.workbench.layout import shell
from levier.view.workbench.nav import language_links, nav_links, page_of
from levier.view.workbench.reading import language_of
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from dash import Dash

    from levier.view.workbench.desks import Desks

__all__ = ["register_frame"]

BROWSER = "workbench"


def register_frame(app: Dash, desks: Desks) -> None:
    """Make the frame follow the address."""
    _boot(app, desks)
    _frame(app)
    _client(app)


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


def _client(app: Dash) -> None:
    """Fit the map in the browser, mark the language, show where one is in the links, copy the link."""
    app.clientside_callback(
        ClientsideFunction(BROWSER, "fit"), Output("map", "figure"),
        Input("map-base", "data"), Input("map-over", "data"), Input("map-width", "data"), State("family", "value"),
    )  # fmt: skip
    app.clientside_callback(ClientsideFunction(BROWSER, "tongue"), Input("spoken", "data"))
    app.clientside_callback(ClientsideFunction(BROWSER, "reveal"), Input("nav", "children"))
    app.clientside_callback(
        ClientsideFunction(BROWSER, "copy"), Output("copied", "children"), Input("do-link", "n_clicks"),
        State("language", "data"), prevent_initial_call=True,
    )  # fmt: skip
