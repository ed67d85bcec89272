"""Show a result in a notebook and on a terminal: headline, key figures, first rows, what else there is.

A card is filled where a result is defined, from its own words and frames; here it becomes HTML and one line of text.
The HTML is plain: every text is escaped, no script, no colour of its own, so it is legible on light and dark pages.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from html import escape
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Card", "card_of_fields", "html_of", "line_of", "shown", "told"]

ROWS = 6
COLUMNS = 8
FACTS = 6
LONGEST = 60
LINE = 200
MANY = 4
"""Members of a tuple that are told; of more, only how many."""

T = TypeVar("T")


@dataclass(frozen=True)
class Card:
    """What is shown of a result.

    Attributes:
        headline: what it is the answer to.
        facts: key figures by their name, units in the name.
        table: the main table; only its first rows are shown.
        about: what the table is.
        guarantee: how sure it is, in words; blank: nothing to say.
    """

    headline: str
    facts: Mapping[str, object] = field(default_factory=dict)
    table: pd.DataFrame | None = None
    about: str = ""
    guarantee: str = ""


def shown(card: Callable[[T], Card]) -> Callable[[type[T]], type[T]]:
    """Give a class of results a short text and HTML for notebooks; stands above ``dataclass``.

    Args:
        card: fills the card of an object.

    Example:
        >>> @shown(lambda answer: Card("of everything", {"answer": answer.value}))
        ... @dataclass(frozen=True)
        ... class Question:
        ...     value: int
        >>> Question(42)
        <Question of everything; answer 42>
    """

    def text(self: T) -> str:
        return line_of(type(self).__name__, card(self))

    def html(self: T) -> str:
        return html_of(type(self), card(self))

    def decorate(cls: type[T]) -> type[T]:
        cls.__repr__ = text  # type: ignore[method-assign, assignment]
        cls._repr_html_ = html  # type: ignore[attr-defined]
        return cls

    return decorate


def card_of_fields(result: Any) -> Card:
    """Fill a card from the fields of a dataclass: its plain values, and its first table that has rows."""
    values = {each.name: getattr(result, each.name) for each in fields(result) if each.repr}
    plain = {name: value for name, value in values.items() if isinstance(value, (str, bool, Real)) and value != ""}
    frames = {name: value for name, value in values.items() if _is_frame(value)}
    about = next((name for name, frame in frames.items() if len(frame)), next(iter(frames), ""))
    return Card("", dict(list(plain.items())[:FACTS]), frames.get(about), about)


def told(value: object) -> str:
    """Return a value as short text: numbers to about four digits, blanks for what is missing.

    Example:
        >>> told(12345.678), told(0.86431), told(("kz", "ru")), told(float("nan")), told(True)
        ('12,346', '0.8643', 'kz, ru', '', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "yes" if value else "no"
    if isinstance(value, Integral):
        # A number of four digits may be a year.
        return f"{int(value):,}" if abs(int(value)) > 9999 else str(int(value))  # noqa: PLR2004 - said above
    if isinstance(value, Real):
        return _number(float(value))
    if isinstance(value, (tuple, list, set, frozenset)):
        members = [told(each) for each in value]
        return (
            ", ".join(members)
            if len(members) <= MANY
            else f"{', '.join(members[:MANY])} and {len(members) - MANY} more"
        )
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def line_of(name: str, card: Card) -> str:
    """Return a card as one line.

    Args:
        name: of the class.
        card: filled.
    """
    parts = [f"{key} {told(value)}" for key, value in card.facts.items()]
    if card.table is not None:
        parts.append(f"{card.about} {len(card.table)} rows")
    line = f"{name} {card.headline}".strip() + "".join(f"; {part}" for part in parts)
    return f"<{line if len(line) <= LINE else line[: LINE - 1] + '…'}>"


def html_of(cls: type, card: Card) -> str:
    """Return a card as HTML.

    Args:
        cls: class of the result; what it offers is named at the end.
        card: filled.

    Example:
        >>> "<script>" in html_of(Card, Card("<script>"))
        False
    """
    title = f"<strong>{escape(cls.__name__)}</strong>"
    head = f"{title}: {escape(card.headline)}" if card.headline else title
    facts = " · ".join(f"{escape(name)}: <strong>{escape(told(value))}</strong>" for name, value in card.facts.items())
    parts = [f"<p>{head}{'<br>' if facts else ''}{facts}</p>"]
    if card.table is not None:
        parts.append(_table(card.table, card.about))
    if card.guarantee:
        parts.append(f"<p><small>{escape(str(card.guarantee))}</small></p>")
    more = ", ".join(f"<code>.{escape(name)}</code>" for name in _offered(cls) if name != card.about)
    if more:
        parts.append(f"<details><summary>also here</summary>{more}</details>")
    return f'<div class="levier-card">{"".join(parts)}</div>'


def _table(frame: pd.DataFrame, about: str) -> str:
    """First rows and columns; the rest is counted."""
    columns = list(frame.columns)[:COLUMNS]
    kept = frame[columns].head(ROWS)
    size = [f"{len(kept)} of {len(frame)} rows"] if len(kept) < len(frame) else [f"{len(frame)} rows"]
    size += [f"{len(columns)} of {frame.shape[1]} columns"] if len(columns) < frame.shape[1] else []
    index = list(kept.index) if not _counted(frame) else None
    head = ([""] if index is not None else []) + [str(column) for column in columns]
    rows = []
    for number, row in enumerate(kept.itertuples(index=False, name=None)):
        cells = [*([f"<th>{escape(told(index[number]))}</th>"] if index is not None else []), *map(_cell, row)]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f"<table><caption>{escape(about)} ({', '.join(size)})</caption>"
        f"<thead><tr>{''.join(f'<th>{escape(name)}</th>' for name in head)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _cell(value: object) -> str:
    right = isinstance(value, Real) and not isinstance(value, bool)
    style = ' style="text-align:right"' if right else ""
    return f"<td{style}>{escape(told(value))}</td>"


def _counted(frame: pd.DataFrame) -> bool:
    """Whether the index only counts rows."""
    return frame.index.name is None and frame.index.inferred_type == "integer"


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    size = abs(value)
    if size and size < 1e-3:  # noqa: PLR2004 - below it, digits after the point say nothing
        return f"{value:.1e}"
    places = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 10 else 4  # noqa: PLR2004 - about four digits
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_frame(value: object) -> bool:
    """Whether it is a DataFrame, without importing pandas for it."""
    return type(value).__name__ == "DataFrame"


def _offered(cls: type) -> list[str]:
    """Public attributes and methods of a class."""
    own = [each.name for each in fields(cls)] if is_dataclass(cls) else []
    own = [name for name in own if not name.startswith("_")]
    for name in sorted({name for base in cls.__mro__[:-1] for name in vars(base)} - set(own)):
        value = getattr(cls, name, None) if not name.startswith("_") else None
        if isinstance(value, (property, cached_property)):
            own.append(name)
        elif callable(value):
            own.append(f"{name}()")
    return own
