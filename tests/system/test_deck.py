"""Stated prices: decks, years, tiers, tariffs by price row."""

from __future__ import annotations

import numpy as np
import pytest

from levier.errors import DatasetError, UsageError
from levier.system import Calendar, System, build_topology
from levier.system.deck import Tier, parse_tiers, price_rows, stated_prices
from tests.system import toys, worlds


def test_tiers_stand_least_valuable_first() -> None:
    assert parse_tiers("0.6:2000; 0.1:150;0.3:400") == (Tier(0.1, 150), Tier(0.3, 400), Tier(0.6, 2000))


def test_markets_pay_and_flows_cost(oil: System) -> None:
    names = list(oil.assets.index)
    true = stated_prices(oil.package, oil.topology)
    assert true.shape == (13, len(names))
    expected = {"north_oil": 20, "rail_c": 50, "trunk_a": 10, "port_a": -500, "gate_a": -520, "refinery": 0}
    assert {name: true[0, names.index(name)] for name in expected} == expected


@pytest.mark.parametrize(("deck", "factor"), [("low", 0.9), ("base", 1.0), ("high", 1.1)])
def test_decks(oil: System, deck: str, factor: float) -> None:
    true = stated_prices(oil.package, oil.topology, deck)
    assert true[0, list(oil.assets.index).index("port_a")] == pytest.approx(-500 * factor)


def test_an_unknown_deck_and_a_missing_price_are_named(oil: System) -> None:
    with pytest.raises(UsageError, match="'middle' is not one of low, base, high"):
        stated_prices(oil.package, oil.topology, "middle")
    tables = worlds.oil()
    tables["prices"] = tables["prices"][1:]
    package = toys.package(tables)
    with pytest.raises(DatasetError, match=r"port_a.*port_a_price"):
        stated_prices(package, build_topology(package, Calendar.months(2023)))


def test_a_price_speaks_of_its_year_or_the_nearest() -> None:
    rows = [
        toys.price("p", "oil_a", value, period=str(year)) for value, year in ((400, 2020), (500, 2022), (600, 2025))
    ]
    package = toys.package(toys.tables({}, prices=rows))
    for year, value in ((2020, 400), (2021, 400), (2023, 500), (2024, 600), (2030, 600)):
        assert price_rows(package, year).at["p", "base"] == value, year


def test_a_tariff_can_be_a_price_row() -> None:
    tables = worlds.transit()
    tables["corridors"][0] |= {"tariff": "", "tariff_price": "toll"}
    tables["prices"].append(toys.price("toll", "oil_a", 13, kind="tariff"))
    system = toys.system(tables)
    assert np.allclose(system.calibration.true[:, list(system.assets.index).index("line")], 13)
