"""The core and the least core of games with known answers."""

from __future__ import annotations

import numpy as np
import pytest

from levier.analysis.games import Game, core_empty, excesses, in_core, least_core
from tests.analysis.games.random_games import KINDS, game, names

MAJORITY = Game(("a", "b", "c"), [0, 0, 0, 1, 0, 1, 1, 1])
GLOVES = Game(("left", "left too", "right"), [0, 0, 0, 0, 0, 1, 1, 1])


def test_gloves_have_one_core_payoff() -> None:
    assert not core_empty(GLOVES)
    assert in_core(GLOVES, [0, 0, 1])
    assert not in_core(GLOVES, [0.01, 0, 0.99])
    assert not in_core(GLOVES, [0, 0, 0.9]), "not all is handed out"
    assert not in_core(GLOVES, [0, 0, 1.1]), "more than all is handed out"


def test_a_majority_of_three_can_always_object() -> None:
    assert core_empty(MAJORITY)
    found = least_core(MAJORITY)
    assert found.excess == pytest.approx(1 / 3)
    np.testing.assert_allclose(found.value, 1 / 3)


@pytest.mark.parametrize("kind", KINDS)
def test_the_least_core_payoff_has_its_excess(kind: str) -> None:
    subject = game(kind, 6, seed=5)
    found = least_core(subject)
    excess = excesses(subject, found.value)
    assert excess[1:-1].max() == pytest.approx(found.excess, abs=1e-9 * subject.scale)
    assert excess[-1] == pytest.approx(0, abs=1e-9 * subject.scale)


def test_convex_games_have_a_core() -> None:
    assert not core_empty(game("convex", 8, seed=1))


def test_nobody_objects_to_a_single_player() -> None:
    alone = Game(names(1), [0, 5])
    assert (least_core(alone).excess, least_core(alone).value.tolist(), core_empty(alone)) == (0.0, [5.0], False)
