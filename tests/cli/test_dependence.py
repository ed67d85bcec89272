"""``levier dependence``: JSON that can be read, one clear message for wrong input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from levier.dataset import write_directory
from tests.cli.conftest import Call
from tests.system import toys, worlds


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the gas toy as a package: AA sells to BB, whose winters are cold."""
    return write_directory(toys.package(worlds.gas()), tmp_path_factory.mktemp("dependence") / "toy")


def ask(call: Call, folder: Path, *words: str) -> tuple[int, str, str]:
    return call("dependence", *words, "--package", str(folder), "--year", "2023")


def test_json_holds_every_table(call: Call, folder: Path) -> None:
    code, out, err = ask(call, folder, "BB", "gas", "--capacity", "effective", "--demand-side", "1", "--json")
    assert code == 0, err
    found = json.loads(out)
    assert found["direction"] == "imports"
    assert found["total"] == pytest.approx(9, rel=1e-3)
    (result,) = found["n_minus_one"]
    assert result["method"] == "Regulation (EU) 2017/1938, Annex II"
    assert result["percent_with_measures"] > result["percent"]
    for table in ("observed shares", "concentration", "terms of N-1", "remaining flexibility and disrupted rate"):
        assert found[table], table
    ends = {row["end"] for row in found["structural dependence, over the year, ramps open"]}
    assert ends == {"importer", "exporter"}


def test_tables_and_lines(call: Call, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "answer.txt"
    code, out, err = ask(call, folder, "AA", "gas", "--capacity", "effective", "--out", str(target))
    assert code == 0, err
    assert out == ""
    text = target.read_text(encoding="utf-8")
    assert "AA, gas, exports 2023" in text
    assert "N-1, effective capacities" in text


def test_no_peak_data_leaves_n_minus_one_blank(call: Call, tmp_path: Path) -> None:
    tables = worlds.transit()
    tables["markets"] = []
    tables["demands"] = [toys.demand("refinery", "sea", "oil_a")]
    tables["observations"] = [toys.report("oil", 12)]
    folder = write_directory(toys.package(tables), tmp_path / "flat")
    code, out, err = ask(call, folder, "BB", "crude", "--capacity", "effective", "--json")
    assert code == 0, err
    (result,) = json.loads(out)["n_minus_one"]
    assert result["percent"] is None
    assert "no peak day" in result["missing"][0]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("Kazakstan", "gas"), "no country 'Kazakstan'"),
        (("BB", "gaz"), "no carrier 'gaz'; nearest: gas"),
        (("BB", "crude"), "BB has no trade of crude in 2023; it has gas imports"),
        (("BB", "gas", "--direction", "export"), "BB has no exports of gas in 2023; it has gas imports"),
        (("BB", "gas", "--direction", "sideways"), "sideways"),
        (("BB", "gas", "--closed", "gas_lin"), "no gas flows on, through or by 'gas_lin'; nearest: gas_line"),
        (("BB", "gas", "--capacity", "effective", "--demand-side", "1000"), "leave nothing"),
        (("AA", "gas", "--capacity", "effective", "--demand-side", "1"), "belong to N-1 of imports"),
    ],
)
def test_wrong_input_is_one_message(call: Call, folder: Path, words: tuple[str, ...], message: str) -> None:
    code, out, err = ask(call, folder, *words)
    assert code == 2
    assert out == ""
    assert message in err
    assert "Traceback" not in err
