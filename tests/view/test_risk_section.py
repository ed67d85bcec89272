"""The report's section on outages: figures, pictures, what contributes, in both languages."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from levier.analysis.reliability import RiskReport, Sampling, ready_risk
from levier.view.page import Page
from levier.view.report_risk import RISK
from levier.view.sections.risk import risk_about, risk_overview, risk_sections
from tests.analysis.reliability import worlds
from tests.system import toys

if TYPE_CHECKING:
    from levier.analysis import Answers


@pytest.fixture(scope="module")
def report() -> RiskReport:
    """Weigh two lines and three wells."""
    return ready_risk(toys.system(worlds.two_lines(wells=3)), Sampling(2, 60, 0))


@pytest.fixture
def page(answers: Answers) -> Page:
    """Give a page; names it does not know are shown as words."""
    return Page(answers)


def test_the_section_says_what_was_neglected(page: Page, report: RiskReport) -> None:
    about = risk_about(page, report)
    assert len(about) == 3
    assert "3 things, 5 units; all 8 states of up to 2 out" in about[1]
    assert page.percent(report.answers[0].states.neglected) in about[1]
    assert "<code>levier risk</code>" in about[2]
    (overview,) = risk_overview(page, report)
    assert [row.cells[0].text for row in overview.rows] == ["BB"]


def test_a_pair_has_pictures_and_tables_that_agree(page: Page, report: RiskReport) -> None:
    (part,) = risk_sections(page, report)
    (pair,) = report.pairs
    assert part.anchor == "risk-BB-gas"
    assert page.percent(pair.figure["share"]) in part.section.about[0]
    exceedance, parts = part.charts
    chance = exceedance["data"][0]["y"]
    assert chance == sorted(chance, reverse=True)
    assert max(parts["data"][0]["x"]) == pytest.approx(pair.elements["saved"].max(), abs=1e-6)
    things = {row.cells[0].text: row.cells[1].text for row in part.section.tables[1].rows}
    assert things == {"First": "1", "Second": "1", "Wells gas": "3"}
    json.dumps(part.charts, allow_nan=False)


def test_both_languages(page: Page, report: RiskReport) -> None:
    assert all(english and french and english != french for english, french in RISK.values())
    french = replace(page, language="fr")
    (english_part,), (french_part,) = risk_sections(page, report), risk_sections(french, report)
    assert english_part.section.about[0] != french_part.section.about[0]
    assert french_part.charts[0]["layout"]["separators"].startswith(",")


def test_a_package_without_rates_is_told_so(page: Page) -> None:
    report = ready_risk(toys.system(worlds.two_lines([])), Sampling(2, 60, 0))
    assert report.answers == ()
    assert list(report.failed) == ["gas"]
    for found in (report, None):
        assert risk_about(page, found) == [page.say("risk_none")]
        assert risk_overview(page, found) == []
        assert risk_sections(page, found) == []


def test_a_headline_says_what_it_rests_on(page: Page, report: RiskReport) -> None:
    rests = "Rests on: an assumed rate, a bundle counted as one string."
    (part,) = risk_sections(page, report)
    assert rests in part.section.about[0]
    (overview,) = risk_overview(page, report)
    assert overview.rows[0].cells[-1].text == "an assumed rate, a bundle counted as one string"


def test_why_something_never_fails_is_said_in_french(page: Page) -> None:
    found = ready_risk(toys.system(worlds.two_lines()), Sampling(2, 20, 0))
    (part,) = risk_sections(replace(page, language="fr"), found)
    (never,) = part.section.details
    cell = never.rows[0].cells[1]
    assert (cell.lang, cell.text.startswith("plusieurs unités de classe field")) == ("", True)
