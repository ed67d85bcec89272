"""Say in words why a program has no solution: the buses and periods that cannot be balanced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.engine.executor import Executor, run_alone
from levier.engine.program import BALANCE
from levier.lp import Infeasibility, explain

if TYPE_CHECKING:
    from levier.engine.program import Program
    from levier.engine.worker import Room

__all__ = ["explain_infeasible", "explainer"]

SHOWN = 5
# What other rows lack weighs more, so that balances give way first.
STIFF = 1e4
LIMIT = "GlobalConstraint"
PRICED = 1e-9


def explain_infeasible(program: Program) -> str:
    """Name the buses and periods that cannot be balanced, and say what to do.

    The least imbalance that lets everything else hold is looked for (the elastic program, `levier.lp.explain`); where
    several choices are equally small, one of them is named.

    Args:
        program: A program, feasible or not.

    Returns:
        One paragraph; it says so if nothing is lacking.

    Raises:
        SolveError: Even the elastic program could not be solved.

    Example:
        >>> import scipy.sparse as sp
        >>> from levier.engine import Program
        >>> from levier.engine.labels import Labels
        >>> from levier.lp import LinearProgram
        >>> lp = LinearProgram(cost=[1.0], matrix=sp.csr_array([[1.0]]), row_lower=[5.0], row_upper=[5.0],
        ...                    column_lower=[0.0], column_upper=[3.0])
        >>> zero, one = np.zeros(1, dtype=np.int32), np.ones(1)
        >>> program = Program(lp, Labels(("Generator-p",), ("field",), zero, zero, zero),
        ...                   Labels(("Bus-nodal_balance",), ("Atyrau",), zero, zero, zero), ("Generator:field",),
        ...                   ("May",), one, one, 0.0, one, one, one)
        >>> explain_infeasible(program)[:73]
        'The network cannot be balanced. Atyrau lacks 2 in May (1 period, 2 at the'
    """
    crossed = np.flatnonzero(program.lp.column_lower > program.lp.column_upper)
    weights = np.full(program.lp.shape[0], STIFF)
    balances = program.row_labels.where(BALANCE)
    weights[balances] = 1.0
    found = explain(program.lp, weights)
    lacking = [_crossed(program, crossed)] if crossed.size else []
    lacking += _buses(program, found) + _others(program, found) + _in_the_way(program, found)
    if not lacking:
        return "Nothing is lacking: every bus can be balanced in every period."
    shed = (
        "To see what a shortage costs instead, let demand be shed: a Generator at each such bus, as large as the peak"
        " demand there and dearer than any supply; where there is too much, one with sign -1."
    )
    return f"The network cannot be balanced. {' '.join(lacking)} {shed}"


@dataclass(frozen=True, eq=False)
class Explain:
    """The explanation as a task, since it takes a solve.

    Attributes:
        program: A program without an optimum.
    """

    program: Program

    def run(self, _: Room) -> str:
        """Explain it."""
        return explain_infeasible(self.program)


def explainer(executor: Executor) -> Callable[[Program], str]:
    """Let an executor run `explain_infeasible`."""

    def explained(program: Program) -> str:
        # A copy leaves behind what was worked out on the program, such as frames.
        text: str = run_alone(executor, Explain(replace(program, _own={})))
        return text

    return explained


def _buses(program: Program, found: Infeasibility) -> list[str]:
    """One sentence a bus, the worst first."""
    labels = program.row_labels
    at = program.row_labels.where(BALANCE)
    at = at[found.rows[at] != 0.0]
    slack, name = found.rows[at], labels.name[at]
    worst = sorted(set(name.tolist()), key=lambda bus: -float(np.abs(slack[name == bus]).sum()))
    sentences = []
    for bus in worst[:SHOWN]:
        for verb, here in (("lacks", (name == bus) & (slack > 0)), ("cannot get rid of", (name == bus) & (slack < 0))):
            if here.any():
                when = np.sort(labels.snapshot[at[here]])
                total, peak = float(np.abs(slack[here]).sum()), float(np.abs(slack[here]).max())
                periods = f"{when.size} period{'s' if when.size > 1 else ''}, {peak:.4g} at the most"
                sentences.append(
                    f"{labels.names[bus]} {verb} {total / when.size:.4g} in {_periods(program, when)} ({periods})."
                )
    if len(worst) > SHOWN:
        sentences.append(f"So do {len(worst) - SHOWN} more buses.")
    return sentences


def _periods(program: Program, when: np.ndarray) -> str:
    """Runs of periods, `first to last`, a few of them."""
    runs = np.split(when, np.flatnonzero(np.diff(when) > 1) + 1)
    words = [
        program.snapshots[run[0]] if run.size == 1 else f"{program.snapshots[run[0]]} to {program.snapshots[run[-1]]}"
        for run in runs[:SHOWN]
    ]
    more = f" and {len(runs) - SHOWN} more spells" if len(runs) > SHOWN else ""
    return ", ".join(words) + more


def _others(program: Program, found: Infeasibility) -> list[str]:
    """One sentence on what else cannot hold."""
    labels = program.row_labels
    at = np.flatnonzero(found.rows)
    at = at[labels.block[at] != labels.code.get(BALANCE, -1)]
    if not at.size:
        return []
    worst = at[np.argsort(-np.abs(found.rows[at]), kind="stable")][:SHOWN]
    listed = "; ".join(f"{labels.describe(int(i), program.snapshots)} by {abs(found.rows[i]):.4g}" for i in worst)
    more = f" and {at.size - SHOWN} more" if at.size > SHOWN else ""
    return [f"These limits cannot hold either: {listed}{more}."]


def _in_the_way(program: Program, found: Infeasibility) -> list[str]:
    """One sentence on the limits of the whole network that hold, and keep buses from being balanced."""
    labels = program.row_labels
    limits = [code for code, block in enumerate(labels.blocks) if block.startswith(LIMIT)]
    priced = np.isin(labels.block, limits) & (np.abs(found.prices) > PRICED) & (found.rows == 0.0)
    at = np.flatnonzero(priced)
    if not at.size:
        return []
    listed = ", ".join(labels.describe(int(i), program.snapshots) for i in at[:SHOWN])
    more = f" and {at.size - SHOWN} more" if at.size > SHOWN else ""
    return [f"In the way {'stand' if at.size > 1 else 'stands'} {listed}{more}."]


def _crossed(program: Program, crossed: np.ndarray) -> str:
    """One sentence on minima above maxima."""
    listed = "; ".join(program.column_labels.describe(int(i), program.snapshots) for i in crossed[:SHOWN])
    more = f" and {crossed.size - SHOWN} more" if crossed.size > SHOWN else ""
    return f"A minimum lies above its maximum: {listed}{more}."
