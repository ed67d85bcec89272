"""Kazakhstan's frontiers in the shipped package, and their points again through plain PyPSA."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from levier.analysis.autonomy import Autonomy, Question, answer_autonomy, board_of
from levier.analysis.autonomy.points import limits_of, point_table
from levier.analysis.autonomy.verify import bounds_of, least_cost_losses
from levier.errors import UsageError
from levier.lp import solve
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


def test_plain_pypsa_agrees_for_every_closure_of_every_point(answer: Autonomy) -> None:
    board = answer.board
    points = board.frontier().points
    again = PlainPypsa(board.network, board.closures, [point.sizes for point in points]).losses(12)
    np.testing.assert_allclose(again, [point.loss for point in points], atol=1e-6)
    assert (again.max(axis=1) <= [point.worst + 1e-6 for point in points]).all()


def test_a_finer_frontier_has_twelve_sets_each_with_what_it_took(system: System) -> None:
    board = board_of(system, Question("KZ", ("gas",), 2030, steps=4), "base")
    table = point_table({"base": board}, "base", limits_of(board))
    own = table[table["distinct"]]
    assert len(own) >= 12
    assert (own["gap"] == 0).all()
    assert own["cost"].is_monotonic_increasing
    assert own["worst"].is_monotonic_decreasing
    assert own["programs"].between(1, board.parts[0].states.counts.solved).all()
    assert (own["seconds"] > 0).all()


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


def test_without_the_gas_less_power_is_made_of_it() -> None:
    system = load("eurasia", 2024, families=["gas", "power"], with_intervals=False)
    asked = Question("KZ", ("gas", "power"), 2030, most=60)
    board = board_of(system, asked, "base")
    assert {"zhambyl_gres", "maek_plants", "kz_south_gas"} <= set(board.fuels.loc[board.fuels["linked"], "plant"])
    apart = board.fuels[~board.fuels["linked"].astype(bool)]
    assert apart["reason"].str.len().min() > 0
    # Gas that plants burnt is not final use: the base year is worth less than gas and power by themselves.
    alone = [board_of(system, Question("KZ", (family,), 2030), "base") for family in ("gas", "power")]
    assert board.network.base < sum(each.network.base for each in alone)
    # Without Russian gas less power is made of gas: plants with room on other fuels run instead.
    flows = board.network.program.flows
    burning = np.array([flow.kind == "supply" and len(flow.ports) > 1 and flow.country == "KZ" for flow in flows])
    closed = next(closure for closure in board.closures if "gazprom" in closure.actors)
    made = []
    for closure in (None, closed):
        lower, upper = bounds_of(board.network, [0] * len(board.offers), closure)
        made.append(solve(board.network.program.lp.replace(column_lower=lower, column_upper=upper)).x[burning].sum())
    assert made[1] < made[0] - 0.1
    points = board.frontier().points
    again = PlainPypsa(board.network, board.closures, [points[-1].sizes]).losses(12)
    np.testing.assert_allclose(again[0], points[-1].loss, atol=1e-6)


def test_a_lower_caspian_leaves_less_of_what_crosses_it() -> None:
    system = load("eurasia", 2024, families=["crude"], with_intervals=False)
    answer = answer_autonomy(system, Question("KZ", ("crude",), 2030, sales=True, decks=("base",)))
    table = answer.levels.set_index("asset")
    assert {"opt_caspian_tankers", "opt_kuryk_tankers", "aktau_berths_slot"} <= set(table.index)
    # At -30.0 m, of -29.2 m now: 0.23 a metre.
    assert table["share"].to_numpy() == pytest.approx(1.0 - 0.8 * 0.23)
    assert (table["served"] <= table["served_now"] + 1e-9).all()
    assert (table["cost_per_unit"].dropna() > table["cost_per_unit_now"].dropna()).all()
