"""Known answers, statuses, warm starts and the ladder."""

from __future__ import annotations

import itertools

import highspy
import numpy as np
import pytest
import scipy.optimize
import scipy.sparse as sp

from levier.errors import SolveError, UsageError
from levier.lp import Basis, Highs, LinearProgram, Solution, Status, require_optimal, solve
from levier.lp import highs as module
from tests.lp.programs import transport, two_columns


def test_known_answer_with_offset() -> None:
    solution = solve(two_columns().replace(offset=100.0))
    assert solution.objective == pytest.approx(107.0)
    assert solution.x.tolist() == [4.0, 1.0]
    assert solution.row_dual.tolist() == [3.0]
    assert solution.column_dual.tolist() == [-2.0, 0.0]
    assert (solution.solver, solution.version) == ("HiGHS", highspy.Highs().version())
    assert [attempt.method for attempt in solution.attempts] == ["cold"]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("equal_costs", [False, True])
def test_agrees_with_scipy(seed: int, *, equal_costs: bool) -> None:
    program = transport(seed, equal_costs=equal_costs)
    finite = np.isfinite(program.row_lower)
    dense = program.matrix.toarray()
    other = scipy.optimize.linprog(
        program.cost,
        A_ub=dense[~finite],
        b_ub=program.row_upper[~finite],
        A_eq=dense[finite],
        b_eq=program.row_upper[finite],
    )
    assert solve(program).objective == pytest.approx(other.fun, rel=1e-9)


def test_infeasible_is_a_status_without_numbers() -> None:
    solution = solve(two_columns(demand=20.0))
    assert solution.status is Status.INFEASIBLE
    assert np.isnan(solution.objective)
    assert np.isnan(solution.x).all()
    with pytest.raises(SolveError, match=r"winter was not solved: infeasible \(cold: infeasible"):
        require_optimal(solution, "winter")


def test_crossed_bounds_are_infeasible() -> None:
    assert solve(two_columns().with_bounds([0], 3.0, 2.0)).status is Status.INFEASIBLE


def test_unbounded_is_told_from_infeasible() -> None:
    program = two_columns().replace(cost=[-1.0, 0.0], row_upper=[np.inf], column_upper=[np.inf, 9.0])
    assert solve(program).status is Status.UNBOUNDED


def test_program_without_rows() -> None:
    program = LinearProgram(
        cost=[1.0, -2.0],
        matrix=sp.csr_array((0, 2)),
        row_lower=[],
        row_upper=[],
        column_lower=[1.0, 0.0],
        column_upper=[5.0, 4.0],
    )
    assert solve(program).x.tolist() == [1.0, 4.0]


def test_empty_program() -> None:
    empty = LinearProgram(
        cost=[], matrix=sp.csr_array((0, 0)), row_lower=[], row_upper=[], column_lower=[], column_upper=[], offset=3.0
    )
    assert solve(empty).objective == pytest.approx(3.0)


def test_updates_and_back() -> None:
    highs = Highs(two_columns())
    base = highs.solve()
    highs.update_columns([0], 0.0, 1.0)
    highs.update_rows([0], 6.0, 6.0)
    highs.update_costs([1], 2.0)
    assert highs.solve(base.basis).objective == pytest.approx(1 + 5 * 2)
    assert highs.program.row_lower.tolist() == [6.0]
    highs.update_columns([0], 0.0, 4.0)
    highs.update_rows([0], 5.0, 5.0)
    highs.update_costs([1], 3.0)
    again = highs.solve(base.basis)
    assert again.objective == base.objective
    assert again.attempts[0].method == "warm"


def test_infeasible_cut_leaves_no_damage() -> None:
    highs = Highs(two_columns())
    base = highs.solve()
    highs.update_columns([1], 0.0, 0.5)
    cut = highs.solve(base.basis)
    assert cut.status is Status.INFEASIBLE
    assert [attempt.method for attempt in cut.attempts] == ["warm", "cold"]
    highs.update_columns([1], 0.0, 9.0)
    assert highs.solve(base.basis).objective == base.objective


@pytest.mark.parametrize("columns", [[0, 0], [-1], [2]])
def test_wrong_indices_change_nothing(columns: list[int]) -> None:
    highs = Highs(two_columns())
    with pytest.raises(UsageError, match="unique and from 0 to 1"):
        highs.update_columns(columns, 0.0, 0.0)
    assert highs.solve().objective == pytest.approx(7.0)


def test_basis_of_another_shape_is_refused() -> None:
    basis = Basis(np.zeros(3, dtype=np.int8), np.ones(1, dtype=np.int8))
    with pytest.raises(UsageError, match="basis is for"):
        solve(two_columns(), basis=basis)


def _answers(program: LinearProgram, order: list[int]) -> dict[int, Solution]:
    """Cut one column at a time in the given order on one instance, always from the uncut basis."""
    highs = Highs(program)
    basis = highs.solve().basis
    answers = {}
    for column in order:
        highs.update_columns([column], 0.0, 0.0)
        answers[column] = highs.solve(basis)
        highs.update_columns([column], 0.0, np.inf)
    return answers


@pytest.mark.parametrize("seed", range(3))
def test_answers_do_not_depend_on_the_order(seed: int) -> None:
    program = transport(seed, sources=8, sinks=9, equal_costs=True)
    order = list(range(0, 72, 2))
    forward, backward = _answers(program, order), _answers(program, order[::-1])
    for column in order:
        assert forward[column].objective == backward[column].objective
        assert (forward[column].x == backward[column].x).all()
        assert (forward[column].row_dual == backward[column].row_dual).all()


def test_time_limit_is_per_solve_not_per_instance() -> None:
    highs = Highs(transport(0, sources=20, sinks=30), time_limit=5.0)
    for _ in range(50):
        highs.solve()
    highs.time_limit = 0.5
    assert all(highs.solve().is_optimal for _ in range(50))


def test_no_time_is_a_status() -> None:
    assert solve(two_columns(), time_limit=0.0).status is Status.TIME_LIMIT


def test_wrong_optimum_is_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    original, calls = module.residuals, itertools.count()

    def doubtful(*args: object, **options: object) -> object:
        found = original(*args, **options)  # type: ignore[arg-type]
        return type(found)(1.0, 0.0, 0.0) if next(calls) == 0 else found

    basis = solve(two_columns()).basis
    monkeypatch.setattr(module, "residuals", doubtful)
    solution = solve(two_columns(), basis=basis)
    assert solution.is_optimal
    assert [attempt.method for attempt in solution.attempts] == ["warm", "cold"]
    assert "worst residual 1.0e+00" in solution.ladder


def test_ladder_ends_in_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = module.residuals(two_columns(), np.array([9.0, 9.0]), np.zeros(1), np.zeros(2))
    monkeypatch.setattr(module, "residuals", lambda *_, **__: bad)
    solution = solve(two_columns())
    assert solution.status is Status.FAILED
    assert len(solution.attempts) == 3
    assert np.isnan(solution.x).all()


def test_survives_threads_set_by_another_library() -> None:
    other = highspy.Highs()
    other.silent()
    other.setOptionValue("threads", 2)
    highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - positional only
    other.passModel(highspy.HighsLp())
    other.run()
    assert solve(transport(1)).is_optimal
    highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - positional only


def test_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    solve(transport(2))
    assert capfd.readouterr() == ("", "")
