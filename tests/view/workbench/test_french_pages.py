"""The pages of the workbench and what stands around them hold no English that is not marked as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from levier.analysis import Answers
from levier.view.page import Page
from levier.view.workbench.context import Context
from levier.view.workbench.layout import shell
from levier.view.workbench.pages import PAGES
from tests.view.english import is_english

SAID = ("children", "title", "aria-label", "placeholder", "label", "alt", "figure", "data", "options", "description")
"""Properties that hold words for a reader."""


def words(part: Any) -> Iterator[str]:
    """Give the words of a component and of all in it, those marked as English left out."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Component):
        given = part.to_plotly_json()["props"]
        kept = () if given.get("lang") == "en" or isinstance(part, html.Code) else SAID
        for name in kept:
            yield from words(given.get(name))
    elif isinstance(part, dict | list | tuple):
        for each in part.values() if isinstance(part, dict) else part:
            yield from words(each)


def english_in(parts: Any) -> list[str]:
    """Return the words of a reader's that are English, each once."""
    return list(dict.fromkeys(text for text in words(parts) if is_english(text)))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_english_is_left_on_a_page(answers: Answers, name: str) -> None:
    assert english_in(PAGES[name].show(Page(answers, "fr"))) == []


def test_no_english_is_left_around_the_pages(context: Context) -> None:
    assert english_in(shell(context, "fr", "/", "")) == []


def test_english_that_is_left_on_a_page_is_found() -> None:
    parts = [
        html.P("the rest"),
        html.P("the note", lang="en"),
        html.A("x", title="part of it", href="#"),
        html.P("Tout"),
    ]
    assert english_in(html.Div(parts)) == ["the rest", "part of it"]
