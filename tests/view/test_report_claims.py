"""The report's section on claims: verdicts with value, interval, why and sources; hostile words stay words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from levier.analysis.claims import Claim, check_claims
from levier.view.page import Page
from levier.view.report import render_report
from levier.view.sections.claims import claim_section
from levier.view.tables import report_tables

from .conftest import HOSTILE

if TYPE_CHECKING:
    from levier.analysis import Answers


def said(name: str, paraphrase: str, value: float, kind: str = "fact") -> Claim:
    """Give a claim on the line's flow in 2024, which is 35.5 Mt."""
    return Claim(
        id=name, about="oil", paraphrase=paraphrase, subject="cpc_old", measure="flow", period="2024", value=value,
        unit="Mt", kind=kind, check="flow", arguments={}, direction="about", tolerance=0.5, sources=("map",),
    )  # fmt: skip


@pytest.fixture(scope="module")
def checked(answers: Answers) -> Answers:
    """Give the answers with three claims: one holds, one does not, one cannot be checked."""
    claims = [said("one", HOSTILE, 35.5), said("two", "Much more", 50.0, "forecast"), said("three", "Then", 1.0)]
    claims[2] = claims[2].asked(period="2024-05", kind="forecast")
    return replace(answers, claims=check_claims(answers.system.package, claims, system=answers.system))


def test_section_counts_and_folds(checked: Answers) -> None:
    """Claims that fail stand open, those that hold or cannot be checked are folded; the counts are said."""
    section = claim_section(Page(checked))
    assert section.about[1] == (
        "3 claims: 1 hold, 0 hold for another period or definition, 1 do not hold, 1 cannot be checked."
    )
    assert [table.caption for table in section.tables] == ["Do not hold"]
    assert [table.caption for table in section.details] == ["Cannot be checked: what is missing", "Hold"]
    (row,) = section.tables[0].rows
    assert row.anchor == "claim-two"
    assert row.cells[2].text == "35.5 Mt"
    assert row.cells[2].small
    assert "above" not in row.cells[4].text
    assert row.cells[4].text.startswith("below what is claimed: 35.5 Mt")
    assert row.cells[5].parts[0].href == "#source-op"


def test_page_holds_the_claims_and_no_markup_of_theirs(checked: Answers) -> None:
    """The words of a claim are escaped; what it cites is in the list of sources."""
    page = render_report(checked)
    assert '<section id="claims">' in page
    assert HOSTILE not in page
    assert 'id="claim-two"' in page
    assert 'id="source-map"' in page


def test_no_claims_is_said(answers: Answers) -> None:
    """A package without claims says so, in the language of the page."""
    assert claim_section(Page(replace(answers, claims=None))).about == ["The package holds no claims."]
    french = claim_section(Page(replace(answers, claims=None), "fr"))
    assert french.about == ["Le jeu de données ne contient pas d’affirmations."]


def test_tables_hold_the_verdicts(checked: Answers) -> None:
    """The table for other programs has one row a claim, numbers as numbers."""
    table = report_tables(checked)["claims"]
    assert list(table["verdict"]) == ["holds", "does not hold", "cannot be checked"]
    assert table["value"].dtype.kind == "f"
    assert table["value"][0] == pytest.approx(35.5, abs=0.2)
