"""The report's section on autonomy: frontier, vendors, what was left out, in both languages."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from levier.analysis.autonomy import Autonomy, answer_autonomy
from levier.analysis.autonomy.sampled import Sampled
from levier.analysis.autonomy.told import sentences
from levier.view.autonomy_bars import vendor_chart
from levier.view.autonomy_chart import entry_chart, frontier_chart
from levier.view.page import Page
from levier.view.report_autonomy import AUTONOMY
from levier.view.sections.autonomy import _drawn, autonomy_sections
from levier.view.sections.pictured import said
from tests.analysis.autonomy.test_package import QUESTION, world

if TYPE_CHECKING:
    from levier.analysis import Answers


@pytest.fixture(scope="module")
def answer() -> Autonomy:
    """Ask for the gas of CC in 2030, with a limit of a third."""
    return answer_autonomy(world(), QUESTION, 0.35)


@pytest.fixture
def page(answers: Answers) -> Page:
    """Give a page; names it does not know are shown as words."""
    return Page(answers)


def test_frontier_and_reasons(page: Page, answer: Autonomy) -> None:
    (part,) = autonomy_sections(page, [answer])
    assert part.anchor == "autonomy-CC-2030-gas"
    frontier = part.section.tables[0]
    limits = [row.cells[0].text for row in frontier.rows]
    assert "35\u202f%" in limits
    assert len(limits) == len(answer.points)
    cheap = frontier.rows[limits.index("35\u202f%")]
    assert cheap.cells[1].text == "20"
    assert cheap.cells[5].text == "opt_cavern"
    out = {row.cells[0].text: row.cells[1].text for row in part.section.details[-1].rows}
    assert out["opt_late"] == "not before 2035"
    assert "opt_away" not in out
    assert "100\u202f%" in part.section.about[1]


def test_every_phrase_is_in_both_languages(page: Page, answer: Autonomy) -> None:
    assert all(english and french and english != french for english, french in AUTONOMY.values() if english != "Option")
    (english,) = autonomy_sections(page, [answer])
    (french,) = autonomy_sections(replace(page, language="fr"), [answer])
    assert english.section.about[0] != french.section.about[0]
    assert [len(table.rows) for table in english.section.tables] == [len(table.rows) for table in french.section.tables]


def test_sentences_stand_in_the_section_as_strings_or_as_sentences(page: Page, answer: Autonomy) -> None:
    (part,) = autonomy_sections(page, [answer])
    assert [cell.text for cell in part.told] == [str(each) for each in sentences(answer)]
    assert any("35" in cell.text for cell in part.told)
    assert said(page, ["plain words"])[0].text == "plain words"
    assert said(replace(page, language="fr"), ["plain words"])[0].lang == "en"


def test_charts_say_what_the_tables_say(page: Page, answer: Autonomy) -> None:
    (part,) = autonomy_sections(page, [answer])
    by_kind = {chart["id"].partition("-")[0]: chart for chart in part.charts}
    assert part.chart == part.charts[0]
    assert set(by_kind) == {"frontier", "entry", "imposed"} | ({"vendors"} if len(answer.vendors) else set())
    least = page.say("autonomy_least_cost")
    steps = next(trace for trace in by_kind["frontier"]["data"] if trace.get("name") == least)
    finite = answer.points[np.isfinite(answer.points["cost"])].sort_values("limit")
    assert steps["x"] == pytest.approx(finite["limit"].tolist())
    assert steps["y"] == pytest.approx(finite["cost"].tolist())
    assert steps["line"]["shape"] == "hv"
    tiles = by_kind["entry"]["data"][0]
    assert np.asarray(tiles["z"]).max() == 1.0
    assert len(tiles["x"]) == int((answer.points["distinct"] & np.isfinite(answer.points["cost"])).sum())
    bars = {trace["name"]: trace["x"] for trace in by_kind["imposed"]["data"]}
    assert max(bars[page.say("autonomy_nothing_built")]) == pytest.approx(answer.losses["nothing"].max())
    assert max(bars[page.say("autonomy_within_built")]) <= 0.35 + 1e-9
    assert len({chart["id"] for chart in part.charts}) == len(part.charts)
    json.dumps(part.charts, allow_nan=False)


def test_a_band_is_drawn_between_stated_costs(page: Page, answer: Autonomy) -> None:
    points = answer.points.assign(cost_low=0.9 * answer.points["cost"], cost_high=1.1 * answer.points["cost"])
    wider = replace(answer)
    wider.__dict__["points"] = points
    chart = frontier_chart(page, wider)
    assert chart is not None
    low, high = chart["data"][:2]
    assert high["fill"] == "tonexty"
    assert all(least <= most for least, most in zip(low["y"], high["y"], strict=True))


def test_draws_are_a_second_band_and_a_table(page: Page, answer: Autonomy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("levier.view.sections.autonomy.sentences", lambda _: ())
    costs = pd.DataFrame({"limit": [0.35, 0.6], "median": [20.0, 5.0], "low": [15.0, 4.0], "high": [30.0, 9.0]})
    none = pd.DataFrame()
    sampled = Sampled(40, 1, costs.assign(cost=costs["median"], reached=1.0), none, none, none, 0.1)
    drawn = replace(answer, sampled=sampled)
    chart = frontier_chart(page, drawn)
    assert chart is not None
    band = next(trace for trace in chart["data"] if trace.get("name") == page.say("autonomy_drawn"))
    assert (band["x"], band["y"]) == ([0.35, 0.6], [30.0, 9.0])
    sections = autonomy_sections(page, [drawn])
    (table,) = [each for each in sections[0].section.details if each.caption == page.say("autonomy_costs_drawn")]
    assert [row.cells[1].text for row in table.rows] == ["20", "5"]


def test_vendors_are_drawn_with_their_stated_cost(page: Page, answer: Autonomy) -> None:
    offers = pd.DataFrame(
        [
            {"option": "a", "name_en": "Plant <A>", "name_fr": "Centrale <A>", "cost_low": 10.0, "cost_high": 20.0}
            | {"vendors": ("v",), "available": 2030, "held": 0.1, "created": 0.02, "removed": 0.3}
        ]
    )
    chart = vendor_chart(page, replace(answer, vendors=offers))
    assert chart is not None
    assert chart["data"][0]["y"] == ["Plant &lt;A&gt;<br><i>10\u202f\u2013\u202f20 M USD</i>"]
    assert {trace["name"]: trace["x"] for trace in chart["data"]} == {
        page.say("autonomy_created"): [0.02],
        page.say("autonomy_removed"): [0.3],
    }
    assert vendor_chart(page, replace(answer, vendors=offers.iloc[:0])) is None


def test_nothing_to_build_draws_no_tiles(page: Page, answer: Autonomy) -> None:
    bare = replace(answer)
    bare.__dict__["points"] = answer.points[answer.points["cost"] == 0.0]
    assert entry_chart(page, bare) is None


def test_own_sales_one_deck_and_few_draws_are_named_as_such(page: Page, answer: Autonomy) -> None:
    few = Sampled(
        3, 1, pd.DataFrame(columns=["limit", "median", "low", "high", "reached"]), *[pd.DataFrame()] * 3, seconds=0.1
    )
    sold = replace(answer, question=replace(answer.question, sales=True))
    for language, said_as in (("en", "its own sales included"), ("fr", "ventes propres comprises")):
        there = replace(page, language=language)  # type: ignore[arg-type] - one of the two
        section = autonomy_sections(there, [sold])[0].section
        assert said_as in section.about[0]
        assert section.tables[0].columns[2].hint == there.say("autonomy_interval_one")
        drawn = _drawn(there, replace(answer, sampled=few))
        assert drawn.columns[2].title == there.say("autonomy_drawn_range")
