"""The user's weights: equal ones are the mean, only proportions matter, and their effect is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.analysis.balance import DOMAINS, domains_named, effect_table, overall_shares, weights_named
from levier.errors import UsageError

HALVES = {"gas": {"CN": 1.0}, "oil": {"RU": 0.8, "CN": 0.2}, "trade": {"EU": 0.5, "CN": 0.3, "rest": 0.2}}
EQUAL = dict.fromkeys(HALVES, 1.0)
POSITIVE = st.fixed_dictionaries({name: st.floats(0.01, 100) for name in HALVES})


def test_equal_weights_are_the_mean() -> None:
    """CN: (1 + 0.2 + 0.3) / 3 = 0.5; the rest comes last whatever its size."""
    found = overall_shares(HALVES, EQUAL)
    assert found == pytest.approx({"CN": 0.5, "RU": 0.8 / 3, "EU": 0.5 / 3, "rest": 0.2 / 3})
    assert list(found) == ["CN", "RU", "EU", "rest"]


@given(POSITIVE)
def test_only_proportions_matter(weights: dict[str, float]) -> None:
    """Doubling every weight changes nothing; shares add up to 1."""
    found = overall_shares(HALVES, weights)
    assert overall_shares(HALVES, {name: 2 * weight for name, weight in weights.items()}) == pytest.approx(found)
    assert sum(found.values()) == pytest.approx(1.0)


def test_a_weight_of_zero_is_a_domain_left_out() -> None:
    """Trade at zero: the mean of the other two, and nothing of EU or of the rest."""
    found = overall_shares(HALVES, EQUAL | {"trade": 0.0})
    assert found == pytest.approx({"CN": 0.6, "RU": 0.4})


def test_effect_by_hand() -> None:
    """Gas at zero: CN 0.25, RU 0.4, EU 0.25; RU is first, and half the sum of the changes is 0.25."""
    table = effect_table(HALVES, EQUAL).set_index(["domain", "times"])
    row = table.loc[("gas", 0.0)]
    assert (row["first"], row["first_share"]) == ("RU", pytest.approx(0.4))
    assert row["moved"] == pytest.approx(0.25)
    assert row["ranks_changed"] == 2
    assert table.loc[("", 1.0), "moved"] == 0


def test_the_only_domain_at_zero_is_a_row_with_its_reason() -> None:
    """Nothing is left to rank, and the row says so."""
    table = effect_table({"gas": {"CN": 1.0}}, {"gas": 1.0})
    assert table.loc[table["times"] == 0, "reason"].tolist() == ["no other domain has a weight"]
    assert table.loc[table["times"] == 2, "moved"].tolist() == [0.0]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["tarde=2"], "no domain 'tarde'; nearest: trade"),
        (["trade"], "write domain=number"),
        (["trade=much"], "'much' is no number"),
        (["trade=-1"], "a number from 0 up"),
        (["trade=nan"], "a number from 0 up"),
        (["votes=1"], "not among the domains of this balance"),
        (["gas=0,trade=0"], "every weight is 0"),
    ],
)
def test_a_weight_that_is_none_is_refused(words: list[str], message: str) -> None:
    """One message: what, and what is allowed."""
    with pytest.raises(UsageError, match=message):
        weights_named(words, ["gas", "trade"])


def test_domains_by_name() -> None:
    """Words in any case and order; the usual ones if none; a wrong one has its nearest."""
    assert domains_named(["Trade, oil"]) == ("oil", "trade")
    assert set(domains_named([])) == {name for name, domain in DOMAINS.items() if domain.usual}
    with pytest.raises(UsageError, match="no domain 'studnets'; nearest: students"):
        domains_named(["studnets"])
