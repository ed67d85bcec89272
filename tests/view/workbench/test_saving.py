"""What is taken away: formulas neutralised, shocks read again, tables whole."""

from __future__ import annotations

import csv
import io
import zipfile

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from levier.shock import parse_shock
from levier.view.workbench.context import Context
from levier.view.workbench.saving import FORMULA, csv_zip, neutral, shock_yaml, shown_tables, xlsx
from levier.view.workbench.state import State


@given(st.text(max_size=40), st.sampled_from(FORMULA), st.sampled_from(("", " ", "\u00a0")))
def test_no_text_begins_like_a_formula(rest: str, sign: str, blank: str) -> None:
    for text in (rest, f"{blank}{sign}{rest}"):
        assert not neutral(text).lstrip(" \u00a0\ufeff").startswith(FORMULA)


def test_tables_come_out_with_hostile_cells_neutralised(context: Context) -> None:
    shown = context.shown(State().with_cut("cpc", 0))
    tables = shown_tables(shown)
    archive = zipfile.ZipFile(io.BytesIO(csv_zip(tables)))
    assert set(archive.namelist()) == {f"{name}.csv" for name in tables}
    flows = list(csv.DictReader(io.StringIO(archive.read("flows.csv").decode("utf-8"))))
    assert {row["note"] for row in flows if row["asset"] == "tengiz_oil"} == {"'=HYPERLINK(1)"}
    losses = list(csv.DictReader(io.StringIO(archive.read("losses.csv").decode("utf-8"))))
    assert shown.answer is not None
    total = sum(float(row["loss"]) for row in losses)
    assert abs(total - shown.answer.stress.loss) < 1e-6


def test_the_workbook_holds_no_formula(context: Context) -> None:
    book = zipfile.ZipFile(io.BytesIO(xlsx({"hostile": pd.DataFrame({"=a": ["=1+1", "@x", "plain"]})})))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "'=1+1" in book.read("xl/sharedStrings.xml").decode().replace("&apos;", "'")
    assert context.desk.year == 2024


def test_a_saved_shock_is_the_shock_that_was_shown(context: Context) -> None:
    shown = context.shown(State(months=2, recovery=1).with_cut("cpc", 40))
    assert shown.shock is not None
    assert parse_shock(shock_yaml(shown.shock), "saved") == shown.shock
