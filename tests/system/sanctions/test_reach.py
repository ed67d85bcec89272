"""Designations, licences and dates on a toy; deletion of a row; names, words and errors."""

from __future__ import annotations

from datetime import date

import pytest

from levier.errors import UsageError
from levier.system.sanctions import (
    Reach,
    actors_named,
    authority_named,
    chain_graph,
    designations_at,
    known_to,
    licences_at,
    reach,
    rule_at,
)
from tests.system import toys
from tests.system.sanctions import cases

BEFORE, FIRST, SECOND, AFTER = date(2023, 1, 31), date(2023, 2, 1), date(2023, 6, 1), date(2023, 9, 1)


def on(day: date, without: str = "") -> Reach:
    return reach(cases.package(without), "office", day)


def status(found: Reach, table: str, key: str) -> dict[str, str]:
    frame = getattr(found, table)
    return dict(zip(frame[key], frame["status"], strict=True))


def test_before_the_day_nothing_is_reached() -> None:
    found = on(BEFORE)
    assert found.designations == ()
    assert found.entities.empty
    assert found.stakes.empty
    assert found.assets.empty


def test_the_first_licence_spares_the_venture_alone() -> None:
    found = on(FIRST)
    assert status(found, "entities", "entity") == {
        "firm": "designated",
        "sub": "reached",
        "half": "reached",
        "venture": "spared",
    }
    assert status(found, "assets", "asset") == {
        "north_oil": "carved out",
        "south_oil": "reached",
        "b_oil": "reached",
        "rail_c": "carved out",
    }
    north = found.assets.set_index("asset").loc["north_oil"]
    assert (north["kept_without"], north["kept_with"]) == (pytest.approx(0.8), 1.0)
    assert north["until"] == "2023-05-31"
    assert status(found, "stakes", "holding") == {"venture": "carved out"}


def test_the_second_licence_spares_what_is_reached() -> None:
    found = on(SECOND)
    assert status(found, "entities", "entity")["half"] == "carved out"
    south = found.assets.set_index("asset").loc["south_oil"]
    assert (south["status"], south["kept_without"], south["kept_with"]) == ("carved out", 0.0, 1.0)
    assert south["licence"] == "Licence 2"
    assert south["until"] == "2023-08-31"


def test_after_the_expiry_the_licence_protects_no_longer() -> None:
    found = on(AFTER)
    assert found.licences == ()
    assert status(found, "entities", "entity")["half"] == "reached"
    north = found.assets.set_index("asset").loc["north_oil"]
    assert (north["status"], north["kept_with"], north["licence"]) == ("stake frozen", pytest.approx(0.8), "")
    assert on(date(2023, 8, 31)).licences != ()


def test_a_line_with_a_frozen_stake_runs_on() -> None:
    rail = on(AFTER).assets.set_index("asset").loc["rail_c"]
    assert (rail["status"], rail["share"], rail["kept_without"]) == ("stake frozen", pytest.approx(0.2), 1.0)


def test_deleting_a_stake_changes_the_reach() -> None:
    found = on(AFTER, without="s_firm_sub")
    assert set(found.entities["entity"]) == {"firm", "half"}
    assert set(found.assets["asset"]) == {"south_oil"}


def test_sentences_and_chains() -> None:
    found = on(FIRST)
    words = dict(zip(found.entities["entity"], found.entities["sentence"], strict=True))
    assert words["firm"] == "firm is designated since 2023-02-01 by Office: List."
    assert words["sub"] == "sub is reached: firm (designated 2023-02-01 by Office) holds 100 %."
    assert words["venture"] == (
        "venture is spared: blocked owners hold 20 % (sub), below 50 %. "
        "Licence 1 (since 2023-02-01, until 2023-05-31, then Licence 2) lets its running go on."
    )
    chains = dict(zip(found.assets["asset"], found.assets["chain"], strict=True))
    assert [(link.subject, link.relation, link.object) for link in chains["b_oil"]] == [
        ("firm", "holds", "sub"),
        ("sub", "operates", "b_oil"),
    ]
    assert [link.object for link in chains["north_oil"]] == ["sub", "venture", "north_oil"]
    assert [link.relation for link in chains["rail_c"]] == ["holds", "holds", "operates"]
    graph = chain_graph(found)
    assert graph.edges["sub", "venture"]["share"] == 20
    assert graph.nodes["half"]["status"] == "reached"


