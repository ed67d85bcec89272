"""Base prices of buses: stated ones held, the others netted back along flows."""

from __future__ import annotations

import pytest

from levier.system import System
from levier.system.bus_prices import BusPrices, bus_prices
from tests.system import toys, worlds


def prices(system: System, deck: str = "base") -> BusPrices:
    return bus_prices(system.package, system.topology, system.base_year.flows, system.calibration.true, deck)


def test_netback_is_the_market_price_less_the_way(transit: System) -> None:
    table = prices(transit).table.set_index("bus")
    assert table.at["sea oil_a", "price"] == pytest.approx(500)
    assert table.at["field oil_a", "price"] == pytest.approx(490, rel=1e-6)
    assert list(table["kind"]) == ["netback", "stated"]
    assert table.at["sea oil_a", "row"] == "sales_price"


def test_two_ways_are_weighted_by_what_they_carry(oil: System) -> None:
    table = prices(oil).table.set_index("bus")["price"]
    hub = (32 * (500 - 10) + 4 * (520 - 50)) / 36
    assert table["hub oil_a"] == pytest.approx(hub, rel=1e-3)
    assert table["north oil_a"] == pytest.approx(hub - 2, rel=1e-3)
    assert table["hub crude"] == pytest.approx(hub, rel=1e-3)


def test_a_stated_price_at_a_place_is_held() -> None:
    tables = worlds.transit()
    tables["prices"].append(toys.price("border", "oil_a", 300, place="field"))
    assert prices(toys.system(tables)).table.set_index("bus").at["field oil_a", "price"] == 300


def test_decks_move_every_price(transit: System) -> None:
    low, high = prices(transit, "low"), prices(transit, "high")
    assert (low.value < high.value).all()


def test_a_lossy_way_costs_what_it_loses() -> None:
    tables = worlds.transit()
    tables["corridors"][0] |= {"loss": 0.1}
    tables["observations"] = [toys.report("oil", 12)]
    table = prices(toys.system(tables)).table.set_index("bus")["price"]
    assert table["field oil_a"] == pytest.approx(0.9 * 500 - 10, rel=1e-6)
