"""The report's tables as XLSX and Parquet: all there, text stays text."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from levier.analysis import Answers
from levier.view.tables import report_tables, write_tables


@pytest.fixture(scope="module")
def written(answers: Answers, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_tables(answers, tmp_path_factory.mktemp("tables") / "out")


def test_one_sheet_and_one_parquet_a_table(answers: Answers, written: list[Path]) -> None:
    names = list(report_tables(answers))
    with zipfile.ZipFile(written[0]) as book:
        sheets = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    assert sheets == names
    assert [path.stem for path in written[1:]] == names
    assert {path.name for path in written[0].parent.iterdir()} == {path.name for path in written}


def test_no_cell_is_a_formula_or_a_link(written: list[Path]) -> None:
    with zipfile.ZipFile(written[0]) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "=HYPERLINK(1)" in texts
    assert not any(tag in sheet for sheet in sheets for tag in ("<f>", "<hyperlink", 't="e"'))
    assert all('state="frozen"' in sheet for sheet in sheets)


def test_parquet_gives_the_flows_back(answers: Answers, written: list[Path]) -> None:
    flows = pd.read_parquet(written[0].parent / "flows.parquet")
    assert flows["asset"].tolist() == answers.flows["asset"].tolist()
    assert flows["base"].to_numpy() == pytest.approx(answers.flows["base"].to_numpy())


def test_a_failed_shock_is_a_row(written: list[Path]) -> None:
    shocks = pd.read_parquet(written[0].parent / "shocks.parquet").set_index("shock")
    assert "nowhere" in shocks.loc["nowhere cut for 1 months from month 1", "failed"]
    assert shocks.loc["cpc cut for 2 months from month 1", "failed"] == ""
