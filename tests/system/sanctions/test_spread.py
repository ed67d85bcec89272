"""Reach through ownership: OFAC's published examples, the rules of others, loops, and laws."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.system.sanctions import Rule, frozen_shares, spread

OFAC = Rule("ofac")
EU_BEFORE = Rule("eu", strict=True, votes=True)
UK = Rule("uk", strict=True, aggregated=False, votes=True)
Row = tuple[str, str, float]


def stakes(*rows: Row, kind: str = "equity") -> pd.DataFrame:
    listed = [(owner, held, share, kind, ("s",)) for owner, held, share in rows]
    return pd.DataFrame(listed, columns=["owner", "holding", "share", "kind", "sources"])


FAQ = {
    # FAQ 399: holdings of several blocked persons are added up.
    "two quarters": ([("x", "a", 25), ("y", "a", 25)], {"a"}),
    "a quarter alone": ([("x", "a", 25)], set()),
    # FAQ 401, its five examples in order.
    "half of half": ([("x", "a", 50), ("a", "b", 50)], {"a", "b"}),
    "two halves, two quarters": (
        [("x", "a", 50), ("x", "b", 50), ("a", "c", 25), ("b", "c", 25)],
        {"a", "b", "c"},
    ),
    "40 through a half, and 10 directly": ([("x", "a", 50), ("x", "b", 10), ("a", "b", 40)], {"a", "b"}),
    "a quarter is no tier": ([("x", "a", 50), ("x", "b", 25), ("a", "c", 25), ("b", "c", 25)], {"a"}),
    "two quarters that hold all": ([("x", "a", 25), ("x", "b", 25), ("a", "c", 50), ("b", "c", 50)], set()),
    # The threshold.
    "49 is not enough": ([("x", "a", 49)], set()),
    "50 exactly is": ([("x", "a", 50)], {"a"}),
    "50 out of shares with fractions": ([("x", "a", 16.7), ("y", "a", 16.7), ("x", "a", 16.6)], {"a"}),
}


@pytest.mark.parametrize("case", FAQ)
def test_published_examples_of_ofac(case: str) -> None:
    rows, expected = FAQ[case]
    assert set(spread(stakes(*rows), ["x", "y"], OFAC).reached) == expected


def test_exactly_half_is_not_enough_where_the_rule_says_more() -> None:
    assert spread(stakes(("x", "a", 50)), ["x"], EU_BEFORE).reached == ()
    assert spread(stakes(("x", "a", 50.1)), ["x"], EU_BEFORE).reached == ("a",)
    assert spread(stakes(("x", "a", 30), ("y", "a", 25)), ["x", "y"], EU_BEFORE).reached == ("a",)


def test_uk_tests_each_designated_person_alone() -> None:
    rows = stakes(("x", "a", 30), ("y", "a", 30), ("x", "b", 60), ("b", "c", 30), ("x", "c", 21))
    found = spread(rows, ["x", "y"], UK)
    assert found.reached == ("b", "c")
    assert found.share["a"] == 30
    assert found.share["c"] == 51


def test_votes_count_where_the_rule_says_so_and_are_not_added_to_shares() -> None:
    both = pd.concat([stakes(("x", "a", 30)), stakes(("x", "a", 40), kind="voting")], ignore_index=True)
    assert spread(both, ["x"], UK).reached == ()
    more = pd.concat([stakes(("x", "a", 30)), stakes(("x", "a", 51), kind="voting")], ignore_index=True)
    assert spread(more, ["x"], UK).reached == ("a",)
    assert spread(more, ["x"], OFAC).reached == ()


def test_running_a_company_is_no_ownership() -> None:
    assert spread(stakes(("x", "a", 100), kind="operatorship"), ["x"], OFAC).reached == ()


def test_a_majority_told_without_a_figure_reaches() -> None:
    found = spread(stakes(("x", "a", math.nan), kind="majority"), ["x"], OFAC)
    assert found.reached == ("a",)
    assert math.isnan(found.share["a"])


def test_a_share_not_told_counts_nothing() -> None:
    assert spread(stakes(("x", "a", math.nan)), ["x"], OFAC).links == {}


def test_companies_that_own_each_other_block_nobody_by_themselves() -> None:
    loop = stakes(("a", "b", 60), ("b", "a", 60), ("x", "a", 40))
    assert spread(loop, ["x"], OFAC).reached == ()
    half = stakes(("a", "b", 60), ("b", "a", 20), ("x", "a", 50))
    found = spread(half, ["x"], OFAC)
    assert found.reached == ("a", "b")
    assert [(link.subject, link.object) for link in found.chain("b")] == [("x", "a"), ("a", "b")]


def test_a_company_reached_in_part_through_a_loop_is_reached() -> None:
    loop = stakes(("x", "a", 50), ("a", "b", 30), ("b", "c", 50), ("x", "b", 20), ("c", "b", 10))
    assert spread(loop, ["x"], OFAC).reached == ("a", "b", "c")


def test_a_designated_actor_stays_designated() -> None:
    found = spread(stakes(("x", "y", 100)), ["x", "y"], OFAC)
    assert found.designated == ("x", "y")
    assert found.reached == ()


def test_a_company_designated_itself_still_counts_for_who_holds_it() -> None:
    """UK: y is x's company, so x has 30 + 30 of c, whether y is designated by name or not; the chain says why."""
    rows = stakes(("x", "y", 60), ("x", "c", 30), ("y", "c", 30))
    assert spread(rows, ["x"], UK).reached == ("y", "c")
    for designated in (["x", "y"], ["y", "x"]):
        found = spread(rows, designated, UK)
        assert found.reached == ("c",)
        assert found.share == {"c": 60}
        assert [(link.subject, link.object) for link in found.chain("c")] == [("x", "y"), ("x", "c"), ("y", "c")]


