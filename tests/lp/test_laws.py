"""Laws of linear programming on random programs."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.lp import Highs, LinearProgram, Solution, residuals, solve
from tests.lp.programs import transport

SEEDS = st.integers(0, 10_000)


def _random(seed: int) -> LinearProgram:
    """Bounded, feasible program with rows of every kind."""
    rng = np.random.default_rng(seed)
    rows, columns = int(rng.integers(1, 12)), int(rng.integers(1, 20))
    matrix = sp.random_array((rows, columns), density=0.4, rng=rng, format="csc")
    inside = rng.uniform(0, 5, columns)
    activity = matrix @ inside
    kind = rng.integers(0, 4, rows)
    return LinearProgram(
        cost=rng.normal(0, 10, columns),
        matrix=matrix,
        row_lower=np.where(kind == 1, -np.inf, np.where(kind == 3, activity, activity - 1)),
        row_upper=np.where(kind == 2, np.inf, np.where(kind == 3, activity, activity + 1)),
        column_lower=np.zeros(columns),
        column_upper=np.full(columns, 6.0),
    )


def _dual_objective(program: LinearProgram, solution: Solution) -> float:
    """Value of the dual at the answer's duals."""
    total = program.offset
    for dual, lower, upper in (
        (solution.row_dual, program.row_lower, program.row_upper),
        (solution.column_dual, program.column_lower, program.column_upper),
    ):
        bound = np.where(dual > 0, lower, np.where(dual < 0, upper, 0.0))
        total += float(dual @ np.where(np.isfinite(bound), bound, 0.0))
    return total


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_strong_duality_and_residuals(seed: int) -> None:
    program = _random(seed)
    solution = solve(program)
    assert solution.is_optimal
    assert solution.residuals.within(1e-8)
    assert _dual_objective(program, solution) == pytest.approx(solution.objective, rel=1e-7, abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(0, 29), st.floats(0, 5))
def test_a_cut_never_lowers_the_cost_and_warm_equals_cold(seed: int, column: int, left: float) -> None:
    program = transport(seed, equal_costs=seed % 2 == 0)
    highs = Highs(program)
    base = highs.solve()
    highs.update_columns([column], 0.0, left)
    warm = highs.solve(base.basis)
    cold = solve(program.with_bounds([column], 0.0, left))
    assert warm.objective == pytest.approx(cold.objective, rel=1e-9)
    assert warm.objective >= base.objective * (1 - 1e-9)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.floats(0.01, 1.0))
def test_residuals_see_a_wrong_answer(seed: int, shift: float) -> None:
    program = transport(seed)
    solution = solve(program)
    wrong = residuals(program, solution.x + shift, solution.row_dual, solution.column_dual)
    assert wrong.primal > 1e-6
    wrong = residuals(program, solution.x, solution.row_dual + shift, solution.column_dual)
    assert wrong.dual > 1e-6


def test_residuals_of_nan_are_not_within() -> None:
    program = transport(0)
    solution = solve(program)
    found = residuals(program, solution.x * np.nan, solution.row_dual, solution.column_dual)
    assert not found.within(1.0)
