"""What is shown of the engine's results in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.lp import Status
from levier.show import Card

if TYPE_CHECKING:
    from levier.engine.engine import Engine
    from levier.engine.outcome import Outcome
    from levier.engine.program import Program
    from levier.engine.risk import Risk
    from levier.engine.worst import WorstResult

__all__ = ["engine_card", "outcome_card", "program_card", "risk_card", "worst_card"]


def program_card(program: Program) -> Card:
    """A program: its size."""
    rows, columns = program.lp.shape
    facts = {"assets": len(program.assets), "snapshots": len(program.snapshots), "rows": rows, "columns": columns}
    return Card("a network compiled to arrays", facts)


def engine_card(engine: Engine) -> Card:
    """An engine: what it was given; nothing is solved for it."""
    return Card("exact answers to many shocks", program_card(engine.program).facts)


def outcome_card(outcome: Outcome) -> Card:
    """An outcome: status, objective, mean prices."""
    if outcome.status is not Status.OPTIMAL:
        return Card(f"no optimum ({outcome.status})", guarantee=outcome.guarantee)
    facts: dict[str, object] = {"objective": outcome.objective}
    if outcome.reference is not None:
        facts["damage"] = outcome.damage
    weights = outcome.program.weights / outcome.program.weights.sum()
    table = outcome.flows.T @ weights
    frame = table[table.abs().sort_values(ascending=False, kind="stable").index]
    named = frame.rename_axis("asset").rename("mean rate").reset_index()
    return Card(str(outcome.status), facts, named, "flows", outcome.guarantee)


def worst_card(found: WorstResult) -> Card:
    """The worst sets with their damages."""
    import pandas as pd

    table = pd.DataFrame({"set": list(found.sets), "damage": list(found.damages)})
    facts = {"sets in all": found.combinations, "solved": found.solved, "bound": found.bound}
    return Card(f"the {len(found.sets)} worst sets", facts, table, "sets", found.guarantee)


def risk_card(risk: Risk) -> Card:
    """A distribution of damage: the states that do most."""
    facts = {"states": len(risk.states), "probability of all others": risk.unknown}
    return Card("damage by state of outages", facts, risk.states.iloc[::-1], "states")
