"""What can be cut: by asset, corridor, territory, owner and operator."""

from __future__ import annotations

import pytest

from levier.analysis.elements import elements_of
from levier.analysis.rates import tranches_of
from levier.errors import UsageError
from levier.system import System


@pytest.fixture(scope="module")
def oil_tranches(oil: System) -> object:
    return tranches_of(oil.network("2023-01", 3))


def test_assets_and_their_tranches(oil: System, oil_tranches: object) -> None:
    table = elements_of(oil, oil_tranches, "asset")  # type: ignore[arg-type]
    assert set(table.index) == {
        "north_oil", "south_oil", "b_oil", "north_hub", "south_hub", "trunk_a", "trunk_b", "rail_c", "intake", "tanks",
        "trunk",
    }  # fmt: skip
    assert table.at["rail_c", "parts"] == ("Link:rail_c", "Link:rail_c +")
    assert table.at["trunk", "parts"] == ("Generator:slot trunk",)
    assert table.at["trunk", "flows"] == ("trunk_a", "trunk_b")
    assert table.at["trunk", "families"] == ("crude",)
    assert table.at["tanks", "flows"] == ("tanks:charge", "tanks:discharge")


def test_a_corridor_holds_the_joint_limit_that_only_it_uses(oil: System, oil_tranches: object) -> None:
    table = elements_of(oil, oil_tranches, "corridor")  # type: ignore[arg-type]
    assert "trunk" not in table.index
    parts = table.at["trunk_line", "parts"]
    assert {"Link:trunk_a", "Link:trunk_b", "Generator:slot trunk"} <= set(parts)
    assert table.at["trunk_line", "territory"] == ("AA", "BB")


def test_territories_owners_and_operators(oil: System, oil_tranches: object) -> None:
    by = {kind: elements_of(oil, oil_tranches, kind) for kind in ("territory", "owner", "operator")}  # type: ignore[arg-type]
    assert "rail_c" in by["territory"].at["CC", "flows"]
    assert "north_oil" in by["owner"].at["op_a", "flows"]
    assert set(by["operator"].at["op_b", "flows"]) == {"trunk_a", "trunk_b"}


def test_demands_and_markets_are_never_cut(oil: System, oil_tranches: object) -> None:
    for by in ("asset", "corridor", "territory", "owner", "operator"):
        table = elements_of(oil, oil_tranches, by)  # type: ignore[arg-type]
        cut = {flow for flows in table["flows"] for flow in flows}
        assert not cut & {"refinery", "port_a", "port_b", "gate_a"}
        assert not [part for parts in table["parts"] for part in parts if "unserved" in part]


def test_an_unknown_way_to_group(oil: System, oil_tranches: object) -> None:
    with pytest.raises(UsageError, match="asset, corridor, territory, owner, operator"):
        elements_of(oil, oil_tranches, "colour")  # type: ignore[arg-type]
