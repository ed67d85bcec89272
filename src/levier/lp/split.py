"""Solve a program of independent parts, each in a solver of its own: a change costs the parts it touches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from levier.errors import SolveError, UsageError
from levier.lp._point import Change, Point, Start
from levier.lp.hot import Hot
from levier.lp.program import LinearProgram
from levier.lp.solution import Basis

__all__ = ["Split"]

Index = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class _Part:
    """One part: its columns and rows in the whole, its solver, its optimum without a change."""

    columns: Index
    rows: Index
    hot: Hot
    base: Point


class Split:
    """One program cut into parts that share no row and no column, with one optimum of each to start from.

    A part that a change does not touch keeps the base's optimum, so nothing of it is solved, copied into the solver
    or checked again. What is solved goes through `Hot`, with its checks and its ladder.

    Args:
        program: a linear program.
        column_part: part of each column, from 0, shape (n,).
        row_part: part of each row, shape (m,).
        basis: of an optimum of the whole program.
        tolerance: as in `Hot`.

    Attributes:
        base: the optimum of the whole program.

    Raises:
        SolveError: a part has no optimum.
        UsageError: a row holds columns of another part, or the labels or the basis have the wrong shape.

    Example:
        >>> import scipy.sparse as sp
        >>> program = LinearProgram(cost=[1.0, 3.0, 2.0], matrix=sp.csr_array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        ...                         row_lower=[5.0, 1.0], row_upper=[5.0, 1.0], column_lower=[0.0, 0.0, 0.0],
        ...                         column_upper=[4.0, 9.0, 9.0])
        >>> from levier.lp import solve
        >>> split = Split(program, [0, 0, 1], [0, 1], solve(program).basis)
        >>> cut = Change(columns=np.array([0], dtype=np.int32), lower=np.zeros(1), upper=np.zeros(1))
        >>> split.base.objective, split.solve(cut, split.base).objective
        (9.0, 17.0)
    """

    def __init__(
        self,
        program: LinearProgram,
        column_part: ArrayLike,
        row_part: ArrayLike,
        basis: Basis,
        *,
        tolerance: float = 1e-6,
    ) -> None:
        """Cut the program, and solve each part from the basis."""
        self.program = program
        self._column_part = np.asarray(column_part, dtype=np.intp)
        self._row_part = np.asarray(row_part, dtype=np.intp)
        self._check(basis)
        count = 1 + int(max(self._column_part.max(initial=0), self._row_part.max(initial=0)))
        self._parts = [self._part(number, basis, tolerance) for number in range(count)]
        self._place = np.empty(program.shape[1], dtype=np.int32)
        self._row_place = np.empty(program.shape[0], dtype=np.int32)
        for part in self._parts:
            self._place[part.columns] = np.arange(part.columns.size)
            self._row_place[part.rows] = np.arange(part.rows.size)
        self.base = self._assembled()

    def solve(self, change: Change, start: Point | None) -> Point:
        """Solve under a change.

        Args:
            change: other bounds; its indices are trusted.
            start: an optimum given by this object, where dual simplex starts; ``None`` for cold solves.

        Returns:
            The checked answer; its status is that of the first part without an optimum, if there is one.
        """
        found: dict[int, Point] = {}
        for number in self._touched(change):
            part = self._parts[number]
            basis = None
            if start is not None:
                basis = _starts(start).get(number, part.base.start)
            point = found[number] = part.hot.solve(self._inside(change, number), basis)
            if not point.is_optimal:
                return self._without(point)
        return self._joined(found)

    def _check(self, basis: Basis) -> None:
        """Refuse labels that do not fit."""
        rows, columns = self.program.shape
        if self._column_part.shape != (columns,) or self._row_part.shape != (rows,):
            message = f"one part for each of the {columns} columns and {rows} rows is needed"
            raise UsageError(message)
        if (basis.rows.size, basis.columns.size) != (rows, columns):
            message = f"the basis is not for {rows} rows and {columns} columns"
            raise UsageError(message)
        entries = self.program.matrix.tocoo()
        if (self._row_part[entries.coords[0]] != self._column_part[entries.coords[1]]).any():
            message = "a row holds columns of another part, so the parts are not independent"
            raise UsageError(message)

    def _part(self, number: int, basis: Basis, tolerance: float) -> _Part:
        """Cut one part out and solve it."""
        program = self.program
        columns = np.flatnonzero(self._column_part == number)
        rows = np.flatnonzero(self._row_part == number)
        own = LinearProgram(
            cost=program.cost[columns],
            matrix=program.matrix[:, columns][rows],
            row_lower=program.row_lower[rows],
            row_upper=program.row_upper[rows],
            column_lower=program.column_lower[columns],
            column_upper=program.column_upper[columns],
        )
        hot = Hot(own, tolerance=tolerance)
        base = hot.solve(Change(), hot.start(Basis(columns=basis.columns[columns], rows=basis.rows[rows])))
        if not base.is_optimal:
            message = f"part {number} of the program has no optimum ({base.status.value})"
            raise SolveError(message)
        return _Part(columns, rows, hot, base)

    def _assembled(self) -> Point:
        """Put the optima of all parts together."""
        rows, columns = self.program.shape
        x, reduced, row_dual = np.empty(columns), np.empty(columns), np.empty(rows)
        objective = bound = self.program.offset
        iterations, residual = 0, 0.0
        for part in self._parts:
            x[part.columns], reduced[part.columns] = part.base.x, part.base.reduced
            row_dual[part.rows] = part.base.row_dual
            objective, bound = objective + part.base.objective, bound + part.base.bound
            iterations, residual = iterations + part.base.iterations, max(residual, part.base.residual)
        first = self._parts[0].base
        return Point(first.status, objective, bound, x, row_dual, reduced, residual, first.method, iterations, {})

    def _joined(self, found: dict[int, Point]) -> Point:
        """Write the optima of some parts over the base's."""
        base = self.base
        x, reduced, row_dual = base.x.copy(), base.reduced.copy(), base.row_dual.copy()
        objective, bound, residual = base.objective, base.bound, base.residual
        for number, point in found.items():
            part = self._parts[number]
            x[part.columns], reduced[part.columns], row_dual[part.rows] = point.x, point.reduced, point.row_dual
            objective += point.objective - part.base.objective
            bound += point.bound - part.base.bound
            residual = max(residual, point.residual)
        method = " and ".join(dict.fromkeys(point.method for point in found.values())) or base.method
        iterations = sum(point.iterations for point in found.values())
        starts = {number: point.start for number, point in found.items() if point.start is not None}
        return Point(base.status, objective, bound, x, row_dual, reduced, residual, method, iterations, starts)

    def _without(self, point: Point) -> Point:
        """Return an answer without numbers."""
        rows, columns = self.program.shape
        nan = float("nan")
        none = np.full(columns, nan)
        return Point(point.status, nan, nan, none, np.full(rows, nan), none, nan, point.method, point.iterations, None)

    def _touched(self, change: Change) -> list[int]:
        """Parts in which something changes."""
        parts = np.concatenate([self._column_part[change.columns], self._row_part[change.rows]])
        return np.unique(parts).tolist()

    def _inside(self, change: Change, number: int) -> Change:
        """The part of a change in one part of the program, in its own indices."""
        own = self._column_part[change.columns] == number
        own_row = self._row_part[change.rows] == number
        return Change(
            self._place[change.columns[own]],
            change.lower[own],
            change.upper[own],
            self._row_place[change.rows[own_row]],
            change.row_lower[own_row],
            change.row_upper[own_row],
        )


def _starts(point: Point) -> dict[int, Start]:
    """Bases of the parts that were solved for a point; none for a point that a sum proved."""
    return point.start if isinstance(point.start, dict) else {}
