"""Shares of time from counts of failures; rows that cannot be used are refused."""

from __future__ import annotations

from itertools import pairwise

import pytest

from levier.analysis import case_of
from levier.analysis.reliability import chances_of
from levier.analysis.reliability.lengths import great_circle
from levier.analysis.reliability.rates import Rate, rates_of
from levier.dataset import read
from levier.errors import DatasetError, UsageError
from tests.analysis.reliability import worlds
from tests.system import toys


def refused(*rows: toys.Row) -> str:
    with pytest.raises(DatasetError) as caught:
        rates_of(toys.package(worlds.two_lines(list(rows))))
    return str(caught.value)


def test_wrong_tables_are_refused_with_the_row() -> None:
    assert "says nothing of outages" in refused()
    assert "says nothing of outages" in refused(worlds.PIPELINE | {"use": "false"})
    assert "pipe_rate and other both stand for gas_pipeline" in refused(
        worlds.PIPELINE, worlds.PIPELINE | {"id": "other"}
    )
    assert "no repair_days" in refused(worlds.PIPELINE | {"repair_days": None})
    assert "a share of 1.5" in refused(worlds.FIELD | {"value": 1.5})


def test_the_table_of_eurasia_stands_for_every_class_it_names() -> None:
    package = read("eurasia")
    rates = rates_of(package)
    assert set(rates) == set(package.table("outage_rates")["class"])
    assert all(0.0 <= rate.share(1000.0) < 0.2 for rate in rates.values())
    # 1.96 failures on 1000 km in a year, 11 hours each.
    assert rates["line"].share(500.0) == pytest.approx(1.96 * 0.5 * 0.46 / 365)


def test_probabilities_follow_length_and_repair() -> None:
    found = chances_of(case_of(worlds.system(), months=1))
    table = found.elements.set_index("element")
    assert table["probability"].to_dict() == pytest.approx({"first": worlds.P, "second": worlds.Q})
    assert found.left_out["element"].tolist() == ["wells_gas"]
    assert "several units" in found.left_out["reason"][0]
    assert "no table says how many" in found.left_out["reason"][0]


def test_fleets_fail_whole_only_when_asked() -> None:
    case = case_of(worlds.system(), months=1)
    table = chances_of(case, "whole").elements.set_index("element")
    assert table["probability"]["wells_gas"] == pytest.approx(0.05)
    assert table["several"].to_dict() == {"wells_gas": True, "second": False, "first": False}
    with pytest.raises(UsageError, match="units or never or whole"):
        chances_of(case, "some")  # type: ignore[arg-type]  # what a user may type


def test_what_is_left_out_says_why() -> None:
    case = case_of(worlds.system(), months=1)
    found = chances_of(case, without=["sec*"])
    assert found.elements["element"].tolist() == ["first"]
    assert found.left_out.set_index("element")["reason"]["second"] == "left out as asked"
    bare = case_of(worlds.system("field"), months=1)
    assert chances_of(bare, "whole").elements["element"].tolist() == ["wells_gas"]
    with pytest.raises(UsageError, match=r"nothing of toy can fail: .*"):
        chances_of(bare)


def test_one_stretch_counts_once_and_a_group_fails_in_any_of_its_stretches() -> None:
    tables = worlds.two_lines()
    tables["corridors"].append(toys.corridor("back", "gas", ("city", "wells"), 9, capacity=1, length_km=900))
    for row in tables["corridors"]:
        row["group"] = "both"
    tables["observations"].append(toys.report("back", 0, unit="bcm"))
    table = chances_of(case_of(toys.system(tables), months=1)).elements
    assert table["element"].tolist() == ["both"]
    # Both pipelines join the same places, so they are one stretch, as long as the longest.
    assert table["probability"][0] == pytest.approx(worlds.Q)
    assert table["length_km"][0] == 2000


def test_a_line_without_length_is_at_least_the_straight_line() -> None:
    tables = worlds.two_lines()
    del tables["corridors"][0]["length_km"]
    tables["places"][1]["lat"] = 54
    table = chances_of(case_of(toys.system(tables), months=1)).elements.set_index("element")
    assert table["straight"].to_dict() == {"first": True, "second": False}
    assert table["length_km"]["first"] == pytest.approx(9 * 111.19, rel=1e-4)
    assert table["probability"]["first"] == pytest.approx(0.5 * table["length_km"]["first"] / 1000 * 73 / 365)


def test_distances_on_the_sphere() -> None:
    points = [(0.0, 0.0), (0.0, 30.0), (0.0, 60.0)]
    assert sum(great_circle(a, b) for a, b in pairwise(points)) == pytest.approx(great_circle(points[0], points[-1]))
    assert great_circle((90.0, 0.0), (-90.0, 0.0)) == pytest.approx(3.141592653589793 * 6371)


@pytest.mark.parametrize(
    ("measure", "kind", "estimate", "assumed"),
    [
        ("forced_outage_rate", "assumed", "", True),
        ("forced_outage_rate", "statistic", "repair_days: assumed", False),
        ("failures_per_year", "derived", "repair_days: assumed", True),
        ("failures_per_year", "derived", "repair_days: middle of what two statements tell", False),
    ],
)
def test_a_share_of_time_is_assumed_if_what_it_is_made_of_is(
    measure: str, kind: str, estimate: str, *, assumed: bool
) -> None:
    assert Rate("r", measure, 0.1, 5.0, kind, estimate).assumed == assumed
