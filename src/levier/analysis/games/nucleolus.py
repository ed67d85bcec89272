"""Lower the largest complaint, then the next: nucleolus, prenucleolus and per capita nucleolus."""

from __future__ import annotations

import dataclasses

import numpy as np
import scipy.linalg

from levier.analysis.games.coalitions import Vector, members, sizes
from levier.analysis.games.excess import Excess
from levier.analysis.games.game import Game
from levier.analysis.games.kohlberg import Certificate, kohlberg
from levier.analysis.games.span import Span
from levier.errors import SolveError, UsageError
from levier.show import card_of_fields, shown

__all__ = ["Nucleolus", "nucleolus", "per_capita_nucleolus", "prenucleolus"]

# A surplus below this share of the game's scale is rounding: players alone already gain the total.
_NOTHING = 1e-9


@shown(card_of_fields)
@dataclasses.dataclass(frozen=True, eq=False)
class Nucleolus:
    """A nucleolus with the proof that it is one.

    Attributes:
        value: Payoff of each player, shape (n,), in the game's unit; adds up to the total.
        rounds: Levels of excess that were lowered one after the other, at most n - 1.
        certificate: Kohlberg's criterion, checked on the payoff alone; it holds.
    """

    value: Vector
    rounds: int
    certificate: Certificate


def nucleolus(game: Game) -> Nucleolus:
    """Share the total so that the largest complaint is as small as it can be, then the next, and so on.

    The complaint (excess) of a coalition is what it would gain by itself less what its members get. Nobody gets less
    than alone. The answer is unique, and in the core when there is one. Exact up to rounding, for 14 players or so.

    Each round is one linear program whose coalitions are added as they are violated; those with a positive dual have
    their excess fixed. Their number of independent coalitions grows every round, so there are at most n - 1.

    Args:
        game: A game in which the players alone gain no more than all together.

    Returns:
        The payoff, the rounds and the certificate.

    Raises:
        UsageError: The players alone gain more than all together; then only the prenucleolus exists.
        SolveError: A program was not solved, or the answer does not pass Kohlberg's criterion.

    Source: Schmeidler (1969), The nucleolus of a characteristic function game; Kopelowitz (1967); Benedek, Fliege and
    Nguyen (2021), Finding and verifying the nucleolus of cooperative games, Mathematical Programming 190.

    Example:
        >>> found = nucleolus(Game(("a", "b", "c"), [0, 0, 0, 10, 0, 0, 0, 2]))
        >>> (found.value.round(9) + 0.0).tolist(), found.certificate.holds
        ([1.0, 1.0, 0.0], True)
    """
    _require_imputations(game)
    return _certified(game, rational=True, per_capita=False)


def prenucleolus(game: Game) -> Nucleolus:
    """Do as `nucleolus` does, but let players get less than alone; exists for every game.

    Args:
        game: Any game.

    Returns:
        The payoff, the rounds and the certificate.

    Raises:
        SolveError: As for `nucleolus`.

    Source: as for `nucleolus`; Peleg and Sudhölter (2007), Introduction to the theory of cooperative games.

    Example:
        >>> prenucleolus(Game(("a", "b", "c"), [0, 0, 0, 10, 0, 0, 0, 2])).value.round(9).tolist()
        [3.0, 3.0, -4.0]
    """
    return _certified(game, rational=False, per_capita=False)


def per_capita_nucleolus(game: Game) -> Nucleolus:
    """Do as `nucleolus` does with the complaint of a coalition divided by its members; arguments and errors as there.

    Source: Grotte (1970), Computation of and observations on the nucleolus, normalised nucleolus and the central games.

    Example:
        >>> per_capita_nucleolus(Game(("a", "b", "c"), [0, 0, 0, 0, 0, 9, 10, 12])).value.round(6).tolist()
        [0.666667, 1.166667, 10.166667]
    """
    _require_imputations(game)
    return _certified(game, rational=True, per_capita=True)


def _require_imputations(game: Game) -> None:
    """Refuse a game in which no payoff gives everybody as much as alone."""
    alone = float(game.alone.sum())
    if game.total < alone - _NOTHING * game.scale:
        message = (
            f"the {game.size} players gain {alone:g} if each is alone but {game.total:g} together, so no payoff gives "
            "everybody as much as alone and there is no nucleolus; prenucleolus(game) exists for every game"
        )
        raise UsageError(message)


def _certified(game: Game, *, rational: bool, per_capita: bool) -> Nucleolus:
    """Find the payoff and prove it."""
    weight = np.maximum(sizes(game.size), 1).astype(np.float64) if per_capita else np.ones(game.values.size)
    surplus = game.total - float(game.alone.sum())
    if rational and surplus <= _NOTHING * game.scale:
        payoff, rounds = game.alone + surplus / game.size, 0
    else:
        payoff, rounds = _lowered(Excess(game, weight, rational=rational))
    certificate = kohlberg(game, payoff, individually_rational=rational, per_capita=per_capita)
    if not certificate.holds:
        message = f"the payoff found after {rounds} rounds is not proven to be the nucleolus: {certificate.reason}"
        raise SolveError(message)
    return Nucleolus(payoff, rounds, certificate)


def _lowered(excess: Excess) -> tuple[Vector, int]:
    """Lower one level after the other until every payoff is fixed; return the payoff and the number of levels."""
    span = Span(excess.game.size)
    equations = _Equations(excess)
    while not span.full:
        found = excess.lowest(span, equations.payoff)
        equations.add(found.tight.tolist(), found.bound.tolist(), found.payoff, found.level)
        grown = [span.add(mask) for mask in [*found.tight.tolist(), *(1 << found.bound).tolist()]]
        if not any(grown):
            message = f"round {equations.rounds} of the nucleolus of {excess.game.size} players fixed no coalition"
            raise SolveError(message)
    return excess.in_game(equations.payoff), equations.rounds


class _Equations:
    """What the fixed coalitions say of the payoff and the levels together; solved anew, so that rounding stays small.

    Without this the solver's tolerance in one round would be passed on as a bound to the next.
    """

    def __init__(self, excess: Excess) -> None:
        self.excess = excess
        self.rounds = 0
        everybody = (1 << excess.game.size) - 1
        self._left: list[tuple[int, int | None]] = [(everybody, None)]
        self._right: list[float] = [float(excess.values[-1])]
        self._levels: list[float] = []
        self.payoff = np.full(excess.game.size, excess.values[-1] / excess.game.size)

    def add(self, tight: list[int], bound: list[int], payoff: Vector, level: float) -> None:
        """Take in what a round fixed, and move its payoff and all levels onto the equations."""
        self._left += [(mask, self.rounds) for mask in tight] + [(1 << player, None) for player in bound]
        self._right += [float(self.excess.values[mask]) for mask in tight] + [0.0] * len(bound)
        self._levels.append(level)
        self.rounds += 1
        point = np.concatenate([payoff, self._levels])
        matrix = np.zeros((len(self._left), point.size))
        for row, (mask, number) in zip(matrix, self._left, strict=True):
            row[list(members(mask))] = 1.0
            if number is not None:
                row[payoff.size + number] = self.excess.weight[mask]
        correction = scipy.linalg.lstsq(matrix, np.array(self._right) - matrix @ point)[0]
        point += correction
        self.payoff, self._levels = point[: payoff.size], point[payoff.size :].tolist()
