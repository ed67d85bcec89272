"""Hold the answer to a small change of a program, and check it against the arrays without copying them."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from levier.lp.program import LinearProgram, Vector
from levier.lp.solution import Solution, Status

__all__ = ["Change", "Checker", "Point", "Start"]

Start = highspy.HighsBasis
"""A basis in the solver's own form: cheap to keep and to set, and only good within one process."""


def _no_integers() -> NDArray[np.int32]:
    return np.zeros(0, dtype=np.int32)


def _no_numbers() -> Vector:
    return np.zeros(0)


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Other bounds for some columns and rows.

    Attributes:
        columns: Column indices without duplicates, shape (k,), int32.
        lower: Their lower bounds, shape (k,).
        upper: Their upper bounds, shape (k,).
        rows: Row indices without duplicates, shape (r,), int32.
        row_lower: Their lower bounds, shape (r,).
        row_upper: Their upper bounds, shape (r,).
    """

    columns: NDArray[np.int32] = dataclasses.field(default_factory=_no_integers)
    lower: Vector = dataclasses.field(default_factory=_no_numbers)
    upper: Vector = dataclasses.field(default_factory=_no_numbers)
    rows: NDArray[np.int32] = dataclasses.field(default_factory=_no_integers)
    row_lower: Vector = dataclasses.field(default_factory=_no_numbers)
    row_upper: Vector = dataclasses.field(default_factory=_no_numbers)


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Point:
    """The checked answer to one change; its numbers are NaN unless the status is optimal.

    Attributes:
        status: How the ladder ended.
        objective: Objective with its offset.
        bound: What the duals alone prove: no feasible point costs less.
        x: Column values, shape (n,).
        row_dual: Row duals, shape (m,).
        reduced: Reduced costs, recomputed as ``cost - matrix.T @ row_dual``, shape (n,).
        residual: Worst of primal violation, duals without a bound to rest on, and gap; relative as in `residuals`.
        method: The rung of the ladder that gave the answer, or all that failed.
        iterations: Iterations of the rung that gave the answer.
        start: Where a next solve may begin; only the object that gave the point can read it.
    """

    status: Status
    objective: float
    bound: float
    x: Vector
    row_dual: Vector
    reduced: Vector
    residual: float
    method: str
    iterations: int
    start: Any

    @property
    def is_optimal(self) -> bool:
        """Whether the numbers may be read."""
        return self.status is Status.OPTIMAL

    @classmethod
    def of(cls, solution: Solution) -> Point:
        """Return the optimum of a whole solve as a point, without a place to start from."""
        last = solution.attempts[-1]
        return cls(
            solution.status,
            solution.objective,
            solution.objective,
            solution.x,
            solution.row_dual,
            solution.column_dual,
            solution.residuals.worst,
            last.method,
            last.iterations,
            None,
        )


class Checker:
    """The arrays of a program, laid out for checking one answer after the other.

    Args:
        program: A linear program.
    """

    def __init__(self, program: LinearProgram) -> None:
        """Lay the arrays out."""
        self.program = program
        self._by_row = program.matrix.tocsr()
        self._by_column = program.matrix.T.tocsr()
        self._row_size = abs(self._by_row)
        self._column_size = abs(self._by_column)
        self._lower, self._upper = program.column_lower.copy(), program.column_upper.copy()
        self._row_lower, self._row_upper = program.row_lower.copy(), program.row_upper.copy()

    @contextlib.contextmanager
    def under(self, change: Change) -> Iterator[None]:
        """Put other bounds in place for a while."""
        columns, rows, own = change.columns, change.rows, self.program
        self._lower[columns], self._upper[columns] = change.lower, change.upper
        self._row_lower[rows], self._row_upper[rows] = change.row_lower, change.row_upper
        try:
            yield
        finally:
            self._lower[columns], self._upper[columns] = own.column_lower[columns], own.column_upper[columns]
            self._row_lower[rows], self._row_upper[rows] = own.row_lower[rows], own.row_upper[rows]

    def point(self, x: Vector, row_dual: Vector, method: str, iterations: int, start: Start | None) -> Point:
        """Check an answer under the bounds in place."""
        program = self.program
        reduced = program.cost - self._by_column @ row_dual
        activity = self._by_row @ x
        value = _dot(program.cost, x)
        primal = max(
            _outside(activity, self._row_lower, self._row_upper, lambda: 1.0 + self._row_size @ np.abs(x)),
            _outside(x, self._lower, self._upper, lambda: 1.0 + np.abs(x)),
        )
        rows, no_row = _proved(row_dual, self._row_lower, self._row_upper)
        columns, no_column = _proved(reduced, self._lower, self._upper)
        dual = 0.0
        if no_row.any():
            dual = float(np.max(np.abs(row_dual[no_row]) / (1.0 + np.abs(row_dual[no_row]))))
        if no_column.any():
            scale = 1.0 + np.abs(program.cost) + self._column_size @ np.abs(row_dual)
            dual = max(dual, float(np.max(np.abs(reduced[no_column]) / scale[no_column])))
        objective, bound = value + program.offset, rows + columns + program.offset
        gap = abs(objective - bound) / (1.0 + abs(objective))
        residual = float(np.max([primal, dual, gap]))
        return Point(Status.OPTIMAL, objective, bound, x, row_dual, reduced, residual, method, iterations, start)


def _dot(left: Vector, right: Vector) -> float:
    """Inner product whose rounding does not depend on how many threads the linear algebra library has."""
    return float((left * right).sum())


def _outside(value: Vector, lower: Vector, upper: Vector, scale: object) -> float:
    """Largest relative distance of values outside their bounds; NaN wins."""
    distance = np.maximum(lower - value, value - upper)
    if np.max(distance, initial=0.0) == 0:
        return 0.0
    return float(np.max(np.maximum(distance, 0.0) / scale(), initial=0.0))  # type: ignore[operator]


def _proved(dual: Vector, lower: Vector, upper: Vector) -> tuple[float, NDArray[np.bool_]]:
    """Least value of ``dual @ z`` over the box, left out where it has no bound; where that is."""
    rest = np.where(dual > 0, lower, upper)
    endless = np.isinf(rest)
    rest[endless] = 0.0
    return _dot(dual, rest), endless & (dual != 0)
