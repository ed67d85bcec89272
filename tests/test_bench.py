"""The measurements measure what they say: generated networks, and the ways that are compared."""

from __future__ import annotations

import logging
import math

import generated
import numpy as np
import pandas as pd
import pytest
from random_cuts import Subject, compared, random_cuts
from speed.cases import Given
from speed.floor import Bounds, Floor
from speed.measure import FLOOR, LEVIER
from speed.peers import BuildAlone, InPlace, Persistent, removed
from speed.write import markdown, methods_frame

from levier.engine import Engine, Program

SIZE = generated.Size(places=5, snapshots=4)


@pytest.fixture(scope="module")
def given() -> Given:
    """Give a generated network; every asset is an element."""
    network = generated.network(SIZE, seed=3)
    return Given(network, {name: (name,) for name in generated.elements(network)})


@pytest.fixture(scope="module")
def engine(given: Given) -> Engine:
    """Give an engine that solves in this process."""
    logging.disable(logging.WARNING)
    made = Engine(Program.from_network(given.network.copy()), workers=0)
    logging.disable(logging.NOTSET)
    return made


def test_the_same_seed_gives_the_same_network(given: Given) -> None:
    again, other = generated.network(SIZE, seed=3), generated.network(SIZE, seed=4)
    for kind in ("links", "generators", "stores", "loads"):
        pd.testing.assert_frame_equal(getattr(given.network, kind), getattr(again, kind))
    pd.testing.assert_frame_equal(given.network.loads_t.p_set, again.loads_t.p_set)
    assert not np.array_equal(given.network.links["p_nom"], other.links["p_nom"])


@pytest.mark.parametrize("snapshots", [1, 12, 30])
def test_a_network_has_its_size_and_distinct_parts(snapshots: int) -> None:
    network = generated.network(generated.Size(6, snapshots), seed=1)
    assert len(network.buses) == 18
    assert len(network.snapshots) == snapshots
    assert len(network.stores) == (3 if snapshots > 1 else 0)
    assert (network.links["bus0"] != network.links["bus1"]).all()
    assert len(set(generated.elements(network))) == len(network.links) + len(network.stores) + 6


def test_every_single_cut_is_feasible(engine: Engine, given: Given) -> None:
    frame = engine.sweep(1, given.groups)
    assert (frame["status"] == "optimal").all()
    assert (frame["damage"] >= -1e-6 * abs(engine.base.objective)).all()
    assert frame["damage"].max() > 0.01 * engine.base.objective


def test_random_cuts_are_the_same_in_pypsa(given: Given) -> None:
    assets = list(given.groups)
    cuts = random_cuts(assets, 2, seed=5)
    assert [len(set(cut)) for cut in cuts] == [2, 2, 3, 3]
    assert cuts == random_cuts(assets, 2, seed=5)
    frame = compared(Subject("generated", given.network, assets, "fixed"), cuts[1:3])
    assert frame["same"].all()
    assert np.isfinite(frame["pypsa"]).all()


def test_what_cannot_be_met_is_infeasible_on_both_sides() -> None:
    import pypsa

    network = pypsa.Network()
    network.add("Bus", "town")
    network.add("Generator", ["one", "two", "three"], bus="town", p_nom=4.0, marginal_cost=1.0)
    network.add("Load", "use", bus="town", p_set=6.0)
    assets = [f"Generator:{name}" for name in network.generators.index]
    frame = compared(Subject("town", network, assets, "fixed"), [tuple(assets[:1]), tuple(assets[:2])])
    assert frame["same"].all()
    assert frame["pypsa"].tolist() == [6.0, math.inf]


def test_every_way_finds_the_same(engine: Engine, given: Given) -> None:
    worst = engine.sweep(1, given.groups).nlargest(1, "damage").iloc[0]
    expected = pytest.approx(worst["objective"], rel=1e-6)
    basis = engine.base.solution.basis
    assert basis is not None
    floor = Floor(engine.program, basis)
    cut = Bounds.of(engine.program, worst["cut"])
    back = cut.undone(engine.program)
    assert [floor.solve(cut, back), floor.solve(back, back), floor.solve(cut, back)] == [
        expected,
        pytest.approx(engine.base.objective, rel=1e-9),
        expected,
    ]
    for way in (BuildAlone, Persistent):
        peer = way(given.network)
        assert peer.solve(worst["cut"]) == expected, way.name
    assert peer.solve(()) == pytest.approx(engine.base.objective, rel=1e-9)
    assert len(removed(given.network, worst["cut"]).links) + len(removed(given.network, worst["cut"]).generators) == (
        len(given.network.links) + len(given.network.generators) - 1
    )


def test_tables_hold_the_ratios() -> None:
    sizes = dict.fromkeys(("buses", "elements", "used", "snapshots", "rows", "columns", "nonzeros"), 7)
    costs = dict.fromkeys(("compile_s", "base_s", "peak_mib", "file_mib", "load_ms"), 1.0)
    methods = [
        {"method": name, "contingencies": 2, "median_ms": ms, "mean_ms": ms}
        for name, ms in ((FLOOR, 4.0), (LEVIER, 5.0), (InPlace.name, 3000.0), (BuildAlone.name, 2000.0))
    ]
    result = {"name": "toy", "series": [], "methods": methods, "workers": [], **sizes, **costs}
    page = markdown([result], "# Head")
    assert "| toy | 1.25 |  | 400 |  |" in page
    assert methods_frame([result])["mean_ms"].tolist() == [4.0, 5.0, 3000.0, 2000.0]
