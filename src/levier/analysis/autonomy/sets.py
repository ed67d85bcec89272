"""Every set of offers of one part of a network, cheapest first, with what each actor can impose if it is built."""

from __future__ import annotations

import heapq
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.autonomy.dearer import search_dearer
from levier.analysis.autonomy.states import NOTHING, States

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from levier.analysis.autonomy.closures import Closure
    from levier.analysis.autonomy.network import Network

__all__ = ["Part", "PartTable", "cheapest_first", "part_table", "parts_of"]

ZERO = 1e-9


@dataclass(frozen=True, eq=False)
class Part:
    """A part of the network that shares no row with the others and serves the country.

    Attributes:
        columns: of the whole program.
        offers: numbers of the offers in it.
        closures: numbers of the closures that shut anything of it.
        states: its programs; its own numbers of offers and closures.
        known: what each closure imposes, by the sizes of the sets evaluated.
        effort: programs solved and seconds taken until a set was evaluated, all sets before it included.
    """

    columns: np.ndarray
    offers: tuple[int, ...]
    closures: tuple[int, ...]
    states: States
    known: dict[tuple[int, ...], np.ndarray] = field(default_factory=dict)
    effort: dict[tuple[int, ...], tuple[int, float]] = field(default_factory=dict)

    def losses(self, sizes: tuple[int, ...], closures: int) -> np.ndarray:
        """Return what each closure imposes on the country here, M USD in a year of closure (closures,).

        An actor closes one part and leaves another, so what would help the country is not counted against a loss.

        Args:
            sizes: of the offers of the part.
            closures: number of closures of the whole list.
        """
        found = self.known.get(sizes)
        if found is None:
            started = time.perf_counter()
            free = self.states.served(sizes, NOTHING)
            found = np.zeros(closures)
            for own, number in enumerate(self.closures):
                loss = free - self.states.served(sizes, own)
                found[number] = np.inf if np.isnan(loss) else max(0.0, loss)
            self.known[sizes] = found
            counts = self.states.counts
            counts.seconds += time.perf_counter() - started
            self.effort[sizes] = (counts.solved, counts.seconds)
        return found


@dataclass(frozen=True, eq=False)
class PartTable:
    """Sets of offers of one part, cheapest first.

    Attributes:
        sizes: (sets, offers of the part).
        cost: M USD a year (sets,).
        loss: what each closure of the whole list imposes, M USD in a year of closure (sets, closures), not below 0;
            inf where a program has no optimum.
        complete_to: every set that costs less is in the table, M USD a year; inf: all that could matter are.
        enumerated_to: every set that costs less is in the table, whether it could matter or not; inf: all there are.
    """

    sizes: np.ndarray
    cost: np.ndarray
    loss: np.ndarray
    complete_to: float
    enumerated_to: float = np.inf

    def unbeaten(self) -> PartTable:
        """Leave out every set that a cheaper one matches against every closure."""
        kept: list[int] = []
        for at in range(len(self.cost)):
            row = self.loss[at]
            if not (self.loss[kept] <= row + ZERO).all(axis=1).any():
                kept.append(at)
        return PartTable(self.sizes[kept], self.cost[kept], self.loss[kept], self.complete_to, self.enumerated_to)


def parts_of(network: Network, closures: Sequence[Closure], *, reuse: bool = True) -> list[Part]:
    """Split a network into the parts that serve the country."""
    found = []
    program = network.program
    for columns in map(np.sort, program.parts()):
        if not (network.worth[columns] > 0).any():
            continue
        part = program.take(columns)
        owner = network.offer[columns]
        offers = tuple(int(number) for number in np.unique(owner[owner >= 0]))
        local = np.array([offers.index(int(number)) if number >= 0 else -1 for number in owner])
        touching = tuple(k for k, closure in enumerate(closures) if closure.shut[columns].any())
        states = States(
            part.lp,
            network.worth[columns],
            local,
            network.stock[columns],
            [network.offers[number].steps for number in offers],
            [closures[k].shut[columns] for k in touching],
            reuse=reuse,
        )
        found.append(Part(columns, offers, touching, states))
    return found


