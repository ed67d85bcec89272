"""The autonomy answer: what it costs a country that no actor can impose on it more than a limit."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.autonomy.board import Board, board_of
from levier.analysis.autonomy.offer import left_out_table, offer_table
from levier.analysis.autonomy.own_first import OwnFirst, own_first
from levier.analysis.autonomy.points import limits_of, loss_table, point_table, regret_table
from levier.analysis.autonomy.question import Question, check_limit, check_question, decision_year
from levier.analysis.autonomy.vendors import vendor_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from levier.analysis.autonomy.frontier import Best
    from levier.system import System

__all__ = ["Autonomy", "answer_autonomy"]

FOREVER = 9999


@dataclass(frozen=True, eq=False)
class Autonomy:
    """What independence costs one country in one horizon year.

    Attributes:
        system: the base year.
        question: what was asked.
        limit: asked for; None: only the frontier.
        boards: by price deck; the system's own is ``deck``.
        deck: price deck of the answer itself.
        vendors: the choice of a vendor laid open, whatever the date; see :func:`vendor_table`.
        first: country-first, by limit.
        seconds: time taken by the least-cost frontier and its interval.
    """

    system: System
    question: Question
    limit: float | None
    boards: dict[str, Board]
    deck: str
    vendors: pd.DataFrame
    first: dict[float, OwnFirst]
    seconds: float

    @property
    def board(self) -> Board:
        """The board of the answer's own price deck."""
        return self.boards[self.deck]

    @property
    def best(self) -> Best | None:
        """The cheapest set of offers within the limit; None where there is none, or no limit was asked."""
        return None if self.limit is None else self.board.frontier().at(self.limit)

    @cached_property
    def limits(self) -> tuple[float, ...]:
        """Limits of the frontier, largest first."""
        return limits_of(self.board, self.limit)

    @cached_property
    def points(self) -> pd.DataFrame:
        """The frontier; see :func:`point_table`."""
        return point_table(self.boards, self.deck, self.limits)

    @cached_property
    def regret(self) -> pd.DataFrame:
        """What each offer is worth at each limit; see :func:`regret_table`."""
        return regret_table(self.board, self.limits)

    @cached_property
    def losses(self) -> pd.DataFrame:
        """What each actor can impose, with nothing built and within the limit; see :func:`loss_table`."""
        sets: dict[str, Sequence[int]] = {"nothing": [0] * len(self.board.offers)}
        if self.best is not None:
            sets["within"] = self.best.sizes
        return loss_table(self.board, sets)

    @property
    def country_first(self) -> pd.DataFrame:
        """One row a limit: cost, proven bound, gap, worst loss, what is built, rounds and programs."""
        rows = [
            {
                "limit": limit,
                "cost": found.cost,
                "bound": found.bound,
                "gap": found.gap,
                "worst": found.worst,
                "built": tuple(offer.name for offer, s in zip(self.board.offers, found.sizes, strict=False) if s),
                "rounds": found.rounds,
                "programs": found.programs,
                "mixed": found.mixed,
                "copies": found.copies,
                "seconds": found.seconds,
            }
            for limit, found in self.first.items()
        ]
        columns = [
            "limit",
            "cost",
            "bound",
            "gap",
            "worst",
            "built",
            "rounds",
            "programs",
            "mixed",
            "copies",
            "seconds",
        ]
        return pd.DataFrame(rows, columns=columns)

    @property
    def offers(self) -> pd.DataFrame:
        """What could be built; see :func:`offer_table`."""
        return offer_table(self.board.offers, self.question.capital)

    @property
    def left_out(self) -> pd.DataFrame:
        """Options that do not enter, with the reason."""
        return left_out_table(self.board.left)

    @property
    def growth(self) -> pd.DataFrame:
        """One row a demand with a forecast: demand, factor on the base year, where it comes from."""
        return pd.DataFrame(list(self.board.growth), columns=["demand", "factor", "basis"])

    @property
    def programs(self) -> dict[str, int]:
        """Least-cost programs solved, states read off, sets evaluated."""
        states = [part.states.counts for board in self.boards.values() for part in board.parts]
        return {
            "solved": sum(each.solved for each in states),
            "read_off": sum(each.read for each in states),
            "sets": sum(len(part.known) for board in self.boards.values() for part in board.parts),
        }

    @property
    def guarantee(self) -> str:
        """How sure the frontier is, in words."""
        to = self.board.frontier().complete_to
        steps = self.question.steps
        sized = f"continuous options in steps of 1/{steps}"
        if to == float("inf"):
            return f"exact: every set that could matter was evaluated, {sized}"
        return (
            f"exact up to {to:,.0f} M USD a year: every cheaper set was evaluated, {sized}; dearer ones may do better"
        )

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What rests on the reader's or the method's choice, in sentences."""
        return assumptions_of(self.system, self.question)


def assumptions_of(system: System, asked: Question) -> tuple[str, ...]:
    """Say what an answer rests on."""
    capital = asked.capital
    counted = "what it is served at its stated value" + (", and its own sales at stated prices" if asked.sales else "")
    said = {
        "horizon": (
            f"long horizon, {asked.horizon}: yearly flows at physical costs, without ramps, peaks and calibration; "
            "carriers meet only where an asset joins them, so a gas closure does not stop gas-fired power"
        ),
        "loss": (
            f"a loss is the fall of {counted}, over {asked.months} months of closure, against the same options "
            f"without any closure; as a share of what {system.year} served in a year"
        ),
        "closure": (
            "the closed state is a yearly program of its own, weighed by its months; the least-cost solution is read, "
            "ties (costs within a millionth of the served value) in the country's favour; an actor closes all it can "
            "of one part of the network and may leave another; own losses do not hold it back"
        ),
        "stocks": "stocks stand at their mean level of the base year when something is closed, and are drawn once",
        "vendors": "a vendor, who controls it and the state it is at home in can stop what it built",
        "capital": (
            f"capital at {capital.rate:.0%} over {capital.life:g} years; decided in {decision_year(system, asked)}; "
            "demand by the forecasts the package holds, else as in the base year; fields give what stands today"
        ),
    }
    return tuple(said.values())


def answer_autonomy(
    system: System,
    question: Question,
    limit: float | None = None,
    *,
    own: Sequence[float] = (),
    frontier: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Autonomy:
    """Ask what it costs a country that no single actor can impose on it more than a limit (methods 10).

    Args:
        system: the base year with the families in question.
        question: country, families, horizon, duration.
        limit: share of the base year's served value; None: only the frontier.
        own: limits at which the country-first variant is solved as well.
        frontier: solve it at every limit of the frontier.
        progress: called with what is being done.

    Raises:
        UsageError: an unknown country or family, or a number out of range.
        SolveError: the country-first variant has no optimum.
    """
    check_question(system, question)
    for each in (*own, *(() if limit is None else (limit,))):
        check_limit(each)
    tell = progress or (lambda _: None)
    started = time.perf_counter()
    boards = {}
    for deck in dict.fromkeys((system.deck, *question.decks)):
        tell(f"{question.country} {question.horizon}, prices {deck}")
        boards[deck] = board_of(system, question, deck)
        for case in ("mean", "low", "high") if deck == system.deck else ("low", "high"):
            boards[deck].frontier(case)
    seconds = time.perf_counter() - started
    tell("vendors")
    vendors = vendor_table(system.package, board_of(system, question, system.deck, by=FOREVER))
    board = boards[system.deck]
    asked = dict.fromkeys((*own, *(limits_of(board, limit) if frontier else ())))
    first = {}
    for each in asked:
        tell(f"country first, limit {each:.3g}")
        first[each] = own_first(board.network, board.closures, board.costs("mean"), each, months=question.months)
    return Autonomy(system, question, limit, boards, system.deck, vendors, first, seconds)
