"""Solve linear and convex quadratic programs: arrays in, checked solution out."""

from levier.lp._point import Change, Checker, Point, Start
from levier.lp.highs import Highs, solve
from levier.lp.hot import Hot
from levier.lp.infeasibility import Infeasibility, explain
from levier.lp.mixed import MixedSolution, solve_mixed
from levier.lp.mock import MockSolver
from levier.lp.program import LinearProgram
from levier.lp.residuals import residuals
from levier.lp.solution import Attempt, Basis, Residuals, Solution, Status, require_optimal
from levier.lp.split import Split

__all__ = [
    "Attempt",
    "Basis",
    "Change",
    "Checker",
    "Highs",
    "Hot",
    "Infeasibility",
    "LinearProgram",
    "MixedSolution",
    "MockSolver",
    "Point",
    "Residuals",
    "Solution",
    "Split",
    "Start",
    "Status",
    "explain",
    "require_optimal",
    "residuals",
    "solve",
    "solve_mixed",
]
