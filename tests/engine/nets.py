"""Random programs whose columns are assets, and the slow way to find the worst sets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import scipy.sparse as sp

from levier.engine.alteration import Alteration, combined
from levier.lp import Change, Hot, LinearProgram

__all__ = ["Builder", "column_cut", "enumerate_sets", "flow_network", "greedy_trap"]


def column_cut(columns: Sequence[int], *, left: object = 0.0, pure: bool = True) -> Alteration:
    """Cut columns to zero, or to what is left."""
    none = np.zeros(0)
    size = len(columns)
    upper = np.broadcast_to(np.asarray(left, dtype=float), (size,)).copy()
    reason = "" if pure else "a minimum goes with it"
    return Alteration(
        np.array(columns, dtype=np.intp), np.zeros(size), upper, none.astype(np.intp), none, none, pure, reason
    )


class Builder:
    """Put a program together column by column."""

    def __init__(self) -> None:
        """Start without columns."""
        self.entries: list[tuple[int, int, float]] = []
        self.cost: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def column(self, entries: dict[int, float], cost: float, upper: float = np.inf, lower: float = 0.0) -> int:
        """Add a column; entries by row."""
        number = len(self.cost)
        self.entries += [(row, number, value) for row, value in entries.items()]
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        return number

    def program(self, right: Sequence[float], row_upper: Sequence[float] | None = None) -> LinearProgram:
        """Balance every row at `right`, or between it and `row_upper`."""
        rows, columns, values = zip(*self.entries, strict=True)
        return LinearProgram(
            cost=self.cost,
            matrix=sp.csc_array((values, (rows, columns)), shape=(len(right), len(self.cost))),
            row_lower=right,
            row_upper=right if row_upper is None else row_upper,
            column_lower=self.lower,
            column_upper=self.upper,
        )


def flow_network(
    seed: int,
    *,
    buses: int = 12,
    arcs: int = 30,
    sources: int = 10,
    times: int = 2,
    scale: float = 1.0,
    credit: float = 0.0,
) -> tuple[LinearProgram, list[list[int]]]:
    """Random network of two carriers, converters, losses, periods, tiers of shedding, a store and a joint limit.

    Each arc, converter and source is one asset with a column a period; free spill, shedding and the store are none.
    A credit makes some costs negative, so that loops of arcs pay for themselves.
    """
    rng = np.random.default_rng(seed)
    build = Builder()
    demand = np.where(rng.random((times, buses)) < 0.5, rng.uniform(2, 10, (times, buses)), 0.0)
    slots = times * buses
    groups = []
    for asset in range(arcs + sources):
        first, second = sorted(rng.choice(buses, 2, replace=False).tolist())
        converts = first < buses // 2 <= second
        if not converts and rng.random() < 0.5:
            first, second = second, first
        gain = 1.4 if converts else float(rng.choice([1.0, 0.95]))
        price, room, joint = rng.uniform(-credit, 3), scale * rng.uniform(2, 12), rng.random() < 0.2
        group = []
        for time in range(times):
            base = time * buses
            entries = {base + first: -1.0, base + second: gain} | ({slots + time: -1.0} if joint else {})
            group.append(
                build.column({base + first: 1.0} if asset >= arcs else entries, price + 5 * (asset >= arcs), room)
            )
        groups.append(group)
    for time in range(times):
        for bus in range(buses):
            row = time * buses + bus
            for tier, price in ((0.4, 60.0), (0.6, 150.0)):
                if demand[time, bus]:
                    build.column({row: 1.0}, price, tier * demand[time, bus])
            build.column({row: -1.0}, 0.0)
        build.column({slots + time: 1.0}, 0.5, 0.4 * scale * arcs)
    for time in range(times - 1):
        build.column({time * buses: -1.0, (time + 1) * buses: 0.95}, 0.1, 5.0)
    balance = demand.ravel().tolist()
    return build.program(balance + [0.0] * times, balance + [np.inf] * times), groups


def greedy_trap() -> tuple[LinearProgram, list[list[int]]]:
    """Two parallel lines feed 10 units, each able to carry them all; a third feeds 6 alone.

    One cut: the lone line does 6 x 100. Two: both parallel ones do 10 x 100. Greedy takes the lone line first and then
    finds nothing, and at three it misses nothing; so its answer for two is 600 of 1,000.
    """
    build = Builder()
    lines = [
        build.column({0: 1.0}, 0.0, 10.0),
        build.column({0: 1.0}, 0.0, 10.0),
        build.column({1: 1.0}, 0.0, 6.0),
    ]
    build.column({0: 1.0}, 100.0, 10.0)
    build.column({1: 1.0}, 100.0, 6.0)
    return build.program([10.0, 6.0]), [[line] for line in lines]


def enumerate_sets(lp: LinearProgram, cuts: Sequence[Alteration], k: int) -> dict[frozenset[int], float]:
    """Damage of every set of at most k cuts, each solved, sets with idle members left out."""
    hot = Hot(lp)
    base = hot.solve(Change())
    value: dict[frozenset[int], float] = {frozenset(): base.objective}
    for size in range(1, k + 1):
        for chosen in combinations(range(len(cuts)), size):
            whole = combined([cuts[asset] for asset in chosen])
            change = Change(whole.columns.astype(np.int32), whole.lower, whole.upper)
            point = hot.solve(change, base.start)
            value[frozenset(chosen)] = point.objective if point.is_optimal else np.inf
    margin = 1e-8 * (1.0 + abs(base.objective))
    return {
        chosen: found - base.objective
        for chosen, found in value.items()
        if chosen and all(found > value[chosen - {asset}] + margin for asset in chosen)
    }
