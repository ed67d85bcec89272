"""Bound the prices a program can have under any set of cuts, from the program itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.engine.alteration import Alteration, combined
from levier.engine.moves import Moves, snapped
from levier.lp import LinearProgram, Solution, solve
from levier.lp.program import Vector

__all__ = ["PriceBounds", "price_bounds"]

STILL = 1e-12
PASSES = 500
TOLL = 0.02


@dataclass(frozen=True, eq=False)
class PriceBounds:
    """What the duals of a program need not exceed, whichever of its pure cuts are made.

    Attributes:
        fallback: a solution that stays feasible under all the cuts together, shape (n,).
        row_lower: lowest price of each row that is ever needed, shape (m,).
        row_upper: highest, shape (m,).
        up: most a unit of room above its upper bound can be worth in each column, shape (n,), at least 0.
        down: the same below its lower bound, shape (n,).
        raised: what was added to the costs so that no loop pays for itself, shape (n,), at least 0 and mostly 0; the
            other fields hold for the program with it.
    """

    fallback: Vector
    row_lower: Vector
    row_upper: Vector
    up: Vector
    down: Vector
    raised: Vector


def price_bounds(lp: LinearProgram, cuts: Sequence[Alteration], *, start: Vector | None = None) -> PriceBounds | None:
    r"""Derive a box in which every set of the cuts has an optimal dual, and with it a worth of each column's room.

    *Proof.* Let ``z`` be feasible under all cuts at once, rows included (a row with two different bounds counts as a
    column of its own, its activity, with the one entry -1). Then for a set ``T`` and any prices ``y`` the Lagrangian
    bound of ``f(T)`` is ``c z - sum over moves of room(T) * max(0, a y - c_a)``, where the moves are the ways a column
    can leave ``z``: upwards (entries ``a``, cost ``c_a``) or downwards (both negated), as far as its bounds under ``T``
    leave room, which is never negative. Take a box ``[lower, upper]`` of prices such that for every move and every
    entry ``i`` of it

        a_i < 0:   a_i upper_i + sum over k != i of max(a_k lower_k, a_k upper_k) <= c_a
        a_i > 0:   a_i lower_i + sum over k != i of max(a_k lower_k, a_k upper_k) <= c_a.

    Clip any prices into the box. If that raises ``a y`` of a move, some entry ``i`` was clipped from above with
    ``a_i < 0`` or from below with ``a_i > 0``, and then the new ``a y`` is at most ``c_a`` by the condition: no term of
    the sum grows. So the clipped prices are as good, and since ``f(T)`` is attained by some prices (strong duality), it
    is attained by prices in the box. No property of ``T`` but ``room(T) >= 0`` was used: one box serves every set.

    The smallest such box around the given prices is the limit of widening it where a condition fails. It follows the
    worth of a unit through corridors, converters, stores and ramps: with a shedding price of 10, a unit ahead of a
    converter with efficiency 3 may be worth 30. Where it grows without end because a loop pays for itself, the costs of
    columns that are never negative are raised there: that lifts ``f`` of every set, so bounds from above stay bounds.
    First negative costs are raised to 0 (credits on counter-flows), then a small toll is added (a lossy loop burns what
    has a negative price). What still grows (a loop of converters that gains) is set to infinity, which is always
    allowed.

    Args:
        lp: the program without any cut.
        cuts: pure cuts, any subset of which may be made.
        start: prices to start from, shape (m,), such as the duals of the uncut optimum.

    Returns:
        The bounds, or ``None`` if the cuts together leave nothing feasible (no shedding): then no bound is known.

    Example:
        >>> import scipy.sparse as sp
        >>> lp = LinearProgram(cost=[1.0, 10.0], matrix=sp.csr_array([[3.0, 1.0]]), row_lower=[6.0], row_upper=[6.0],
        ...                    column_lower=[0.0, 0.0], column_upper=[2.0, 6.0])
        >>> none = np.zeros(0)
        >>> cut = Alteration(np.array([0]), np.zeros(1), np.zeros(1), none.astype(int), none, none, True, "")
        >>> price_bounds(lp, [cut]).up.tolist()
        [29.0, 0.0]
    """
    fallback = _fallback(lp, cuts)
    if fallback is None:
        return None
    z = snapped(fallback.x, lp)
    prices = fallback.row_dual if start is None else start
    raised = np.zeros(lp.cost.size)
    lower, upper, endless = _widened(Moves.of(lp, z), prices)
    for toll in (0.0, TOLL * float(np.max(np.abs(prices), initial=0.0))):
        if endless.any():
            raised = np.maximum(raised, _raised(lp, z, endless, toll))
            lower, upper, endless = _widened(Moves.of(lp.replace(cost=lp.cost + raised), z), prices)
    up, down = _worth(lp.replace(cost=lp.cost + raised), lower, upper)
    return PriceBounds(z, lower, upper, up, down, raised)


def _fallback(lp: LinearProgram, cuts: Sequence[Alteration]) -> Solution | None:
    """Solve with every cut made; idle columns are kept idle, since a column at its bound has one way to move only."""
    every = combined(cuts)
    altered = lp.with_bounds(every.columns, every.lower, every.upper)
    between = np.diff(lp.matrix.indptr) > 1
    idle = 1e-2 * float(np.max(np.abs(lp.cost), initial=1.0))
    gentle = altered.replace(cost=lp.cost + np.where(between & (altered.column_lower >= 0), idle, 0.0))
    for attempt in (gentle, altered):
        solution = solve(attempt)
        if solution.is_optimal:
            return solution
    return None


def _raised(lp: LinearProgram, z: Vector, endless: NDArray[np.bool_], toll: float) -> Vector:
    """Raise the costs of columns at endless prices to a toll; only those idle in the fallback and never negative."""
    touching = (abs(lp.matrix).T @ endless.astype(np.float64)) > 0
    between = np.diff(lp.matrix.indptr) > 1
    idle = (lp.column_lower >= 0) & (z <= lp.column_lower)
    return np.where(touching & between & idle, np.maximum(toll - lp.cost, 0.0), 0.0)


def _widened(moves: Moves, prices: Vector) -> tuple[Vector, Vector, NDArray[np.bool_]]:
    """Widen a box around prices until the condition of `price_bounds` holds; also say which rows grew without end."""
    lower, upper = prices.copy(), prices.copy()
    takes, gives = moves.value < 0, moves.value > 0
    patience = min(2 * lower.size + 50, PASSES)
    endless = np.zeros(lower.size, dtype=bool)
    done = 0
    while True:
        need = _needed(moves, lower, upper)
        new_upper, new_lower = upper.copy(), lower.copy()
        np.maximum.at(new_upper, moves.row[takes], need[takes])
        np.minimum.at(new_lower, moves.row[gives], -need[gives])
        rising = new_upper > upper + STILL * (1.0 + np.abs(upper))
        falling = new_lower < lower - STILL * (1.0 + np.abs(lower))
        if not (rising.any() or falling.any()):
            return new_lower, new_upper, endless
        if done >= patience:
            new_upper[rising], new_lower[falling] = np.inf, -np.inf
            endless |= rising | falling
        lower, upper = new_lower, new_upper
        done += 1


def _needed(moves: Moves, lower: Vector, upper: Vector) -> Vector:
    """Price each entry's row must be allowed, in units of the row, so that its move pays nothing more; shape (e,)."""
    most = np.where(moves.value > 0, upper[moves.row], lower[moves.row]) * moves.value
    endless = np.isinf(most)
    finite = np.where(endless, 0.0, most)
    total = np.bincount(moves.move, finite, minlength=moves.cost.size)
    number = np.bincount(moves.move, endless, minlength=moves.cost.size)
    others = total[moves.move] - finite - moves.cost[moves.move]
    others[number[moves.move] - endless > 0] = np.inf
    result: Vector = others / np.abs(moves.value)
    return result


def _worth(lp: LinearProgram, lower: Vector, upper: Vector) -> tuple[Vector, Vector]:
    """Most a unit more upwards and downwards can save in each column, given a box of prices."""
    column = np.repeat(np.arange(lp.cost.size), np.diff(lp.matrix.indptr))
    rows, values = lp.matrix.indices, lp.matrix.data
    high = np.where(values > 0, upper[rows], lower[rows]) * values
    low = np.where(values > 0, lower[rows], upper[rows]) * values
    size = lp.cost.size
    up = np.bincount(column, high, minlength=size) - lp.cost
    down = lp.cost - np.bincount(column, low, minlength=size)
    return np.maximum(up, 0.0), np.maximum(down, 0.0)
