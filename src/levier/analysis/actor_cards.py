"""What is shown in a notebook of answers about actors: leverage, sanctions, power, autonomy, balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.show import Card

if TYPE_CHECKING:
    from levier.analysis.autonomy.answer import Autonomy
    from levier.analysis.balance.answer import BalanceAnswer
    from levier.analysis.leverage.evaluate import Evaluated
    from levier.analysis.leverage.frontier import Frontier
    from levier.analysis.leverage.layers import Layers
    from levier.analysis.leverage.matrix import Matrix
    from levier.analysis.leverage.pair import Leverage
    from levier.analysis.power.answer import PowerAnswer, ProjectPower
    from levier.analysis.power.solve import Solved
    from levier.analysis.sanction.answer import SanctionAnswer

__all__ = [
    "autonomy_card",
    "balance_card",
    "evaluated_card",
    "frontier_card",
    "layers_card",
    "leverage_card",
    "matrix_card",
    "power_card",
    "project_card",
    "sanction_card",
    "solved_card",
]

CELL = ["actor", "over", "loss", "own", "others", "loss_gdp", "assets", "status"]
TERM = ["actor", "over", "aim", "layer", "months", "start", "loss", "own"]
PLAYER = ["player", "alone", "shapley", "gain", "share", "nucleolus_gain", "standard_error"]
WINDOW = "{} months from month {}"


def matrix_card(found: Matrix) -> Card:
    """All actors over all countries: the largest losses, M USD."""
    case = found.evaluated.case
    facts = {"actors": len(found.actors), "can close nothing": len(found.idle), "cells": len(found.cells)}
    table = found.cells.sort_values("loss", ascending=False, kind="stable")[CELL]
    headline = f"who can impose what on whom, {case.start} to {case.end}, M USD"
    return Card(headline, facts, table, "cells", found.guarantee)


def leverage_card(found: Leverage) -> Card:
    """One pair: the headline threat and both directions, M USD."""
    facts: dict[str, object] = {"window": WINDOW.format(*found.window), "assets it can close": len(found.control)}
    if found.layers is not None:
        facts["joint minus sum, M USD"] = found.layers.extra
    table = found.terms.loc[found.terms["thirds"] == "cooperative", TERM]
    return Card(f"{found.actor} over {found.country}, and the other way, M USD", facts, table, "terms", found.guarantee)


def evaluated_card(found: Evaluated) -> Card:
    """Threats with their outcomes."""
    facts = {"threats": len(found.threats), "solved": found.solved, "complete": found.complete}
    table = found.table[["actor", "over", "layer", "assets", "damage", "status"]]
    return Card("threats and what they do, M USD", facts, table, "table")


def frontier_card(found: Frontier) -> Card:
    """Sets that no other beats in loss and own loss, M USD."""
    facts = {"sets evaluated": len(found.sets), "things": len(found.things)}
    return Card("loss imposed against own loss, M USD", facts, found.best, "best", found.guarantee)


def layers_card(found: Layers) -> Card:
    """A threat as a whole and layer by layer, M USD."""
    facts = {"together": found.joint, **found.parts, "together less sum": found.extra}
    return Card(f"loss of {found.country} by layer, M USD", facts, found.mechanism, "mechanism")


def sanction_card(found: SanctionAnswer) -> Card:
    """What would be lost with and without licences, M USD."""
    reach = found.found
    facts = {
        str(row["case"]): row["loss"] if row["status"] != "failed" else "failed"
        for row in found.cases.to_dict("records")
    }
    headline = f"{reach.authority} on {reach.day}, if what is reached stopped for {found.months} months, M USD"
    return Card(headline, facts | {"assets that stop": len(found.stops)}, found.losses, "losses")


def power_card(found: PowerAnswer) -> Card:
    """Players with their parts of the joint gain, M USD a year."""
    facts = {"joint gain, M USD a year": found.joint_gain, "projects": len(found.projects)}
    table = found.players
    headline = f"{found.family}, horizon {found.horizon}, base year {found.year}"
    return Card(headline, facts, table[[name for name in PLAYER if name in table]], "players", found.guarantee)


def project_card(found: ProjectPower) -> Card:
    """One project."""
    return Card(
        found.project.name_en or found.project.name, {"games": len(found.games)}, guarantee="; ".join(found.notes)
    )


def solved_card(found: Solved) -> Card:
    """One game divided, M USD a year."""
    import pandas as pd

    table = pd.DataFrame({"player": found.players, "alone": found.alone, "shapley": found.shapley})
    if found.nucleolus is not None:
        table["nucleolus"] = found.nucleolus
    return Card("a joint surplus divided, M USD a year", {"total": found.total}, table, "shapley", found.guarantee)


def autonomy_card(found: Autonomy) -> Card:
    """The frontier of cost against limit, M USD a year."""
    asked, best = found.question, found.best
    facts: dict[str, object] = {"price deck": found.deck, "actors must stay under": found.limit}
    unreached = None if found.limit is None else "no set evaluated is enough"
    facts["cost, M USD a year"] = unreached if best is None else best.cost
    facts = {name: value for name, value in facts.items() if value is not None}
    headline = f"{asked.country}, {', '.join(asked.families)}, horizon {asked.horizon}"
    return Card(headline, facts, found.points, "points", found.guarantee)


def balance_card(found: BalanceAnswer) -> Card:
    """Overall shares by partner."""
    facts = {"domains": tuple(found.chosen), "effective partners": found.effective, "first": found.first}
    return Card(f"ties of {found.country} in {found.year}", facts, found.overall, "overall")
