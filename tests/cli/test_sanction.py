"""`levier sanction`: reach, licences, consequence, files, and one message for each mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

ASKED = ("sanction", "--designate", "rosneft", "Lukoil", "--authority", "OFAC", "--date", "2025-10-22")


def test_rosneft_and_lukoil_with_and_without_licences(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    code, out, err = call(*ASKED, "--out", str(path))
    assert code == 0, err
    assert out == ""
    answer = json.loads(path.read_text(encoding="utf-8"))
    assert answer["looked_at"] == ["rosneft", "lukoil"]
    held = {row["entity"]: row for row in answer["entities"]}
    assert held["lukarco"]["sentence"].startswith(
        "LukArco is reached: Lukoil (designated 2025-10-22 by OFAC) holds 100"
    )
    assert held["turgai_petroleum"]["share"] == 50
    assert held["cpc"]["chain"][-1]["object"] == "cpc"
    assert "gazprom_neft" not in held
    assert "assumption" in answer
    cases = {row["case"]: row for row in answer["cases"]}
    assert {row["status"] for row in cases.values()} == {"optimal"}
    assert cases["without licences"]["loss"] > cases["with licences"]["loss"] > 0
    losses = {row["country"]: row for row in answer["losses"]}
    assert losses["KZ"]["difference"] > 0
    assert sum(row["without licences"] for row in answer["losses"]) == pytest.approx(cases["without licences"]["loss"])


def test_the_reach_alone_on_a_terminal(call: Call) -> None:
    code, out, err = call(*ASKED, "--no-network")
    assert code == 0, err
    assert "General License 124A (until 2025-11-13)" in out
    assert "who is reached, and who is spared" in out
    assert "not counted" in out
    assert "M USD" not in out


def test_a_day_without_designations(call: Call) -> None:
    code, out, _ = call("sanction", "--date", "2020-01-01")
    assert code == 0
    assert "Nothing is designated on that day" in out
    assert "no network was run" in out


def test_an_actor_with_no_stakes(call: Call) -> None:
    code, out, _ = call("sanction", "--designate", "halyk_bank", "--date", "2025-01-01")
    assert code == 0
    assert "halyk_bank holds no stake and runs no asset" in out


def test_the_latest_record_is_the_day_if_none_is_given(call: Call) -> None:
    _, out, _ = call("sanction", "--authority", "UK", "--no-network", "--json")
    answer = json.loads(out)
    assert answer["date"] == answer["known_to"]
    assert answer["authority"] == "uk_ofsi"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["--designate", "rosnft"], ["no actor 'rosnft'", "nearest: rosneft"]),
        (["--authority", "OFAK"], ["no authority 'OFAK'", "ofac"]),
        (["--date", "22.10.2025"], ["22.10.2025", "such as 2025-10-22"]),
        (["--start", "13"], ["--start 13", "1 to 12"]),
        (["--months", "0"], ["--months is 0", "1 to 36"]),
        (["--months", "99"], ["--months is 99", "1 to 36"]),
        (["--designate"], ["--designate names nobody"]),
        (["--designate", ""], ["a blank names nobody"]),
        (["--designate", "KZ"], ["'KZ' is a state"]),
        (["--designate", "lukoil", "--payments", "2"], ["--payments 2", "0 to 1"]),
        (["--designate", "lukoil", "--payments", "KZ-XX=0.5"], ["'KZ-XX' is no pair"]),
        (["--payments", "0.5"], ["between whom"]),
    ],
)
def test_wrong_input(call: Call, words: list[str], parts: list[str]) -> None:
    code, _, err = call("sanction", *words)
    assert code == 2
    assert "Traceback" not in err
    for part in parts:
        assert part in err
