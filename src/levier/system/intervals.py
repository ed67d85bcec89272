"""How sure each flow is: 90 % intervals from the curvature at the estimate.

The last reweighted least squares, projected on mass balance, is a quadratic whose
inverse is the covariance of the state. A weak prior keeps directions no report speaks of finite;
a flow whose spread grows as that prior is loosened tenfold is marked as not determined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import splu

if TYPE_CHECKING:
    from levier.system.layout import Layout

__all__ = ["intervals"]

Z90 = 1.6449
PRIOR = 0.5
LOOSER = 10.0
UNDETERMINED = 1.5
BIND = 1e-6
TINY = 1e-9
LEAST = 1e-3


def intervals(
    layout: Layout,
    found: np.ndarray,
    balance: sparse.csr_array,
    limits: tuple[np.ndarray, np.ndarray],
    *,
    pressed: np.ndarray,
    residual: np.ndarray,
    huber: float,
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return base, low, high (annual volumes), whether reports determine each flow, and correlations (assets, assets).

    Args:
        layout: columns and reports of the last pass.
        found: its solution.
        balance: mass balance on rates and stocks.
        limits: least and greatest value of rates and stocks.
        pressed: columns that reports press against a bound.
        residual: residual of each report in sigmas, for the Huber weights.
        huber: the corner of the Huber loss.
    """
    topology = layout.topology
    main = layout.rates + layout.stocks
    state = found[:main]
    hessian = _hessian(layout, residual, huber, main, PRIOR)
    free = _movable(layout, limits) & ~pressed
    weights = topology.calendar.weights
    count = len(topology.assets)
    base = weights @ state[: layout.rates].reshape(len(weights), count)
    covariance = _covariance(hessian, balance, free, weights, count)
    spread = _spread(covariance)
    loose = _hessian(layout, residual, huber, main, LOOSER * PRIOR)
    determined = _spread(_covariance(loose, balance, free, weights, count)) < UNDETERMINED * spread + BIND
    low = np.maximum(base - Z90 * spread, weights @ topology.minimum)
    ceiling = np.where(np.isfinite(topology.effective), topology.effective, np.inf)
    high = np.minimum(base + Z90 * spread, _annual(weights, ceiling))
    table = pd.DataFrame(
        {"base": base, "low": np.minimum(low, base), "high": np.maximum(high, base), "determined": determined},
        index=topology.assets.index,
    )
    return table, _correlation(covariance, spread)


def _spread(covariance: np.ndarray) -> np.ndarray:
    """Standard deviations out of a covariance."""
    return np.asarray(np.sqrt(np.maximum(np.diagonal(covariance), 0.0)))


def _correlation(covariance: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Correlations out of a covariance; what does not vary goes with nothing."""
    scale = np.where(spread > TINY, spread, np.inf)
    found = covariance / scale[:, None] / scale[None, :]
    np.fill_diagonal(found, 1.0)
    return np.asarray(np.clip(0.5 * (found + found.T), -1.0, 1.0))


def _annual(weights: np.ndarray, rates: np.ndarray) -> np.ndarray:
    carried = weights > 0
    return np.asarray(weights[carried] @ rates[carried])


def _hessian(layout: Layout, residual: np.ndarray, huber: float, main: int, width: float) -> sparse.csc_array:
    sigma = layout.reports.table["sigma"].to_numpy(float)
    weight = np.minimum(1.0, huber / np.maximum(np.abs(residual), 1e-12)) / sigma**2
    flows = layout.reports.flows
    head = flows.T @ sparse.diags_array(weight) @ flows if len(sigma) else 0
    steps = layout.steps.T @ sparse.diags_array(1.0 / layout.step_width**2) @ layout.steps
    weights = np.maximum(layout.topology.calendar.weights, LEAST)[:, None]
    prior = sparse.diags_array((weights / (width * layout.width) ** 2).ravel())
    rates = steps + prior + head
    stocks = sparse.diags_array(np.full(main - layout.rates, 1e-6))
    if main == layout.rates:
        return sparse.csc_array(rates)
    return sparse.csc_array(sparse.block_diag([rates, stocks]))


def _movable(layout: Layout, limits: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Columns that can move at all: not those closed in a snapshot.

    A flow that only weak pulls leave at a bound is not known to be there: it counts as movable,
    and the interval is cut at the bound afterwards.
    """
    low, high = limits
    scale = np.concatenate([np.tile(layout.scale, len(layout.topology.calendar)), np.ones(layout.stocks)])
    return np.asarray(high - low > BIND * np.maximum(scale, 1.0))


def _covariance(
    hessian: sparse.csc_array,
    active: sparse.csr_array,
    free: np.ndarray,
    weights: np.ndarray,
    count: int,
) -> np.ndarray:
    """Covariance of annual volumes: C' H^-1 C on the free, balanced directions (assets, assets)."""
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
    return np.asarray(wide[: top.shape[0]].T @ answer[: top.shape[0]])
