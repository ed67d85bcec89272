"""Solve mixed-integer linear programs with HiGHS: arrays in, best point and proven bound out."""

from __future__ import annotations

import dataclasses
import time

import highspy
import numpy as np
from numpy.typing import ArrayLike

from levier.errors import UsageError
from levier.lp import _bridge
from levier.lp.program import LinearProgram, Vector
from levier.lp.solution import Status

__all__ = ["MixedSolution", "solve_mixed"]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class MixedSolution:
    """The answer to one mixed-integer program; its numbers are NaN where no feasible point is known.

    Attributes:
        status: `OPTIMAL` if the gap was closed, `TIME_LIMIT` if a point or a bound may still improve.
        objective: Objective of the best point known, offset included.
        bound: No feasible point has an objective below this.
        x: The best point known, shape (n,); integer columns are rounded to whole numbers.
        nodes: Nodes of the search tree.
        seconds: Wall-clock time.
        solver: Name of the solver.
        version: Version of the solver.
    """

    status: Status
    objective: float
    bound: float
    x: Vector
    nodes: int
    seconds: float
    solver: str
    version: str

    @property
    def is_optimal(self) -> bool:
        """Whether the gap was closed."""
        return self.status is Status.OPTIMAL


def solve_mixed(
    program: LinearProgram,
    integer: ArrayLike,
    *,
    time_limit: float | None = None,
    gap: float = 1e-9,
) -> MixedSolution:
    """Minimise a linear program some of whose columns take whole numbers only.

    Args:
        program: The program, without quadratic cost.
        integer: Which columns take whole numbers, shape (n,), bool.
        time_limit: Seconds; ``None`` for no limit.
        gap: Relative distance of bound and objective at which the search ends.

    Returns:
        The best point and the bound proven; nothing is raised for an infeasible program.

    Raises:
        UsageError: The mask has the wrong shape, or the program has a quadratic cost.
        SolveError: HiGHS refuses the program.

    Example:
        >>> import scipy.sparse as sp
        >>> knapsack = LinearProgram(cost=[-5.0, -4.0, -3.0], matrix=sp.csr_array([[2.0, 3.0, 1.0]]),
        ...                          row_lower=[0.0], row_upper=[5.0], column_lower=[0, 0, 0], column_upper=[1, 1, 1])
        >>> best = solve_mixed(knapsack, [True, True, True])
        >>> best.objective, best.x.tolist(), best.bound
        (-9.0, [1.0, 1.0, 0.0], -9.0)
    """
    whole = np.asarray(integer, dtype=bool)
    columns = program.shape[1]
    if whole.shape != (columns,):
        message = f"integer has shape {whole.shape}; shape ({columns},) is needed"
        raise UsageError(message)
    if program.quadratic is not None:
        message = "a program with whole numbers has no quadratic cost here"
        raise UsageError(message)
    instance = _bridge.quiet()
    _bridge.load(instance, program)
    chosen = np.flatnonzero(whole).astype(np.int32)
    kinds = np.full(chosen.size, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    if chosen.size:
        _bridge.check(instance.changeColsIntegrality(chosen.size, chosen, kinds), "mark the integer columns")
    _bridge.set_options(instance, {"mip_rel_gap": gap, "mip_abs_gap": 1e-9, "mip_feasibility_tolerance": 1e-9})
    if time_limit is not None:
        _bridge.set_options(instance, {"time_limit": float(time_limit)})
    return _read(instance, program, whole)


def _read(instance: highspy.Highs, program: LinearProgram, whole: Vector) -> MixedSolution:
    """Run, and read the best point and the bound."""
    start = time.perf_counter()
    status = _bridge.status(instance, _bridge.run(instance))
    seconds = time.perf_counter() - start
    info = instance.getInfo()
    solution = instance.getSolution()
    x = np.full(program.shape[1], np.nan)
    objective = bound = float("nan")
    if status in (Status.OPTIMAL, Status.TIME_LIMIT):
        bound = float(info.mip_dual_bound) if whole.any() else float(info.objective_function_value)
        if solution.value_valid:
            x = np.array(solution.col_value, dtype=np.float64)
            x[whole] = np.round(x[whole])
            objective = program.objective(x)
    return MixedSolution(
        status=status,
        objective=objective,
        bound=bound,
        x=x,
        nodes=max(int(info.mip_node_count), 0),
        seconds=seconds,
        solver="HiGHS",
        version=instance.version(),
    )
