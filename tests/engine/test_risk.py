"""Expected damage and its tail over states of outages, against enumeration and by hand."""

from __future__ import annotations

import math
from itertools import chain, combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.engine import Contingency, CutList, Engine, NamedCut, Outages, Risk
from levier.errors import UsageError
from tests.engine.frozen import web

LEVELS = (0.0, 0.5, 0.9, 0.99, 0.999)
CHANCE = {"supply 0": 0.02, "supply 1": 0.05, "link 0": 0.1, "link 1": 0.2, "link 2": 0.01, "link 3": 0.3}


def table(damages: dict[tuple[str, ...], float], status: str = "optimal") -> pd.DataFrame:
    """Make a frame such as that of a sweep."""
    return pd.DataFrame({"cut": list(damages), "damage": list(damages.values()), "status": status})


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Give an engine on a small program."""
    return Engine(web(3), workers=0)


@pytest.fixture(scope="module")
def every(engine: Engine) -> dict[tuple[str, ...], float]:
    """Give the damage of each of the 64 states of six assets, each solved alone."""
    subsets = chain.from_iterable(combinations(CHANCE, size) for size in range(len(CHANCE) + 1))
    return {cut: engine.solve(Contingency(cut=cut)).damage for cut in subsets}


def by_hand(every: dict[tuple[str, ...], float]) -> tuple[np.ndarray, np.ndarray]:
    """Give damages and probabilities of all states, the plain way."""
    chance = [math.prod(p if name in cut else 1 - p for name, p in CHANCE.items()) for cut in every]
    return np.array(list(every.values())), np.array(chance)


def test_a_whole_sweep_is_what_enumeration_gives(engine: Engine, every: dict[tuple[str, ...], float]) -> None:
    risk = Risk.of(engine.sweep(k=6, assets=list(CHANCE)), Outages(CHANCE))
    damage, chance = by_hand(every)
    assert risk.unknown == 0.0
    assert len(risk.states) == 64
    assert risk.expected == pytest.approx((damage @ chance,) * 2)
    for limit in (0.0, 50.0, 200.0):
        # Optima are equal to rounding only: look between them.
        assert risk.exceedance(limit + 1e-6) == pytest.approx((chance[damage > limit + 1e-6].sum(),) * 2)
    order = np.argsort(damage)
    for level in LEVELS:
        at = np.searchsorted(np.cumsum(chance[order]), level)
        assert risk.value_at_risk(level) == pytest.approx((damage[order][at],) * 2, abs=1e-5)
        tail, left = 0.0, 1.0 - level
        for i in order[::-1]:
            part = min(left, chance[i])
            tail, left = tail + part * damage[i], left - part
        assert risk.tail_mean(level) == pytest.approx((tail / (1.0 - level),) * 2, rel=1e-6)


@pytest.mark.parametrize("k", [1, 2, 3])
def test_bounds_of_a_smaller_sweep_hold_and_close(engine: Engine, every: dict[tuple[str, ...], float], k: int) -> None:
    most = max(every.values())
    truth = Risk.of(table(every), Outages(CHANCE))
    wide = Risk.of(engine.sweep(k=k, assets=list(CHANCE)), Outages(CHANCE), most=most)
    assert wide.unknown == pytest.approx(Outages(CHANCE).beyond(k))
    narrow = Risk.of(engine.sweep(k=k + 1, assets=list(CHANCE)), Outages(CHANCE), most=most)
    asked = [
        [risk.expected, *(risk.value_at_risk(level) for level in LEVELS), *map(risk.tail_mean, LEVELS)]
        for risk in (wide, narrow, truth)
    ]
    for outer, inner, (exact, same) in zip(*asked, strict=True):
        assert exact == same
        assert outer.lower - 1e-6 <= inner.lower <= exact + 1e-6
        assert exact - 1e-6 <= inner.upper <= outer.upper + 1e-6


def test_by_hand() -> None:
    risk = Risk.of(table({("a",): 10.0, ("b",): 40.0, ("a", "b"): 100.0}), Outages({"a": 0.1, "b": 0.2}))
    # Nothing 0.72, a 0.08, b 0.18, both 0.02.
    assert risk.expected == pytest.approx((10.0,) * 2)
    assert risk.exceedance(10.0) == pytest.approx((0.2,) * 2)
    assert [risk.value_at_risk(level).lower for level in (0.72, 0.73, 0.8, 0.81, 0.98, 0.99)] == [
        0,
        10,
        10,
        40,
        40,
        100,
    ]
    assert risk.tail_mean(0.98) == pytest.approx((100.0,) * 2)
    assert risk.tail_mean(0.9) == pytest.approx(((0.02 * 100 + 0.08 * 40) / 0.1,) * 2)
    assert risk.tail_mean(0.0) == pytest.approx(risk.expected)


def test_what_was_not_swept_is_not_left_out() -> None:
    risk = Risk.of(table({("a",): 10.0}), Outages({"a": 0.5, "b": 0.5}), most=30.0)
    assert risk.unknown == pytest.approx(0.5)
    assert risk.expected == pytest.approx((2.5, 17.5))
    assert risk.exceedance(20.0) == pytest.approx((0.0, 0.5))
    assert risk.value_at_risk(0.9) == (10.0, 30.0)
    endless = Risk.of(table({("a",): 10.0}), Outages({"a": 0.5, "b": 0.5}))
    assert endless.expected == (pytest.approx(2.5), math.inf)


def test_infeasible_and_failed_states() -> None:
    frame = table({("a",): 10.0, ("b",): math.nan})
    chances = Outages({"a": 0.5, "b": 0.1})
    failed = Risk.of(frame.assign(status=["optimal", "crashed"]), chances, most=99.0)
    assert failed.unknown == pytest.approx(0.1)
    infeasible = Risk.of(frame.assign(status=["optimal", "infeasible"]), chances, most=99.0)
    assert infeasible.expected == (math.inf, math.inf)
    assert infeasible.value_at_risk(0.92) == (10.0, 99.0)
    never = Risk.of(frame.assign(status=["optimal", "infeasible"]), Outages({"a": 0.5, "b": 0.0}))
    assert never.expected == pytest.approx((5.0, 5.0))


def test_other_measures() -> None:
    frame = table({("a",): 10.0, ("b",): 40.0, ("a", "b"): 100.0}).assign(unserved=[1.0, 0.0, 3.0])
    risk = Risk.of(frame, Outages({"a": 0.1, "b": 0.2}), measure="unserved")
    assert risk.expected == pytest.approx((0.08 + 0.02 * 3,) * 2)


def test_listed_cases_exclude_each_other() -> None:
    cases = CutList(
        (NamedCut("north", ("a",), 0.1), NamedCut("both", ("b", "a"), 0.05), NamedCut("again", ("a",), 0.2))
    )
    risk = Risk.of(table({("a",): 10.0, ("a", "b"): 100.0}), cases)
    assert risk.expected == pytest.approx((8.0,) * 2)
    assert risk.unknown == 0.0
    assert Risk.of(table({("a",): 10.0}), cases, most=200.0).expected == pytest.approx((3.0, 13.0))


@given(st.lists(st.floats(0.01, 0.99), min_size=2, max_size=4), st.floats(0.0, 0.99), st.integers(0, 99))
def test_laws(chances: list[float], level: float, seed: int) -> None:
    """The tail lies above the quantile and the mean; more likely outages never do less; one state counts once."""
    names = [f"e{i}" for i in range(len(chances))]
    weight = np.random.default_rng(seed).uniform(0, 9, len(names))
    cuts = list(chain.from_iterable(combinations(range(len(names)), size) for size in range(1, len(names) + 1)))
    frame = table({tuple(names[i] for i in cut): float(weight[list(cut)].sum()) for cut in cuts})
    odds = dict(zip(names, chances, strict=True))
    risk = Risk.of(pd.concat([frame, frame]), Outages(odds))
    assert risk.expected.lower == pytest.approx(float(weight @ np.array(chances)))
    assert risk.tail_mean(level).lower >= max(risk.value_at_risk(level).lower, risk.expected.lower) - 1e-9
    worse = Risk.of(frame, Outages(odds | {names[0]: (1 + chances[0]) / 2}))
    assert worse.expected.lower >= risk.expected.lower
    assert worse.value_at_risk(level).lower >= risk.value_at_risk(level).lower
    assert worse.tail_mean(level).lower >= risk.tail_mean(level).lower - 1e-9


def test_what_is_wrong_is_said() -> None:
    frame, chances = table({("a",): 10.0}), Outages({"a": 0.5})
    with pytest.raises(UsageError, match=r"no column 'loss'; it has cut, damage, status"):
        Risk.of(frame, chances, measure="loss")
    with pytest.raises(UsageError, match=r"a does 10, beyond most=5"):
        Risk.of(frame, chances, most=5.0)
    with pytest.raises(UsageError, match=r"a does -3, beyond least=0"):
        Risk.of(table({("a",): -3.0}), chances)
    with pytest.raises(UsageError, match="least comes first"):
        Risk.of(frame, chances, least=5.0, most=1.0)
    for level in (1.0, -0.1, math.nan):
        with pytest.raises(UsageError, match="level"):
            Risk.of(frame, chances).value_at_risk(level)
        with pytest.raises(UsageError, match="level"):
            Risk.of(frame, chances).tail_mean(level)
    with pytest.raises(UsageError, match=r"'north' has no probability"):
        Risk.of(frame, CutList((NamedCut("north", ("a",)),)))
