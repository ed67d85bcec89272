"""Reported numbers as linear expressions of the state."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from levier.errors import DatasetError
from levier.system import Calendar, build_topology
from levier.system.reports import Reports, expand_aggregate, gather_reports, sources_of
from tests.system import toys, worlds


def gather(observations: list[toys.Row], calendar: Calendar | None = None, **more: Any) -> tuple[Reports, list[str]]:
    tables = worlds.oil() | {"observations": observations} | more
    package = toys.package(tables)
    topology = build_topology(package, calendar or Calendar.months(2023, peak=True))
    return gather_reports(package, topology), list(topology.assets.index)


def annual(reports: Reports, names: list[str], row: int = 0) -> dict[str, float]:
    """Coefficients on constant rates."""
    values = reports.flows[[row]].toarray().reshape(-1, len(names)).sum(axis=0)
    return {names[j]: pytest.approx(values[j]) for j in np.flatnonzero(values)}


def sums(*terms: tuple[str, str, float]) -> list[toys.Row]:
    return [{"id": a, "term": t, "coefficient": c} for a, t, c in terms]


def test_aggregates_are_nested_and_signed() -> None:
    aggregates = sums(
        ("exports", "trunk", 1), ("exports", "rail_c", 1), ("trunk", "trunk_a", 1), ("trunk", "trunk_b", -2)
    )
    reports, names = gather([toys.report("exports", 30)], aggregates=aggregates)
    assert annual(reports, names) == {"trunk_a": 1, "trunk_b": -2, "rail_c": 1}


def test_a_term_met_twice_counts_twice() -> None:
    assert expand_aggregate({"x": [("y", 1.0), ("a", 1.0)], "y": [("a", 2.0)]}, "x") == {"a": 3.0}


def test_an_aggregate_that_contains_itself_is_named() -> None:
    with pytest.raises(DatasetError, match="x contains itself through x > y"):
        expand_aggregate({"x": [("y", 1.0)], "y": [("x", 1.0)]}, "x")


def test_periods_partly_outside_the_year_are_left_out() -> None:
    periods = ["2022", "2022-12/2023-01", "2023-12/2024-01", "2023", "2023-02", "2023-01-15/2023-02-20"]
    reports, _ = gather([toys.report("rail_c", 1, period) for period in periods])
    assert list(reports.table["period"]) == periods[3:]


def test_what_is_not_in_use_or_not_a_flow_is_left_out() -> None:
    reports, _ = gather(
        [toys.report("rail_c", 1, use="false"), toys.report("rail_c", 1, measure="level"), toys.report("sea", 1)]
    )
    assert reports.table.empty
    assert reports.flows.shape[0] == 0


def test_volumes_and_rates() -> None:
    seen = [
        toys.report("rail_c", 4000, id="kt", unit="kt"),
        toys.report("rail_c", 100, "2023-02", id="rate", unit="kb/d"),
        toys.report("rail_c", 4, id="yearly", unit="Mt/a"),
        toys.report("rail_c", 0.3, "2023-02", id="monthly", unit="Mt/month"),
    ]
    reports, names = gather(seen)
    february = 100e3 * 28 / 7.5 / 1e6
    assert list(reports.table["reported"]) == pytest.approx([4, february, 4, 0.3])
    assert annual(reports, names, 1) == {"rail_c": 28 / 365}


def test_leap_years_have_366_days() -> None:
    reports, _ = gather([toys.report("rail_c", 75, "2024", unit="kb/d")], Calendar.months(2024))
    assert reports.table["reported"].iloc[0] == pytest.approx(75e3 * 366 / 7.5 / 1e6)
    assert reports.flows.sum() == pytest.approx(1)


def test_a_peak_hour_is_a_rate() -> None:
    seen = toys.report("wells_gas", 2, "2023-01-15", measure="peak_flow", unit="bcm/a")
    package = toys.package(worlds.gas() | {"observations": [seen]})
    topology = build_topology(package, Calendar.months(2023, peak=True))
    reports = gather_reports(package, topology)
    row = reports.flows.toarray()[0].reshape(13, -1)
    assert row[-1].sum() == 1
    assert row[:-1].sum() == 0


def test_the_flow_of_a_storage_is_its_net_withdrawal() -> None:
    measures = ["flow", "injection", "withdrawal"]
    reports, names = gather([toys.report("tanks", 1, id=m, measure=m) for m in measures])
    assert annual(reports, names, 0) == {"tanks:discharge": 1, "tanks:charge": -1}
    assert annual(reports, names, 1) == {"tanks:charge": 1}
    assert annual(reports, names, 2) == {"tanks:discharge": 1}


def test_copies_of_one_origin_count_as_one() -> None:
    copies = [toys.report("rail_c", 4, id=f"c{k}", origin="agency") for k in range(3)]
    alone = toys.report("rail_c", 4, id="own")
    reports, _ = gather([*copies, alone])
    sigma = reports.table["sigma"].to_numpy()
    assert (1 / sigma[:3] ** 2).sum() == pytest.approx(1 / sigma[3] ** 2)
    assert list(reports.table["copies"]) == [3, 3, 3, 1]


def test_uncertainty_follows_the_kind_unless_stated() -> None:
    seen = [
        toys.report("rail_c", 4, id=kind, kind=kind)
        for kind in ("operator", "rounded", "converted", "secondary", "plan")
    ]
    reports, _ = gather([*seen, toys.report("rail_c", 4, id="stated", uncertainty=0.07)])
    assert list(reports.table["sigma"] / 4) == pytest.approx([0.003, 0.01, 0.02, 0.05, 0.10, 0.07])


def test_a_small_report_is_not_surer_than_the_scale_of_its_family() -> None:
    reports, _ = gather([toys.report("north_oil", 30), toys.report("south_oil", 10), toys.report("rail_c", 0.0)])
    assert reports.table["sigma"].iloc[2] == pytest.approx(0.002 * 10)


def test_sources_are_counted_once_a_flow() -> None:
    tables = worlds.oil()
    tables["sources"].append({**tables["sources"][0], "id": "s2"})
    seen = [toys.report("rail_c", 4, sources="s;s2"), toys.report("trunk_total", 4), toys.report("trunk_a", 4)]
    package = toys.package(tables | {"observations": seen})
    topology = build_topology(package, Calendar.months(2023))
    counts = sources_of(gather_reports(package, topology), topology)
    assert (counts["rail_c"], counts["trunk_a"], counts["trunk_b"], counts["north_oil"]) == (2, 1, 1, 0)
