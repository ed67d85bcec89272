"""Hypothesis strategies: games small enough to try many."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from levier.analysis.games import Game
from tests.analysis.games.random_games import names

__all__ = ["games", "permuted"]


@st.composite
def games(draw: st.DrawFn, *, most: int = 5, imputations: bool = False) -> Game:
    """Draw a game of whole values with many ties; with a nucleolus if asked."""
    players = draw(st.integers(1, most))
    values = np.array([0, *draw(st.lists(st.integers(-6, 20), min_size=2**players - 1, max_size=2**players - 1))])
    if imputations:
        values[-1] = max(values[-1], values[1 << np.arange(players)].sum())
    return Game(names(players), values)


def permuted(game: Game, order: list[int]) -> Game:
    """Let the player at place i be the one that was at place ``order[i]``; names stay at their places."""
    moved = [sum(1 << order[i] for i in range(game.size) if mask >> i & 1) for mask in range(game.values.size)]
    return Game(game.players, game.values[moved])
