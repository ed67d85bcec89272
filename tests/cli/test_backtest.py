"""``levier backtest`` on a toy package: the scorecard, a user's event, bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from levier.dataset import write_directory
from tests.analysis.backtest import toy
from tests.cli.conftest import Call

MINE = """
event: mine
name: My closure
announced:
  - {asset: rail_c, from: 2024-05-10, to: 2024-05-24, available: 0}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the toy with its cases."""
    target = tmp_path_factory.mktemp("toy") / "toy"
    write_directory(toy.package(), target)
    cases = target / "cases"
    cases.mkdir()
    for name in ("RAIL", "ALARM", "EARLY"):
        (cases / f"{name.lower()}.yaml").write_text(getattr(toy, name), encoding="utf-8")
    return target


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    return file


def test_the_scorecard(call: Call, folder: Path, tmp_path: Path) -> None:
    code, shown, _ = call("backtest", "--package", str(folder), "--keep", str(tmp_path / "kept"))
    assert code == 0
    assert "Out of sample: 2 events, 3 observables." in shown
    assert shown.index("Miss:") < shown.index("events, out of sample, misses first")
    assert "too few reports" in shown
    assert {file.stem for file in (tmp_path / "kept").iterdir()} == {"rail-cut", "alarm", "early"}


def test_as_json(call: Call, folder: Path) -> None:
    code, shown, _ = call("backtest", "--package", str(folder), "--json", "--no-in-sample")
    body = json.loads(shown)
    assert code == 0
    assert body["headline"]["events"] == 2
    assert {row["outcome"] for row in body["observables, out of sample, misses first"]} == {
        "rail-1",
        "rail-2",
        "alarm-1",
    }
    assert body["in sample, apart from the headline"] == []


def test_what_a_new_cause_would_do(call: Call, folder: Path, mine: Path) -> None:
    code, shown, _ = call("backtest", str(mine), "--package", str(folder), "--json")
    body = json.loads(shown)
    assert code == 0
    rows = {row["subject"]: row for row in body["what would change"]}
    rail = rows["rail_c"]
    assert rail["nothing"] == pytest.approx(4 * 22 / 365, rel=1e-2), "from the onset to the end of the month"
    assert rail["low"] == pytest.approx(4 * 7 / 365, rel=2e-2), "all that was announced"
    assert rail["low"] < rail["predicted"] < rail["high"] <= rail["nothing"] + 1e-6


def test_a_new_event_with_its_outcomes(call: Call, folder: Path, mine: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("subject,observable,period,value,unit\nrail_c,volume,2024-05,0.2,Mt\n", encoding="utf-8")
    code, shown, _ = call("backtest", str(mine), "--outcomes", str(file), "--package", str(folder), "--json")
    body = json.loads(shown)
    assert code == 0
    (row,) = body["observables, out of sample, misses first"]
    assert (row["event"], row["observed"], row["basis"]) == ("mine", 0.2, "announced")
    assert row["low"] < row["predicted"] < row["high"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("to: 2024-05-24", "to: 2024-05-01"), "ends (2024-05-01) before it starts (2024-05-10)"),
        (("rail_c", "rail_cc"), "did you mean rail_c"),
        (("rail_c", "trunk_total"), "names an outcome"),
        (("available: 0", "available: 0, sources: [nowhere]"), "no source 'nowhere'"),
        (("name: My closure", "outcomes: []"), "a case file holds the cause alone"),
        (("2024-05", "1999-05"), "too few reports before 1999-05-10"),
    ],
)
def test_one_clear_message(call: Call, folder: Path, tmp_path: Path, change: tuple[str, str], words: str) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(MINE.replace(*change), encoding="utf-8")
    code, shown, told = call("backtest", str(file), "--package", str(folder))
    assert (code, shown) == (2, "")
    assert words in told
    assert "Traceback" not in told


def test_files_that_are_not_there_or_lack_columns(call: Call, folder: Path, mine: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text("subject,value\nrail_c,1\n", encoding="utf-8")
    at = ("--package", str(folder))
    for words, message in (
        ((str(mine), "--outcomes", str(bare)), "no column observable, period, unit"),
        ((str(mine), "--outcomes", "none.csv"), "no such file of outcomes"),
        (("none.yaml",), "no such event file"),
        (("--outcomes", str(bare)), "--outcomes is for one event"),
    ):
        code, _, told = call("backtest", *words, *at)
        assert code == 2
        assert message in told
