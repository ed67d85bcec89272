"""Keep the states of sets already solved, and settle or bound further sets from them without a solve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from levier.engine.relief import Oracle, State
from levier.lp.program import Vector

__all__ = ["Ledger", "best_sum"]

Set = frozenset[int]


class Ledger:
    """Fetch states: from memory, by support, by adding up independent parts, and only then from the oracle.

    Args:
        oracle: solves sets.
        pure: which assets' cuts are pure, shape (assets,).
        blocks: independent component of each asset's columns, shape (assets,); ``None`` if all hang together.
    """

    def __init__(self, oracle: Oracle, pure: NDArray[np.bool_], blocks: NDArray[np.intp] | None = None) -> None:
        """Solve the uncut state."""
        self.oracle, self.pure, self.blocks = oracle, pure, blocks
        self.states: dict[Set, State] = {}
        self.solved = 0
        self.base = self.fetch([frozenset()])[0]

    def fetch(self, sets: Sequence[Set]) -> list[State]:
        """Return the state of each set, in order; what is not settled goes to the oracle in one call."""
        wanted: dict[Set, None] = {}
        for chosen in sets:
            if self.known(chosen) is None:
                wanted.update((part, None) for part in self._parts(chosen) if self.known(part) is None)
        if wanted:
            asked = list(wanted)
            self.states.update(zip(asked, self.oracle.solve(asked), strict=True))
            self.solved += len(asked)
        found = [self.known(chosen) for chosen in sets]
        return [state for state in found if state is not None]

    def known(self, chosen: Set) -> State | None:
        """Return a state that needs no solve.

        An optimum that a further pure cut does not touch stays one; damages in independent blocks add up.
        """
        state = self.states.get(chosen)
        if state is not None:
            return state
        for asset in sorted(chosen):
            smaller = self.states.get(chosen - {asset}) if self.pure[asset] else None
            if smaller is not None and not smaller.used[asset] and not np.isnan(smaller.objective):
                self.states[chosen] = smaller
                return smaller
        parts = self._parts(chosen)
        known = [self.known(part) for part in parts] if len(parts) > 1 else []
        states = [part for part in known if part is not None]
        if not states or len(states) < len(parts):
            return None
        self.states[chosen] = self._sum(parts, states)
        return self.states[chosen]

    def bound(self, chosen: Set, further: NDArray[np.intp], more: int, costs: Vector, money: float) -> float:
        """Bound the objective of a set with up to `more` of the assets `further` cut as well.

        For every solved subset ``S`` whose missing members ``M`` are pure, ``f(S) + slack + relief(M) + relief of
        what is added`` is a bound (`Gauge`); the least counts. With one asset to add the least is taken for each.

        Args:
            chosen: the set.
            further: pure assets outside it that may be added.
            more: how many may be added.
            costs: cost of each asset, shape (assets,).
            money: what may be spent on those added.
        """
        rows, bases = self._cuts(chosen)
        further = further[costs[further] <= money]
        if not bases.size or more == 0 or not further.size:
            return float(bases.min(initial=np.inf))
        gains = rows[:, further]
        if more == 1:
            return float(max(bases.min(), (bases[:, None] + gains).min(axis=0).max()))
        sums = (best_sum(gain, more, costs[further], money) for gain in gains)
        return min(base + best for base, best in zip(bases.tolist(), sums, strict=True))

    def _cuts(self, chosen: Set) -> tuple[Vector, Vector]:
        """Relief of, and bound from, each solved subset."""
        rows, bases = [], []
        members = sorted(chosen)
        for kept in _subsets(members):
            state = self.states.get(frozenset(kept))
            missing = [asset for asset in members if asset not in kept]
            if state is None or np.isnan(state.objective) or not self.pure[missing].all():
                continue
            rows.append(state.relief)
            bases.append(state.objective + state.slack + float(state.relief[missing].sum()))
        return np.array(rows), np.array(bases)

    def _parts(self, chosen: Set) -> list[Set]:
        """Split a set into its independent parts."""
        blocks = self.blocks
        if blocks is None or len(chosen) < 2:  # noqa: PLR2004 - one asset is one part
            return [chosen]
        numbers = sorted({int(blocks[asset]) for asset in chosen})
        return [frozenset(asset for asset in chosen if blocks[asset] == number) for number in numbers]

    def _sum(self, parts: Sequence[Set], states: Sequence[State]) -> State:
        """Add up the damages of independent parts, each with its own uses."""
        objective, slack = self.base.objective, self.base.slack
        used, relief = self.base.used.copy(), self.base.relief.copy()
        for part, state in zip(parts, states, strict=True):
            objective += state.objective - self.base.objective
            slack += state.slack
            mine = self.blocks == self.blocks[next(iter(part))] if self.blocks is not None else used
            used[mine], relief[mine] = state.used[mine], state.relief[mine]
        return State(objective, used, relief, slack)


def _subsets(members: list[int]) -> Iterable[tuple[int, ...]]:
    """Yield all subsets, the largest first."""
    for size in range(len(members), -1, -1):
        yield from combinations(members, size)


def best_sum(gains: Vector, more: int, costs: Vector, money: float) -> float:
    """Bound the sum of at most `more` gains that together cost at most `money`.

    Two bounds hold: the largest gains whatever they cost, and the best fractional choice however many (gains taken by
    gain per cost until the money is spent); the lesser counts.

    Example:
        >>> best_sum(np.array([9.0, 8.0, 1.0]), 2, np.array([2.0, 2.0, 1.0]), 3.0)
        13.0
    """
    count = min(more, gains.size)
    if count <= 0:
        return 0.0
    largest = float(np.partition(gains, gains.size - count)[gains.size - count :].sum())
    if not np.isfinite(largest) or costs.sum() <= money:
        return largest
    free = costs <= 0
    order = np.argsort(-gains[~free] / costs[~free], kind="stable")
    paid, value = costs[~free][order], gains[~free][order]
    before = np.cumsum(paid) - paid
    share = np.clip((money - before) / paid, 0.0, 1.0)
    return min(largest, float(gains[free].sum() + (share * value).sum()))
