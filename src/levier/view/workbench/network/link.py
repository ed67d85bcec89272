"""The link to the page of a session's own network, for the navigation of all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from levier.view.workbench.network.words import say

if TYPE_CHECKING:
    from levier.view.words import Language

__all__ = ["NETWORK", "PATH", "network_links"]

NETWORK = "network"
PATH = "/network/"


def network_links(here: str, language: Language) -> list[Any]:
    """Return the link to the page if the session of this request has a network; it loads the page anew."""
    from levier.view.workbench.network.store import own_network

    if here != NETWORK and not own_network():
        return []
    current = {"aria-current": "page"} if here == NETWORK else {}
    tail = "?lang=fr" if language == "fr" else ""
    return [html.Li(dcc.Link(say("nav", language), href=f"{PATH}{tail}", refresh=True), **current)]
