"""A small answered system with hostile names in it, and the browser that looks at its report."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from levier.analysis import Answers, build_answers
from levier.shock import Shock
from levier.system import load
from tests.dataset.conftest import SCHEMA, VALID, Tables, to_csv

HOSTILE = """<script>alert("x")</script>'&amp;"""
FORMULA = "=HYPERLINK(1)"
LEFT_OUT = "# Missing\n\n- nothing <img src=x onerror=alert(1)>\n- [a link](https://example.org)\n"


def hostile_tables() -> Tables:
    """Give the tiny package's rows with names and notes that would break out of a page or a sheet."""
    tables = copy.deepcopy(VALID)
    tables["supplies"][0]["name_en"] = HOSTILE
    tables["supplies"][0]["name_fr"] = f"Gisement {HOSTILE}"
    tables["supplies"][0]["note"] = FORMULA
    tables["places"][0]["name_en"] = HOSTILE
    tables["demands"][0]["estimate"] = "tiers: 2\u2009guesses </td></table>"
    tables["corridors"][1] |= {"group": "cpc", "name_en": "CPC </script><b>"}
    tables["sources"][0] |= {"title": HOSTILE, "url": "javascript:alert(1)"}
    tables["sources"][1] |= {"url": "https://example.org/atlas?a=1&b=<2>"}
    tables["observations"].append(
        {
            "id": "o5", "subject": "tengiz_refinery", "measure": "flow", "period": "2024", "value": "1.2", "unit": "Mt",
            "kind": "rounded", "use": "true", "sources": "op;map",
        }
    )  # fmt: skip
    return tables


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Give the answers about the hostile package: one shock that acts, one that selects nothing."""
    folder = tmp_path_factory.mktemp("hostile") / "tiny"
    folder.mkdir()
    (folder / "datapackage.json").write_text(
        json.dumps(SCHEMA | {"name": "tiny", "version": "1.2.3"}), encoding="utf-8"
    )
    (folder / "GAPS.md").write_text(LEFT_OUT, encoding="utf-8")
    for table, rows in hostile_tables().items():
        (folder / f"{table}.csv").write_bytes(to_csv(table, rows))
    cut = Shock.cut("cpc", months=2).model_copy(update={"recovery": 2})
    shocks = [cut, Shock.cut("nowhere", months=1)]
    return build_answers(load(folder, 2024), shocks)


@pytest.fixture
def report(answers: Answers, tmp_path: Path) -> Path:
    """Give the report of the hostile package."""
    from levier.view.report import write_report

    return write_report(answers, tmp_path / "out" / "report.html")
