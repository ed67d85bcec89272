"""The measurement of bench/games_speed.py times games that are what it says."""

from __future__ import annotations

import numpy as np
from games_speed import superadditive_cover, superadditive_game, timing

from levier.analysis.games import Game


def superadditive(game: Game) -> bool:
    masks = np.arange(game.values.size)
    one, other = np.meshgrid(masks, masks)
    apart = (one & other) == 0
    gain = game.values[one | other] - game.values[one] - game.values[other]
    return bool(gain[apart].min() >= -1e-12)


def test_the_cover_is_the_least_game_that_gains_by_joining() -> None:
    assert superadditive_cover(np.array([0.0, 3.0, 4.0, 5.0])).tolist() == [0.0, 3.0, 4.0, 7.0]
    assert superadditive_cover(np.array([0.0, 3.0, 4.0, 8.0])).tolist() == [0.0, 3.0, 4.0, 8.0]
    game = superadditive_game(6, seed=1)
    assert superadditive(game)
    np.testing.assert_array_equal(superadditive_cover(game.values), game.values)


def test_timing_solves_both() -> None:
    found = timing(superadditive_game(5, seed=2))
    assert 0 < found.shapley < found.nucleolus
    assert 1 <= found.rounds <= 4
