"""The inventory: every analysis is listed, and what some answers lack comes with its reason."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import levier.analysis
from levier.analysis import Answers
from levier.analysis.answers import FailedShock
from levier.analysis.inventory import ANALYSES, not_computed
from levier.cli.front import COMMANDS
from levier.sentence import sentence
from levier.system.enough import LeftOut

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
    package = answers.system.package.path.name
    assert found["worst", "triples"].command == f"levier report {package} --full --year {answers.system.year}"
    assert found["stress", "own_shock"].command.endswith(f"--package {package} --year {answers.system.year}")
    assert found["claims", "claims"].command == f"levier claims {package}" if answers.claims is None else True


def test_what_failed_says_why(answers: Answers) -> None:
    found = {missing.what: missing for _, missing in not_computed(replace(answers, chokepoints="no optimum"))}
    assert "nowhere" in found["shock"].told
    assert (found["chokepoints"].why, found["chokepoints"].told) == ("failed", "no optimum")


def test_what_was_asked_and_failed_is_not_said_to_be_left_for_want_of_time(answers: Answers) -> None:
    """The worst sets of three, the outages and another country's autonomy were asked: their reasons, told once."""
    reasons = {
        sentence("asked_triples", "worst sets of three"): "too many",
        sentence("asked_risk", "outages"): "no rate",
        sentence("asked_other", "autonomy of BB"): "no option",
    }
    asked: Any = [SimpleNamespace(question=SimpleNamespace(country="AA"))]
    full = replace(answers, unanswered=reasons, asked=("full",), autonomy=asked, risk=None, power=())
    found = [(missing.what, missing.why, missing.told) for _, missing in not_computed(full)]
    for what, told in (("triples", "too many"), ("risk", "no rate"), ("unanswered", "no option")):
        assert [each[1:] for each in found if each[0] == what] == [("failed", told)]
    assert "autonomies" not in {each[0] for each in found}
    ordinary = {missing.what: missing.why for _, missing in not_computed(replace(full, asked=()))}
    assert ordinary["autonomies"] == "slow"


def test_shocks_that_lack_the_same_carriers_stand_in_one_row(answers: Answers) -> None:
    """Two shocks of a family that is left out: one row, with a short reason that points to the base year."""
    shocks: Any = [SimpleNamespace(name=name, name_fr="", families=("uranium",)) for name in ("first", "second")]
    system = replace(answers.system, left_out=(LeftOut(("uranium",), 2, 9),))
    long = "2022 holds nothing of uranium (uranium: 2 reports for 9 supplies, demands and markets)"
    failed = [FailedShock(shock, long) for shock in shocks]
    rows = [missing for _, missing in not_computed(replace(answers, system=system, failed=failed))]
    told = [missing for missing in rows if missing.what == "shock"]
    assert [(str(each.values["shock"]), each.told) for each in told] == [
        ("first; second", "the base year holds nothing of uranium, see there")
    ]


def test_commands_that_cannot_help_are_not_given(answers: Answers) -> None:
    for _, missing in not_computed(answers):
        assert not (missing.why == "no_data" and missing.command), missing


def test_what_is_held_is_not_lacking(answers: Answers) -> None:
    held: Any = object()
    bare = replace(answers, triples=held, failed=[], unanswered={})
    found = {missing.what for _, missing in not_computed(bare)}
    assert not {"triples", "shock", "unanswered"} & found


def test_commands_are_those_there_are(answers: Answers) -> None:
    for _, missing in not_computed(answers):
        assert not missing.command or missing.command.split()[1] in COMMANDS, missing
