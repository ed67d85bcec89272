"""Threats follow from who controls what, and whose goods it carries."""

from __future__ import annotations

import pytest

from levier.analysis import case_of
from levier.analysis.leverage import Threat, control_of, threats_of
from levier.errors import UsageError
from levier.system import System
from tests.system import toys, worlds


def listed(system: System, actor: str, *targets: str) -> dict[tuple[str, str], Threat]:
    case = case_of(system, by="asset")
    return {(t.over, t.layer): t for t in threats_of(case, actor, control_of(system, actor), targets)}


def test_a_transit_state_can_stop_a_shipper_and_spare_its_own(oil: System) -> None:
    threats = listed(oil, "BB", "AA")
    flows = threats["AA", ""]
    assert "trunk_a" in flows.assets
    assert not {"trunk", "trunk_b", "b_oil"} & set(flows.assets)
    assert {"trunk", "trunk_b", "b_oil"} < set(threats["", ""].assets)


def test_a_country_does_not_aim_at_itself(oil: System) -> None:
    assert {over for over, _ in listed(oil, "BB", "AA", "BB")} == {"", "AA"}


def test_a_joint_limit_falls_to_whoever_alone_uses_it() -> None:
    tables = worlds.oil()
    tables["corridors"] = [row | ({"slot": None} if row["id"] == "trunk_b" else {}) for row in tables["corridors"]]
    tables["observations"] = [row for row in tables["observations"] if row["subject"] != "trunk_total"]
    tables["observations"] += [toys.report("trunk_a", 32)]
    tables.pop("aggregates")
    assert "trunk" in listed(toys.system(tables), "BB", "AA")["AA", ""].assets


def test_an_operator_without_soil_closes_what_it_runs(oil: System) -> None:
    assert "trunk_a" in listed(oil, "op_b", "AA")["AA", ""].assets
    assert listed(oil, "op_c", "AA")["AA", ""].assets == ("rail_c",)


def test_a_majority_closes_and_the_row_deleted_it_does_not() -> None:
    tables = worlds.oil()
    tables["supplies"][0] |= {"operator": None}
    with_row = listed(toys.system(tables), "op_a")
    assert with_row["", ""].assets == ("north_oil",)
    tables["stakes"] = [row for row in tables["stakes"] if row["owner"] != "op_a"]
    assert not listed(toys.system(tables), "op_a")


def test_an_unknown_actor_is_refused_with_the_nearest(oil: System) -> None:
    with pytest.raises(UsageError, match="op_a"):
        control_of(oil, "op_aa")
