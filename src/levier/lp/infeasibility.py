"""Explain an infeasible program: which rows would have to give way, and by how much."""

from __future__ import annotations

import dataclasses

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray

from levier.lp.highs import solve
from levier.lp.program import LinearProgram, Vector
from levier.lp.solution import require_optimal

__all__ = ["Infeasibility", "explain"]


@dataclasses.dataclass(frozen=True, eq=False)
class Infeasibility:
    """The least slack that makes a program feasible; one such choice of several.

    Attributes:
        rows: What each row lacks to reach its lower bound (positive) or has beyond its upper bound (negative), in the
            unit of the row, shape (m,).
        columns: How far each column's lower bound lies above its upper bound, shape (n,); mostly zero.
        prices: How much the weighted slack grows per unit of a row's binding bound, shape (m,); a row with a price and
            no slack stands in the way of others.
    """

    rows: Vector
    columns: Vector
    prices: Vector

    @property
    def total(self) -> float:
        """Sum of all absolute slack; 0 means feasible."""
        return float(np.abs(self.rows).sum() + self.columns.sum())

    def worst(self, count: int) -> NDArray[np.intp]:
        """Indices of the rows that need slack, largest first, at most `count`."""
        order = np.argsort(-np.abs(self.rows), kind="stable")
        return order[: min(count, np.count_nonzero(self.rows))]


def explain(program: LinearProgram, weights: ArrayLike | None = None, *, threshold: float = 1e-7) -> Infeasibility:
    """Find the least slack that lets every row hold (the elastic program; Brown and Graves 1975, Chinneck 2008).

    Args:
        program: A program, feasible or not; its costs play no part.
        weights: What a unit of slack counts in each row, shape (m,); rows in different units want different weights.
        threshold: Slack at or below this is taken as none.

    Returns:
        Slack by row, and the width by which column bounds cross.

    Raises:
        SolveError: The elastic program itself could not be solved.

    Example:
        >>> program = LinearProgram(cost=[0.0], matrix=sp.csr_array([[1.0], [1.0]]), row_lower=[5.0, 0.0],
        ...                         row_upper=[5.0, 9.0], column_lower=[0.0], column_upper=[3.0])
        >>> found = explain(program)
        >>> found.rows.tolist(), found.worst(5).tolist()
        ([2.0, 0.0], [0])
    """
    rows, columns = program.shape
    weight = np.broadcast_to(np.asarray(1.0 if weights is None else weights, dtype=np.float64), (rows,))
    identity = sp.eye_array(rows, format="csc")
    elastic = LinearProgram(
        cost=np.concatenate([np.zeros(columns), weight, weight]),
        matrix=sp.hstack([program.matrix, identity, -identity], format="csc"),
        row_lower=program.row_lower,
        row_upper=np.maximum(program.row_lower, program.row_upper),
        column_lower=np.concatenate([np.minimum(program.column_lower, program.column_upper), np.zeros(2 * rows)]),
        column_upper=np.concatenate(
            [np.maximum(program.column_lower, program.column_upper), np.full(2 * rows, np.inf)]
        ),
    )
    solution = require_optimal(solve(elastic), "the elastic program")
    x = solution.x
    slack = x[columns : columns + rows] - x[columns + rows :]
    slack[np.abs(slack) <= threshold] = 0.0
    crossed = np.maximum(program.column_lower - program.column_upper, 0.0)
    return Infeasibility(slack, crossed, solution.row_dual)
