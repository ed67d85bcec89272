"""Infeasible networks: which bus, which periods, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.engine import compile_network
from levier.engine.infeasible import explain_infeasible

if TYPE_CHECKING:
    import pypsa


def test_a_bus_that_lacks_supply_is_named(small: pypsa.Network) -> None:
    small.c.loads.dynamic["p_set"].loc["b", "use"] = 16.0
    text = explain_infeasible(compile_network(small))
    # Ten from the dear plant, two through the line: four are lacking, in the second period alone.
    assert "s lacks 4 in b (1 period" in text
    assert "n lacks" not in text
    assert "shed" in text


def test_too_much_is_said_too(small: pypsa.Network) -> None:
    small.c.generators.static.loc["cheap", "p_min_pu"] = 0.9
    small.c.stores.static.loc["tank", "e_initial"] = 6.0
    text = explain_infeasible(compile_network(small))
    assert "n cannot get rid of 5 in a to b (2 periods, 5 at the most)" in text


def test_a_cut_that_leaves_a_bus_alone(small: pypsa.Network) -> None:
    program = compile_network(small)
    text = explain_infeasible(program.altered(program.alteration(["dear", "line"])))
    assert "s lacks 4 in a to b (2 periods, 5 at the most)" in text


def test_limits_and_bounds_that_contradict(small: pypsa.Network) -> None:
    small.c.generators.static.loc["cheap", ["p_min_pu", "p_set"]] = [0.5, 2.0]
    text = explain_infeasible(compile_network(small))
    assert "A minimum lies above its maximum: Generator-p of cheap in a" in text


def test_nothing_is_lacking(small: pypsa.Network) -> None:
    assert explain_infeasible(compile_network(small)).startswith("Nothing is lacking")
