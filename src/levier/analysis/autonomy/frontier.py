"""The least annual cost at every limit, out of the tables of all parts: exact up to a stated cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.autonomy.sets import PartTable, part_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy.network import Network
    from levier.analysis.autonomy.sets import Part

__all__ = ["Best", "Frontier", "frontier_of"]

SLACK = 1e-9
ENOUGH = 2_000_000
"""Combinations of sets of all parts that are held at once."""


@dataclass(frozen=True, eq=False)
class Best:
    """The cheapest set of offers that keeps every closure within a limit.

    Attributes:
        sizes: of every offer of the network, in its steps.
        cost: M USD a year.
        worst: largest loss any closure imposes, as a share of the value served in the base year, over the duration.
        loss: of every closure, same share (closures,).
        sure: no cheaper set can do it.
    """

    sizes: tuple[int, ...]
    cost: float
    worst: float
    loss: np.ndarray
    sure: bool


@dataclass(frozen=True, eq=False)
class Frontier:
    """Sets of offers that no other beats in cost and in the worst loss.

    Attributes:
        points: cheapest first; each has a smaller worst loss than all before it.
        complete_to: sets that cost less were all considered, M USD a year.
        sets: number of sets evaluated, over the parts.
        enumerated_to: every set that costs less at these costs was evaluated, those that cannot matter at these costs
            included, M USD a year.
    """

    points: tuple[Best, ...]
    complete_to: float
    sets: int
    enumerated_to: float = np.inf

    def at(self, limit: float) -> Best | None:
        """Return the cheapest point within a limit; None where no set considered is."""
        return next((point for point in self.points if point.worst <= limit + SLACK), None)


def frontier_of(
    parts: Sequence[Part],
    network: Network,
    costs: Sequence[float],
    closures: int,
    *,
    months: int,
    most: int,
    without: Sequence[int] = (),
) -> Frontier:
    """Combine the cheapest sets of all parts.

    Args:
        parts: with their programs.
        network: offers by number.
        costs: annual cost of every offer.
        closures: number of closures.
        months: length of a closure.
        most: sets of one part at most.
        without: offers that must not be built.
    """
    known = [part_table(part, network, costs, closures, most, without) for part in parts]
    scale = months / 12.0 / network.base
    kept = [table.unbeaten() for table in known]
    complete_to = min((table.complete_to for table in known), default=np.inf)
    cost, loss, index = np.zeros(1), np.zeros((1, closures)), np.zeros((1, 0), dtype=int)
    for table in kept:
        cost, loss, index = _joined(cost, loss, index, table)
    order = np.lexsort((loss.max(axis=1, initial=0.0), cost))
    points: list[Best] = []
    for at in order:
        worst = float(loss[at].max(initial=0.0)) * scale
        if points and worst >= points[-1].worst - SLACK:
            continue
        sizes = [0] * len(network.offers)
        for part, table, row in zip(parts, kept, index[at], strict=True):
            for number, size in zip(part.offers, table.sizes[row], strict=True):
                sizes[number] = int(size)
        points.append(
            Best(tuple(sizes), float(cost[at]), worst, loss[at] * scale, bool(cost[at] <= complete_to + SLACK))
        )
    enumerated_to = min((table.enumerated_to for table in known), default=np.inf)
    return Frontier(tuple(points), float(complete_to), sum(len(table.cost) for table in known), float(enumerated_to))


def _joined(
    cost: np.ndarray, loss: np.ndarray, index: np.ndarray, table: PartTable
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every combination of what is known with the sets of one more part, without those that are beaten."""
    left, right = len(cost), len(table.cost)
    pairs = np.array(np.meshgrid(np.arange(left), np.arange(right), indexing="ij")).reshape(2, -1)
    total = cost[pairs[0]] + table.cost[pairs[1]]
    both = loss[pairs[0]] + table.loss[pairs[1]]
    order = np.argsort(total, kind="stable")
    joined = PartTable(np.hstack([index[pairs[0]], pairs[1][:, None]])[order], total[order], both[order], np.inf)
    joined = joined.unbeaten() if left * right <= ENOUGH else joined
    return joined.cost, joined.loss, joined.sizes
