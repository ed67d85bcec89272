"""The answer about stochastic security: what is asked, solved, and said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from levier.analysis.cards import risk_answer_card
from levier.analysis.case import case_of
from levier.analysis.reliability.chances import FLEETS, Chances, Fleets, chances_of
from levier.analysis.reliability.figures import element_table, figure_table
from levier.analysis.reliability.intakes import excused, without_intakes
from levier.analysis.reliability.states import Sampling, States, solve_states
from levier.analysis.reliability.yardsticks import DAMAGE, yardsticks_of
from levier.errors import UsageError
from levier.show import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.analysis.case import Case
    from levier.engine import Outages, Progress
    from levier.system import System

__all__ = ["Question", "RiskAnswer", "answer_risk"]

SHOWN = 15
MOST = 1_000_000
ASSUMPTIONS = (
    (
        "a state of outages holds through the whole window: means of volume are right where nothing is stored; repair "
        "is usually quicker than a month, so stocks would bridge more than is said here"
    ),
    "things fail independently of each other and of the weather; a thing is out as a whole, with all its parts",
    "the base year already holds the outages it had: what is told comes on top of its flows",
    (
        "a demand that lacks because its own intake is out does not count among volumes not served; damage and losses "
        "hold it"
    ),
    (
        "rates are of other countries, of test systems or assumed, as `basis` says; where no length is told it is the "
        "straight line between places"
    ),
    (
        "a bundle of parallel lines or strings is one thing with the rate of one of them, as no table tells how many "
        "there are: this raises expected damage and its conditional value at risk"
    ),
)
FLEET_WORDS = {
    "units": "rows of several units (plants, fields, moorings, ships) lose one unit after the other, each the same "
    "share of the row, where the package counts them; else they never fail, which lowers expected damage; outages of "
    "the base year are in its capacities already, so their mean counts twice, which raises it",
    "never": "rows of several units (plants, fields, moorings, ships) never fail: this lowers expected damage and "
    "its conditional value at risk",
    "whole": "rows of several units (plants, fields, moorings, ships) are out as a whole with the rate of one: "
    "this raises expected damage and its conditional value at risk",
}


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        families: only the parts of the system in which these flow; ``None``: all.
        country: only figures of this country (and the damage of all); ``None``: all.
        start: month of the onset, 1 to 12, or ``peak``.
        months: length of the window.
        fleets: what becomes of rows that stand for several units (see :func:`chances_of`).
        without: things that never fail, by name or pattern.
        sampling: order of the tree, samples and seed.
    """

    families: tuple[str, ...] | None = None
    country: str | None = None
    start: int | Literal["peak"] = 1
    months: int = 1
    fleets: Fleets = "units"
    without: tuple[str, ...] = ()
    sampling: Sampling = field(default_factory=Sampling)

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            UsageError: one is not kept.
        """
        for name, value, least in (
            ("order", self.sampling.order, 1),
            ("samples", self.sampling.samples, 2),
            ("seed", self.sampling.seed, 0),
        ):
            if value < least:
                message = f"{name} is {value}; {least} or more is needed"
                raise UsageError(message)
        if self.fleets not in FLEETS:
            message = f"fleets is {self.fleets!r}; {' or '.join(FLEETS)} is needed"
            raise UsageError(message)


@shown(risk_answer_card)
@dataclass(frozen=True)
class RiskAnswer:
    """Mean and tail of what outages do.

    Attributes:
        question: what was asked.
        case: the run.
        chances: what may be out.
        states: solved.
        figures: one row a measure (see :func:`figure_table`).
        elements: one row a thing that may fail (see :func:`element_table`).
    """

    question: Question
    case: Case
    chances: Chances
    states: States
    figures: pd.DataFrame
    elements: pd.DataFrame

    @property
    def left_out(self) -> pd.DataFrame:
        """What never fails here, with the reason."""
        return self.chances.left_out

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures rest on."""
        return (*ASSUMPTIONS, FLEET_WORDS[self.question.fleets])

    @property
    def guarantee(self) -> str:
        """How sure the figures are, in words."""
        order, left = self.question.sampling.order, self.states.neglected
        beyond = f"; {len(self.states.beyond):,} states drawn among the others" if len(self.states.beyond) else ""
        failed = self.states.failed
        lost = f"; {len(failed)} states without an optimum, probability {failed['probability'].sum():.3g}"
        return (
            f"exact optima of all {len(self.states.tree):,} states of up to {order} out; others neglected by the tree: "
            f"probability {left:.3g}{beyond}{lost if len(failed) else ''}; damage: optimum of each state; losses of "
            "countries and volumes: at the optimum found, of which there may be several"
        )

    def worst(self, top: int = SHOWN) -> pd.DataFrame:
        """Return the states of the tree that weigh most: ``cut``, ``probability``, ``damage``, ``weight`` (product)."""
        tree = self.states.tree
        table = tree[["cut", "probability", DAMAGE]].assign(weight=tree["probability"] * tree[DAMAGE])
        table = table[table["weight"] > 0.0].sort_values("weight", ascending=False, kind="stable")
        return table.head(top).reset_index(drop=True)


def answer_risk(
    system: System,
    question: Question,
    *,
    workers: int = 2,
    cluster: Any = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> RiskAnswer:
    """Answer what outages of single things and several at once do on average and in the tail.

    Args:
        system: the base year.
        question: what is asked.
        workers: child processes; 0: this process.
        cluster: address of a Dask scheduler instead.
        on_progress: called with a `Progress` a few times a second.

    Raises:
        UsageError: an argument out of range, a family that does not flow, a country that neither bears nor needs
            anything there.
        DatasetError: the package has no rates of outages.
    """
    part = system if question.families is None else system.part(question.families)
    case = case_of(part, by="corridor", start=question.start, months=question.months)
    chances = chances_of(case, question.fleets, question.without)
    _check_size(chances.outages, question.sampling.order)
    yardsticks = yardsticks_of(case).of(question.country, question.families)
    states = solve_states(
        case,
        chances.outages,
        yardsticks.vectors,
        question.sampling,
        needed=chances.needed,
        workers=workers,
        cluster=cluster,
        on_progress=on_progress,
    )
    states = without_intakes(states, excused(case))
    figures = figure_table(states, yardsticks)
    return RiskAnswer(question, case, chances, states, figures, element_table(states, chances.elements))


def _check_size(outages: Outages, order: int) -> None:
    """Refuse a tree that nobody would wait for."""
    states = outages.count(min(order, len(outages.each)))
    if states > MOST:
        message = (
            f"order {order} of {len(outages.each)} things and units makes {states:,} states, at most {MOST:,} are "
            "solved; lower the order"
        )
        raise UsageError(message)
