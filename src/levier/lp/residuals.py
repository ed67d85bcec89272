"""Recompute from the arrays how far an answer is from optimal."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from levier.lp.program import LinearProgram, Vector
from levier.lp.solution import Residuals

__all__ = ["residuals"]


def _largest(*parts: Vector) -> float:
    """Largest entry of several vectors, 0 if all are empty; NaN wins."""
    return float(np.max([np.max(part, initial=0.0) for part in parts], initial=0.0))


def _violation(value: Vector, lower: Vector, upper: Vector) -> Vector:
    """How far values lie outside their bounds."""
    return np.maximum(np.maximum(lower - value, value - upper), 0.0)


def _slack_cost(dual: Vector, value: Vector, lower: Vector, upper: Vector) -> Vector:
    """Absolute dual times the distance to the bound it belongs to, 0 where that bound does not exist."""
    distance = np.where(dual > 0, value - lower, upper - value)
    return np.abs(dual) * np.abs(np.where(np.isinf(distance), 0.0, distance))


def _wrong_sign(dual: Vector, lower: Vector, upper: Vector) -> Vector:
    """Part of each dual that has no bound to rest on."""
    above = np.where(np.isfinite(lower), 0.0, np.maximum(dual, 0.0))
    below = np.where(np.isfinite(upper), 0.0, np.maximum(-dual, 0.0))
    return above + below


def residuals(
    program: LinearProgram,
    x: Vector,
    row_dual: Vector,
    column_dual: Vector,
    *,
    magnitude: sp.csc_array | None = None,
) -> Residuals:
    """Measure primal and dual feasibility and complementarity of an answer.

    Every measure is relative: a row by the terms that meet in it, so that a balance over large flows may carry their
    rounding error, and the gap by the objective. For rows and columns a positive dual rests on a finite lower bound, a
    negative one on a finite upper bound.

    Args:
        program: The program.
        x: Column values, shape (n,).
        row_dual: Row duals, shape (m,).
        column_dual: Reduced costs, shape (n,).
        magnitude: ``abs(program.matrix)`` if the caller has it.

    Returns:
        The three measures; NaN in an array gives NaN in a measure.

    Example:
        >>> import numpy as np, scipy.sparse as sp
        >>> program = LinearProgram(cost=[2.0], matrix=sp.csr_array([[1.0]]), row_lower=[3.0], row_upper=[np.inf],
        ...                         column_lower=[0.0], column_upper=[np.inf])
        >>> residuals(program, np.array([3.0]), np.array([2.0]), np.array([0.0])).worst
        0.0
    """
    matrix = program.matrix
    weight = abs(matrix) if magnitude is None else magnitude
    activity = matrix @ x
    gradient = program.cost if program.quadratic is None else program.cost + program.quadratic * x

    row_scale = 1.0 + weight @ np.abs(x)
    column_scale = 1.0 + np.abs(x)
    primal = _largest(
        _violation(activity, program.row_lower, program.row_upper) / row_scale,
        _violation(x, program.column_lower, program.column_upper) / column_scale,
    )

    dual_scale = 1.0 + np.abs(gradient) + weight.T @ np.abs(row_dual)
    dual = _largest(
        np.abs(gradient - matrix.T @ row_dual - column_dual) / dual_scale,
        _wrong_sign(column_dual, program.column_lower, program.column_upper) / dual_scale,
        _wrong_sign(row_dual, program.row_lower, program.row_upper) / (1.0 + np.abs(row_dual)),
    )

    gap = float(
        _slack_cost(row_dual, activity, program.row_lower, program.row_upper).sum()
        + _slack_cost(column_dual, x, program.column_lower, program.column_upper).sum()
    )
    return Residuals(primal, dual, gap / (1.0 + abs(program.objective(x))))
