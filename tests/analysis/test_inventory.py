"""The inventory: every analysis is listed, and what some answers lack comes with its reason."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import levier.analysis
from levier.analysis import Answers
from levier.analysis.inventory import ANALYSES, not_computed
from levier.cli.front import COMMANDS

NO_ANALYSES = {"check", "report", "serve", "export", "diff", "sweep"}
"""Commands that answer nothing by themselves; `sweep` is what chokepoints rest on."""
PLUMBING = {"games", "desk"}
"""Packages that analyses are made with."""


@pytest.fixture(scope="module")
def answers(oil_answers: Answers) -> Answers:
    return oil_answers


def test_every_command_is_an_analysis_that_is_listed() -> None:
    assert set(COMMANDS) - NO_ANALYSES <= {analysis.key for analysis in ANALYSES}


def test_every_package_of_the_analysis_is_listed() -> None:
    root = Path(levier.analysis.__file__).parent
    packages = {path.name for path in root.iterdir() if (path / "__init__.py").exists()} - PLUMBING
    assert packages <= {analysis.part or analysis.key for analysis in ANALYSES}


def test_every_answer_belongs_to_one_analysis() -> None:
    listed = [field for analysis in ANALYSES for field in analysis.fields]
    assert len(listed) == len(set(listed))
    assert {field.name for field in fields(Answers)} - {"system"} <= set(listed)


def test_an_ordinary_report_lacks_what_is_slow(answers: Answers) -> None:
    found = {(name, missing.what): missing for name, missing in not_computed(answers)}
    for name, what in (("intervals", "samples"), ("worst", "triples"), ("sobol", "sobol"), ("hourly", "hours")):
        assert found[name, what].why == "slow"
    assert found["backtest", "backtest"].why == "not_asked"
    assert found["worst", "triples"].command == "levier report --full"


def test_what_failed_says_why(answers: Answers) -> None:
    found = {missing.what: missing for _, missing in not_computed(replace(answers, chokepoints="no optimum"))}
    assert "nowhere" in found["shock"].told
    assert (found["chokepoints"].why, found["chokepoints"].told) == ("failed", "no optimum")


def test_what_is_held_is_not_lacking(answers: Answers) -> None:
    held: Any = object()
    bare = replace(answers, triples=held, failed=[], unanswered={})
    found = {missing.what for _, missing in not_computed(bare)}
    assert not {"triples", "shock", "unanswered"} & found


def test_commands_are_those_there_are(answers: Answers) -> None:
    for _, missing in not_computed(answers):
        assert not missing.command or missing.command.split()[1] in COMMANDS, missing
