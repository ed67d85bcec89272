"""Shareholders behind a holding, and what selectors can ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from levier.dataset import Package
from levier.system import System
from levier.system.owners import country_of, shareholders
from levier.system.selectable import driver_levels, selectable
from tests.system import toys, worlds

DAY = date(2023, 7, 1)


def stakes(*rows: tuple[str, str, float], **cells: Any) -> Package:
    listed = [
        {"id": f"t{k}", "owner": owner, "holding": held, "share": share, "kind": "equity", **cells}
        for k, (owner, held, share) in enumerate(rows)
    ]
    return toys.package(toys.tables({}, stakes=listed))


def test_chains_are_multiplied_out_and_the_rest_stays() -> None:
    found = shareholders(stakes(("fund", "op_a", 50), ("op_a", "field", 60), ("op_c", "field", 30)), "field", DAY)
    assert found == {"fund": pytest.approx(0.3), "op_a": pytest.approx(0.3), "op_c": 0.3, "field": pytest.approx(0.1)}


def test_shares_add_up_also_in_loops_and_above_all() -> None:
    loop = stakes(("x", "y", 50), ("y", "x", 50), ("z", "x", 50))
    assert sum(shareholders(loop, "y", DAY).values()) == pytest.approx(1, abs=1e-3)
    assert shareholders(stakes(("a", "f", 80), ("b", "f", 80)), "f", DAY) == {"b": 0.5, "a": 0.5}


def test_dates_and_kinds_count() -> None:
    assert shareholders(stakes(("old", "f", 100), to="2022"), "f", DAY) == {"f": 1.0}
    assert shareholders(stakes(("new", "f", 100), **{"from": "2023-07"}), "f", DAY) == {"new": 1.0}


def test_without_equity_a_holding_is_its_own() -> None:
    assert shareholders(stakes(("voter", "f", 100), kind="voting"), "f", DAY) == {"f": 1.0}


def test_countries_of_actors(oil: System) -> None:
    countries = {name: name for name in ("AA", "BB", "CC", "WW")}
    assert country_of(oil.package) == {**countries, "op_a": "AA", "op_b": "BB", "op_c": "CC"}


def test_what_selectors_can_ask_for(oil: System) -> None:
    table = selectable(oil.package, oil.topology)
    assert table.index.is_unique
    assert table.at["north_oil", "owners"] == ("AA", "op_a", "op_c")
    assert table.at["trunk", "kind"] == "slot"
    assert table.at["trunk", "territory"] == ("BB",)
    assert table.at["trunk_a", "group"] == "trunk_line"


def test_the_level_of_a_driver_is_the_nearest_years() -> None:
    tables = worlds.transit()
    tables["topics"] = [{"id": "sea_level", "domain": "water"}]
    tables["responses"] = [{"id": "r", "driver": "sea_level", "asset": "line", "level": -29, "unit": "m", "share": 1}]
    tables["observations"] += [
        toys.report("sea_level", value, str(year), measure="level", unit="m")
        for value, year in ((-28.0, 2020), (-29.2, 2024))
    ]
    assert driver_levels(toys.package(tables), 2023)["now"].tolist() == [-29.2]
