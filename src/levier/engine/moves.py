"""List the ways the columns of a program can leave a given solution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from levier.lp import LinearProgram
from levier.lp.program import Vector

__all__ = ["Moves", "snapped"]

SNAP = 1e-9


@dataclass(frozen=True, eq=False)
class Moves:
    """Ways to leave a solution: upwards or downwards in one column, or in the activity of a row with two bounds.

    Room that is no more than rounding is none.
    The entries of all moves stand one after another.

    Attributes:
        row: row of each entry, shape (e,).
        value: coefficient of each entry, sign of the move included, shape (e,).
        move: which move an entry belongs to, shape (e,).
        cost: cost of a unit of each move, shape (moves,).
        room: how far each move can go, above 0, maybe ``inf``, shape (moves,).
        column: column of each move; -1 for the activity of a row, shape (moves,).
        sign: 1 upwards, -1 downwards, shape (moves,).
    """

    row: NDArray[np.intp]
    value: Vector
    move: NDArray[np.intp]
    cost: Vector
    room: Vector
    column: NDArray[np.intp]
    sign: Vector

    @classmethod
    def of(cls, lp: LinearProgram, z: Vector) -> Self:
        """List the moves of a program from a feasible solution.

        Example:
            >>> import scipy.sparse as sp
            >>> lp = LinearProgram(cost=[1.0, 9.0], matrix=sp.csr_array([[1.0, 1.0]]), row_lower=[4.0], row_upper=[4.0],
            ...                    column_lower=[0.0, 0.0], column_upper=[3.0, 5.0])
            >>> Moves.of(lp, np.array([0.0, 4.0])).room.tolist()
            [3.0, 1.0, 4.0]
        """
        owner = np.repeat(np.arange(lp.cost.size), np.diff(lp.matrix.indptr))
        rows, values = lp.matrix.indices.astype(np.intp), lp.matrix.data
        activity = lp.matrix @ z
        loose = lp.row_lower < lp.row_upper
        parts = []
        count = 0
        for sign, room, slack in (
            (1.0, lp.column_upper - z, lp.row_upper - activity),
            (-1.0, z - lp.column_lower, activity - lp.row_lower),
        ):
            able = room > SNAP * (1.0 + np.abs(z))
            kept = able[owner]
            number = np.cumsum(able) - 1 + count
            columns = np.flatnonzero(able)
            count += columns.size
            parts.append(
                (rows[kept], sign * values[kept], number[owner[kept]], sign * lp.cost[able], room[able], columns)
            )
            free = np.flatnonzero(loose & (slack > SNAP * (1.0 + np.abs(activity))))
            parts.append(
                (
                    free,
                    np.full(free.size, -sign),
                    count + np.arange(free.size),
                    np.zeros(free.size),
                    slack[free],
                    -1 - 0 * free,
                )
            )
            count += free.size
        row, value, move, cost, room, column = (np.concatenate(piece) for piece in zip(*parts, strict=True))
        signs = np.repeat([1.0, 1.0, -1.0, -1.0], [piece[3].size for piece in parts])
        return cls(row, value, move, cost, room, column, signs)


def snapped(x: Vector, lp: LinearProgram) -> Vector:
    """Put values that lie at a bound but for rounding exactly on it."""
    for bound in (lp.column_lower, lp.column_upper):
        near = np.isfinite(bound) & (np.abs(x - np.where(np.isfinite(bound), bound, 0.0)) <= SNAP * (1.0 + np.abs(x)))
        x = np.where(near, bound, x)
    return np.clip(x, lp.column_lower, lp.column_upper)
