"""Prove the optimum of a joint cut from optima already known: a primal and a dual solution without a gap.

Let ``z0``, ``za``, ``zb`` be the optima (columns and row activities) without a cut, with ``a`` and with ``b`` cut, and
``w0``, ``wa``, ``wb`` their duals. ``za + zb - z0`` meets every equality row; ``wa + wb - w0`` are the reduced costs of
``ya + yb - y0``. If the first lies within the bounds of the joint cut, and no entry of the second pulls it away from a
bound it does not rest on, both are optimal, and the damages of ``a`` and ``b`` add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.lp import Change, LinearProgram, Point, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Shift", "certified_sum", "shift_between"]

NOISE = 1e-11
FEASIBLE = 1e-7
GAP = 1e-10


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


def shift_between(program: LinearProgram, base: Point, point: Point) -> Shift | None:
    """Return the shift from one optimum to another, or nothing if the other is none."""
    if not point.is_optimal:
        return None
    x, reduced, dual = point.x - base.x, point.reduced - base.reduced, point.row_dual - base.row_dual
    activity = program.matrix @ x
    columns = np.flatnonzero((np.abs(x) > NOISE) | (np.abs(reduced) > NOISE))
    rows = np.flatnonzero((np.abs(activity) > NOISE) | (np.abs(dual) > NOISE))
    rise = point.objective - base.objective
    return Shift(rise, columns, x[columns], reduced[columns], rows, activity[rows], dual[rows])
