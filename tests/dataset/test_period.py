"""Periods: what the tables may write, and the laws of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.dataset import ALWAYS, Period, parse_period, parse_validity
from levier.errors import DatasetError

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
LENGTHS = st.integers(1, 2000)


@pytest.mark.parametrize(
    ("text", "start", "stop"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-03", date(2024, 3, 1), date(2024, 4, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("2024-01/2024-10", date(2024, 1, 1), date(2024, 11, 1)),
        ("2024-01-01/2024-06-13", date(2024, 1, 1), date(2024, 6, 14)),
        ("2023/2024-06", date(2023, 1, 1), date(2024, 7, 1)),
        (" 2024 ", date(2024, 1, 1), date(2025, 1, 1)),
    ],
)
def test_forms(text: str, start: date, stop: date) -> None:
    """Every form of the schema is read, both ends included."""
    assert parse_period(text) == Period(start, stop)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-02-30", "2024-1", "Q1 2024", "2024/", "2024/2024/2024", "9999", "0000"]
)
def test_bad_forms_are_told(text: str) -> None:
    """What is not a period is named, and what is allowed is said."""
    with pytest.raises(DatasetError, match="allowed: 2024, 2024-03"):
        parse_period(text)


@pytest.mark.parametrize("text", ["2024-10/2024-01", "2025/2024", "2024-06-13/2024-06-12"])
def test_reversed_periods_are_told(text: str) -> None:
    """An end before the start is named."""
    with pytest.raises(DatasetError, match=f"{text}' ends before it starts"):
        parse_period(text)


def test_validity_is_open_where_blank() -> None:
    """A blank side has no end."""
    assert parse_validity("", "") == ALWAYS
    assert parse_validity("2024", "").covers(parse_period("2024-01/2200"))
    assert parse_validity("", "2024").stop == date(2025, 1, 1)
    with pytest.raises(DatasetError, match="before it starts"):
        parse_validity("2024", "2023")


@settings(deadline=None)
@given(DAYS, LENGTHS)
def test_text_reads_back(start: date, days: int) -> None:
    """A period written is the period read."""
    period = Period(start, start + timedelta(days=days))
    assert parse_period(str(period)) == period
    assert period.days == days


@settings(deadline=None)
@given(DAYS, LENGTHS, DAYS, LENGTHS)
def test_overlap(first: date, long: int, second: date, wide: int) -> None:
    """Overlap is symmetric, at most the shorter period, and whole where one covers the other."""
    one, two = Period(first, first + timedelta(days=long)), Period(second, second + timedelta(days=wide))
    assert one.overlap(two) == two.overlap(one) <= min(one.days, two.days)
    assert one.overlap(one) == one.days
    assert one.covers(two) == (one.overlap(two) == two.days)


@settings(deadline=None)
@given(DAYS, st.integers(0, 2000))
def test_empty_periods_do_not_exist(start: date, days: int) -> None:
    """A period has at least one day."""
    with pytest.raises(DatasetError, match="must end after it starts"):
        Period(start, start - timedelta(days=days))
