"""Plants on their fuel: closing gas costs gas and the power made of it, and nothing is counted twice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.analysis.autonomy import Question, board_of
from levier.analysis.autonomy.frontier import frontier_of
from levier.analysis.autonomy.sets import parts_of
from levier.analysis.autonomy.verify import least_cost_losses
from levier.dataset import read
from levier.errors import DatasetError
from levier.system import System
from levier.system.long import Burn, Capital, Flow, Fuels, fuels_of
from tests.analysis.autonomy import toys
from tests.analysis.autonomy.plain_pypsa import PlainPypsa
from tests.system import toys as tables

BURN = {"id": "plant-use", "asset": "plant", "demand": "use", "share": 1, "rate": 0.25, "unit": "bcm/TWh", "cost": 5}
COAL = {"id": "opt_coal", "kind": "coal", "place": "town", "carrier": "power", "capacity": 3, "unit": "TWh/a",
        "cost_low": 60, "lead_years": 1}  # fmt: skip
BOTH = Question("CC", ("gas", "power"), 2030, steps=1, decks=("base",), capital=Capital(rate=0.0, life=1.0))


def world(*burns: tables.Row) -> System:
    """Gas of AA to CC, which uses 5: a plant makes 4 TWh of 1 of it; 8 TWh of power are used, 4 of them by coal."""
    rows = tables.tables(
        {"field": "AA", "city": "CC", "town": "CC"},
        supplies=[
            tables.supply("wells", "field", "gas", 20, cost=10),
            tables.supply("plant", "town", "power", 6, cost=30, fuel="gas"),
            tables.supply("old", "town", "power", 4, cost=20, fuel="coal"),
        ],
        corridors=[tables.corridor("line", "gas", ("field", "city"), 5, capacity=12, territory="AA;CC")],
        demands=[
            tables.demand("use", "city", "gas", "0.6:100;0.4:300"),
            tables.demand("light", "town", "power", "0.5:200;0.5:1000"),
        ],
        options=[COAL],
        fuels=burns,
        stakes=[{"id": "none", "owner": "op_c", "holding": "nothing", "share": 1, "kind": "equity"}],
        observations=[
            tables.report("use", 5, unit="bcm"),
            tables.report("light", 8, unit="TWh"),
            tables.report("plant", 4, unit="TWh"),
            tables.report("old", 4, unit="TWh"),
        ],
    )
    return tables.system(rows)


def near(value: float) -> Any:
    """Compare as closely as the base year is estimated."""
    return pytest.approx(value, abs=1e-4 * (1.0 + abs(value)))


def linked_toy() -> tuple[toys.Network, list[toys.Closure]]:
    """Gas through P alone: 4 used at 100, and 2 burnt for 8 TWh used at 200; a coal plant of 5 TWh would cost 60."""
    plant = Flow(
        "plant", "plant", "supply", (("HH power", 1.0), ("HH gas", -0.25)), 5.0, 8.0, country="HH", territory=("HH",)
    )
    standing = [
        toys.supply("p_field", "PP gas", 20.0),
        toys.line("p_line", "PP gas", "HH gas", 10.0),
        toys.need("heat", "HH gas", 4.0, 100.0),
        toys.need("light", "HH power", 8.0, 200.0),
        plant,
    ]
    offers = [toys.offer("coal", [toys.supply("coal", "HH power", 5.0, cost=20.0, project="coal")], 60.0)]
    net = toys.network(standing, offers, base=2000.0)
    return net, toys.by_territory(net, ["PP"])


def test_closing_gas_costs_gas_and_the_power_made_of_it() -> None:
    # 400 of gas and 1,600 of power; with the coal plant 5 of 8 TWh stay: 400 + 600.
    net, closures = linked_toy()
    found = frontier_of(parts_of(net, closures), net, toys.costs(net), 1, months=12, most=100)
    assert [(point.cost, point.worst) for point in found.points] == [(0.0, near(1.0)), (60.0, near(0.5))]
    assert least_cost_losses(net, closures, (1,), 12, net.program.parts()) == pytest.approx([0.5])


def test_plain_pypsa_burns_the_same_fuel() -> None:
    net, closures = linked_toy()
    again = PlainPypsa(net, closures, [(0,), (1,)]).losses(12)
    assert again[:, 0].tolist() == pytest.approx([1.0, 0.5], abs=1e-6)


def test_a_plant_of_the_package_takes_its_fuel_from_the_demand_that_held_it() -> None:
    board = board_of(world(BURN), BOTH, "base")
    flows = {flow.name: flow for flow in board.network.program.flows}
    assert flows["plant"].ports == (("town power", 1.0), ("city gas", -0.25))
    assert flows["plant"].cost == 5.0
    assert [flows[f"use tier {tier}"].upper for tier in (1, 2)] == [near(0.6 * 4), near(0.4 * 4)]
    # 4 of gas at 180, 8 of power at 600; the gas burnt counts by its power.
    assert board.network.base == near(4 * 180.0 + 8 * 600.0)
    row = board.fuels.set_index("plant").loc["plant"]
    assert (row["burnt"], row["linked"]) == (near(1.0), True)
    # Closed, all gas is lost, and with it 4 of the 8 TWh, the least valuable ones; coal of 3 saves 600 of 800.
    loss = {closure.name: value for closure, value in zip(board.closures, board.losses([0]), strict=True)}
    assert max(loss.values()) == near((720 + 800) / 5520)
    assert board.losses([1]).max() == near((720 + 200) / 5520)


def test_asked_for_alone_neither_carrier_is_joined() -> None:
    system = world(BURN)
    gas = board_of(system, Question("CC", ("gas",), 2030, decks=("base",)), "base")
    assert gas.network.base == near(5 * 180.0)
    assert not len(gas.fuels)
    assert fuels_of(system, ["power"]).burns == ()


def test_without_a_row_nothing_changes_and_the_plant_is_named() -> None:
    board = board_of(world(), BOTH, "base")
    assert board.network.base == near(5 * 180.0 + 8 * 600.0)
    assert board.losses([0]).max() == near(900 / 5700)
    row = board.fuels.set_index("plant").loc["plant"]
    assert not row["linked"]
    assert row["reason"] == "no row of `fuels` says whose it burns"
    assert "old" not in set(board.fuels["plant"])


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([BURN, BURN | {"id": "again", "share": 0.5}], r"plant: the shares add up to 1\.5; at most 1"),
        ([BURN | {"unit": "Mt/TWh"}], "fuels.csv: plant-use"),
        (
            [BURN | {"rate": 2}],
            r"fuels\.csv: plant burnt 8\.?\d* of what use holds, which is (5|4\.9)\d*\.?\d* in the base",
        ),
    ],
)
def test_a_bad_row_is_named(rows: list[tables.Row], said: str) -> None:
    with pytest.raises(DatasetError, match=said):
        board_of(world(*rows), BOTH, "base")


@given(
    st.lists(st.floats(0.05, 0.3), min_size=1, max_size=3), st.floats(0.1, 0.4), st.floats(1.0, 9.0), st.floats(0.5, 9)
)
def test_parts_of_a_plant_add_up_and_demands_fall_by_what_was_burnt(
    shares: list[float], rate: float, output: float, volume: float
) -> None:
    burns = tuple(Burn("plant", f"use {k}", f"city{k} gas", share, rate, 5.0, output) for k, share in enumerate(shares))
    fuels = Fuels(burns, {burn.demand: volume for burn in burns})
    plant = Flow("plant", "plant", "supply", (("town power", 1.0),), 30.0, output)
    parts = fuels.link([plant])
    assert sum(part.upper for part in parts) == pytest.approx(output)
    assert len({part.name for part in parts}) == len(parts)
    burnt = sum(part.upper * -part.ports[1][1] for part in parts if len(part.ports) > 1)
    assert burnt == pytest.approx(sum(burn.burnt for burn in burns))
    for burn in burns:
        if burn.burnt > volume:
            with pytest.raises(DatasetError, match="plant burnt"):
                fuels.kept(burn.demand)
            continue
        (use,) = fuels.link([Flow(burn.demand, burn.demand, "demand", ((burn.bus, -1.0),), -200.0, volume)])
        assert use.upper == pytest.approx(volume - burn.burnt, abs=1e-5)
    assert Fuels((), {}).link([plant]) == [plant]


def test_the_shipped_rows_stand_on_buses_of_the_network() -> None:
    package = read("eurasia")
    table = package.table("fuels")
    assert len(table) > 10
    assert np.isclose(table.groupby("asset")["share"].sum().max(), 1.0)
    fuel = dict(zip(package.table("supplies")["id"], package.table("supplies")["fuel"], strict=True))
    assert {fuel[asset] for asset in table["asset"] if asset in fuel} == {"gas"}
