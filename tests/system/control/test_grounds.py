"""What an actor can close on a toy with two states, a joint line and a consortium."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest

from levier.dataset import Package
from levier.errors import UsageError
from levier.system import System
from levier.system.control import consent_set, consents, controlled_assets
from tests.system import toys, worlds
from tests.system.control.frames import Stake, stake_rows

DAY = date(2023, 7, 1)
STAKES: tuple[Stake, ...] = (("AA", "op_a", 60), ("op_a", "op_c", 51), ("op_a", "north_oil", 60), ("BB", "op_b", 50))


@lru_cache
def oil(*stakes: Stake) -> Package:
    return toys.package(worlds.oil() | {"stakes": stake_rows(*(stakes or STAKES))})


def closes(read: Package | System, actor: str, *grounds: str) -> set[str]:
    return set(controlled_assets(read, actor, DAY, grounds or ("territory", "operator", "majority"))["asset"])


def test_a_state_closes_what_stands_on_or_crosses_its_soil() -> None:
    assert closes(oil(), "BB", "territory") == {"b_oil", "trunk_a", "trunk_b", "tanks", "trunk"}
    found = controlled_assets(oil(), "BB", DAY, ["territory"]).set_index("asset")["sentence"]
    assert found["trunk_a"] == "trunk_a crosses the territory of BB"
    assert found["trunk_b"] == "trunk_b stands on the territory of BB"


def test_half_of_the_operator_is_not_enough() -> None:
    assert not closes(oil(), "BB", "operator", "majority")
    assert closes(oil(("BB", "op_b", 50.1)), "BB", "operator") == {"trunk_a", "trunk_b", "trunk"}
    assert closes(oil(), "op_b") == {"trunk_a", "trunk_b", "trunk"}


def test_a_state_gets_what_its_companies_can_close() -> None:
    assert closes(oil(), "AA", "operator") == {"north_oil", "rail_c"}
    assert closes(oil(), "AA", "majority") == {"north_oil"}
    rows = controlled_assets(oil(), "AA", DAY, ["operator"]).set_index("asset")
    assert rows.at["rail_c", "sentence"] == (
        "AA holds a majority (60 %) of op_a; op_a holds a majority (51 %) of op_c; op_c operates rail_c"
    )
    assert [link.relation for link in rows.at["rail_c", "chain"]] == ["holds", "holds", "operates"]


@pytest.mark.parametrize("gone", range(3))
def test_deleting_a_stake_row_changes_the_control_set(gone: int) -> None:
    left = tuple(row for k, row in enumerate(STAKES) if k != gone)
    before, after = (
        set(controlled_assets(read, "AA", DAY)[["asset", "ground"]].itertuples(index=False, name=None))
        for read in (oil(), oil(*left))
    )
    assert after < before


def test_shippers_are_told_apart() -> None:
    rows = controlled_assets(oil(), "BB", DAY, ["territory"]).set_index("asset")
    assert rows.loc[["trunk_a", "trunk_b"], "beneficiary"].tolist() == ["AA", "BB"]
    assert rows.at["trunk", "beneficiary"] == ""
    assert rows.at["trunk_a", "group"] == "trunk_line"


def test_demands_and_markets_are_never_assets() -> None:
    every = {name for actor in ("AA", "BB", "CC") for name in closes(oil(), actor)}
    assert not every & {"refinery", "port_a", "port_b", "gate_a"}
    assert "tanks" in every


def test_the_own_market_is_a_ground_of_its_own() -> None:
    tables = worlds.oil()
    tables["markets"][2] |= {"country": "CC"}
    read = toys.package(tables | {"stakes": stake_rows(*STAKES)})
    assert closes(read, "CC", "market") == {"rail_c"}
    assert "market" not in set(controlled_assets(read, "CC", DAY)["ground"])
    assert not closes(oil(), "CC", "market"), "the world market is nobody's"


def test_a_system_gives_its_own_assets(oil: System) -> None:
    whole = controlled_assets(oil, "BB", DAY)
    part = controlled_assets(oil.part(["crude"]), "BB", DAY)
    assert set(whole["asset"]) == {"b_oil", "trunk_a", "trunk_b", "tanks", "trunk"}
    assert set(part["asset"]) <= set(whole["asset"])


def test_an_operator_of_an_asset_by_a_stake_row() -> None:
    assert closes(oil(("op_c", "south_hub", None, "operatorship")), "op_c", "operator") == {"south_hub", "rail_c"}


def test_running_the_company_that_holds_an_asset_is_the_ground_operator() -> None:
    read = oil(("op_b", "op_c", None, "operatorship"), ("op_c", "south_oil", 80))
    assert "south_oil" in closes(read, "op_b", "operator")
    assert not closes(read, "op_b", "majority")
    assert closes(read, "op_c", "majority") == {"south_oil"}


@pytest.mark.parametrize(("actor", "near"), [("op_x", "op_a"), ("kremlin", "a state is two capitals")])
def test_an_unknown_actor_is_refused_with_the_nearest(actor: str, near: str) -> None:
    with pytest.raises(UsageError, match=near):
        controlled_assets(oil(), actor, DAY)


def test_an_unknown_ground_is_refused() -> None:
    with pytest.raises(UsageError, match="no ground 'soil'"):
        controlled_assets(oil(), "AA", DAY, ["soil"])


def test_consent_of_territory_operator_and_majority() -> None:
    players = ["AA", "BB", "CC", "op_b"]
    assert consent_set(oil(), "trunk_a", DAY, players) == {"AA", "BB", "op_b"}
    assert consent_set(oil(), "rail_c", DAY, players) == {"AA", "CC"}
    assert consent_set(oil(), "tanks:charge", DAY, players) == {"BB"}
    assert consent_set(oil(), "north_hub", DAY, ["BB", "CC"]) == frozenset()


def test_states_stand_for_companies_at_home_when_asked() -> None:
    read = oil(("x", "y", 60))
    assert consent_set(read, "rail_c", DAY, ["AA", "BB"]) == {"AA"}
    tables = worlds.oil()
    tables["corridors"][4] |= {"operator": "op_b"}
    read = toys.package(tables | {"stakes": stake_rows(("op_c", "rail_c", 70))})
    assert consent_set(read, "rail_c", DAY, ["BB"]) == frozenset()
    assert consent_set(read, "rail_c", DAY, ["BB"], states=True) == {"BB"}
    assert set(consents(read, DAY, ["BB", "CC"], states=True).query("asset == 'rail_c'")["ground"]) == {
        "territory",
        "home",
    }


def test_deleting_a_stake_row_changes_consent() -> None:
    assert consent_set(oil(), "rail_c", DAY, ["op_a"]) == {"op_a"}
    assert consent_set(oil(*STAKES[2:]), "rail_c", DAY, ["op_a"]) == frozenset()


@pytest.mark.parametrize("asset", ["refinery", "port_a", "nowhere"])
def test_consent_is_asked_of_assets_only(asset: str) -> None:
    with pytest.raises(UsageError, match=f"no asset '{asset}'"):
        consent_set(oil(), asset, DAY, ["AA"])
