"""The network: tranches, ramps, joint limits, stocks, names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from levier.engine import compile_network, solve_program
from levier.system import System
from levier.system.bus_names import slot_bus, stock_bus

if TYPE_CHECKING:
    import pypsa

EXTRA = ["asset", "tranche", "kind", "territory", "operator", "shipper", "sources", "cost_true", "cost_wedge"]


@pytest.fixture(scope="module")
def network(oil: System) -> pypsa.Network:
    """Give six months of the oil toy from March on."""
    return oil.network("2023-03", 6)


def limit(network: pypsa.Network, component: str, name: str) -> np.ndarray:
    group = network.c[component]
    return np.asarray(group.dynamic["p_max_pu"][name] * group.static.at[name, "p_nom"])


def test_it_begins_at_the_onset(network: pypsa.Network) -> None:
    assert list(network.snapshots) == [f"2023-{m:02d}" for m in range(3, 9)]
    assert network.snapshot_weightings["objective"].sum() == pytest.approx(184 / 365)


def test_flex_opens_by_its_ramp(network: pypsa.Network) -> None:
    assert limit(network, "links", "rail_c +") == pytest.approx(8 * np.array([0.2, 0.4, 0.6, 0.8, 1, 1]), rel=1e-3)
    assert limit(network, "links", "trunk_a +")[:3] == pytest.approx([9, 18, 18], rel=1e-3)
    assert limit(network, "generators", "north_oil +") == pytest.approx(
        2 * np.array([0.2, 0.4, 0.6, 0.8, 1, 1]), rel=1e-3
    )


def test_ramps_are_open_in_the_base_year(oil: System) -> None:
    assert limit(oil.network(), "links", "rail_c +") == pytest.approx(8, rel=1e-3)


def test_the_rungs_of_a_ladder_are_equal_shares(network: pypsa.Network) -> None:
    generators = network.c.generators.static
    rungs = generators[(generators["asset"] == "north_oil") & (generators["tranche"] == "base")]
    assert rungs["p_nom"].to_numpy() == pytest.approx(30 / len(rungs), rel=1e-4)
    assert len(rungs) == 12


def test_every_user_draws_on_the_joint_limit(network: pypsa.Network) -> None:
    links = network.c.links.static
    users = links[links["bus2"] == slot_bus("trunk")]
    assert set(users["asset"]) == {"trunk_a", "trunk_b"}
    assert (users["efficiency2"] == -1).all()
    assert limit(network, "generators", slot_bus("trunk"))[-1] == pytest.approx(50)
    assert (network.c.generators.static["bus"] == slot_bus("trunk")).sum() == 1


def test_a_converter_keeps_its_outputs_apart_from_joint_limits(network: pypsa.Network) -> None:
    links = network.c.links.static
    assert links.at["intake", "bus1"] == "hub crude"
    assert links.at["intake", "bus2"] == ""


def test_stocks_begin_as_the_month_before_ends_and_end_as_the_base_has_them(gas: System) -> None:
    network = gas.network("2023-06", 4)
    levels = gas.base_year.levels["cavern"]
    store = network.c.stores.static.loc["cavern"]
    assert store["e_initial"] == pytest.approx(levels["2023-05"])
    assert not store["e_cyclic"]
    least = network.c.stores.dynamic["e_min_pu"]["cavern"] * store["e_nom"]
    assert least.iloc[-1] == pytest.approx(levels["2023-09"], abs=1e-6)
    assert (least.iloc[:-1] == 0).all()
    assert gas.network().c.stores.static.at["cavern", "e_cyclic"]
    january = gas.network("2023-01", 2).c.stores.static.at["cavern", "e_initial"]
    assert january == pytest.approx(levels["2023-12"])
    assert stock_bus("cavern") in network.c.buses.static.index


def test_unserved_tiers_add_up_to_the_demand(network: pypsa.Network) -> None:
    generators = network.c.generators.static
    shed = generators[generators["tranche"] == "shed"]
    assert shed["p_nom"].sum() == pytest.approx(6, rel=1e-4)
    assert sorted(set(shed["cost_true"].round(6))) == [900, 2000]
    assert "shed" not in set(network.c.links.static["tranche"])


def test_marginal_cost_is_true_plus_wedge_on_every_column(network: pypsa.Network) -> None:
    share = network.snapshot_weightings["objective"] / network.snapshot_weightings["objective"].sum()
    for group in (network.c.generators, network.c.links):
        priced = group.dynamic["marginal_cost"]
        assert set(priced.columns) >= set(group.static.index[~group.static["tranche"].isin(("slot", "lacking"))])
        split = (group.static["cost_true"] + group.static["cost_wedge"])[priced.columns]
        assert (share @ priced).to_numpy() == pytest.approx(split.to_numpy(), rel=1e-9, abs=1e-9)


def test_no_name_is_missing(network: pypsa.Network) -> None:
    for group in (network.c.generators, network.c.links):
        assert not group.static[EXTRA].isna().any().any()


def test_names_say_what_every_component_stands_for(network: pypsa.Network) -> None:
    for group in (network.c.generators, network.c.links):
        assert (group.static["asset"] != "").all()
        assert set(group.static["tranche"]) <= {"base", "flex", "shed", "slot", "lacking"}
    links = network.c.links.static
    assert links.at["trunk_a", "territory"] == "AA;BB"
    assert links.at["trunk_a", "operator"] == "op_b"
    assert links.at["tanks:charge" if "tanks:charge" in links.index else "tanks:charge +", "kind"] == "charge"


def test_extra_columns_survive_a_file(network: pypsa.Network, tmp_path: Path) -> None:
    import pypsa

    path = tmp_path / "toy.nc"
    network.export_to_netcdf(path)
    back = pypsa.Network(path)
    for name in ("generators", "links"):
        before = network.c[name].static.fillna({"shipper": ""})
        after = back.c[name].static.loc[before.index]
        pd.testing.assert_frame_equal(after[EXTRA], before[EXTRA], check_dtype=False, check_names=False)
    one, two = (solve_program(compile_network(n)).objective for n in (network, back))
    assert two == pytest.approx(one, rel=1e-9)


def test_buses_stand_at_their_places(oil: System, network: pypsa.Network) -> None:
    places = oil.package.table("places").set_index("id")
    buses = network.c.buses.static
    placed = [bus for bus in buses.index if bus.split(" ")[0] in places.index]
    assert len(placed) > 2
    for bus in placed:
        place = bus.split(" ")[0]
        assert tuple(buses.loc[bus, ["x", "y"]]) == tuple(places.loc[place, ["lon", "lat"]])
