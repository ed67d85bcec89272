"""Find the sets of cuts that do most damage, with a certificate."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from levier.engine.cards import worst_card
from levier.engine.ledger import Ledger
from levier.engine.relief import Oracle, State
from levier.errors import SolveError, UsageError
from levier.lp.program import Vector
from levier.show import shown

__all__ = ["Guarantee", "WorstResult", "greedy_set", "set_costs", "set_count", "worst_sets"]

Guarantee = Literal["certified", "enumerated", "lower bound"]
Set = frozenset[int]
NEAR = 1e-8


@shown(worst_card)
@dataclass(frozen=True)
class WorstResult:
    """The worst sets of cuts.

    Attributes:
        sets: names of the assets of each set, worst first; no set has an idle member (leaving one out does less).
        damages: objective with the set cut less that of the uncut state, in the program's money; ``inf`` if infeasible.
        reference: objective of the uncut state.
        bound: no allowed set does more damage than this.
        guarantee: "certified": all cuts are pure, and bounds prove that no other set belongs on the list; "enumerated":
            every combination of the cuts that are not pure was solved, the pure ones as before; "lower bound": greedy,
            or a search that was stopped or met a set that was not solved.
        combinations: number of sets of at most k assets, whatever they cost.
        solved: sets solved; all others were settled by support, independence or bounds.
        failed: sets that the solver could not settle.
    """

    sets: tuple[tuple[str, ...], ...]
    damages: tuple[float, ...]
    reference: float
    bound: float
    guarantee: Guarantee
    combinations: int
    solved: int
    failed: tuple[tuple[str, ...], ...] = ()

    @property
    def pruned(self) -> int:
        """Sets settled without a solve."""
        return max(self.combinations - self.solved, 0)


def worst_sets(  # noqa: PLR0913 - one question with its options
    oracle: Oracle,
    assets: Sequence[str],
    k: int = 3,
    top: int = 10,
    *,
    budget: float | None = None,
    cost: ArrayLike | None = None,
    pure: ArrayLike | None = None,
    blocks: ArrayLike | None = None,
    batch: int = 1,
    limit: int | None = None,
) -> WorstResult:
    """Search the worst sets of at most `k` cuts, exactly, by branch and bound over the optima's own support.

    A node is a set and the assets it may still take. *Branching:* an optimum that does not use what a pure cut takes
    away stays optimal, so a worse set must hold an asset that the stored optimum uses; the children take these one by
    one, each leaving out those before it, so no set is met twice. *Bounding:* by `Gauge` the objective of a set and up
    to r more cuts is at most ``f(S)`` plus the relief of what is added, for every solved subset ``S`` (`Ledger.bound`);
    a sum of single damages is no such bound, since two cuts together may do more than both alone. Best bound first; the
    search ends when no bound exceeds the last of the `top`. Cuts that are not pure release something and may lower the
    objective: every combination of them is a root of its own, without bounds.

    Args:
        oracle: solves sets of asset numbers.
        assets: names by number.
        k: most assets in a set, at least 1.
        top: sets wanted, at least 1.
        budget: most that a set may cost; ``None`` for no limit.
        cost: cost of each asset, shape (assets,), not negative; 1 each by default.
        pure: whether each cut is pure, shape (assets,); all by default.
        blocks: independent component of each asset, shape (assets,); damages in different ones are added up.
        batch: sets given to the oracle at a time; a larger batch feeds more workers and solves a few sets more.
        limit: stop after about this many solves.

    Returns:
        The worst sets. With ties at the end of the list, one choice of several.

    Raises:
        UsageError: an argument is out of range.
        SolveError: the uncut state has no optimum.
    """
    costs = set_costs(assets, k, top, budget, cost)
    purity = np.ones(len(assets), dtype=bool) if pure is None else np.asarray(pure, dtype=bool)
    ledger = Ledger(oracle, purity, None if blocks is None else np.asarray(blocks, dtype=np.intp))
    if not np.isfinite(ledger.base.objective):
        message = "the uncut state has no optimum, so there is nothing to compare with"
        raise SolveError(message)
    search = _Search(ledger, costs, np.inf if budget is None else float(budget), k, top)
    search.run(max(1, batch), np.inf if limit is None else limit)
    return search.result(assets)


def greedy_set(
    oracle: Oracle,
    assets: Sequence[str],
    k: int = 3,
    *,
    budget: float | None = None,
    cost: ArrayLike | None = None,
) -> WorstResult:
    """Add the asset that does most at each step: fast, and wrong where cuts work together only; a lower bound.

    Arguments and errors as for `worst_sets`; the result holds the one set found, and no bound (``inf``).
    """
    costs = set_costs(assets, k, 1, budget, cost)
    ledger = Ledger(oracle, np.ones(len(assets), dtype=bool))
    chosen: Set = frozenset()
    worst = ledger.base.objective
    money = np.inf if budget is None else float(budget)
    for _ in range(min(k, len(assets))):
        state = ledger.fetch([chosen])[0]
        options = [a for a in np.flatnonzero(state.used).tolist() if a not in chosen and costs[a] <= money]
        values = [state.objective for state in ledger.fetch([chosen | {asset} for asset in options])]
        if not values or not np.nanmax(values) > worst + _margin(ledger):
            break
        best = int(np.nanargmax(values))
        chosen, worst, money = chosen | {options[best]}, values[best], money - costs[options[best]]
    names = tuple(assets[asset] for asset in sorted(chosen))
    reference = ledger.base.objective
    return WorstResult(
        (names,) if names else (),
        (worst - reference,) if names else (),
        reference,
        np.inf,
        "lower bound",
        set_count(len(assets), k),
        ledger.solved,
    )


def set_costs(assets: Sequence[str], k: int, top: int, budget: float | None, cost: ArrayLike | None) -> Vector:
    """Check the arguments and return the cost of each asset."""
    if k < 1 or top < 1:
        message = f"k is {k} and top is {top}; both are at least 1"
        raise UsageError(message)
    costs = np.ones(len(assets)) if cost is None else np.asarray(cost, dtype=np.float64)
    if costs.shape != (len(assets),) or not np.all(costs >= 0):
        message = f"cost needs one number for each of the {len(assets)} assets, none below 0"
        raise UsageError(message)
    if budget is not None and not budget >= 0:
        message = f"budget is {budget}; a number of at least 0 is needed"
        raise UsageError(message)
    return costs


def _margin(ledger: Ledger) -> float:
    """Difference of objectives below which they count as equal."""
    return NEAR * (1.0 + abs(ledger.base.objective))


def set_count(assets: int, k: int) -> int:
    """Count the sets of one to k assets."""
    return sum(comb(assets, size) for size in range(1, min(k, assets) + 1))


@dataclass(frozen=True, eq=False, slots=True)
class _Node:
    """A set, what it may still take, and the money left."""

    chosen: Set
    allowed: NDArray[np.bool_]
    money: float


class _Search:
    """The open nodes, best bound first, and the worst sets so far."""

    def __init__(self, ledger: Ledger, costs: Vector, budget: float, k: int, top: int) -> None:
        self.ledger, self.costs, self.k, self.top = ledger, costs, k, top
        self.margin = _margin(ledger)
        self.heap: list[tuple[float, float, int, _Node]] = []
        self.best: list[tuple[float, Set]] = []
        self.failed: list[Set] = []
        self.pushed = 0
        pure = ledger.pure
        released = np.flatnonzero(~pure).tolist()
        for size in range(min(k, len(released)) + 1):
            for root in combinations(released, size):
                money = budget - float(costs[list(root)].sum())
                if money >= 0:
                    self._push(np.inf, ledger.base.objective, _Node(frozenset(root), pure, money))

    def run(self, batch: int, limit: float) -> None:
        """Solve and branch until no bound exceeds the last of the list."""
        while self.heap and self.ledger.solved < limit:
            nodes = self._next(batch)
            for node, state in zip(nodes, self.ledger.fetch([node.chosen for node in nodes]), strict=True):
                self._offer(node.chosen, state)
                self._branch(node, state)

    def _threshold(self) -> float:
        """Objective that a set must exceed to be listed."""
        full = len(self.best) == self.top
        return (self.best[-1][0] if full else self.ledger.base.objective) + self.margin

    def _push(self, bound: float, parent: float, node: _Node) -> None:
        """Keep a node: best bound first, and where bounds are equal (endless), the worst parent first."""
        self.pushed += 1
        heapq.heappush(self.heap, (-bound, -parent, self.pushed, node))

    def _next(self, batch: int) -> list[_Node]:
        """Take the nodes of best bound, after sharpening the bound of each by all that was solved since."""
        nodes: list[_Node] = []
        while self.heap and len(nodes) < batch:
            negative, parent, _, node = heapq.heappop(self.heap)
            old = -negative
            if node.chosen and self.ledger.pure[list(node.chosen)].all():
                more = self.k - len(node.chosen)
                further = np.flatnonzero(node.allowed)
                bound = min(old, self.ledger.bound(node.chosen, further, more, self.costs, node.money))
            else:
                bound = old
            if node.chosen and self.ledger.pure[list(node.chosen)].any() and bound <= self._threshold():
                continue
            if bound < old - self.margin and self.heap and bound < -self.heap[0][0]:
                self._push(bound, -parent, node)
                continue
            nodes.append(node)
        return nodes

    def _offer(self, chosen: Set, state: State) -> None:
        """List a set if it is among the worst and none of its members is idle."""
        if np.isnan(state.objective):
            self.failed.append(chosen)
            return
        if not chosen or not state.objective > self._threshold():
            return
        smaller = [chosen - {asset} for asset in sorted(chosen)]
        known = [value for value in map(self.ledger.known, smaller) if value is not None]
        if any(not state.objective > value.objective + self.margin for value in known):
            return
        if any(not state.objective > value.objective + self.margin for value in self.ledger.fetch(smaller)):
            return
        self.best.append((state.objective, chosen))
        self.best.sort(key=lambda entry: (-entry[0], len(entry[1]), sorted(entry[1])))
        del self.best[self.top :]

    def _branch(self, node: _Node, state: State) -> None:
        """Push a child for each used asset; each leaves out those before it, the most promising first."""
        more = self.k - len(node.chosen)
        affordable = node.allowed & (self.costs <= node.money)
        if more == 0 or not np.isfinite(state.objective):
            return
        options = np.flatnonzero(affordable & state.used)
        options = options[np.argsort(-state.relief[options], kind="stable")]
        relief = state.relief[options]
        ahead = np.concatenate([[0.0], np.cumsum(np.where(np.isfinite(relief), relief, 0.0))])
        allowed = affordable.copy()
        for position, asset in enumerate(options.tolist()):
            allowed[asset] = False
            last = min(position + more, options.size)
            bound = (
                state.objective
                + state.slack
                + (ahead[last] - ahead[position] if np.isfinite(relief[position]) else np.inf)
            )
            if bound <= self._threshold():
                break
            money = node.money - float(self.costs[asset])
            self._push(bound, state.objective, _Node(node.chosen | {asset}, allowed.copy(), money))

    def result(self, assets: Sequence[str]) -> WorstResult:
        """Put the list and its guarantee together."""
        reference = self.ledger.base.objective
        stopped = bool(self.heap) or bool(self.failed)
        worst = self.best[0][0] if self.best else reference
        bound = max(worst, -self.heap[0][0]) if self.heap else worst
        exact: Guarantee = "certified" if self.ledger.pure.all() else "enumerated"
        return WorstResult(
            sets=tuple(tuple(assets[asset] for asset in sorted(chosen)) for _, chosen in self.best),
            damages=tuple(objective - reference for objective, _ in self.best),
            reference=reference,
            bound=(np.inf if self.failed else bound) - reference,
            guarantee="lower bound" if stopped else exact,
            combinations=set_count(len(assets), self.k),
            solved=self.ledger.solved,
            failed=tuple(tuple(assets[asset] for asset in sorted(chosen)) for chosen in self.failed),
        )
