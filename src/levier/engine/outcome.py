"""The solved state of a program: dispatch, prices, status, damage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from levier.engine.cards import outcome_card
from levier.engine.infeasible import explain_infeasible
from levier.errors import SolveError
from levier.lp import Status, require_optimal, solve
from levier.show import shown

if TYPE_CHECKING:
    import pandas as pd

    from levier.engine.program import Program
    from levier.lp import Basis, Solution

__all__ = ["Outcome", "require_solved", "solve_program"]


@shown(outcome_card)
@dataclass(frozen=True, eq=False)
class Outcome:
    """What a program's optimum means. Numbers are NaN unless `status` is "optimal".

    Tables are worked out when they are first asked for.

    Attributes:
        program: what was solved, changes included.
        solution: the checked solution (status, residuals, attempts, basis).
        reference: objective that `damage` is measured from; ``None`` for a reference itself.
        explain: says of an infeasible program what is lacking where.
    """

    program: Program
    solution: Solution
    reference: float | None = None
    explain: Callable[[Program], str] = field(default=explain_infeasible, repr=False)

    @property
    def objective(self) -> float:
        """Optimum over the run in the network's money (M USD), wedges and constant included."""
        return self.solution.objective

    @property
    def status(self) -> Status:
        """How the solve ended."""
        return self.solution.status

    @property
    def damage(self) -> float:
        """Objective less that of the reference; 0 for a reference, NaN if there is no optimum."""
        return self.objective - (self.objective if self.reference is None else self.reference)

    @property
    def guarantee(self) -> str:
        """How sure the objective is, in words."""
        if self.status is not Status.OPTIMAL:
            return f"no optimum: {self.solution.ladder}"
        return f"exact: worst relative residual {self.solution.residuals.worst:.0e}"

    @cached_property
    def why(self) -> str:
        """Why there is no optimum: which buses lack how much in which periods, and what to do; empty if there is one.

        It takes a solve when it is first asked for.
        """
        if self.status is Status.OPTIMAL:
            return ""
        if self.status not in (Status.INFEASIBLE, Status.UNBOUNDED_OR_INFEASIBLE):
            return self.guarantee
        try:
            return self.explain(self.program)
        except SolveError as error:
            return f"What is lacking was not found: {error}"

    @cached_property
    def dispatch(self) -> pd.DataFrame:
        """(snapshots, components), rates of generators and links, levels' changes of stores."""
        values = self.program.columns.assign(value=self.solution.x)
        return _wide(values[values["attribute"] == "p"], list(self.program.snapshots))

    @cached_property
    def energy(self) -> pd.DataFrame:
        """(snapshots, stores), stock at the end of each snapshot."""
        values = self.program.columns.assign(value=self.solution.x)
        return _wide(values[values["attribute"] == "e"], list(self.program.snapshots))

    @cached_property
    def prices(self) -> pd.DataFrame:
        """(snapshots, buses), money per unit."""
        import pandas as pd

        snapshots = list(self.program.snapshots)
        rows = self.program.rows.assign(value=self.solution.row_dual)
        prices = _wide(rows[rows["constraint"] == "Bus-nodal_balance"], snapshots)
        return prices.div(pd.Series(self.program.weights, index=snapshots), axis=0)

    @cached_property
    def flows(self) -> pd.DataFrame:
        """(snapshots, assets), rate of every asset by its full name; storage units as output less input.

        An optimum may be one of several: an objective is a fact, a flow an example.
        """
        import pandas as pd

        from levier.engine.assets import FLOW

        program, labels = self.program, self.program.column_labels
        inward = np.array([block.endswith("-p_store") for block in labels.blocks])
        at = np.flatnonzero((program.index.column >= 0) & (program.index.role == FLOW) & (labels.snapshot >= 0))
        rates = np.zeros((len(program.snapshots), len(program.assets)))
        values = self.solution.x[at] * np.where(inward[labels.block[at]], -1.0, 1.0)
        np.add.at(rates, (labels.snapshot[at], program.index.column[at]), values)
        return pd.DataFrame(rates, index=list(program.snapshots), columns=list(program.assets))

    def compare(self, other: Outcome) -> pd.DataFrame:
        """Say what flows differ from another outcome of the same assets and snapshots.

        Args:
            other: usually the base.

        Returns:
            One row an asset that differs, largest change first: ``other``, ``this``, ``change``; means over the
            snapshots by their weights, in the network's unit.
        """
        import pandas as pd

        weights = self.program.weights / self.program.weights.sum()
        this, that = weights @ self.flows.to_numpy(), weights @ other.flows.to_numpy()
        frame = pd.DataFrame({"other": that, "this": this, "change": this - that}, index=self.flows.columns)
        frame = frame[~(frame["change"].abs() <= 1e-9 * (1 + frame["other"].abs()))]
        return frame.sort_values("change", key=lambda change: -change.abs(), kind="stable")


def require_solved(outcome: Outcome, what: str) -> Outcome:
    """Return an outcome if it is an optimum.

    Args:
        outcome: Any outcome.
        what: What was solved, for the message.

    Raises:
        SolveError: It is not; the message holds the status, the attempts made, and what is lacking where.
    """
    try:
        require_optimal(outcome.solution, what)
    except SolveError as error:
        if outcome.status in (Status.INFEASIBLE, Status.UNBOUNDED_OR_INFEASIBLE):
            message = f"{error}. {outcome.why}"
            raise SolveError(message) from error
        raise
    return outcome


def solve_program(program: Program, *, basis: Basis | None = None, what: str = "the program") -> Outcome:
    """Solve a program.

    Raises:
        SolveError: no optimum was found; the message holds the ladder of attempts, and, where the program is
            infeasible, the buses and periods that cannot be balanced.
    """
    return require_solved(Outcome(program, solve(program.lp, basis=basis)), what)


def _wide(values: pd.DataFrame, snapshots: list[str]) -> pd.DataFrame:
    wide = values.pivot_table(index="snapshot", columns="name", values="value", aggfunc="first")
    return wide.reindex(snapshots)
