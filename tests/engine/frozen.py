"""Random small programs made without PyPSA: supplies, links and demands over a few periods."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from levier.engine import Program
from levier.engine.labels import Labels
from levier.lp import LinearProgram

__all__ = ["web"]

SHED = 100.0


def web(
    seed: int,
    *,
    buses: int = 5,
    links: int = 9,
    periods: int = 2,
    shed: bool = True,
    minimum: float = 0.0,
    parts: int = 1,
) -> Program:
    """Make a program.

    Args:
        seed: of all numbers.
        buses: places.
        links: one-way links between them.
        periods: snapshots, tied together by a stock at the first bus.
        shed: whether demand may go unserved, at a high price; else some cuts are infeasible.
        minimum: share of its capacity that the first supply must run at.
        parts: independent parts the buses fall into.
    """
    rng = np.random.default_rng(seed)
    part = np.arange(buses) % parts
    pairs = [(i, j) for i in range(buses) for j in range(buses) if i != j and part[i] == part[j]]
    ends = [pairs[i] for i in rng.choice(len(pairs), size=min(links, len(pairs)), replace=False)]
    kinds: list[tuple[str, str, float, float, float, dict[int, float]]] = []
    for i, bus in enumerate(rng.integers(0, buses, size=buses - 1)):
        most = float(rng.integers(4, 15))
        least = minimum * most if i == 0 else 0.0
        kinds.append(("Generator-p", f"supply {i}", float(rng.integers(1, 9)), least, most, {int(bus): 1.0}))
    for i, (a, b) in enumerate(ends):
        kinds.append(
            ("Link-p", f"link {i}", float(rng.integers(0, 4)), 0.0, float(rng.integers(2, 9)), {a: -1, b: 0.9})
        )
    if shed:
        kinds += [("Generator-p", f"shed {bus}", SHED, 0.0, np.inf, {bus: 1.0}) for bus in range(buses)]
    kinds += [("Generator-p", f"spill {bus}", 0.0, -np.inf, 0.0, {bus: 1.0}) for bus in range(buses)]
    return _frozen(kinds, buses, periods, rng)


def _frozen(
    kinds: list[tuple[str, str, float, float, float, dict[int, float]]],
    buses: int,
    periods: int,
    rng: np.random.Generator,
) -> Program:
    """Put the columns of all periods together, with a store at the first bus."""
    entries: list[tuple[int, int, float]] = []
    columns: list[tuple[str, str, int, float, float, float]] = []
    for block, name, cost, least, most, flows in kinds:
        for period in range(periods):
            at = len(columns)
            columns.append((block, name, period, cost, least, most))
            entries += [(bus * periods + period, at, value) for bus, value in flows.items()]
    for period in range(periods):
        flow, level = len(columns), len(columns) + 1
        columns.append(("Store-p", "tank", period, 0.01, -np.inf, np.inf))
        columns.append(("Store-e", "tank", period, 0.0, 0.0, 6.0))
        stock = buses * periods + period
        entries += [(period, flow, 1.0), (stock, flow, 1.0), (stock, level, 1.0)]
        if period:
            entries.append((stock, level - 2, -1.0))
    demand = rng.integers(0, 7, size=buses * periods).astype(float)
    sides = np.concatenate([demand, np.zeros(periods)])
    row, column, value = zip(*entries, strict=True)
    lp = LinearProgram(
        cost=[entry[3] for entry in columns],
        matrix=sp.csc_array((value, (row, column)), shape=(sides.size, len(columns))),
        row_lower=sides,
        row_upper=sides,
        column_lower=[entry[4] for entry in columns],
        column_upper=[entry[5] for entry in columns],
    )
    names = list(dict.fromkeys((entry[0].split("-")[0], entry[1]) for entry in columns))
    assets = tuple(f"{kind}:{name}" for kind, name in names if name.split()[0] in ("supply", "link", "tank"))
    places = [("Bus-nodal_balance", f"bus {i // periods}", i % periods) for i in range(buses * periods)]
    places += [("Store-energy_balance", "tank", period) for period in range(periods)]
    nothing = np.full(len(assets), np.nan)
    return Program(
        lp=lp,
        column_labels=_labels([(entry[0], entry[1], entry[2]) for entry in columns]),
        row_labels=_labels(places),
        assets=assets,
        snapshots=tuple(f"2024-{period + 1:02d}" for period in range(periods)),
        weights=np.ones(periods),
        hours=np.ones(periods),
        constant=0.0,
        capacity=nothing,
        capital=np.zeros(len(assets)),
        initial=np.zeros(len(assets)),
    )


def _labels(entries: list[tuple[str, str, int]]) -> Labels:
    """Code words."""
    blocks = tuple(dict.fromkeys(entry[0] for entry in entries))
    names = tuple(dict.fromkeys(entry[1] for entry in entries))
    return Labels(
        blocks,
        names,
        np.array([blocks.index(entry[0]) for entry in entries], dtype=np.int32),
        np.array([names.index(entry[1]) for entry in entries], dtype=np.int32),
        np.array([entry[2] for entry in entries], dtype=np.int32),
    )
