"""A part of a page with several pictures, and with what the analysis says of it in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.view.cells import Chapter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.view.cells import Cell
    from levier.view.page import Page

__all__ = ["Pictured", "drawn", "said"]


@dataclass(frozen=True)
class Pictured(Chapter):
    """A part of a page about one thing.

    Attributes:
        charts: everything that is drawn; ``chart`` is the first of them.
        told: sentences, each in the page's language with what stays in another marked.
    """

    charts: tuple[dict[str, Any], ...] = ()
    told: tuple[Cell, ...] = ()


def drawn(*charts: dict[str, Any] | None) -> tuple[dict[str, Any], ...]:
    """Return what is there to draw.

    >>> drawn(None, {"id": "a"})
    ({'id': 'a'},)
    """
    return tuple(chart for chart in charts if chart is not None)


def said(page: Page, sentences: Iterable[object]) -> tuple[Cell, ...]:
    """Return the sentences of an analysis, plain strings or such that know their parts, in the page's language."""
    return tuple(page.told(each) for each in sentences)
