"""The section on chokepoints: rankings with links to what is closed, and the tables for other programs."""

from __future__ import annotations

from dataclasses import replace

from levier.analysis import Answers, Chokepoints
from levier.view.page import Page
from levier.view.sections.chokepoints import chokepoint_section
from levier.view.tables import report_tables


def test_rankings_link_to_what_is_closed(answers: Answers) -> None:
    page = Page(answers)
    section = chokepoint_section(page)
    assert section.tables[0].caption == page.say("choke_singles_ways")
    worst = section.tables[0].rows
    assert isinstance(answers.chokepoints, Chokepoints)
    assert len(worst) == len(answers.chokepoints.ranked("loss", top=15, kinds=("corridor", "slot", "charge")))
    bases = {f"#{name}" for name in page.evidence.bases}
    links = {cell.href for row in worst for cell in row.cells if cell.kind == "num"}
    assert links <= bases
    assert page.evidence.bases[worst[0].cells[2].href[1:]].assets


def test_it_says_what_was_closed_and_how_sure_it_is(answers: Answers) -> None:
    section = chokepoint_section(Page(answers))
    assert "from 2024-01 to 2024-03" in section.about[0]
    assert "in all pairs" in section.about[0]
    assert "certified" in section.small
    assert "paires" in chokepoint_section(Page(answers, "fr")).about[0]


def test_no_answer_is_said_with_its_reason(answers: Answers) -> None:
    without = replace(answers, chokepoints="nothing can be closed")
    section = chokepoint_section(Page(without))
    assert section.about == ["No answer: nothing can be closed"]
    assert not section.tables
    assert report_tables(without)["chokepoints"]["failed"].tolist() == ["nothing can be closed"]


def test_the_table_holds_every_cut_with_all_measures(answers: Answers) -> None:
    table = report_tables(answers)["chokepoints"]
    found = answers.chokepoints
    assert isinstance(found, Chokepoints)
    assert len(table) == len(found.cuts)
    assert {"cut", "size", "damage", "status", "loss", "loss KZ"} <= set(table.columns)
    assert table["cut"].is_unique
