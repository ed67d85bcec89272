"""The power answer: players with their parts of the surplus, and what each project is worth to whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from levier.analysis.actor_cards import power_card, project_card
from levier.analysis.power.cases import CASES, STATED, Case, Networks, dead_ends
from levier.analysis.power.seats import Seats, named, seats_of
from levier.analysis.power.solve import Solved, solve_game
from levier.analysis.power.tables import player_table, project_table, worth_table
from levier.errors import UsageError
from levier.show import shown
from levier.system.calendar import check_year
from levier.system.long import Capital, find_projects, projects_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from levier.dataset import Package
    from levier.system import System
    from levier.system.long import Flow, LongProgram, Project

__all__ = ["CASES", "PowerAnswer", "ProjectPower", "Question", "answer_power", "check_question"]

LATER = 6
FEWEST = 4
"""Orders of arrival without which there is no standard error."""


@dataclass(frozen=True)
class Question:
    """What is asked of one network.

    Attributes:
        horizon: the year; None: six years after the base year.
        projects: names of projects whose value is asked for, each alone.
        together: bodies whose member states act as one player.
        players: only these; all others are passive: their consent is taken as given. None: everybody.
        absent: players who stay outside: what needs their consent is not available to anybody.
        cases: what stands beside the stated case.
        beside_projects: whether that is asked of every project as well, or only of the game without any.
        capital: what a year of capital costs.
        samples, seed: of the sampling, where it is needed.
    """

    horizon: int | None = None
    projects: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    players: tuple[str, ...] | None = None
    absent: tuple[str, ...] = ()
    cases: tuple[Case, ...] = CASES
    beside_projects: bool = True
    capital: Capital = field(default_factory=Capital)
    samples: int = 2000
    seed: int = 0


@shown(project_card)
@dataclass(frozen=True)
class ProjectPower:
    """One project: the games with it, by case.

    Attributes:
        project: its rows and costs.
        games: by case.
        notes: rows without a cost, dates, dead ends.
    """

    project: Project
    games: dict[Case, Solved]
    notes: tuple[str, ...]


@shown(power_card)
@dataclass(frozen=True)
class PowerAnswer:
    """Who holds which part of the joint surplus of a family of carriers.

    Attributes:
        family: of carriers.
        year: base year.
        horizon: the year of the network.
        question: what was asked.
        games: without projects, by case; ``stated`` is always there.
        projects: one each.
        seats: players and consent sets of the stated case.
        program: of the stated case, without projects.
    """

    family: str
    year: int
    horizon: int
    question: Question
    games: dict[Case, Solved]
    projects: tuple[ProjectPower, ...]
    seats: Seats
    program: LongProgram

    @property
    def stated(self) -> Solved:
        """The game without projects, as stated."""
        return self.games[STATED]

    @property
    def guarantee(self) -> str:
        """``exact``, or sampled with the largest standard error."""
        return self.stated.guarantee

    @property
    def joint_gain(self) -> float:
        """What all have together beyond what each has alone, M USD a year."""
        return self.stated.joint_gain

    def gains(self, project: str | None = None) -> dict[str, float]:
        """Return each player's Shapley value less what it has alone, without projects or with one, M USD a year."""
        chosen = [each.games[STATED] for each in self.projects if each.project.name == project]
        game = chosen[0] if chosen else self.stated
        return dict(zip(game.players, (game.shapley - game.alone).tolist(), strict=True))

    @property
    def players(self) -> pd.DataFrame:
        """One row a player; see :func:`levier.analysis.power.tables.player_table`."""
        return player_table(self.games, self.horizon)

    @property
    def by_project(self) -> pd.DataFrame:
        """One row a project and player; see :func:`levier.analysis.power.tables.project_table`."""
        return project_table(self.games, self.projects, self.horizon)

    @property
    def worth(self) -> pd.DataFrame:
        """One row a project; see :func:`levier.analysis.power.tables.worth_table`."""
        return worth_table(self.stated, self.projects, self.question.capital, self.horizon)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What rests on the reader's or the method's choice, in sentences."""
        capital = self.question.capital
        said = [
            f"long horizon, {self.horizon}: annual flows at physical costs, without ramps, calibration and stocks",
            "a market or demand is worth its stated price or tiers to its buyers; prices do not react",
            f"capital at {capital.rate:.0%} over {capital.life:g} years, paid by use",
        ]
        if self.question.together:
            said.append(f"members of {', '.join(self.question.together)} act as one")
        if self.seats.passive:
            said.append(f"consent taken as given: {', '.join(self.seats.passive)}")
        if self.question.absent:
            said.append(f"outside: {', '.join(self.question.absent)}")
        return tuple(said)


def check_question(package: Package, family: str, year: int, question: Question) -> list[Project]:
    """Find the projects asked about, and refuse what cannot be answered, before a base year is loaded.

    Args:
        package: its options.
        family: of carriers.
        year: base year.
        question: horizon, projects, samples.

    Raises:
        UsageError: an unknown project, a horizon before the base year or after 2200, too few samples, or a seed
            below 0.
    """
    horizon = check_year(year + LATER if question.horizon is None else question.horizon, "horizon")
    if horizon < year:
        message = f"horizon {horizon} lies before the base year {year}"
        raise UsageError(message)
    if question.samples < FEWEST:
        message = f"samples is {question.samples}; at least {FEWEST} are needed for a standard error"
        raise UsageError(message)
    if question.seed < 0:
        message = f"seed {question.seed}: a whole number from 0 up is needed"
        raise UsageError(message)
    return find_projects(projects_of(package, family, horizon), question.projects)


def answer_power(
    system: System, family: str, question: Question | None = None, progress: Callable[[str], None] | None = None
) -> PowerAnswer:
    """Divide the joint surplus of a family of carriers among those whose consent it needs (methods 8).

    Args:
        system: the base year, with its price deck and kind of capacity.
        family: of carriers.
        question: horizon, projects, players.
        progress: called with what is being done.

    Returns:
        The answer; each game says whether it is exact.

    Raises:
        UsageError: an unknown project, player or body, or what :func:`check_question` refuses.
        SolveError: a coalition's program has no optimum.
    """
    asked = question or Question()
    tell = progress or (lambda _: None)
    horizon = asked.horizon if asked.horizon is not None else system.year + LATER
    chosen = check_question(system.package, family, system.year, asked)
    networks = Networks(system, family, horizon, asked.capital)
    cases: tuple[Case, ...] = (STATED, *(case for case in asked.cases if case != STATED))
    table = _Table(networks, asked, tell)
    games = table.games([], cases)
    found = []
    for project in chosen:
        ends = dead_ends(networks.flows(projects=[project])[0], project.name)
        games_with = table.games([project], cases if asked.beside_projects else cases[:1])
        found.append(ProjectPower(project, games_with, (*project.notes, *ends)))
    program = networks.program()
    return PowerAnswer(family, system.year, horizon, asked, games, tuple(found), table.seats(program.flows), program)


@dataclass(frozen=True)
class _Table:
    """Seats the players of a network and solves its games."""

    networks: Networks
    asked: Question
    tell: Callable[[str], None]

    def games(self, projects: Sequence[Project], cases: Sequence[Case]) -> dict[Case, Solved]:
        """Solve the games of all cases, with some projects; who sits there is the same in all."""
        seats = self.seats(self.networks.flows(projects=projects)[0])
        found: dict[Case, Solved] = {}
        for case in cases:
            self.tell(" ".join((self.networks.family, str(self.networks.horizon), *(p.name for p in projects), case)))
            found[case] = self._solve(self.networks.program(case, projects), seats, case)
        return found

    def seats(self, flows: Sequence[Flow]) -> Seats:
        """Find the players and consent sets of some flows."""
        return seats_of(
            self.networks.system.package,
            flows,
            self.networks.horizon,
            together=self.asked.together,
            players=self.asked.players,
        )

    def _solve(self, program: LongProgram, seats: Seats, case: Case) -> Solved:
        outside = {named(seats.players, player) for player in self.asked.absent}
        if outside:
            program = program.take_where([not outside & need for need in seats.needs])
            kept = tuple(player for player in seats.players if player not in outside)
            seats = Seats(kept, tuple(need for need in seats.needs if not outside & need), seats.passive)
        asked = self.asked
        return solve_game(program, seats, samples=asked.samples, seed=asked.seed, with_nucleolus=case == STATED)
