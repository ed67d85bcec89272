"""Random programs whose columns are assets, and the slow way to find the worst sets."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import scipy.sparse as sp

from levier.engine.alteration import Alteration
from levier.lp import LinearProgram, solve

__all__ = ["column_cuts", "enumerate_sets", "flow_network"]


def column_cuts(groups: list[list[int]], keep: np.ndarray | None = None) -> list[Alteration]:
    """Cut each group of columns to zero, or to what is kept."""
    none = np.zeros(0)
    return [
        Alteration(
            np.array(group, dtype=np.intp),
            np.zeros(len(group)),
            np.zeros(len(group)) if keep is None else keep[group],
            none.astype(np.intp),
            none,
            none,
            pure=True,
            reason="",
        )
        for group in groups
    ]


def flow_network(
    seed: int, *, buses: int = 12, arcs: int = 30, sources: int = 10, times: int = 2, scale: float = 1.0
) -> tuple[LinearProgram, list[list[int]]]:
    """Random network with gains, several periods, tiers of shedding, a store and joint limits; arcs and sources cut.

    Each arc and source is one asset with a column a period. Spill is free, shedding and spill are no assets.
    """
    rng = np.random.default_rng(seed)
    rows_at, columns_at, values = [], [], []
    cost, upper = [], []

    def column(entries: list[tuple[int, float]], price: float, room: float) -> int:
        number = len(cost)
        for row, value in entries:
            rows_at.append(row)
            columns_at.append(number)
            values.append(value)
        cost.append(price)
        upper.append(room)
        return number

    demand = np.where(rng.random((times, buses)) < 0.5, rng.uniform(2, 10, (times, buses)), 0.0)
    groups: list[list[int]] = []
    slots = times * buses
    for asset in range(arcs + sources):
        first, second = rng.choice(buses, 2, replace=False)
        price, room, gain = rng.uniform(0, 3), scale * rng.uniform(2, 12), rng.choice([1.0, 0.9, 1.4], p=[0.6, 0.3, 0.1])
        joint = rng.random() < 0.2
        group = []
        for time in range(times):
            base = time * buses
            if asset >= arcs:
                group.append(column([(base + first, 1.0)], price + 5.0, room))
                continue
            entries = [(base + first, -1.0), (base + second, float(gain))]
            if joint:
                entries.append((slots + time, -1.0))
            group.append(column(entries, price, room))
        groups.append(group)
    for time in range(times):
        for bus in range(buses):
            for tier, price in ((0.4, 60.0), (0.6, 150.0)):
                if demand[time, bus]:
                    column([(time * buses + bus, 1.0)], price, tier * demand[time, bus])
            column([(time * buses + bus, -1.0)], 0.0, np.inf)
        column([(slots + time, 1.0)], 0.5, 0.4 * scale * arcs)
    for time in range(times - 1):
        column([(time * buses, -1.0), ((time + 1) * buses, 0.95)], 0.1, 5.0)
    rows = slots + times
    right = np.concatenate([demand.ravel(), np.zeros(times)])
    lp = LinearProgram(
        cost=np.array(cost),
        matrix=sp.csc_array((values, (rows_at, columns_at)), shape=(rows, len(cost))),
        row_lower=np.concatenate([right[:slots], np.zeros(times)]),
        row_upper=np.concatenate([right[:slots], np.full(times, np.inf)]),
        column_lower=np.zeros(len(cost)),
        column_upper=np.array(upper),
    )
    return lp, groups


def enumerate_sets(
    lp: LinearProgram, cuts: list[Alteration], k: int, allowed: object = None
) -> dict[frozenset[int], float]:
    """Damage of every set of at most k cuts, each solved by itself, without idle members."""
    from levier.engine.alteration import combined
    from levier.lp import Highs

    highs = Highs(lp)
    base = highs.solve()
    value: dict[frozenset[int], float] = {frozenset(): base.objective}
    for size in range(1, k + 1):
        for chosen in combinations(range(len(cuts)), size):
            change = combined([cuts[asset] for asset in chosen])
            highs.update_columns(change.columns, change.lower, change.upper)
            value[frozenset(chosen)] = highs.solve(base.basis, keep_basis=False).objective
            highs.update_columns(
                change.columns, lp.column_lower[change.columns], lp.column_upper[change.columns]
            )
    margin = 1e-8 * (1.0 + abs(base.objective))
    return {
        chosen: found - base.objective
        for chosen, found in value.items()
        if chosen and all(found > value[chosen - {asset}] + margin for asset in chosen)
    }
