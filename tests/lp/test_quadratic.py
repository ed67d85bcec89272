"""Convex diagonal quadratic programs, against scipy and the optimality conditions."""

from __future__ import annotations

import time

import numpy as np
import pytest
import scipy.optimize

from levier.lp import LinearProgram, Status, solve
from levier.lp import _methods as methods
from tests.lp.programs import least_squares, two_columns


def test_projection_known_by_hand() -> None:
    program = two_columns().replace(cost=[0.0, 0.0], quadratic=[1.0, 1.0], column_upper=[2.0, np.inf])
    solution = solve(program)
    assert solution.x == pytest.approx([2.0, 3.0], abs=1e-6)
    assert solution.objective == pytest.approx(6.5)
    assert solution.row_dual == pytest.approx([3.0], abs=1e-6)
    assert solution.basis is None


def test_agrees_with_scipy() -> None:
    program, target, weight = least_squares(3, columns=30, rows=8)
    constraint = scipy.optimize.LinearConstraint(program.matrix.toarray(), program.row_lower, program.row_upper)
    other = scipy.optimize.minimize(
        lambda x: 0.5 * float(weight @ (x - target) ** 2),
        np.full(30, 50.0),
        jac=lambda x: weight * (x - target),
        bounds=scipy.optimize.Bounds(program.column_lower, program.column_upper),
        constraints=[constraint],
        method="SLSQP",
        options={"maxiter": 500, "ftol": 1e-12},
    )
    assert solve(program).objective == pytest.approx(other.fun, rel=1e-6)


@pytest.mark.parametrize("linear_columns", [0, 200])
def test_reconciliation_size_is_exact_and_quick(linear_columns: int) -> None:
    program, _, weight = least_squares(0, columns=800, rows=350)
    quadratic, upper = weight.copy(), program.column_upper.copy()
    quadratic[:linear_columns] = 0.0
    upper[:linear_columns] = np.minimum(upper[:linear_columns], 500.0)
    start = time.perf_counter()
    solution = solve(program.replace(quadratic=quadratic, column_upper=upper))
    assert solution.is_optimal
    assert solution.residuals.within(1e-9)
    assert solution.attempts[-1].method == "quadratic interior point"
    assert time.perf_counter() - start < 10


def test_mixed_scales() -> None:
    program, target, _ = least_squares(1, columns=200, rows=80)
    weight = 10 ** np.random.default_rng(1).uniform(-6, 2, 200)
    solution = solve(program.replace(quadratic=weight, cost=-weight * target))
    assert solution.residuals.within(1e-8)


def test_infeasible() -> None:
    program = two_columns(demand=99.0).replace(quadratic=[1.0, 1.0])
    assert solve(program).status in {Status.INFEASIBLE, Status.UNBOUNDED_OR_INFEASIBLE}


def test_unbounded_ends_at_once() -> None:
    program, _, weight = least_squares(0, columns=800, rows=350)
    quadratic = np.where(np.arange(800) < 200, 0.0, weight)
    solution = solve(program.replace(quadratic=quadratic))
    assert solution.status in {Status.UNBOUNDED, Status.UNBOUNDED_OR_INFEASIBLE}
    assert len(solution.attempts) == 1


def test_zero_quadratic_equals_linear() -> None:
    program: LinearProgram = two_columns()
    assert solve(program.replace(quadratic=[0.0, 0.0])).objective == pytest.approx(solve(program).objective)


def test_says_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(methods._bridge, "has_quadratic_interior_point", lambda: False)
    solution = solve(two_columns().replace(quadratic=[1.0, 1.0]))
    assert solution.is_optimal
    assert "highspy[extras]" in solution.ladder
