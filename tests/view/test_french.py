"""French: no English is left on a page; every phrase and every sentence of an analysis is in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter

import pytest

import levier
import levier.view
from levier.analysis import Answers, build_answers
from levier.analysis.claims import ClaimAnswers, check_claims, claims_of
from levier.analysis.claims.find import RECONCILED
from levier.dataset import Package, read
from levier.sentence import Amount, Listing, Name, Quote, Sentence, sentence
from levier.system import load
from levier.system.control.link import Link
from levier.view.article import FrenchName
from levier.view.chain import reason
from levier.view.page import Page
from levier.view.report import render_report
from levier.view.report_words import EVERY, has_phrase
from levier.view.spelling import french_signs
from levier.view.told import FRENCH
from tests.view.english import english_left, is_english

SOURCE = Path(levier.__file__).parent
UNBROKEN = re.compile(r"[^\s] [;!?%»]|[^\s] :(?=\s|$)|« |\w'\w")
"""Spaces that may break before a sign, and straight apostrophes."""


def phrases() -> Iterator[tuple[str, str, str]]:
    """Give every phrase of the report, the maps and the workbench: where, English, French."""
    for module in sorted(each.name for each in walk_packages(levier.view.__path__, "levier.view.")):
        if not re.search(r"report_|words", module):
            continue
        for name, table in vars(import_module(module)).items():
            if not (name.isupper() and isinstance(table, dict)):
                continue
            for key, each in table.items():
                pair = (each["en"], each["fr"]) if isinstance(each, dict) and {"en", "fr"} <= set(each) else each
                if isinstance(pair, tuple) and len(pair) == 2 and all(isinstance(text, str) for text in pair):
                    yield f"{module.removeprefix('levier.view.')}: {key}", *pair


def words_of(template: str) -> str:
    """Return a template without its places and its code."""
    return re.sub(r"`[^`]*`|\{[^}]*\}", "", template)


def fields(template: str) -> dict[str, str]:
    """Return the places of a template with how numbers are written there."""
    return {name: spec or "" for _, name, spec, _ in Formatter().parse(template) if name is not None}


def made() -> Iterator[tuple[str, str, str]]:
    """Give every sentence that the sources make: where, its key, its English template."""
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        if not any(n.module == "levier.sentence" and "sentence" in {a.name for a in n.names} for n in imported):
            continue
        texts = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sentence":
                key, english = (
                    each.value if isinstance(each, ast.Constant) else texts.get(getattr(each, "id", ""))
                    for each in node.args
                )
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", str(key), str(english)


@pytest.fixture(scope="module")
def eurasia() -> Package:
    """Give the shipped package."""
    return read("eurasia")


def test_every_phrase_says_the_same_in_both_languages() -> None:
    found = list(phrases())
    assert len(found) > 500
    assert [key for key, english, french in found if sorted(fields(english)) != sorted(fields(french))] == []
    assert [key for key, english, french in found if bool(english.strip()) and not french.strip()] == []


def test_no_phrase_hides_another() -> None:
    keys = [key for table in EVERY for key in table]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_no_french_phrase_is_english() -> None:
    assert [f"{key}: {french}" for key, _, french in phrases() if is_english(words_of(french))] == []
    assert [f"{key}: {french}" for key, french in FRENCH.items() if is_english(words_of(french))] == []


def test_no_line_breaks_before_a_sign() -> None:
    printed = [french_signs(french) for _, _, french in phrases()] + [french_signs(text) for text in FRENCH.values()]
    assert [text for text in printed if UNBROKEN.search(text)] == []


@pytest.mark.parametrize(("where", "key", "english"), [pytest.param(*e, id=f"{e[1]} {e[0]}") for e in made()])
def test_every_sentence_of_an_analysis_has_its_french(where: str, key: str, english: str) -> None:
    assert key != "None", f"{where}: the key and the English of a sentence stand where it is made"
    assert key in FRENCH, f"{where}: {key!r} has no French"
    ours, theirs = fields(english), fields(FRENCH[key])
    assert ours.keys() == theirs.keys(), where
    assert all(theirs[name] == spec for name, spec in ours.items() if spec), f"{where}: numbers are written alike"


def test_no_french_is_left_over() -> None:
    assert sorted(set(FRENCH) - {key for _, key, _ in made()}) == []


def test_no_english_is_left_in_the_report(answers: Answers) -> None:
    assert english_left(render_report(answers, language="fr")) == []


@pytest.mark.slow
def test_no_english_is_left_in_a_report_of_the_shipped_package(
    eurasia: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Oil products, with every claim that needs no other base year; names of actors may be the same in both."""

    def quick(package: Package, **_: object) -> ClaimAnswers:
        return check_claims(package, [claim for claim in claims_of(package) if claim.check not in RECONCILED])

    monkeypatch.setattr("levier.analysis.answers.check_claims", quick)
    answers = build_answers(load(eurasia, 2024, families=["products"]), [])
    actors = eurasia.table("actors")
    own = set(actors["name_en"][actors["name_en"] == actors["name_fr"]])
    assert [text for text in english_left(render_report(answers, language="fr")) if text not in own] == []


def test_names_of_the_shipped_package_are_french(eurasia: Package) -> None:
    left = []
    for name, table in eurasia.tables.items():
        if "name_fr" in table and name != "actors":
            left += [f"{name}: {text}" for text in table["name_fr"] if is_english(str(text))]
    assert left == []


