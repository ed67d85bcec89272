"""The words: exact, neutral, and never a majority where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.system.control import Link, sentence


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (Link("a", "holds", "b", 12.5, ()), "a holds 12.5 % of b"),
        (Link("a", "holds", "b", 50.0, ()), "a holds 50 % of b"),
        (Link("a", "holds", "b", 51.0, ()), "a holds a majority (51 %) of b"),
        (Link("a", "holds", "b", 100.0, ()), "a holds 100 % of b"),
        (Link("a", "votes", "b", 31.0, ()), "a votes 31 % of the votes in b"),
        (Link("a", "is said to hold a majority of", "b", None, ()), "a is reported to hold a majority of b"),
        (Link("a", "operates", "b", None, ()), "a operates b"),
        (Link("b", "stands on", "RU", None, ()), "b stands on the territory of RU"),
        (Link("b", "crosses", "RU", None, ()), "b crosses the territory of RU"),
        (Link("b", "delivers to", "CN", None, ()), "b delivers on the market of CN"),
    ],
)
def test_each_relation_has_its_word(link: Link, said: str) -> None:
    assert sentence((link,)) == said


def test_names_stand_for_ids() -> None:
    assert (
        sentence((Link("a", "operates", "b", None, ()),), {"a": "Alpha", "b": "the line"}) == "Alpha operates the line"
    )


def test_what_holds_only_together_is_said_together() -> None:
    chain = tuple(Link(name, "holds", "x", share, ()) for name, share in (("a", 20.0), ("b", 20.0), ("c", 12.0)))
    assert sentence(chain) == "a (20 %), b (20 %) and c (12 %) together hold a majority (52 %) of x"


@given(st.floats(0.01, 50.0))
def test_half_or_less_is_never_a_majority_nor_control(share: float) -> None:
    said = sentence((Link("a", "holds", "b", share, ()),))
    assert "majority" not in said
    assert "control" not in said
