"""Kohlberg's criterion accepts the nucleolus and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.analysis.games import Game, kohlberg, nucleolus, per_capita_nucleolus, prenucleolus, shapley
from tests.analysis.games.random_games import KINDS, game

PELEG = Game(("a", "b", "c"), [0, 0, 0, 10, 0, 0, 0, 2])


def test_players_at_their_bound_help_in_the_nucleolus_alone() -> None:
    # Peleg and Sudhölter, example 5.5.12: c would give more if it could.
    assert kohlberg(PELEG, [1, 1, 0]).holds
    assert not kohlberg(PELEG, [1, 1, 0], individually_rational=False).holds
    assert kohlberg(PELEG, [3, 3, -4], individually_rational=False).holds


def test_levels_hold_the_coalitions_by_excess() -> None:
    found = kohlberg(PELEG, [1, 1, 0])
    assert found.worst_excess == 8
    assert found.levels[0] == (0b011,)
    assert set(found.levels[1]) == {0b001, 0b010, 0b101, 0b110}
    assert found.reason == "every level is balanced, and the 2 largest fix the payoff of all 3 players"


@pytest.mark.parametrize(
    ("payoff", "says"),
    [
        ([1, 1, 1], "the payoffs add up to 3, not to the 2 of all players"),
        ([2, 1, -1], "c gets -1, less than the 0 it gains alone"),
        ([0.5, 1.5, 0], "level 2 is not balanced: the excess -0.5 of {a} and 1 more can be lowered"),
        ([0.5, 0.5, 1], "level 1 is not balanced: the excess 9 of {a, b} can be lowered"),
    ],
)
def test_a_refusal_says_why(payoff: list[float], says: str) -> None:
    found = kohlberg(PELEG, payoff)
    assert not found.holds
    assert pytest.approx(found.worst_excess) == 10 - payoff[0] - payoff[1]
    assert found.reason.startswith(says)


def test_shapley_is_no_nucleolus_here() -> None:
    assert not kohlberg(PELEG, shapley(PELEG), individually_rational=False).holds


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(list(KINDS)), st.integers(2, 6), st.integers(0, 99), st.floats(1e-5, 0.3), st.data())
def test_a_moved_payoff_is_refused(kind: str, players: int, seed: int, step: float, data: st.DataObject) -> None:
    subject = game(kind, players, seed)
    giver, taker = data.draw(st.permutations(range(players)))[:2]
    for solve, rational, per_capita in (
        (nucleolus, True, False),
        (prenucleolus, False, False),
        (per_capita_nucleolus, True, True),
    ):
        payoff = solve(subject).value.copy()
        options = {"individually_rational": rational, "per_capita": per_capita}
        assert kohlberg(subject, payoff, **options).holds
        payoff[giver] -= step * subject.scale
        payoff[taker] += step * subject.scale
        assert not kohlberg(subject, payoff, **options).holds


@pytest.mark.parametrize("kind", KINDS)
def test_adding_to_some_what_others_lose_is_refused(kind: str) -> None:
    subject = game(kind, 9, seed=4)
    rng = np.random.default_rng(0)
    value = nucleolus(subject).value
    for _ in range(3):
        move = rng.normal(size=9)
        move -= move.mean()
        assert not kohlberg(subject, value + 1e-4 * subject.scale * move, individually_rational=False).holds


def test_a_single_player_has_no_levels() -> None:
    found = kohlberg(Game(("a",), [0, 5]), [5.0])
    assert found.holds
    assert (found.worst_excess, found.levels) == (0.0, ())
