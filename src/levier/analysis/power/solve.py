"""One game solved: Shapley value, nucleolus, what each has alone, and how much of it is exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.actor_cards import solved_card
from levier.analysis.games import Game, nucleolus, sampled_shapley, shapley
from levier.analysis.power.coalitions import Coalitions, Counts
from levier.errors import LevierError
from levier.sentence import said_by, sentence
from levier.show import shown

if TYPE_CHECKING:
    from levier.analysis.games import Certificate
    from levier.analysis.power.seats import Seats
    from levier.system.long import LongProgram

__all__ = ["EXACT", "Solved", "solve_game"]

EXACT = 14
"""Most players of a nucleolus."""
PART = 16
"""Most players in a part of the network whose coalitions are all valued."""
WHOLE = 20
"""Most players in all whose coalitions are all valued."""


@shown(solved_card)
@dataclass(frozen=True)
class Solved:
    """The division of one network's joint surplus among its players.

    Attributes:
        players: names.
        total: value of all together, M USD a year.
        alone: value of each player alone (players,).
        missed: what all lose without the player (players,).
        shapley: Shapley value (players,).
        error: standard errors (players,); None: exact.
        nucleolus: nucleolus (players,); None: not computed, ``reason`` says why.
        certificate: Kohlberg's criterion for the nucleolus.
        reason: why there is no nucleolus; blank if there is.
        counts: programs solved and spared.
        coalitions: 2**players.
    """

    players: tuple[str, ...]
    total: float
    alone: np.ndarray
    missed: np.ndarray
    shapley: np.ndarray
    error: np.ndarray | None
    nucleolus: np.ndarray | None
    certificate: Certificate | None
    reason: str
    counts: Counts

    @property
    def coalitions(self) -> int:
        """Number of coalitions of the game."""
        return 1 << len(self.players)

    @property
    def joint_gain(self) -> float:
        """What all have together beyond what each has alone."""
        return self.total - float(self.alone.sum())

    @property
    def guarantee(self) -> str:
        """``exact``, or ``sampled`` with the largest standard error."""
        return "exact" if self.error is None else f"sampled, standard error up to {float(self.error.max()):.3g} M USD"

    def error_of(self, player: str) -> float:
        """Return the standard error of a player's Shapley value; 0 where it is exact or the player has no seat."""
        if self.error is None or player not in self.players:
            return 0.0
        return float(self.error[self.players.index(player)])

    def of(self, player: str) -> tuple[float, float | None]:
        """Return a player's Shapley value and nucleolus; both 0 for somebody who has no seat."""
        if player not in self.players:
            return 0.0, 0.0 if self.nucleolus is not None else None
        i = self.players.index(player)
        return float(self.shapley[i]), None if self.nucleolus is None else float(self.nucleolus[i])


def solve_game(
    program: LongProgram, seats: Seats, *, samples: int = 2000, seed: int = 0, with_nucleolus: bool = True
) -> Solved:
    """Value every coalition and divide the surplus.

    The Shapley value is exact as long as no independent part of the network has more than 16 players and all are 20
    or fewer, and sampled beyond; the nucleolus is computed for up to 14 players in all.

    Args:
        program: of the long horizon.
        seats: players and consent sets.
        samples: orders of arrival, where sampling is needed.
        seed: of the sampling.
        with_nucleolus: False leaves it out.

    Raises:
        SolveError: a coalition's program has no optimum.
    """
    values = Coalitions(program, seats.masks(), seats.players)
    count = len(seats.players)
    if not count or values.widest > PART or count > WHOLE:
        return _sampled(values, samples, seed)
    game = Game(seats.players, values.all())
    every = game.values.size - 1
    found = certificate = None
    reason: str = "" if with_nucleolus else sentence("not_asked", "not asked for")
    if with_nucleolus and count > EXACT:
        reason = _too_many(count)
    elif with_nucleolus:
        found, certificate, reason = _nucleolus(game)
    return Solved(
        players=seats.players,
        total=float(game.values[every]),
        alone=np.array([game.values[1 << i] for i in range(count)]),
        missed=np.array([game.values[every] - game.values[every ^ 1 << i] for i in range(count)]),
        shapley=shapley(game),
        error=None,
        nucleolus=found,
        certificate=certificate,
        reason=reason,
        counts=values.counts,
    )


def _too_many(count: int) -> str:
    """Say that there are too many players for a nucleolus."""
    return sentence("many_players", "{count} players; computed up to {most}", count=count, most=EXACT)


def _nucleolus(game: Game) -> tuple[np.ndarray | None, Certificate | None, str]:
    try:
        answer = nucleolus(game)
    except LevierError as error:
        return None, None, said_by(error)
    return answer.value, answer.certificate, ""


def _sampled(values: Coalitions, samples: int, seed: int) -> Solved:
    count = len(values.players)
    every = (1 << count) - 1
    total = values.value(every)
    estimate = sampled_shapley(values.players, values.value, samples, seed)
    return Solved(
        players=values.players,
        total=total,
        alone=np.array([values.value(1 << i) for i in range(count)]),
        missed=np.array([total - values.value(every ^ 1 << i) for i in range(count)]),
        shapley=estimate.mean,
        error=estimate.standard_error,
        nucleolus=None,
        certificate=None,
        reason=_too_many(count),
        counts=values.counts,
    )
