"""Figures of the shipped package, worked out by hand from the rows of ties.csv and memberships.csv."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from levier.analysis.balance import BalanceAnswer, answer_balance, domain_names
from levier.dataset import Package, read

TIES = tuple(name for name in domain_names() if name not in ("oil", "gas", "power", "uranium"))


@pytest.fixture(scope="module")
def eurasia() -> Package:
    """Give the shipped package."""
    return read("eurasia")


@pytest.fixture(scope="module")
def kazakhstan(eurasia: Package) -> BalanceAnswer:
    """Give the ties of Kazakhstan in 2024."""
    return answer_balance(eurasia, "KZ", 2024, domains=TIES)


def share(answer: BalanceAnswer, domain: str, partner: str) -> float:
    """Give a share of the domain in the year."""
    return answer.chosen[domain].shares()[partner]


def test_trade_of_2024_by_hand(kazakhstan: BalanceAnswer) -> None:
    """28 with Russia (official; 27 and 28.7 stay), 43.82 with China, 50 with the European Union, of 142.9."""
    assert share(kazakhstan, "trade", "RU") == pytest.approx(28 / 142.9)
    assert share(kazakhstan, "trade", "CN") == pytest.approx(43.82 / 142.9)
    assert share(kazakhstan, "trade", "eu") == pytest.approx(50 / 142.9)
    russia = kazakhstan.chosen["trade"].told["RU"]
    assert (russia.low, russia.high) == (27.0, 28.7)
    assert "IT" not in kazakhstan.chosen["trade"].told


def test_transfers_of_march_2024_by_hand(kazakhstan: BalanceAnswer) -> None:
    """20.05 of 59.3 bn tenge went to Russia, 14.7 to Turkey, 11.2 to Uzbekistan; 13.35 are not told."""
    shares = kazakhstan.chosen["payments"].shares()
    assert shares == pytest.approx({"RU": 20.05 / 59.3, "TR": 14.7 / 59.3, "UZ": 11.2 / 59.3, "rest": 13.35 / 59.3})


def test_bodies_shared_with_russia_by_hand(kazakhstan: BalanceAnswer) -> None:
    """Five on the last day of 2024, by the rows of both: the customs union, two alliances, the SCO, the sea."""
    assert kazakhstan.chosen["institutions"].told["RU"].value == 5
    held = kazakhstan.memberships[kazakhstan.memberships["counted"]]
    assert {"csto", "eaeu", "cis", "sco", "tehran_convention"} <= set(held["body"])


def test_uzbek_investment_of_2024_by_hand(eurasia: Package) -> None:
    """28.7 and 27.9 % for China are averaged; 5.1 % of Germany stand under the European Union."""
    answer = answer_balance(eurasia, "UZ", 2024, domains=["investment"])
    assert share(answer, "investment", "CN") == pytest.approx(0.283)
    assert share(answer, "investment", "eu") == pytest.approx(0.051)


def test_arms_and_votes_are_missing_with_what_is_told(kazakhstan: BalanceAnswer) -> None:
    """One supplier of arms is told; votes end in 2019."""
    missing = kazakhstan.missing.set_index("domain")
    assert "share_of_arms_imports (in) 2020/2024: RU" in missing.at["arms", "missing"]
    assert missing.at["votes", "years"] == "2019"


def test_a_row_less_is_another_answer(eurasia: Package, kazakhstan: BalanceAnswer) -> None:
    """Without the official row on Russia the mean of the other two is used."""
    ties = eurasia.table("ties")
    kept = ties[ties["id"] != "ti-trade-turnover-kz-ru-2024-3"].reset_index(drop=True)
    less = replace(eurasia, tables=MappingProxyType({**eurasia.tables, "ties": kept}))
    answer = answer_balance(less, "KZ", 2024, domains=TIES)
    assert answer.chosen["trade"].told["RU"].value == pytest.approx((27.0 + 28.7) / 2)
    assert share(kazakhstan, "trade", "RU") != pytest.approx(share(answer, "trade", "RU"))