def cheapest_first(
    costs: Sequence[float], steps: Sequence[int], sites: Sequence[str] = ()
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield every combination of sizes in the order of its cost; of offers at one site, one at most.

    Args:
        costs: of each offer at full size.
        steps: sizes of each offer.
        sites: of each offer; blank: none.

    Example:
        >>> [sizes for _, sizes in cheapest_first([3.0, 2.0], [1, 1])]
        [(0, 0), (0, 1), (1, 0), (1, 1)]
    """
    count = len(costs)
    unit = [cost / step for cost, step in zip(costs, steps, strict=True)]
    heap: list[tuple[float, int, tuple[int, ...], int]] = [(0.0, 0, (0,) * count, 0)]
    while heap:
        cost, size, sizes, first = heapq.heappop(heap)
        yield cost, sizes
        for at in range(first, count):
            if sizes[at] == steps[at] or _taken(sizes, at, sites):
                continue
            more = (*sizes[:at], sizes[at] + 1, *sizes[at + 1 :])
            total = sum(each * number for each, number in zip(unit, more, strict=True))
            heapq.heappush(heap, (total, size + 1, more, at))


def _taken(sizes: tuple[int, ...], at: int, sites: Sequence[str]) -> bool:
    """Whether another offer stands at the site already."""
    if not sites or not sites[at]:
        return False
    return any(sizes[k] > 0 and sites[k] == sites[at] for k in range(len(sizes)) if k != at)


def part_table(
    part: Part, network: Network, costs: Sequence[float], closures: int, most: int, without: Sequence[int] = ()
) -> PartTable:
    """Evaluate the sets of one part, cheapest first, until one leaves nobody any loss to impose.

    Where that takes more than ``most`` sets, half as many dearer ones are looked for besides, without a proof (see
    :func:`levier.analysis.autonomy.dearer.search_dearer`). Sets evaluated before, for other costs, are in it too.

    Args:
        part: with its programs.
        network: offers by number.
        costs: annual cost of every offer of the network at full size.
        closures: number of closures of the whole list.
        most: sets at most; beyond, the table is complete only up to a cost, which it states.
        without: offers that must not be built.
    """
    own = [k for k, number in enumerate(part.offers) if number not in without]
    offers = [network.offers[part.offers[k]] for k in own]
    steps, sites = [offer.steps for offer in offers], [offer.site for offer in offers]
    unit = np.array([costs[part.offers[k]] for k in own]) / np.maximum(1, steps)
    rows: dict[tuple[int, ...], tuple[np.ndarray, float, np.ndarray]] = {}

    def evaluate(chosen: tuple[int, ...]) -> tuple[float, float]:
        sizes = np.zeros(len(part.offers), dtype=int)
        sizes[own] = chosen
        loss = part.losses(tuple(int(size) for size in sizes), closures)
        rows[chosen] = (sizes, float(unit @ np.array(chosen)) if chosen else 0.0, loss)
        return rows[chosen][1], float(loss.max(initial=0.0))

    complete_to = enumerated_to = np.inf
    for total, chosen in cheapest_first([costs[part.offers[k]] for k in own], steps, sites):
        if len(rows) >= most:
            complete_to = enumerated_to = total
            break
        if evaluate(chosen)[1] <= ZERO:
            enumerated_to = total
            break
    if np.isfinite(complete_to):
        known = {chosen: (cost, float(loss.max(initial=0.0))) for chosen, (_, cost, loss) in rows.items()}
        search_dearer(known, evaluate, steps, sites, most // 2)
    for sizes in list(part.known):
        chosen = tuple(sizes[k] for k in own)
        if chosen not in rows and sum(chosen) == sum(sizes):
            evaluate(chosen)
    every, cost, loss = zip(*sorted(rows.values(), key=lambda row: row[1]), strict=True)
    return PartTable(np.array(every, dtype=int), np.array(cost), np.array(loss), complete_to, enumerated_to)
