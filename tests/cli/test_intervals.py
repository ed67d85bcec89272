"""``levier dependence --samples`` and ``levier intervals``: intervals in every form, one message for wrong input."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from levier.analysis import asking
from levier.dataset import write_directory
from tests.cli.conftest import Call
from tests.system import toys, worlds


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a field, a line through another state and a market as a package."""
    return write_directory(toys.package(worlds.transit()), tmp_path_factory.mktemp("intervals") / "toy")


@pytest.fixture(autouse=True)
def _never_rebuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out PyPSA, which tests/analysis has."""
    monkeypatch.setattr(asking, "_rebuilt", lambda *_: None)


def dependence(call: Call, folder: Path, *words: str) -> tuple[int, str, str]:
    trade = ("AA", "crude", "--closed", "line", "--capacity", "effective")
    return call("dependence", *trade, "--package", str(folder), "--year", "2023", "--workers", "0", *words)


def intervals(call: Call, folder: Path, *words: str) -> tuple[int, str, str]:
    return call("intervals", str(folder), "--year", "2023", "--workers", "0", *words)


def test_json_holds_low_and_high_of_every_figure(call: Call, folder: Path) -> None:
    code, out, err = dependence(call, folder, "--samples", "2", "--json")
    assert code == 0, err
    found = json.loads(out)
    assert (found["samples"], found["seed"]) == (2, 1)
    assert found["total_low"] <= found["total_high"]
    assert found["n_minus_one"][0]["percent_low"] == found["n_minus_one"][0]["percent_high"] == 0
    (share,) = (row for row in found["observed shares"] if row["dimension"] == "territory")
    # The only line: all of it in every sample.
    assert (share["share_low"], share["share_high"], share["samples"]) == (1, 1, 2)
    (lost,) = (row for row in found["structural dependence, over the year, ramps open"] if row["end"] == "exporter")
    assert lost["lost_share_low"] == lost["lost_share_high"] == 1
    assert {"low", "high", "drivers"} <= set(found["figures"][0])


def test_text_and_csv_hold_them_too(call: Call, folder: Path, tmp_path: Path) -> None:
    code, out, err = dependence(call, folder, "--samples", "2", "--seed", "4")
    assert code == 0, err
    assert "5th and 95th percentile of 2 samples of every input (seed 4)" in out
    assert "1 (1 to 1)" in out
    code, out, err = dependence(call, folder, "--samples", "2", "--out", str(tmp_path / "figures.csv"))
    assert code == 0, err
    rows = list(csv.DictReader(io.StringIO((tmp_path / "figures.csv").read_text(encoding="utf-8"))))
    (total,) = (row for row in rows if row["figure"] == "total")
    assert float(total["low"]) <= float(total["value"]) * 1.05
    assert total["samples"] == "2"
    code, _, err = dependence(call, folder, "--out", str(tmp_path / "plain.csv"))
    assert code == 0, err
    assert "low" not in (tmp_path / "plain.csv").read_text(encoding="utf-8").splitlines()[0]


def test_sobol_indices_of_a_trade(call: Call, folder: Path) -> None:
    words = ("--trade", "AA:crude:export", "--sobol", "3", "--samples", "4", "--json")
    code, out, err = intervals(call, folder, *words)
    assert code == 0, err
    found = json.loads(out)
    assert found["systems"] == 4 * 5
    assert {row["figure"] for row in found["Sobol' indices"]} == {"exports of AA, crude: volume"}
    total = {row["group"]: row["total"] for row in found["Sobol' indices"]}
    assert max(total, key=lambda group: total[group]) == "report crude"


@pytest.mark.parametrize(
    ("ask", "words", "message"),
    [
        (dependence, ("--samples", "0"), "0 samples; 1 to 16,384 are possible"),
        (dependence, ("--samples", "2", "--seed", "-1"), "seed -1: a whole number from 0 up"),
        (intervals, ("--samples", "0"), "0 samples; 1 to 16,384 are possible"),
        (intervals, ("--seed", "-1"), "seed -1: a whole number from 0 up"),
        (intervals, ("--sobol", "3", "--samples", "10"), "10 base points; a power of 2"),
        (intervals, ("--sobol", "40"), "40 groups of inputs; 2 to 24"),
        (intervals, ("--trade", "AA:crude"), "--trade 'AA:crude'"),
    ],
)
def test_wrong_input_is_one_message(
    call: Call, folder: Path, ask: object, words: tuple[str, ...], message: str
) -> None:
    assert callable(ask)
    code, out, err = ask(call, folder, *words)
    assert code == 2
    assert out == ""
    assert message in err
    assert "Traceback" not in err


def test_without_salib_the_message_says_what_to_install(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    code, _, err = intervals(call, folder, "--sobol", "3", "--samples", "8")
    assert code == 2
    assert "pip install levier[sensitivity]" in " ".join(err.split())
