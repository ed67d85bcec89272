"""What the inputs rest on: sourced demand and earlier years, never the year's generation."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType

import pandas as pd
import pytest

from levier.dataset import Package, parse_period, read
from levier.errors import DatasetError, UsageError
from levier.system.hourly import HourlyInputs, hourly_inputs
from levier.system.hourly.known import Known

YEAR = 2024


@cache
def inputs() -> HourlyInputs:
    """Gather the inputs of 2024."""
    return hourly_inputs(read("eurasia"), YEAR)


def without(package: Package, drop: pd.Series) -> Package:
    table = package.table("observations")[~drop].reset_index(drop=True)
    return replace(package, tables=MappingProxyType({**package.tables, "observations": table}))


def same(one: HourlyInputs, two: HourlyInputs) -> bool:
    frames = ("demand", "demand_shape", "plants", "available", "yearly", "lines", "exchanges", "limits")
    return all(getattr(one, name).equals(getattr(two, name)) for name in frames) and one.load_factor == two.load_factor


def test_no_report_of_the_year_is_read_but_its_consumption() -> None:
    package = read("eurasia")
    table = package.table("observations")
    ends = pd.Series([parse_period(period).last.year >= YEAR for period in table["period"]])
    drop = ends & (table["subject"] != "kz_consumption")
    assert (drop & table["subject"].str.startswith("kz_")).sum() > 20
    assert same(inputs(), hourly_inputs(without(package, drop), YEAR))


def test_hydro_is_the_mean_of_ten_years_before() -> None:
    reported = (8.26, 9.27, 11.62, 11.21, 10.38, 9.99, 9.66, 9.21, 9.2, 8.8)
    assert inputs().yearly["hydro"] == pytest.approx(sum(reported) / 10)


def test_wind_is_the_share_of_capacity_of_the_year_before() -> None:
    middle = (958 + 1409.55) / 2
    assert inputs().yearly["wind"] == pytest.approx(3.78e6 / (middle * 8760))


def test_zones_share_the_stated_consumption_by_their_regions() -> None:
    demand = inputs().demand
    assert demand.sum() == pytest.approx(119.0)
    assert demand["kz_south"] / demand.sum() == pytest.approx(25.26 / (71.54 + 25.26 + 14.35))


def test_kyrgyz_power_comes_in_summer_up_to_the_largest_month_reported() -> None:
    limits = inputs().limits["kg_kz_south_line"]
    assert limits[6] == pytest.approx(124.4e3 / (31 * 24) * 8.76e-3)
    assert limits[0] < 0.01


def test_combined_heat_and_power_is_a_share_of_the_plant() -> None:
    heat = inputs().plants["heat"]
    assert heat["almaty_chps"] == 1.0
    assert heat["gres1"] == 0.0
    assert heat["kz_north_coal"] == pytest.approx(3462 / 4125)
    assert heat.between(0, 1).all()


def test_a_year_without_stated_consumption_is_refused_with_those_that_have_it() -> None:
    with pytest.raises(UsageError, match=r"2025; there is one for 2022, 2023, 2024"):
        hourly_inputs(read("eurasia"), 2025)


def test_a_missing_report_is_named() -> None:
    package = read("eurasia")
    observations = package.table("observations")
    with pytest.raises(DatasetError, match="daily_load_factor of kz_consumption before 2024"):
        hourly_inputs(without(package, observations["measure"] == "daily_load_factor"), YEAR)
    with pytest.raises(DatasetError, match="kz_hydro_generation in TWh for 2012, 2013"):
        Known(package, 2022).years("kz_hydro_generation", 10)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"country: KZ", "hourly.yaml"),
        (b"[1]", "allowed: country"),
        (b"a: [", "hourly.yaml"),
        (None, "has no hourly.yaml"),
    ],
)
def test_a_package_says_whose_power_it_describes(content: bytes | None, said: str) -> None:
    package = read("eurasia")
    extras = {name: data for name, data in package.extras.items() if name != "hourly.yaml"}
    if content is not None:
        extras["hourly.yaml"] = content
    with pytest.raises((DatasetError, UsageError), match=said):
        hourly_inputs(replace(package, extras=MappingProxyType(extras)), YEAR)


def test_a_tie_that_is_no_corridor_is_named() -> None:
    package = read("eurasia")
    wrong = package.extras["hourly.yaml"].replace(b"ru_kz_west_in", b"ru_kz_wst_in")
    with pytest.raises(DatasetError, match="ru_kz_wst_in"):
        hourly_inputs(replace(package, extras=MappingProxyType({**package.extras, "hourly.yaml": wrong})), YEAR)
