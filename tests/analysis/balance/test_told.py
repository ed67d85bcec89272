"""Ties: conflicts settled by rank, blocs counted once, directions, and what is left out with its reason."""

from __future__ import annotations

import pytest

from levier.analysis.balance import Basis, answer_balance
from levier.analysis.balance.blocs import Register
from levier.analysis.balance.told import Ties, ties_of

from .rows import Row, member, package, tie

UNION = [member("m1", "BB", "union", "2004"), member("m2", "CC", "union", "2004", "2024-06-30")]


def told(*ties: Row, members: list[Row] | None = None) -> Ties:
    """Give the ties of AA."""
    data = package(list(ties), memberships=members or [])
    return ties_of(data, Register(data), "AA")


def only(found: Ties) -> Basis:
    """Give the only basis there is."""
    (basis,) = found.bases
    return basis


def test_official_before_reported_before_derived_before_secondary() -> None:
    """The best rank is used alone; the range is that of all."""
    rows = [
        tie("s", "AA-BB", 10, kind="secondary"),
        tie("d", "AA-BB", 20, kind="derived"),
        tie("r", "AA-BB", 30),
        tie("o", "AA-BB", 40, sources="office;press"),
    ]
    for count, value in ((1, 10), (2, 20), (3, 30), (4, 40)):
        found = told(*rows[:count])
        each = only(found).told["BB"]
        assert (each.value, each.low, each.high) == (value, 10, max(10, value))
        assert found.ledger.set_index("id")["used"].to_dict() == {
            row["id"]: row is rows[count - 1] for row in rows[:count]
        }


def test_equal_reports_are_averaged_and_both_stay() -> None:
    """27 and 29 make 28; both rows are in the ledger, and say so."""
    found = told(tie("a", "AA-BB", 27, kind="conflict"), tie("b", "BB-AA", 29))
    assert only(found).told["BB"].value == 28
    assert found.ledger["why"].tolist() == ["averaged with 1 of equal rank"] * 2


def test_a_bloc_counts_once() -> None:
    """What is told of the union comes before its member; without it, members are added up; one that left is apart."""
    rows = [tie("b", "AA-BB", 10), tie("c", "AA-CC", 5), tie("d", "AA-DD", 5)]
    apart = only(told(*rows, tie("u", "AA-union", 12), members=UNION))
    assert {key: each.value for key, each in apart.told.items()} == {"union": 12, "CC": 5, "DD": 5}
    both = [row | {"period": "2023", "id": f"{row['id']}3"} for row in rows]
    other = [tie("x", "union-DD", 1)]
    together = only(told(*both, *other, members=UNION))
    assert {key: each.value for key, each in together.told.items()} == {"union": 15, "DD": 5}
    assert together.told["union"].parts == ("BB", "CC")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (tie("p", "AA-BB", 9, kind="plan"), "a plan"),
        (tie("v", "AA-BB", 1, measure="text", unit="vote", domain="votes"), "a vote on a text"),
        (tie("g", "AA-BB", 9, measure="growth", unit="%"), "not known of what"),
        (tie("h", "AA-BB", 9, measure="share_of_imports", unit="%"), "share of the partner's total"),
        (tie("k", "AA-club", 9), "members are not told"),
        (tie("o", "AA-union", 9), "belongs to"),
        (tie("z", "AA-BB", 0), "not above zero"),
        (tie("i", "AA-AA", 9), "with itself"),
    ],
)
def test_what_is_left_out_says_why(row: Row, why: str) -> None:
    """It stays in the ledger, is not used, and shares nothing."""
    found = told(row, members=[member("m", "AA", "union")])
    assert not found.bases
    assert why in found.ledger["why"].iloc[0]
    assert not found.ledger["used"].any()


def test_percentages_are_shares_of_a_hundred() -> None:
    """29 % and 21 % of the imports of AA: half of them is not told of whom."""
    share = {"measure": "share_of_imports", "unit": "%"}
    basis = only(told(tie("b", "BB-AA", 29, **share), tie("c", "CC-AA", 21, **share)))
    assert basis.shares() == pytest.approx({"BB": 0.29, "CC": 0.21, "rest": 0.5})


def test_goods_out_and_in_are_two() -> None:
    """Only a turnover is the same in both directions."""
    goods = {"measure": "goods"}
    found = told(tie("o", "AA-BB", 1, **goods), tie("i", "BB-AA", 2, **goods), tie("t", "BB-AA", 3))
    assert {(each.measure, each.direction): each.sum for each in found.bases} == {
        ("goods", "out"): 1, ("goods", "in"): 2, ("turnover", "both"): 3,
    }  # fmt: skip


def test_deleting_a_row_changes_the_answer() -> None:
    """Three partners, then two, then a domain that cannot be computed."""
    rows = [tie("b", "AA-BB", 50), tie("c", "AA-CC", 30), tie("d", "AA-DD", 20)]
    shares = []
    for count in (3, 2):
        answer = answer_balance(package(rows[:count]), "AA", 2024, domains=["trade"])
        shares.append(dict(answer.overall[["partner", "share"]].itertuples(index=False)))
    assert shares == [pytest.approx({"BB": 0.5, "CC": 0.3, "DD": 0.2}), pytest.approx({"BB": 0.625, "CC": 0.375})]
    alone = answer_balance(package(rows[:1]), "AA", 2024, domains=["trade"])
    assert not alone.chosen
    assert alone.overall.empty
    assert "turnover (both) 2024: BB" in alone.missing["missing"].iloc[0]


def test_a_whole_year_a_total_and_coverage_stand_for_a_domain() -> None:
    """Nine months give way to the year; 2022 is taken in 2024 only if two years back are allowed."""
    rows = [tie("b", "AA-BB", 5), tie("c", "AA-CC", 5), tie("w", "AA-WW", 40)]
    part = [row | {"id": f"{row['id']}9", "period": "2024-01/2024-09"} for row in rows]
    answer = answer_balance(package(part + rows), "AA", 2024, domains=["trade"])
    assert answer.chosen["trade"].period == "2024"
    assert answer.chosen["trade"].coverage == 0.25
    old = package([row | {"period": "2022"} for row in rows])
    assert not answer_balance(old, "AA", 2024, domains=["trade"]).chosen
    assert answer_balance(old, "AA", 2024, domains=["trade"], within=2).chosen["trade"].year == 2022
    assert answer_balance(old, "AA", 2024, domains=["trade"]).missing["years"].tolist() == ["2022"]
