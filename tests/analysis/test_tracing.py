"""Proportional tracing: mixes and loops worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from levier.analysis.tracing import Tracer
from levier.system import Calendar, Topology, build_topology
from tests.system import toys

PLACES = {"m": "AA", "n": "BB", "out": "CC"}


def topology(**rows: list[toys.Row]) -> Topology:
    return build_topology(toys.package(toys.tables(PLACES, **rows)), Calendar.months(2023))


@pytest.fixture(scope="module")
def loop() -> tuple[Topology, Tracer]:
    """Give 10 into m, 5 into n; 8 from m to n, 4 back; 6 used at m, 9 at n."""
    built = topology(
        supplies=[toys.supply("at_m", "m", "oil_a"), toys.supply("at_n", "n", "oil_a")],
        corridors=[toys.corridor("there", "oil_a", ("m", "n")), toys.corridor("back", "oil_a", ("n", "m"))],
        demands=[toys.demand("use_m", "m", "oil_a"), toys.demand("use_n", "n", "oil_a")],
    )
    volume = {"at_m": 10, "at_n": 5, "there": 8, "back": 4, "use_m": 6, "use_n": 9}
    return built, Tracer(built, np.array([volume[name] for name in built.assets.index], dtype=float))


def trace(found: tuple[Topology, Tracer], source: str, stop: str = "") -> dict[str, float]:
    names = found[0].assets.index
    values = found[1].trace(names == source, (names == stop) if stop else None)
    return dict(zip(names, values, strict=True))


def test_a_loop_is_solved(loop: tuple[Topology, Tracer]) -> None:
    # x at m: 14 x = 10 + 4 y; y at n: 13 y = 8 x
    x = 10 / (14 - 4 * 8 / 13)
    y = 8 * x / 13
    found = trace(loop, "at_m")
    assert found == {
        "at_m": 10, "at_n": 0, "use_m": pytest.approx(6 * x), "use_n": pytest.approx(9 * y),
        "there": pytest.approx(8 * x), "back": pytest.approx(4 * y),
    }  # fmt: skip
    assert found["use_m"] + found["use_n"] == pytest.approx(10)


def test_origins_add_up_on_every_flow(loop: tuple[Topology, Tracer]) -> None:
    one, two = trace(loop, "at_m"), trace(loop, "at_n")
    for j, name in enumerate(loop[0].assets.index):
        assert one[name] + two[name] == pytest.approx(loop[1].volume[j])


def test_every_bus_passes_on_what_arrives(loop: tuple[Topology, Tracer]) -> None:
    values = loop[1].trace(loop[0].assets.index == "at_n")
    assert loop[0].incidence @ values == pytest.approx(0, abs=1e-12)


def test_goods_that_enter_a_stop_are_followed_no_further(loop: tuple[Topology, Tracer]) -> None:
    found = trace(loop, "at_m", "there")
    assert found["use_m"] == pytest.approx(6 * 10 / 14)
    assert found["use_n"] == 0


def test_a_mix_leaves_in_the_proportions_it_arrives() -> None:
    built = topology(
        supplies=[toys.supply("one", "m", "oil_a"), toys.supply("two", "m", "oil_a")],
        corridors=[toys.corridor("line", "oil_a", ("m", "out"), loss=0.1)],
        demands=[toys.demand("use", "m", "oil_a"), toys.demand("sold", "out", "oil_a")],
    )
    volume = {"one": 3, "two": 1, "line": 2, "use": 2, "sold": 1.8}
    names = list(built.assets.index)
    found = Tracer(built, np.array([volume[n] for n in names], float)).trace(np.array(names) == "one")
    assert dict(zip(names, found, strict=True)) == pytest.approx(
        {"one": 3, "two": 0, "line": 1.5, "use": 1.5, "sold": 1.35}
    )


def test_a_stock_returns_the_mix_of_its_place() -> None:
    built = topology(
        supplies=[toys.supply("one", "m", "oil_a"), toys.supply("two", "m", "oil_a")],
        storages=[toys.storage("tank", "m", "oil_a", 2)],
        demands=[toys.demand("use", "m", "oil_a")],
    )
    volume = {"one": 3, "two": 1, "tank:charge": 2, "tank:discharge": 2, "use": 4}
    names = list(built.assets.index)
    found = Tracer(built, np.array([volume[n] for n in names], float)).trace(np.array(names) == "one")
    assert found[names.index("use")] == pytest.approx(3)
    assert found[names.index("tank:discharge")] == pytest.approx(1.5)


def test_idle_flows_carry_nothing() -> None:
    built = topology(
        supplies=[toys.supply("one", "m", "oil_a")],
        corridors=[toys.corridor("line", "oil_a", ("m", "n"))],
        demands=[toys.demand("use", "m", "oil_a")],
    )
    names = list(built.assets.index)
    volume = np.array([2.0 if n in ("one", "use") else 0.0 for n in names])
    assert Tracer(built, volume).trace(np.array(names) == "one")[names.index("line")] == 0
