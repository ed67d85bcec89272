"""Kazakhstan's frontier in the shipped package, and every kind of point again through plain PyPSA."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from levier.analysis.autonomy import Autonomy, Question, answer_autonomy, board_of
from levier.analysis.autonomy.verify import least_cost_losses
from levier.errors import UsageError
from levier.system import System, load
from tests.analysis.autonomy.plain_pypsa import PlainPypsa

LIMIT = 0.2
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def system() -> System:
    """Load the gas of the base year."""
    return load("eurasia", 2024, families=["gas"], with_intervals=False)


@pytest.fixture(scope="module")
def answer(system: System) -> Autonomy:
    """Ask for Kazakhstan's gas in 2030, at base prices alone."""
    return answer_autonomy(system, Question("KZ", ("gas",), 2030, decks=("base",)), LIMIT, own=(LIMIT,))


def test_at_least_twelve_points_none_dearer_with_a_looser_limit(answer: Autonomy) -> None:
    points = answer.points
    assert len(points) >= 12
    assert points["limit"].is_monotonic_decreasing
    assert points["cost"].is_monotonic_increasing
    assert (points["worst"] <= points["limit"] + 1e-9).all()
    assert (points["cost_low"] <= points["cost"] + 1e-6).all()
    assert (points["cost_high"] >= points["cost"] - 1e-6).all()
    assert points["sure"].all()
    assert points.iloc[0]["binding"]


def test_plain_pypsa_agrees_for_every_closure(answer: Autonomy) -> None:
    board = answer.board
    points = board.frontier().points
    other = PlainPypsa(board.network, board.closures)
    for point in (points[0], points[-1]):
        again = other.losses(point.sizes, 12)
        np.testing.assert_allclose(again, point.loss, atol=1e-6)
        assert again.max() <= point.worst + 1e-6


def test_two_cold_solves_agree_for_every_closure(answer: Autonomy) -> None:
    board = answer.board
    point = board.frontier().points[-1]
    parts = [part.columns for part in board.parts]
    again = least_cost_losses(board.network, board.closures, point.sizes, 12, parts)
    np.testing.assert_allclose(again, point.loss, atol=1e-6)


def test_a_coarse_frontier_is_brute_force(system: System) -> None:
    board = board_of(system, Question("KZ", ("gas",), 2030, steps=1), "base")
    every = list(itertools.product(*(range(offer.steps + 1) for offer in board.offers)))
    parts, costs = [part.columns for part in board.parts], np.array(board.costs("mean"))
    worst = [float(least_cost_losses(board.network, board.closures, s, 12, parts).max()) for s in every]
    for limit in np.linspace(max(worst), min(worst), 12):
        best = min(float(costs @ s) for s, loss in zip(every, worst, strict=True) if loss <= limit + 1e-6)
        found = board.frontier().at(float(limit) + 1e-6)
        assert found is not None
        assert found.cost == pytest.approx(best)


def test_regret_is_never_negative_and_leaving_out_says_why(answer: Autonomy) -> None:
    assert (answer.regret["regret"] >= -1e-9).all()
    assert answer.left_out["reason"].str.len().min() > 0
    assert not set(answer.left_out["option"]) & set(answer.offers["option"])
    assert answer.country_first["gap"].max() <= 1e-6


def test_an_earlier_year_offers_no_more(system: System, answer: Autonomy) -> None:
    early = board_of(system, Question("KZ", ("gas",), 2027), "base")
    assert {each.name for each in early.offers} < {each.name for each in answer.board.offers}


def test_a_limit_is_a_share(system: System) -> None:
    with pytest.raises(UsageError, match=r"limit 1\.5 is out of range"):
        answer_autonomy(system, Question("KZ", ("gas",)), 1.5)
