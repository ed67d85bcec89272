"""Shares of a year, whatever the snapshots are."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.dataset import parse_period
from levier.errors import UsageError
from levier.system import Calendar


@pytest.mark.parametrize(("year", "days"), [(2023, 365), (2024, 366), (1900, 365), (2000, 366)])
def test_months_are_weighted_by_their_days(year: int, days: int) -> None:
    calendar = Calendar.months(year)
    assert calendar.days_in_year == days
    assert calendar.weights.sum() == pytest.approx(1.0, abs=1e-14)
    assert calendar.weights[1] == pytest.approx((28 + days - 365) / days)
    assert calendar.labels[1] == f"{year}-02"


def test_a_peak_hour_weighs_nothing_and_stands_last() -> None:
    calendar = Calendar.months(2024, peak=True)
    assert len(calendar) == 13
    assert calendar.labels[-1] == "peak"
    assert calendar.weights[-1] == 0
    assert not calendar.energy[-1]
    assert calendar.shares(parse_period("2024"))[-1] == 0
    assert calendar.shares(parse_period("2024-01-15"))[-1] == 0


def test_shares_of_a_period_are_its_days() -> None:
    calendar = Calendar.months(2024)
    shares = calendar.shares(parse_period("2024-01-30/2024-03-02")) * 366
    assert shares[:4] == pytest.approx([2, 29, 2, 0])
    assert calendar.shares(parse_period("2023")).sum() == 0
    assert calendar.shares(parse_period("2023-12/2024-01")).sum() == pytest.approx(31 / 366)


def test_weeks_and_ten_day_steps_cover_the_year() -> None:
    for step in (7, 10, 73, 365):
        starts = [date(2023, 1, 1) + timedelta(days=k) for k in range(0, 365, step)] + [date(2024, 1, 1)]
        calendar = Calendar.from_starts(2023, starts)
        assert calendar.weights.sum() == pytest.approx(1.0, abs=1e-14)
        assert len(set(calendar.labels)) == len(calendar)
        assert calendar.shares(parse_period("2023-02")).sum() == pytest.approx(28 / 365)


def test_month_keys_name_the_profile_of_each_snapshot() -> None:
    assert Calendar.months(2024, peak=True).month_keys() == [*map(str, range(1, 13)), "peak"]
    tens = Calendar.from_starts(2024, [date(2024, 1, 21), date(2024, 1, 31), date(2024, 2, 10)])
    assert tens.month_keys() == ["1", "1"]


@given(st.sets(st.integers(1, 364), max_size=30), st.integers(0, 364), st.integers(1, 200))
def test_shares_add_up_for_any_cuts(cuts: set[int], first: int, length: int) -> None:
    january = date(2023, 1, 1)
    starts = [january + timedelta(days=k) for k in sorted(cuts | {0, 365})]
    calendar = Calendar.from_starts(2023, starts, peak=True)
    last = min(first + length, 365) - 1
    period = parse_period(f"{january + timedelta(days=first)}/{january + timedelta(days=last)}")
    shares = calendar.shares(period)
    assert shares.sum() == pytest.approx(period.days / 365)
    assert np.all(shares <= calendar.weights + 1e-15)


@pytest.mark.parametrize("year", [-1, 0, 1899, 2201, 9999])
def test_a_year_of_no_calendar_is_refused(year: int) -> None:
    with pytest.raises(UsageError, match=f"year {year} is out of range; 1900 to 2200 are possible"):
        Calendar.months(year)
