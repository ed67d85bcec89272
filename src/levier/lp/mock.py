"""Stand in for a solver in tests of its callers: replay given answers and record the calls."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from levier.errors import UsageError
from levier.lp.program import LinearProgram
from levier.lp.solution import Basis, Solution, Status

__all__ = ["Call", "MockSolver"]


@dataclasses.dataclass(frozen=True, eq=False)
class Call:
    """What a caller asked for: the arguments of one `solve`."""

    program: LinearProgram
    basis: Basis | None
    time_limit: float | None
    tolerance: float


class MockSolver:
    """Answer each call with the next of the given solutions or statuses.

    Pass `mock.solve` wherever `levier.lp.solve` is expected.

    Args:
        answers: Solutions, or statuses other than optimal, in the order they are replayed.

    Example:
        >>> import scipy.sparse as sp
        >>> program = LinearProgram(cost=[1.0], matrix=sp.csr_array((0, 1)), row_lower=[], row_upper=[],
        ...                         column_lower=[0.0], column_upper=[1.0])
        >>> mock = MockSolver([Status.INFEASIBLE])
        >>> mock.solve(program).status.value, len(mock.calls)
        ('infeasible', 1)
    """

    def __init__(self, answers: Iterable[Solution | Status]) -> None:
        """Keep the answers."""
        self.calls: list[Call] = []
        self._answers = list(answers)

    def solve(
        self,
        program: LinearProgram,
        *,
        basis: Basis | None = None,
        time_limit: float | None = None,
        tolerance: float = 1e-6,
    ) -> Solution:
        """Return the next answer, and record the call.

        Raises:
            UsageError: No answer is left, or a bare status says optimal.
        """
        if len(self.calls) >= len(self._answers):
            message = f"the mock has {len(self._answers)} answers and was called once more"
            raise UsageError(message)
        answer = self._answers[len(self.calls)]
        self.calls.append(Call(program, basis, time_limit, tolerance))
        if isinstance(answer, Solution):
            return answer
        if answer is Status.OPTIMAL:
            message = "an optimal answer needs numbers: give the mock a Solution"
            raise UsageError(message)
        return Solution.without_numbers(answer, program.shape, solver="mock")
