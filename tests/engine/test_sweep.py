"""Sweeps: what is pruned or summed equals what is solved, and what is true of every cut holds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.engine import Contingency, Engine, Progress
from levier.errors import LevierError, UsageError
from tests.engine.frozen import web

# A seed with which nothing cut is feasible and some single cuts are not.
TIGHT = 7
COLUMNS = ["cut", "objective", "damage", "solved", "status", "ms"]


def alone(engine: Engine, cuts: pd.Series) -> np.ndarray:
    """Solve every cut by itself, cold or nearly so."""
    return np.array([engine.solve(Contingency(cut=cut)).objective for cut in cuts])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("minimum", [0.0, 0.4])
def test_pruned_equals_unpruned(seed: int, minimum: float) -> None:
    engine = Engine(web(seed, minimum=minimum), workers=0)
    pruned = engine.sweep(k=3)
    full = engine.sweep(k=3, prune=False)
    assert full["solved"].all()
    assert pruned["solved"].sum() < 0.8 * len(pruned)
    assert pruned["cut"].tolist() == full["cut"].tolist()
    assert pruned["status"].tolist() == full["status"].tolist()
    assert pruned["objective"].to_numpy() == pytest.approx(full["objective"].to_numpy(), rel=1e-9, nan_ok=True)


def test_every_row_is_what_solving_it_alone_gives() -> None:
    engine = Engine(web(7, minimum=0.3), workers=0)
    frame = engine.sweep(k=2)
    assert list(frame.columns) == COLUMNS
    assert frame["objective"].to_numpy() == pytest.approx(alone(engine, frame["cut"]), rel=1e-9)
    assert frame["damage"].to_numpy() == pytest.approx(frame["objective"].to_numpy() - engine.base.objective)
    count = len(engine.program.assets)
    assert len(frame) == count + count * (count - 1) // 2
    assert frame.attrs["complete"]


def test_infeasible_cuts_are_rows_without_numbers() -> None:
    engine = Engine(web(TIGHT, shed=False, links=14), workers=0)
    assets = [name for name in engine.program.assets if not name.startswith("Store")]
    frame, full = engine.sweep(2, assets), engine.sweep(2, assets, prune=False)
    assert set(frame["status"]) == {"optimal", "infeasible"}
    assert frame["status"].tolist() == full["status"].tolist()
    assert frame.loc[frame["status"] == "infeasible", "damage"].isna().all()
    assert frame.loc[frame["status"] == "optimal", "damage"].notna().all()
    # What is infeasible stays so: no wider cut is solved.
    dead = {
        cut[0]
        for cut, status in zip(frame["cut"], frame["status"], strict=True)
        if status != "optimal" and len(cut) == 1
    }
    wider = frame["cut"].map(lambda cut: len(cut) > 1 and not dead.isdisjoint(cut))
    assert wider.any()
    assert not frame.loc[wider, "solved"].any()


@pytest.mark.parametrize("parts", [2])
def test_cuts_in_independent_parts_add_up_without_a_solve(parts: int) -> None:
    program = web(3, buses=8, links=14, parts=parts)
    frame = Engine(program, workers=0).sweep(k=2)
    block = dict(zip(program.assets, program.parts.assets.tolist(), strict=True))
    damage = {cut[0]: value for cut, value in zip(frame["cut"], frame["damage"], strict=True) if len(cut) == 1}
    apart = frame[frame["cut"].map(lambda cut: len({block[name] for name in cut}) > 1)]
    assert len(apart)
    assert not apart["solved"].any()
    sums = apart["cut"].map(lambda cut: sum(damage[name] for name in cut))
    assert apart["damage"].to_numpy() == pytest.approx(sums.to_numpy(), abs=1e-7)


def test_groups_windows_and_derates() -> None:
    engine = Engine(web(5, periods=3), workers=0, groups={"north": ("link 0", "link 1"), "south": ("supply 0",)})
    frame = engine.sweep(k=2, start="2024-02", keep=0.5)
    assert frame["cut"].tolist() == [("north",), ("south",), ("north", "south")]
    share = {"link 0": 0.5, "link 1": 0.5, "supply 0": 0.5}
    both = engine.solve(Contingency(derate=share, start="2024-02"))
    assert frame["objective"].iloc[-1] == pytest.approx(both.objective, rel=1e-9)
    mixed = engine.sweep(k=1, assets=["north", "supply 1"])
    assert mixed["cut"].tolist() == [("north",), ("Generator:supply 1",)]


def test_listed_cuts() -> None:
    engine = Engine(web(9), workers=0)
    wanted = [("link 0", "supply 1", "link 3", "link 4"), ("supply 0",), ("link 1", "link 1", "link 2")]
    frame = engine.sweep(cuts=wanted)
    assert frame["cut"].map(len).tolist() == [4, 1, 2]
    assert frame["objective"].to_numpy() == pytest.approx(alone(engine, frame["cut"]), rel=1e-9)
    full = engine.sweep(cuts=wanted, prune=False)
    assert frame["objective"].to_numpy() == pytest.approx(full["objective"].to_numpy(), rel=1e-9)


def test_progress_is_told() -> None:
    told: list[Progress] = []
    engine = Engine(web(1), workers=0)
    frame = engine.sweep(k=2, on_progress=told.append)
    assert told[-1].done == told[-1].total == len(frame)
    assert told[-1].pruned == pytest.approx(1 - frame["solved"].mean())


def test_wrong_arguments() -> None:
    engine = Engine(web(1), workers=0)
    with pytest.raises(LevierError, match="nearest: link"):
        engine.sweep(assets=["link O"])
    with pytest.raises(UsageError, match="twice"):
        engine.sweep(assets=["link 0", "Link:link 0"])
    for wrong in ({"assets": "link 0"}, {"cuts": ["link 0"]}, {"groups": {"all": "link 0"}}):
        with pytest.raises(UsageError, match=r"such as \['link 0'\]"):
            engine.sweep(**wrong)
    with pytest.raises(UsageError, match="named 'damage'"):
        engine.sweep(measures={"damage": np.zeros(engine.program.lp.shape[1])})
    with pytest.raises(UsageError, match="at least 1"):
        engine.sweep(k=0)
    with pytest.raises(UsageError, match="2024-01"):
        engine.sweep(start="2031")
    with pytest.raises(UsageError, match=r"too many.*worst"):
        Engine(web(1, buses=30, links=400), workers=0).sweep(k=4)
    with pytest.raises(UsageError, match="workers"):
        Engine(web(1), workers=-1)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), periods=st.integers(1, 3), keep=st.sampled_from([0.0, 0.5]))
def test_laws_of_pure_cuts(seed: int, periods: int, keep: float) -> None:
    """Damage is never negative, a further cut never helps, and pruning changes nothing."""
    engine = Engine(web(seed, periods=periods, buses=4, links=6), workers=0)
    assets = [name for name in engine.program.assets if not name.startswith("Store")]
    frame = engine.sweep(k=3, assets=assets, keep=keep)
    damage = dict(zip(map(frozenset, frame["cut"]), frame["damage"], strict=True))
    small = 1e-7 * (1 + abs(engine.base.objective))
    assert min(damage.values()) >= -small
    for cut, value in damage.items():
        assert all(value >= damage[cut - {name}] - small for name in cut if len(cut) > 1)
    full = engine.sweep(k=3, assets=assets, keep=keep, prune=False)
    assert frame["objective"].to_numpy() == pytest.approx(full["objective"].to_numpy(), rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("size", [1, 2])
def test_what_was_answered_before_an_interrupt_is_in_the_frame(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("levier.engine.progress.PAUSE", 0.0)
    monkeypatch.setattr("levier.engine.sweep.MOST_IN_BATCH", 2)
    engine = Engine(web(4), workers=0)
    full = engine.sweep(k=size).set_index("cut")["objective"]
    enough = 3 if size == 1 else len(engine.program.assets) + 3

    def stop(progress: Progress) -> None:
        if progress.done >= enough:
            raise KeyboardInterrupt

    frame = engine.sweep(k=size, on_progress=stop)
    assert not frame.attrs["complete"]
    assert 0 < len(frame) < len(full)
    assert size == 1 or frame["cut"].map(len).max() == size
    assert frame["objective"].to_numpy() == pytest.approx(full.loc[frame["cut"].tolist()].to_numpy(), rel=1e-9)
