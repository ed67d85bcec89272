"""What a country is served with some offers built and something closed: least cost, ties in its favour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.lp import Change, Hot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.lp import LinearProgram, Point

__all__ = ["NOTHING", "SolveCounts", "States"]

TILT = 1e-6
"""Among dispatches of equal cost the one that serves the country most is read: served value counts so much more."""
SLOPE = 1e-7
ROOM = 64
ENDLESS = 1_000_000
FLOW = 1e-9
NOTHING = -1
"""The closure that closes nothing."""


@dataclass
class SolveCounts:
    """Programs solved and spared.

    Attributes:
        solved: least-cost programs.
        read: read off an optimum already known.
        seconds: time taken by both.
    """

    solved: int = 0
    read: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, eq=False)
class _State:
    """What one optimum serves, which columns it uses, and that no stock would be drawn if stocks were open."""

    value: float
    used: np.ndarray
    stock_idle: bool


class _Known:
    """Optima found with the same columns shut: sizes, the sizes that suffice, offers of which more changes nothing."""

    def __init__(self, offers: int) -> None:
        """Begin with nothing."""
        self.states: list[_State] = []
        self._need = np.zeros((ROOM, offers), dtype=int)
        self._most = np.zeros((ROOM, offers), dtype=int)

    def add(self, need: np.ndarray, most: np.ndarray, state: _State) -> None:
        """Remember an optimum, with the least and the largest sizes for which it is one."""
        count = len(self.states)
        if count == len(self._need):
            self._need = np.vstack([self._need, np.zeros_like(self._need)])
            self._most = np.vstack([self._most, np.zeros_like(self._most)])
        self._need[count], self._most[count] = need, most
        self.states.append(state)

    def read(self, sizes: np.ndarray) -> _State | None:
        """Return an optimum that is one for these sizes."""
        count = len(self.states)
        if not count:
            return None
        below = np.asarray(sizes <= self._most[:count])
        fits = np.asarray((below & (sizes >= self._need[:count])).all(axis=1))
        at = int(fits.argmax())
        return self.states[at] if fits[at] else None


class States:
    """The value a country is served, read from the least-cost solution of one part of a network (methods 10).

    Sizes are whole numbers, from 0 to the steps of each offer. An optimum is read off for other sizes where it still
    fits into them and where more of what was added would not be used: its reduced costs stay a proof.

    Args:
        lp: least cost, offers and stocks at full size.
        worth: value of a unit of each column to the country (columns,).
        offer: number of the offer behind each column, -1: stands (columns,).
        stock: columns open only while something is closed (columns,).
        steps: of each offer (offers,).
        closures: columns that are shut, one mask each (columns,).
        reuse: False solves every state (for tests).
    """

    def __init__(
        self,
        lp: LinearProgram,
        worth: np.ndarray,
        offer: np.ndarray,
        stock: np.ndarray,
        steps: Sequence[int],
        closures: Sequence[np.ndarray],
        *,
        reuse: bool = True,
    ) -> None:
        """Load the program, what the country is served worth a millionth more."""
        self.lp, self.worth, self.offer, self.stock = lp, worth, offer, stock
        self.steps = np.asarray(steps, dtype=int)
        self.closures = list(closures)
        self.counts = SolveCounts()
        self.reuse = reuse
        self._hot = Hot(lp.replace(cost=lp.cost - TILT * worth))
        self._known: dict[bytes, _Known] = {}
        self._start: dict[bytes, Point] = {}
        self._none = np.zeros(worth.size, dtype=bool)
        self._stocked = bool(stock.any())
        self._built = np.flatnonzero(offer >= 0)
        self._free: tuple[tuple[int, ...], _State | None] | None = None

    def served(self, sizes: Sequence[int], closure: int) -> float:
        """Return the value served, M USD a year; NaN where the program has no optimum.

        Args:
            sizes: of every offer.
            closure: number of a closure, or ``NOTHING``.
        """
        free = self._undisturbed(tuple(sizes))
        if closure == NOTHING or free is None:
            return float("nan") if free is None else free.value
        shut = self.closures[closure]
        if self.reuse and free.stock_idle and not (free.used & shut).any():
            self.counts.read += 1
            return free.value
        state = self._state(sizes, shut, open_stock=self._stocked)
        return float("nan") if state is None else state.value

    def _undisturbed(self, sizes: tuple[int, ...]) -> _State | None:
        """Return the optimum without a closure; it is asked for again and again."""
        if self._free is None or self._free[0] != sizes:
            self._free = (sizes, self._state(sizes, self._none, open_stock=False))
        return self._free[1]

    def _state(self, sizes: Sequence[int], shut: np.ndarray, *, open_stock: bool) -> _State | None:
        """Return the optimum with some columns shut, read off or solved; nothing where there is none."""
        own = np.array(sizes, dtype=int)
        gone = shut if open_stock else shut | self.stock
        left = np.bincount(self.offer[self._built][~gone[self._built]], minlength=own.size)
        own[left == 0] = 0
        built = np.append(own > 0, True)[self.offer]
        closed = shut & built
        key = closed.tobytes() + bytes([open_stock])
        known = self._known.setdefault(key, _Known(own.size))
        found = known.read(own) if self.reuse else None
        if found is None:
            return self._solve(known, key, own, closed, open_stock=open_stock)
        self.counts.read += 1
        return found

    def bounds(self, sizes: np.ndarray, shut: np.ndarray, *, open_stock: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return the bounds of all columns with some offers built and some columns shut."""
        lower, upper = self.lp.column_lower.copy(), self.lp.column_upper.copy()
        built = self.offer >= 0
        share = np.zeros(self.worth.size)
        share[built] = (sizes / np.maximum(self.steps, 1))[self.offer[built]]
        upper[built] = upper[built] * share[built]
        gone = shut | (self.stock & (not open_stock))
        lower[gone | built] = 0.0
        upper[gone] = 0.0
        return lower, upper

    def _solve(
        self, known: _Known, key: bytes, sizes: np.ndarray, shut: np.ndarray, *, open_stock: bool
    ) -> _State | None:
        lower, upper = self.bounds(sizes, shut, open_stock=open_stock)
        start = self._start.get(key)
        point = self._hot.solve(_change(self.lp, lower, upper), None if start is None else start.start)
        self.counts.solved += 1
        if not point.is_optimal:
            return None
        if start is None and point.start is not None:
            self._start[key] = point
        gone = shut if open_stock else shut | self.stock
        need, idle = self._slack(sizes, point.reduced, point.x, upper, gone)
        state = _State(
            value=float(self.worth @ point.x),
            used=point.x > FLOW,
            stock_idle=bool((point.reduced[self.stock] > SLOPE).all()),
        )
        known.add(need, np.where(idle, ENDLESS, sizes), state)
        return state

    def _slack(
        self, sizes: np.ndarray, reduced: np.ndarray, x: np.ndarray, upper: np.ndarray, gone: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Sizes that an optimum needs, and offers of which more would not change it."""
        columns = self._built[~gone[self._built]]
        owner, full, flow = self.offer[columns], self.lp.column_upper[columns], x[columns]
        share = np.divide(flow, full, out=np.zeros(columns.size), where=full > 0) * self.steps[owner]
        need = np.zeros(self.steps.size)
        np.maximum.at(need, owner, share)
        below = (reduced[columns] > SLOPE) | (flow < upper[columns] - FLOW * (1.0 + upper[columns]))
        idle = np.bincount(owner[~below], minlength=self.steps.size) == 0
        return np.minimum(np.ceil(need - FLOW).astype(int), sizes), idle


def _change(lp: LinearProgram, lower: np.ndarray, upper: np.ndarray) -> Change:
    """Bounds that differ from a program's own."""
    other = np.flatnonzero((lower != lp.column_lower) | (upper != lp.column_upper))
    return Change(other.astype(np.int32), lower[other], upper[other])
