"""Translate between arrays and highspy, and turn its return values into errors."""

from __future__ import annotations

import copyreg
import importlib.util
from collections.abc import Callable, Mapping

import highspy
import numpy as np
from numpy.typing import NDArray

from levier.errors import SolveError
from levier.lp.program import LinearProgram, Vector
from levier.lp.solution import Basis, Status

__all__ = [
    "Option",
    "check",
    "codes",
    "from_basis",
    "has_quadratic_interior_point",
    "iterations",
    "load",
    "quiet",
    "run",
    "set_options",
    "status",
    "to_basis",
]

Option = str | float | int | bool

_STATUSES = {
    highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
    highspy.HighsModelStatus.kModelEmpty: Status.OPTIMAL,
    highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
    highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
    highspy.HighsModelStatus.kUnboundedOrInfeasible: Status.UNBOUNDED_OR_INFEASIBLE,
    highspy.HighsModelStatus.kTimeLimit: Status.TIME_LIMIT,
}
_BASIS_STATUSES = [highspy.HighsBasisStatus(code) for code in range(5)]


def has_quadratic_interior_point() -> bool:
    """Whether the extra that HiGHS needs to solve quadratic programs well (`highspy[extras]`) is installed."""
    return importlib.util.find_spec("highspy_extras") is not None


def check(result: highspy.HighsStatus, what: str) -> None:
    """Raise if highspy, which raises nothing itself, refused a call."""
    if result == highspy.HighsStatus.kError:
        message = f"HiGHS refused to {what}"
        raise SolveError(message)


def quiet() -> highspy.Highs:
    """Make an instance that prints nothing and uses one thread."""
    instance = highspy.Highs()  # type: ignore[no-untyped-call]
    set_options(instance, {"output_flag": False, "threads": 1})
    return instance


def set_options(instance: highspy.Highs, options: Mapping[str, Option]) -> None:
    """Set options by name; an unknown name or value is an error."""
    for name, value in options.items():
        check(instance.setOptionValue(name, value), f"set {name} to {value}")


def load(instance: highspy.Highs, program: LinearProgram) -> None:
    """Pass a whole program to an instance."""
    rows, columns = program.shape
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = rows, columns
    lp.offset_ = program.offset
    lp.col_cost_ = program.cost
    lp.col_lower_, lp.col_upper_ = program.column_lower, program.column_upper
    lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.num_row_, lp.a_matrix_.num_col_ = rows, columns
    lp.a_matrix_.start_ = program.matrix.indptr.astype(np.int32)
    lp.a_matrix_.index_ = program.matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = program.matrix.data
    check(instance.passModel(lp), "load the program")
    if program.quadratic is not None:
        check(instance.passHessian(_hessian(program.quadratic)), "load the quadratic cost")


def _hessian(diagonal: Vector) -> highspy.HighsHessian:
    """Make the triangular Hessian of a diagonal."""
    hessian = highspy.HighsHessian()
    hessian.dim_ = diagonal.size
    hessian.format_ = highspy.HessianFormat.kTriangular
    hessian.start_ = np.arange(diagonal.size + 1, dtype=np.int32)
    hessian.index_ = np.arange(diagonal.size, dtype=np.int32)
    hessian.value_ = diagonal
    return hessian


def to_basis(basis: Basis) -> highspy.HighsBasis:
    """Turn a basis of int8 codes into that of HiGHS."""
    result = highspy.HighsBasis()
    result.col_status = [_BASIS_STATUSES[code] for code in basis.columns.tolist()]
    result.row_status = [_BASIS_STATUSES[code] for code in basis.rows.tolist()]
    result.valid = True
    result.alien = False
    return result


def from_basis(instance: highspy.Highs) -> Basis | None:
    """Read the basis of an instance as int8 codes, if it has a valid one."""
    basis = instance.getBasis()
    return Basis(codes(basis.col_status), codes(basis.row_status)) if basis.valid else None


def codes(statuses: list[highspy.HighsBasisStatus]) -> NDArray[np.int8]:
    """Turn status values into int8 codes."""
    return np.fromiter(map(int, statuses), dtype=np.int8, count=len(statuses))


def _packed(basis: highspy.HighsBasis) -> tuple[Callable[..., highspy.HighsBasis], tuple[Basis]]:
    """Let a basis of HiGHS travel as codes: highspy gives it no way of its own."""
    return to_basis, (Basis(columns=codes(basis.col_status), rows=codes(basis.row_status)),)


copyreg.pickle(highspy.HighsBasis, _packed)


def run(instance: highspy.Highs) -> highspy.HighsStatus:
    """Run an instance; once more if another library has set the process-wide threads of HiGHS otherwise."""
    result = instance.run()
    if result == highspy.HighsStatus.kError and instance.getModelStatus() == highspy.HighsModelStatus.kNotset:
        highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - positional only
        result = instance.run()
    return result


def status(instance: highspy.Highs, result: highspy.HighsStatus) -> Status:
    """Say how a run ended, from its return value and the model status."""
    if result == highspy.HighsStatus.kError:
        return Status.FAILED
    return _STATUSES.get(instance.getModelStatus(), Status.FAILED)


def iterations(instance: highspy.Highs) -> int:
    """Count the iterations of a run; HiGHS says -1 where it found nothing to do."""
    info = instance.getInfo()
    counts = (
        info.simplex_iteration_count,
        info.ipm_iteration_count,
        info.crossover_iteration_count,
        info.qp_iteration_count,
    )
    return sum(max(int(count), 0) for count in counts)
