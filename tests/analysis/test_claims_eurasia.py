"""Three claims of the shipped ledger that mix two things up, and what becomes of one without its evidence."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from levier.analysis.claims import Judgement, Verdict, check_claims, claims_of
from levier.dataset import Package, read


@pytest.fixture(scope="module")
def eurasia() -> Package:
    """Give the shipped package."""
    return read("eurasia")


def judged(package: Package, name: str) -> Judgement:
    """Check one claim of a package's ledger."""
    return check_claims(package, [each for each in claims_of(package) if each.id == name]).judgements[0]


def test_uranium_share_is_of_2022_and_of_the_country(eurasia: Package) -> None:
    """43 % was the country's share in 2022; the company's own is about half of it; today is not reported."""
    found = judged(eurasia, "cl-ties-001-06")
    assert found.verdict is Verdict.OTHERWISE
    assert (found.other.value, found.other.period) == (43.0, "2022")
    assert "no report" in found.finding.missing
    assert {"power-s135", "power-s136"} <= set(found.sources)
    assert f"alone: {43 * 11373 / 21227:.4g} % in 2022" in found.why


def test_thirty_billion_is_behind_its_path_and_goes_with_its_rows(eurasia: Package) -> None:
    """28 in 2023 asks 29 in 2024 for 30 in 2025; without the turnover's rows nothing can be said."""
    found = judged(eurasia, "cl-ties-004-15")
    assert found.verdict is Verdict.FAILS
    assert "asks 29 of 30 USD bn by 2025" in found.why
    assert "announced since for 2026" in found.why
    ties = eurasia.table("ties")
    silent = ties[ties["measure"] != "turnover"].reset_index(drop=True)
    without = replace(eurasia, tables=MappingProxyType({**eurasia.tables, "ties": silent}))
    assert judged(without, "cl-ties-004-15").verdict is Verdict.UNKNOWN


@pytest.mark.slow
def test_four_fifths_is_the_pipeline_not_the_territory(eurasia: Package) -> None:
    """About 96 % of Kazakh crude exports cross Russia; the consortium's pipeline alone carries about 80 %."""
    found = judged(eurasia, "cl-ties-001-08")
    assert found.verdict is Verdict.OTHERWISE
    assert found.finding.value > 90.0
    assert found.other.definition == "through the way cpc"
    assert found.other.value == pytest.approx(80.0, abs=4.0)
    assert found.finding.low < found.finding.value < found.finding.high