def test_words_that_the_shipped_tables_use_by_rule_have_their_french(eurasia: Package) -> None:
    used = {("kind", "stakes"), ("kind", "prices"), ("kind", "ties"), ("kind", "observations"), ("role", "memberships")}
    asked = {f"{field}_{value}" for field, table in used for value in eurasia.table(table)[field]}
    asked |= {f"measure_{value}" for value in eurasia.table("ties")["measure"]}
    claims = claims_of(eurasia)
    asked |= {f"measure_{claim.measure}" for claim in claims if claim.check in ("observation", "tie", "rank")}
    counted = [claim for claim in claims if claim.check in ("membership", "agreement", "meeting", "sanction", "option")]
    names = {name for claim in counted for name in claim.arguments} - {"otherwise", "start", "since"}
    asked |= {f"claim_{name}" for name in names}
    assert sorted(key for key in asked if not has_phrase(key)) == []


def test_english_that_is_left_is_found() -> None:
    page = '<p>Tout est dit.</p><p title="part of it">x</p><p>the rest</p><p lang="en" title="of">the <b>note</b></p>'
    assert english_left(page) == ["part of it", "the rest"]
    chart = '<script type="application/json">{"title": {"text": "Loss of all"}, "name": "Perte"}</script>'
    assert english_left(chart) == ["Loss of all"]


def test_a_sentence_is_said_in_french_with_its_parts(answers: Answers) -> None:
    page = Page(answers, "fr")
    country = Name("KZ", "country", "KZ")
    inner = sentence("claim_part_of", "{part} of {whole}", part=Amount("1,234.5"), whole=Amount("60,000", "persons"))
    outer = sentence("trades_nothing", "{country} has no trade of {family} in {year:d}", country=country,
                     family=Name("crude", "family", "crude"), year=2024)  # fmt: skip
    assert page.told(inner).text == "1\u202f234,5 sur 60\u202f000\u202fpersonnes"
    assert page.told(outer).text == f"{page.names.country('KZ')}\u00a0: aucun échange (pétrole brut) en 2024"
    assert page.told(Listing([inner, outer], "; ")).text == f"{page.told(inner).text}\u202f; {page.told(outer).text}"


@pytest.mark.parametrize(
    ("number", "unit", "written"),
    [
        ("2", "rank", "rang 2"),
        ("0", "states", "0\u202fÉtat"),
        ("3", "states", "3\u202fÉtats"),
        ("1.5", "bcm", "1,5\u202fMd m³"),
    ],
)
def test_amounts_are_written_in_french(answers: Answers, number: str, unit: str, written: str) -> None:
    assert Page(answers, "fr").told(Amount(number, unit)).text == written


def test_what_exists_in_english_only_is_marked(answers: Answers) -> None:
    page = Page(answers, "fr")
    mixed = sentence("claim_remark", ", {remark}", remark=Quote("a note of the tables"))
    assert page.told(mixed).runs == ((", ", ""), ("a note of the tables", "en"))
    assert page.told("plain words").lang == "en"
    assert page.told(Sentence("unknown to us", "no such key", {})).lang == "en"
    assert page.told("").lang == ""


def test_english_pages_say_the_english(answers: Answers) -> None:
    said = sentence("claim_remark", ", {remark}", remark=Quote("a note"))
    cell = Page(answers).told(said)
    assert (cell.text, cell.lang, cell.runs) == (", a note", "", ())


@pytest.mark.parametrize(
    ("period", "spec", "written"),
    [
        ("2024", "in", "en 2024"),
        ("2024-02-01", "in", "le 1er\u00a0févr.\u00a02024"),
        ("2024-08/2024-09", "in", "d’août\u00a02024 à sept.\u00a02024"),
        ("2024-02-01/2024-02-03", "in", "du 1er\u00a0févr.\u00a02024 au 3\u00a0févr.\u00a02024"),
        ("2030", "by", "d’ici 2030"),
        ("2030-06-15", "by", "d’ici le 15\u00a0juin\u00a02030"),
    ],
)
def test_periods_stand_with_their_preposition(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, period: str, spec: str, written: str
) -> None:
    monkeypatch.setitem(FRENCH, "tried", f"{{period:{spec}}}")
    said = sentence("tried", "{period}", period=Name(period, "period", period))
    assert Page(answers, "fr").told(said).text == written


def test_countries_stand_with_their_article(answers: Answers) -> None:
    page = Page(answers, "fr")
    said = page.fill("pair_frontier", actor=page.names.thing("RU"), over=page.names.country("KZ"), unit="M USD")
    assert said.startswith("Ce que la Russie peut imposer au Kazakhstan, et à quelle perte propre")
    assert f"{page.names.thing('no_such_thing'):le}" == "No such thing"
    assert f"{FrenchName('Azerbaïdjan', country=True):de}" == "de l’Azerbaïdjan"


def test_the_reason_for_control_is_said_in_french(answers: Answers) -> None:
    page = Page(answers, "fr")
    chain = (
        Link("RU", "holds", "firm", 30.0, ()),
        Link("KZ", "holds", "firm", 25.5, ()),
        Link("firm", "operates", "aktau_line", None, ()),
    )
    assert reason(page, chain, "in English") == (
        "Russie (30\u202f%) et Kazakhstan (25,5\u202f%), ensemble\u00a0: majorité (55,5\u202f%) de Firm\u202f; "
        "Firm\u00a0: exploitant d’Aktau line"
    )
    half = (Link("RU", "votes", "firm", 50.0, ()),)
    assert reason(page, half, "") == "Russie\u00a0: 50\u202f% des voix de Firm"
    assert reason(replace(page, language="en"), chain, "in English") == "in English"
