"""Chokepoints of any network: each asset alone, and the worst pair with its proof."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from levier.analysis.desk.network.search import NetworkSearch
from levier.engine import Engine, Program
from tests.analysis.desk.network.conftest import two_ways

REAL = ("Generator:wells", "Link:cheap", "Link:dear")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Program.from_network(two_ways()).save(tmp_path_factory.mktemp("program") / "toy.npz")


@pytest.fixture
def search(program: Path) -> Iterator[NetworkSearch]:
    held = NetworkSearch(program)
    held._engine = Engine(Program.load(program), workers=0)
    yield held
    held._engine.close()


def test_each_alone_worst_first(search: NetworkSearch) -> None:
    told: list[str] = []
    found = search.singles(REAL, None, None, told.append)
    assert found["asset"].tolist() == ["Generator:wells", "Link:cheap", "Link:dear"]
    assert found["damage"].tolist() == pytest.approx([10 * 99.0, 10 * 2.0, 0.0])
    assert told[-1].split() == ["3", "3"]


def test_the_worst_pair_and_what_it_does_beyond_each_alone(search: NetworkSearch) -> None:
    found = search.pairs(search.singles(REAL[1:], None, None, lambda _: None), None, None)
    assert found is not None
    assert found.sets["cut"].tolist()[0] == ("Link:cheap", "Link:dear")
    assert found.sets["damage"].tolist() == pytest.approx([990.0, 20.0])
    assert found.sets["extra"].tolist() == pytest.approx([970.0, 0.0])
    assert found.guarantee == "certified"
    assert found.bound == pytest.approx(990.0)


def test_a_window_counts(search: NetworkSearch) -> None:
    found = search.singles(REAL, "1", "1", lambda _: None)
    assert found["damage"].tolist() == pytest.approx([4 * 99.0, 4 * 2.0, 0.0])


def test_an_asset_without_which_nothing_is_feasible_stands_in_front(tmp_path: Path) -> None:
    network = two_ways()
    network.remove("Generator", "town load shedding")
    held = NetworkSearch(Program.from_network(network).save(tmp_path / "hard.npz"))
    held._engine = Engine(Program.load(tmp_path / "hard.npz"), workers=0)
    found = held.singles(REAL, None, None, lambda _: None)
    assert found.loc[0, ["asset", "status"]].tolist() == ["Generator:wells", "infeasible"]
    assert math.isnan(found.loc[0, "damage"])
    pairs = held.pairs(found, None, None)
    assert pairs is not None
    assert pairs.searched == 2
    assert pairs.sets.loc[0, "cut"] == ("Link:cheap", "Link:dear")
    assert math.isinf(pairs.sets.loc[0, "damage"])
    held._engine.close()
