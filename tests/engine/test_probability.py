"""Probabilities of exact states of independent outages."""

from __future__ import annotations

import math
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
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


UNITS = st.dictionaries(st.sampled_from("abc"), st.tuples(st.floats(0, 1), st.integers(1, 3)), min_size=1)


@given(UNITS)
@settings(max_examples=30, deadline=None)
def test_states_of_units_are_those_of_as_many_elements_put_together(drawn: dict[str, tuple[float, int]]) -> None:
    outages = Outages({name: value for name, (value, _) in drawn.items()}, {name: n for name, (_, n) in drawn.items()})
    alone = Outages({f"{name}{i}": value for name, (value, n) in drawn.items() for i in range(n)})
    together: dict[tuple[str, ...], float] = {}
    every = states(alone.names)
    for state, chance in zip(every, alone.exact(every).tolist(), strict=True):
        key = tuple(name[0] for name in state)
        together[key] = together.get(key, 0.0) + chance
    found = list(outages.states(len(alone.names)))
    assert set(found) == set(together)
    assert len(found) == len(set(found)) == outages.count(len(alone.names))
    assert outages.exact(found) == pytest.approx([together[state] for state in found], abs=1e-12)
    for order in range(4):
        assert outages.count(order) == len(list(outages.states(order)))
        assert outages.beyond(order) == pytest.approx(alone.beyond(order), abs=1e-12)
    assert [len(state) for state in outages.drawn(20, 1)] == [len(state) for state in alone.drawn(20, 1)]


def test_units_by_hand() -> None:
    outages = Outages({"line": 0.5, "plant": 0.1, "sure": 1.0}, {"plant": 3, "sure": 2})
    found = outages.exact([("sure", "sure"), ("sure", "sure", "plant", "plant"), ("sure", "plant"), ("line",)])
    assert found == pytest.approx([0.5 * 0.729, 0.5 * 3 * 0.01 * 0.9, 0.0, 0.0])
    assert outages.each == ("line", "plant", "plant", "plant", "sure", "sure")


@pytest.mark.parametrize(
    ("units", "message"),
    [
        ({"plants": 2}, "units of 'plants', which has no probability; nearest: plant"),
        ({"plant": 0}, "'plant' has 0 units; a whole number from 1 on is needed"),
        ({"plant": 1.5}, r"'plant' has 1.5 units"),
    ],
)
def test_units_that_make_no_sense_are_refused(units: dict[str, int], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Outages({"plant": 0.1}, units)
    with pytest.raises(UsageError, match="3 units of 'plant' are out, and it has 2"):
        Outages({"plant": 0.1}, {"plant": 2}).exact([("plant",) * 3])
