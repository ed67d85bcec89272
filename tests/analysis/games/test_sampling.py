"""Sampled Shapley values lie within their errors of the exact ones."""

from __future__ import annotations

import math

import numpy as np
import pytest

from levier.analysis.games import sampled_shapley, shapley
from levier.errors import UsageError
from tests.analysis.games.random_games import KINDS, game, names


@pytest.mark.parametrize("kind", KINDS)
def test_estimates_lie_within_four_errors(kind: str) -> None:
    subject = game(kind, 7, seed=11)
    found = sampled_shapley(subject.players, lambda mask: subject.values[mask], 600, seed=5)
    room = 4 * found.standard_error + 1e-9 * subject.scale
    assert (np.abs(found.mean - shapley(subject)) <= room).all()
    assert found.mean.sum() == pytest.approx(subject.total)
    assert found.samples == 600
    assert found.evaluated <= subject.values.size


def test_errors_are_as_large_as_the_spread_between_seeds() -> None:
    subject = game("uniform", 6, seed=2)
    runs = [sampled_shapley(subject.players, lambda mask: subject.values[mask], 40, seed) for seed in range(200)]
    spread = np.std([run.mean for run in runs], axis=0)
    stated = np.mean([run.standard_error for run in runs], axis=0)
    np.testing.assert_allclose(stated, spread, rtol=0.25)


def test_more_samples_shrink_the_error() -> None:
    subject = game("negative", 8, seed=1)
    few, many = (sampled_shapley(subject.players, lambda m: subject.values[m], n, seed=0) for n in (100, 1600))
    assert many.standard_error.mean() == pytest.approx(few.standard_error.mean() / 4, rel=0.3)


def test_pairs_of_opposite_orders_beat_single_ones() -> None:
    # In a game of pairs, what comes early in one order comes late in the other: the mean of a pair is exact.
    found = sampled_shapley(names(12), lambda mask: float(mask.bit_count() ** 2), 4, seed=3)
    np.testing.assert_allclose(found.mean, 12.0)
    np.testing.assert_allclose(found.standard_error, 0.0, atol=1e-12)


def test_no_coalition_is_valued_twice_and_seeds_repeat() -> None:
    asked: list[int] = []

    def value(mask: int) -> float:
        asked.append(mask)
        return float(mask.bit_count() == 70)

    found = sampled_shapley(map(str, range(70)), value, 9, seed=8)
    assert len(asked) == len(set(asked)) == found.evaluated
    assert found.samples == 10
    again = sampled_shapley(map(str, range(70)), value, 9, seed=8)
    assert again.mean.tolist() == found.mean.tolist()


@pytest.mark.parametrize(
    ("players", "values", "samples", "says"),
    [
        ("ab", [0.0, 1.0, 1.0, 2.0], 3, "at least 4"),
        ("", [0.0], 4, "0 players"),
        ("aa", [0.0, 1.0, 1.0, 2.0], 4, "all distinct"),
        ("ab", [1.0, 1.0, 1.0, 2.0], 4, "empty coalition is 1"),
        ("ab", [0.0, 1.0, 1.0, math.inf], 4, r"coalition \{a, b\} is inf"),
    ],
)
def test_what_cannot_be_sampled_is_refused(players: str, values: list[float], samples: int, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        sampled_shapley(players, values.__getitem__, samples, seed=1)
