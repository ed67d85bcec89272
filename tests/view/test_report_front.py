"""The first page, the pages at the end, what is printed: chosen from the answers, in both languages, fixed anchors."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from levier.analysis import Answers
from levier.analysis.findings import findings
from levier.analysis.inventory import ANALYSES, not_computed
from levier.analysis.provenance import Provenance
from levier.system.enough import LeftOut
from levier.view.page import Page
from levier.view.printing import quoted, running_heads
from levier.view.report import SECTIONS, render_report
from levier.view.report_front import FRONT
from levier.view.report_omitted import OMITTED
from levier.view.report_reading import READING
from levier.view.report_reproduce import REPRODUCE
from levier.view.sections.front import front_lines
from levier.view.sections.full import with_pair_intervals, with_triples
from levier.view.sections.reading import TERMS
from levier.view.sections.summary import opening
from tests.view.test_report import Outline

NEVER_RENAMED = (
    "summary", "reading", "maps", "balances", "flows", "disagree", "dependence", "chokepoints", "shocks", "leverage",
    "pair", "sanctions", "bargaining", "autonomy", "balance_ties", "intervals", "backtest", "claims", "coverage",
    "omitted", "reproduce", "rows",
)  # fmt: skip
"""Ids that others link to."""
MADE = Provenance(
    "levier report tiny --year 2024", 7, 300, (("levier", "9.9"), ("highspy", "1.0")), "c" * 64, "a" * 40,
    changed=True, tolerance=1e-6,
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(answers: Answers) -> dict[str, str]:
    """Give the report in both languages."""
    return {language: render_report(answers, language=language, made=MADE) for language in ("en", "fr")}


def section(text: str, name: str) -> str:
    """Return the markup of a section."""
    return text.partition(f'<section id="{name}"')[2].partition("</section>")[0]


def plain(markup: str) -> str:
    return " ".join("".join(Outline(markup).words).split())


def test_no_id_of_a_section_was_renamed_or_dropped(pages: dict[str, str]) -> None:
    assert set(NEVER_RENAMED) <= set(SECTIONS)
    for text in pages.values():
        found = [a["id"] for name, a in Outline(text).elements if name == "section"]
        assert found == list(SECTIONS)


def test_anchors_and_all_else_are_the_same_over_two_runs_and_in_both_languages(
    answers: Answers, pages: dict[str, str]
) -> None:
    assert Outline(pages["en"]).ids == Outline(pages["fr"]).ids
    assert render_report(answers, made=MADE) == pages["en"]


@pytest.mark.slow
def test_anchors_are_the_same_in_another_process(answers: Answers, pages: dict[str, str]) -> None:
    """Another process, with another seed of its hashes, gives sections and rows the same ids in the same order."""
    ids = Outline(pages["en"]).ids
    script = (
        "import sys, json; from pathlib import Path; from levier.analysis import build_answers\n"
        "from levier.shock import Shock; from levier.system import load; from levier.view.report import render_report\n"
        "from tests.view.test_report import Outline\n"
        "cut = Shock.cut('cpc', months=2).model_copy(update={'recovery': 2})\n"
        "text = render_report(build_answers(load(Path(sys.argv[1]), 2024), [cut, Shock.cut('nowhere', months=1)]))\n"
        "print(json.dumps(Outline(text).ids))\n"
    )
    words = [sys.executable, "-c", script, str(answers.system.package.path)]
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    root = Path(__file__).parents[2]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=root, env=environment)  # noqa: S603 - this interpreter
    assert json.loads(done.stdout.splitlines()[-1]) == ids


def test_the_summary_leads_with_findings_that_link_to_rows(answers: Answers, pages: dict[str, str]) -> None:
    lines = front_lines(Page(answers))
    assert {"trade", "chokepoint", "shock"} <= {line.kind for line in lines}
    for language, text in pages.items():
        ids = set(Outline(text).ids)
        for line in front_lines(Page(answers, language)):  # type: ignore[arg-type]  # a parametrized literal
            assert line.href[1:] in ids, line
            assert re.search(r"\d", line.value)
            assert "{" not in line.words


def test_findings_without_an_answer_are_not_shown(answers: Answers) -> None:
    bare = replace(answers, chokepoints="no optimum", stresses=[], observed=answers.observed.iloc[:0], leverage=None)
    assert not {"trade", "chokepoint", "shock", "leverage"} & {line.kind for line in front_lines(Page(bare))}
    assert "No answer of this report" in plain(section(render_report(bare, made=MADE), "summary"))


def test_the_front_page_says_how_far_to_trust_it_and_what_it_does_not_say(pages: dict[str, str]) -> None:
    text = plain(section(pages["en"], "summary"))
    assert "How far to trust it" in text
    assert "No back-test is part of this report." in text
    assert "How likely a closure is" in text
    french = plain(section(pages["fr"], "summary"))
    assert "Ce que le rapport ne dit pas" in french
    assert "What" not in french


def test_the_package_says_what_stands_first(answers: Answers) -> None:
    """The trade, the press and the small map come from report.yaml, its braces filled in; nothing from the code."""
    text = (
        "country: KZ\nfamily: crude\ndirection: exports\nmap: crude\n"
        "shares: {pipe: {dimension: group, key: cpc}}\npress: {en: 'It is {pipe}.', fr: 'C’est {pipe}.'}\n"
    )
    extras = {**answers.system.package.extras, "report.yaml": text.encode()}
    package = replace(answers.system.package, extras=extras)
    asked = opening(Page(replace(answers, system=replace(answers.system, package=package)), "fr"))
    assert asked.press[0] == ("C’est ", "")
    assert asked.press[1][1].startswith("#basis-group-crude-cpc")
    assert asked.map is not None
    assert opening(Page(answers)).press == []


def test_no_name_of_the_shipped_package_stands_in_the_code_of_the_front_page() -> None:
    root = Path(__file__).parents[2] / "src" / "levier"
    files = ["view/sections/front.py", "view/sections/summary.py", "view/report_front.py", "analysis/findings.py"]
    for file in files:
        text = (root / file).read_text(encoding="utf-8")
        assert not re.search(r"\bKZ\b|\bRU\b|cpc|CPC|Kazakh|Russia|eurasia", text), file


def test_the_front_page_says_which_carriers_are_missing(answers: Answers, pages: dict[str, str]) -> None:
    """At the head of the findings, with the reason; the shocks without an answer are counted."""
    assert opening(Page(answers)).scope == ["Of 2 ready-made shocks, 1 have no answer."]
    assert "Of 2 ready-made shocks" in plain(section(pages["en"], "summary"))
    bare = replace(answers, system=replace(answers.system, left_out=(LeftOut(("gas",), 25, 78),)))
    said = opening(Page(bare)).scope[0]
    assert said.startswith("Without natural gas: too few reports on 2024 (natural gas: reports 25, ")
    assert said.endswith("among what is left.")
    assert opening(Page(bare, "fr")).scope[0].startswith("Sans gaz")


def test_the_back_test_on_the_front_page_parts_what_leans_on_later_capacities(answers: Answers) -> None:
    """Thirteen events with a mean error of 14 %; the four without hindsight are told apart, as in their section."""
    card: Any = SimpleNamespace(
        events=pd.DataFrame({"event": range(13)}),
        headline={"events": 13, "error": 0.14, "error_nothing": 0.161, "inside": 0.5},
        without_hindsight={"events": 4, "error": 0.168, "error_nothing": 0.161, "inside": 0.4},
    )
    told = opening(Page(replace(answers, backtest=card))).trust[-2][0].replace("\u00a0", " ").replace("\u202f", " ")
    assert "13 events" in told
    assert "did not know" not in told
    assert "4 of them lean on no capacity published only later: error 17 %, against 16 %" in told
    card.without_hindsight = card.headline
    assert "of them" not in opening(Page(replace(answers, backtest=card))).trust[-2][0]


def test_leverage_is_put_beside_the_output_of_the_year_told(answers: Answers) -> None:
    """With its year, in both languages; N-1 that rests on proxies says so, autonomy that is not proven says at most."""
    cells = [("RU", "KZ", 50.0, 5.0, 0.034, "", "", False), ("KZ", "RU", 20.0, 9.0, 0.01, "", "", False)]
    names = ["actor", "over", "loss", "own", "loss_gdp", "flows_of", "layer", "buyer_only"]
    matrix: Any = SimpleNamespace(
        cells=pd.DataFrame(cells, columns=names),
        evaluated=SimpleNamespace(case=SimpleNamespace(inside=3, start="2024-01")),
    )
    rows = [("KZ", "gas", 80.0, "", "proxy")]
    security = pd.DataFrame(rows, columns=["country", "family", "n_minus_one_effective", "largest", "label"])
    points = pd.DataFrame(
        [(0.0, 0.0, 0.0, 0.3, ("RU",), (), True), (9.0, 7.0, 12.0, 0.1, (), ("line",), False)],
        columns=["cost", "cost_low", "cost_high", "worst", "binding", "built", "sure"],
    )
    question = SimpleNamespace(country="KZ", families=("gas",), horizon=2030, months=12, sales=True)
    autonomy: Any = (SimpleNamespace(points=points, question=question),)
    figures = {
        each.kind: each for each in findings(replace(answers, leverage=matrix, security=security, autonomy=autonomy))
    }
    leverage = replace(figures["leverage"], figures={**figures["leverage"].figures, "gdp_year": "2023"})
    for language, wanted in (("en", "of the GDP of Kazakhstan in 2023"), ("fr", "du PIB du Kazakhstan en 2023")):
        page = Page(replace(answers, leverage=matrix), language)  # type: ignore[arg-type]  # a literal
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("levier.view.sections.front.threat_basis", lambda *_: "#x")
            patch.setattr("levier.view.sections.front.balance_basis", lambda *_: "#x")
            patch.setattr(
                "levier.view.sections.front.findings", lambda _: [leverage, *map(figures.get, ("security", "autonomy"))]
            )
            told, lowest, cost = (line.words for line in front_lines(page))
        assert wanted in told
        assert ("approximated" in lowest, "approchés" in lowest) == (language == "en", language == "fr")
        assert ("at most" if language == "en" else "au plus") in cost
        assert ("own sales" if language == "en" else "ventes") in cost


def test_terms_keep_their_anchors(pages: dict[str, str]) -> None:
    ids = Outline(pages["en"]).ids
    known = {"reconciled", "interval", "observed", "structural", "security", "capacity", "spare", "loss", "wedge"}
    assert known <= set(TERMS)
    assert {f"term-{key}" for key in TERMS} <= set(ids)


def test_what_was_not_computed_has_reason_and_command(answers: Answers, pages: dict[str, str]) -> None:
    lacking = not_computed(answers)
    rows = section(pages["en"], "omitted").count("<tr>") - 1
    assert rows == len(lacking)
    for text in pages.values():
        shown = plain(section(text, "omitted"))
        assert "levier report tiny --samples 300 --year 2024" in shown
        assert "levier worst tiny -k 4 --year 2024" in shown
        assert "missing " not in shown
    assert "prend des minutes" in plain(section(pages["fr"], "omitted"))


def test_everything_that_can_be_missing_has_words() -> None:
    """Keys of the inventory, as they stand in its code, each with a phrase."""
    source = (Path(__file__).parents[2] / "src/levier/analysis/inventory.py").read_text(encoding="utf-8")
    keys = set(re.findall(r'Missing\("(\w+)"', source)) | {"other_risks", "risk"}
    assert {f"missing_{key}" for key in keys} <= set(OMITTED)
    assert {f"analysis_{analysis.key}" for analysis in ANALYSES} <= set(OMITTED)
    assert {f"why_{why}" for why in ("not_asked", "slow", "beyond", "failed", "no_data")} <= set(OMITTED)


def test_the_report_says_how_to_make_it_again(answers: Answers, pages: dict[str, str]) -> None:
    text = plain(section(pages["en"], "reproduce"))
    package = answers.system.package
    for fact in (package.hash, MADE.command, "300, 7", "highspy 1.0", "a" * 40, "c" * 64, "1e-06", "tiny 1.2.3"):
        assert fact in text.replace("\u00a0", " "), fact
    assert "made-hash" in Outline(pages["fr"]).ids
    assert "levier base tiny --json" in text
    other = replace(MADE, given="my data", meanwhile=True)
    text = plain(section(render_report(answers, made=other), "reproduce"))
    assert "levier base 'my data' --json" in text
    assert "the code changed during the run" in text


def test_the_hash_can_be_checked_as_the_page_says(answers: Answers) -> None:
    """By hand: datapackage.json and the CSV files by name, each after its name and size."""
    folder, total = answers.system.package.path, hashlib.sha256()
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.name == "datapackage.json" or path.suffix == ".csv":
            content = path.read_bytes()
            total.update(f"{path.name}\n{len(content)}\n".encode() + content)
    assert total.hexdigest() == answers.system.package.hash


def test_every_phrase_has_both_languages_with_the_same_blanks() -> None:
    for table in (FRONT, READING, OMITTED, REPRODUCE):
        for key, (english, french) in table.items():
            assert english.strip(), key
            assert french.strip(), key
            assert set(re.findall(r"{\w+}", english)) >= set(re.findall(r"{\w+}", french)), key


def test_margins_cannot_be_broken_out_of(answers: Answers) -> None:
    """Names of a package stand in a style sheet: nothing in them ends the string, the rule or the element."""
    package = replace(answers.system.package, name='"; } </style><script>', version="\\\n1")
    page = Page(answers)
    sheet = running_heads(replace(answers.system, package=package), page)
    assert "</" not in sheet
    assert "\n" not in sheet
    assert sheet.count('"') == 2 * len(re.findall(r'"[^"]*"', sheet))
    assert quoted("é1") == '"é1"'


def test_rows_are_not_printed_and_the_page_says_so(pages: dict[str, str]) -> None:
    assert "are not printed" in plain(section(pages["en"], "rows"))
    assert "ne sont pas imprimées" in plain(section(pages["fr"], "rows"))
    assert "html:not(.rows) #rows > details:not([open])" in pages["en"]


def test_a_full_report_shows_triples_and_the_pair(answers: Answers) -> None:
    """Three moorings closed together, and samples of a pair, in the sections they belong to."""
    from levier.analysis.leverage import LeverageIntervals
    from levier.analysis.triples import Triples
    from levier.engine.worst import WorstResult
    from levier.view.sections.chokepoints import chokepoint_section
    from levier.view.sections.intervals import interval_section

    found = WorstResult((("cpc_slot", "tengiz_oil"),), (12.5,), 1.0, 12.5, "certified", 7, 3)
    row = {"actor": "RU", "over": "KZ", "months": 3, "loss": 50.0, "loss_low": 40.0, "loss_high": 60.0}
    table = pd.DataFrame([row | {"own": 5.0, "own_low": 4.0, "own_high": 6.0, "ratio": 10.0}])
    sampled: Any = type("Sampled", (), {"samples": 300})()
    full = replace(
        answers,
        triples=Triples(found, "2024-01", "2024-03", "corridor", 3),
        pair_intervals=LeverageIntervals(table, sampled),
    )
    page = Page(full)
    with_sets = with_triples(page, chokepoint_section(page))
    assert [cell.text for cell in with_sets.tables[-1].rows[0].cells[1:]] == ["12.5\u202fM\u202fUSD"]
    assert "7 sets of up to three of 3 elements, 3 solved" in with_sets.small
    drawn = with_pair_intervals(page, interval_section(page)).tables[0]
    assert [cell.text for cell in drawn.rows[0].cells] == [
        "Russia", "Kazakhstan", "3", "50", "40\u202f–\u202f60", "5", "4\u202f–\u202f6", "10",
    ]  # fmt: skip
    assert with_triples(Page(answers), with_sets) is with_sets
