"""Find English that is left on a French page: text nodes, hints, labels and the words of charts, by function words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

FUNCTION_WORDS = """
    the of and with which is are was were by from to at for not than that this it its be been has have had they their
    what who where when why how more less under over after before between would could should only each other some any
    no nor so if in into out up down all both until while does did do will can may might must there here
"""
"""Common English words that are no French ones."""
EITHER = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in FUNCTION_WORDS.split())
WORD = re.compile(rf"(?<![\w.’'/-])(?:{EITHER})(?!\w)(?![.’'/-]\w)")
"""Not in capitals only: those are codes of countries."""
NAMED = re.compile(r"CC[ -]BY|https?://\S+")
"""Licences and web addresses."""
VOID = {"meta", "br", "input", "link", "hr", "img"}
LABELS = ("title", "aria-label", "placeholder", "alt")
STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?')
"""Strings of JSON, and whether they are keys."""
LIBRARY = 1_000_000
"""Scripts longer than this are Plotly itself."""


def is_english(text: str) -> bool:
    """Tell whether a text holds an English function word.

    >>> is_english("Part of it"), is_english("Kambarata-2, At-Bachy et autres"), is_english("10 Mt/an")
    (True, False, False)
    """
    return WORD.search(NAMED.sub("", text)) is not None


class Left(HTMLParser):
    """Texts of a page that are English and not marked so by a ``lang`` attribute."""

    def __init__(self, page: str) -> None:  # noqa: D107 - the class says it
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.found: list[str] = []
        self.feed(page)

    @property
    def marked(self) -> bool:
        """Whether the text at hand stands in an element that is marked as English."""
        return bool(self.stack) and self.stack[-1][1] == "en"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        lang = found.get("lang") or (self.stack[-1][1] if self.stack else "")
        if tag not in VOID:
            self.stack.append((tag, lang))
        if lang != "en":
            self.check(*(str(found[name]) for name in LABELS if found.get(name)))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.stack}
        if self.marked or "style" in tags or "code" in tags:
            return
        if "script" not in tags:
            self.check(data)
        elif len(data) < LIBRARY and ("Plotly.newPlot" in data or data.lstrip().startswith("{")):
            self.check(*(json.loads(f'"{text}"') for text, key in STRINGS.findall(data) if not key))

    def check(self, *texts: str) -> None:
        """Keep what is English."""
        self.found += [" ".join(text.split()) for text in texts if is_english(text)]


def english_left(page: str) -> list[str]:
    """Return the texts of a French page that are English and not marked as such, each once."""
    return list(dict.fromkeys(Left(page).found))
