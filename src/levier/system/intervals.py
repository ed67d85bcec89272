"""How sure each flow is: 90 % intervals from the curvature at the estimate.

The last reweighted least squares, projected on the constraints that bind, is a quadratic whose
inverse is the covariance of the state. A weak prior keeps directions no report speaks of finite;
a flow whose spread is mostly that prior's is marked as not determined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import splu

if TYPE_CHECKING:
    from levier.system.reconcile import _Layout

__all__ = ["intervals"]

Z90 = 1.6449
PRIOR = 0.5
UNDETERMINED = 0.6
BIND = 1e-6
LEAST = 1e-3


def intervals(  # noqa: PLR0913 - the pieces of one quadratic
    layout: _Layout,
    found: np.ndarray,
    rows: tuple[sparse.csr_array, sparse.csr_array, np.ndarray],
    limits: tuple[np.ndarray, np.ndarray],
    *,
    residual: np.ndarray,
    huber: float,
) -> pd.DataFrame:
    """Return base, low, high (annual volumes) and whether reports determine each flow.

    Args:
        layout: columns and reports of the last pass.
        found: its solution.
        rows: balance matrix, slot matrix, slot limits.
        limits: least and greatest value of rates and stocks.
        residual: residual of each report in sigmas, for the Huber weights.
        huber: the corner of the Huber loss.
    """
    topology = layout.topology
    main = layout.rates + layout.stocks
    state = found[:main]
    hessian = _hessian(layout, residual, huber, main)
    free, active = _active(layout, state, rows, limits)
    weights = topology.calendar.weights
    count = len(topology.assets)
    base = weights @ state[: layout.rates].reshape(len(weights), count)
    spread = _spreads(hessian, active, free, weights, count)
    determined = spread < UNDETERMINED * PRIOR * layout.width
    low = np.maximum(base - Z90 * spread, weights @ topology.minimum)
    ceiling = np.where(np.isfinite(topology.effective), topology.effective, np.inf)
    high = np.minimum(base + Z90 * spread, _annual(weights, ceiling))
    return pd.DataFrame(
        {"base": base, "low": np.minimum(low, base), "high": np.maximum(high, base), "determined": determined},
        index=topology.assets.index,
    )


def _annual(weights: np.ndarray, rates: np.ndarray) -> np.ndarray:
    carried = weights > 0
    return weights[carried] @ rates[carried]


def _hessian(layout: _Layout, residual: np.ndarray, huber: float, main: int) -> sparse.csc_array:
    sigma = layout.reports.table["sigma"].to_numpy(float)
    weight = np.minimum(1.0, huber / np.maximum(np.abs(residual), 1e-12)) / sigma**2
    flows = layout.reports.flows
    head = flows.T @ sparse.diags_array(weight) @ flows if len(sigma) else 0
    steps = layout.steps.T @ sparse.diags_array(1.0 / layout.step_width**2) @ layout.steps
    weights = np.maximum(layout.topology.calendar.weights, LEAST)[:, None]
    prior = sparse.diags_array((weights / (PRIOR * layout.width) ** 2).ravel())
    rates = steps + prior + head
    stocks = sparse.diags_array(np.full(main - layout.rates, 1e-6))
    if main == layout.rates:
        return sparse.csc_array(rates)
    return sparse.csc_array(sparse.block_diag([rates, stocks]))


def _active(
    layout: _Layout,
    state: np.ndarray,
    rows: tuple[sparse.csr_array, sparse.csr_array, np.ndarray],
    limits: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, sparse.csr_array]:
    """Columns that can move, and the rows that bind them."""
    balance, slot, slot_limit = rows
    low, high = limits
    scale = np.concatenate(
        [np.tile(layout.scale, len(layout.topology.calendar)), np.ones(layout.stocks)]
    )
    room = BIND * np.maximum(scale, 1.0)
    free = (state - low > room) & (high - state > room)
    full = slot_limit - slot @ state < BIND * np.maximum(np.abs(slot_limit), 1.0)
    return free, sparse.vstack([balance, slot[full]]).tocsr()


def _spreads(
    hessian: sparse.csc_array,
    active: sparse.csr_array,
    free: np.ndarray,
    weights: np.ndarray,
    count: int,
) -> np.ndarray:
    """Standard deviation of each annual volume: c' H^-1 c on the free, balanced directions."""
    columns = np.flatnonzero(free)
    square = hessian[columns][:, columns]
    held = active[:, columns].tocsr()
    held = held[np.diff(held.indptr) > 0]
    scale = 1.0 / np.sqrt(np.maximum(square.diagonal(), 1e-300))
    scaling = sparse.diags_array(scale)
    top, side = scaling @ square @ scaling, held @ scaling
    relax = sparse.diags_array(np.full(held.shape[0], -1e-10))
    factor = splu(sparse.block_array([[top, side.T], [side, relax]]).tocsc())
    volumes = sparse.kron(weights[None, :], sparse.eye_array(count)).tocsr()
    padded = sparse.csr_array(volumes[:, columns[columns < volumes.shape[1]]])
    wide = np.zeros((top.shape[0] + held.shape[0], count))
    inside = columns < volumes.shape[1]
    wide[: top.shape[0]][inside] = (padded.toarray() * scale[inside]).T
    answer = factor.solve(wide)
    variance = np.einsum("ij,ij->j", wide[: top.shape[0]], answer[: top.shape[0]])
    return np.sqrt(np.maximum(variance, 0.0))
