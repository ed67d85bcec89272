"""The report's section on autonomy: frontier, vendors, what was left out, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from levier.analysis.autonomy import Autonomy, answer_autonomy
from levier.view.page import Page
from levier.view.report_autonomy import AUTONOMY
from levier.view.sections.autonomy import autonomy_sections
from tests.analysis.autonomy.test_package import QUESTION, world

if TYPE_CHECKING:
    from levier.analysis import Answers


@pytest.fixture(scope="module")
def answer() -> Autonomy:
    """Ask for the gas of CC in 2030, with a limit of a third."""
    return answer_autonomy(world(), QUESTION, 0.35)


@pytest.fixture
def page(answers: Answers) -> Page:
    """Give a page; names it does not know are shown as words."""
    return Page(answers)


def test_frontier_and_reasons(page: Page, answer: Autonomy) -> None:
    (part,) = autonomy_sections(page, [answer])
    assert part.anchor == "autonomy-CC-2030"
    frontier = part.section.tables[0]
    limits = [row.cells[0].text for row in frontier.rows]
    assert "35\u202f%" in limits
    assert len(limits) == len(answer.points)
    cheap = frontier.rows[limits.index("35\u202f%")]
    assert cheap.cells[1].text == "20"
    assert cheap.cells[5].text == "opt_cavern"
    out = {row.cells[0].text: row.cells[1].text for row in part.section.details[-1].rows}
    assert out["opt_late"] == "not before 2035"
    assert "opt_away" not in out
    assert "100\u202f%" in part.section.about[1]


def test_every_phrase_is_in_both_languages(page: Page, answer: Autonomy) -> None:
    assert all(english and french and english != french for english, french in AUTONOMY.values() if english != "Option")
    (english,) = autonomy_sections(page, [answer])
    (french,) = autonomy_sections(replace(page, language="fr"), [answer])
    assert english.section.about[0] != french.section.about[0]
    assert [len(table.rows) for table in english.section.tables] == [len(table.rows) for table in french.section.tables]
