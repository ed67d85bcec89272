"""Describe what a solver answered: status, arrays, residuals, and the attempts made."""

from __future__ import annotations

import dataclasses
import enum

import numpy as np
from numpy.typing import NDArray

from levier.errors import SolveError
from levier.lp.program import Vector

__all__ = ["Attempt", "Basis", "Residuals", "Solution", "Status", "require_optimal"]


class Status(enum.StrEnum):
    """How a solve ended; only `OPTIMAL` carries numbers.

    Example:
        >>> Status("infeasible").value
        'infeasible'
    """

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    UNBOUNDED_OR_INFEASIBLE = "unbounded_or_infeasible"
    TIME_LIMIT = "time_limit"
    FAILED = "failed"


@dataclasses.dataclass(frozen=True, slots=True)
class Residuals:
    """How far an answer is from optimal, recomputed from the arrays; pure numbers, 0 is exact.

    Attributes:
        primal: Largest violation of a row or column bound over ``1 + sum of its absolute terms``.
        dual: Largest violation of stationarity or of a dual sign over ``1 + sum of its absolute terms``.
        complementarity: Sum of all ``|dual| * distance to its bound`` over ``1 + |objective|``: the relative gap.

    Example:
        >>> Residuals(primal=1e-9, dual=0.0, complementarity=1e-8).within(1e-6)
        True
    """

    primal: float
    dual: float
    complementarity: float

    @property
    def worst(self) -> float:
        """The largest of the three; NaN if any is NaN."""
        return float(np.max([self.primal, self.dual, self.complementarity]))

    def within(self, tolerance: float) -> bool:
        """Say whether all three are at most `tolerance`; NaN is not."""
        return self.worst <= tolerance


@dataclasses.dataclass(frozen=True, slots=True)
class Attempt:
    """One rung of the ladder: which method ran and how it ended.

    Attributes:
        method: `warm`, `cold`, `cold without presolve`, `interior point`, `quadratic interior point` or `active set`.
        status: How the method itself ended.
        seconds: Wall-clock time.
        iterations: Simplex, interior-point, crossover and active-set iterations together, at least 0.
        residuals: What the recomputation found, if the method claimed an optimum.
    """

    method: str
    status: Status
    seconds: float
    iterations: int
    residuals: Residuals | None = None

    def __str__(self) -> str:
        """Return the attempt in a few words, for messages."""
        checked = "" if self.residuals is None else f", worst residual {self.residuals.worst:.1e}"
        return f"{self.method}: {self.status.value} after {self.iterations} iterations, {self.seconds:.2f} s{checked}"


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """A simplex basis: 0 at lower bound, 1 basic, 2 at upper bound, 3 free at zero, 4 nonbasic.

    Attributes:
        columns: Status of each column, shape (n,), int8.
        rows: Status of each row, shape (m,), int8.
    """

    columns: NDArray[np.int8]
    rows: NDArray[np.int8]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The checked answer to one program; its numbers are NaN unless the status is optimal.

    Attributes:
        status: How the ladder ended.
        objective: Objective with its offset; NaN if not optimal.
        x: Column values, shape (n,). With alternative optima, one of them.
        row_dual: Change of the objective per unit of a row's binding bound, shape (m,).
        column_dual: Reduced costs, shape (n,).
        basis: The final basis; ``None`` after a quadratic solve or if it was not asked for.
        residuals: Recomputed from the arrays; all NaN if not optimal.
        attempts: The ladder in the order tried; never empty for a real solver.
        solver: Name of the solver.
        version: Version of the solver.
    """

    status: Status
    objective: float
    x: Vector
    row_dual: Vector
    column_dual: Vector
    basis: Basis | None
    residuals: Residuals
    attempts: tuple[Attempt, ...]
    solver: str
    version: str

    @property
    def is_optimal(self) -> bool:
        """Whether the numbers may be read."""
        return self.status is Status.OPTIMAL

    @property
    def ladder(self) -> str:
        """All attempts in one line, for messages."""
        return "; ".join(str(attempt) for attempt in self.attempts) or "no attempt"

    @classmethod
    def without_numbers(
        cls,
        status: Status,
        shape: tuple[int, int],
        attempts: tuple[Attempt, ...] = (),
        *,
        solver: str = "none",
        version: str = "",
    ) -> Solution:
        """Return an answer that holds a status and NaN in every number.

        Args:
            status: Anything but optimal.
            shape: Rows and columns of the program, (m, n).
            attempts: The ladder.
            solver: Name of the solver.
            version: Version of the solver.

        Example:
            >>> Solution.without_numbers(Status.INFEASIBLE, (1, 2)).x.tolist()
            [nan, nan]
        """
        rows, columns = shape
        nan = float("nan")
        return cls(
            status=status,
            objective=nan,
            x=np.full(columns, nan),
            row_dual=np.full(rows, nan),
            column_dual=np.full(columns, nan),
            basis=None,
            residuals=Residuals(nan, nan, nan),
            attempts=attempts,
            solver=solver,
            version=version,
        )


def require_optimal(solution: Solution, what: str) -> Solution:
    """Return the solution if it is optimal.

    Args:
        solution: Any solution.
        what: What was solved, for the message.

    Raises:
        SolveError: It is not optimal; the message holds the status and the ladder of attempts.
    """
    if not solution.is_optimal:
        message = f"{what} was not solved: {solution.status.value} ({solution.ladder})"
        raise SolveError(message)
    return solution
