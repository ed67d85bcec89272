"""The elastic program names the rows that must give way."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from levier.lp import LinearProgram, explain, solve
from tests.lp.programs import transport, two_columns


def test_names_what_is_missing() -> None:
    found = explain(two_columns(demand=20.0))
    assert found.rows == pytest.approx([7.0])
    assert found.total == pytest.approx(7.0)


def test_excess_is_negative() -> None:
    found = explain(two_columns(demand=2.0).with_bounds([0], 3.0, 4.0))
    assert found.rows == pytest.approx([-1.0])


def test_feasible_needs_nothing() -> None:
    found = explain(transport(0))
    assert found.total == 0
    assert found.worst(3).size == 0


def test_crossed_bounds_are_told() -> None:
    found = explain(two_columns().with_bounds([0], 3.0, 2.0))
    assert found.columns.tolist() == [1.0, 0.0]


def test_weights_choose_the_row() -> None:
    program = LinearProgram(
        cost=[0.0],
        matrix=sp.csr_array([[1.0], [1.0]]),
        row_lower=[5.0, -np.inf],
        row_upper=[np.inf, 2.0],
        column_lower=[0.0],
        column_upper=[9.0],
    )
    assert explain(program, [10.0, 1.0]).rows == pytest.approx([0.0, -3.0])
    assert explain(program, [1.0, 10.0]).rows == pytest.approx([3.0, 0.0])


def test_the_slack_makes_it_feasible() -> None:
    program = two_columns(demand=20.0)
    slack = explain(program).rows
    relaxed = program.replace(row_lower=program.row_lower - slack, row_upper=program.row_upper - slack)
    assert solve(relaxed).is_optimal
