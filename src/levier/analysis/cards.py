"""What is shown in a notebook of answers about a network: shocks, trades, cuts, samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.show import Card

if TYPE_CHECKING:
    from levier.analysis.answers import Answers
    from levier.analysis.backtest.scorecard import Scorecard
    from levier.analysis.case import Case
    from levier.analysis.chokepoints import Chokepoints
    from levier.analysis.claims.answer import ClaimAnswers
    from levier.analysis.dependence_answer import DependenceAnswer
    from levier.analysis.desk.answer import DeskAnswer
    from levier.analysis.loss import Loss
    from levier.analysis.n_minus_one import NMinusOne
    from levier.analysis.network_stress import NetworkStress
    from levier.analysis.reliability.answer import RiskAnswer
    from levier.analysis.run import Run
    from levier.analysis.stress import StressAnswer
    from levier.analysis.uncertainty import Uncertainty

__all__ = [
    "answers_card",
    "case_card",
    "chokepoints_card",
    "claims_card",
    "dependence_card",
    "desk_card",
    "loss_card",
    "n_minus_one_card",
    "network_stress_card",
    "risk_answer_card",
    "run_card",
    "scorecard_card",
    "stress_card",
    "uncertainty_card",
]

TOP = 6
DIGITS = 3
VISIBLE = 0.05
"""M USD; less is rounding on the scale of a country."""


def stress_card(answer: StressAnswer) -> Card:
    """One shock: loss by who bears it."""
    who = answer.by_country[answer.by_country["loss"].abs() > VISIBLE].round(DIGITS)
    facts = {
        "loss, M USD": answer.loss,
        "damage, M USD": answer.damage,
        "snapshots": f"{answer.labels[0]} to {answer.labels[-1]}",
        "capacities": answer.capacity,
        "price deck": answer.deck,
    }
    headline = f"{answer.shock.name}, base year {answer.year}, {answer.horizon} horizon"
    return Card(headline, facts, who, "by_country", answer.guarantee)


def desk_card(answer: DeskAnswer) -> Card:
    """One shock as the workbench has it."""
    return stress_card(answer.stress)


def run_card(run: Run) -> Card:
    """A run: the shock resolved."""
    facts = {"damage, M USD": run.damage, "snapshots": f"{run.labels[0]} to {run.labels[-1]}"}
    facts["assets changed"] = str(len(run.changes))
    outcome = run.shocked_outcome
    return Card(run.shock.name, facts, guarantee=outcome.guarantee)


def loss_card(loss: Loss) -> Card:
    """Losses of one shock by country."""
    facts = {"system, M USD": loss.system, "imbalance": loss.imbalance}
    return Card("who bears it, M USD", facts, loss.by_country, "by_country")


def network_stress_card(answer: NetworkStress) -> Card:
    """One shock on any network: the flows that change."""
    outcome = answer.outcome
    facts = {"damage": outcome.damage, "flows that change": len(answer.flows), "prices that change": len(answer.prices)}
    return Card(str(outcome.status), facts, answer.flows, "flows", outcome.guarantee)


def case_card(case: Case) -> Card:
    """A run in which things can be cut."""
    facts = {"window": f"{case.start} to {case.end}", "elements": len(case.elements), "by": case.by}
    return Card(f"{case.system.package.name}, base year {case.system.year}", facts)


def chokepoints_card(found: Chokepoints) -> Card:
    """Every cut: the single ones that do most damage."""
    system = found.case.system
    facts = {"cuts": len(found.cuts), "window": f"{found.case.start} to {found.case.end}"}
    headline = f"up to {found.k} cut together, {system.package.name}, base year {system.year}"
    return Card(headline, facts, found.ranked(top=TOP)[["cut", "damage", "status"]], "ranked()", found.guarantee)


def dependence_card(answer: DependenceAnswer) -> Card:
    """One trade: shares by partner and way, the largest first."""
    facts = {f"total, {answer.unit}": answer.total}
    facts |= {f"N-1, {each.capacity}, %": each.percent for each in answer.n_minus_one if each.percent is not None}
    table = answer.observed.sort_values("share", ascending=False, kind="stable")
    return Card(f"{answer.country} {answer.family} {answer.direction}, {answer.year}", facts, table, "observed")


def n_minus_one_card(found: NMinusOne) -> Card:
    """N-1 with its terms."""
    facts: dict[str, object] = {"N-1, %": "not computable" if found.percent is None else found.percent}
    facts |= {"largest infrastructure": found.largest, "weakest term": found.label}
    headline = f"{found.country} {found.family} {found.direction}, {found.capacity} capacities"
    return Card(headline, facts, found.inputs, "inputs", "; ".join(found.missing))


def uncertainty_card(found: Uncertainty) -> Card:
    """Figures with their 90 % intervals."""
    facts = {"samples": found.samples, "failed": len(found.failed), "seed": found.seed}
    table = found.table[["figure", "value", "low", "high", "unit", "drivers"]]
    return Card("90 % intervals", facts, table, "table")


def risk_answer_card(answer: RiskAnswer) -> Card:
    """Mean and tail of outages."""
    system = answer.case.system
    facts = {"window": f"{answer.case.start} to {answer.case.end}", "things that may fail": len(answer.elements)}
    headline = f"outages by their probability, {system.package.name}, base year {system.year}"
    return Card(headline, facts, answer.figures, "figures", answer.guarantee)


def scorecard_card(found: Scorecard) -> Card:
    """How wrong the model was, event by event, worst first."""
    facts: dict[str, object] = {name.replace("_", " "): value for name, value in list(found.headline.items())[:TOP]}
    facts["cases without a score"] = len(found.left_out)
    return Card("events the model did not know", facts, found.events, "events")


def claims_card(found: ClaimAnswers) -> Card:
    """Claims with their verdicts."""
    table = found.table[["claim", "verdict", "claimed", "value", "low", "high", "unit"]]
    return Card(found.headline, {}, table, "table")


def answers_card(answers: Answers) -> Card:
    """What a report is made of: its shocks."""
    import pandas as pd

    rows = [(each.shock.name, each.loss) for each in answers.stresses]
    table = pd.DataFrame(rows, columns=["shock", "loss, M USD"])
    facts = {"shocks": len(answers.stresses), "shocks without an answer": len(answers.failed)}
    headline = f"{answers.system.package.name}, base year {answers.system.year}"
    return Card(headline, facts | {"not answered": len(answers.unanswered)}, table, "stresses")
