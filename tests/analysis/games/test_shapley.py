"""Shapley and Banzhaf values: axioms, and the definition itself."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.analysis.games import Game, banzhaf, shapley
from levier.analysis.games.coalitions import sums
from tests.analysis.games.random_games import KINDS, game, names
from tests.analysis.games.strategies import games, permuted


def by_orders(subject: Game) -> np.ndarray:
    """Average what each player adds over all n! orders of arrival."""
    added = np.zeros(subject.size)
    orders = list(permutations(range(subject.size)))
    for order in orders:
        mask = 0
        for player in order:
            added[player] += subject.values[mask | 1 << player] - subject.values[mask]
            mask |= 1 << player
    return added / len(orders)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("players", [1, 2, 5])
def test_shapley_is_the_mean_over_all_orders(kind: str, players: int) -> None:
    subject = game(kind, players, seed=3)
    np.testing.assert_allclose(shapley(subject), by_orders(subject), atol=1e-12 * subject.scale, rtol=1e-12)


@given(games())
def test_shapley_hands_out_the_total(subject: Game) -> None:
    assert shapley(subject).sum() == pytest.approx(subject.total, abs=1e-9)


@given(games(), st.data())
def test_shapley_does_not_look_at_names(subject: Game, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(subject.size)))
    np.testing.assert_allclose(shapley(permuted(subject, order)), shapley(subject)[order], atol=1e-9)


@given(games(most=4), st.integers(-5, 5))
def test_who_adds_nothing_to_anybody_gets_what_it_gains_alone(subject: Game, alone: int) -> None:
    values = np.concatenate([subject.values, subject.values + alone])
    larger = Game((*subject.players, "dummy"), values)
    np.testing.assert_allclose(shapley(larger), [*shapley(subject), alone], atol=1e-9)
    np.testing.assert_allclose(banzhaf(larger), [*banzhaf(subject), alone], atol=1e-9)


@given(
    st.integers(1, 5).flatmap(lambda n: st.tuples(*[st.lists(st.integers(-9, 9), min_size=2**n, max_size=2**n)] * 2))
)
def test_shapley_of_a_sum_is_the_sum(both: tuple[list[int], list[int]]) -> None:
    one, other = (np.array([0, *values[1:]]) for values in both)
    players = names(len(one).bit_length() - 1)
    added = shapley(Game(players, one)) + shapley(Game(players, other))
    np.testing.assert_allclose(shapley(Game(players, one + other)), added, atol=1e-9)


@settings(max_examples=20)
@given(games())
def test_equal_players_get_the_same(subject: Game) -> None:
    masks = np.arange(subject.values.size)
    swapped = masks if subject.size == 1 else (masks & ~3) | (masks & 1) << 1 | (masks & 2) >> 1
    even = shapley(Game(subject.players, subject.values + subject.values[swapped]))
    assert even[0] == pytest.approx(even[min(1, subject.size - 1)], abs=1e-9)


def test_twenty_players_are_feasible() -> None:
    weights = np.arange(1.0, 21.0)
    # In the square of a sum of weights, pairs gain twice their product and share it evenly.
    subject = Game(names(20), sums(weights) ** 2)
    np.testing.assert_allclose(shapley(subject), weights * weights.sum(), rtol=1e-9)
