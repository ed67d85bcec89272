"""The autonomy answer: what it costs a country that no actor can impose on it more than a limit."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.actor_cards import autonomy_card
from levier.analysis.autonomy.assumed import assumptions_of, drawn_of, guarantee_of
from levier.analysis.autonomy.board import Board, board_of
from levier.analysis.autonomy.levels import find_level, forecasts
from levier.analysis.autonomy.lowered import Lowered, at_level, level_points, level_table
from levier.analysis.autonomy.offer import left_out_table, offer_table
from levier.analysis.autonomy.own_first import OwnFirst, own_first
from levier.analysis.autonomy.points import limits_of, loss_table, point_table, regret_table
from levier.analysis.autonomy.question import Question, check_limit, check_question
from levier.analysis.autonomy.sampled import Sampled, sample_answer
from levier.analysis.autonomy.vendors import vendor_table
from levier.errors import UsageError
from levier.show import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from levier.analysis.autonomy.frontier import Best
    from levier.sentence import Sentence
    from levier.system import System

__all__ = ["Autonomy", "answer_autonomy", "with_samples"]

FOREVER = 9999


@shown(autonomy_card)
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
        lowered: the board as stated beside that at another level; None where nothing in it follows one.
        sampled: intervals by sampling; None if no samples were asked for.
    """

    system: System
    question: Question
    limit: float | None
    boards: dict[str, Board]
    deck: str
    vendors: pd.DataFrame
    first: dict[float, OwnFirst]
    seconds: float
    lowered: Lowered | None = None
    sampled: Sampled | None = None

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
    def fuels(self) -> pd.DataFrame:
        """Which plants draw their fuel from the network; see :meth:`levier.system.long.Fuels.table`."""
        return self.board.fuels

    @cached_property
    def levels(self) -> pd.DataFrame:
        """What another level leaves of each option and asset that follows it; see :func:`level_table`."""
        return pd.DataFrame() if self.lowered is None else level_table(self.system.package, self.lowered)

    @cached_property
    def level_points(self) -> pd.DataFrame:
        """Cost at each limit, capacities as stated and at another level; see :func:`level_points`."""
        if self.lowered is None:
            return pd.DataFrame()
        return level_points(self.lowered, (*self.limits, *limits_of(self.lowered.now), *limits_of(self.lowered.then)))

    @property
    def guarantee(self) -> Sentence:
        """How sure the frontier is, in words."""
        return guarantee_of(self.board)

    @property
    def assumptions(self) -> tuple[Sentence, ...]:
        """What rests on the reader's or the method's choice, in sentences."""
        drawn = () if self.sampled is None else (drawn_of(self.sampled),)
        return (*assumptions_of(self.system, self.board, self.lowered), *drawn)


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
        UsageError: an unknown country, family or level, or a number out of range.
        SolveError: the country-first variant has no optimum.
    """
    check_question(system, question)
    for each in (*own, *(() if limit is None else (limit,))):
        check_limit(each)
    tell = progress or (lambda _: None)
    started = time.perf_counter()
    boards, lowered = {}, None
    for deck in dict.fromkeys((system.deck, *question.decks)):
        tell(f"{question.country} {question.horizon}, prices {deck}")
        board = board_of(system, question, deck)
        other = _lowered(system, board) if deck == system.deck or question.level else None
        lowered = other if deck == system.deck else lowered
        boards[deck] = other.then if other is not None and question.level else board
        for case in ("mean", "low", "high") if deck == system.deck else ("low", "high"):
            boards[deck].frontier(case)
    if lowered is not None:
        tell(f"{question.country} {question.horizon}, {lowered.level.driver} {lowered.level.value:g}")
        lowered.now.frontier()
        lowered.then.frontier()
    seconds = time.perf_counter() - started
    tell("vendors")
    ever = board_of(system, question, system.deck, by=FOREVER)
    other = _lowered(system, ever) if question.level else None
    vendors = vendor_table(system.package, ever if other is None else other.then)
    board = boards[system.deck]
    asked = dict.fromkeys((*own, *(limits_of(board, limit) if frontier else ())))
    first = {}
    for each in asked:
        tell(f"country first, limit {each:.3g}")
        first[each] = own_first(board.network, board.closures, board.costs("mean"), each, months=question.months)
    return Autonomy(system, question, limit, boards, system.deck, vendors, first, seconds, lowered)


def with_samples(
    answer: Autonomy, samples: int, seed: int = 1, progress: Callable[[int], None] | None = None
) -> Autonomy:
    """Return the answer with intervals by sampling: of options' costs, and by themselves of all other inputs.

    Args:
        answer: of a whole system, with all its reports.
        samples: number of draws of each kind.
        seed: of the draws.
        progress: told how many draws of the inputs are done.

    Raises:
        UsageError: a number of samples out of range, or a part of a system.
    """
    sampled = sample_answer(answer.system, answer.board, answer.limits, answer.limit, samples, seed, progress)
    return replace(answer, sampled=sampled)


def _lowered(system: System, board: Board) -> Lowered | None:
    """Put the board at the level asked for, or at the lowest that forecasts for the horizon say.

    Raises:
        UsageError: a level is asked for, and nothing in the board follows it.
    """
    asked = board.asked
    text = asked.level or _lowest(system, asked.horizon)
    level = find_level(system.package, text, asked.horizon, system.year) if text else None
    then = None if level is None else at_level(board, level)
    if asked.level and then is None:
        follow = ", ".join(level.curves) if level is not None and level.curves else "nothing in the package"
        message = (
            f"level {asked.level!r}: nothing of {', '.join(asked.families)} that serves {asked.country} follows it; "
            f"what follows: {follow}"
        )
        raise UsageError(message)
    return None if level is None or then is None else Lowered(level, board, then)


def _lowest(system: System, year: int) -> str:
    """Say ``low`` where one driver has forecasts; blank where nobody was asked and nothing is told."""
    drivers = list(dict.fromkeys(system.package.table("responses")["driver"]))
    told = [driver for driver in drivers if forecasts(system.package, driver, year, system.year)]
    return f"{told[0]}=low" if told else ""
