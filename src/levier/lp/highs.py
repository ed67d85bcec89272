"""Solve programs with HiGHS: a ladder of attempts, each answer checked against the arrays."""

from __future__ import annotations

import time

import highspy
import numpy as np
from numpy.typing import ArrayLike, NDArray

from levier.errors import UsageError
from levier.lp import _bridge, _methods
from levier.lp.program import LinearProgram
from levier.lp.residuals import residuals
from levier.lp.solution import Attempt, Basis, Solution, Status

__all__ = ["Highs", "solve"]

_DEFINITE = frozenset({Status.INFEASIBLE, Status.UNBOUNDED, Status.TIME_LIMIT})
# The active-set method, next on the ladder, does not end on such programs.
_DEFINITE_QUADRATIC = _DEFINITE | {Status.UNBOUNDED_OR_INFEASIBLE}


class Highs:
    """One HiGHS instance that keeps a program loaded, so that bounds and costs change and it is solved again.

    Every solve starts from the same state (`clearSolver`, then the basis if one is given), so an answer depends on the
    program and the basis alone, never on what was solved before. One thread, no output. Changes stay until undone.

    Args:
        program: The program to load.
        time_limit: Seconds for one call of `solve`, all attempts together; ``None`` for no limit.
        tolerance: Largest relative residual of an accepted answer.

    Raises:
        SolveError: HiGHS refuses the program.

    Example:
        >>> import scipy.sparse as sp
        >>> program = LinearProgram(cost=[1.0, 3.0], matrix=sp.csr_array([[1.0, 1.0]]), row_lower=[5.0],
        ...                         row_upper=[5.0], column_lower=[0.0, 0.0], column_upper=[4.0, 9.0])
        >>> highs = Highs(program)
        >>> base = highs.solve()
        >>> highs.update_columns([0], [0.0], [1.0])
        >>> cut = highs.solve(base.basis)
        >>> base.objective, cut.objective, cut.attempts[0].method
        (7.0, 13.0, 'warm')
    """

    def __init__(self, program: LinearProgram, *, time_limit: float | None = None, tolerance: float = 1e-6) -> None:
        """Load the program."""
        self.time_limit = time_limit
        self.tolerance = tolerance
        self._program = program
        self._magnitude = abs(program.matrix)
        self._instance = _bridge.quiet()
        self._basis: tuple[Basis, highspy.HighsBasis] | None = None
        _bridge.load(self._instance, program)

    @property
    def program(self) -> LinearProgram:
        """The program as it stands, changes included."""
        return self._program

    def update_columns(self, columns: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> None:
        """Change the bounds of some columns.

        Args:
            columns: Column indices without duplicates, shape (k,).
            lower: New lower bounds, shape (k,) or a number.
            upper: New upper bounds, shape (k,) or a number.

        Raises:
            UsageError: An index or a bound is not allowed; nothing is changed.
        """
        chosen = _indices(columns, self._program.shape[1], "column")
        new = self._program.with_bounds(chosen, lower, upper)
        call = self._instance.changeColsBounds
        result = call(chosen.size, chosen, new.column_lower[chosen], new.column_upper[chosen])
        _bridge.check(result, "change column bounds")
        self._program = new

    def update_rows(self, rows: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> None:
        """Change the bounds of some rows; arguments and errors as for `update_columns`."""
        chosen = _indices(rows, self._program.shape[0], "row")
        new_lower, new_upper = self._program.row_lower.copy(), self._program.row_upper.copy()
        new_lower[chosen] = lower
        new_upper[chosen] = upper
        new = self._program.replace(row_lower=new_lower, row_upper=new_upper)
        call = self._instance.changeRowsBounds  # type: ignore[attr-defined]
        _bridge.check(call(chosen.size, chosen, new_lower[chosen], new_upper[chosen]), "change row bounds")
        self._program = new

    def update_costs(self, columns: ArrayLike, cost: ArrayLike) -> None:
        """Change the linear costs of some columns; arguments and errors as for `update_columns`."""
        chosen = _indices(columns, self._program.shape[1], "column")
        new_cost = self._program.cost.copy()
        new_cost[chosen] = cost
        new = self._program.replace(cost=new_cost)
        _bridge.check(self._instance.changeColsCost(chosen.size, chosen, new_cost[chosen]), "change costs")
        self._program = new

    def solve(self, basis: Basis | None = None, *, keep_basis: bool = True) -> Solution:
        """Solve the program as it stands.

        The ladder is: from the given basis by dual simplex; cold with presolve; interior point with crossover; simplex
        without presolve. An answer whose residuals exceed the tolerance, and a warm start that finds no optimum, go on
        to the next rung.

        Args:
            basis: Where to start; ignored for a quadratic program.
            keep_basis: Whether the solution carries its final basis.

        Returns:
            The checked solution. Its status says how the ladder ended; nothing is raised for an infeasible program.

        Raises:
            UsageError: The basis has the wrong shape.
        """
        quadratic = self._program.quadratic is not None
        definite = _DEFINITE_QUADRATIC if quadratic else _DEFINITE
        start = time.perf_counter()
        attempts: list[Attempt] = []
        for method in _methods.ladder(quadratic=quadratic, warm=basis is not None):
            left = None if self.time_limit is None else self.time_limit - (time.perf_counter() - start)
            if left is not None and left <= 0:
                attempts.append(Attempt(method.name, Status.TIME_LIMIT, 0.0, 0))
                break
            solution = self._attempt(method, basis, left, attempts, keep_basis=keep_basis and not quadratic)
            if solution is not None:
                return solution
            if attempts[-1].status in definite and not method.uses_basis:
                break
        return self._without_numbers(attempts)

    def _without_numbers(self, attempts: list[Attempt]) -> Solution:
        """Return the answer after a ladder that found no optimum."""
        last = attempts[-1].status
        status = Status.FAILED if last is Status.OPTIMAL else last
        ladder = tuple(attempts)
        version = self._instance.version()
        return Solution.without_numbers(status, self._program.shape, ladder, solver="HiGHS", version=version)

    def _attempt(
        self,
        method: _methods.Method,
        basis: Basis | None,
        seconds: float | None,
        attempts: list[Attempt],
        *,
        keep_basis: bool,
    ) -> Solution | None:
        """Run one method, record it, and return its answer if that is optimal and passes the check."""
        instance = self._instance
        _bridge.set_options(instance, method.options)
        _bridge.check(instance.clearSolver(), "forget the last solve")
        if method.uses_basis and basis is not None:
            _bridge.check(instance.setBasis(self._highs_basis(basis)), "start from the basis")
        # HiGHS compares the limit with the accumulated run time of the instance, which nothing resets.
        limit = min(method.cap, float("inf") if seconds is None else seconds)
        _bridge.set_options(instance, {"time_limit": instance.getRunTime() + limit})

        start = time.perf_counter()
        status = _bridge.status(instance, _bridge.run(instance))
        elapsed = time.perf_counter() - start
        count = _bridge.iterations(instance)
        if status is not Status.OPTIMAL:
            attempts.append(Attempt(method.name, status, elapsed, count))
            return None

        answer = instance.getSolution()
        x, row_dual, column_dual = (
            np.array(values, dtype=np.float64) for values in (answer.col_value, answer.row_dual, answer.col_dual)
        )
        found = residuals(self._program, x, row_dual, column_dual, magnitude=self._magnitude)
        attempts.append(Attempt(method.name, status, elapsed, count, found))
        if not found.within(self.tolerance):
            return None
        return Solution(
            status=status,
            objective=self._program.objective(x),
            x=x,
            row_dual=row_dual,
            column_dual=column_dual,
            basis=_bridge.from_basis(instance) if keep_basis else None,
            residuals=found,
            attempts=tuple(attempts),
            solver="HiGHS",
            version=instance.version(),
        )

    def _highs_basis(self, basis: Basis) -> highspy.HighsBasis:
        """Translate a basis, once as long as the same one is used."""
        if self._basis is None or self._basis[0] is not basis:
            shape = (basis.rows.size, basis.columns.size)
            if shape != self._program.shape:
                message = f"the basis is for {shape} rows and columns; the program has {self._program.shape}"
                raise UsageError(message)
            self._basis = basis, _bridge.to_basis(basis)
        return self._basis[1]


def _indices(values: ArrayLike, size: int, what: str) -> NDArray[np.int32]:
    """Return indices as 32-bit integers, in range and without duplicates."""
    array = np.atleast_1d(np.asarray(values)).astype(np.int32)
    if array.size and (array.min() < 0 or array.max() >= size or np.unique(array).size < array.size):
        message = f"{what} indices must be unique and from 0 to {size - 1}"
        raise UsageError(message)
    return array


def solve(
    program: LinearProgram,
    *,
    basis: Basis | None = None,
    time_limit: float | None = None,
    tolerance: float = 1e-6,
) -> Solution:
    """Solve one program from scratch, or from a basis, and check the answer.

    Args:
        program: The program.
        basis: A basis to start from.
        time_limit: Seconds for all attempts together.
        tolerance: Largest relative residual of an accepted answer.

    Returns:
        The solution; read its status before its numbers, or pass it through `require_optimal`.

    Raises:
        SolveError: HiGHS refuses the program.
        UsageError: The basis has the wrong shape.

    Example:
        >>> import numpy as np, scipy.sparse as sp
        >>> program = LinearProgram(cost=[1.0, 3.0], matrix=sp.csr_array([[1.0, 1.0]]), row_lower=[5.0],
        ...                         row_upper=[np.inf], column_lower=[0.0, 0.0], column_upper=[4.0, 9.0])
        >>> solution = solve(program)
        >>> solution.objective, solution.x.tolist(), solution.row_dual.tolist()
        (7.0, [4.0, 1.0], [3.0])
    """
    return Highs(program, time_limit=time_limit, tolerance=tolerance).solve(basis)
