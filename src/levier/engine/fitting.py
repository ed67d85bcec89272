"""Tell which cuts leave a given optimum optimal, so that they need no solve (methods 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.engine.alteration import Alteration, combined
from levier.lp import Change, Point, Status

if TYPE_CHECKING:
    from levier.engine.plan import Plan
    from levier.engine.program import Program
    from levier.lp import LinearProgram

__all__ = ["Fitting"]

# A vertex has exact zeros; the rest only forgives the rounding of a postsolve.
USED = 1e-9
ZERO_DUAL = 1e-9


@dataclass(frozen=True, eq=False)
class Fitting:
    """The alterations of all elements of a plan, laid out so that one pass tests them all.

    An optimum stays optimal under a further alteration if it lies within the new bounds, and if no bound or row that
    the alteration loosens carries a dual. For a pure cut this says: the optimum does not use the element.

    Attributes:
        lp: the program.
        parts: alteration of each element.
        pure: whether each is pure, shape (elements,).
    """

    lp: LinearProgram
    parts: tuple[Alteration, ...]
    pure: NDArray[np.bool_]
    _column: NDArray[np.intp]
    _owner: NDArray[np.intp]
    _least: NDArray[np.float64]
    _most: NDArray[np.float64]
    _loose_below: NDArray[np.bool_]
    _loose_above: NDArray[np.bool_]
    _row: NDArray[np.intp]
    _row_owner: NDArray[np.intp]
    _row_loose_below: NDArray[np.bool_]
    _row_loose_above: NDArray[np.bool_]
    _never: NDArray[np.bool_]

    @classmethod
    def of(cls, program: Program, plan: Plan) -> Fitting:
        """Lay out the alterations of a plan."""
        lp = program.lp
        parts = tuple(
            program.alteration(assets, keep=plan.keep, snapshots=plan.window, mode=plan.mode) for assets in plan.assets
        )
        sizes = [part.columns.size for part in parts]
        column = _indices(part.columns for part in parts)
        lower = _numbers(part.lower for part in parts)
        upper = _numbers(part.upper for part in parts)
        old_lower, old_upper = lp.column_lower[column], lp.column_upper[column]
        reach = np.maximum(_finite(old_lower), _finite(old_upper))
        slack = USED * np.maximum(1.0, reach)
        row = _indices(part.rows for part in parts)
        row_owner = np.repeat(np.arange(len(parts)), [part.rows.size for part in parts])
        row_lower = _numbers(part.row_lower for part in parts)
        row_upper = _numbers(part.row_upper for part in parts)
        never = np.zeros(len(parts), dtype=bool)
        tighter = (row_lower > lp.row_lower[row]) | (row_upper < lp.row_upper[row])
        never[row_owner[tighter]] = True
        return cls(
            lp,
            parts,
            np.array([part.pure for part in parts], dtype=bool),
            column,
            np.repeat(np.arange(len(parts)), sizes),
            lower - slack,
            upper + slack,
            lower < old_lower,
            upper > old_upper,
            row,
            row_owner,
            row_lower < lp.row_lower[row],
            row_upper > lp.row_upper[row],
            never,
        )

    def change(self, cut: tuple[int, ...]) -> Change:
        """Bounds with some elements cut."""
        chosen = [self.parts[element] for element in cut]
        whole = chosen[0] if len(chosen) == 1 else combined(chosen)
        return Change(
            whole.columns.astype(np.int32),
            whole.lower,
            whole.upper,
            whole.rows.astype(np.int32),
            whole.row_lower,
            whole.row_upper,
        )

    def fits(self, point: Point) -> NDArray[np.bool_]:
        """Elements whose further cut changes nothing, shape (elements,).

        What is infeasible stays so under a pure cut.
        """
        if point.status is Status.INFEASIBLE:
            return self.pure.copy()
        if not point.is_optimal:
            return np.zeros(len(self.parts), dtype=bool)
        x, reduced = point.x[self._column], point.reduced[self._column]
        bad = (x < self._least) | (x > self._most)
        bad |= self._loose_below & (reduced > ZERO_DUAL)
        bad |= self._loose_above & (reduced < -ZERO_DUAL)
        result = ~self._never
        result[self._owner[bad]] = False
        dual = point.row_dual[self._row]
        bad = (self._row_loose_below & (dual > ZERO_DUAL)) | (self._row_loose_above & (dual < -ZERO_DUAL))
        result[self._row_owner[bad]] = False
        return result


def _indices(arrays: Iterable[NDArray[np.intp]]) -> NDArray[np.intp]:
    """Concatenate arrays, also none."""
    return np.concatenate([np.zeros(0, dtype=np.intp), *arrays])


def _numbers(arrays: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Concatenate arrays, also none."""
    return np.concatenate([np.zeros(0), *arrays])


def _finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Size of values, 0 where they are infinite."""
    return np.where(np.isfinite(values), np.abs(values), 0.0)
