"""What a result shows of itself: short, escaped, without scripts, and never an error."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.show import Card, card_of_fields, html_of, line_of, shown, told

HOSTILE = "<script>alert(1)</script>&amp;<img src=x onerror=alert(1)>"


@shown(card_of_fields)
@dataclass(frozen=True)
class Answer:
    name: str
    value: float
    frame: pd.DataFrame
    empty: pd.DataFrame = field(default_factory=pd.DataFrame)
    hidden: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)

    @property
    def more(self) -> int:
        """Never asked for by a display."""
        raise AssertionError

    def ranked(self) -> int:
        """Nor this."""
        raise AssertionError


def answer(rows: int = 20) -> Answer:
    return Answer(HOSTILE, 12345.678, pd.DataFrame({HOSTILE: range(rows), "note": [HOSTILE] * rows}))


def test_nothing_of_a_name_becomes_markup() -> None:
    html = answer()._repr_html_()  # type: ignore[attr-defined]
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


@given(st.text(min_size=1, max_size=40))
def test_any_text_is_escaped(text: str) -> None:
    frame = pd.DataFrame({text: [text]}, index=pd.Index([text], name=text))
    html = html_of(Card, Card(text, {text: text}, frame, text, text))
    bare = html_of(Card, Card("x", {"x": "x"}, pd.DataFrame({"x": ["x"]}, index=pd.Index(["x"], name="x")), "x", "x"))
    tags = ("<div", "<table", "<tr", "<td", "<th", "<p>", "<strong>", "<small>", "<script", "<img")
    assert {tag: html.count(tag) for tag in tags} == {tag: bare.count(tag) for tag in tags}


def test_first_rows_and_how_many_there_are() -> None:
    html = answer(20)._repr_html_()  # type: ignore[attr-defined]
    assert html.count("<tr>") == 7  # the head and six rows
    assert "6 of 20 rows" in html
    assert "2 rows" in answer(2)._repr_html_()  # type: ignore[attr-defined]
    wide = pd.DataFrame([range(12)], columns=[f"c{i}" for i in range(12)])
    assert "8 of 12 columns" in html_of(Card, Card("", {}, wide, "wide"))


def test_what_else_there_is_is_named_not_computed() -> None:
    html = answer()._repr_html_()  # type: ignore[attr-defined]
    for name in ("empty", "more", "ranked()"):
        assert f"<code>.{name}</code>" in html


def test_the_text_is_one_short_line() -> None:
    line = repr(answer())
    assert line.startswith("<Answer; name ")
    assert "value 12,346" in line
    assert "\n" not in line
    assert len(line) <= 202
    assert "hidden" not in line


def test_a_table_without_rows_is_a_table() -> None:
    card = card_of_fields(Answer("a", 1.0, pd.DataFrame({"x": []})))
    assert (card.about, len(card.table if card.table is not None else "?")) == ("frame", 0)
    assert "0 rows" in html_of(Card, card)
    assert line_of("Answer", Card("of nothing")) == "<Answer of nothing>"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (math.nan, ""), (math.inf, "∞"), (-math.inf, "-∞"), (0, "0"), (0.0, "0"), (2024, "2024"),
        (123456, "123,456"), (1234.4, "1,234"), (123.45, "123.5"), (12.345, "12.35"), (0.86431, "0.8643"),
        (-0.5, "-0.5"), (1e-9, "1.0e-09"), (True, "yes"), (("KZ", "RU"), "KZ, RU"),
        (tuple("abcdefg"), "a, b, c, d and 3 more"), ("x" * 99, "x" * 59 + "…"),
    ],
)  # fmt: skip
def test_values_are_told_short(value: object, text: str) -> None:
    assert told(value) == text
