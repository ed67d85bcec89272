"""The parts of a table on the page: cells, columns, rows. The template draws them; nothing here is markup."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

__all__ = ["Cell", "Chapter", "Column", "Record", "Row", "Section", "Table", "capital", "text"]


Record = dict[Any, Any]
"""One row of a frame, by column."""


@dataclass(frozen=True)
class Cell:
    """One cell: a text, perhaps a link, small print, a bar behind it, or a list of further cells.

    Attributes:
        text: what is read.
        href: where a click leads, inside the page (``#...``) or a web address shown as text.
        small: small print under the text; hint: words that appear over it.
        bar: share of the cell's width that a bar fills, 0 to 1; None: no bar.
        parts: cells within this cell, each on its own line or side by side.
        kind: class of the cell: ``num``, ``key``, ``flag``, ``inline`` (parts side by side).
        lang, hint_lang: language of the text and of the hint, where it is not the page's.
        runs, small_runs: text and small print in pieces with the language of each (blank: the page's), where they mix
            languages.
    """

    text: str = ""
    href: str = ""
    small: str = ""
    hint: str = ""
    bar: float | None = None
    parts: tuple[Cell, ...] = ()
    kind: str = ""
    lang: str = ""
    hint_lang: str = ""
    runs: tuple[tuple[str, str], ...] = ()
    small_runs: tuple[tuple[str, str], ...] = ()

    def beside(self, small: str) -> Cell:
        """Return the cell with small print under it."""
        return replace(self, small=small)

    @property
    def width(self) -> str:
        """The bar's width for the style sheet."""
        return f"{100 * min(1.0, max(0.0, self.bar or 0.0)):.0f}%"


@dataclass(frozen=True)
class Column:
    """A column: its title, its class, and what the title means."""

    title: str
    kind: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its cells, its anchor, its class, and data that the page's script filters by."""

    cells: list[Cell]
    anchor: str = ""
    kind: str = ""
    data: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table: caption, columns, rows."""

    caption: str
    columns: list[Column]
    rows: list[Row]
    kind: str = ""
    anchor: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.rows)


@dataclass(frozen=True)
class Section:
    """A section of tables: what was asked, what is shown at once, what is folded away; empty tables are left out.

    Attributes:
        about: paragraphs at its head.
        tables: shown at once; details: folded away.
        small: small print at its end.
    """

    about: list[str]
    tables: list[Table] = field(default_factory=list)
    details: list[Table] = field(default_factory=list)
    small: str = ""

    def __post_init__(self) -> None:
        """Leave empty tables out."""
        object.__setattr__(self, "tables", [table for table in self.tables if table])
        object.__setattr__(self, "details", [table for table in self.details if table])


@dataclass(frozen=True)
class Chapter:
    """A part of a page about one thing: its anchor and name, what is drawn (None: nothing), and its tables."""

    anchor: str
    name: str
    chart: dict[str, Any] | None
    section: Section


def text(value: Any, kind: str = "", *, lang: str = "") -> Cell:
    """Return a cell of plain text; blank for what is blank.

    >>> text("Tengiz").text, text(None).text, text(float("nan")).text
    ('Tengiz', '', '')
    """
    blank = value is None or value != value  # noqa: PLR0124 - only not-a-number differs from itself
    return Cell("" if blank else str(value), kind=kind, lang="" if blank else lang)


def capital(words: str) -> str:
    """Return words with a capital at the start, the rest as it is.

    >>> capital("crude oil, CPC")
    'Crude oil, CPC'
    """
    return words[:1].upper() + words[1:]
