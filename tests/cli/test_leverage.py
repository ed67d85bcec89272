"""Leverage from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call, refused


def test_the_matrix(call: Call, package: str, tmp_path: Path) -> None:
    out_file = tmp_path / "matrix.json"
    code, _, err = call("leverage", package, "--months", "2", "--workers", "0", "--out", str(out_file))
    assert code == 0, err
    body = json.loads(out_file.read_text(encoding="utf-8"))
    assert body["window"] == ["2024-01", "2024-02"]
    assert "solved to an optimum" in body["guarantee"]
    cells = {(row["actor"], row["over"]): row for row in body["the most each can impose"]}
    assert all(actor != over for actor, over in cells)
    most = max(row["loss KZ"] for row in body["threats"] if row["actor"] == "RU")
    assert cells["RU", "KZ"]["loss"] == pytest.approx(most)


def test_a_pair_in_both_directions(call: Call, package: str) -> None:
    code, out, err = call("leverage", package, "--by", "russia", "--over", "Kazakhstan", "--workers", "0", "--json")
    assert code == 0, err
    body = json.loads(out)
    assert (body["actor"], body["over"], body["home"]) == ("RU", "KZ", "RU")
    rows = body["losses by duration, season and third parties"]
    assert {row["months"] for row in rows} == {1, 3, 12}
    assert {row["actor"] for row in rows} >= {"RU"}
    assert body["control"][0]["sentence"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["--by", "RU"], ["--by and --over belong together"]),
        (["--by", "russa", "--over", "KZ"], ["no actor 'russa'", "RU (Russia)"]),
        (["--by", "RU", "--over", "Kazakstan"], ["no country 'Kazakstan'", "KZ (Kazakhstan)"]),
        (["--by", "KZ", "--over", "KZ"], ["are one side"]),
        (["--by", "RU", "--over", "KZ", "--months", "0"], ["months is 0"]),
        (["--by", "RU", "--over", "KZ", "--samples", "-1"], ["-1 samples; 0"]),
        (["--start", "13"], ["start is 13"]),
        (["--samples", "5"], ["--samples is for one pair"]),
        (["--companies", "--by", "RU", "--over", "KZ"], ["--companies is for the matrix"]),
        (["--out", "x.pdf"], [".pdf"]),
    ],
)
def test_wrong_input_is_one_message(call: Call, package: str, words: list[str], parts: list[str]) -> None:
    refused(call("leverage", package, "--workers", "0", *words), parts)
