"""Economic interest: hand-computed chains and loops, and shares that always add up to the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.errors import DatasetError
from levier.system.control import NOT_TOLD, TOLD_TWICE, economic_interest, ultimate_interest
from tests.system.control.frames import Stake, frame


def test_chains_multiply_and_parallel_ways_add() -> None:
    table = economic_interest(frame(("a", "b", 60), ("b", "x", 50), ("a", "c", 20), ("c", "x", 30), ("a", "x", 10)))
    assert table.at["a", "x"] == pytest.approx(0.6 * 50 + 0.2 * 30 + 10)
    assert table.at["b", "x"] == pytest.approx(50)


def test_what_is_not_told_is_a_row_along_the_chains_too() -> None:
    table = economic_interest(frame(("a", "b", 93), ("b", "x", 50), ("c", "x", 50)))
    assert table.at[NOT_TOLD, "b"] == pytest.approx(7)
    assert table.at[NOT_TOLD, "x"] == pytest.approx(3.5)
    assert table.at["a", "b"] == 93


def test_shares_over_the_whole_are_told_and_not_rescaled() -> None:
    table = economic_interest(frame(("a", "x", 80), ("b", "x", 30)))
    assert table.at["a", "x"] == 80
    assert table.at[TOLD_TWICE, "x"] == pytest.approx(10)
    assert table.at[NOT_TOLD, "x"] == 0


def test_a_loop_of_cross_holdings_is_solved() -> None:
    """An outsider holds 50 of x, y the other 50; x holds 50 of y: of x 0.5 / (1 - 0.25) = 2/3, of y half of that."""
    table = economic_interest(frame(("z", "x", 50), ("y", "x", 50), ("x", "y", 50)))
    assert table.at["z", "x"] == pytest.approx(200 / 3)
    assert table.at["z", "y"] == pytest.approx(100 / 3)
    assert table.at[NOT_TOLD, "x"] == pytest.approx(100 / 3)
    assert table.at["y", "x"] == pytest.approx(50)


def test_a_loop_without_anyone_outside_is_refused_by_name() -> None:
    with pytest.raises(DatasetError, match=r"x, y own each other wholly"):
        economic_interest(frame(("x", "y", 100), ("y", "x", 100), ("a", "b", 10)))


def test_votes_majorities_and_unknown_shares_are_no_interest() -> None:
    stakes = frame(("a", "x", 40), ("b", "x", 60, "voting"), ("c", "x", None), ("d", "x", None, "majority"))
    table = economic_interest(stakes)
    assert list(table.index) == ["a", NOT_TOLD, TOLD_TWICE]
    assert table.at[NOT_TOLD, "x"] == pytest.approx(60)


def test_no_stakes_no_interest() -> None:
    assert list(economic_interest(frame(("a", "x", 60, "voting"))).columns) == []


ROWS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(1, 24)).filter(
        lambda row: row[0] != row[1]
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_last_owners_and_what_is_not_told_make_the_whole(rows: list[Stake]) -> None:
    stakes = frame(*rows)
    if (stakes.groupby("holding")["share"].sum() > 95).any():
        return
    table = ultimate_interest(stakes)
    total = table.drop(index=TOLD_TWICE).sum() - table.loc[TOLD_TWICE]
    assert np.allclose(total, 100)
