"""Wedges: the base year is the least-cost state by itself, and yet not pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from levier.engine import Outcome, compile_network, solve_program
from levier.system import System
from tests.system import toys, worlds

if TYPE_CHECKING:
    import pypsa

NAMES = ("oil", "gas", "power", "transit")


@pytest.fixture(scope="module", params=NAMES)
def world(request: pytest.FixtureRequest) -> System:
    """Give each toy in turn."""
    found: System = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def oil_network(oil: System) -> pypsa.Network:
    """Give the base year of the oil toy as a network."""
    return oil.network()


def flows(system: System, network: pypsa.Network, outcome: Outcome) -> pd.DataFrame:
    """Rates of the links and generators of each flow, demands left out."""
    parts = pd.concat([network.c.generators.static, network.c.links.static])
    parts = parts[parts["tranche"].isin(("base", "flex"))]
    found = outcome.dispatch[parts.index].T.groupby(parts["asset"]).sum().T
    return found.reindex(columns=system.assets.index, fill_value=0.0)


def close_to_base(system: System, found: pd.DataFrame) -> None:
    ways = (system.assets["kind"] != "demand").to_numpy()
    base = system.base_year.flows.to_numpy()[:, ways]
    gap = np.abs(found.to_numpy()[:, ways] - base)
    assert (gap <= 1e-4 + 1e-4 * base).all()
    large = base > 0.01
    assert (gap[large] <= 0.01 * base[large]).all()


def test_the_base_year_comes_back_by_itself(world: System) -> None:
    network = world.network()
    outcome = solve_program(compile_network(network))
    close_to_base(world, flows(world, network, outcome))


@pytest.mark.parametrize("onset", ["2023-01", "2023-06", "2023-11", "peak"])
def test_it_comes_back_from_any_onset(gas: System, power: System, onset: str) -> None:
    for system in (gas, power):
        network = system.network(onset, 8)
        found = flows(system, network, solve_program(compile_network(network)))
        expected = system.base_year.flows.iloc[system.run(onset, 8).positions]
        ways = system.assets.index[system.assets["kind"] != "demand"]
        assert found[ways].to_numpy() == pytest.approx(expected[ways].to_numpy(), abs=1e-4)


@pytest.mark.parametrize("deck", ["low", "high"])
def test_it_comes_back_under_other_prices_and_paper_capacity(deck: str) -> None:
    system = toys.system(worlds.oil(), deck=deck, capacity="paper")
    network = system.network()
    close_to_base(system, flows(system, network, solve_program(compile_network(network))))


def test_nothing_is_shed_in_the_base_year(world: System) -> None:
    network = world.network()
    outcome = solve_program(compile_network(network))
    shed = network.c.generators.static.index[network.c.generators.static["tranche"] == "shed"]
    assert outcome.dispatch[shed].to_numpy().max(initial=0.0) <= 1e-6


@pytest.mark.parametrize("changed", [("rail_c", 0.9), ("port_a", 0.9), ("north_oil", 0.9)])
def test_a_tenth_of_a_cost_moves_some_flow(oil: System, changed: tuple[str, float]) -> None:
    name, factor = changed
    network = oil.network("2023-02", 6)
    for group in (network.c.links, network.c.generators):
        way = group.static.index[(group.static["asset"] == name) & (group.static["tranche"] != "shed")]
        group.dynamic["marginal_cost"][way] += group.static.loc[way, "cost_true"] * (factor - 1)
    found = flows(oil, network, solve_program(compile_network(network)))
    base = oil.base_year.flows.loc[found.index]
    assert np.abs(found - base).drop(columns="refinery").to_numpy().max() > 0.5


def test_the_objective_is_true_plus_wedge(oil: System, oil_network: pypsa.Network) -> None:
    outcome = solve_program(compile_network(oil_network))
    parts = pd.concat([oil_network.c.generators.static, oil_network.c.links.static])
    volume = outcome.dispatch[parts.index].mul(oil_network.snapshot_weightings["objective"], axis=0).sum()
    split = float(volume @ parts["cost_true"] + volume @ parts["cost_wedge"])
    assert split == pytest.approx(outcome.objective, rel=1e-9)
    assert float(volume @ parts["cost_wedge"]) != pytest.approx(0, abs=1)
    stated = oil.calibration.true[0]
    of_asset = parts[parts["tranche"].isin(("base", "flex"))]
    expected = [stated[list(oil.assets.index).index(name)] for name in of_asset["asset"]]
    assert of_asset["cost_true"].to_numpy() == pytest.approx(expected, rel=1e-9)


def test_spare_room_is_under_the_effective_or_the_paper_capacity(oil: System) -> None:
    names = list(oil.assets.index)
    spare = dict(zip(names, oil.calibration.spare[0], strict=True))
    assert spare["rail_c"] == pytest.approx(8, abs=0.01)
    assert spare["north_oil"] == pytest.approx(2, abs=0.01)
    assert spare["trunk_a"] == pytest.approx(50 - 32, abs=0.01)
    assert spare["port_a"] == 5
    assert spare["refinery"] == 0
    paper = oil.with_capacity("paper").calibration
    assert paper.spare[0, names.index("trunk_a")] == pytest.approx(60 - 32, abs=0.01)
    assert paper.slot_limit[0, 0] == 60


def test_ladders_start_level_and_rise_by_fixed_steps(oil: System) -> None:
    names = list(oil.assets.index)
    first, second = (oil.calibration.ladders[names.index(n)].wedge for n in ("north_oil", "south_oil"))
    assert np.diff(first, axis=0) == pytest.approx(0.05)
    true, prices = oil.calibration.true, oil.calibration.prices
    rents = [
        true[0, names.index(name)] + wedge[0, 0] - prices[0, oil.topology.bus_index[bus]]
        for name, wedge, bus in (("north_oil", first, "north oil_a"), ("south_oil", second, "south oil_a"))
    ]
    assert rents[0] == pytest.approx(rents[1], abs=0.05)


def test_plants_have_no_ladder(power: System) -> None:
    assert not power.calibration.ladders


def test_the_long_horizon_has_no_wedge() -> None:
    system = toys.system(worlds.oil(), horizon="long")
    network = system.network("2023-01", 3)
    parts = pd.concat([network.c.generators.static, network.c.links.static])
    assert parts.loc[parts["tranche"].isin(("base", "flex")), "cost_wedge"].abs().max() == 0
    found = flows(system, network, solve_program(compile_network(network)))
    assert found["port_a"].min() > 36.9  # the cheap line fills its market
