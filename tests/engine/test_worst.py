"""The worst sets are those of full enumeration, found with a share of its solves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import scipy.sparse as sp

from levier.engine.alteration import Alteration
from levier.engine.relief import LinearOracle, State
from levier.engine.worst import WorstResult, greedy_set, worst_sets
from levier.errors import SolveError, UsageError
from levier.lp import LinearProgram
from tests.engine.nets import Builder, column_cut, enumerate_sets, flow_network, greedy_trap

Found = dict[frozenset[int], float]


def names(count: int) -> list[str]:
    return [f"a{i}" for i in range(count)]


def check(result: WorstResult, found: Found, top: int = 10) -> None:
    """Same values as enumeration, and each listed set does what is said."""
    expected = sorted(found.values(), reverse=True)[:top]
    assert result.damages == pytest.approx(expected, rel=1e-7, abs=1e-6)
    for chosen, damage in zip(result.sets, result.damages, strict=True):
        assert found[frozenset(int(name[1:]) for name in chosen)] == pytest.approx(damage, rel=1e-7, abs=1e-6)
    assert result.bound == pytest.approx(max(expected, default=0.0), rel=1e-7, abs=1e-6)


def network(seed: int, **sizes: int) -> tuple[LinearProgram, list[Alteration]]:
    lp, groups = flow_network(seed, **sizes)
    return lp, [column_cut(group) for group in groups]


@pytest.mark.parametrize("seed", range(4))
def test_worst_pairs_of_forty_assets(seed: int) -> None:
    lp, cuts = network(seed)
    found = enumerate_sets(lp, cuts, 2)
    for k in (1, 2):
        result = worst_sets(LinearOracle(lp, cuts), names(40), k)
        check(result, {chosen: damage for chosen, damage in found.items() if len(chosen) <= k})
        assert result.guarantee == "certified"
        assert result.pruned + result.solved == result.combinations
        assert result.solved < (45 if k == 1 else 0.2 * result.combinations)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_worst_triples_of_forty_assets(seed: int, scale: float) -> None:
    lp, groups = flow_network(seed, scale=scale)
    cuts = [column_cut(group) for group in groups]
    result = worst_sets(LinearOracle(lp, cuts), names(40), 3)
    check(result, enumerate_sets(lp, cuts, 3))
    assert result.solved < 0.05 * result.combinations


@pytest.mark.parametrize("seed", range(3))
def test_worst_triples_of_sixteen_assets(seed: int) -> None:
    lp, cuts = network(seed, buses=6, arcs=11, sources=5)
    found = enumerate_sets(lp, cuts, 3)
    result = worst_sets(LinearOracle(lp, cuts), names(16), 3)
    check(result, found)
    check(worst_sets(LinearOracle(lp, cuts, bounded=False), names(16), 3), found)
    check(worst_sets(LinearOracle(lp, cuts), names(16), 3, batch=7), found)
    check(worst_sets(LinearOracle(lp, cuts), names(16), 3, top=200), found, top=200)


@pytest.mark.parametrize("seed", range(3))
def test_loops_that_pay_for_themselves(seed: int) -> None:
    lp, groups = flow_network(seed, buses=5, arcs=12, sources=3, times=1, credit=2.0)
    cuts = [column_cut(group) for group in groups]
    oracle = LinearOracle(lp, cuts)
    assert oracle.prices is not None
    assert np.isfinite(oracle.prices.up).all()
    check(worst_sets(oracle, names(15), 3), enumerate_sets(lp, cuts, 3))


def test_greedy_is_a_lower_bound_and_no_more() -> None:
    lp, groups = greedy_trap()
    oracle = LinearOracle(lp, [column_cut(group) for group in groups])
    greedy = greedy_set(oracle, names(3), 2)
    worst = worst_sets(oracle, names(3), 2)
    assert greedy.damages == (600.0,)
    assert greedy.guarantee == "lower bound"
    assert worst.sets == (("a0", "a1"), ("a2",))
    assert worst.damages == (1000.0, 600.0)
    assert greedy_set(oracle, names(3), 0 + 1).damages == (600.0,)


def test_budgets_and_costs() -> None:
    lp, cuts = network(5, buses=6, arcs=11, sources=5)
    found = enumerate_sets(lp, cuts, 3)
    rng = np.random.default_rng(0)
    cost = rng.uniform(0, 3, 16)
    for budget in (0.0, 1.0, 3.0, 4.5):
        allowed = {chosen: damage for chosen, damage in found.items() if cost[list(chosen)].sum() <= budget}
        result = worst_sets(LinearOracle(lp, cuts), names(16), 3, budget=budget, cost=cost)
        check(result, allowed)
    greedy = greedy_set(LinearOracle(lp, cuts), names(16), 3, budget=3.0, cost=cost)
    assert max(greedy.damages) <= worst_sets(LinearOracle(lp, cuts), names(16), 3, budget=3.0, cost=cost).bound + 1e-6


def test_independent_blocks_add_up() -> None:
    parts = [flow_network(seed, buses=5, arcs=5, sources=3, times=1) for seed in (1, 2)]
    first, second = (part[0] for part in parts)
    shift = first.cost.size
    fields = ("cost", "row_lower", "row_upper", "column_lower", "column_upper")
    lp = LinearProgram(
        matrix=sp.block_diag([first.matrix, second.matrix], format="csc"),
        **{name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in fields},
    )
    cuts = [column_cut(group) for group in parts[0][1]]
    cuts += [column_cut([column + shift for column in group]) for group in parts[1][1]]
    found = enumerate_sets(lp, cuts, 3)
    whole = worst_sets(LinearOracle(lp, cuts), names(16), 3)
    split = worst_sets(LinearOracle(lp, cuts), names(16), 3, blocks=[0] * 8 + [1] * 8)
    check(whole, found)
    check(split, found)
    assert split.solved <= whole.solved


def must_run() -> tuple[LinearProgram, list[Alteration]]:
    """A dear unit that must run at 2; with it out, the cost falls, unless the cheap ones are out as well."""
    build = Builder()
    columns = [
        build.column({0: 1.0}, 9.0, 6.0, lower=2.0),
        build.column({0: 1.0}, 1.0, 4.0),
        build.column({0: 1.0}, 2.0, 4.0),
        build.column({0: 1.0}, 3.0, 4.0),
    ]
    build.column({0: 1.0}, 50.0, 8.0)
    return build.program([8.0]), [column_cut([column], pure=number > 0) for number, column in enumerate(columns)]


@pytest.mark.parametrize("bounded", [True, False])
def test_cuts_that_are_not_pure_are_enumerated(bounded: bool) -> None:  # noqa: FBT001
    lp, cuts = must_run()
    result = worst_sets(LinearOracle(lp, cuts, bounded=bounded), names(4), 3, pure=[cut.pure for cut in cuts])
    check(result, enumerate_sets(lp, cuts, 3))
    assert result.guarantee == "enumerated"
    alone = LinearOracle(lp, cuts).solve([frozenset({0})])[0]
    assert alone.objective < result.reference


def test_infeasible_sets_do_endless_damage() -> None:
    build = Builder()
    columns = [build.column({0: 1.0}, float(i), 5.0) for i in range(3)]
    lp, cuts = build.program([5.0]), [column_cut([column]) for column in columns]
    oracle = LinearOracle(lp, cuts)
    assert oracle.prices is None
    result = worst_sets(oracle, names(3), 3)
    assert result.sets == (("a0", "a1", "a2"), ("a0", "a1"), ("a0",))
    assert result.damages == (np.inf, 10.0, 5.0)
    assert result.guarantee == "certified"


def test_a_search_that_is_stopped_says_so() -> None:
    lp, cuts = network(2)
    done = worst_sets(LinearOracle(lp, cuts), names(40), 2)
    stopped = worst_sets(LinearOracle(lp, cuts), names(40), 2, limit=20)
    assert stopped.guarantee == "lower bound"
    assert stopped.bound >= done.damages[0]
    assert stopped.damages[0] <= done.damages[0] + 1e-9


class Failing:
    """An oracle that cannot solve one set."""

    def __init__(self, inner: LinearOracle, bad: frozenset[int]) -> None:
        """Wrap a solver."""
        self.inner, self.bad = inner, bad

    def solve(self, sets: Sequence[frozenset[int]]) -> list[State]:
        states = self.inner.solve(sets)
        idle = np.zeros(self.inner.gauge.count)
        return [
            State(np.nan, idle > 0, idle) if chosen == self.bad else state
            for chosen, state in zip(sets, states, strict=True)
        ]


def test_a_set_that_was_not_solved_is_named() -> None:
    lp, groups = greedy_trap()
    oracle = Failing(LinearOracle(lp, [column_cut(group) for group in groups]), frozenset({0}))
    result = worst_sets(oracle, names(3), 2)
    assert result.failed == (("a0",),)
    assert result.guarantee == "lower bound"
    assert result.bound == np.inf
    with pytest.raises(SolveError, match="uncut"):
        worst_sets(Failing(oracle.inner, frozenset()), names(3), 2)


def test_nothing_to_find() -> None:
    lp, groups = greedy_trap()
    result = worst_sets(LinearOracle(lp, [column_cut([groups[0][0]])]), ["a0"], 2)
    assert result.sets == ()
    assert result.bound == 0.0
    assert greedy_set(LinearOracle(lp, [column_cut([groups[0][0]])]), ["a0"], 2).sets == ()


def test_derates_leave_a_rest() -> None:
    lp, groups = flow_network(7, buses=6, arcs=9, sources=4)
    cuts = [column_cut(group, left=0.3 * lp.column_upper[group]) for group in groups]
    check(worst_sets(LinearOracle(lp, cuts), names(13), 3), enumerate_sets(lp, cuts, 3))


def test_overlapping_groups() -> None:
    lp, groups = flow_network(8, buses=6, arcs=9, sources=3)
    pairs = [groups[i] + groups[(i + 1) % len(groups)] for i in range(len(groups))]
    cuts = [column_cut(pair) for pair in pairs]
    check(worst_sets(LinearOracle(lp, cuts), names(12), 3), enumerate_sets(lp, cuts, 3))


@pytest.mark.parametrize(
    "arguments",
    [{"k": 0}, {"top": 0}, {"budget": -1.0}, {"cost": [1.0]}, {"cost": [1.0, 2.0, -1.0]}, {"budget": float("nan")}],
)
def test_wrong_arguments(arguments: dict[str, object]) -> None:
    lp, groups = greedy_trap()
    with pytest.raises(UsageError):
        worst_sets(LinearOracle(lp, [column_cut(group) for group in groups]), names(3), **arguments)  # type: ignore[arg-type]
