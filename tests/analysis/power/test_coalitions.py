"""Values of coalitions: monotone, the same with and without pruning, parts adding up, failures named."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.analysis.power import Coalitions
from levier.errors import SolveError
from levier.lp import LinearProgram, solve
from levier.system.long import Flow, LongProgram, long_program
from levier.system.long.flows import Joint

PLAYERS = ("A", "B", "C", "D", "E")


def random_network(seed: int) -> tuple[LongProgram, list[int]]:
    """Draw a network of two parts over five players; some flows need nobody."""
    draw = np.random.default_rng(seed)
    buses = [[f"{part}{k} gas" for k in range(4)] for part in "ab"]
    flows, needs = [], []
    for number in range(26):
        own = buses[number % 2]
        kind = ("supply", "corridor", "market", "corridor")[number // 2 % 4]
        start, end = draw.choice(4, 2, replace=False)
        ends = {"supply": ((own[start], 1.0),), "market": ((own[start], -1.0),)}
        ports = ends.get(kind, ((own[start], -1.0), (own[end], 0.98)))
        cost = float(draw.integers(1, 30)) * (-6.0 if kind == "market" else 1.0)
        joint = ("slot",) if kind == "corridor" and number % 2 == 0 else ()
        flows.append(Flow(str(number), str(number), kind, ports, cost, float(draw.integers(1, 9)), joint=joint))
        needs.append(int(draw.integers(0, 32)) & int(draw.integers(0, 32)))
    return long_program(flows, [Joint("slot", 6.0)]), needs


def each_alone(program: LongProgram, needs: list[int]) -> np.ndarray:
    """Solve every coalition's program from scratch, in one piece."""
    values = []
    for coalition in range(1 << len(PLAYERS)):
        closed = np.flatnonzero([need & ~coalition for need in needs])
        lp: LinearProgram = program.lp.with_bounds(closed, 0.0, 0.0)
        values.append(-solve(lp).objective)
    return np.array(values) - values[0]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_pruning_changes_nothing_and_more_players_never_have_less(seed: int) -> None:
    program, needs = random_network(seed)
    pruned = Coalitions(program, needs, PLAYERS)
    values = pruned.all()
    assert values == pytest.approx(each_alone(program, needs), abs=1e-6)
    assert values == pytest.approx(Coalitions(program, needs, PLAYERS, prune=False).all(), abs=1e-6)
    assert values[0] == 0.0
    for player in range(len(PLAYERS)):
        without = np.array([mask for mask in range(32) if not mask >> player & 1])
        assert (values[without] <= values[without | 1 << player] + 1e-7).all()
    assert pruned.counts.solved + pruned.counts.same + pruned.counts.fitted == sum(
        1 << len(part.bits) for part in pruned.parts
    )


def test_pruning_spares_programs() -> None:
    program, needs = random_network(3)
    pruned, every = Coalitions(program, needs, PLAYERS), Coalitions(program, needs, PLAYERS, prune=False)
    pruned.all()
    every.all()
    assert pruned.counts.solved < every.counts.solved / 2


def test_one_coalition_asked_alone_is_the_same() -> None:
    program, needs = random_network(5)
    every = Coalitions(program, needs, PLAYERS).all()
    single = Coalitions(program, needs, PLAYERS)
    asked = [single.value(mask) for mask in (6, 31, 0, 17)]
    assert asked == pytest.approx([every[mask] for mask in (6, 31, 0, 17)], abs=1e-7)


def test_what_needs_nobody_is_nobodys() -> None:
    flows = [
        Flow("field", "field", "supply", (("a gas", 1.0),), 1.0, 10.0),
        Flow("open", "open", "market", (("a gas", -1.0),), -3.0, 4.0),
        Flow("buyer", "buyer", "market", (("a gas", -1.0),), -5.0, 8.0),
    ]
    values = Coalitions(long_program(flows, []), [0, 0, 1], ("A",))
    assert values.nobody == pytest.approx(4 * 2)
    assert values.all().tolist() == pytest.approx([0.0, (8 * 4 + 2 * 2) - 4 * 2])


def test_a_coalition_without_an_optimum_is_named() -> None:
    flows = [
        Flow("field", "field", "supply", (("a gas", 1.0),), 1.0, 10.0, lower=5.0),
        Flow("buyer", "buyer", "market", (("a gas", -1.0),), -5.0, 8.0),
    ]
    values = Coalitions(long_program(flows, []), [1, 2], ("A", "B"))
    assert values.value(3) == pytest.approx(32.0)
    with pytest.raises(SolveError, match=r"coalition \{A\} was not found: infeasible"):
        values.all()
