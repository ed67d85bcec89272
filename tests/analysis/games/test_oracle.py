"""Random games of 3 to 12 players have the answers of coopgame-py, a solver in Rust that shares no code with ours."""

from __future__ import annotations

import coopgame
import numpy as np
import pytest

from levier.analysis.games import Game, banzhaf, least_core, nucleolus, per_capita_nucleolus, prenucleolus, shapley
from tests.analysis.games.random_games import KINDS, game

GAMES = 200
SAME = 1e-9


def nth(number: int) -> Game:
    """Give one of the random games: all sizes, and all kinds in every size."""
    return game(list(KINDS)[number // 10 % len(KINDS)], 3 + number % 10, seed=number)


def agree(subject: Game) -> None:
    oracle = coopgame.Game(subject.values[1:].tolist())
    pairs = {
        "shapley": (shapley(subject), coopgame.shapley(oracle)),
        "banzhaf": (banzhaf(subject), coopgame.banzhaf(oracle)),
        "nucleolus": (nucleolus(subject).value, coopgame.nucleolus(oracle)["allocation"]),
        "prenucleolus": (prenucleolus(subject).value, coopgame.prenucleolus(oracle)["allocation"]),
    }
    for name, (ours, theirs) in pairs.items():
        np.testing.assert_allclose(ours, theirs, atol=SAME * subject.scale, rtol=SAME, err_msg=name)


@pytest.mark.parametrize("number", range(0, GAMES, 7))
def test_some_random_games_agree(number: int) -> None:
    agree(nth(number))


@pytest.mark.slow
def test_all_random_games_agree() -> None:
    sizes = set()
    for number in range(GAMES):
        subject = nth(number)
        agree(subject)
        sizes.add(subject.size)
    assert sizes == set(range(3, 13))


@pytest.mark.parametrize("kind", KINDS)
def test_least_core_and_per_capita_nucleolus_agree(kind: str) -> None:
    subject = game(kind, 5, seed=9)
    oracle = coopgame.Game(subject.values[1:].tolist())
    theirs = coopgame.least_core(oracle, "preimputation")["epsilon"]
    assert least_core(subject).excess == pytest.approx(theirs, abs=SAME * subject.scale)
    per_capita = coopgame.per_capita_nucleolus(oracle)["allocation"]
    np.testing.assert_allclose(per_capita_nucleolus(subject).value, per_capita, atol=SAME * subject.scale, rtol=SAME)
