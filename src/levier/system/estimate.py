"""The programs behind a base year: how reports, mass balance, limits and weak pulls become one program.

Least absolute deviations flag reports; a Huber loss estimates the state. Rates come first among the columns (snapshots,
assets), then stocks (snapshots, storages), then deviations of reports and steps between neighbouring snapshots.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from levier.lp import LinearProgram, require_optimal, solve
from levier.system.topology import stock_rows

if TYPE_CHECKING:
    from levier.system.reports import Reports
    from levier.system.topology import Topology

__all__ = ["HUBER", "LEAST_SCALE", "Estimator", "Layout", "absolute", "balances", "huber", "limits", "solved"]

HUBER = 1.345
ROUGHNESS = {"supply": 0.15, "demand": 0.15}
ROUGHNESS_OF_WAYS = 0.4
TIDY = 1e-5
LEAST_SCALE = 1e-3
TOLERANCE = 1e-5
PRESSED = 1.0
PAIR = 2
USUAL_LOAD = 0.6
LOAD_SPREAD = 0.5
FILLING_SPREAD = 0.3
TANK_SPREAD = 0.1
TANK_SHARE = 0.05
STOCK_KINDS = ("charge", "discharge")


@dataclass(frozen=True)
class Layout:
    """Columns of the programs: rates, stocks, one deviation a report, one step a smooth pair."""

    topology: Topology
    reports: Reports
    scale: np.ndarray
    width: np.ndarray
    steps: sparse.csr_array = field(init=False)
    step_width: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        steps, width = _steps(self.topology, self.scale)
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "step_width", width)

    @property
    def rates(self) -> int:
        """Number of columns that are rates; they come first."""
        return len(self.topology.calendar) * len(self.topology.assets)

    @property
    def stocks(self) -> int:
        """Number of columns that are stocks; they follow."""
        return len(self.topology.calendar) * len(self.topology.storages)


@dataclass(frozen=True, eq=False)
class Estimator:
    """The last pass over one connected part: from reported values to the state they say together.

    Attributes:
        layout: columns, reports and their uncertainties.
    """

    layout: Layout

    @cached_property
    def _scaled(self) -> tuple[LinearProgram, np.ndarray]:
        return _in_own_size(self.layout, huber(self.layout))

    def state(self, reported: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Estimate the state.

        Args:
            reported: other values of the reports, shape (reports,); their own if not given.

        Returns:
            The columns, rates and stocks first, and which of them reports press against a bound.

        Raises:
            SolveError: capacities and balances contradict each other.
        """
        program, size = self._scaled
        if reported is not None:
            topology = self.layout.topology
            count, joint = len(topology.calendar), len(topology.slots)
            first = count * (len(topology.buses) + len(topology.storages) + joint)
            at = slice(first, first + len(reported))
            lower, upper = program.row_lower.copy(), program.row_upper.copy()
            lower[at] = upper[at] = reported
            program = program.replace(row_lower=lower, row_upper=upper)
        return _solution(program, size, "the Huber estimate")


def solved(layout: Layout, program: LinearProgram, what: str) -> tuple[np.ndarray, np.ndarray]:
    """Solve one of the programs of a layout; returns as `Estimator.state`."""
    return _solution(*_in_own_size(layout, program), what)


def _in_own_size(layout: Layout, program: LinearProgram) -> tuple[LinearProgram, np.ndarray]:
    """Count each column in its own size: flows differ by a factor of a million."""
    main = layout.rates + layout.stocks
    size = np.ones(len(program.cost))
    size[: layout.rates] = np.tile(layout.width, len(layout.topology.calendar))
    volume = np.maximum(layout.topology.storages["volume"].to_numpy(float), LEAST_SCALE)
    size[layout.rates : main] = np.tile(volume, len(layout.topology.calendar))
    quadratic = program.quadratic
    scaled = program.replace(
        cost=program.cost * size,
        matrix=program.matrix @ sparse.diags_array(size),
        column_lower=program.column_lower / size,
        column_upper=program.column_upper / size,
        quadratic=None if quadratic is None else quadratic * size**2,
    )
    return scaled, size


def _solution(program: LinearProgram, size: np.ndarray, what: str) -> tuple[np.ndarray, np.ndarray]:
    solution = require_optimal(solve(program, tolerance=TOLERANCE), what)
    return solution.x * size, np.abs(solution.column_dual) > PRESSED


def balances(layout: Layout) -> tuple[sparse.csr_array, np.ndarray]:
    """Mass balance of every bus and stock in every snapshot, on (rates, stocks)."""
    topology = layout.topology
    count = len(topology.calendar)
    eye = sparse.eye_array(count)
    balance = sparse.kron(eye, topology.incidence).tocsr()
    blocks = [[balance, sparse.csr_array((balance.shape[0], layout.stocks))]]
    if len(topology.storages):
        blocks.append([_stock_flows(topology), _stock_levels(topology)])
    matrix = sparse.block_array(blocks).tocsr()
    return matrix, np.zeros(matrix.shape[0])


