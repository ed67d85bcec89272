"""The floor: bare highspy on the arrays of a program, with nothing around it."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from levier.engine import Program
from levier.lp import Basis
from levier.lp._methods import WARM

__all__ = ["Bounds", "Floor"]


@dataclass(frozen=True, eq=False)
class Bounds:
    """What one cut changes, ready to be passed on: columns with bounds, rows with bounds."""

    columns: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    rows: np.ndarray
    row_lower: np.ndarray
    row_upper: np.ndarray

    @classmethod
    def of(cls, program: Program, assets: tuple[str, ...]) -> Bounds:
        """Work out what a cut of some assets changes."""
        cut = program.alteration(assets)
        columns, rows = cut.columns.astype(np.int32), cut.rows.astype(np.int32)
        return cls(columns, cut.lower, cut.upper, rows, cut.row_lower, cut.row_upper)

    def undone(self, program: Program) -> Bounds:
        """Return the bounds as they were."""
        lp, columns, rows = program.lp, self.columns, self.rows
        own = lp.column_lower[columns], lp.column_upper[columns]
        return Bounds(columns, *own, rows, lp.row_lower[rows], lp.row_upper[rows])


class Floor:
    """One HiGHS instance that holds a program, with the options of Levier's warm solves.

    Args:
        program: whose arrays are passed on.
        basis: of its optimum, where every solve starts.
    """

    def __init__(self, program: Program, basis: Basis) -> None:
        """Pass the arrays."""
        self.highs = highspy.Highs()
        for name, value in {"output_flag": False, "threads": 1, **WARM.options}.items():
            self.highs.setOptionValue(name, value)
        self.highs.passModel(_lp(program))
        self.basis = highspy.HighsBasis()
        self.basis.col_status = [highspy.HighsBasisStatus(code) for code in basis.columns.tolist()]
        self.basis.row_status = [highspy.HighsBasisStatus(code) for code in basis.rows.tolist()]
        self.basis.valid, self.basis.alien = True, False

    def solve(self, cut: Bounds, back: Bounds) -> float:
        """Solve one cut from the base, read values, duals and basis, undo the cut; return the objective."""
        highs = self.highs
        self._set(cut)
        highs.clearSolver()
        highs.setBasis(self.basis)
        highs.run()
        solution = highs.getSolution()
        np.array(solution.col_value)
        np.array(solution.row_dual)
        highs.getBasis()
        optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        objective = highs.getInfo().objective_function_value if optimal else float("nan")
        self._set(back)
        return objective

    def _set(self, cut: Bounds) -> None:
        self.highs.changeColsBounds(cut.columns.size, cut.columns, cut.lower, cut.upper)
        if cut.rows.size:
            self.highs.changeRowsBounds(cut.rows.size, cut.rows, cut.row_lower, cut.row_upper)


def _lp(program: Program) -> highspy.HighsLp:
    """Hand the arrays over as HiGHS takes them."""
    given, result = program.lp, highspy.HighsLp()
    result.num_row_, result.num_col_ = given.shape
    result.offset_, result.col_cost_ = given.offset, given.cost
    result.col_lower_, result.col_upper_ = given.column_lower, given.column_upper
    result.row_lower_, result.row_upper_ = given.row_lower, given.row_upper
    matrix = result.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.num_row_, matrix.num_col_ = given.shape
    matrix.start_ = given.matrix.indptr.astype(np.int32)
    matrix.index_ = given.matrix.indices.astype(np.int32)
    matrix.value_ = given.matrix.data
    return result
