"""Options, actors and demand out of a small package, and the whole answer for it, worked out by hand."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from levier.analysis.autonomy import Autonomy, Question, answer_autonomy, board_of
from levier.analysis.autonomy.told import sentences
from levier.errors import DatasetError, UsageError
from levier.system import System
from levier.system.long import Capital
from tests.system import toys

OPTIONS = (
    {"id": "opt_own", "kind": "supply", "place": "city", "capacity": 2, "cost_low": 100, "cost_high": 140,
     "lead_years": 3, "vendor": "op_b"},
    {"id": "opt_direct", "kind": "corridor", "place": "field", "to": "city", "capacity": 4, "cost_low": 500,
     "territory": "AA;CC", "lead_years": 5},
    {"id": "opt_cavern", "kind": "storage", "place": "city", "capacity": 2, "unit": "bcm", "cost_high": 20,
     "available_from": "2028"},
    {"id": "opt_late", "kind": "supply", "place": "city", "capacity": 9, "cost_low": 1, "available_from": "2035"},
    {"id": "opt_free", "kind": "corridor", "place": "field", "to": "city", "capacity": 2},
    {"id": "opt_blank", "kind": "supply", "place": "city", "cost_low": 1, "lead_years": 1},
    {"id": "opt_done", "kind": "supply", "place": "city", "capacity": 1, "cost_low": 1, "status": "completed, 2020"},
    {"id": "opt_away", "kind": "supply", "place": "far", "capacity": 1, "cost_low": 1, "lead_years": 1},
    {"id": "opt_dead", "kind": "corridor", "place": "far", "to": "city", "capacity": 1, "cost_low": 1,
     "lead_years": 1},
    {"id": "opt_berth", "kind": "berths", "place": "city", "capacity": 1, "cost_low": 1, "lead_years": 1},
)  # fmt: skip
ONE_YEAR = Capital(rate=0.0, life=1.0)


def world(*options: toys.Row, forecast: float | None = None) -> System:
    """Gas of AA through BB to CC, which uses 5: 3 worth 100, 2 worth 300 each, together 900 M USD a year."""
    observations = [toys.report("use", 5, unit="bcm")]
    if forecast is not None:
        plan = {"unit": "bcm", "kind": "plan", "use": "false", "measure": "demand_forecast"}
        observations.append(toys.report("use", forecast, "2033", **plan))
    rows = [{"carrier": "gas", "unit": "bcm/a", **row} for row in options or OPTIONS]
    tables = toys.tables(
        {"field": "AA", "mid": "BB", "city": "CC", "far": "BB"},
        supplies=[toys.supply("wells", "field", "gas", 20, cost=10)],
        corridors=[
            toys.corridor("first", "gas", ("field", "mid"), 5, capacity=12, territory="AA;BB"),
            toys.corridor("second", "gas", ("mid", "city"), 15, territory="BB;CC"),
        ],
        demands=[toys.demand("use", "city", "gas", "0.6:100;0.4:300")],
        options=rows,
        stakes=[{"id": "none", "owner": "op_c", "holding": "nothing", "share": 1, "kind": "equity"}],
        observations=observations,
    )
    return toys.system(tables)


QUESTION = Question("CC", ("gas",), 2030, steps=1, decks=("base",), capital=ONE_YEAR)


def near(value: float) -> Any:
    """Compare as closely as the base year is estimated."""
    return pytest.approx(value, abs=2e-5 * (1.0 + abs(value)))


@pytest.fixture(scope="module")
def answer() -> Autonomy:
    """Ask for the gas of CC in 2030, with a limit of a third, in both variants."""
    return answer_autonomy(world(), QUESTION, 0.35, own=(0.35,))


def test_what_enters_and_what_is_left_out_with_the_reason(answer: Autonomy) -> None:
    assert answer.offers["option"].tolist() == ["opt_own", "opt_direct", "opt_cavern"]
    assert answer.offers["available"].tolist() == [2027, 2029, 2028]
    assert answer.left_out.set_index("option")["reason"].to_dict() == {
        "opt_late": "not before 2035",
        "opt_free": "no cost",
        "opt_blank": "no capacity (opt_blank)",
        "opt_done": "completed, 2020",
        "opt_away": "does not stand on, cross or end in CC",
        "opt_berth": "a row of kind berths has no flow of its own in a yearly program (opt_berth)",
        "opt_dead": "nothing supplies far gas",
    }


def test_the_frontier_by_hand(answer: Autonomy) -> None:
    # AA and BB can each take everything. The cavern's 2 serve the best tier: 300 of 900 stay lost to either. Its own
    # supply (built by BB's op_b) adds 2 for AA's closure alone; the direct line 4 for BB's. All three: AA leaves
    # 2 + 2 of 5, BB 4 + 2.
    found = [(point.cost, near(point.worst)) for point in answer.board.frontier().points]
    assert found == [(0.0, 1.0), (20.0, 1 / 3), (640.0, 1 / 9)]
    assert answer.best is not None
    assert answer.best.cost == 20.0
    assert answer.points.iloc[-1]["built"] == ("opt_own", "opt_direct", "opt_cavern")
    assert set(answer.points.iloc[0]["binding"]) >= {"AA", "BB"}


def test_country_first_is_the_same_where_nothing_is_sold(answer: Autonomy) -> None:
    row = answer.country_first.iloc[0]
    assert (row["cost"], row["bound"], row["built"]) == (20.0, 20.0, ("opt_cavern",))
    assert row["worst"] == near(1 / 3)


def test_regret_of_what_nothing_else_can_do(answer: Autonomy) -> None:
    rows = answer.regret[(answer.regret["limit"] == 0.35)].set_index("option")
    # Without the cavern, AA leaves 2 by its own supply, BB 4 by the direct line: 120 + 500 instead of 20.
    assert rows.loc["opt_cavern", "cost_without"] == near(620.0)
    assert rows.loc["opt_cavern", "regret"] == near(600.0)


def test_the_vendor_and_its_home_can_stop_what_it_built(answer: Autonomy) -> None:
    board = answer.board
    sizes = [0] * len(board.offers)
    sizes[[offer.name for offer in board.offers].index("opt_own")] = 1
    loss = dict(zip([closure.actors for closure in board.closures], board.losses(sizes), strict=True))
    by_actor = {actor: share for actors, share in loss.items() for actor in actors}
    assert by_actor["AA"] == near(1 / 3)
    assert by_actor["BB"] == near(1.0)
    assert by_actor["op_b"] == near(0.0)
    assert "CC" not in by_actor
    assert any(ground == "home" for closure in board.closures for _, ground, _ in closure.grounds)


def test_demand_grows_along_a_line_to_the_forecast() -> None:
    # 5 in 2023, 10 in 2033: 8.5 in 2030. The base year's value stays the measure: a closure takes 1.7 times of it.
    board = board_of(world(forecast=10.0), QUESTION, "base")
    assert board.growth[0][:2] == ("use", near(1.7))
    assert board.network.base == near(900.0)
    assert board.losses([0, 0, 0]).max() == near(1.7)


def test_a_short_closure_draws_the_stock_faster() -> None:
    # 2 in three months are 8 a year: nothing is lost.
    board = board_of(world(), dataclasses.replace(QUESTION, months=3), "base")
    assert [(p.cost, near(p.worst)) for p in board.frontier().points] == [(0.0, 0.25), (20.0, 0.0)]


def test_single_outages_count_where_asked() -> None:
    board = board_of(world(), dataclasses.replace(QUESTION, outages=True), "base")
    names = {closure.name for closure in board.closures if closure.outage}
    assert {"wells", "first", "second", "opt_own", "opt_cavern"} <= names
    assert board.frontier().points[0].worst == near(1.0)


def test_sentences_name_cost_actor_and_option(answer: Autonomy) -> None:
    told = sentences(answer)
    assert len(told) == 3
    assert "100.0%" in told[0]
    assert "20 M USD a year" in told[1]
    assert "opt_cavern" in told[1]
    assert "600 M USD a year more" in told[2]


def test_the_limit_asked_for_is_never_dropped_beside_a_step_of_the_frontier() -> None:
    system = world()
    step = board_of(system, QUESTION, "base").frontier().points[1].worst
    for asked in (step - 3e-7, step + 3e-7):
        found = answer_autonomy(system, QUESTION, asked)
        assert asked in found.limits
        assert found.points["limit"].is_monotonic_decreasing
        # Just below the step another set is needed, and the step itself stays; just above it is the same.
        assert (step in found.limits) == (asked < step)
        assert len(sentences(found)) == 3


def test_what_is_found_is_told_apart_from_what_is_proven() -> None:
    system = world()

    def told(limit: float, most: int) -> dict[str, str]:
        found = answer_autonomy(system, dataclasses.replace(QUESTION, most=most), limit)
        return {each.key: each for each in sentences(found)}

    assert "costs CC 640 M USD a year at mean stated costs" in told(0.2, 1000)["autonomy_limit_costs"]
    # Two sets are enumerated, up to 120; that of 640 is found among dearer ones.
    said = told(0.35, 2)["autonomy_limit_costs"]
    assert "costs CC 20 M USD a year" in said
    none = told(0.2, 2)["autonomy_none_evaluated"]
    assert "sets of options evaluated for 2030 keeps it within 20.0%" in none
    assert "Every set below 120 M USD a year was evaluated" in none
    assert "No set of options" in told(0.05, 1000)["autonomy_no_set"]


def test_a_cost_that_is_only_found_is_an_upper_bound_beside_what_is_proven() -> None:
    found = answer_autonomy(world(), QUESTION, 0.35)
    for key, frontier in found.board.frontiers.items():
        points = tuple(dataclasses.replace(point, sure=point.cost < 15.0) for point in frontier.points)
        found.board.frontiers[key] = dataclasses.replace(frontier, points=points, complete_to=15.0)
    told = {each.key: each for each in sentences(found)}["autonomy_limit_at_most"]
    assert "at most 20 M USD a year at mean stated costs; at least 15 is proven" in told
    assert "(the same over stated costs, as found, not proven)" in told
    assert not found.points.set_index("limit").loc[0.35, "interval_sure"]


def test_one_deck_and_one_figure_are_told_as_one(answer: Autonomy) -> None:
    told = {each.key: each for each in sentences(answer)}
    assert "price decks" not in "".join(told.values())
    assert "by a closure of 12 months. Demand" in told["autonomy_imposed"]
    assert "(the same over stated costs)" in told["autonomy_limit_costs"]
    assert "the whole at 20 M USD" in told["autonomy_hangs"]


def test_options_without_which_nothing_does_are_all_named() -> None:
    told = {each.key: each for each in sentences(answer_autonomy(world(), QUESTION, 0.2))}
    said = told["autonomy_hangs_alike"]
    assert all(name in said for name in ("opt_own", "opt_direct", "opt_cavern"))
    assert "the whole at 100 to 140 M USD" in said
    assert "no set of the others would do" in said


def test_own_sales_are_named_where_they_count() -> None:
    told = sentences(answer_autonomy(world(), dataclasses.replace(QUESTION, sales=True)))
    assert "of what it was served and sold of its own in 2023" in told[0]


def test_a_bad_row_is_named() -> None:
    bad = {"id": "opt_bad", "kind": "supply", "place": "city", "capacity": 2, "unit": "Mt/a", "cost_low": 1}
    with pytest.raises(DatasetError, match=r"options\.csv: opt_bad"):
        board_of(world({**bad, "lead_years": 1}), QUESTION, "base")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"country": "XX"}, "no country 'XX'"),
        ({"families": ("gaz",)}, "no family of carriers 'gaz'; there are"),
        ({"horizon": 2020}, "horizon 2020 lies before the base year 2023"),
        ({"months": 13}, "months 13 is out of range; 1 to 12"),
        ({"country": "AA"}, "AA is served nothing of gas"),
    ],
)
def test_what_cannot_be_asked(change: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        answer_autonomy(world(), dataclasses.replace(QUESTION, **change))  # type: ignore[arg-type] - wrong on purpose
