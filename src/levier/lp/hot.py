"""Solve one program many times under small changes of bounds that are undone after each solve."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from levier.errors import UsageError
from levier.lp import _bridge, _methods
from levier.lp._point import Change, Checker, Point, Start
from levier.lp.highs import solve
from levier.lp.program import LinearProgram
from levier.lp.solution import Basis, Solution, Status

__all__ = ["Hot"]


class Hot:
    """One HiGHS instance that answers many changes of one program, each from a given basis.

    The light way through what `Highs` does: nothing is copied or validated for each change, reduced costs are
    recomputed instead of read, and a basis stays in the solver's own form. Every answer is still checked against the
    arrays, and what fails goes down the whole ladder of `solve`. An answer depends on the program, the change and the
    start alone.

    Args:
        program: A linear program.
        tolerance: Largest relative residual of an accepted answer.
        time_limit: Seconds for one warm or cold run, and again for the ladder behind it; ``None`` for no limit.

    Raises:
        SolveError: HiGHS refuses the program.
        UsageError: The program has a quadratic cost.

    Example:
        >>> import scipy.sparse as sp
        >>> from levier.lp import Change
        >>> program = LinearProgram(cost=[1.0, 3.0], matrix=sp.csr_array([[1.0, 1.0]]), row_lower=[5.0],
        ...                         row_upper=[5.0], column_lower=[0.0, 0.0], column_upper=[4.0, 9.0])
        >>> hot = Hot(program)
        >>> base = hot.solve(Change())
        >>> cut = Change(columns=np.array([0], dtype=np.int32), lower=np.zeros(1), upper=np.zeros(1))
        >>> hot.solve(cut, base.start).objective, hot.solve(Change(), base.start).objective
        (15.0, 7.0)
    """

    def __init__(self, program: LinearProgram, *, tolerance: float = 1e-6, time_limit: float | None = None) -> None:
        """Load the program and what the check needs."""
        if program.quadratic is not None:
            message = "a program with a quadratic cost cannot be started from a basis; use Highs"
            raise UsageError(message)
        self.program = program
        self.tolerance = tolerance
        self.time_limit = time_limit
        self._checker = Checker(program)
        self._instance = _bridge.quiet()
        self._method: _methods.Method | None = None
        _bridge.load(self._instance, program)

    def __reduce__(self) -> tuple[Callable[..., Hot], tuple[object, ...]]:
        """Travel as the program: the solver's instance is made anew, and an answer does not depend on it."""
        return _again, (self.program, self.tolerance, self.time_limit)

    def start(self, basis: Basis) -> Start:
        """Translate a basis into the solver's own form.

        Raises:
            UsageError: The basis has the wrong shape.
        """
        shape = (basis.rows.size, basis.columns.size)
        if shape != self.program.shape:
            message = f"the basis is for {shape} rows and columns; the program has {self.program.shape}"
            raise UsageError(message)
        return _bridge.to_basis(basis)

    @staticmethod
    def basis(start: Start) -> Basis:
        """Translate a basis of the solver into int8 codes, to be kept or sent elsewhere."""
        return Basis(_bridge.codes(start.col_status), _bridge.codes(start.row_status))

    def solve(self, change: Change, start: Start | None = None) -> Point:
        """Solve the program under a change, and undo the change.

        Args:
            change: Other bounds; its indices are trusted.
            start: Where dual simplex starts; ``None`` for a cold solve with presolve.

        Returns:
            The checked answer. Its status says how the ladder ended; nothing is raised for an infeasible program.
        """
        self._set(change)
        try:
            with self._checker.under(change):
                return self._run(start) or self._ladder(change)
        finally:
            self._restore(change)

    def _set(self, change: Change) -> None:
        """Pass other bounds to the instance."""
        instance = self._instance
        if change.columns.size:
            result = instance.changeColsBounds(change.columns.size, change.columns, change.lower, change.upper)
            _bridge.check(result, "change column bounds")
        if change.rows.size:
            call = instance.changeRowsBounds  # type: ignore[attr-defined]
            _bridge.check(call(change.rows.size, change.rows, change.row_lower, change.row_upper), "change row bounds")

    def _restore(self, change: Change) -> None:
        """Pass the program's own bounds to the instance again."""
        program, columns, rows = self.program, change.columns, change.rows
        own = (program.column_lower[columns], program.column_upper[columns])
        self._set(Change(columns, *own, rows, program.row_lower[rows], program.row_upper[rows]))

    def _run(self, start: Start | None) -> Point | None:
        """Run once, warm or cold; nothing if that gives no optimum that passes the check."""
        instance = self._instance
        method = _methods.COLD if start is None else _methods.WARM
        if self._method is not method:
            _bridge.set_options(instance, method.options)
            self._method = method
        # Without this, which of several optima is found would depend on what was solved before.
        _bridge.check(instance.clearSolver(), "forget the last solve")
        if start is not None:
            _bridge.check(instance.setBasis(start), "start from the basis")
        if self.time_limit is not None:
            _bridge.set_options(instance, {"time_limit": instance.getRunTime() + self.time_limit})
        if _bridge.status(instance, _bridge.run(instance)) is not Status.OPTIMAL:
            return None
        answer = instance.getSolution()
        rows, columns = self.program.shape
        x = np.fromiter(answer.col_value, dtype=np.float64, count=columns)
        row_dual = np.fromiter(answer.row_dual, dtype=np.float64, count=rows)
        basis = instance.getBasis()
        last = basis if basis.valid else None
        point = self._checker.point(x, row_dual, method.name, _bridge.iterations(instance), last)
        return point if point.residual <= self.tolerance else None

    def _ladder(self, change: Change) -> Point:
        """Solve from scratch, with every rung of the ladder."""
        own = self.program
        lower, upper = own.row_lower.copy(), own.row_upper.copy()
        lower[change.rows], upper[change.rows] = change.row_lower, change.row_upper
        program = own.with_bounds(change.columns, change.lower, change.upper)
        program = program.replace(row_lower=lower, row_upper=upper)
        answer = solve(program, time_limit=self.time_limit, tolerance=self.tolerance)
        if not answer.is_optimal:
            return _without_numbers(answer)
        last = answer.attempts[-1]
        start = None if answer.basis is None else self.start(answer.basis)
        return self._checker.point(answer.x, answer.row_dual, last.method, last.iterations, start)


def _again(program: LinearProgram, tolerance: float, time_limit: float | None) -> Hot:
    """Load a program that travelled."""
    return Hot(program, tolerance=tolerance, time_limit=time_limit)


def _without_numbers(answer: Solution) -> Point:
    """Return the answer after a ladder that found no optimum."""
    nan = float("nan")
    method = "; ".join(attempt.method for attempt in answer.attempts)
    return Point(answer.status, nan, nan, answer.x, answer.row_dual, answer.column_dual, nan, method, 0, None)
