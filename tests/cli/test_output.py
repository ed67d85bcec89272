"""``--out``: what cannot be written is refused by every command before it reads anything."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from tests.cli.conftest import Call

COMMANDS = {
    "base": (),
    "stress": ("cpc_closed",),
    "dependence": ("KZ", "crude"),
    "intervals": (),
    "claims": (),
    "backtest": (),
    "balance": ("KZ",),
    "power": (),
    "sanction": (),
    "diff": ("eurasia", "eurasia"),
    "chokepoints": (),
}


@pytest.fixture(autouse=True)
def _reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("something was read before --out was looked at")

    monkeypatch.setattr("levier.dataset.read", refuse)
    monkeypatch.setattr("levier.system.load", refuse)
    monkeypatch.setattr("levier.cli.target.case_for", refuse)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_ending_nobody_knows_is_refused_first(call: Call, tmp_path: Path, command: str) -> None:
    code, out, err = call(command, *COMMANDS[command], "--out", str(tmp_path / "answer.docx"))
    assert (code, out) == (2, "")
    assert "the ending is none of .json, .txt, .md" in err or "the ending is none of .csv" in err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_place_for_no_file_is_refused_first(call: Call, tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, out, err = call(command, *COMMANDS[command], "--out", str(tmp_path / "file" / "answer.json"))
    assert (code, out) == (2, "")
    assert "no file can be written there" in err


@pytest.mark.parametrize("words", [("--samples", "0"), ("--samples", "-5"), ("--samples", "3", "--seed", "-1")])
def test_draws_that_cannot_be_are_refused_first(call: Call, words: tuple[str, ...]) -> None:
    for command in (("dependence", "KZ", "crude"), ("intervals",)):
        code, _, err = call(*command, *words)
        assert code == 2
        assert "possible" in err or "from 0 up" in err
