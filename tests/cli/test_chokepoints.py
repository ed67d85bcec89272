"""Chokepoints, sweeps and searches of a data package from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.conftest import Call


def test_chokepoints_by_the_loss_of_a_country(call: Call, package: str, tmp_path: Path) -> None:
    out_file = tmp_path / "cuts.csv"
    words = ("--by", "country:KZ", "--months", "2", "--recovery", "1", "--workers", "0")
    code, out, err = call("chokepoints", package, *words, "--json", "--out", str(out_file))
    assert code == 0, err
    body = json.loads(out)
    assert body["window"] == ["2024-01", "2024-02"]
    assert body["snapshots"][-1] == "2024-03"
    assert body["unit"] == "M USD"
    assert "exact optima" in body["guarantee"]
    values = [row["value"] for row in body["single elements"]]
    assert values == sorted(values, reverse=True)
    table = pd.read_csv(out_file)
    assert len(table) == body["cuts_known"]
    assert table["loss KZ"].max() == pytest.approx(max(values + [row["value"] for row in body["pairs"]]))


def test_singles_alone(call: Call, package: str) -> None:
    _, out, _ = call("chokepoints", package, "--no-pairs", "--workers", "0", "--json")
    assert "pairs" not in json.loads(out)


def test_a_sweep_and_a_search_of_a_package_agree(call: Call, package: str) -> None:
    _, out, _ = call("sweep", package, "-k", "2", "--group-by", "corridor", "--workers", "0", "--json")
    most = max(row["damage"] for row in json.loads(out)["cuts"])
    _, out, _ = call("worst", package, "-k", "2", "--group-by", "corridor", "--workers", "0", "--json")
    assert json.loads(out)["worst sets"][0]["damage"] == pytest.approx(most)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["--by", "country:K"], ["country:K", "country:KZ"]),
        (["--start", "13"], ["start is 13"]),
        (["--months", "0"], ["months is 0"]),
        (["--group-by", "colour"], ["'colour'", "territory"]),
        (["--assets", "tengis*"], ["tengis*"]),
    ],
)
def test_wrong_input(call: Call, package: str, words: list[str], parts: list[str]) -> None:
    code, _, err = call("chokepoints", package, *words)
    assert code == 2
    for part in parts:
        assert part in err
