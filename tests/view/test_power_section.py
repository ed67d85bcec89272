"""The report's section on bargaining power: bars, players, projects, in both languages, nothing computed there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from levier.analysis.power import Question, answer_power
from levier.view.page import Page
from levier.view.report_power import POWER
from levier.view.sections.power import power_sections
from tests.analysis.power import worlds
from tests.system import toys

if TYPE_CHECKING:
    from levier.analysis import Answers
    from levier.analysis.power import PowerAnswer


@pytest.fixture(scope="module")
def answer() -> PowerAnswer:
    """Give the chain of three states, with a bypass and a project that sells more."""
    question = Question(horizon=2030, projects=("bypass", "growth"))
    return answer_power(toys.system(worlds.chain()), "gas", question)


@pytest.fixture
def page(answers: Answers) -> Page:
    """Give a page; names it does not know are shown as words."""
    return Page(answers)


def test_players_and_projects_with_guarantee_and_horizon(page: Page, answer: PowerAnswer) -> None:
    (part,) = power_sections(page, [answer])
    assert part.anchor == "power-gas"
    players, projects = part.section.tables
    assert players.caption == "Who gains what, 2030; exact"
    assert [row.cells[1].text for row in players.rows] == ["250\u202fM\u202fUSD"] * 3
    assert players.rows[0].cells[2].text == "33\u202f%"
    assert projects.rows[0].cells[0].text == "opt_wells"
    assert [row.cells[2].text for row in projects.rows] == ["not told", "not told"]
    assert "2030; exact" in projects.caption
    worth = {table.caption.split(":")[0]: table for table in part.section.details}
    assert {row.cells[0].text: row.cells[1].text for row in worth["opt_bypass"].rows}["Bb"] == "−180\u202fM\u202fUSD"
    assert "Capital at 8.0\u202f% over 25 years" in part.section.small
    assert "8 groups" in part.section.about[2]
    assert "Kohlberg" in part.section.about[2]


def test_bars_without_and_with_projects(page: Page, answer: PowerAnswer) -> None:
    chart = power_sections(page, [answer])[0].chart
    assert chart is not None
    assert [trace["name"] for trace in chart["data"]] == ["without projects", "opt_wells", "opt_bypass"]
    by_player = dict(zip(chart["data"][2]["y"], chart["data"][2]["x"], strict=True))
    assert by_player["Bb"] == pytest.approx(70)
    assert len({trace["marker"]["color"] for trace in chart["data"]}) == 3


def test_every_phrase_in_both_languages(page: Page, answer: PowerAnswer) -> None:
    french = power_sections(replace(page, language="fr"), [answer])[0]
    assert french.section.tables[0].caption == "Qui gagne quoi, 2030\u202f; valeurs exactes"
    said = " ".join([*french.section.about, french.section.small, *(t.caption for t in french.section.details)])
    assert "power_" not in said
    for english, other in POWER.values():
        assert english.count("{") == other.count("{")
        assert english
        assert other


def test_a_sampled_game_says_so(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("levier.analysis.power.solve.PART", 2)
    question = Question(horizon=2030, samples=50, cases=())
    sampled = answer_power(toys.system(worlds.chain()), "gas", question)
    section = power_sections(page, [sampled])[0].section
    assert "sampled, standard error up to" in section.tables[0].caption
    assert "No nucleolus: 3 players" in section.about[2]
    assert section.tables[0].rows[0].cells[3].text == "–"
