"""Buses, ports, joint limits and connected parts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from levier.system import Calendar, System, Topology, build_topology
from tests.system import toys, worlds


@pytest.fixture(scope="module")
def both() -> Topology:
    """Give the oil and the gas toy as one package."""
    one, two = worlds.oil(), worlds.gas()
    merged = {name: one.get(name, []) + two.get(name, []) for name in {**one, **two}}
    for name in ("sources", "countries", "actors", "carriers"):
        merged[name] = one[name]
    return build_topology(toys.package(merged), Calendar.months(2023))


def ports(topology: Topology, asset: str) -> dict[str, float]:
    j = list(topology.assets.index).index(asset)
    values = topology.incidence[:, [j]].toarray().ravel()
    return {topology.buses[i]: float(values[i]) for i in np.flatnonzero(values)}


def test_every_place_and_carrier_is_one_bus(oil: System) -> None:
    assert set(oil.topology.buses) >= {"hub oil_a", "hub crude", "port oil_a", "port oil_b"}
    assert [oil.topology.bus_index[bus] for bus in oil.topology.buses] == list(range(len(oil.topology.buses)))


def test_signs_of_ports(oil: System) -> None:
    assert ports(oil.topology, "north_oil") == {"north oil_a": 1}
    assert ports(oil.topology, "refinery") == {"hub crude": -1}
    assert ports(oil.topology, "port_a") == {"port oil_a": -1}
    assert ports(oil.topology, "trunk_a") == {"hub oil_a": -1, "port oil_a": 1}
    assert ports(oil.topology, "intake") == {"hub oil_a": -1, "hub crude": 1}
    assert ports(oil.topology, "tanks:charge") == {"port oil_a": -1}
    assert ports(oil.topology, "tanks:discharge") == {"port oil_a": 1}


def test_a_lossy_corridor_delivers_less_and_a_converter_has_several_outputs() -> None:
    plant = toys.converter(
        "plant", ("a", "b"), ("gas", "gas"), efficiency=0.8, to2_carrier="oil_a", efficiency2=0.1,
        to3_carrier="power", to3_place="a", efficiency3=2,
    )  # fmt: skip
    line = toys.corridor("line", "gas", ("a", "b"), loss=0.05)
    topology = build_topology(
        toys.package(toys.tables({"a": "AA", "b": "BB"}, corridors=[line], converters=[plant])),
        Calendar.months(2023),
    )
    assert ports(topology, "line") == {"a gas": -1, "b gas": pytest.approx(0.95)}
    assert ports(topology, "plant") == {"a gas": -1, "b gas": 0.8, "b oil_a": 0.1, "a power": 2}


def test_users_of_a_joint_limit(oil: System) -> None:
    members = oil.topology.membership.toarray()[0]
    assert set(oil.assets.index[members > 0]) == {"trunk_a", "trunk_b"}


def test_owner_bearer_and_territory_default_to_the_place(oil: System) -> None:
    assets = oil.assets
    assert assets.at["north_oil", "territory"] == ("AA",)
    assert assets.at["trunk_a", "territory"] == ("AA", "BB")
    assert assets.at["trunk_a", "bearer"] == "AA"
    assert assets.at["port_a", "bearer"] == "WW"
    assert (assets.at["rail_c", "source"], assets.at["rail_c", "target"]) == ("AA", "CC")


def test_parts_share_no_bus_and_no_joint_limit(both: Topology) -> None:
    parts = both.components()
    assert sorted(np.concatenate(parts).tolist()) == list(range(len(both.assets)))
    families = [set(both.assets["family"].iloc[part]) for part in parts]
    assert {"gas"} in families
    assert len(parts) == 2  # the joint limit ties the neighbour's oil to ours


def test_a_report_can_join_parts(both: Topology) -> None:
    names = list(both.assets.index)
    row = np.zeros((1, len(names)))
    row[0, [names.index("north_oil"), names.index("wells_gas")]] = 1
    assert len(both.components(sparse.csr_array(row))) == 1


def test_families_keep_whole_parts(both: Topology) -> None:
    part = both.families(["gas"])
    assert set(part.assets["family"]) == {"gas"}
    assert list(part.storages.index) == ["cavern"]
    assert part.slots.empty
    assert part.effective.shape == (12, len(part.assets))
    assert part.incidence.shape == (len(part.buses), len(part.assets))
    assert both.families(["coal"]).assets.empty
    assert list(both.families(["crude"]).slots.index) == ["trunk"]
