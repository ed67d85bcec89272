"""The program refuses what cannot be right, and never changes under its holder."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from levier.errors import UsageError
from tests.lp.programs import two_columns


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("cost", [1.0], "cost has shape (1,)"),
        ("cost", [1.0, np.nan], "cost[1]"),
        ("cost", [np.inf, 1.0], "cost[0]"),
        ("row_lower", [np.nan], "row_lower[0]"),
        ("row_upper", [-np.inf], "row_upper[0]"),
        ("column_lower", [0.0, np.inf], "column_lower[1]"),
        ("column_upper", [[1.0, 2.0]], "column_upper has shape (1, 2)"),
        ("matrix", np.ones((1, 2)), "scipy sparse"),
        ("matrix", sp.csr_array([[1.0, np.inf]]), "matrix.data[1]"),
        ("quadratic", [1.0, -1.0], "quadratic[1]"),
        ("quadratic", [1.0], "quadratic has shape (1,)"),
        ("offset", np.nan, "offset"),
    ],
)
def test_refuses_what_cannot_be_right(field: str, value: object, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        two_columns().replace(**{field: value})
    assert says in str(caught.value)


def test_arrays_are_read_only_copies() -> None:
    cost = np.array([1.0, 3.0])
    program = two_columns().replace(cost=cost)
    cost[0] = 99.0
    assert program.cost.tolist() == [1.0, 3.0]
    with pytest.raises(ValueError, match="read-only"):
        program.cost[0] = 2.0


def test_duplicate_entries_are_summed() -> None:
    matrix = sp.coo_array(([1.0, 2.0, 5.0], ([0, 0, 0], [0, 0, 1])), shape=(1, 2))
    assert two_columns().replace(matrix=matrix).matrix.toarray().tolist() == [[3.0, 5.0]]


def test_with_bounds_changes_a_copy() -> None:
    program = two_columns()
    changed = program.with_bounds([1], 2.0, 3.0)
    assert (changed.column_lower.tolist(), changed.column_upper.tolist()) == ([0.0, 2.0], [4.0, 3.0])
    assert program.column_upper.tolist() == [4.0, 9.0]
    with pytest.raises(UsageError, match="0 to 1"):
        program.with_bounds([2], 0.0, 0.0)


def test_objective_counts_offset_and_quadratic() -> None:
    program = two_columns().replace(offset=10.0, quadratic=[2.0, 0.0])
    assert program.objective([3.0, 1.0]) == pytest.approx(10 + 3 + 3 + 9)