def test_frozen_shares_multiply_through_what_is_not_blocked() -> None:
    rows = stakes(("x", "jv", 20), ("jv", "field", 50), ("x", "field", 10), ("jv", "jv2", 100), ("jv2", "jv", 30))
    found = frozen_shares(rows, {"x"})
    assert found["jv"] == pytest.approx(0.2 / 0.7)
    assert found["field"] == pytest.approx(0.1 + 0.5 * 0.2 / 0.7)
    assert frozen_shares(rows, {"x"}, {"jv": 0.0})["field"] == pytest.approx(0.1)


NAMES = ("x", "y", "a", "b", "c", "d")
OWNERSHIP = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES[2:]), st.sampled_from((5.0, 20.0, 25.0, 30.0, 50.0, 51.0))),
    max_size=12,
).map(lambda rows: [row for row in rows if row[0] != row[1]])


@settings(max_examples=40)
@given(OWNERSHIP)
def test_reach_grows_with_designations_stakes_and_milder_tests(rows: list[Row]) -> None:
    table = stakes(*rows)
    reached = set(spread(table, ["x"], OFAC).blocked)
    assert reached <= set(spread(table, ["x", "y"], OFAC).blocked)
    assert set(spread(table.iloc[:-1], ["x"], OFAC).blocked) <= reached
    for alone in (UK, EU_BEFORE):
        assert set(spread(table, ["x", "y"], alone).blocked) <= set(spread(table, ["x", "y"], OFAC).blocked)


FEW = ("x", "y", "c")
PAIRS = [(owner, held) for owner in FEW for held in FEW if owner != held]


@settings(max_examples=150)
@given(st.lists(st.sampled_from((0.0, 30.0, 60.0)), min_size=6, max_size=6), st.permutations(FEW), st.integers(1, 2))
def test_more_designated_never_reaches_less(shares: list[float], names: list[str], count: int) -> None:
    """Under every rule, also where who is designated is held by others that are."""
    table = stakes(*((owner, held, share) for (owner, held), share in zip(PAIRS, shares, strict=True) if share))
    for rule in (OFAC, UK, EU_BEFORE):
        before, after = spread(table, names[:count], rule), spread(table, names[: count + 1], rule)
        assert before.blocked <= after.blocked
        assert not set(after.reached) & set(after.designated)


@settings(max_examples=40)
@given(OWNERSHIP)
def test_every_reach_has_a_chain_of_blocked_owners(rows: list[Row]) -> None:
    found = spread(stakes(*rows), ["x"], OFAC)
    for name in found.reached:
        chain = found.chain(name)
        assert chain[0].subject == "x"
        assert chain[-1].object == name
        assert {link.subject for link in chain} <= found.blocked
        assert OFAC.met(found.share[name])
    for name in set(found.links) - set(found.reached):
        assert not OFAC.met(found.share[name])
