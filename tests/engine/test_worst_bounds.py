"""No set does more than a bound says, on random networks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.engine.ledger import Ledger, best_sum
from levier.engine.prices import price_bounds
from levier.engine.relief import LinearOracle
from levier.lp import solve
from tests.engine.nets import Builder, column_cut, flow_network

SEEDS = st.integers(0, 5_000)
SETS = st.frozensets(st.integers(0, 13), max_size=4)


def oracle(seed: int, credit: float = 0.0) -> LinearOracle:
    lp, groups = flow_network(seed, buses=6, arcs=9, sources=5, credit=credit)
    return LinearOracle(lp, [column_cut(group) for group in groups])


@settings(max_examples=60, deadline=None)
@given(SEEDS, SETS, SETS, st.sampled_from([0.0, 2.0]))
def test_relief_bounds_any_further_cuts(seed: int, first: frozenset[int], more: frozenset[int], credit: float) -> None:
    solver = oracle(seed, credit)
    small, large = solver.solve([first, first | more])
    assert np.isfinite(small.relief).all()
    bound = small.objective + small.slack + small.relief[list(more - first)].sum()
    assert small.slack >= 0.0
    assert small.slack == 0.0 or credit
    assert large.objective <= bound + 1e-6 * (1 + abs(bound))
    assert large.objective >= small.objective - 1e-6 * (1 + abs(bound))
    if not small.used[list(more)].any():
        assert large.objective == pytest.approx(small.objective, rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(SEEDS, SETS)
def test_an_optimal_dual_lies_in_the_box(seed: int, chosen: frozenset[int]) -> None:
    """The dual restricted to the box is the program with moves beyond its prices: same optimum."""
    solver = oracle(seed)
    prices = solver.prices
    assert prices is not None
    lp, groups = flow_network(seed, buses=6, arcs=9, sources=5)
    columns = [column for asset in chosen for column in groups[asset]]
    cut = lp.with_bounds(columns, 0.0, 0.0)
    extra = Builder()
    for row, (low, high) in enumerate(zip(prices.row_lower, prices.row_upper, strict=True)):
        extra.column({row: 1.0}, high)
        extra.column({row: -1.0}, -low)
    box = extra.program([0.0] * lp.row_lower.size)
    import scipy.sparse as sp

    wide = cut.replace(
        cost=np.concatenate([cut.cost, box.cost]),
        matrix=sp.hstack([cut.matrix, box.matrix], format="csc"),
        column_lower=np.concatenate([cut.column_lower, box.column_lower]),
        column_upper=np.concatenate([cut.column_upper, box.column_upper]),
    )
    assert solve(wide).objective == pytest.approx(solve(cut).objective, rel=1e-7, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(SEEDS, SETS, st.integers(0, 2))
def test_ledger_bounds_completions(seed: int, chosen: frozenset[int], more: int) -> None:
    solver = oracle(seed)
    ledger = Ledger(solver, solver.gauge.pure)
    ledger.fetch([frozenset({asset}) for asset in chosen])
    further = np.array([asset for asset in range(14) if asset not in chosen])
    bound = ledger.bound(chosen, further, more, np.ones(14), np.inf)
    rng = np.random.default_rng(seed)
    for _ in range(5):
        added = frozenset(rng.choice(further, more, replace=False).tolist())
        assert solver.solve([chosen | added])[0].objective <= bound + 1e-6 * (1 + abs(bound))


def test_single_damages_do_not_add_up_to_a_bound() -> None:
    """Either of two lines feeds all; each alone does nothing, both do everything. The relief knows."""
    build = Builder()
    lines = [build.column({0: 1.0}, 0.0, 10.0), build.column({0: 1.0}, 0.0, 10.0)]
    build.column({0: 1.0}, 100.0, 10.0)
    solver = LinearOracle(build.program([10.0]), [column_cut([line]) for line in lines])
    base, *single, both = solver.solve([frozenset(), frozenset({0}), frozenset({1}), frozenset({0, 1})])
    assert [state.objective for state in single] == [0.0, 0.0]
    assert both.objective == 1000.0
    assert base.objective + base.relief.sum() >= 1000.0


def test_converters_multiply_the_worth_of_a_unit() -> None:
    """A unit ahead of an efficiency of 3 and a shedding price of 10 is worth 30; behind a loss of half, 5."""
    build = Builder()
    supply = build.column({0: 1.0}, 1.0, 4.0)
    pump = build.column({0: -1.0, 1: 3.0}, 0.0, 4.0)
    lossy = build.column({1: -1.0, 2: 0.5}, 0.0, 4.0)
    for row in (1, 2):
        build.column({row: 1.0}, 10.0, 6.0)
        build.column({row: -1.0}, 0.0)
    lp = build.program([0.0, 6.0, 1.0])
    cuts = [column_cut([column]) for column in (supply, pump, lossy)]
    prices = price_bounds(lp, cuts)
    assert prices is not None
    assert prices.up[[supply, pump, lossy]] == pytest.approx([29.0, 30.0, 5.0])


def test_a_loop_of_credits_is_bounded_by_raising_costs() -> None:
    build = Builder()
    there = build.column({0: -1.0, 1: 1.0}, -1.0, 4.0)
    back = build.column({1: -1.0, 0: 1.0}, -1.0, 4.0)
    source = build.column({0: 1.0}, 1.0, 5.0)
    build.column({1: 1.0}, 50.0, 3.0)
    lp = build.program([0.0, 3.0])
    solver = LinearOracle(lp, [column_cut([column]) for column in (there, back, source)])
    assert solver.prices is not None
    assert solver.prices.raised[[there, back]].tolist() == [1.0, 1.0]
    assert np.isfinite(solver.prices.up).all()
    base, cut = solver.solve([frozenset(), frozenset({0})])
    assert base.slack == 5.0
    assert cut.objective <= base.objective + base.slack + base.relief[0]


def test_a_loop_that_gains_has_no_bound_but_an_answer() -> None:
    build = Builder()
    there = build.column({0: -1.0, 1: 1.2}, 0.0, 4.0)
    back = build.column({1: -1.0, 0: 1.0}, 0.0, 4.0)
    source = build.column({0: 1.0}, 1.0, 5.0)
    build.column({1: 1.0}, 50.0, 6.0)
    for row in (0, 1):
        build.column({row: -1.0}, 0.0)
    solver = LinearOracle(build.program([0.0, 6.0]), [column_cut([column]) for column in (there, back, source)])
    assert solver.prices is not None
    assert np.isinf(solver.prices.up[[there, back]]).all()
    state = solver.solve([frozenset()])[0]
    assert not np.isnan(state.relief).any()


def test_best_sum_is_no_less_than_any_choice() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        gains, costs = rng.uniform(0, 9, 6), rng.choice([0.0, 1.0, 2.0], 6)
        money, more = rng.uniform(0, 6), int(rng.integers(0, 5))
        chosen = [np.array(list(np.binary_repr(i, 6)), dtype=int) for i in range(64)]
        best = max(gains @ one for one in chosen if one.sum() <= more and costs @ one <= money)
        assert best_sum(gains, more, costs, money) >= best - 1e-9
