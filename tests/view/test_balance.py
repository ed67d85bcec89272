"""The balance in the report: bars, tables and words in both languages; hostile names stay words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from levier.analysis.balance import DOMAINS, BalanceAnswer, answer_balance
from levier.view.balance_chart import COLOURS, balance_chart, partner_styles
from levier.view.names import Names
from levier.view.page import Page
from levier.view.quantities import THIN
from levier.view.report_balance import BALANCE
from levier.view.report_words import phrase
from levier.view.sections.balance import balance_sections
from tests.analysis.balance.rows import meeting, member, package, tie

from .conftest import HOSTILE

if TYPE_CHECKING:
    from levier.analysis import Answers
    from levier.dataset import Package


@pytest.fixture(scope="module")
def data() -> Package:
    """Give ties of AA with four states, one of them with a hostile name, in two years."""
    rows = [
        tie("b", "AA-BB", 40),
        tie("c", "AA-CC", 30),
        tie("w", "AA-WW", 100),
        tie("b2", "AA-BB", 44, kind="conflict"),
    ]
    rows += [
        tie("bo", "AA-BB", 20, "2023"),
        tie("co", "AA-CC", 30, "2023"),
        tie("d", "AA-DD", 1, "2024", domain="arms"),
    ]
    states = [{"id": "BB", "name_en": HOSTILE, "name_fr": HOSTILE, "modelled": "true"}]
    states += [{"id": key, "name_en": key, "name_fr": key, "modelled": "true"} for key in ("AA", "CC", "DD", "WW")]
    members = [member(name, name.upper(), "club", "2001") for name in ("aa", "bb", "cc")]
    return package(rows, countries=states, memberships=members, meetings=[meeting("m", "2024-05-01", "AA;CC;DD")])


@pytest.fixture(scope="module")
def answer(data: Package) -> BalanceAnswer:
    """Give its balance in 2024."""
    return answer_balance(data, "AA", 2024)


def page_of(answers: Answers, data: Package, language: str = "en") -> Page:
    """Give a page with the names of the ties' package."""
    page = Page(answers, language)  # type: ignore[arg-type]
    page.names = Names(data, language)  # type: ignore[arg-type]
    return page


def plain(words: str) -> str:
    """Give words with plain spaces."""
    return words.replace(THIN, " ")


def test_bars_add_up_and_a_partner_has_one_colour(answers: Answers, data: Package, answer: BalanceAnswer) -> None:
    """Every bar is whole; colours are those that can be told apart; names hold no markup."""
    chart = balance_chart(page_of(answers, data), answer)
    assert chart is not None
    widths = [sum(trace["x"][bar] for trace in chart["data"]) for bar in range(len(answer.chosen) + 1)]
    assert widths == pytest.approx([1.0] * len(widths), abs=1e-5)
    colours = [trace["marker"]["color"] for trace in chart["data"]]
    assert len(set(colours)) == len(colours)
    assert set(partner_styles([answer])) == {"BB", "CC", "DD"}
    assert partner_styles([answer])["BB"][0] in COLOURS
    assert "<script" not in json.dumps(chart)
    assert json.dumps(chart, allow_nan=False)


def test_tables_by_hand(answers: Answers, data: Package, answer: BalanceAnswer) -> None:
    """42 and 30 of 100; the conflict is listed twice; what is missing is said; drift is told."""
    (part,) = balance_sections(page_of(answers, data), [answer])
    tables = {table.caption: table for table in [*part.section.tables, *part.section.details]}
    trade = next(row for row in tables["By domain"].rows if row.cells[0].text == "Trade")
    assert [plain(cell.text) for cell in trade.cells[2].parts] == [
        f"{HOSTILE} 42 %",
        "CC 30 %",
        "not told of whom 28 %",
    ]
    assert plain(trade.cells[2].parts[0].small) == "40 % – 44 %"
    assert (trade.cells[4].text, plain(trade.cells[4].small)) == ("a told total", "72 % covered")
    assert [row.cells[4].text for row in tables["Ties reported in several ways"].rows] == ["averaged", "averaged"]
    missing = {row.cells[0].text: row.cells[1].text for row in tables["Not computable: what is missing"].rows}
    assert missing["Arms"] == "fewer than two partners are told: turnover (both) 2024: DD"
    assert "What the weights change" in tables
    assert [plain(row.cells[3].text) for row in tables["How shares moved"].rows if row.cells[0].text == "Trade"] == [
        "18 %"
    ]


def test_nothing_to_draw_is_said(answers: Answers, data: Package) -> None:
    """A country without ties has no bars, one sentence, and its list of what is missing."""
    (part,) = balance_sections(page_of(answers, data), [answer_balance(data, "EE", 2024)])
    assert part.chart is None
    assert part.section.about == ["No domain can be computed."]
    assert len(part.section.tables) == 1


def test_words_in_both_languages(answers: Answers, data: Package, answer: BalanceAnswer) -> None:
    """Every phrase has a French one, every domain a name; the French page holds no English heading."""
    assert all(english and french for english, french in BALANCE.values())
    assert all(f"balance_{name}" in BALANCE for name in DOMAINS)
    assert phrase("balance_ties", "fr") == "Équilibre des liens"
    (part,) = balance_sections(page_of(answers, data, "fr"), [answer])
    captions = {table.caption for table in [*part.section.tables, *part.section.details]}
    assert not captions & {english for english, french in BALANCE.values() if english != french}
