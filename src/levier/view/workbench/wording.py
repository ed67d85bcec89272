"""Words as Dash components: text with its languages marked, and prose with links and code in it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from dash import html
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["prose", "wording"]

WEB = ("http://", "https://")
MARKS = {"code": html.Code, "b": html.B, "strong": html.Strong, "em": html.Em, "i": html.I, "span": html.Span}


def wording(text: str, runs: Sequence[tuple[str, str]] = ()) -> list[Any]:
    """Return a text, in pieces where it mixes languages.

    >>> wording("plain"), len(wording("two", (("Name", ""), (" in English", "en"))))
    (['plain'], 2)
    """
    return [html.Span(run, lang=lang) if lang else run for run, lang in runs] or [text]


def prose(words: object) -> list[Any]:
    """Return a paragraph's words; markup of our own phrases becomes code and links, anything else stays text.

    Links within the report lead nowhere here, and stay text.

    >>> prose("a < b"), type(prose(Markup("see <code>levier</code>"))[1]).__name__
    (['a < b'], 'Code')
    """
    if not isinstance(words, Markup):
        return [str(words)]
    reader = _Reader()
    reader.feed(str(words))
    reader.close()
    return reader.parts


class _Reader(HTMLParser):
    """Collects text and the few elements that phrases hold; unknown ones leave their text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Any] = []
        self._open: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        piece: Any = data
        for tag, given in reversed(self._open):
            href = given.get("href", "")
            lang = {"lang": given["lang"]} if given.get("lang") else {}
            if tag == "a" and href.startswith(WEB):
                piece = html.A(piece, href=href, target="_blank", rel="noopener noreferrer", **lang)
            elif tag in MARKS:
                piece = MARKS[tag](piece, **lang)
        self.parts.append(piece)
