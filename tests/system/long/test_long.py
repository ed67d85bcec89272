"""The long horizon: annual quantities of the horizon year, physical costs, what contracts and options add."""

from __future__ import annotations

import pytest

from levier.lp import solve
from levier.system import System
from levier.system.long import (
    Capital,
    Flow,
    find_projects,
    long_flows,
    long_program,
    project_flows,
    projects_of,
)
from tests.system import toys, worlds


def by_name(system: System, horizon: int, family: str) -> dict[str, Flow]:
    flows, _ = long_flows(system, horizon, family)
    return {flow.name: flow for flow in flows}


def test_every_quantity_of_the_oil_toy(oil: System) -> None:
    flows = by_name(oil, 2030, "crude")
    assert flows["north_oil"].upper == pytest.approx(32)
    assert flows["rail_c"].cost == pytest.approx(50)
    assert flows["port_a"].cost == pytest.approx(-500)
    # A market takes its base volume and its stated room.
    volume = dict(zip(oil.assets.index, oil.volume, strict=True))
    assert flows["port_a"].upper == pytest.approx(volume["port_a"] + 5)
    assert flows["refinery tier 1"].upper == pytest.approx(3, rel=1e-3)
    assert flows["refinery tier 2"].top
    assert not flows["refinery tier 1"].top
    assert not {name for name in flows if "tanks" in name}


def test_the_optimum_uses_physical_costs_alone(oil: System) -> None:
    flows, joint = long_flows(oil, 2030, "crude")
    program = long_program(flows, joint)
    answer = solve(program.lp)
    rate = dict(zip((flow.name for flow in flows), answer.x, strict=True))
    # Nothing holds flows at the base year: both fields run full (46), the refinery takes 6, the port's market 32 + 5,
    # the railway, dearer by 40 for a price higher by 20, the rest.
    assert rate["north_oil"] + rate["south_oil"] == pytest.approx(46)
    assert rate["trunk_a"] == pytest.approx(37, rel=1e-3)
    assert rate["rail_c"] == pytest.approx(3, rel=1e-2)
    assert [row for row in program.rows if row.startswith("joint")] == ["joint trunk"]
    doubled = program.with_top(2.0).table
    assert doubled.at["refinery tier 2", "cost"] == pytest.approx(-4000)
    assert doubled.at["refinery tier 1", "cost"] == pytest.approx(-900)


def test_rows_of_the_horizon_year_hold_not_those_of_the_base_year() -> None:
    tables = worlds.oil()
    tables["corridors"][4] |= {"valid_to": "2026"}
    wells = dict(tables["supplies"][0])
    tables["supplies"] += [wells | {"capacity": 64, "valid_from": "2028-07-01"}]
    tables["supplies"][0] |= {"valid_to": "2028-06-30"}
    system = toys.system(tables)
    assert "rail_c" in by_name(system, 2024, "crude")
    later = by_name(system, 2028, "crude")
    assert "rail_c" not in later
    assert later["north_oil"].upper == pytest.approx((182 * 32 + 184 * 64) / 366)


def test_demand_told_for_the_horizon_year_replaces_the_base_year() -> None:
    tables = worlds.oil()
    tables["observations"] += [toys.report("refinery", 9, period="2030")]
    flows = by_name(toys.system(tables), 2030, "crude")
    assert flows["refinery tier 1"].upper == pytest.approx(4.5)
    assert flows["refinery tier 1"].basis == "reported for 2030"
    assert by_name(toys.system(tables), 2029, "crude")["refinery tier 1"].basis == "base year 2023"


def test_contracts_give_depth_to_a_market_and_a_least_flow() -> None:
    tables = worlds.oil()
    tables["contracts"] = [
        {"id": "c", "kind": "sale", "seller": "AA", "buyer": "CC", "asset": "rail_c", "carrier": "oil_a",
         "volume": 40, "unit": "Mt/a", "take_or_pay": 0.2, "price": "gate_a_price", "start": "2029", "end": "2031"},
    ]  # fmt: skip
    system = toys.system(tables)
    flows = by_name(system, 2030, "crude")
    assert flows["gate_a"].upper == pytest.approx(40)
    assert flows["gate_a"].basis == "contracted for 2030"
    assert flows["rail_c"].lower == pytest.approx(8)
    assert by_name(system, 2028, "crude")["gate_a"].upper == pytest.approx(12, abs=0.1)


def test_another_family_is_cut_off() -> None:
    tables = toys.tables(
        {"wells": "AA", "plant": "AA"},
        supplies=[toys.supply("stream", "wells", "oil_a", 7, cost=3)],
        converters=[
            toys.converter("lift", ("wells", "wells"), ("oil_a", "crude"), to2_place="wells", to2_carrier="gas",
                           efficiency2=0.5),
        ],
        corridors=[toys.corridor("pipe", "gas", ("wells", "plant"), 1)],
        demands=[toys.demand("heat", "plant", "gas"), toys.demand("run", "wells", "crude")],
        observations=[toys.report("heat", 3, unit="bcm"), toys.report("run", 6)],
        stakes=[worlds.EQUITY],
    )  # fmt: skip
    flows = by_name(toys.system(tables), 2030, "gas")
    assert "stream" not in flows
    assert flows["lift"].ports == (("wells gas", 0.5),)
    assert flows["lift"].upper == pytest.approx(7)


def test_projects_by_name_with_rows_costs_and_notes() -> None:
    tables = worlds.oil()
    row = {"kind": "corridor", "place": "hub", "to": "gate", "carrier": "oil_a", "unit": "Mt/a"}
    tables["options"] = [
        row | {"id": "opt_one", "capacity": 4, "cost_low": 100, "cost_high": 300, "project": "east"},
        row | {"id": "opt_two", "capacity": 2, "cost_low": 50, "lead_years": 0, "project": "east;twice"},
        row | {"id": "opt_three", "project": "unknown_size"},
    ]
    system = toys.system(tables)
    known = projects_of(system.package, "crude", 2030)
    assert sorted(known) == ["east", "twice"]
    (east,) = find_projects(known, ["East"])
    # What stands already (no lead time) has cost its money.
    assert (east.low, east.high, east.notes) == (100, 300, ())
    flows, _ = long_flows(system, 2030, "crude")
    added = project_flows(system.package, east, flows, "base", Capital(rate=0.0, life=10.0), 2030)
    assert [(flow.name, flow.cost, flow.upper) for flow in added] == [("opt_one", 5.0, 4.0), ("opt_two", 0.0, 2.0)]
    assert added[0].territory == ("AA", "CC")