def test_an_assumed_designation_is_said_to_be_one_and_no_licence_relieves_it() -> None:
    package = cases.package()
    found = reach(package, "office", FIRST, ["op_c"])
    words = dict(zip(found.entities["entity"], found.entities["sentence"], strict=True))
    assert "assumption" in words["op_c"]
    assert status(found, "entities", "entity")["venture"] == "reached"
    assert status(found, "assets", "asset")["north_oil"] == "reached"
    before = reach(package, "office", FIRST, without=["firm"])
    assert before.entities.empty


def test_a_recorded_designation_stays_as_recorded() -> None:
    found = reach(cases.package(), "office", SECOND, ["firm"])
    assert [each.row for each in found.designations] == ["listing"]
    assert status(found, "entities", "entity")["half"] == "carved out"


def test_a_stake_without_a_share_is_told_and_not_counted() -> None:
    rows = cases.tables()
    rows["stakes"].append({"id": "u", "owner": "firm", "holding": "trunk_a", "kind": "equity"})
    found = reach(toys.package(rows), "office", AFTER)
    assert found.untold["holding"].tolist() == ["trunk_a"]
    assert "trunk_a" not in set(found.assets["asset"])


def test_records_in_force() -> None:
    package = cases.package()
    assert [each.target for each in designations_at(package, "office", FIRST)] == ["firm"]
    (licence,) = licences_at(package, "office", date(2023, 5, 31))
    assert (licence.until, licence.replaced_by) == (date(2023, 5, 31), "Licence 2")
    assert known_to(package, "office") == SECOND
    assert known_to(package, "op_a") is None
    assert on(AFTER).reading.endswith("what was decided after it is not known here.")


def test_a_lifted_designation_reaches_nobody() -> None:
    lifted = [{**cases.LISTING, "expiry": "2023-03-31"}]
    package = cases.package(sanctions=lifted)
    assert not reach(package, "office", date(2023, 3, 31)).entities.empty
    assert reach(package, "office", date(2023, 4, 1)).entities.empty


def test_rules_have_dates() -> None:
    rules = [
        {**cases.RULE, "id": "old", "test": "above", "to": "2023-05-31"},
        {**cases.RULE, "id": "new", "from": "2023-06-01"},
    ]
    package = cases.package(sanction_rules=rules)
    assert rule_at(package, "office", date(2023, 5, 31)).strict
    assert not rule_at(package, "office", SECOND).strict
    reached = {day: set(reach(package, "office", day).spread.reached) for day in (FIRST, SECOND)}
    assert "half" not in reached[FIRST]
    assert "half" in reached[SECOND]


def test_wrong_names() -> None:
    package = cases.package()
    assert actors_named(package, ["FIRM", "venture", "firm"]) == ("firm", "venture")
    with pytest.raises(UsageError, match="'aa' is a state; designations name companies, banks, bodies or persons"):
        actors_named(package, ["aa"])
    with pytest.raises(UsageError, match="a blank names nobody"):
        actors_named(package, [" "])
    with pytest.raises(UsageError, match=r"no actor 'venure' in toy; nearest: venture"):
        actors_named(package, ["venure"])
    assert authority_named(package, "Office") == "office"
    with pytest.raises(UsageError, match="nearest: office; authorities with a rule in toy: office"):
        authority_named(package, "offise")
    with pytest.raises(UsageError, match="no rule of op_a"):
        rule_at(package, "op_a", FIRST)
