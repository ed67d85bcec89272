"""The report's section on back-tests: not run, run, and nothing to score."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from levier.analysis import Answers
from levier.analysis.backtest import LeftOut, Scorecard
from levier.analysis.backtest.score import by_event, score_row
from levier.cli.backtest import _lines
from levier.view.page import Page
from levier.view.report import render_report
from levier.view.sections.backtest import backtest_section
from levier.view.tables import report_tables
from tests.analysis.backtest.test_score import row


@pytest.fixture(scope="module")
def card() -> Scorecard:
    """Give a scorecard of two events, the larger error first, and a case without a score."""
    scores = pd.DataFrame([score_row(row("<storm>", 2.0), {}), score_row(row("drone", 7.0), {})])
    none = scores.iloc[:0]
    ramps, shares = pd.DataFrame(columns=["mode"]), pd.DataFrame(columns=["event"])
    left = [LeftOut("early", "Early", "too few reports")]
    return Scorecard(scores, by_event(scores), pd.DataFrame(), by_event(none), none, ramps, shares, none, left)


def test_without_a_run_it_says_how_to_get_one(answers: Answers) -> None:
    section = backtest_section(Page(answers))
    assert not section.tables
    assert "--no-backtest" in section.about[0]
    assert "backtest_events" not in report_tables(answers)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_misses_come_first(answers: Answers, card: Scorecard, language: str) -> None:
    page = Page(dataclasses.replace(answers, backtest=card), language)  # type: ignore[arg-type]
    section = backtest_section(page)
    misses, events = section.tables
    assert [each.cells[0].text for each in misses.rows] == ["<storm>", "drone"]
    assert [each.cells[0].text for each in events.rows] == ["<storm>", "drone"]
    assert all(len(each.cells) == len(table.columns) for table in section.tables for each in table.rows)
    assert section.details[-1].rows[0].cells[1].text == "too few reports"
    assert "2" in section.about[1]
    assert "backtest_" not in section.about[1]


def test_an_error_of_no_event_is_not_written(answers: Answers, card: Scorecard) -> None:
    """Where every event leans on later sources, neither page nor terminal writes an error of none."""
    later = dataclasses.replace(card, events=card.events.assign(hindsight="later"))
    assert later.without_hindsight["events"] == 0
    counts = []
    for each in (card, later):
        said = backtest_section(Page(dataclasses.replace(answers, backtest=each))).about
        told = _lines(each)
        assert "nan" not in " ".join([*said, *told])
        counts.append((len(said), sum("Of these, " in line for line in told)))
    assert counts == [(3, 1), (2, 0)]


def test_it_stands_in_the_report(answers: Answers, card: Scorecard) -> None:
    page = render_report(dataclasses.replace(answers, backtest=card))
    assert '<section id="backtest">' in page
    assert "&lt;storm&gt;" in page
    assert "<storm>" not in page
    assert len(report_tables(dataclasses.replace(answers, backtest=card))["backtest_outcomes"]) == 2
