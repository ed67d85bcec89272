"""The nucleolus: axioms, its definition, and games with answers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.analysis.games import (
    Game,
    Nucleolus,
    core_empty,
    excesses,
    in_core,
    kohlberg,
    nucleolus,
    per_capita_nucleolus,
    prenucleolus,
)
from levier.analysis.games.coalitions import sums
from levier.errors import UsageError
from tests.analysis.games.random_games import KINDS, game, names
from tests.analysis.games.strategies import games, permuted

SOLVERS = [nucleolus, prenucleolus, per_capita_nucleolus]
few = settings(max_examples=25, deadline=None)


@few
@given(games(imputations=True))
def test_it_hands_out_the_total_and_nobody_gets_less_than_alone(subject: Game) -> None:
    for found in (nucleolus(subject), per_capita_nucleolus(subject)):
        assert found.value.sum() == pytest.approx(subject.total, abs=1e-9)
        assert (found.value >= subject.alone - 1e-9).all()
        assert found.rounds <= max(subject.size - 1, 0)


@few
@given(games())
def test_the_prenucleolus_exists_for_every_game(subject: Game) -> None:
    found = prenucleolus(subject)
    assert found.value.sum() == pytest.approx(subject.total, abs=1e-9)
    assert found.certificate.worst_excess == pytest.approx(max(excesses(subject, found.value)[1:-1], default=0.0))


@few
@given(games(imputations=True), st.data())
def test_it_does_not_look_at_names(subject: Game, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(subject.size)))
    for solve in SOLVERS:
        np.testing.assert_allclose(solve(permuted(subject, order)).value, solve(subject).value[order], atol=1e-8)


@few
@given(games(imputations=True), st.floats(0.01, 1e6), st.lists(st.floats(-1e3, 1e3), min_size=5, max_size=5))
def test_units_and_what_players_own_anyway_change_nothing_else(subject: Game, unit: float, own: list[float]) -> None:
    added = np.array(own[: subject.size])
    moved = Game(subject.players, unit * subject.values + sums(added))
    for solve in (prenucleolus, nucleolus):
        expected = unit * solve(subject).value + added
        np.testing.assert_allclose(solve(moved).value, expected, atol=1e-8 * (unit * subject.scale + 1e3))


@few
@given(games(imputations=True))
def test_it_is_in_the_core_when_there_is_one(subject: Game) -> None:
    if not core_empty(subject):
        for solve in SOLVERS:
            assert in_core(subject, solve(subject).value)


@few
@given(games(most=4, imputations=True))
def test_equal_players_get_the_same(subject: Game) -> None:
    # Twice the same player, each as good as the other: values look only at whether any of the two is in.
    masks = np.arange(2 * subject.values.size)
    either = (masks >> 1) | (masks & 1)
    twins = Game(("twin", *subject.players), np.maximum(subject.values[either], 0.0) * (masks > 0))
    values = prenucleolus(twins).value
    assert values[0] == pytest.approx(values[1], abs=1e-9)


@few
@given(st.integers(0, 10**6))
def test_no_other_payoff_has_smaller_excesses_in_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    subject = game(str(rng.choice(list(KINDS))), 4, seed)
    best = np.sort(excesses(subject, nucleolus(subject).value)[1:-1])[::-1]
    shares = rng.dirichlet(np.ones(4), size=50)
    for payoff in subject.alone + shares * (subject.total - subject.alone.sum()):
        other = np.sort(excesses(subject, payoff)[1:-1])[::-1]
        difference = other - best
        first = difference[np.abs(difference) > 1e-9 * subject.scale]
        assert not first.size or first[0] > 0


@pytest.mark.parametrize(
    ("estate", "shares"), [(100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150]), (400, [50, 125, 225])]
)
def test_estates_are_divided_as_in_the_talmud(estate: float, shares: list[float]) -> None:
    # Aumann and Maschler (1985): claims of 100, 200 and 300.
    values = np.maximum(estate - (600 - sums([100, 200, 300])), 0)
    np.testing.assert_allclose(nucleolus(Game(names(3), values)).value, shares, atol=1e-9)


@pytest.mark.parametrize("players", [1, 2, 3, 9])
def test_equal_gains_are_shared_equally(players: int) -> None:
    subject = Game(names(players), np.r_[np.zeros(2**players - 1), 12.0])
    np.testing.assert_allclose(nucleolus(subject).value, 12.0 / players)


def test_nothing_to_share_leaves_everybody_what_it_gains_alone() -> None:
    subject = Game(("a", "b", "c"), sums([3.0, -2.0, 5.0]))
    for solve in SOLVERS:
        np.testing.assert_allclose(solve(subject).value, [3.0, -2.0, 5.0], atol=1e-12)
    assert nucleolus(subject).rounds == 0


def test_a_game_without_imputations_has_only_a_prenucleolus() -> None:
    subject = Game(("a", "b"), [0, 3, 4, 5])
    for solve in (nucleolus, per_capita_nucleolus):
        with pytest.raises(UsageError, match=r"gain 7 if each is alone but 5 together.*prenucleolus"):
            solve(subject)
    assert prenucleolus(subject).value.tolist() == pytest.approx([2.0, 3.0])


def test_values_from_programs_carry_noise_that_changes_little() -> None:
    rng = np.random.default_rng(7)
    for noise in (1e-12, 1e-10, 1e-8, 1e-7):
        for kind in ("voting", "ties", "bankruptcy"):
            exact = game(kind, 7, seed=1)
            values = exact.values + noise * exact.scale * rng.uniform(-1, 1, exact.values.size)
            values[0] = 0.0
            noisy: Nucleolus = nucleolus(Game(exact.players, values))
            assert noisy.certificate.holds
            np.testing.assert_allclose(noisy.value, nucleolus(exact).value, atol=30 * noise * exact.scale + 1e-12)


def test_fourteen_players_are_exact_and_proven() -> None:
    subject = game("superadditive", 14, seed=0)
    found = nucleolus(subject)
    assert found.certificate.holds
    assert kohlberg(subject, found.value, tolerance=1e-12).holds
