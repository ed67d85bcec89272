"""Draws: the cheapest set of each is that of a frontier of its own, and inputs that stay give the answer itself."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.analysis.autonomy import Autonomy, Board, Question, answer_autonomy, board_of, with_samples
from levier.analysis.autonomy.dearer import search_dearer
from levier.analysis.autonomy.drawn_costs import draw_costs, spread_of
from levier.analysis.autonomy.drawn_inputs import Drawer
from levier.analysis.autonomy.frontier import frontier_of
from levier.analysis.autonomy.offer import Offer
from levier.analysis.autonomy.sets import cheapest_first, parts_of
from levier.analysis.autonomy.told import sentences
from levier.errors import UsageError
from tests.analysis.autonomy import test_package as home
from tests.analysis.autonomy import toys

SAMPLES = 12


@pytest.fixture(scope="module")
def board() -> Board:
    """Give the board of the package's tests."""
    return board_of(home.world(), home.QUESTION, "base")


@pytest.fixture(scope="module")
def answer() -> Autonomy:
    """Give the answer of the package's tests, with draws."""
    return with_samples(answer_autonomy(home.world(), home.QUESTION, 0.35), SAMPLES, seed=3)


def test_each_draw_chooses_what_a_frontier_of_its_own_would(board: Board) -> None:
    drawn = draw_costs(board, 6, seed=2)
    for number, costs in enumerate(drawn.drawn):
        own = frontier_of(board.parts, board.network, list(costs), len(board.closures), months=12, most=100)
        for limit in (1.0, 0.35, 0.2):
            best = own.at(limit)
            assert best is not None
            assert drawn.best(limit)[1][number] == pytest.approx(best.cost)
    assert np.isinf(drawn.best(0.01)[1]).all()


def test_costs_are_drawn_within_what_is_stated(board: Board) -> None:
    drawn = draw_costs(board, 50).drawn
    names = [offer.name for offer in board.offers]
    ranged = drawn[:, names.index("opt_own")]
    assert 100.0 <= ranged.min() < 105.0
    assert 135.0 < ranged.max() <= 140.0
    single = drawn[:, names.index("opt_direct")]
    assert np.std(single) == pytest.approx(25.0, rel=0.1)
    assert (draw_costs(board, 50).drawn == drawn).all()


def test_intervals_by_limit_and_how_often_an_option_is_chosen(answer: Autonomy) -> None:
    assert answer.sampled is not None
    costs = answer.sampled.costs.set_index("limit")
    row = costs.loc[0.35]
    # The cavern alone: 20, drawn by 5 %.
    assert row["low"] < 20.0 < row["high"]
    assert (row["reached"], row["proven"], row["samples"]) == (1.0, 1.0, SAMPLES)
    entries = answer.sampled.entries
    entry = entries[(entries["limit"] == 0.35) & (entries["option"] == "opt_cavern")].iloc[0]
    assert (entry["chosen"], entry["share"]) == (1.0, 1.0)


def test_inputs_that_stay_give_the_answer_itself(board: Board) -> None:
    system = home.world()
    drawer = Drawer(system, board)
    volume = dict(zip(system.assets.index, system.volume, strict=True))
    same = drawer.board(volume, {}, np.zeros(drawer.own))
    for sizes in ((0, 0, 0), (1, 0, 1), (1, 1, 1)):
        np.testing.assert_allclose(same.losses(sizes), board.losses(sizes), atol=1e-9)
    assert same.network.base == pytest.approx(board.network.base)


def test_values_and_volumes_move_losses_as_they_should(board: Board) -> None:
    # All that is used is lost to AA without anything built: the share stays 1 whatever use is worth or takes.
    system = home.world()
    drawer = Drawer(system, board)
    more = {name: 1.5 * value for name, value in zip(system.assets.index, system.volume, strict=True)}
    other = drawer.board(more, {}, np.full(drawer.own, 0.5))
    assert other.network.base == home.near(900.0 * 1.5 * 1.1)
    assert other.losses((0, 0, 0)).max() == home.near(1.0)
    # The cavern's 2 now stand against 7.5, of which 3 are of the best tier: 1 of it and all of the rest are lost.
    assert other.losses((0, 0, 1)).max() == home.near((1 * 300 + 4.5 * 100) / (4.5 * 100 + 3 * 300))


def test_losses_of_draws_bracket_the_answer_and_are_named(answer: Autonomy) -> None:
    assert answer.sampled is not None
    table = answer.sampled.losses.set_index("set")
    assert table.index.tolist() == ["nothing", "within"]
    assert (table["samples"] == SAMPLES).all()
    assert (table["failed"] == 0).all()
    assert table.loc["within", "low"] <= 1 / 3 + 1e-3
    assert table.loc["within", "high"] >= 1 / 3 - 1e-3
    again = with_samples(dataclasses.replace(answer, sampled=None), SAMPLES, seed=3)
    assert again.sampled is not None
    assert again.sampled.losses.equals(answer.sampled.losses)