def _stock_flows(topology: Topology) -> sparse.csr_array:
    """What a rate adds to the change of each stock, over each snapshot."""
    weights = sparse.diags_array(topology.calendar.weights)
    return sparse.kron(weights, stock_rows(topology)).tocsr()


def _stock_levels(topology: Topology) -> sparse.csr_array:
    """Previous level minus level: levels stand at the end of snapshots and close the circle."""
    energy = np.flatnonzero(topology.calendar.energy)
    count = len(topology.calendar)
    shift = -np.eye(count)
    for k, t in enumerate(energy):
        shift[t, energy[k - 1]] += 1.0
    for t in np.flatnonzero(~topology.calendar.energy):
        shift[t, energy[0]] += 1.0
    return sparse.kron(sparse.csr_array(shift), sparse.eye_array(len(topology.storages))).tocsr()


def limits(layout: Layout) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest value of rates and stocks."""
    topology = layout.topology
    volume = np.tile(topology.storages["volume"].to_numpy(float), len(topology.calendar))
    low = np.concatenate([topology.minimum.ravel(), np.zeros(layout.stocks)])
    high = np.concatenate([topology.effective.ravel(), volume])
    return low, high


def _slot_rows(layout: Layout) -> tuple[sparse.csr_array, np.ndarray]:
    topology = layout.topology
    used = sparse.kron(sparse.eye_array(len(topology.calendar)), topology.membership).tocsr()
    rows = sparse.hstack([used, sparse.csr_array((used.shape[0], layout.stocks))]).tocsr()
    return rows, topology.slot_effective.ravel()


def absolute(layout: Layout) -> LinearProgram:
    """Least absolute deviations, with absolute steps."""
    reports, sigma = layout.reports, layout.reports.table["sigma"].to_numpy(float)
    widths = layout.step_width
    return _program(
        layout,
        [sparse.diags_array(sigma), -sparse.diags_array(sigma)] if len(sigma) else [],
        [sparse.diags_array(widths), -sparse.diags_array(widths)] if len(widths) else [],
        np.concatenate([np.ones(2 * len(sigma)), np.full(2 * len(widths), 0.2)]),
        np.zeros(2 * len(sigma) + 2 * len(widths)),
        np.zeros(2 * len(sigma) + 2 * len(widths)),
        reports.flows,
    )


def huber(layout: Layout) -> LinearProgram:
    """Huber loss: a quadratic part and two linear tails a report, quadratic steps."""
    sigma = layout.reports.table["sigma"].to_numpy(float)
    widths = layout.step_width
    count, pairs = len(sigma), len(widths)
    cost = np.concatenate([np.zeros(count), np.full(2 * count, HUBER), np.zeros(pairs)])
    quadratic = np.concatenate([np.ones(count), np.zeros(2 * count), np.ones(pairs)])
    lower = np.concatenate([np.full(count, -np.inf), np.zeros(2 * count), np.full(pairs, -np.inf)])
    diagonal = sparse.diags_array(sigma)
    return _program(
        layout,
        [diagonal, diagonal, -diagonal] if count else [],
        [sparse.diags_array(widths)] if pairs else [],
        cost,
        quadratic,
        lower,
        layout.reports.flows,
    )


def _program(
    layout: Layout,
    deviations: list[sparse.dia_array],
    steps: list[sparse.dia_array],
    cost: np.ndarray,
    quadratic: np.ndarray,
    lower: np.ndarray,
    flows: sparse.csr_array,
) -> LinearProgram:
    constraint, right = balances(layout)
    slot, slot_limit = _slot_rows(layout)
    wide = len(deviations) * flows.shape[0]
    rest = len(steps) * layout.steps.shape[0]
    pad = sparse.csr_array((flows.shape[0], layout.stocks))
    step_pad = sparse.csr_array((layout.steps.shape[0], layout.stocks))
    blocks: list[list[Any]] = []

    def add(head: sparse.csr_array, mid: list[Any], tail: list[Any]) -> None:
        rows = head.shape[0]
        if rows:
            middle = mid or [sparse.csr_array((rows, wide))]
            end = tail or [sparse.csr_array((rows, rest))]
            blocks.append([sparse.csr_array(sparse.hstack([head, *middle, *end]))])

    add(constraint, [], [])
    add(slot, [], [])
    add(sparse.hstack([flows, pad]).tocsr(), deviations, [])
    add(sparse.hstack([layout.steps, step_pad]).tocsr(), [], steps)
    matrix = sparse.block_array(blocks).tocsr()
    reported = layout.reports.table["reported"].to_numpy(float)
    zeros = np.zeros(layout.steps.shape[0])
    row_upper = np.concatenate([right, slot_limit, reported, zeros])
    row_lower = np.concatenate([right, np.full(len(slot_limit), -np.inf), reported, zeros])
    low, high = limits(layout)
    tidy = TIDY / np.tile(layout.scale, len(layout.topology.calendar))
    curve, pull = _plants(layout)
    stock_curve, stock_pull = _stocks(layout)
    if not quadratic.any():
        pull, stock_pull = np.zeros_like(pull), np.zeros_like(stock_pull)
    return LinearProgram(
        cost=np.concatenate([tidy - pull, -stock_pull, cost]),
        matrix=matrix,
        row_lower=row_lower,
        row_upper=row_upper,
        column_lower=np.concatenate([low, lower]),
        column_upper=np.concatenate([high, np.full(len(lower), np.inf)]),
        quadratic=np.concatenate([curve, stock_curve, quadratic]) if quadratic.any() else None,
    )


def _plants(layout: Layout) -> tuple[np.ndarray, np.ndarray]:
    """A weak pull of each supply to its usual load (no report is not idle), of stocks to rest."""
    topology = layout.topology
    limit = topology.effective
    supply = (topology.assets["kind"] == "supply").to_numpy()[None, :]
    known = supply & np.isfinite(limit) & (limit > 0)
    weights = np.maximum(topology.calendar.weights, LEAST_SCALE)[:, None]
    safe = np.where(known, limit, 1.0)
    curve = np.where(known, weights / (LOAD_SPREAD * safe) ** 2, 0.0)
    pull = curve * USUAL_LOAD * safe
    stocks = topology.assets["kind"].isin(STOCK_KINDS).to_numpy()[None, :]
    curve = np.where(stocks, weights / np.maximum(layout.width, LEAST_SCALE)[None, :] ** 2, curve)
    return curve.ravel(), pull.ravel()


def _stocks(layout: Layout) -> tuple[np.ndarray, np.ndarray]:
    """A pull of each stock to its usual filling: weak for seasonal ones, firm for working tanks.

    Tanks that hold less than about two weeks of what passes their bus smooth days, not months.
    """
    topology = layout.topology
    storages = topology.storages
    buses = [topology.bus_index[bus] for bus in storages["bus"]]
    ways = ~topology.assets["kind"].isin(STOCK_KINDS).to_numpy()
    passing = np.clip(topology.incidence[buses].toarray(), 0.0, None) @ (layout.scale * ways)
    volume = np.maximum(storages["volume"].to_numpy(float), LEAST_SCALE)
    usual = np.where(storages["initial"].isna(), 0.5, storages["initial"].to_numpy(float))
    weights = np.maximum(layout.topology.calendar.weights, LEAST_SCALE)[:, None]
    spread = np.where(volume < TANK_SHARE * passing, TANK_SPREAD, FILLING_SPREAD)
    curve = weights / (spread * volume)[None, :] ** 2
    return curve.ravel(), (curve * (usual * volume)[None, :]).ravel()


def _steps(topology: Topology, scale: np.ndarray) -> tuple[sparse.csr_array, np.ndarray]:
    """Differences of neighbouring daily rates, each over its profile; peaks against the mean."""
    snapshots, assets = len(topology.calendar), len(topology.assets)
    energy = np.flatnonzero(topology.calendar.energy)
    pairs = [(energy[k - 1], t) for k, t in enumerate(energy) if k or len(energy) > PAIR]
    pairs += [(energy[0], t) for t in np.flatnonzero(~topology.calendar.energy)]
    blocks, widths = [], []
    stocks = topology.assets["kind"].isin(STOCK_KINDS).to_numpy()
    rough = topology.assets["kind"].map(ROUGHNESS).fillna(ROUGHNESS_OF_WAYS).to_numpy(float)
    for before, after in pairs:
        shape_before = np.maximum(topology.shape[before], 1e-3)
        shape_after = np.maximum(topology.shape[after], 1e-3)
        open_both = (topology.effective[before] > 0) & (topology.effective[after] > 0) & ~stocks
        chosen = np.flatnonzero(open_both)
        ones = np.ones(len(chosen))
        rows = np.arange(len(chosen))
        block = sparse.csr_array(
            (
                np.concatenate([ones / shape_after[chosen], -ones / shape_before[chosen]]),
                (
                    np.concatenate([rows, rows]),
                    np.concatenate([after * assets + chosen, before * assets + chosen]),
                ),
            ),
            shape=(len(chosen), snapshots * assets),
        )
        blocks.append(block)
        widths.append((rough * scale)[chosen])
    if not blocks:
        return sparse.csr_array((0, snapshots * assets)), np.zeros(0)
    return sparse.vstack(blocks).tocsr(), np.concatenate(widths)
