"""What binds: limits of flows both ways, and limits that several assets share."""

from __future__ import annotations

import pypsa
import pytest

from levier.analysis.desk.network.binds import binding
from levier.engine import Contingency, Engine


def plain() -> pypsa.Network:
    network = pypsa.Network()
    network.add("Carrier", ["coal", "AC"], co2_emissions=[1.0, 0.0])
    network.add("Bus", ["west", "east"], carrier="AC")
    network.add(
        "Generator", ["mine", "wind"], bus=["west", "east"], p_nom=10, marginal_cost=[1, 5], carrier=["coal", "AC"]
    )
    network.add("Line", "line", bus0="east", bus1="west", s_nom=4, x=0.1, carrier="AC")
    network.add("Load", "town", bus="east", p_set=6)
    return network


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(plain(), workers=0)


def test_a_line_counts_in_the_direction_it_is_wanted_in(engine: Engine) -> None:
    """Power goes against the line's own direction; a unit more saves 5 - 1."""
    assert binding(engine.base, engine.base).to_numpy().tolist() == [["Line-s", "Line:line", False, 1.0, 4.0]]
    cut = engine.solve(Contingency(cut=("Line:line",)))
    assert binding(cut, engine.base, {"Line:line"}).to_numpy().tolist() == [["Line-s", "Line:line", True, 1.0, 4.0]]


def test_a_limit_of_the_whole_network_is_listed() -> None:
    network = plain()
    network.add("GlobalConstraint", "co2", sense="<=", constant=2.0, carrier_attribute="co2_emissions")
    limited = Engine(network, workers=0)
    found = binding(limited.base, limited.base)
    assert found[["what", "of", "worth"]].to_numpy().tolist() == [["GlobalConstraint", "co2", 4.0]]


def test_without_an_optimum_nothing_binds(engine: Engine) -> None:
    lost = engine.solve(Contingency(cut=("wind", "mine")))
    assert binding(lost, engine.base).empty
