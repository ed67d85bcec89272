"""Shapes keep their means and their bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.system.hourly.shapes import daily_load, hours_of, monthly, sunshine, wind, with_means

YEAR = hours_of(2023)


@given(load_factor=st.floats(0.6, 1.0))
def test_a_day_of_load_has_its_mean_and_its_peak(load_factor: float) -> None:
    days = daily_load(YEAR[:48], load_factor).reshape(2, 24)
    assert days.mean(axis=1) == pytest.approx([1.0, 1.0], abs=1e-12)
    assert days.max() == pytest.approx(1.0 / load_factor)
    assert (days[0] == days[1]).all()


def test_load_peaks_in_the_evening_and_less_in_the_morning_and_is_least_at_night() -> None:
    day = daily_load(YEAR[:24], 0.9)
    assert 18 <= day.argmax() <= 21
    morning = day[6:12]
    assert 1.0 < morning.max() < day.max()
    assert morning.argmax() not in {0, 5}
    assert day.argmin() < 5


@given(latitude=st.floats(40.0, 55.0))
def test_the_sun_shines_by_day_longer_in_summer_and_is_highest_at_one_o_clock(latitude: float) -> None:
    height = sunshine(YEAR, latitude)
    assert height.min() == 0.0
    assert height.max() <= 1.0
    june, december = height[171 * 24 : 172 * 24], height[354 * 24 : 355 * 24]
    assert (june > 0).sum() > (december > 0).sum()
    assert june.argmax() in {12, 13}
    assert june.max() == pytest.approx(np.cos(np.radians(latitude - 23.44)), abs=0.01)
    assert december.max() == pytest.approx(np.cos(np.radians(latitude + 23.44)), abs=0.01)


def test_wind_is_the_same_for_a_seed_and_remembers_about_a_day() -> None:
    series, other = wind(YEAR, 0.35, seed=7), wind(YEAR, 0.35, seed=8)
    assert (series == wind(YEAR, 0.35, seed=7)).all()
    assert abs(np.corrcoef(series, other)[0, 1]) < 0.15
    lag = [np.corrcoef(series[:-hours], series[hours:])[0, 1] for hours in (1, 24, 240)]
    assert lag[0] > 0.9
    assert 0.15 < lag[1] < 0.6
    assert abs(lag[2]) < 0.2
    assert series.std() == pytest.approx(np.sqrt(0.35 * 0.65 / 4), rel=0.15)


def test_means_of_months_are_met() -> None:
    means = np.linspace(0.1, 0.3, 12)
    series = with_means(np.linspace(1.0, 2.0, len(YEAR)), means, YEAR)
    found = [series[YEAR.month == month].mean() for month in range(1, 13)]
    assert found == pytest.approx(means.tolist(), rel=1e-12)


def test_nothing_rises_above_the_capacity() -> None:
    series = with_means(sunshine(YEAR, 45.0), np.full(12, 0.5), YEAR)
    assert series.max() == 1.0


def test_an_hour_takes_the_value_of_its_month() -> None:
    values = monthly(np.arange(12.0), YEAR)
    assert values[0] == 0.0
    assert values[31 * 24 - 1] == 0.0
    assert values[31 * 24] == 1.0
    assert values[-1] == 11.0
