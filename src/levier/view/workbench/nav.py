"""The pages of the workbench, and the links between them that keep what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from dash import dcc, html

from levier.view.workbench.network.link import network_links
from levier.view.workbench.words import say

if TYPE_CHECKING:
    from levier.view.words import Language

__all__ = ["DATA", "language_links", "nav_links", "page_of"]

DATA = "data"
"""The page of uploads."""
LANGUAGES: tuple[tuple[Language, str], ...] = (("en", "English"), ("fr", "Français"))


def page_of(path: str | None) -> str:
    """Return the page of a path; the map for what is none.

    >>> page_of("/"), page_of("/chokepoints"), page_of("/../x")
    ('map', 'chokepoints', 'map')
    """
    from levier.view.workbench.pages import PAGES

    name = (path or "").strip("/")
    return name if name in PAGES or name == DATA else "map"


def nav_links(here: str, query: str, language: Language) -> list[Any]:
    """Return one link a page."""
    from levier.view.workbench.pages import PAGES

    links = []
    for name in ("map", *PAGES, DATA):
        title = say("map" if name == "map" else f"nav_{name}", language)
        current = {"aria-current": "page"} if name == here else {}
        path = "/" if name == "map" else f"/{name}"
        links.append(html.Li(dcc.Link(title, href=f"{path}{query}"), **current))
    return [*links, *network_links(here, language)]


def language_links(path: str | None, query: str | None) -> list[Any]:
    """Return links to this view in each language."""
    pairs = [(name, value) for name, value in parse_qsl((query or "").removeprefix("?")) if name != "lang"]
    spoken = "fr" if "lang=fr" in (query or "").removeprefix("?").split("&") else "en"
    links = []
    for language, name in LANGUAGES:
        own = [*pairs, ("lang", language)] if language != "en" else pairs
        tail = f"?{urlencode(own, safe='~')}" if own else ""
        current = {"aria-current": "true"} if spoken == language else {}
        links.append(html.Span(dcc.Link(name, href=f"{path or '/'}{tail}"), lang=language, **current))
    return links
