"""Capacities by snapshot: versions, profiles, units, joint limits."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from levier.system import Calendar, Topology, build_topology
from tests.system import toys

MONTHS = Calendar.months(2023)
PLACES = {"a": "AA", "b": "BB"}


def build(calendar: Calendar = MONTHS, **rows: list[toys.Row]) -> Topology:
    return build_topology(toys.package(toys.tables(PLACES, **rows)), calendar)


def column(topology: Topology, asset: str, kind: str = "effective") -> np.ndarray:
    values: np.ndarray = getattr(topology, kind)[:, list(topology.assets.index).index(asset)]
    return values


def test_blank_is_unlimited() -> None:
    topology = build(supplies=[toys.supply("s", "a", "oil_a")], demands=[toys.demand("d", "a", "oil_a")])
    assert np.isinf(topology.effective).all()
    assert np.isinf(topology.paper).all()
    assert (topology.minimum == 0).all()


def test_zero_is_closed() -> None:
    topology = build(supplies=[toys.supply("s", "a", "oil_a", 0)])
    assert (topology.effective == 0).all()


def test_versions_hold_for_their_days() -> None:
    line = ("oil_a", ("a", "b"))
    topology = build(
        corridors=[
            toys.corridor("line", *line, capacity=10, valid_to="2023-03-10"),
            toys.corridor("line", *line, capacity=31, capacity_paper=62, valid_from="2023-03-11"),
        ]
    )
    assert list(topology.assets.index) == ["line"]
    assert column(topology, "line")[:4] == pytest.approx([10, 10, (10 * 10 + 21 * 31) / 31, 31])
    assert column(topology, "line", "paper")[:4] == pytest.approx([10, 10, (10 * 10 + 21 * 62) / 31, 62])


def test_what_opens_in_the_year_is_closed_before() -> None:
    line = toys.corridor("line", "oil_a", ("a", "b"), valid_from="2023-07")
    topology = build(corridors=[line | {"capacity": None}])
    assert (column(topology, "line")[:6] == 0).all()
    assert np.isinf(column(topology, "line")[6:]).all()
    later = build(corridors=[line | {"valid_from": "2024"}], supplies=[toys.supply("s", "a", "oil_a")])
    assert list(later.assets.index) == ["s"]


def test_paper_is_never_below_effective() -> None:
    topology = build(supplies=[toys.supply("s", "a", "oil_a", 10, capacity_paper=8)])
    assert (topology.paper == 10).all()
    blank = build(supplies=[toys.supply("s", "a", "oil_a", 10)])
    assert (blank.paper == 10).all()


def test_units_become_the_carrier_per_year() -> None:
    topology = build(
        supplies=[
            toys.supply("oil", "a", "oil_a", 750) | {"unit": "kb/d"},
            toys.supply("gas", "a", "gas", 100) | {"unit": "mcm/d"},
            toys.supply("plant", "a", "power", 1000) | {"unit": "MW"},
        ]
    )
    assert topology.effective[0] == pytest.approx([36.5, 36.5, 8.76])


def test_a_profile_is_a_share_of_capacity_and_a_plants_best_month_its_all() -> None:
    half = toys.profile("half", [1.0] + [0.5] * 11)
    wet = toys.profile("wet", [0.5, 2.0] + [0.95] * 10)
    topology = build(
        supplies=[
            toys.supply("field", "a", "oil_a", 10, profile="half"),
            toys.supply("hydro", "a", "power", 10, profile="wet", fuel="water"),
        ],
        profiles=[*half, *wet],
    )
    assert column(topology, "field")[:2] == pytest.approx([10, 5])
    assert column(topology, "hydro")[:2] == pytest.approx([2.5, 10])


def test_least_output_is_a_share_of_capacity() -> None:
    topology = build(supplies=[toys.supply("s", "a", "oil_a", 10, minimum=0.3)])
    assert topology.minimum == pytest.approx(3)


def test_joint_limits_and_stocks() -> None:
    topology = build(
        slots=[toys.slot("berth", "a", 10, capacity_paper=20, valid_to="2023-06"), toys.slot("open", "a", 0)],
        storages=[toys.storage("tank", "a", "oil_a", 2, injection=5, withdrawal=7)],
    )
    assert topology.slot_effective[5, 0] == 10
    assert topology.slot_paper[5, 0] == 20
    assert topology.slot_effective[6, 0] == 0
    assert column(topology, "tank:charge") == pytest.approx(5)
    assert column(topology, "tank:discharge") == pytest.approx(7)


def test_nothing_assumes_months() -> None:
    starts = [date(2023, 1, 1) + timedelta(days=k) for k in (*range(0, 365, 10), 365)]
    topology = build(
        Calendar.from_starts(2023, starts),
        corridors=[toys.corridor("line", "oil_a", ("a", "b"), capacity=10, valid_from="2023-01-16")],
        slots=[toys.slot("berth", "a", 8, valid_to="2023-01-14")],
    )
    assert column(topology, "line")[:3] == pytest.approx([0, 5, 10])
    assert topology.slot_effective[:3, 0] == pytest.approx([8, 3.2, 0])
