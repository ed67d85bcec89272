"""The programs behind a base year: how reports, mass balance, limits and weak pulls become one program.

Least absolute deviations flag reports; a Huber loss estimates the state. Rates come first among the columns (snapshots,
assets), then stocks (snapshots, storages), then deviations of reports and steps between neighbouring snapshots.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from levier.lp import LinearProgram, require_optimal, solve
from levier.system.layout import Layout
from levier.system.pulls import LEAST_SCALE, filling_pulls, load_pulls
from levier.system.topology import stock_rows

if TYPE_CHECKING:
    from levier.system.topology import Topology

__all__ = ["HUBER", "Estimator", "absolute", "balances", "huber", "limits", "solved"]

HUBER = 1.345
TIDY = 1e-5
TOLERANCE = 1e-5
PRESSED = 1.0


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
    curve, pull = load_pulls(layout)
    stock_curve, stock_pull = filling_pulls(layout)
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
