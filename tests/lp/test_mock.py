"""The mock replays answers and keeps the calls."""

from __future__ import annotations

import pytest

from levier.errors import SolveError, UsageError
from levier.lp import MockSolver, Status, require_optimal, solve
from tests.lp.programs import two_columns


def test_replays_in_order_and_records() -> None:
    program = two_columns()
    answer = solve(program)
    mock = MockSolver([answer, Status.TIME_LIMIT])
    assert mock.solve(program, tolerance=1e-3) is answer
    with pytest.raises(SolveError, match="time_limit"):
        require_optimal(mock.solve(program, basis=answer.basis), "the second")
    assert [call.tolerance for call in mock.calls] == [1e-3, 1e-6]
    assert mock.calls[1].basis is answer.basis


def test_refuses_one_call_too_many() -> None:
    with pytest.raises(UsageError, match="0 answers"):
        MockSolver([]).solve(two_columns())


def test_optimal_needs_numbers() -> None:
    with pytest.raises(UsageError, match="needs numbers"):
        MockSolver([Status.OPTIMAL]).solve(two_columns())
