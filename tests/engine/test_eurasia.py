"""The engine on the system that Levier ships."""

from __future__ import annotations

import numpy as np
import pytest

from levier.engine import Contingency, Engine, Program, compile_network

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def eurasia() -> tuple[Program, dict[str, list[str]]]:
    """Give the base year, and the parts of each supply, corridor and converter."""
    from levier.system import load

    network = load(year=2024).network()
    groups: dict[str, list[str]] = {}
    for kind, table in (("Generator", network.c.generators.static), ("Link", network.c.links.static)):
        for name, row in table.iterrows():
            if row["kind"] in ("supply", "corridor", "converter"):
                groups.setdefault(row["asset"], []).append(f"{kind}:{name}")
    return compile_network(network), groups


def test_pruned_equals_unpruned_on_random_contingencies(eurasia: tuple[Program, dict[str, list[str]]]) -> None:
    program, groups = eurasia
    rng = np.random.default_rng(7)
    names = list(groups)
    chosen = [names[i] for i in sorted(rng.choice(len(names), size=20, replace=False))]
    engine = Engine(program, workers=2, groups=groups)
    frame = engine.sweep(2, chosen)
    full = engine.sweep(2, chosen, prune=False)
    assert len(frame) == 210
    assert not frame["solved"].all()
    assert frame["status"].tolist() == full["status"].tolist()
    assert frame["objective"].to_numpy() == pytest.approx(full["objective"].to_numpy(), rel=1e-6)
    damage = dict(zip(frame["cut"], frame["damage"], strict=True))
    assert all(value >= max(damage[(name,)] for name in cut) - 1e-4 for cut, value in damage.items())
    engine.close()


def test_it_equals_solving_alone(eurasia: tuple[Program, dict[str, list[str]]]) -> None:
    program, groups = eurasia
    rng = np.random.default_rng(8)
    names = list(groups)
    cuts = [tuple(names[i] for i in rng.choice(len(names), size=3, replace=False)) for _ in range(20)]
    engine = Engine(program, workers=0, groups=groups)
    frame = engine.sweep(cuts=cuts)
    alone = [engine.solve(Contingency(cut=cut)).objective for cut in cuts]
    assert frame["objective"].to_numpy() == pytest.approx(alone, rel=1e-8)
