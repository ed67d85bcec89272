"""Sizes of economies: the year asked, else the nearest told one; what is not told is not made up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.dataset import Package, read
from levier.errors import DatasetError, UsageError
from levier.system.economy import REACH, Size, size_of, sizes
from tests.system import toys


def told(value: float, period: str = "2023", subject: str = "AA", measure: str = "gdp", **cells: Any) -> toys.Row:
    base = {"id": f"{subject}-{measure}-{period}-{value}", "unit": "USD bn", "kind": "rounded", "sources": "s"}
    return toys.report(subject, value, period, measure=measure) | base | cells


def toy(*rows: toys.Row) -> Package:
    return toys.package(toys.tables({}, observations=list(rows)))


@pytest.fixture(scope="module")
def eurasia() -> Package:
    return read("eurasia")


def test_the_year_asked_comes_first_and_each_figure_has_its_own_period() -> None:
    package = toy(told(1), told(2, "2024"), told(0.25, "2022", measure="goods_exports", sources="s;t"))
    size = size_of(package, "AA", 2024)
    assert size == Size("AA", 2024, 2000.0, 250.0, "2024", "2022", ("s", "t"))


def test_of_two_years_as_near_the_later_is_taken() -> None:
    assert size_of(toy(told(1, "2022"), told(3, "2024")), "AA", 2023).period_gdp == "2024"


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(2000, 2012), max_size=4), st.integers(2000, 2012))
def test_no_told_year_is_nearer_than_the_one_taken(years: set[int], asked: int) -> None:
    size = size_of(toy(*(told(year, str(year)) for year in years)), "AA", asked)
    near = [abs(year - asked) for year in years if abs(year - asked) <= REACH]
    assert (size.period_gdp is None) == (not near)
    if size.period_gdp is not None:
        assert abs(int(size.period_gdp) - asked) == min(near)
        assert size.gdp == 1e3 * int(size.period_gdp)


def test_what_is_not_told_is_none() -> None:
    package = toy(told(1, "2018"), told(5, "2024", subject="BB"))
    assert size_of(package, "AA", 2024) == Size("AA", 2024)
    assert size_of(package, "CC", 2024) == Size("CC", 2024)
    assert size_of(package, "BB", 2024).share_of_exports(1.0) is None
    assert size_of(package, "AA", 2024).share_of_gdp(1.0) is None


def test_rows_not_in_use_and_parts_of_a_year_are_not_taken() -> None:
    package = toy(
        told(9, use="false", reason="other reading kept"),
        told(4, "2023-01/2023-09"),
        told(30, "2023-01/2024-12"),
        told(2, "2023-01/2023-12"),
    )
    assert size_of(package, "AA", 2023).gdp == 2000.0


def test_millions_and_billions_are_one_scale() -> None:
    package = toy(told(1.5), told(1500, subject="BB", unit="USD mn"))
    assert size_of(package, "AA", 2023).gdp == size_of(package, "BB", 2023).gdp


def test_two_rows_in_use_about_one_year_are_named() -> None:
    with pytest.raises(DatasetError, match=r"AA-gdp-2023-1 and AA-gdp-2023-2 both tell gdp of AA in 2023"):
        size_of(toy(told(1), told(2)), "AA", 2023)


def test_a_unit_that_is_no_money_is_named() -> None:
    with pytest.raises(DatasetError, match=r"field unit: 'Mt'.*allowed: USD bn, USD mn"):
        size_of(toy(told(1, unit="Mt")), "AA", 2023)


def test_an_unknown_country_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no country 'aa' in toy; nearest: AA"):
        size_of(toy(told(1)), "aa", 2023)


def test_shares_are_of_the_figures() -> None:
    size = Size("AA", 2024, gdp=2000.0, goods_exports=500.0)
    assert size.share_of_gdp(50.0) == pytest.approx(0.025)
    assert size.share_of_exports(50.0) == pytest.approx(0.1)


def test_the_frame_has_every_country_and_agrees_with_single_sizes() -> None:
    package = toy(told(1), told(0.5, "2022", subject="BB", measure="goods_exports"))
    table = sizes(package, 2023).set_index("country")
    assert list(table.index) == list(package.table("countries")["id"])
    assert table.loc["AA", "gdp"] == size_of(package, "AA", 2023).gdp
    assert table.loc["BB", ["goods_exports", "period_exports", "sources"]].tolist() == [500.0, "2022", "s"]
    assert table.loc["CC", ["gdp", "goods_exports"]].isna().all()
    assert table.loc["CC", ["period_gdp", "period_exports", "sources"]].tolist() == ["", "", ""]


@pytest.mark.parametrize(
    ("country", "year", "gdp", "goods_exports"),
    [("KZ", 2024, 291_480, 82_471), ("RU", 2023, 2_071_506, 424_749), ("TJ", 2022, 10_714, 2_142)],
)
def test_eurasia_says_what_the_world_bank_says(
    eurasia: Package, country: str, year: int, gdp: float, goods_exports: float
) -> None:
    size = size_of(eurasia, country, year)
    assert (size.gdp, size.goods_exports) == (pytest.approx(gdp), pytest.approx(goods_exports))
    assert (size.period_gdp, size.period_exports) == (str(year), str(year))
    assert size.sources == ("eco-wdi-gdp", "eco-wdi-exports")


def test_eurasia_tells_both_figures_of_every_modelled_country(eurasia: Package) -> None:
    countries = eurasia.table("countries")
    modelled = countries.loc[countries["modelled"], "id"]
    for year in (2022, 2023, 2024, 2025):
        table = sizes(eurasia, year).set_index("country").loc[list(modelled)]
        assert table[["gdp", "goods_exports"]].notna().all(axis=None)
        assert (table["goods_exports"] < table["gdp"]).all()


def test_an_older_year_is_said_to_be_older(eurasia: Package) -> None:
    size = size_of(eurasia, "KZ", 2025)
    assert (size.period_gdp, size.period_exports) == ("2025", "2024")
