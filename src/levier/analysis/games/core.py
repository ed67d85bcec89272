"""Say whether coalitions can object: the core, and the least core where it is empty."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import ArrayLike

from levier.analysis.games.coalitions import Vector
from levier.analysis.games.excess import Excess
from levier.analysis.games.game import Game
from levier.analysis.games.kohlberg import TOLERANCE, excesses
from levier.analysis.games.span import Span
from levier.show import card_of_fields, shown

__all__ = ["LeastCore", "core_empty", "in_core", "least_core"]


@shown(card_of_fields)
@dataclasses.dataclass(frozen=True, eq=False)
class LeastCore:
    """The smallest excess that a payoff can hold every coalition to.

    Attributes:
        excess: That excess, in the game's unit; the core is empty when it is positive. 0 for a single player.
        value: One payoff that reaches it, shape (n,); in general there are others.
    """

    excess: float
    value: Vector


def in_core(game: Game, payoff: ArrayLike, *, tolerance: float = TOLERANCE) -> bool:
    """Say whether a payoff hands out the total and no coalition would gain more by itself.

    Args:
        game: Any game.
        payoff: One number per player, shape (n,).
        tolerance: Share of `Game.scale` that is taken for rounding.

    Raises:
        UsageError: The payoff does not fit the game.

    Example:
        >>> game = Game(("seller", "buyer 1", "buyer 2"), [0, 0, 0, 6, 0, 6, 0, 6])
        >>> in_core(game, [6.0, 0.0, 0.0]), in_core(game, [4.0, 1.0, 1.0])
        (True, False)
    """
    excess = excesses(game, payoff)
    slack = tolerance * game.scale
    return bool(excess.max() <= slack and excess[-1] >= -slack)


def least_core(game: Game) -> LeastCore:
    """Find the lowest largest excess of all coalitions but the empty one and that of all players.

    Args:
        game: Any game.

    Returns:
        The excess, and one payoff that adds up to the total.

    Raises:
        SolveError: A program was not solved.

    Source: Maschler, Peleg and Shapley (1979), Geometric properties of the kernel, nucleolus, and related solution
    concepts, Mathematics of Operations Research 4.

    Example:
        >>> round(least_core(Game(("a", "b", "c"), [0, 0, 0, 1, 0, 1, 1, 1])).excess, 9)
        0.333333333
    """
    if game.size == 1:
        return LeastCore(0.0, game.alone)
    program = Excess(game, np.ones(game.values.size), rational=False)
    start = np.full(game.size, program.values[-1] / game.size)
    found = program.lowest(Span(game.size), start)
    return LeastCore(program.level_in_game(found.level), program.in_game(found.payoff))


def core_empty(game: Game, *, tolerance: float = TOLERANCE) -> bool:
    """Say whether some coalition can object to every payoff; arguments as for `in_core`, errors as for `least_core`.

    Example:
        >>> core_empty(Game(("a", "b", "c"), [0, 0, 0, 1, 0, 1, 1, 1]))
        True
    """
    return least_core(game).excess > tolerance * game.scale
