"""The part of the page "Your data" where a network is brought: upload, what was found, the way to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, dcc, html, no_update
from flask import current_app, request

from levier.errors import LevierError
from levier.view.quantities import plain
from levier.view.workbench.desks import SESSION
from levier.view.workbench.network.link import PATH
from levier.view.workbench.network.shell import facts_line
from levier.view.workbench.network.store import EXTENSION
from levier.view.workbench.network.words import say

if TYPE_CHECKING:
    from dash import Dash

    from levier.analysis.desk.network import NetworkDesk
    from levier.view.words import Language
    from levier.view.workbench.network.store import Networks

__all__ = ["network_part", "register_upload"]


def network_part(language: Language) -> list[Any]:
    """Return the part of the page, with what this session uploaded before."""
    networks = _networks()
    limits = networks.limits
    about = say("upload_about", language).format(
        size=limits.megabytes, snapshots=limits.snapshots, assets=limits.assets
    )
    button = html.Span(say("upload", language), className="pick-file")
    upload = dcc.Upload(button, id="upload-network", accept=".nc", max_size=limits.megabytes * 1_000_000)
    found = html.Div(_found(networks.current(), language), id="network-found", role="status")
    return [
        html.H2(say("upload_head", language)),
        html.P(about),
        html.Label(upload, className="upload"),
        dcc.Loading(found, type="dot"),
    ]


def register_upload(app: Dash) -> None:
    """Make it work."""

    def uploaded(contents: Any, language: Language | None) -> Any:
        if not isinstance(contents, str) or not contents:
            return no_update
        try:
            desk = _networks().add(request.cookies.get(SESSION, ""), contents)
        except LevierError as error:
            return html.P(str(error), role="alert", className="reason")
        return _found(desk, "fr" if language == "fr" else "en")

    app.callback(
        Output("network-found", "children"), Input("upload-network", "contents"), State("language", "data"),
        prevent_initial_call=True,
    )(uploaded)  # fmt: skip


def _networks() -> Networks:
    networks: Networks = current_app.extensions[EXTENSION]
    return networks


def _found(desk: NetworkDesk | None, language: Language) -> list[Any]:
    """Return what was read, and the way to its page."""
    if desk is None:
        return []
    words = say("read", language).format(
        facts=facts_line(desk.facts, language), cost=plain(desk.facts.objective, language)
    )
    tail = "?lang=fr" if language == "fr" else ""
    return [html.P(words), html.P(html.A(say("open", language), href=f"{PATH}{tail}", className="go", id="to-network"))]
