"""Prove the optimum of a joint cut from optima already known: a primal and a dual solution without a gap.

Let ``z0``, ``za``, ``zb`` be the optima (columns and row activities) without a cut, with ``a`` and with ``b`` cut, and
``w0``, ``wa``, ``wb`` their duals. ``za + zb - z0`` meets every equality row; ``wa + wb - w0`` are the reduced costs of
``ya + yb - y0``. If the first lies within the bounds of the joint cut, and no entry of the second pulls it away from a
bound it does not rest on, both are optimal, and the damages of ``a`` and ``b`` add up. Where both cuts move one dual,
the sum may pull too far: then of the two moves the larger alone is tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.lp import Change, LinearProgram, Point, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Certifier", "Shift"]

NOISE = 1e-11
FEASIBLE = 1e-7
GAP = 1e-10
ALL = slice(None)


@dataclass(frozen=True, eq=False)
class Shift:
    """How an optimum moves when one element is cut; few entries move.

    Attributes:
        objective: rise of the objective.
        columns: columns whose value or reduced cost moves.
        x: moves of their values.
        reduced: moves of their reduced costs.
        rows: rows whose activity or dual moves.
        activity: moves of their activities.
        dual: moves of their duals.
    """

    objective: float
    columns: NDArray[np.intp]
    x: NDArray[np.float64]
    reduced: NDArray[np.float64]
    rows: NDArray[np.intp]
    activity: NDArray[np.float64]
    dual: NDArray[np.float64]

    @classmethod
    def none(cls) -> Shift:
        """Return the shift of an element that is not used."""
        index, number = np.zeros(0, dtype=np.intp), np.zeros(0)
        return cls(0.0, index, number, number, index, number, number)


class Certifier:
    """The arrays of a program, laid out for proving many sums.

    Args:
        program: the program.
        base: its uncut optimum.
    """

    def __init__(self, program: LinearProgram, base: Point) -> None:
        """Lay the arrays out."""
        self.program = program
        self.base = base
        self._by_row = program.matrix.tocsr()
        self._by_column = program.matrix.T.tocsr()
        self._lower, self._upper = program.column_lower.copy(), program.column_upper.copy()
        self._row_lower, self._row_upper = program.row_lower.copy(), program.row_upper.copy()
        self._parent: tuple[Point, NDArray[np.float64]] = base, self._by_row @ base.x

    def shift(self, point: Point) -> Shift | None:
        """Return the shift from the uncut optimum to another, or nothing if the other is none."""
        if not point.is_optimal:
            return None
        base = self.base
        x, reduced, dual = point.x - base.x, point.reduced - base.reduced, point.row_dual - base.row_dual
        activity = self._by_row @ x
        columns = np.flatnonzero((np.abs(x) > NOISE) | (np.abs(reduced) > NOISE))
        rows = np.flatnonzero((np.abs(activity) > NOISE) | (np.abs(dual) > NOISE))
        rise = point.objective - base.objective
        return Shift(rise, columns, x[columns], reduced[columns], rows, activity[rows], dual[rows])

    def total(self, change: Change, parent: Point, shifts: Sequence[Shift]) -> Point | None:
        """Add shifts to the optimum of a parent, and return the sum if it is proved to be an optimum.

        Args:
            change: the bounds of the joint cut.
            parent: an optimum of a part of it.
            shifts: of the other elements, one by one.
        """
        if self._parent[0] is not parent:
            self._parent = parent, self._by_row @ parent.x
        x, activity, objective = parent.x.copy(), self._parent[1].copy(), parent.objective
        for shift in shifts:
            x[shift.columns] += shift.x
            activity[shift.rows] += shift.activity
            objective += shift.objective
        columns = np.concatenate([change.columns, *(shift.columns for shift in shifts)])
        rows = np.concatenate([change.rows, *(shift.rows for shift in shifts)])
        bounds = self._bounds(change, columns, rows)
        if _outside(x[columns], *bounds[:2]) or _outside(activity[rows], *bounds[2:]):
            return None
        dual, reduced = parent.row_dual.copy(), parent.reduced.copy()
        for shift in shifts:
            dual[shift.rows] += shift.dual
            reduced[shift.columns] += shift.reduced
        gap = abs(parent.objective - parent.bound)
        gap += _gap(x[columns], reduced[columns], *bounds[:2]) + _gap(activity[rows], dual[rows], *bounds[2:])
        if not gap <= GAP * (1.0 + abs(objective)):
            larger = self._larger(parent, shifts)
            if larger is None:
                return None
            dual, reduced = larger
            # Any column of a row whose dual moved may be pulled now, not only those that the shifts list.
            bounds = self._bounds(change, ALL, ALL)
            gap = _gap(x, reduced, *bounds[:2]) + _gap(activity, dual, *bounds[2:])
            if not gap <= GAP * (1.0 + abs(objective)):
                return None
        return Point(
            Status.OPTIMAL, objective, objective - gap, x, dual, reduced, parent.residual, "sum", 0, parent.start
        )

    def _larger(self, parent: Point, shifts: Sequence[Shift]) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """Row duals and reduced costs, of two moves of a dual the larger alone; nothing if no two moves meet."""
        move = parent.row_dual - self.base.row_dual
        overlap = False
        for shift in shifts:
            own = move[shift.rows]
            meet = (np.abs(own) > NOISE) & (np.abs(shift.dual) > NOISE)
            overlap = overlap or bool(meet.any())
            larger = np.where(np.abs(own) >= np.abs(shift.dual), own, shift.dual)
            move[shift.rows] = np.where(meet, larger, own + shift.dual)
        if not overlap:
            return None
        dual = self.base.row_dual + move
        return dual, self.program.cost - self._by_column @ dual

    def _bounds(
        self, change: Change, columns: NDArray[np.intp] | slice, rows: NDArray[np.intp] | slice
    ) -> tuple[NDArray[np.float64], ...]:
        """Bounds of some columns and rows under a change."""
        own = self.program
        self._lower[change.columns], self._upper[change.columns] = change.lower, change.upper
        self._row_lower[change.rows], self._row_upper[change.rows] = change.row_lower, change.row_upper
        found = (
            np.array(self._lower[columns]),
            np.array(self._upper[columns]),
            np.array(self._row_lower[rows]),
            np.array(self._row_upper[rows]),
        )
        self._lower[change.columns] = own.column_lower[change.columns]
        self._upper[change.columns] = own.column_upper[change.columns]
        self._row_lower[change.rows] = own.row_lower[change.rows]
        self._row_upper[change.rows] = own.row_upper[change.rows]
        return found


def _outside(value: NDArray[np.float64], lower: NDArray[np.float64], upper: NDArray[np.float64]) -> bool:
    """Whether a value lies outside its bounds."""
    return bool((np.maximum(lower - value, value - upper) > FEASIBLE * (1.0 + np.abs(value))).any())


def _gap(
    value: NDArray[np.float64], dual: NDArray[np.float64], lower: NDArray[np.float64], upper: NDArray[np.float64]
) -> float:
    """What is lost where a dual does not rest on a bound; infinite where there is no bound to rest on."""
    rest = np.where(dual > 0, lower, upper)
    endless = np.isinf(rest)
    if (endless & (np.abs(dual) > NOISE)).any():
        return np.inf
    return float(np.abs(dual * np.where(endless, 0.0, value - np.where(endless, 0.0, rest))).sum())
