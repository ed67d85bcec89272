"""``levier risk``: JSON with every table, tables that state what is neglected, one message for wrong input."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from levier.cli.risk import THINGS, _things
from levier.dataset import write_directory
from tests.analysis.reliability import worlds
from tests.cli.conftest import Call
from tests.system import toys


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write two pipelines to a city as a package."""
    return write_directory(toys.package(worlds.two_lines()), tmp_path_factory.mktemp("risk") / "toy")


def ask(call: Call, folder: Path, *words: str) -> tuple[int, str, str]:
    return call("risk", str(folder), "--year", "2023", "--workers", "0", *words)


def test_json_holds_every_table(call: Call, folder: Path) -> None:
    code, out, err = ask(call, folder, "--carrier", "gas", "--country", "BB", "--samples", "50", "--json")
    assert code == 0, err
    found = json.loads(out)
    assert found["neglected"] == 0.0
    assert (found["order"], found["samples"], found["seed"]) == (2, 50, 0)
    assert found["things"] == 2
    figures = {row["measure"]: row for row in found["figures"]}
    assert list(figures) == ["damage", "loss BB", "unserved gas BB"]
    assert figures["loss BB"]["lower"] == pytest.approx(figures["loss BB"]["upper"])
    assert {row["element"] for row in found["elements"]} == {"first", "second"}
    assert [row["element"] for row in found["left_out"]] == ["wells_gas"]
    assert found["without_optimum"] == []
    assert any("holds through the whole window" in said for said in found["assumptions"])


def test_tables_state_what_is_neglected(call: Call, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "risk.txt"
    code, out, err = ask(call, folder, "--order", "1", "--samples", "50", "--out", str(target))
    assert code == 0, err
    assert out == ""
    text = " ".join(target.read_text(encoding="utf-8").split())
    assert "others neglected by the tree: probability 0.02" in text
    assert "unserved gas BB" in text
    assert "several units of class field" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--order", "0"], "order is 0; 1 or more is needed"),
        (["--samples", "0"], "samples is 0; 2 or more is needed"),
        (["--country", "Atlantis"], "no country 'Atlantis'"),
        (["--carrier", "phlogiston"], "no carrier 'phlogiston'"),
        (["--fleets", "half"], "fleets is 'half'; units or never or whole is needed"),
        (["--start", "May"], "--start May is no month"),
        (["--without", "third"], "there is no element 'third'"),
    ],
)
def test_wrong_input_is_one_message(call: Call, folder: Path, words: list[str], message: str) -> None:
    code, out, err = ask(call, folder, *words)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_a_package_without_rates(call: Call, tmp_path: Path) -> None:
    bare = write_directory(toys.package(worlds.two_lines([])), tmp_path / "toy")
    code, _, err = ask(call, bare)
    assert code == 2
    assert "says nothing of outages" in err


def test_shares_within_the_noise_of_the_draws_are_blank() -> None:
    table = pd.DataFrame(
        {"element": ["noise", "small", "large"], "saved": [-0.2, 0.1, 0.5], "saved_error": [0.3, 0.01, 0.1]}
    )
    shown = _things(table.assign(**dict.fromkeys(set(THINGS) - set(table), 0.0)))
    assert shown["element"].tolist() == ["large", "small", "noise"]
    assert shown["saved"].isna().tolist() == [False, False, True]
