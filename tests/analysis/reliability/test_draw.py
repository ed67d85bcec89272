"""States drawn beyond an order have the probabilities of the states beyond it."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.analysis.reliability.draw import drawn_beyond
from levier.engine import Outages
from levier.errors import UsageError

COUNT = 4000


def test_frequencies_are_those_of_the_exact_states() -> None:
    outages = Outages({"a": 0.05, "b": 0.4, "c": 0.2, "d": 0.9, "e": 0.0})
    drawn = Counter(drawn_beyond(outages, 1, COUNT, 3))
    names = [name for name in outages.names if name != "e"]
    states = list(chain.from_iterable(combinations(names, size) for size in (2, 3, 4)))
    chance = outages.exact(states) / outages.beyond(1)
    assert chance.sum() == pytest.approx(1.0)
    assert set(drawn) <= set(states)
    found = np.array([drawn[state] for state in states]) / COUNT
    assert np.all(np.abs(found - chance) <= 4 * np.sqrt(chance * (1 - chance) / COUNT))


@given(
    chances=st.lists(st.floats(0.001, 0.999), min_size=1, max_size=7),
    order=st.integers(0, 6),
    seed=st.integers(0, 99),
)
@settings(max_examples=30, deadline=None)
def test_every_state_drawn_is_beyond_the_order(chances: list[float], order: int, seed: int) -> None:
    outages = Outages({f"e{i}": value for i, value in enumerate(chances)})
    if order >= len(chances):
        with pytest.raises(UsageError, match="never out at once"):
            drawn_beyond(outages, order, 5, seed)
        return
    states = drawn_beyond(outages, order, 5, seed)
    assert all(len(state) > order for state in states)
    assert states == drawn_beyond(outages, order, 5, seed)
