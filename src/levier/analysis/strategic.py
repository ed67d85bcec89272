"""What a report says of actors: leverage, sanctions, bargaining power, balance; or why there is no answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from levier.analysis.autonomy import Autonomy, answer_autonomy, ready_questions
from levier.analysis.autonomy import Question as AutonomyQuestion
from levier.analysis.balance import answer_balance
from levier.analysis.case import case_of
from levier.analysis.leverage import Leverage, Matrix, leverage_matrix, leverage_of
from levier.analysis.power import PowerAnswer, Question, answer_power, is_ready, ready_game
from levier.analysis.reliability import RiskReport, ready_risk
from levier.analysis.sanction import SanctionAnswer, recorded_sanctions
from levier.errors import LevierError
from levier.sentence import Name, said_by, sentence

if TYPE_CHECKING:
    from levier.analysis.balance import BalanceAnswer
    from levier.system import System

__all__ = ["Strategic", "modelled_states", "mutual_pair", "ready_power", "recent_balance", "strategic_answers"]

MONTHS = 3
SEASONS = (1, 7)
"""Months of onset that a report asks of its pair: winter and summer."""
TIED = 1e-9
Tell = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Strategic:
    """Answers about actors.

    Attributes:
        leverage: the matrix of states, closures of three months from January; None if it was not asked.
        pair: the pair of states with the largest loss that one can impose on the other, in full, both directions.
        sanctions: recorded designations, one answer an authority.
        power: one answer a family of which the package has a ready-made game.
        balance: one answer a modelled country that has ties or flows.
        autonomy: one answer a ready-made question of the package.
        risk: what outages do, every connected part; None if there is no answer.
        unanswered: what has no answer, and why.
    """

    leverage: Matrix | None = None
    pair: Leverage | None = None
    sanctions: tuple[SanctionAnswer, ...] = ()
    power: tuple[PowerAnswer, ...] = ()
    balance: tuple[BalanceAnswer, ...] = ()
    autonomy: tuple[Autonomy, ...] = ()
    risk: RiskReport | None = None
    unanswered: dict[str, str] = field(default_factory=dict)


def strategic_answers(system: System, progress: Tell | None = None) -> Strategic:
    """Answer what a report says of actors; what has no answer is named with its reason.

    Args:
        system: one loaded year, all families.
        progress: told what is being done.
    """
    tell = progress or (lambda _: None)
    failed: dict[str, str] = {}

    def answered(what: str, ask: Callable[[], T]) -> T | None:
        tell(what)
        try:
            return ask()
        except LevierError as error:
            failed[what] = said_by(error)
            return None

    matrix = answered(
        sentence("asked_leverage", "leverage"), lambda: leverage_matrix(case_of(system, by="asset", months=MONTHS))
    )
    ends = None if matrix is None else mutual_pair(matrix)
    pair = None
    if ends is not None:
        sides = {side: Name(state, "country", state) for side, state in zip(("actor", "over"), ends, strict=True)}
        of = sentence("asked_pair", "leverage of {actor} over {over}", **sides)
        pair = answered(of, lambda: leverage_of(system, *ends, seasons=SEASONS))
    sanctions = answered(sentence("asked_sanctions", "sanctions"), lambda: recorded_sanctions(system, months=MONTHS))
    families = [family for family in sorted(set(system.assets["family"])) if is_ready(system.package, family)]
    power = [
        answered(
            sentence("asked_power", "bargaining power, {family}", family=Name(family, "family", family)),
            partial(ready_power, system, family),
        )
        for family in families
    ]
    asked = answered(sentence("asked_autonomy", "autonomy"), lambda: ready_questions(system.package)) or {}
    autonomy = [
        answered(sentence("asked_question", "autonomy, {name}", name=name), partial(ready_autonomy, system, question))
        for name, question in asked.items()
    ]
    risk = answered(sentence("asked_risk", "outages"), lambda: ready_risk(system))
    balance = [
        answered(
            sentence("asked_balance", "balance of {country}", country=Name(name, "country", name)),
            partial(recent_balance, system, name),
        )
        for name in modelled_states(system)
    ]
    return Strategic(
        matrix,
        pair,
        tuple(sanctions or ()),
        tuple(each for each in power if each is not None),
        tuple(sorted((each for each in balance if each is not None and each.first), key=_breadth)),
        tuple(each for each in autonomy if each is not None),
        risk,
        failed | _lacking(risk),
    )


def mutual_pair(matrix: Matrix) -> tuple[str, str] | None:
    """Return actor and country of the largest loss between two states that have a demand of their own in the model."""
    cells = matrix.cells
    states = set(cells.loc[~cells["buyer_only"].astype(bool), "actor"])
    both = cells[cells["actor"].isin(states) & cells["over"].isin(states) & (cells["loss"] > 0)]
    if both.empty:
        return None
    row = both.loc[both["loss"].idxmax()]
    return str(row["actor"]), str(row["over"])


def ready_power(system: System, family: str) -> PowerAnswer:
    """Bargaining power in the package's ready-made game, with the projects it names."""
    ready = ready_game(system.package, family)
    return answer_power(
        system,
        family,
        Question(horizon=ready.horizon, together=ready.together, projects=ready.projects, beside_projects=False),
    )


def _breadth(answer: BalanceAnswer) -> tuple[int, str]:
    """Countries with most computable domains first."""
    return -len(answer.chosen), answer.country


def ready_autonomy(system: System, question: AutonomyQuestion) -> Autonomy:
    """Answer a ready-made question of autonomy, with the frontier and the limit that takes off half of the loss."""
    answer = answer_autonomy(system.part(question.families), question, None, frontier=True)
    return replace(answer, limit=_halfway(answer))


def _halfway(answer: Autonomy) -> float | None:
    """Return the largest limit of the frontier that takes off half of what any set can; None where none takes any."""
    points = answer.points[np.isfinite(answer.points["cost"].to_numpy(float))]
    if points.empty or not points["worst"].max() > points["worst"].min():
        return None
    half = (float(points["worst"].max()) + float(points["worst"].min())) / 2.0
    return float(points.loc[points["worst"] <= half + TIED, "limit"].max())


def _lacking(risk: RiskReport | None) -> dict[str, str]:
    """Say which carriers have no answer about outages, where others have one."""
    return {f"outages, {family}": why for family, why in risk.failed.items()} if risk and risk.answers else {}


def modelled_states(system: System) -> list[str]:
    """Return the modelled countries that have an asset, by id."""
    table = system.package.table("countries")
    known = set(table.loc[table["modelled"], "id"])
    return sorted(known & set(system.assets["country"]))


def recent_balance(system: System, country: str) -> BalanceAnswer:
    """Balance of a country in the base year; ties of up to two years before it count."""
    return answer_balance(system.package, country, system.year, systems=(system,), within=2)
