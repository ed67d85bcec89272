"""A labelled small example of gas pipelines: what bypasses do to power (methods 8).

A field of 100 sells at a margin of 1. A pipeline carries if all whose consent it needs are in the coalition, whose
value is the largest flow. Hubert and Ikonnikova (2011), Investment options and bargaining power: options move value
from transit states to the producer. Hubert and Cobanli (2014), Pipeline power: the nucleolus sees almost no strategic
value in pipelines where the Shapley value does.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from levier.analysis.games import Game, core_empty, in_core, nucleolus, shapley

PLAYERS = ("producer", "south", "north")
SUPPLY = 100

Pipeline = tuple[int, frozenset[str]]


def through(capacity: int, *transit: str) -> Pipeline:
    """Describe a pipeline from the field to the market: capacity and whose consent it needs."""
    return capacity, frozenset({"producer", *transit})


def flow_game(*pipelines: Pipeline) -> Game:
    """Value every coalition at its largest flow from the field to the market."""

    def value(coalition: frozenset[str]) -> float:
        graph = nx.DiGraph()
        graph.add_edge("field", "gate", capacity=SUPPLY)
        graph.add_node("market")
        for number, (capacity, consent) in enumerate(pipelines):
            if consent <= coalition:
                graph.add_edge("gate", number, capacity=capacity)
                graph.add_edge(number, "market", capacity=capacity)
        return float(nx.maximum_flow_value(graph, "field", "market"))

    return Game.of(PLAYERS, value)


SOUTH, NARROW_NORTH, WIDE_NORTH, BYPASS = (
    through(100, "south"),
    through(30, "north"),
    through(100, "north"),
    through(60),
)


def test_a_bypass_moves_value_from_transit_to_the_producer() -> None:
    before, after = flow_game(SOUTH, NARROW_NORTH), flow_game(SOUTH, NARROW_NORTH, BYPASS)
    assert before.total == after.total == SUPPLY, "the bypass carries nothing more, it only threatens"
    # By hand, over the six orders of arrival.
    np.testing.assert_allclose(shapley(before), [55, 40, 5])
    np.testing.assert_allclose(shapley(after), [85, 10, 5])
    # By hand: the narrow pipeline adds nothing to the coalition of the others, so the south alone can object.
    np.testing.assert_allclose(nucleolus(before).value, [65, 35, 0], atol=1e-9)
    np.testing.assert_allclose(nucleolus(after).value, [95, 5, 0], atol=1e-9)


def test_where_transit_competes_the_nucleolus_sees_no_strategic_value() -> None:
    before, after = flow_game(SOUTH, WIDE_NORTH), flow_game(SOUTH, WIDE_NORTH, BYPASS)
    worth_to_shapley = shapley(after) - shapley(before)
    np.testing.assert_allclose(worth_to_shapley, [20, -10, -10])
    worth_to_nucleolus = nucleolus(after).value - nucleolus(before).value
    np.testing.assert_allclose(worth_to_nucleolus, 0, atol=1e-9)


@pytest.mark.parametrize("second", [NARROW_NORTH, WIDE_NORTH])
def test_the_nucleolus_cannot_be_objected_to_but_shapley_can(second: Pipeline) -> None:
    subject = flow_game(SOUTH, second, BYPASS)
    assert not core_empty(subject)
    assert in_core(subject, nucleolus(subject).value)
    assert not in_core(subject, shapley(subject))


@pytest.mark.parametrize("capacity", [0, 20, 50, 80, 100])
def test_a_larger_bypass_never_helps_transit(capacity: int) -> None:
    smaller, larger = (flow_game(SOUTH, NARROW_NORTH, through(room)) for room in (capacity, capacity + 20))
    for value in (shapley, lambda game: nucleolus(game).value):
        change = value(larger) - value(smaller)
        assert change[0] >= -1e-9
        assert (change[1:] <= 1e-9).all()
