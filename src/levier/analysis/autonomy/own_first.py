"""Country first: least cost so that it can be kept within a limit at its best dispatch, by columns and constraints."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from levier.analysis.autonomy.verify import bounds_of
from levier.errors import SolveError
from levier.lp import LinearProgram, solve, solve_mixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy.closures import Closure
    from levier.analysis.autonomy.network import Network

__all__ = ["OwnFirst", "best_served", "own_first", "own_losses"]

TOLERANCE = 1e-7
ROUNDS = 200


@dataclass(frozen=True, eq=False)
class OwnFirst:
    """The cheapest offers under which the country, served first, can be kept within a limit.

    Attributes:
        sizes: of every offer, in its steps; empty: no set of offers is enough.
        cost, bound: of the set, and proven for every set, M USD a year.
        worst: largest loss at the country's best dispatch, share of the base year's value over the duration.
        loss: of every closure (closures,).
        rounds, programs, mixed: rounds, linear and mixed-integer programs.
        copies: closures that got a copy of the network in the master program.
        seconds: time taken.
    """

    sizes: tuple[int, ...]
    cost: float
    bound: float
    worst: float
    loss: np.ndarray
    rounds: int
    programs: int
    mixed: int
    copies: int
    seconds: float

    @property
    def found(self) -> bool:
        """Whether any set is enough."""
        return bool(self.sizes) or self.cost == 0.0

    @property
    def gap(self) -> float:
        """Relative distance of cost and proven bound."""
        return abs(self.cost - self.bound) / max(1.0, abs(self.cost)) if np.isfinite(self.cost) else 0.0


def best_served(network: Network, sizes: Sequence[int], closure: Closure | None) -> float:
    """Return the most a country can be served with some offers built and one closure, M USD a year.

    Raises:
        SolveError: nothing is feasible.
    """
    lower, upper = bounds_of(network, sizes, closure)
    lp = network.program.lp.replace(cost=-network.worth, column_lower=lower, column_upper=upper)
    answer = solve(lp)
    if not answer.is_optimal:
        message = f"no dispatch serves the country under {closure.name if closure else 'no closure'}: {answer.ladder}"
        raise SolveError(message)
    return -answer.objective


def own_losses(network: Network, closures: Sequence[Closure], sizes: Sequence[int], months: int) -> np.ndarray:
    """Return what each closure imposes at the country's best dispatch, shares (closures,)."""
    free = best_served(network, sizes, None)
    scale = months / 12.0 / network.base
    return np.array([max(0.0, free - best_served(network, sizes, closure)) * scale for closure in closures])


def own_first(
    network: Network, closures: Sequence[Closure], costs: Sequence[float], limit: float, *, months: int
) -> OwnFirst:
    """Solve the min-max problem by column-and-constraint generation (Zeng and Zhao 2013).

    The adversary's set is the finite list of closures. The master program chooses sizes and holds a copy of the
    network for every closure that was ever violated, in which the country must keep its served value within the limit
    of what it has undisturbed. That is at least what it has without any offer, and at least what a set already seen
    gives as long as all of that set is built: rows that say so come in as sets are seen.

    Args:
        network: with all offers.
        closures: what could be shut.
        costs: annual cost of every offer, M USD.
        limit: share of the base year's served value, over the duration.
        months: length of a closure.

    Raises:
        SolveError: rounds without end, or a program that has no optimum.
    """
    started = time.perf_counter()
    master = _Master(network, costs, limit * network.base * 12.0 / months)
    programs = 0
    for rounds in range(1, ROUNDS + 1):
        sizes, bound = master.solve()
        if sizes is None:
            none = np.full(len(closures), np.nan)
            spent = time.perf_counter() - started
            return OwnFirst((), np.inf, np.inf, np.nan, none, rounds, programs, rounds, len(master.copies), spent)
        loss = own_losses(network, closures, sizes, months)
        programs += len(closures) + 1
        violated = np.flatnonzero(loss > limit + TOLERANCE)
        if not violated.size:
            cost = sum(c * s / o.steps for c, s, o in zip(costs, sizes, network.offers, strict=True))
            spent = time.perf_counter() - started
            worst = float(loss.max(initial=0.0))
            return OwnFirst(sizes, cost, bound, worst, loss, rounds, programs, rounds, len(master.copies), spent)
        worst_at = int(np.argmax(loss))
        master.add(worst_at, closures[worst_at])
        master.see(sizes, best_served(network, sizes, None))
        programs += 1
    message = f"column-and-constraint generation did not end within {ROUNDS} rounds"
    raise SolveError(message)


