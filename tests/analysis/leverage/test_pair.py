"""One actor over one country: durations, answer, frontier, what helps, intervals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from levier.analysis import case_of
from levier.analysis.leverage import (
    Leverage,
    control_of,
    evaluate,
    frontier_of,
    leverage_intervals,
    leverage_of,
    ratio_of,
    threats_of,
    what_helps,
)
from levier.errors import UsageError
from levier.system import System


@pytest.fixture(scope="module")
def pair(oil: System) -> Leverage:
    return leverage_of(oil, "BB", "AA", durations=(1, 3), seasons=(1, 7), workers=0)


def test_both_directions_of_every_window(pair: Leverage) -> None:
    whole = pair.terms[pair.terms["layer"] == ""]
    windows = set(zip(whole["actor"], whole["months"], whole["start"], whole["thirds"], strict=True))
    assert len(windows) == 2 * 2 * 2 * 2
    assert set(whole["actor"]) == {"AA", "BB"}
    assert (whole["status"] == "optimal").all()
    assert whole["total"].to_numpy() == pytest.approx((whole["loss"] + whole["own"] + whole["others"]).to_numpy())


def test_longer_closures_impose_more(pair: Leverage) -> None:
    assert pair.term(3, 1)["loss"] > pair.term(1, 1)["loss"] > 0
    assert pair.term(3, 1, over="BB")["actor"] == "AA"


def test_who_loses_adds_up(pair: Leverage) -> None:
    row = pair.term(3, 1)
    assert pair.thirds["loss"].sum() == pytest.approx(row["total"], rel=1e-6)
    assert pair.headline.over == "AA"
    assert pair.own_size.gdp is None


def test_no_set_of_the_frontier_is_beaten(pair: Leverage) -> None:
    best, sets = pair.frontier.best, pair.frontier.sets
    assert best["own"].is_monotonic_increasing
    assert best["loss"].is_monotonic_increasing
    for row in best.to_dict("records"):
        cheaper = sets[(sets["own"] <= row["own"]) & (sets["status"] == "optimal")]
        assert cheaper["loss"].max() <= row["loss"] * (1 + 1e-3) + 1.0


def test_shippers_are_told_apart_on_the_frontier(oil: System) -> None:
    found = frontier_of(case_of(oil, by="asset"), control_of(oil, "BB"), "BB", "AA", workers=0)
    assert {"trunk_line [AA]", "trunk_line [BB]"} <= set(found.things["thing"])
    alone = found.sets[found.sets["cut"] == ("trunk_line [AA]",)].iloc[0]
    both = found.sets[found.sets["cut"] == ("trunk",)].iloc[0]
    assert alone["loss"] == pytest.approx(both["loss"], rel=0.05)
    assert alone["own"] < 0.5 * both["own"]


def test_more_room_on_the_way_round_saves_what_the_wider_network_loses_less(oil: System) -> None:
    case = case_of(oil, by="asset", months=12)
    threat = next(t for t in threats_of(case, "BB", control_of(oil, "BB"), ["AA"]) if t.over == "AA")
    helps = what_helps(case, threat, "AA", workers=0).set_index("asset")
    assert "trunk_a" not in helps.index
    assert helps["saved"].is_monotonic_decreasing
    program, flex = case.program, case.components
    name = flex.index[(flex["asset"] == "rail_c") & (flex["tranche"] == "flex")][0]
    at = program.positions("Link", [name], list(program.snapshots))
    wide = program.bounded(at, program.lp.column_lower[at], program.lp.column_upper[at] + 1.0)
    lost = [
        evaluate(each, [threat], workers=0, sales=False).table.iloc[0] for each in (case, replace(case, program=wide))
    ]
    assert helps.at["rail_c", "saved"] == pytest.approx(lost[0]["loss AA"] - lost[1]["loss AA"], rel=1e-6)
    assert helps.at["rail_c", "saved_all"] == pytest.approx(lost[0]["loss"] - lost[1]["loss"], rel=1e-6)
    # A tonne by rail brings 520 less 50 for carriage, at the field it costs 20 or 30; its room is short for months.
    assert 100 < helps.at["rail_c", "saved"] < 500


def test_the_frontier_reaches_what_the_answer_leads_with(pair: Leverage) -> None:
    best = pair.frontier.best
    assert best["loss"].max() >= pair.term(3, 1)["loss"] - 1.0
    row = pair.term(3, 1)
    no_dearer = best[best["own"] <= row["own"] + 1e-6]
    assert no_dearer["loss"].max() >= row["loss"] * (1 - 1e-3) - 1.0


def test_one_side_has_no_leverage_over_itself(oil: System) -> None:
    with pytest.raises(UsageError, match="one side"):
        leverage_of(oil, "op_a", "AA")
    with pytest.raises(UsageError, match="nothing of"):
        leverage_of(oil, "BB", "op_c")


def test_no_ratio_where_the_own_loss_may_be_nothing() -> None:
    assert ratio_of(10.0, 2.0, 1.0, 3.0) == pytest.approx(5.0)
    assert ratio_of(10.0, 2.0, -1.0, 3.0) is None
    assert ratio_of(10.0, -2.0, -3.0, -1.0) == pytest.approx(-5.0)


def test_intervals_hold_the_value_and_come_again_with_the_seed(oil: System) -> None:
    asked = {"samples": 4, "seed": 3, "months": (3,), "workers": 0}
    one, two = (leverage_intervals(oil, "BB", "AA", **asked) for _ in range(2))
    row = one.table.iloc[0]
    assert (row["actor"], row["over"], row["ratio"]) == ("BB", "AA", None)
    assert set(one.table["actor"]) == {"AA", "BB"}
    assert row["loss_low"] < row["loss"] < row["loss_high"]
    assert row["own_low"] <= row["own"] <= row["own_high"]
    assert one.table.equals(two.table)
