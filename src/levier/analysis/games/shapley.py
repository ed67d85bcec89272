"""Average what a player adds to the others: Shapley and Banzhaf values, exact, over all coalitions at once."""

from __future__ import annotations

from math import comb

import numpy as np

from levier.analysis.games.coalitions import Vector, sizes
from levier.analysis.games.game import Game

__all__ = ["banzhaf", "shapley"]


def shapley(game: Game) -> Vector:
    """Share the total so that each player gets what it adds on average over all orders of arrival.

    Args:
        game: Any game.

    Returns:
        One value per player, shape (n,), in the game's unit; they add up to the total. Exact up to rounding; time and
        memory grow as n * 2**n and 2**n.

    Source: Shapley, L. S. (1953), A value for n-person games, Contributions to the Theory of Games II.

    Example:
        >>> shapley(Game(("seller", "buyer 1", "buyer 2"), [0, 0, 0, 6, 0, 6, 0, 6])).round(9).tolist()
        [4.0, 1.0, 1.0]
    """
    others = sizes(game.size - 1)
    weight = np.array([1.0 / (game.size * comb(game.size - 1, size)) for size in range(game.size)])
    return _averages(game, weight[others])


def banzhaf(game: Game) -> Vector:
    """Average what a player adds over all coalitions of the others, each equally likely (raw, not normalised).

    Args:
        game: Any game.

    Returns:
        One value per player, shape (n,); in general they do not add up to the total.

    Source: Banzhaf, J. F. (1965), Weighted voting doesn't work, Rutgers Law Review 19.

    Example:
        >>> banzhaf(Game(("a", "b", "c"), [0, 0, 0, 1, 0, 2, 1, 3])).tolist()
        [1.25, 0.75, 1.25]
    """
    others = 1 << (game.size - 1)
    return _averages(game, np.full(others, 1.0 / others))


def _averages(game: Game, weight: Vector) -> Vector:
    """Average each player's additions with a weight for every coalition of the others, shape (2**(n-1),)."""
    result = np.empty(game.size)
    for player in range(game.size):
        halves = game.values.reshape(-1, 2, 1 << player)
        result[player] = weight @ (halves[:, 1] - halves[:, 0]).ravel()
    return result
