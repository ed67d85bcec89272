"""Read from one optimum which cuts would touch it, and the most they could cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from levier.engine.alteration import Alteration, combined
from levier.engine.prices import PriceBounds, price_bounds
from levier.errors import SolveError
from levier.lp import Change, Hot, LinearProgram, Status, solve
from levier.lp.program import Vector

__all__ = ["Gauge", "LinearOracle", "Optimum", "Oracle", "State"]

# A vertex has exact zeros; the rest only forgives the rounding of a postsolve.
USED = 1e-9


@dataclass(frozen=True, eq=False, slots=True)
class State:
    """One set of cuts, solved: what a search needs of it.

    Attributes:
        objective: optimum with the set cut; ``inf`` if infeasible, NaN if it was not solved.
        used: for each asset whether the optimum uses what its cut would take away, shape (assets,).
        relief: for each asset the most that its cut could add, together with any others, shape (assets,), maybe inf.
        slack: what comes on top of any sum of reliefs, once; 0 unless costs were raised for the bounds.
    """

    objective: float
    used: NDArray[np.bool_]
    relief: Vector
    slack: float = 0.0


class Optimum(Protocol):
    """What is read of a solution, whichever solver face gave it."""

    @property
    def status(self) -> Status:
        """How the solve ended."""

    @property
    def objective(self) -> float:
        """Objective, offset included."""

    @property
    def x(self) -> Vector:
        """Column values, shape (n,)."""


class Oracle(Protocol):
    """Whatever solves sets of cuts: one process or many."""

    def solve(self, sets: Sequence[frozenset[int]]) -> Sequence[State]:
        """Return the state of each set of asset numbers, in order."""


class Gauge:
    """Turn solutions into states; plain arrays, made once and sent to workers.

    *Why the relief is a bound.* Let ``x`` be an optimum of the set ``S`` and ``R`` further pure cuts. By `price_bounds`
    the program with ``S`` and ``R`` cut has an optimal dual whose reduced costs are at least ``-up`` and at most
    ``down``. Its Lagrangian is ``f(S)`` at ``x``, and at least ``f(S + R)`` at ``x`` clipped to the cut bounds; the two
    differ by at most ``sum up * (x above its new upper bound) + sum down * (x below its new lower bound)``. So
    ``f(S + R) <= f(S) + sum over e in R of relief(e)``: it holds for any number of further cuts at once. Where costs
    were raised for the bounds, the same holds of the raised objective, at least ``f``, and what raised costs add at
    ``x`` is the slack. Where ``S`` holds a cut that is not pure, or no fallback exists, the relief of a used asset is
    infinite.

    Args:
        lp: the program without any cut.
        cuts: the alteration of each asset.
        prices: bounds for the pure ones, or ``None``.
    """

    def __init__(self, lp: LinearProgram, cuts: Sequence[Alteration], prices: PriceBounds | None) -> None:
        """Put the altered columns of all cuts one after another."""
        sizes = [cut.columns.size for cut in cuts]
        self.count = len(cuts)
        self.pure = np.array([cut.pure for cut in cuts], dtype=bool)
        self.has_prices = prices is not None
        self._asset = np.repeat(np.arange(self.count), sizes)
        empty = combined([])
        self._column = np.concatenate([empty.columns, *(cut.columns for cut in cuts)])
        self._lower = np.concatenate([empty.lower, *(cut.lower for cut in cuts)])
        self._upper = np.concatenate([empty.upper, *(cut.upper for cut in cuts)])
        finite = [np.where(np.isfinite(bound), np.abs(bound), 0.0) for bound in (lp.column_lower, lp.column_upper)]
        self._threshold = USED * np.maximum(1.0, np.maximum(*finite))[self._column]
        none = np.full(lp.cost.size, np.inf)
        self._up = (none if prices is None else prices.up)[self._column]
        self._down = (none if prices is None else prices.down)[self._column]
        self._raised = np.zeros(lp.cost.size) if prices is None else prices.raised

    def read(self, solution: Optimum, chosen: frozenset[int]) -> State:
        """Return the state of a set from its solution.

        Args:
            solution: of the program with the set cut.
            chosen: numbers of the cut assets.
        """
        used, relief = np.zeros(self.count, dtype=bool), np.zeros(self.count)
        if solution.status is not Status.OPTIMAL:
            objective = np.inf if solution.status is Status.INFEASIBLE else np.nan
            return State(objective, used, relief)
        x = solution.x[self._column]
        above, below = np.maximum(x - self._upper, 0.0), np.maximum(self._lower - x, 0.0)
        used = np.bincount(self._asset, (above + below) > self._threshold, minlength=self.count) > 0
        slack = float(self._raised @ solution.x)
        if self.has_prices and all(self.pure[asset] for asset in chosen):
            cost = _product(above, self._up) + _product(below, self._down)
            relief = np.where(used, np.bincount(self._asset, cost, minlength=self.count), 0.0)
        else:
            relief = np.where(used, np.inf, 0.0)
        used = used | ~self.pure
        relief[~self.pure] = np.inf
        used[list(chosen)] = False
        relief[list(chosen)] = 0.0
        return State(solution.objective, used, relief, slack)


def _product(amount: Vector, price: Vector) -> Vector:
    """Amount times price, where nothing at an infinite price costs nothing."""
    return np.where(amount > 0, amount * np.where(amount > 0, price, 0.0), 0.0)


class LinearOracle:
    """Solve sets of cuts of one program here, each warm from the uncut optimum.

    Args:
        lp: the program.
        cuts: the alteration of each asset.
        bounded: whether to derive price bounds; without, a search prunes by support alone.

    Raises:
        SolveError: the program without any cut has no optimum.
    """

    def __init__(self, lp: LinearProgram, cuts: Sequence[Alteration], *, bounded: bool = True) -> None:
        """Solve the program without any cut and derive the bounds."""
        self.cuts = tuple(cuts)
        self.base = solve(lp)
        if self.base.basis is None:
            message = f"the uncut program was not solved: {self.base.status.value} ({self.base.ladder})"
            raise SolveError(message)
        pure = [cut for cut in self.cuts if cut.pure]
        self.prices = price_bounds(lp, pure, start=self.base.row_dual) if bounded else None
        self.gauge = Gauge(lp, self.cuts, self.prices)
        self.solved = 0
        self._hot = Hot(lp)
        self._start = self._hot.start(self.base.basis)

    def solve(self, sets: Sequence[frozenset[int]]) -> list[State]:
        """Return the state of each set, in order."""
        return [self._one(chosen) for chosen in sets]

    def _one(self, chosen: frozenset[int]) -> State:
        """Cut, solve, and undo."""
        whole = combined([self.cuts[asset] for asset in sorted(chosen)])
        columns, rows = whole.columns.astype(np.int32), whole.rows.astype(np.int32)
        change = Change(columns, whole.lower, whole.upper, rows, whole.row_lower, whole.row_upper)
        self.solved += 1
        return self.gauge.read(self._hot.solve(change, self._start), chosen)
