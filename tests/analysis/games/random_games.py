"""Make random games of several kinds, the same ones from the same seed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from games_speed import superadditive_game

from levier.analysis.games import Game
from levier.analysis.games.coalitions import sums

__all__ = ["KINDS", "game", "names"]

Random = np.random.Generator


def names(players: int) -> tuple[str, ...]:
    """Name players a, b, c and so on."""
    return tuple("abcdefghijklmnopqrst"[:players])


def game(kind: str, players: int, seed: int) -> Game:
    """Make one game; its players alone gain less than all together, so that it has a nucleolus."""
    values = KINDS[kind](players, np.random.default_rng([seed, players]))
    values[0] = 0.0
    alone = values[1 << np.arange(players)].sum()
    if values[-1] <= alone:
        values[-1] = alone + values.max()
    return Game(names(players), values)


def _uniform(players: int, rng: Random) -> np.ndarray:
    return rng.uniform(0, 100, 1 << players)


def _negative(players: int, rng: Random) -> np.ndarray:
    return rng.normal(-20, 50, 1 << players)


def _monotone(players: int, rng: Random) -> np.ndarray:
    values = rng.uniform(0, 100, 1 << players)
    for player in range(players):
        halves = values.reshape(-1, 2, 1 << player)
        np.maximum(halves[:, 1], halves[:, 0], out=halves[:, 1])
    return values


def _superadditive(players: int, rng: Random) -> np.ndarray:
    return superadditive_game(players, int(rng.integers(1000))).values.copy()


def _convex(players: int, rng: Random) -> np.ndarray:
    return sums(rng.uniform(1, 5, players)) ** 2


def _voting(players: int, rng: Random) -> np.ndarray:
    weights = rng.integers(1, 6, players)
    return (sums(weights) > weights.sum() / 2).astype(np.float64)


def _ties(players: int, rng: Random) -> np.ndarray:
    return rng.integers(0, 4, 1 << players).astype(np.float64)


def _bankruptcy(players: int, rng: Random) -> np.ndarray:
    claims = rng.integers(1, 50, players)
    estate = int(claims.sum() * rng.uniform(0.2, 0.9))
    return np.maximum(estate - (claims.sum() - sums(claims)), 0.0)


KINDS: dict[str, Callable[[int, Random], np.ndarray]] = {
    "uniform": _uniform,
    "negative": _negative,
    "monotone": _monotone,
    "superadditive": _superadditive,
    "convex": _convex,
    "voting": _voting,
    "ties": _ties,
    "bankruptcy": _bankruptcy,
}
