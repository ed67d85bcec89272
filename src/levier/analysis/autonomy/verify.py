"""Check a set of offers by its own rule, each closure solved anew: cost first, then what the country is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from levier.errors import SolveError
from levier.lp import LinearProgram, require_optimal, solve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy.closures import Closure
    from levier.analysis.autonomy.network import Network

__all__ = ["bounds_of", "least_cost_losses", "least_cost_served"]

ROOM = 1e-9


def bounds_of(network: Network, sizes: Sequence[int], closure: Closure | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of all columns with some offers built and something closed or not."""
    lp = network.program.lp
    lower, upper = lp.column_lower.copy(), lp.column_upper.copy()
    share = np.array([size / offer.steps for size, offer in zip(sizes, network.offers, strict=True)])
    built = network.offer >= 0
    if built.any():
        upper[built] *= share[network.offer[built]]
    gone = network.stock if closure is None else closure.shut
    lower[gone | built] = 0.0
    upper[gone] = 0.0
    return lower, upper


def least_cost_served(network: Network, sizes: Sequence[int], closure: Closure | None) -> float:
    """Return what the country is served at least cost, ties in its favour, by two cold solves, M USD a year.

    The second holds the cost at the optimum of the first and asks for most.

    Raises:
        SolveError: a program has no optimum.
    """
    lower, upper = bounds_of(network, sizes, closure)
    lp = network.program.lp.replace(column_lower=lower, column_upper=upper)
    what = f"least cost under {closure.name if closure else 'no closure'}"
    first = require_optimal(solve(lp), what)
    kept = LinearProgram(
        cost=-network.worth,
        matrix=sparse.csr_array(sparse.vstack([lp.matrix, sparse.csr_array(lp.cost[None, :])])),
        row_lower=np.append(lp.row_lower, -np.inf),
        row_upper=np.append(lp.row_upper, first.objective + ROOM * (1.0 + abs(first.objective))),
        column_lower=lower,
        column_upper=upper,
    )
    second = solve(kept)
    if not second.is_optimal:
        message = f"{what}: the second program ended as {second.status.value} ({second.ladder})"
        raise SolveError(message)
    return -second.objective


def least_cost_losses(
    network: Network, closures: Sequence[Closure], sizes: Sequence[int], months: int, parts: Sequence[np.ndarray]
) -> np.ndarray:
    """Return what each closure imposes, as shares (closures,), every program solved anew.

    Args:
        network: with all offers.
        closures: what could be shut.
        sizes: of the offers.
        months: length of a closure.
        parts: columns of each part of the network; a part in which a closure helps counts as none.
    """
    found = np.zeros(len(closures))
    for columns in parts:
        part = _part(network, columns)
        numbers = np.unique(network.offer[columns][network.offer[columns] >= 0])
        own = [sizes[int(number)] for number in numbers]
        free = least_cost_served(part, own, None)
        for k, closure in enumerate(closures):
            if closure.shut[columns].any():
                shut = type(closure)(closure.actors, closure.shut[columns], (), closure.outage)
                found[k] += max(0.0, free - least_cost_served(part, own, shut))
    return found * months / 12.0 / network.base


def _part(network: Network, columns: np.ndarray) -> Network:
    """Return the network of some columns, offers numbered anew."""
    owner = network.offer[columns]
    numbers = [int(number) for number in np.unique(owner[owner >= 0])]
    local = np.array([numbers.index(int(number)) if number >= 0 else -1 for number in owner])
    offers = tuple(network.offers[number] for number in numbers)
    program = network.program.take(columns)
    return type(network)(program, offers, local, network.stock[columns], network.worth[columns], network.base)
