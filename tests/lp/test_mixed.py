"""Mixed-integer programs against enumeration."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import scipy.sparse as sp

from levier.errors import UsageError
from levier.lp import LinearProgram, Status, solve, solve_mixed


def knapsack(seed: int, items: int = 8) -> LinearProgram:
    """Worth and weights of items, and a linear column that fills what is left."""
    rng = np.random.default_rng(seed)
    weight = rng.integers(1, 20, items)
    return LinearProgram(
        cost=np.append(-rng.uniform(1, 10, items), -0.1),
        matrix=sp.csr_array(np.append(weight, 1.0)[None, :]),
        row_lower=[-np.inf],
        row_upper=[0.45 * weight.sum()],
        column_lower=np.zeros(items + 1),
        column_upper=np.append(np.ones(items), np.inf),
        offset=3.0,
    )


@pytest.mark.parametrize("seed", range(4))
def test_equal_to_enumeration(seed: int) -> None:
    program = knapsack(seed)
    whole = np.arange(9) < 8
    answer = solve_mixed(program, whole)
    best = np.inf
    for choice in product([0.0, 1.0], repeat=8):
        fixed = solve(program.with_bounds(np.arange(8), choice, choice))
        best = min(best, fixed.objective if fixed.is_optimal else np.inf)
    assert answer.is_optimal
    assert answer.objective == pytest.approx(best, rel=1e-9)
    assert answer.bound == pytest.approx(best, rel=1e-8)
    assert set(answer.x[:8].tolist()) <= {0.0, 1.0}
    assert answer.objective >= solve(program).objective - 1e-9


def test_without_whole_numbers_it_is_the_linear_program() -> None:
    program = knapsack(0)
    answer = solve_mixed(program, np.zeros(9, dtype=bool))
    assert answer.objective == pytest.approx(solve(program).objective)
    assert answer.bound == answer.objective


def test_infeasible_is_said() -> None:
    program = knapsack(0).replace(row_lower=[1e6], row_upper=[np.inf], column_upper=np.ones(9))
    answer = solve_mixed(program, np.ones(9, dtype=bool))
    assert answer.status in (Status.INFEASIBLE, Status.UNBOUNDED_OR_INFEASIBLE)
    assert np.isnan(answer.objective)
    assert np.isnan(answer.x).all()


def test_no_time_leaves_no_claim() -> None:
    answer = solve_mixed(knapsack(0, items=60), np.arange(61) < 60, time_limit=0.0)
    assert not answer.is_optimal or answer.bound == pytest.approx(answer.objective, rel=1e-8)


def test_wrong_arguments() -> None:
    program = knapsack(0)
    with pytest.raises(UsageError, match="shape"):
        solve_mixed(program, [True])
    with pytest.raises(UsageError, match="quadratic"):
        solve_mixed(program.replace(quadratic=np.ones(9)), np.ones(9, dtype=bool))
