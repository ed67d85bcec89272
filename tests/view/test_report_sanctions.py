"""The report's section on sanctions: statuses, chains, licences, losses; both languages; nothing rounded near half."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from levier.analysis.sanction import Asked, SanctionAnswer, answer_sanction, reaches, recorded_sanctions
from levier.view.page import Page
from levier.view.report_sanctions import SANCTIONS
from levier.view.sections.sanctions import sanction_sections
from tests.system import toys
from tests.system.sanctions import cases

if TYPE_CHECKING:
    from levier.analysis import Answers
    from levier.system import System
    from levier.view.cells import Cell, Table


@pytest.fixture(scope="module")
def system() -> System:
    """Give the oil toy with designations and licences."""
    return toys.system(cases.tables())


@pytest.fixture(scope="module")
def answer(system: System) -> SanctionAnswer:
    """Give the answer of the day on which the first licence holds."""
    return answer_sanction(system, *reaches(system.package, Asked("office", date(2023, 2, 1))))


def words(cell: Cell) -> str:
    return " ".join(filter(None, [cell.text, *(part.text for part in cell.parts), cell.small]))


def rows(table: Table) -> dict[str, list[str]]:
    return {row.cells[0].text: [words(cell) for cell in row.cells[1:]] for row in table.rows}


def test_tables_say_who_is_reached_and_why(answers: Answers, system: System, answer: SanctionAnswer) -> None:
    page = Page(replace(answers, system=system))
    (part,) = sanction_sections(page, [answer])
    actors, assets, losses = part.section.tables
    assert rows(actors)["venture"][:2] == ["spared", "sub 20 %"]
    assert rows(actors)["venture"][2] == "Licence 1 until 2023\u201105\u201131"
    assert rows(actors)["firm"][0] == "designated since 2023\u201102\u201101"
    assert rows(actors)["half"][:2] == ["reached", "firm 50 %"]
    assert rows(assets)["b_oil"][:2] == ["reached", "sub operates it"]
    assert rows(assets)["north_oil"][:2] == ["let go on by licence", "sub 20 % (venture)"]
    assert len(losses.rows) > 0
    assert [table.caption for table in part.section.details][:2] == [
        "Stakes of blocked owners in what is spared",
        "Licences, with their days",
    ]
    assert "50 % or more" in part.section.about[0]
    assert "assumption" in part.section.about[1]


def test_in_french(answers: Answers, system: System, answer: SanctionAnswer) -> None:
    (part,) = sanction_sections(Page(replace(answers, system=system), "fr"), [answer])
    assert rows(part.section.tables[0])["half"][0] == "atteint"
    assert rows(part.section.tables[1])["b_oil"][1] == "exploité par sub"
    assert all(english and french for english, french in SANCTIONS.values())


def test_a_share_next_to_half_keeps_its_digits(answers: Answers) -> None:
    stakes = [{"id": "s", "owner": "firm", "holding": "half", "share": 49.979, "kind": "equity"}]
    system = toys.system(cases.tables(stakes=stakes))
    found = answer_sanction(system, *reaches(system.package, Asked("office", date(2023, 2, 1))))
    (part,) = sanction_sections(Page(replace(answers, system=system), "fr"), [found])
    assert rows(part.section.tables[0])["half"][:2] == ["épargné", "firm 49,979\u202f%"]


def test_chains_are_drawn_from_owner_to_holding(answers: Answers, system: System, answer: SanctionAnswer) -> None:
    (part,) = sanction_sections(Page(replace(answers, system=system)), [answer])
    assert part.chart is not None
    dots = {
        name: (x, trace["name"])
        for trace in part.chart["data"][1:]
        for name, x in zip(trace["hovertext"], trace["x"], strict=True)
    }
    assert dots["firm"] == (0, "designated")
    assert dots["sub"][0] < dots["venture"][0] < dots["north_oil"][0]
    assert dots["north_oil"][1] == "let go on by licence"
    assert {each["text"] for each in part.chart["layout"]["annotations"]} == {"100 %", "20 %", "50 %"}


def test_every_authority_with_records_has_a_part(answers: Answers, system: System) -> None:
    (found,) = recorded_sanctions(system)
    assert found.found.day == date(2023, 6, 1)
    nothing = toys.system(cases.tables(sanctions=[]))
    assert recorded_sanctions(nothing) == []
    assert sanction_sections(Page(replace(answers, system=nothing)), []) == []


def test_a_case_that_was_not_solved_is_said(answers: Answers, system: System, answer: SanctionAnswer) -> None:
    failed = answer.cases.assign(status="failed", reason="no optimum")
    (part,) = sanction_sections(Page(replace(answers, system=system)), [replace(answer, cases=failed)])
    assert part.section.about[2] == "Not solved, without licences: no optimum"