def test_sentences_use_the_draws(answer: Autonomy) -> None:
    told = {each.key: each for each in sentences(answer)}
    assert list(told) == ["autonomy_imposed", "autonomy_limit_costs", "autonomy_hangs"]
    assert f"the range of {SAMPLES} draws of the options' costs" in told["autonomy_limit_costs"]
    assert "chosen in 100% of the draws" in told["autonomy_hangs"]
    assert told["autonomy_imposed"].values["interval"].key == "autonomy_over_few"  # type: ignore[attr-defined] - of a sentence
    assert answer.assumptions[-1].key == "autonomy_drawn"


def test_of_few_draws_the_range_is_told() -> None:
    assert spread_of(np.arange(19.0)) == (0.0, 9.0, 18.0)
    assert spread_of(np.arange(21.0)) == (1.0, 10.0, 19.0)


def either(first: tuple[float, float], second: tuple[float, float], *, apart: bool = False) -> Board:
    """Give a need of 10 through P, and two plants of 10 at home, each enough by itself; or of two needs, one each."""
    homes = ("HH gas", "HH power" if apart else "HH gas")
    standing = [
        toys.supply("p_field", "PP gas", 10.0),
        toys.line("p_line", "PP gas", "HH gas", 10.0),
        toys.need("use", "HH gas", 10.0, 100.0),
        toys.supply("q_field", "PP power", 10.0),
        toys.line("q_line", "PP power", "HH power", 10.0),
        toys.need("light", "HH power", 10.0, 50.0),
    ][: 6 if apart else 3]
    offers = [
        Offer(name, name, name, "supply", (toys.supply(name, bus, 10.0, 0.5),), (), low, high, 1, 2030)
        for name, bus, (low, high) in zip("ab", homes, (first, second), strict=True)
    ]
    net = toys.network(standing, offers, 1500.0 if apart else 1000.0)
    shut = toys.closures(net, {"PP": ["p_field", "p_line", "q_field", "q_line"]})
    asked = Question("HH", ("gas",), capital=toys.ONE_YEAR)
    return Board(asked, net, tuple(shut), tuple(parts_of(net, shut)), ())


def test_a_set_dearer_at_the_mean_may_be_cheapest_in_a_draw_and_is_not_proven_away() -> None:
    # At the mean a (10) leaves no loss, so that b (13) alone is never looked at; in some draws b is cheaper.
    board = either((8.0, 12.0), (9.0, 17.0))
    drawn = draw_costs(board, 200)
    truth = drawn.drawn.min(axis=1)
    found = drawn.best(0.0)[1]
    assert (truth < found - 1e-9).any()
    row = drawn.costs([0.0]).iloc[0]
    assert 0.0 < row["proven"] <= (truth >= found - 1e-9).mean()
    assert row["reached"] == 1.0


def test_with_little_room_points_of_the_frontier_stay_and_nothing_left_out_is_proven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board = either((8.0, 12.0), (9.0, 17.0), apart=True)
    limits = [point.worst for point in board.frontier().points]
    whole = draw_costs(board, 30).costs(limits)
    monkeypatch.setattr("levier.analysis.autonomy.drawn_costs.ENOUGH", 1)
    cut = draw_costs(board, 30)
    table = cut.costs(limits)
    assert (table["reached"] == 1.0).all()
    assert table["median"].tolist() == pytest.approx(whole["median"].tolist())
    none = dataclasses.replace(cut, whole=False).costs(limits)
    assert none["proven"].tolist() == [float(cost == 0.0) for cost in none["cost"]]


def test_no_draws_below_one(answer: Autonomy) -> None:
    with pytest.raises(UsageError, match="0 samples"):
        with_samples(answer, 0)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5), st.sampled_from(["", "a"])), min_size=1, max_size=4),
    st.integers(0, 20),
)
def test_a_search_for_dearer_sets_stays_within_sizes_sites_and_its_number(
    offers: list[tuple[int, int, str]], most: int
) -> None:
    steps, gain, sites = zip(*offers, strict=True)

    def evaluate(sizes: tuple[int, ...]) -> tuple[float, float]:
        return float(sum(sizes)), 20.0 - sum(g * s for g, s in zip(gain, sizes, strict=True))

    first = (0,) * len(steps)
    found = search_dearer({first: evaluate(first)}, evaluate, steps, sites, most)
    allowed = {sizes for _, sizes in cheapest_first([1.0] * len(steps), steps, sites)}
    assert len(found) == len(set(found)) <= most
    assert set(found) <= allowed - {first}
