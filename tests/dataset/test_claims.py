"""Checking claims: each mistake gives one message with place, value, what is allowed and the nearest name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from levier.dataset import check
from levier.dataset.claim_checks import CHECKS, CHOICES, MANY, REFERENCES, parse_arguments

from .conftest import SCHEMA

if TYPE_CHECKING:
    from .conftest import Builder, Cells, Tables


def row(**cells: str) -> Cells:
    """Give a sound claim, with some cells changed."""
    sound = {
        "id": "c1", "about": "oil", "paraphrase": "It is said", "subject": "cpc_old", "measure": "flow",
        "period": "2024", "value": "35", "unit": "Mt", "kind": "fact", "check": "flow", "direction": "about",
        "tolerance": "1", "sources": "op",
    }  # fmt: skip
    return sound | cells


TIE = {"check": "tie", "measure": "exports", "unit": "USD bn"}
WRONG = {
    "unknown check": (row(check="flows"), "check", "not one of the allowed values", "flow"),
    "unknown measure": (row(check="observation", measure="flwo"), "measure", "no row of observations", "flow"),
    "unknown measure of ties": (
        row(**TIE | {"measure": "export"}, arguments="from=KZ; to=RU"), "measure", "no row of ties", "exports",
    ),
    "unknown subject": (row(subject="cpc_odl"), "subject", "no row defines this id", "cpc_old"),
    "unknown source": (row(sources="opp"), "sources", "no row defines this id", "op"),
    "no value": (row(value=""), "value", "blank", ""),
    "about without tolerance": (row(tolerance=""), "tolerance", "about needs a tolerance", ""),
    "negative tolerance": (row(tolerance="-1"), "tolerance", "out of bounds", ""),
    "no subject": (row(subject=""), "subject", "the check flow needs it", ""),
    "no period": (row(period=""), "period", "the check flow needs it", ""),
    "no such argument": (row(arguments="sinse=2023"), "arguments", "has no argument sinse", "since"),
    "not an argument": (row(arguments="since 2023"), "arguments", "not an argument", ""),
    "argument twice": (row(arguments="since=2022; since=2023"), "arguments", "given twice", ""),
    "argument missing": (row(check="share"), "arguments", "the check share needs against", ""),
    "unknown id": (row(check="share", arguments="against=all_export"), "arguments", "no against", "all_exports"),
    "unknown country": (row(**TIE, arguments="from=KZ; to=RUS"), "arguments", "no to of this name", "RU"),
    "unknown word": (
        row(check="dependence", arguments="country=KZ; family=crude; direction=export; by=territory; key=RU"),
        "arguments", "no direction", "exports",
    ),
    "unknown family": (
        row(check="dependence", arguments="country=KZ; family=crud; direction=exports; by=territory; key=RU"),
        "arguments", "no family", "crude",
    ),
    "unknown shock": (
        row(check="shock", arguments="shock=cuts; country=KZ; what=loss"), "arguments", "no shock", "cut",
    ),
    "one of several": (row(check="agreement", arguments="parties=KZ,RX"), "arguments", "no parties", ""),
    "broken since": (row(arguments="since=2024-13"), "arguments", "does not exist", ""),
    "pledge without start": (row(kind="pledge"), "arguments", "a pledge is tracked from its start", ""),
    "sanctions of nobody": (row(check="sanction"), "arguments", "needs whom it is about", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_mistakes_are_told_once(build: Builder, tables: Tables, name: str) -> None:
    """Every mistake is told once, at its cell, with the nearest valid name where there is one."""
    claim, field, message, near = WRONG[name]
    tables["claims"] = [claim]
    found = [each for each in check(build(tables), frictionless=False) if each.file == "claims.csv"]
    assert [each.field for each in found] == [field], [str(each) for each in found]
    assert message in found[0].message
    assert found[0].nearest == near
    assert found[0].row == 2
    assert found[0].severity == "error"


@pytest.mark.parametrize(
    "claim",
    [
        row(),
        row(check="observation", arguments="since=2023"),
        row(**TIE, arguments="from=KZ; to=RU; start=2023", kind="pledge", direction="at_least", tolerance=""),
        row(check="dependence", arguments="country=KZ; family=crude; direction=exports; by=group; key=cpc_old"),
        row(check="meeting", arguments="participants=KZ, RU", subject=""),
        row(check="sanction", arguments="target=kmg", kind="pledge"),
    ],
)
def test_sound_claims_pass(build: Builder, tables: Tables, claim: Cells) -> None:
    """What keeps the rules is not complained of."""
    tables["claims"] = [claim]
    assert [str(each) for each in check(build(tables)) if each.file == "claims.csv"] == []


def test_the_schema_lists_the_vocabulary() -> None:
    """The enumeration of the schema is the vocabulary, and every argument that names something is known."""
    fields = next(each for each in SCHEMA["resources"] if each["name"] == "claims")["schema"]["fields"]
    enumerated = next(each for each in fields if each["name"] == "check")["constraints"]["enum"]
    assert enumerated == list(CHECKS)
    arguments = {name for form in CHECKS.values() for name in (*form.required, *form.optional)}
    assert {*CHOICES, *REFERENCES, *MANY} <= arguments


def test_arguments_are_taken_apart() -> None:
    """Blanks do not count, and what is not name=value is kept apart."""
    found = parse_arguments(" by = territory ;key=RU; =x; y=")
    assert found.values == {"by": "territory", "key": "RU"}
    assert found.wrong == ("=x", "y=")


def test_the_docs_list_every_check_and_argument() -> None:
    """The page on claims has a row for each check, with its arguments."""
    page = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    for name, form in CHECKS.items():
        for argument in (*form.required, *form.optional):
            assert f"`{argument}`" in rows[name], f"{name}: {argument}"