class _Master:
    """Sizes as ordered binaries, a copy of the network for each closure, rows for sets already seen."""

    def __init__(self, network: Network, costs: Sequence[float], slack: float) -> None:
        self.network, self.slack = network, slack
        self.binary = [(k, step) for k, offer in enumerate(network.offers) for step in range(1, offer.steps + 1)]
        self.at = {key: j for j, key in enumerate(self.binary)}
        self.cost = np.array([costs[k] / network.offers[k].steps for k, _ in self.binary])
        self.copies: dict[int, Closure] = {}
        none = (0,) * len(network.offers)
        self.seen: dict[tuple[int, ...], float] = {none: best_served(network, none, None)}

    def add(self, number: int, closure: Closure) -> None:
        self.copies[number] = closure

    def see(self, sizes: tuple[int, ...], free: float) -> None:
        self.seen[sizes] = free

    def solve(self) -> tuple[tuple[int, ...] | None, float]:
        """Return the sizes and the proven bound; None where nothing is feasible."""
        if not self.binary:
            return (None, np.inf) if self.copies else ((), 0.0)
        lp, whole = self._program()
        answer = solve_mixed(lp, whole)
        if np.isnan(answer.objective):
            if answer.status.value not in ("infeasible", "unbounded_or_infeasible"):
                message = f"the master program ended as {answer.status.value}"
                raise SolveError(message)
            return None, np.inf
        sizes = [0] * len(self.network.offers)
        for (k, _), value in zip(self.binary, answer.x, strict=False):
            sizes[k] += round(float(value))
        return tuple(sizes), answer.bound

    def _program(self) -> tuple[LinearProgram, np.ndarray]:
        """Write the master: binaries first, then the columns of every copy."""
        net, count = self.network, len(self.binary)
        own = net.program.lp
        columns = own.shape[1]
        blocks, lower, upper = [self._orders()], [], []
        lower.append(np.full(blocks[0].shape[0], -np.inf))
        upper.append(self._order_bounds())
        column_lower, column_upper = [np.zeros(count)], [np.ones(count)]
        total = count + columns * len(self.copies)
        for place, closure in enumerate(self.copies.values()):
            low, high = bounds_of(net, [offer.steps for offer in net.offers], closure)
            column_lower.append(low)
            column_upper.append(high)
            for matrix, low_, high_ in (self._balances(), self._sized(high), self._kept()):
                first, rest = matrix
                empty = sparse.csr_array((rest.shape[0], columns))
                parts = [rest if k == place else empty for k in range(len(self.copies))]
                blocks.append(sparse.csr_array(sparse.hstack([first, *parts])))
                lower.append(low_)
                upper.append(high_)
        blocks[0] = sparse.csr_array(sparse.hstack([blocks[0], sparse.csr_array((blocks[0].shape[0], total - count))]))
        cost = np.concatenate([self.cost, np.zeros(total - count)])
        program = LinearProgram(
            cost=cost,
            matrix=sparse.csr_array(sparse.vstack(blocks)),
            row_lower=np.concatenate(lower),
            row_upper=np.concatenate(upper),
            column_lower=np.concatenate(column_lower),
            column_upper=np.concatenate(column_upper),
        )
        return program, np.arange(total) < count

    def _orders(self) -> sparse.csr_array:
        """A step needs the step before it; of offers at one site, one at most."""
        rows = []
        for k, step in self.binary:
            if step > 1:
                rows.append({self.at[k, step]: 1.0, self.at[k, step - 1]: -1.0})
        rows += [{self.at[k, 1]: 1.0 for k in numbers} for numbers in self._sites()]
        matrix = sparse.lil_array((len(rows), len(self.binary)))
        for i, row in enumerate(rows):
            for j, value in row.items():
                matrix[i, j] = value
        return sparse.csr_array(matrix)

    def _order_bounds(self) -> np.ndarray:
        ordered = sum(step > 1 for _, step in self.binary)
        return np.concatenate([np.zeros(ordered), np.ones(len(self._sites()))])

    def _sites(self) -> list[list[int]]:
        sites: dict[str, list[int]] = {}
        for k, offer in enumerate(self.network.offers):
            if offer.site:
                sites.setdefault(offer.site, []).append(k)
        return [numbers for numbers in sites.values() if len(numbers) > 1]

    def _balances(self) -> tuple[tuple[sparse.csr_array, sparse.csr_array], np.ndarray, np.ndarray]:
        own = self.network.program.lp
        first = sparse.csr_array((own.shape[0], len(self.binary)))
        return (first, sparse.csr_array(own.matrix)), own.row_lower, own.row_upper

    def _sized(self, full: np.ndarray) -> tuple[tuple[sparse.csr_array, sparse.csr_array], np.ndarray, np.ndarray]:
        """A column of an offer flows no more than the size built."""
        net = self.network
        built = np.flatnonzero((net.offer >= 0) & (full > 0))
        first = sparse.lil_array((built.size, len(self.binary)))
        rest = sparse.lil_array((built.size, full.size))
        for i, j in enumerate(built):
            k = int(net.offer[j])
            rest[i, j] = 1.0
            for step in range(1, net.offers[k].steps + 1):
                first[i, self.at[k, step]] = -full[j] / net.offers[k].steps
        both = (sparse.csr_array(first), sparse.csr_array(rest))
        return both, np.full(built.size, -np.inf), np.zeros(built.size)

    def _kept(self) -> tuple[tuple[sparse.csr_array, sparse.csr_array], np.ndarray, np.ndarray]:
        """The served value stays within the limit of what each set seen gives undisturbed, where that set is built."""
        net = self.network
        first = sparse.lil_array((len(self.seen), len(self.binary)))
        least = np.zeros(len(self.seen))
        for i, (sizes, free) in enumerate(self.seen.items()):
            floor = free - self.slack
            built = [(k, size) for k, size in enumerate(sizes) if size > 0]
            for key in built:
                first[i, self.at[key]] = -max(floor, 0.0)
            least[i] = floor - max(floor, 0.0) * len(built)
        rest = sparse.csr_array(np.tile(net.worth, (len(self.seen), 1)))
        return (sparse.csr_array(first), rest), least, np.full(len(self.seen), np.inf)
