"""The program of a run, written from its draft: what the engine compiles from its network, in a twentieth of the time.

PyPSA's meaning stays the measure: a test holds the arrays equal, entry by entry, to those of
:func:`levier.engine.compile_network`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from levier.engine import Program
from levier.engine.labels import Labels
from levier.lp import LinearProgram

if TYPE_CHECKING:
    from levier.system.draft import Draft

__all__ = ["assemble"]

BALANCE, STOCK = 0, 1
BUSY = (30, 100, 400)
"""PyPSA writes the balances of buses with more ends than this after those of the others."""


@dataclass(frozen=True)
class _Layout:
    """Positions of columns: rates of generators and links, levels of stores, what stores give; snapshot by snapshot."""

    steps: int
    generators: int
    links: int
    stores: int

    def columns(self, block: int) -> np.ndarray:
        """Positions of the columns of one block (snapshots, names)."""
        sizes = (self.generators, self.links, self.stores, self.stores)
        first = self.steps * sum(sizes[:block])
        return first + np.arange(self.steps * sizes[block]).reshape(self.steps, sizes[block])

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.steps * (self.generators + self.links + 2 * self.stores)


def assemble(draft: Draft) -> Program:
    """Return the program of a draft of generators, links, stores and loads.

    Args:
        draft: see :meth:`levier.system.System.draft`.

    Returns:
        The program, its columns and rows in the order of PyPSA's model.
    """
    named = {kind: draft.names(kind) for kind in ("Bus", "Generator", "Link", "Store", "Load")}
    steps = len(draft.snapshots)
    layout = _Layout(steps, len(named["Generator"]), len(named["Link"]), len(named["Store"]))
    balance, order = _balances(draft, named, layout)
    demand = np.zeros((steps, len(named["Bus"])))
    at = _positions(named["Bus"], draft.column("Load", "bus", ""))
    np.add.at(demand.T, at, draft.series("Load", "p_set", 0.0).T)
    stock, first = _stocks(draft, layout)
    right = np.concatenate([demand.ravel()[order], first])
    lower, upper = _bounds(draft)
    cyclic = draft.column("Store", "e_cyclic", default=False).astype(bool)
    start = np.where(cyclic, 0.0, draft.column("Store", "e_initial", 0.0).astype(float))
    assets = tuple(f"{kind}:{name}" for kind in ("Generator", "Link", "Store") for name in named[kind])
    return Program(
        lp=LinearProgram(
            cost=_costs(draft, layout),
            matrix=sparse.vstack([balance[order], stock]).tocsc(),
            row_lower=right,
            row_upper=right,
            column_lower=lower,
            column_upper=upper,
        ),
        column_labels=_column_labels(named, layout),
        row_labels=_row_labels(named, layout, order),
        assets=assets,
        snapshots=draft.snapshots,
        weights=draft.weights,
        hours=draft.weights,
        constant=0.0,
        capacity=np.full(len(assets), np.nan),
        capital=np.zeros(len(assets)),
        initial=np.concatenate([np.zeros(layout.generators + layout.links), start]),
    )


def _positions(buses: list[str], wanted: Any) -> np.ndarray:
    position = {bus: i for i, bus in enumerate(buses)}
    return np.array([position.get(str(bus), -1) for bus in wanted], dtype=np.intp)


def _ends(draft: Draft, buses: list[str]) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """Block of columns, position of the bus (-1: none) and coefficient of everything that is tied to a bus."""
    found = [
        (0, _positions(buses, draft.column("Generator", "bus", "")), draft.column("Generator", "sign", 1.0)),
        (3, _positions(buses, draft.column("Store", "bus", "")), np.ones(len(draft.names("Store")))),
        (1, _positions(buses, draft.column("Link", "bus0", "")), np.full(len(draft.names("Link")), -1.0)),
    ]
    ports = sorted({key for kind, _, columns in draft.added if kind == "Link" for key in columns if key[:3] == "bus"})
    for port in ports[1:]:
        rate = "efficiency" if port == "bus1" else f"efficiency{port[3:]}"
        found.append((1, _positions(buses, draft.column("Link", port, "")), draft.column("Link", rate, 1.0)))
    return found


def _balances(draft: Draft, named: dict[str, list[str]], layout: _Layout) -> tuple[sparse.csr_array, np.ndarray]:
    """Balance of every bus in every snapshot, and those that hold anything, in order."""
    buses = len(named["Bus"])
    when = np.arange(layout.steps)[:, None]
    count = np.bincount(_positions(named["Bus"], draft.column("Load", "bus", "")), minlength=buses)
    rows, columns, values = [], [], []
    for block, bus, rate in _ends(draft, named["Bus"]):
        tied = np.flatnonzero(bus >= 0)
        count += np.bincount(bus[tied], minlength=buses)
        rows.append((when * buses + bus[tied]).ravel())
        columns.append(layout.columns(block)[:, tied].ravel())
        values.append(np.tile(rate[tied].astype(float), layout.steps))
    entries = (np.concatenate(rows), np.concatenate(columns))
    matrix = sparse.csr_array((np.concatenate(values), entries), shape=(layout.steps * buses, layout.width))
    group = np.tile(np.searchsorted(BUSY, count), layout.steps)
    order = np.argsort(group, kind="stable")
    return matrix, order[np.diff(matrix.indptr)[order] > 0]


def _stocks(draft: Draft, layout: _Layout) -> tuple[sparse.csr_array, np.ndarray]:
    """Previous level less level less what is given, and its right-hand side: less the first level, unless cyclic."""
    level, given = layout.columns(2), layout.columns(3)
    row = np.arange(level.size).reshape(level.shape)
    before = np.roll(level, 1, axis=0)
    cyclic = draft.column("Store", "e_cyclic", default=False).astype(bool)
    right = np.zeros(level.shape)
    right[:1, ~cyclic] = -draft.column("Store", "e_initial", 0.0).astype(float)[~cyclic]
    held = np.ones(level.shape, dtype=bool)
    held[:1, ~cyclic] = False
    elapsed = np.broadcast_to(draft.elapsed[:, None], level.shape)
    values = np.concatenate([np.full(level.size, -1.0), -elapsed.ravel(), np.ones(int(held.sum()))])
    at = np.concatenate([row.ravel(), row.ravel(), row[held]])
    to = np.concatenate([level.ravel(), given.ravel(), before[held]])
    matrix = sparse.csr_array((values, (at, to)), shape=(level.size, layout.width))
    matrix.eliminate_zeros()
    return matrix, right.ravel()


def _bounds(draft: Draft) -> tuple[np.ndarray, np.ndarray]:
    lower, upper = [], []
    for kind in ("Generator", "Link"):
        top = draft.series(kind, "p_max_pu", 1.0) * draft.column(kind, "p_nom", 0.0).astype(float)
        lower.append(np.zeros(top.size))
        upper.append(top.ravel())
    least = draft.series("Store", "e_min_pu", 0.0) * draft.column("Store", "e_nom", 0.0).astype(float)
    most = np.broadcast_to(draft.column("Store", "e_nom", 0.0).astype(float), least.shape)
    free = np.full(least.size, np.inf)
    return np.concatenate([*lower, least.ravel(), -free]), np.concatenate([*upper, most.ravel(), free])


def _costs(draft: Draft, layout: _Layout) -> np.ndarray:
    weights = draft.weights[:, None]
    parts = [(draft.series(kind, "marginal_cost", 0.0) * weights).ravel() for kind in ("Generator", "Link")]
    return np.concatenate([*parts, np.zeros(2 * layout.columns(2).size)])


def _column_labels(named: dict[str, list[str]], layout: _Layout) -> Labels:
    names = tuple(dict.fromkeys([*named["Generator"], *named["Link"], *named["Store"]]))
    kinds = ("Generator", "Link", "Store", "Store")
    return _labels(
        ("Generator-p", "Link-p", "Store-e", "Store-p"), names, [named[kind] for kind in kinds], layout.steps
    )


def _row_labels(named: dict[str, list[str]], layout: _Layout, order: np.ndarray) -> Labels:
    names = tuple(dict.fromkeys([*named["Bus"], *named["Store"]]))
    blocks = ("Bus-nodal_balance", "Store-energy_balance")
    every = _labels(blocks, names, [named["Bus"], named["Store"]], layout.steps)
    stocks = np.flatnonzero(every.block == STOCK)
    return every.take(np.concatenate([order, stocks]))


def _labels(blocks: tuple[str, ...], names: tuple[str, ...], entries: list[list[str]], steps: int) -> Labels:
    """Labels of blocks one after the other, each snapshot by snapshot."""
    code = {name: i for i, name in enumerate(names)}
    block = [np.full(steps * len(each), i) for i, each in enumerate(entries)]
    name = [np.tile([code[each_name] for each_name in each], steps) for each in entries]
    when = [np.repeat(np.arange(steps), len(each)) for each in entries]
    packed = (np.concatenate(part).astype(np.int32) for part in (block, name, when))
    return Labels(blocks, names, *packed)
