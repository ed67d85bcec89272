"""Find cuts that leave the very same states possible, so that one of them stands for all.

A pipeline in three sections, or a field with one way out: with one section cut, nothing can flow in the others. What a
cut forces is followed along the rows: where the most (or least) a row can reach is just what it must reach, every
column in it lies at that end of its bounds. Two cuts that end with the same bounds are twins: with any further cuts
they have the same optimum.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from levier.engine.alteration import Alteration
from levier.lp import LinearProgram

__all__ = ["twins"]

Index = NDArray[np.intp]
Vector = NDArray[np.float64]
TIGHT = 1e-12
MOST_ROUNDS = 200


def twins(program: LinearProgram, parts: Iterable[Alteration]) -> Index:
    """Return for each alteration the first one that leaves the same states possible, shape (alterations,).

    What any of the alterations loosens is not used to follow what one forces, so that twins stay twins whatever is cut
    besides. Alterations that are not pure are their own twins only.

    Example:
        >>> import scipy.sparse as sp
        >>> chain = LinearProgram(cost=[1.0, 0.0, 9.0], matrix=sp.csr_array([[1.0, -1.0, 0.0], [0.0, 1.0, 1.0]]),
        ...                       row_lower=[0.0, 5.0], row_upper=[0.0, 5.0], column_lower=[0.0, 0.0, 0.0],
        ...                       column_upper=[7.0, 7.0, 7.0])
        >>> def cut(column):
        ...     no, zero = np.zeros(0), np.zeros(1)
        ...     return Alteration(np.array([column]), zero, zero, no.astype(np.intp), no, no, pure=True, reason="")
        >>> twins(chain, [cut(0), cut(1), cut(2)]).tolist()
        [0, 0, 2]
    """
    parts = tuple(parts)
    forcing = _Forcing(program, parts)
    first: dict[bytes, int] = {}
    result = np.arange(len(parts))
    for number, part in enumerate(parts):
        if part.pure and part.columns.size:
            key = forcing.key(part)
            if key is not None:
                result[number] = first.setdefault(key, number)
    return result


class _Forcing:
    """Bounds and rows of a program, laid out for following what a cut forces."""

    def __init__(self, program: LinearProgram, parts: tuple[Alteration, ...]) -> None:
        """Take the loosest bounds that the parts leave, and leave out rows that any of them changes."""
        self._by_row = program.matrix.tocsr()
        self._by_column = program.matrix.tocsc()
        self._lower, self._upper = program.column_lower.copy(), program.column_upper.copy()
        self._row_lower, self._row_upper = program.row_lower.copy(), program.row_upper.copy()
        for part in parts:
            np.minimum.at(self._lower, part.columns, part.lower)
            np.maximum.at(self._upper, part.columns, part.upper)
            self._row_lower[part.rows], self._row_upper[part.rows] = -np.inf, np.inf

    def key(self, part: Alteration) -> bytes | None:
        """All bounds under a cut and what it forces, as bytes; nothing if it leaves no state possible."""
        old = [(part.columns, self._lower[part.columns], self._upper[part.columns])]
        self._lower[part.columns], self._upper[part.columns] = part.lower, part.upper
        try:
            if not self._follow(part.columns, old):
                return None
            columns = np.unique(np.concatenate([columns for columns, *_ in old]))
            return columns.tobytes() + self._lower[columns].tobytes() + self._upper[columns].tobytes()
        finally:
            for columns, lower, upper in reversed(old):
                self._lower[columns], self._upper[columns] = lower, upper

    def _follow(self, moved: Index, old: list[tuple[Index, Vector, Vector]]) -> bool:
        """Fix what is forced, round by round; false if some row cannot be met."""
        for _ in range(MOST_ROUNDS):
            rows = np.unique(_gathered(self._by_column, moved)[1])
            place, columns, values = _gathered(self._by_row, rows)
            at_most = np.where(values > 0, self._upper[columns], self._lower[columns])
            at_least = np.where(values > 0, self._lower[columns], self._upper[columns])
            most = np.bincount(place, values * at_most, rows.size)
            least = np.bincount(place, values * at_least, rows.size)
            low, high = self._row_lower[rows], self._row_upper[rows]
            below, above = _tolerance(low), _tolerance(high)
            if (most < low - below).any() or (least > high + above).any():
                return False
            to_most = (np.isfinite(low) & (most <= low + below))[place]
            to_least = (np.isfinite(high) & (least >= high - above))[place]
            forced = (to_most | to_least) & (self._lower[columns] < self._upper[columns])
            moved, first = np.unique(columns[forced], return_index=True)
            if not moved.size:
                return True
            end = np.where(to_most, at_most, at_least)[forced][first]
            old.append((moved, self._lower[moved], self._upper[moved]))
            self._lower[moved] = self._upper[moved] = end
        return True


def _tolerance(bound: np.ndarray) -> np.ndarray:
    """How far a row may be off a bound; of an infinite bound no sum is taken."""
    return TIGHT * (1.0 + np.abs(np.where(np.isfinite(bound), bound, 0.0)))


def _gathered(matrix: object, lines: Index) -> tuple[Index, Index, Vector]:
    """Entries of some lines of a compressed matrix: the place of the line, index and value of each."""
    start, index, data = matrix.indptr, matrix.indices, matrix.data  # type: ignore[attr-defined]
    first, size = start[lines].astype(np.intp), np.diff(start)[lines].astype(np.intp)
    place = np.repeat(np.arange(lines.size), size)
    at = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size) + np.repeat(first, size)
    return place, index[at], data[at]
