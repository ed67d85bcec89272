"""The solved state of a program: dispatch, prices, status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from levier.lp import require_optimal, solve

if TYPE_CHECKING:
    from levier.engine.program import Program
    from levier.lp import Basis, Solution

__all__ = ["Outcome", "solve_program"]


@dataclass(frozen=True)
class Outcome:
    """What a program's optimum means.

    Attributes:
        objective: M USD over the run, wedges included.
        dispatch: (snapshots, components), rates of generators and links, levels' changes of stores.
        energy: (snapshots, stores), stock at the end of each snapshot.
        prices: (snapshots, buses), M USD per unit.
        solution: the checked solution (status, residuals, attempts, basis).
    """

    objective: float
    dispatch: pd.DataFrame
    energy: pd.DataFrame
    prices: pd.DataFrame
    solution: Solution


def solve_program(program: Program, *, basis: Basis | None = None, what: str = "the program") -> Outcome:
    """Solve a program and read its optimum.

    Raises:
        SolveError: no optimum was found; the message holds the ladder of attempts.
    """
    solution = require_optimal(solve(program.lp, basis=basis), what)
    values = program.columns.assign(value=solution.x)
    snapshots = list(program.snapshots)
    dispatch = _wide(values[values["attribute"] == "p"], snapshots)
    energy = _wide(values[values["attribute"] == "e"], snapshots)
    rows = program.rows.assign(value=solution.row_dual)
    prices = _wide(rows[rows["constraint"] == "Bus-nodal_balance"], snapshots)
    weights = pd.Series(program.weights, index=snapshots)
    return Outcome(solution.objective, dispatch, energy, prices.div(weights, axis=0), solution)


def _wide(values: pd.DataFrame, snapshots: list[str]) -> pd.DataFrame:
    wide = values.pivot_table(index="snapshot", columns="name", values="value", aggfunc="first")
    return wide.reindex(snapshots)
