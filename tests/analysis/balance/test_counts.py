"""Institutions and diplomacy, counted by hand from dates."""

from __future__ import annotations

from datetime import date

import pytest

from levier.analysis.balance.blocs import Register, in_force
from levier.analysis.balance.counts import diplomacy_of, institutions_of, votes_of

from .rows import agreement, meeting, member, package, tie


@pytest.mark.parametrize(
    ("first", "last", "day", "held"),
    [
        ("", "", "2024-12-31", True),
        ("2015", "", "2015-12-30", False),
        ("2015", "", "2015-12-31", True),
        ("2002-10-07", "2024-12-31", "2024-12-31", True),
        ("2002-10-07", "2024-12-31", "2025-01-01", False),
        ("2006-06", "2012", "2012-01-01", True),
        ("2006-06", "2012", "2012-01-02", False),
    ],
)
def test_in_force_only_when_sure(first: str, last: str, day: str, *, held: bool) -> None:
    """A partial date never puts a membership in force a day too early or too late."""
    assert in_force(first, last, date.fromisoformat(day)) is held


def test_shared_bodies_by_hand() -> None:
    """BB shares both bodies, CC one; a chair and an observer are no members; DD came later."""
    rows = [
        member("a1", "AA", "union", "2002"), member("b1", "BB", "union", "2002"), member("c1", "CC", "union", "2002"),
        member("a2", "AA", "club", "2010"), member("b2", "BB", "club", "2010"), member("d2", "DD", "club", "2025"),
        member("a3", "AA", "club", "2024", role="chair"), member("c2", "CC", "club", "2010", role="observer"),
    ]  # fmt: skip
    bases, listed = institutions_of(Register(package([], memberships=rows)), "AA", [2005, 2024])
    assert [(each.period, {key: told.value for key, told in each.told.items()}) for each in bases] == [
        ("2005-12-31", {"BB": 1, "CC": 1}),
        ("2024-12-31", {"BB": 2, "CC": 1}),
    ]
    assert listed[["body", "counted", "others"]].to_numpy().tolist() == [
        ["union", True, 2], ["club", True, 1], ["club", False, 1],
    ]  # fmt: skip


def test_meetings_and_agreements_by_hand() -> None:
    """A member of a body is at its summit; a proposal is no agreement; a bloc is met once, whoever comes for it."""
    data = package(
        [tie("t", "AA-union", 1)],
        memberships=[member("u", "BB", "union", "2004"), member("k", "AA", "club", "2004")],
        meetings=[
            meeting("m1", "2024-02-01", "AA;CC"),
            meeting("m2", "2024-03", "AA;BB;union;CC"),
            meeting("m3", "2024-07-04", "club"),
            meeting("m4", "2024-08-01", "CC;DD"),
        ],
        agreements=[agreement("a1", "2023-05-01", "AA;CC"), agreement("a2", "2024", "AA;CC", level="proposal")],
    )
    bases, counts = diplomacy_of(data, Register(data), "AA")
    table = counts.set_index(["what", "year", "partner"])
    assert table["count"].to_dict() == {
        ("meetings", 2024, "CC"): 2, ("meetings", 2024, "union"): 1, ("meetings", 2024, "club"): 1,
        ("agreements", 2023, "CC"): 1,
    }  # fmt: skip
    assert table.loc[("meetings", 2024, "CC"), "bilateral"] == 1
    assert {each.measure: set(each.told) for each in bases} == {"meetings": {"CC", "union"}, "agreements": {"CC"}}


def test_votes_cast_alike_by_hand() -> None:
    """One text both abstained on, one on which BB voted otherwise; a text on which AA is not told is left out."""
    vote = {"domain": "votes", "unit": "vote"}
    one, two, three = ({"measure": f"text{n}", "period": f"2022-0{n}-01", **vote} for n in (1, 2, 3))
    rows = [
        tie("a1", "AA-EE", 0, **one), tie("b1", "BB-EE", 0, **one), tie("a2", "AA-EE", 1, **two),
        tie("b2", "BB-EE", -1, **two), tie("b3", "BB-EE", 1, **three),
    ]  # fmt: skip
    found = votes_of(package(rows), "AA")
    assert found.to_dict("records") == [
        {"year": 2022, "partner": "BB", "common": 2, "alike": 1, "texts": "text1;text2"}
    ]
