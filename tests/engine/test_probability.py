"""Probabilities of exact states of independent outages."""

from __future__ import annotations

import math
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.engine import Outages
from levier.errors import UsageError

CHANCES = st.lists(st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0])), min_size=1, max_size=8)


def states(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """List every subset."""
    return list(chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)))


def test_by_hand() -> None:
    outages = Outages({"a": 0.1, "b": 0.2, "c": 0.5})
    found = outages.exact([(), ("a",), ("c", "b"), ("a", "b", "c")])
    assert found == pytest.approx([0.9 * 0.8 * 0.5, 0.1 * 0.8 * 0.5, 0.9 * 0.2 * 0.5, 0.1 * 0.2 * 0.5])
    assert outages.beyond(2) == pytest.approx(0.01)
    assert outages.beyond(-1) == pytest.approx(1.0)
    assert outages.order(0.01 + 1e-12) == 2
    assert outages.order(0.0) == 3


@given(CHANCES)
def test_all_states_sum_to_one_and_those_beyond_a_size_to_the_tail(chances: list[float]) -> None:
    outages = Outages({f"e{i}": value for i, value in enumerate(chances)})
    every = states(outages.names)
    found = outages.exact(every)
    assert (found >= 0).all()
    assert math.fsum(found) == pytest.approx(1.0, abs=1e-12)
    sizes = np.array([len(state) for state in every])
    for order in range(len(chances) + 1):
        assert found[sizes > order].sum() == pytest.approx(outages.beyond(order), abs=1e-12)


@given(CHANCES, st.floats(0, 1))
def test_the_order_is_the_smallest_that_neglects_no_more(chances: list[float], neglected: float) -> None:
    outages = Outages({f"e{i}": value for i, value in enumerate(chances)})
    order = outages.order(neglected)
    assert outages.beyond(order) <= neglected + 1e-12
    assert order == 0 or outages.beyond(order - 1) > neglected


def test_bare_names_serve_where_they_are_unique() -> None:
    outages = Outages({"pipe": 0.25, "Generator:port": 0.5})
    assert outages.exact([("Link:pipe",)]).tolist() == [0.125]
    assert outages.exact([("Link:pipe", "Generator:port")]).tolist() == [0.125]
    with pytest.raises(UsageError, match=r"'pipe' may be 'Link:pipe' or 'Line:pipe'"):
        outages.exact([("Link:pipe",), ("Line:pipe",)])


def test_drawn_states_follow_the_probabilities() -> None:
    outages = Outages({"a": 0.5, "b": 0.1, "never": 0.0, "always": 1.0})
    drawn = outages.drawn(20_000, seed=3)
    assert drawn == outages.drawn(20_000, seed=3)
    assert drawn != outages.drawn(20_000, seed=4)
    for state, chance in zip(
        states(("a", "b")), outages.exact([(*s, "always") for s in states(("a", "b"))]), strict=True
    ):
        share = drawn.count((*state, "always")) / len(drawn)
        assert share == pytest.approx(chance, abs=4 * math.sqrt(chance / len(drawn)))


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(UsageError, match=r"'a' is 1.5; a number from 0 to 1"):
        Outages({"a": 1.5})
    with pytest.raises(UsageError, match="nan"):
        Outages({"a": float("nan")})
    with pytest.raises(UsageError, match=r"1 elements have no probability, such as 'Link:pip'.*nearest: Link:pipe"):
        Outages({"Link:pipe": 0.1}).exact([("Link:pip",)])
