"""Majorities, tier by tier: known answers, and laws that every frame of stakes keeps."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.system.control import controlled_by, controllers
from tests.system.control.frames import Stake, frame


@pytest.mark.parametrize(("share", "found"), [(49.99, []), (50.0, []), (50.000001, ["x"]), (100.0, ["x"])])
def test_exactly_half_is_no_majority(share: float, found: list[str]) -> None:
    assert list(controlled_by(frame(("a", "x", share)), "a")) == found


def test_shares_that_add_up_to_half_in_floats_are_no_majority() -> None:
    assert not controlled_by(frame(("a", "x", 33.3), ("a", "x", 16.7)), "a")
    assert math.fsum((33.3, 16.7)) == 50.0


def test_a_chain_needs_a_majority_at_every_tier() -> None:
    stakes = frame(("a", "b", 51), ("b", "c", 51), ("c", "d", 50))
    found = controlled_by(stakes, "a")
    assert list(found) == ["b", "c"]
    assert [(link.subject, link.object, link.share) for link in found["c"].chain] == [("a", "b", 51), ("b", "c", 51)]


def test_own_and_controlled_stakes_add_up() -> None:
    stakes = frame(("a", "b", 60), ("a", "x", 20), ("b", "x", 20), ("e", "x", 20), ("a", "e", 10))
    assert "x" not in controlled_by(stakes, "a")
    more = controlled_by(pd.concat([stakes, frame(("b", "e", 41))]), "a")
    assert more["e"].share == pytest.approx(51)
    assert more["x"].share == pytest.approx(60)


def test_the_chain_holds_what_suffices_and_no_more() -> None:
    stakes = frame(("a", "b", 100), ("a", "c", 100), ("b", "x", 45), ("c", "x", 30), ("a", "x", 5))
    control = controlled_by(stakes, "a")["x"]
    assert control.share == pytest.approx(80)
    assert [link.subject for link in control.chain] == ["a", "a", "b", "c"]


def test_several_stakes_of_one_owner_are_one_link_with_all_sources() -> None:
    control = controlled_by(frame(("a", "x", 30), ("a", "x", 25)), "a")["x"]
    assert [(link.share, link.sources) for link in control.chain] == [(55.0, ("s0", "s1"))]


def test_companies_that_own_each_other_do_not_lift_themselves() -> None:
    loop = frame(("b", "c", 60), ("c", "b", 60), ("a", "b", 40), ("a", "c", 40))
    assert not controlled_by(loop, "a")
    assert list(controlled_by(loop, "b")) == ["c"]


def test_a_majority_in_a_loop_reaches_the_whole_loop() -> None:
    loop = frame(("a", "b", 51), ("b", "c", 60), ("c", "b", 49))
    found = controlled_by(loop, "a")
    assert list(found) == ["b", "c"]
    assert all(link.subject in ("a", "b") for link in found["c"].chain)


def test_votes_and_equity_are_never_added() -> None:
    assert not controlled_by(frame(("a", "x", 31), ("a", "x", 31, "voting")), "a")
    assert controlled_by(frame(("a", "x", 30), ("a", "x", 51, "voting")), "a")["x"].kind == "voting"


def test_equity_does_not_suffice_where_others_cast_half_of_the_votes() -> None:
    assert not controlled_by(frame(("a", "x", 60), ("b", "x", 50, "voting")), "a")
    assert controlled_by(frame(("a", "x", 60), ("b", "x", 49, "voting")), "a")
    assert controlled_by(frame(("a", "x", 60), ("a", "b", 100), ("b", "x", 50, "voting")), "a")["x"].kind == "equity"


def test_a_majority_said_without_a_figure_counts_and_has_no_share() -> None:
    control = controlled_by(frame(("a", "x", None, "majority")), "a")["x"]
    assert math.isnan(control.share)
    assert control.chain[0].relation == "is said to hold a majority of"


def test_running_a_company_counts_only_when_asked() -> None:
    stakes = frame(("a", "x", None, "operatorship"), ("x", "y", 80))
    assert not controlled_by(stakes, "a")
    assert {name: control.kind for name, control in controlled_by(stakes, "a", operatorship=True).items()} == {
        "x": "operatorship",
        "y": "equity",
    }


def test_controllers_are_all_who_control() -> None:
    stakes = frame(("a", "b", 60), ("b", "c", 60), ("d", "c", 40), ("d", "b", 40))
    assert list(controllers(stakes, "c")) == ["a", "b"]
    assert not controllers(stakes, "d")


NAMES = ("a", "b", "c", "d", "e")
STAKES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(1, 60)).filter(lambda row: row[0] != row[1]),
    min_size=1,
    max_size=10,
)


@settings(max_examples=30, deadline=None)
@given(STAKES, st.sampled_from(NAMES))
def test_every_tier_of_every_chain_is_told_and_a_majority(rows: list[Stake], actor: str) -> None:
    stakes = frame(*rows)
    for holding, control in controlled_by(stakes, actor).items():
        inside = {actor}
        for held in dict.fromkeys(link.object for link in control.chain):
            tier = [link for link in control.chain if link.object == held]
            assert {link.subject for link in tier} <= inside
            assert math.fsum(link.share or 0 for link in tier) > 50
            for link in tier:
                told = stakes[(stakes["owner"] == link.subject) & (stakes["holding"] == held)]
                assert told["share"].sum() == pytest.approx(link.share)
            inside.add(held)
        assert control.chain[-1].object == holding


@settings(max_examples=30, deadline=None)
@given(STAKES, st.sampled_from(NAMES), st.data())
def test_deleting_a_stake_never_adds_control(rows: list[Stake], actor: str, data: st.DataObject) -> None:
    stakes = frame(*rows)
    gone = data.draw(st.integers(0, len(rows) - 1))
    assert set(controlled_by(stakes.drop(index=gone), actor)) <= set(controlled_by(stakes, actor))
