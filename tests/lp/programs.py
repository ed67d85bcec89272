"""Small programs shared by the tests of the solver."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from levier.lp import LinearProgram

__all__ = ["least_squares", "transport", "two_columns"]


def two_columns(*, demand: float = 5.0) -> LinearProgram:
    """Cheap and dear supply of one demand: optimum 7 with the price of the dear one, 3."""
    return LinearProgram(
        cost=[1.0, 3.0],
        matrix=sp.csr_array([[1.0, 1.0]]),
        row_lower=[demand],
        row_upper=[demand],
        column_lower=[0.0, 0.0],
        column_upper=[4.0, 9.0],
    )


def transport(seed: int, *, sources: int = 5, sinks: int = 6, equal_costs: bool = False) -> LinearProgram:
    """Feasible transport problem with shedding at 1,000; equal costs make it degenerate."""
    rng = np.random.default_rng(seed)
    arcs = sources * sinks
    origin, target = np.divmod(np.arange(arcs), sinks)
    arc = np.arange(arcs)
    shed = np.arange(arcs, arcs + sinks)
    matrix = sp.csc_array(
        (
            np.ones(2 * arcs + sinks),
            (
                np.concatenate([origin, sources + target, sources + np.arange(sinks)]),
                np.concatenate([arc, arc, shed]),
            ),
        ),
        shape=(sources + sinks, arcs + sinks),
    )
    cost = np.ones(arcs) if equal_costs else rng.uniform(1, 10, arcs)
    supply, demand = rng.integers(5, 20, sources), rng.integers(2, 12, sinks)
    return LinearProgram(
        cost=np.concatenate([cost, np.full(sinks, 1000.0)]),
        matrix=matrix,
        row_lower=np.concatenate([np.full(sources, -np.inf), demand]),
        row_upper=np.concatenate([supply, demand]),
        column_lower=np.zeros(arcs + sinks),
        column_upper=np.full(arcs + sinks, np.inf),
    )


def least_squares(seed: int, *, columns: int, rows: int) -> tuple[LinearProgram, np.ndarray, np.ndarray]:
    """Bounded least squares under equalities; also the targets and the weights."""
    rng = np.random.default_rng(seed)
    matrix = sp.random_array((rows, columns), density=min(1.0, 16 / columns), rng=rng, format="csc")
    matrix.data = rng.choice([-1.0, 1.0, 0.95], matrix.data.size)
    inside = np.where(rng.random(columns) < 0.2, 0.0, rng.uniform(0, 100, columns))
    weight = rng.uniform(1, 20, columns) ** -2
    target = inside + rng.normal(0, 10, columns)
    upper = np.where(rng.random(columns) < 0.5, 1.1 * inside + 1, np.inf)
    balance = matrix @ inside
    program = LinearProgram(
        cost=-weight * target,
        matrix=matrix,
        row_lower=balance,
        row_upper=balance,
        column_lower=np.zeros(columns),
        column_upper=upper,
        offset=float(weight @ target**2) / 2,
        quadratic=weight,
    )
    return program, target, weight
