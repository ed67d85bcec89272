"""Hold one linear or convex quadratic program as checked, read-only arrays."""

from __future__ import annotations

import dataclasses
from typing import Any, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray

from levier.errors import UsageError

__all__ = ["LinearProgram", "Vector"]

Vector = NDArray[np.float64]


def _vector(name: str, value: ArrayLike, size: int) -> Vector:
    """Copy `value` into a read-only vector of `size` numbers."""
    array = np.array(value, dtype=np.float64)
    if array.shape != (size,):
        message = f"{name} has shape {array.shape}; shape ({size},) is needed"
        raise UsageError(message)
    array.setflags(write=False)
    return array


def _matrix(matrix: Any) -> sp.csc_array:
    """Return the matrix as finite CSC without duplicates."""
    is_sparse: bool = sp.issparse(matrix)
    if not is_sparse or len(matrix.shape) != 2:  # noqa: PLR2004 - rows and columns
        message = f"matrix is a {type(matrix).__name__}; a scipy sparse array of two dimensions is needed"
        raise UsageError(message)
    ready = isinstance(matrix, sp.csc_array) and matrix.dtype == np.float64 and matrix.has_canonical_format
    result = matrix if ready else sp.csc_array(matrix, dtype=np.float64, copy=True)
    result.sum_duplicates()
    _refuse("matrix.data", ~np.isfinite(result.data), "coefficients are finite numbers")
    return result


def _refuse(name: str, bad: NDArray[np.bool_], allowed: str) -> None:
    """Raise for the first entry of `name` that is not allowed."""
    if bad.any():
        message = f"{name}[{int(np.argmax(bad))}] is not allowed ({int(bad.sum())} such); {allowed}"
        raise UsageError(message)


@dataclasses.dataclass(frozen=True, eq=False, init=False)
class LinearProgram:
    """Minimise ``cost @ x + 0.5 * x @ diag(quadratic) @ x + offset`` within row and column bounds.

    Rows hold ``row_lower <= matrix @ x <= row_upper``, columns ``column_lower <= x <= column_upper``. Absent bounds
    are ``±inf``. A lower bound above its upper bound is accepted: such a program is infeasible, and the solver says so.

    Attributes:
        cost: Cost of each column, shape (n,), finite.
        matrix: Coefficients, shape (m, n), any scipy sparse array or matrix; kept as CSC without duplicates.
        row_lower: Lower row bounds, shape (m,).
        row_upper: Upper row bounds, shape (m,).
        column_lower: Lower column bounds, shape (n,).
        column_upper: Upper column bounds, shape (n,).
        offset: Constant of the objective.
        quadratic: Diagonal of a convex quadratic cost, shape (n,), not negative; ``None`` for a linear program.

    Raises:
        UsageError: A shape does not fit, an entry is NaN, a cost is infinite, or the quadratic cost is not convex.

    Example:
        >>> import scipy.sparse as sp
        >>> program = LinearProgram(
        ...     cost=[1.0, 3.0],
        ...     matrix=sp.csr_array([[1.0, 1.0]]),
        ...     row_lower=[5.0],
        ...     row_upper=[5.0],
        ...     column_lower=[0.0, 0.0],
        ...     column_upper=[4.0, 4.0],
        ... )
        >>> program.shape
        (1, 2)
        >>> program.with_bounds([0], [0.0], [2.0]).column_upper.tolist()
        [2.0, 4.0]
    """

    cost: Vector
    matrix: sp.csc_array
    row_lower: Vector
    row_upper: Vector
    column_lower: Vector
    column_upper: Vector
    offset: float
    quadratic: Vector | None

    def __init__(
        self,
        *,
        cost: ArrayLike,
        matrix: sp.sparray | sp.spmatrix,
        row_lower: ArrayLike,
        row_upper: ArrayLike,
        column_lower: ArrayLike,
        column_upper: ArrayLike,
        offset: float = 0.0,
        quadratic: ArrayLike | None = None,
    ) -> None:
        """Check shapes and values, and freeze copies of the arrays."""
        checked = _matrix(matrix)
        rows, columns = checked.shape
        fields = {
            "matrix": checked,
            "cost": _vector("cost", cost, columns),
            "row_lower": _vector("row_lower", row_lower, rows),
            "row_upper": _vector("row_upper", row_upper, rows),
            "column_lower": _vector("column_lower", column_lower, columns),
            "column_upper": _vector("column_upper", column_upper, columns),
            "offset": float(offset),
            "quadratic": None if quadratic is None else _vector("quadratic", quadratic, columns),
        }
        for name, value in fields.items():
            object.__setattr__(self, name, value)
        self._check_values()

    def _check_values(self) -> None:
        """Refuse NaN, infinite costs, bounds nothing can meet, and a concave quadratic cost."""
        _refuse("cost", ~np.isfinite(self.cost), "costs are finite numbers")
        for side in ("row", "column"):
            lower, upper = getattr(self, f"{side}_lower"), getattr(self, f"{side}_upper")
            _refuse(f"{side}_lower", np.isnan(lower) | (lower == np.inf), "lower bounds are numbers or -inf")
            _refuse(f"{side}_upper", np.isnan(upper) | (upper == -np.inf), "upper bounds are numbers or inf")
        if not np.isfinite(self.offset):
            message = f"offset is {self.offset}; a finite number is needed"
            raise UsageError(message)
        if self.quadratic is not None:
            bad = ~np.isfinite(self.quadratic) | (self.quadratic < 0)
            _refuse("quadratic", bad, "the diagonal of a convex cost is finite and not negative")

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns, (m, n)."""
        rows, columns = self.matrix.shape
        return int(rows), int(columns)

    def objective(self, x: ArrayLike) -> float:
        """Value of the objective at `x`, shape (n,), offset included."""
        point = np.asarray(x, dtype=np.float64)
        value = float(self.cost @ point) + self.offset
        if self.quadratic is not None:
            value += 0.5 * float(self.quadratic @ (point * point))
        return value

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed, checked again.

        Args:
            **changes: New values by field name.

        Returns:
            A new program; the untouched arrays are equal.

        Raises:
            UsageError: A new value does not fit.
        """
        return dataclasses.replace(self, **changes)

    def with_bounds(self, columns: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> Self:
        """Return a copy with other bounds on some columns.

        Args:
            columns: Column indices, shape (k,).
            lower: Their new lower bounds, shape (k,) or a number.
            upper: Their new upper bounds, shape (k,) or a number.

        Returns:
            A new program.

        Raises:
            UsageError: An index is out of range, or a bound is not allowed.
        """
        chosen = np.asarray(columns, dtype=np.intp)
        if chosen.size and (chosen.min() < 0 or chosen.max() >= self.cost.size):
            message = f"columns go from {chosen.min()} to {chosen.max()}; 0 to {self.cost.size - 1} is allowed"
            raise UsageError(message)
        new_lower, new_upper = self.column_lower.copy(), self.column_upper.copy()
        new_lower[chosen] = lower
        new_upper[chosen] = upper
        return self.replace(column_lower=new_lower, column_upper=new_upper)
