"""The sections on leverage show the numbers of the answers, in both languages, each with a link to what is closed."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from levier.analysis import Answers, case_of
from levier.analysis.balances import disagreement_table, flow_table
from levier.analysis.leverage import Layers, Leverage, Matrix, leverage_matrix, leverage_of
from levier.system import System
from levier.system.economy import Size
from levier.view.cells import Cell, Section, Table
from levier.view.charts import leverage_chart
from levier.view.page import Page
from levier.view.quantities import plain
from levier.view.report_leverage import LEVERAGE
from levier.view.report_words import EVERY
from levier.view.sections.leverage import leverage_section, pair_section
from levier.view.tables import report_tables
from levier.view.words import Language

BOTH: tuple[Language, ...] = ("en", "fr")


def bare(system: System) -> Answers:
    """Give answers that hold what every page reads; the rest would take seconds."""
    blank = pd.DataFrame()
    reports = disagreement_table(system)
    return Answers(system, flow_table(system), blank, reports, blank, blank, blank, blank, blank, blank, [])


@pytest.fixture(scope="module")
def none(transit: System) -> Answers:
    return bare(transit)


@pytest.fixture(scope="module")
def line(none: Answers, transit: System) -> Answers:
    """A field whose oil crosses another state."""
    matrix = leverage_matrix(case_of(transit, by="asset"), workers=0)
    pair = leverage_of(transit, "BB", "AA", seasons=(1,), durations=(1, 3), workers=0)
    return replace(none, leverage=matrix, pair=pair)


@pytest.fixture(scope="module")
def trunk(oil: System) -> Answers:
    """Two states on one line, a third with a railway that helps."""
    matrix = leverage_matrix(case_of(oil, by="asset"), workers=0)
    pair = leverage_of(oil, "BB", "AA", seasons=(1, 4), durations=(1, 3), workers=0)
    return replace(bare(oil), leverage=matrix, pair=pair)


def matrix_of(answers: Answers) -> Matrix:
    assert answers.leverage is not None
    return answers.leverage


def pair_of(answers: Answers) -> Leverage:
    assert answers.pair is not None
    return answers.pair


def cells(section: Section) -> Iterator[Cell]:
    for table in (*section.tables, *section.details):
        for row in table.rows:
            yield from row.cells


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_matrix_by_hand(line: Answers) -> None:
    # 12 Mt in 365 days, three months of 90 days; sold at 500, the field costs 20, the line 10 to BB.
    sold = 12 * 90 / 365
    section = leverage_section(Page(line))
    grid, both, listed = section.tables[0], section.tables[1], section.details[0]
    assert texts(grid)[0][1] == plain(470 * sold)
    assert grid.rows[0].cells[1].small == f"({plain(10 * sold)}*)"
    assert grid.rows[0].cells[2].text == ""
    assert texts(both)[0][2:] == [plain(v * sold) + m for v, m in ((470, ""), (10, "*"), (10, ""), (470, "*"))]
    assert len(both.rows) == 1
    assert len(listed.rows) == 2


def test_only_what_is_above_the_threshold_is_shown_the_rest_is_named(trunk: Answers) -> None:
    page, found = Page(trunk), matrix_of(trunk)
    above = found.cells[found.cells["loss"] > 1]
    section = leverage_section(page)
    shown = [cell for row in section.tables[0].rows for cell in row.cells[1:] if cell.text]
    assert sorted(cell.text for cell in shown) == sorted(plain(loss) for loss in above["loss"])
    darkest = max(shown, key=lambda cell: cell.bar or 0.0)
    assert darkest.text == plain(above["loss"].max())
    assert darkest.bar == 1.0
    # The state with the railway gains by closing it: nothing is imposed on anybody.
    assert f"rows {page.names.country('CC')};" in section.small
    assert section.small.count("without an optimum") == 1


def test_a_cell_without_an_answer_is_no_gap(line: Answers) -> None:
    found = matrix_of(line)
    lost = found.cells.assign(loss=found.cells["loss"].where(found.cells["actor"] != "AA"))
    lost["status"] = lost["status"].where(lost["actor"] != "AA", "infeasible")
    section = leverage_section(Page(replace(line, leverage=replace(found, cells=lost))))
    blank = [cell for row in section.tables[0].rows for cell in row.cells if cell.small == "infeasible"]
    assert [cell.text for cell in blank] == ["–"]


def test_nothing_to_impose_is_said(line: Answers) -> None:
    found = matrix_of(line)
    none = replace(line, leverage=replace(found, cells=found.cells.assign(loss=0.0)))
    section = leverage_section(Page(none))
    assert section.tables == []
    assert section.about[-1].startswith("No state can impose more than")


def test_the_link_of_a_cell_leads_to_what_its_threat_closes(trunk: Answers) -> None:
    page, found = Page(trunk), matrix_of(trunk)
    grid = leverage_section(page).tables[0]
    row = found.cells[found.cells["loss"] > 1].sort_values("loss").iloc[-1]
    cell = next(c for r in grid.rows for c in r.cells if c.text == plain(row["loss"]))
    closed = page.evidence.bases[cell.href[1:]].assets
    assert closed == ("trunk_a",)


@pytest.mark.parametrize("name", ["line", "trunk"])
@pytest.mark.parametrize("language", BOTH)
def test_every_number_is_a_link_and_every_phrase_is_told(
    name: str, language: Language, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: set[str] = set()
    page, say = Page(request.getfixturevalue(name), language), Page.say
    monkeypatch.setattr(Page, "say", lambda self, key: said.add(key) or say(self, key))
    sections = [leverage_section(page), pair_section(page)]
    leverage_chart(page, pair_of(page.answers))
    loose = [c for s in sections for c in cells(s) if c.kind == "num" and not c.href and c.text not in {"", "–"}]
    assert loose == []
    assert {key for key in said if not any(key in words for words in EVERY)} == set()
    words = " ".join(
        [*(w for s in sections for w in (*s.about, s.small)), *(c.text for s in sections for c in cells(s))]
    )
    assert not any(word in words.split() for word in ("nan", "None", "inf"))
    assert not any(word in words.lower() for word in ("blackmail", "weapon", "chantage", "arme "))


def test_both_languages_fill_in_the_same() -> None:
    for key, (english, french) in LEVERAGE.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(words) if name} for words in (english, french)]
        assert english, key
        assert french, key
        assert fields[0] == fields[1], key


def test_not_asked_is_one_sentence(none: Answers) -> None:
    for language in BOTH:
        page = Page(none, language)
        assert leverage_section(page) == Section([page.say("lev_not_asked")])
        assert pair_section(page) == Section([page.say("pair_not_asked")])
    assert not [name for name in report_tables(none) if name.startswith("leverage")]


def test_both_directions_by_duration(trunk: Answers) -> None:
    found = pair_of(trunk)
    table = pair_section(Page(trunk)).tables[0]
    expected = []
    for over in ("AA", "BB"):
        for months in (1, 3):
            pairs = [found.term(months, 1, over=over, thirds=t) for t in ("cooperative", "uncooperative")]
            expected.append([plain(row[key]) for row in pairs for key in ("loss", "own", "others")])
    shown = [[text.rstrip("*") for text in row[2:]] for row in texts(table)]
    assert shown == expected
    # Others that do not help leave the railway as it was: more is lost.
    assert found.term(3, 1)["loss"] < found.term(3, 1, thirds="uncooperative")["loss"]
    # BB buys, and has no demand here: only its own losses are marked.
    assert [row[3].endswith("*") for row in texts(table)] == [True, True, False, False]


def test_seasons_and_whole_control_sets_are_folded(trunk: Answers) -> None:
    seasons, whole, control = pair_section(Page(trunk)).details
    assert len(seasons.rows) == 2 * 2 * 2
    assert len(whole.rows) == 2 * 2
    row = pair_of(trunk).terms.query("actor == 'AA' and aim == 'everything' and months == 3 and start == 1").iloc[0]
    assert plain(row["own"]) in texts(whole)[3]
    assert len(control.rows) == len(pair_of(trunk).control)
    assert {row[2] for row in texts(control)} == set(pair_of(trunk).control["sentence"])


def test_headline_with_shares_and_their_years(trunk: Answers) -> None:
    found = pair_of(trunk)
    loss = found.term(3, 1)["loss"]
    size = Size("AA", 2023, gdp=5 * loss, goods_exports=4 * loss, period_gdp="2022", period_exports="2021")
    about = pair_section(Page(replace(trunk, pair=replace(found, size=size)))).about
    words = about[0].replace("\u202f", " ").replace("\u00a0", " ")
    assert "(20 % of GDP in 2022, 25 % of goods exports in 2021)" in words
    assert "3 months from January" in words


def test_joint_less_sum_names_the_assets_that_make_it(trunk: Answers) -> None:
    found = pair_of(trunk)
    page = Page(trunk)
    assert page.say("pair_one_layer").split("{")[0] in " ".join(pair_section(page).about)
    mechanism = pd.DataFrame(
        [["north_oil", "supply", "crude", 9.0, 12.0, -3.0]],
        columns=["asset", "kind", "family", "joint", "parts", "extra"],
    )
    layers = Layers("AA", 20.0, {"crude": 15.0, "gas": 8.0}, apart=False, mechanism=mechanism)
    section = pair_section(Page(replace(trunk, pair=replace(found, layers=layers))))
    words = section.about[2].replace("\u202f", " ")
    assert "loses 20 M USD" in words
    assert "add up to 23 M USD" in words
    assert f"{page.names.thing('north_oil')} −3 M USD" in words
    table = next(t for t in section.tables if "differs" in t.caption)
    assert texts(table)[0][3:] == ["9", "12", "−3"]
    none = replace(layers, apart=True)
    section = pair_section(Page(replace(trunk, pair=replace(found, layers=none))))
    assert "share no row" in section.about[2]
    assert not [t for t in section.tables if "differs" in t.caption]


def test_a_side_that_can_close_nothing_is_said(line: Answers) -> None:
    found = pair_of(line)
    alone = replace(found, terms=found.terms[found.terms["actor"] == "BB"])
    section = pair_section(Page(replace(line, pair=alone)))
    assert section.about[1].endswith("can close nothing that flows.")
    assert len(section.tables[0].rows) == 2


def test_frontier_table_and_chart_show_its_sets(trunk: Answers) -> None:
    found, page = pair_of(trunk), Page(trunk)
    table = next(t for t in pair_section(page).tables if "no other beats" in t.caption)
    best = found.frontier.best
    assert [row[1:] for row in texts(table)] == [[plain(r.own) + "*", plain(r.loss)] for r in best.itertuples()]
    assert leverage_chart(page, found) is None, "one point is no frontier"
    two = pd.concat([best, best.assign(loss=best["loss"] + 10, own=best["own"] + 5)], ignore_index=True)
    chart = leverage_chart(page, replace(found, frontier=replace(found.frontier, best=two)))
    assert chart is not None
    assert chart["data"][1]["y"] == pytest.approx([*best["loss"], *(best["loss"] + 10)])
    assert chart["data"][1]["x"] == pytest.approx([*best["own"], *(best["own"] + 5)])


def test_tables_for_other_programs(trunk: Answers) -> None:
    tables, found = report_tables(trunk), pair_of(trunk)
    assert tables["leverage"]["loss"].tolist() == pytest.approx(matrix_of(trunk).cells["loss"].tolist())
    assert len(tables["leverage_pair"]) == len(found.terms)
    assert tables["leverage_frontier"]["cut"].tolist() == [";".join(cut) for cut in found.frontier.best["cut"]]
    assert set(tables["leverage_control"]["asset"]) == set(found.control["asset"])
    assert "leverage_layers" not in tables
