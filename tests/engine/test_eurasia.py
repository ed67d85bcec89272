"""The engine on the system that Levier ships."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from levier.engine import Contingency, Engine, Program, compile_network, random_cuts

pytestmark = pytest.mark.slow


Eurasia = tuple[Program, dict[str, list[str]]]


@pytest.fixture(scope="module")
def eurasia() -> Eurasia:
    """Give the base year, and the parts of each supply, corridor and converter."""
    from levier.system import load

    network = load(year=2024).network()
    groups: dict[str, list[str]] = {}
    for kind, table in (("Generator", network.c.generators.static), ("Link", network.c.links.static)):
        for name, row in table.iterrows():
            if row["kind"] in ("supply", "corridor", "converter"):
                groups.setdefault(row["asset"], []).append(f"{kind}:{name}")
    return compile_network(network), groups


def test_pruned_equals_unpruned_on_random_contingencies(eurasia: Eurasia) -> None:
    program, groups = eurasia
    cuts = random_cuts(list(groups), sizes=(1, 2, 3), count=1000, seed=7)
    with Engine(program, workers=2, groups=groups) as engine:
        frame = engine.sweep(cuts=cuts)
        full = engine.sweep(cuts=cuts, prune=False)
    assert full["solved"].all()
    assert not frame["solved"].all()
    assert frame["status"].tolist() == full["status"].tolist()
    assert frame["objective"].to_numpy() == pytest.approx(full["objective"].to_numpy(), rel=1e-9)


def test_a_further_cut_never_does_less(eurasia: Eurasia) -> None:
    program, groups = eurasia
    chosen = sorted({name for cut in random_cuts(list(groups), sizes=(1,), count=20, seed=9) for name in cut})
    with Engine(program, workers=2, groups=groups) as engine:
        frame = engine.sweep(2, chosen)
    assert len(frame) == 210
    damage = dict(zip(frame["cut"], frame["damage"], strict=True))
    assert all(value >= max(damage[(name,)] for name in cut) - 1e-4 for cut, value in damage.items())


def test_cold_equals_warm(eurasia: Eurasia, monkeypatch: pytest.MonkeyPatch) -> None:
    program, groups = eurasia
    cuts = random_cuts(list(groups), sizes=(1, 2), count=12, seed=10)
    frames = []
    for mode in ("warm", "cold"):
        chosen = {"mode": mode, "race": None, "seconds": 0.1}
        monkeypatch.setattr("levier.engine.sweep.choose", lambda *_, chosen=chosen: dict(chosen))
        with Engine(program, workers=0, groups=groups) as engine:
            frames.append(engine.sweep(cuts=cuts, prune=False))
    warm, cold = frames
    assert (warm["status"] == "optimal").all()
    assert warm["status"].tolist() == cold["status"].tolist()
    assert warm["objective"].to_numpy() == pytest.approx(cold["objective"].to_numpy(), rel=1e-9)


def test_it_equals_solving_alone(eurasia: Eurasia) -> None:
    program, groups = eurasia
    rng = np.random.default_rng(8)
    names = list(groups)
    cuts = [tuple(names[i] for i in rng.choice(len(names), size=3, replace=False)) for _ in range(20)]
    engine = Engine(program, workers=0, groups=groups)
    frame = engine.sweep(cuts=cuts)
    alone = [engine.solve(Contingency(cut=cut)).objective for cut in cuts]
    assert frame["objective"].to_numpy() == pytest.approx(alone, rel=1e-8)


def test_a_program_loads_at_once(eurasia: Eurasia, tmp_path: Path) -> None:
    path = eurasia[0].save(tmp_path / "eurasia.npz")
    seconds = []
    for _ in range(9):
        began = time.perf_counter()
        Program.load(path)
        seconds.append(time.perf_counter() - began)
    assert min(seconds) < 0.05
