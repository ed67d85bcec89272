"""Observed shares, and the most a country can still move."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from levier.analysis import observed_dependence, structural_dependence
from levier.analysis.structural import Structural, StructuralSolver
from levier.system import System
from levier.system.selectable import selectable
from tests.system import toys, worlds


def shares(system: System, country: str, family: str, direction: Any = "exports") -> pd.DataFrame:
    found = observed_dependence(system, country, family, direction)
    assert found is not None
    return found.table.set_index(["dimension", "key"])


SOLVERS: dict[int, tuple[System, StructuralSolver]] = {}


def closed(
    system: System, country: str, shut: list[str], direction: Any = "exports", family: str = "crude"
) -> Structural:
    """What is lost with some assets shut; a system is compiled once."""
    if id(system) not in SOLVERS:
        SOLVERS[id(system)] = system, StructuralSolver(system)
    solver = SOLVERS[id(system)][1]
    closures = {"x": pd.Index(shut)}
    (found,) = structural_dependence(system, country, family, direction, closures, solver=solver)
    return found


def territory(system: System, state: str) -> list[str]:
    table = selectable(system.package, system.topology)
    table = table[~table["kind"].isin(("demand", "market"))]
    return [str(name) for name in table.index[[state in t for t in table["territory"]]]]


def test_exports_by_partner_and_by_what_they_cross(oil: System) -> None:
    found = observed_dependence(oil, "AA", "crude", "exports")
    assert found is not None
    assert found.total == pytest.approx(36, rel=1e-3)
    assert found.unit == "Mt"
    table = found.table.set_index(["dimension", "key"])["share"]
    assert table["partner", "WW"] == pytest.approx(1)
    assert table["territory", "BB"] == pytest.approx(32 / 36, rel=1e-3)
    assert table["territory", "CC"] == pytest.approx(4 / 36, rel=1e-3)
    assert table["operator", "op_b"] == pytest.approx(32 / 36, rel=1e-3)
    assert table["group", "trunk_line"] == pytest.approx(32 / 36, rel=1e-3)
    assert ("territory", "AA") not in table.index
    assert found.effective == pytest.approx(1)


def test_imports_by_origin(gas: System) -> None:
    table = shares(gas, "BB", "gas", "imports")
    assert table.at[("partner", "AA"), "share"] == pytest.approx(1)
    assert table.at[("partner", "AA"), "volume"] == pytest.approx(9, rel=1e-3)
    assert observed_dependence(gas, "CC", "gas", "exports") is None
    assert observed_dependence(gas, "AA", "gas", "imports") is None


def test_partners_add_up_and_shares_are_shares(oil: System, gas: System) -> None:
    for system, country, family in ((oil, "AA", "crude"), (oil, "BB", "crude"), (gas, "AA", "gas")):
        table = shares(system, country, family)
        assert table.loc["partner", "share"].sum() == pytest.approx(1)
        assert table["share"].between(0, 1 + 1e-9).all()


def test_a_crossing_counts_once() -> None:
    tables = toys.tables(
        {"field": "AA", "mid": "BB", "sea": "BB"},
        supplies=[toys.supply("oil", "field", "oil_a", 10)],
        corridors=[
            toys.corridor("first", "oil_a", ("field", "mid"), 3, territory="AA;BB", operator="op_b"),
            toys.corridor("second", "oil_a", ("mid", "sea"), 3, territory="BB", operator="op_b"),
        ],
        markets=[toys.market("sales", "sea", "oil_a")],
        prices=[toys.price("sales_price", "oil_a", 500)],
        observations=[toys.report("oil", 10)],
    )
    table = shares(toys.system(tables), "AA", "crude")
    assert table.at[("territory", "BB"), "volume"] == pytest.approx(10, rel=1e-4)
    assert table.at[("operator", "op_b"), "share"] == pytest.approx(1, rel=1e-6)


def test_what_no_rerouting_saves(oil: System) -> None:
    # Without the trunk line 36 Mt have the railway (12) and its market (4 + 8).
    found = closed(oil, "AA", territory(oil, "BB"))
    assert found.base == pytest.approx(36, rel=1e-3)
    assert found.best == pytest.approx(12, rel=1e-3)
    assert found.lost_share == pytest.approx(24 / 36, rel=1e-3)


def test_nothing_closed_loses_nothing(oil: System) -> None:
    assert closed(oil, "AA", []).lost_share == pytest.approx(0, abs=1e-4)
    assert closed(oil, "BB", ["rail_c"]).lost_share == pytest.approx(0, abs=1e-4)


def test_room_in_the_market_counts(oil: System) -> None:
    # The trunk line has 8 left and its market 5: the railway's 4 find both.
    assert closed(oil, "AA", ["rail_c"]).lost_share == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize(("capacity", "left"), [(44, 2), (50, 4), (60, 4)])
def test_others_are_not_displaced(capacity: float, left: float) -> None:
    tables = worlds.oil()
    tables["slots"][0] |= {"capacity": capacity, "capacity_paper": capacity}
    found = closed(toys.system(tables), "AA", ["rail_c"])
    assert found.base - found.best == pytest.approx(4 - left, abs=0.02)


def test_paper_capacity_may_leave_more_room() -> None:
    tables = worlds.oil()
    tables["slots"][0] |= {"capacity": 44, "capacity_paper": 60}
    system = toys.system(tables)
    effective, paper = closed(system, "AA", ["rail_c"]), closed(system.with_capacity("paper"), "AA", ["rail_c"])
    assert (effective.capacity, paper.capacity) == ("effective", "paper")
    assert effective.lost_share == pytest.approx(2 / 36, abs=1e-3)
    assert paper.lost_share == pytest.approx(0, abs=1e-3)


def test_imports_have_no_way_round(gas: System) -> None:
    found = closed(gas, "BB", ["gas_line"], "imports", "gas")
    assert found.base == pytest.approx(9, rel=1e-3)
    assert found.lost_share == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("state", ["AA", "BB", "CC"])
@pytest.mark.parametrize("country", ["AA", "BB"])
def test_shares_lost_are_shares(oil: System, country: str, state: str) -> None:
    for direction in ("exports", "imports"):
        assert -1e-9 <= closed(oil, country, territory(oil, state), direction).lost_share <= 1 + 1e-9
