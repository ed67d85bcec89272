"""`levier claims`: verdicts on a package's claims and on a user's own, and one message for each mistake."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from levier.cli.main import main
from tests.analysis.ledgers import claim, package, tables
from tests.dataset.conftest import to_csv

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "2 claims: 1 holds, 0 holds for another period or definition, 0 does not hold, 1 cannot be checked"
OWN = claim("membership", "body=club; role=member", id="own", unit="states", value="3")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a package with two claims."""
    rows = claim("sanction", "target=kmg"), claim("sanction", "target=rosoil", id="d", about="law")
    package(tmp_path / "tiny", tables(), *rows)
    return tmp_path / "tiny"


def run(*words: str) -> None:
    """Run the command and see that it ends well."""
    with pytest.raises(SystemExit) as stop:
        main(["claims", *words])
    assert stop.value.code == 0


def test_head_line_counts_verdicts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first line has the counts, the tables stand under their verdict."""
    run(str(folder))
    shown = capsys.readouterr().out
    assert shown.splitlines()[0] == f"tiny 1, {HEAD}"
    assert shown.index("\nholds") < shown.index("\ncannot be checked")


def test_json_has_every_claim(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds counts, and each claim with value, interval, why and sources."""
    run(str(folder), "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"]["holds"] == 1
    first = answer["claims"][0]
    assert (first["verdict"], first["value"], first["low"], first["sources"]) == ("holds", 1.0, None, "op")


def test_only_one_topic(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--about leaves the others out."""
    run(str(folder), "--about", "law", "--json")
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["claims"]] == ["d"]


def test_a_file_of_ones_own(folder: Path, tmp_path: Path) -> None:
    """A user's CSV is checked instead of the package's claims; the answer is written whole."""
    own = tmp_path / "mine.csv"
    own.write_bytes(to_csv("claims", [OWN]))
    out = tmp_path / "answer.json"
    run(str(folder), "--file", str(own), "--out", str(out))
    answer = json.loads(out.read_text(encoding="utf-8"))
    (only,) = answer["claims"]
    assert (only["id"], only["verdict"], only["value"]) == ("own", "does not hold", 2.0)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"check": "observation", "arguments": "", "subject": "cpc_old", "measure": "flwo"}, "did you mean 'flow'"),
        ({"sources": "opp"}, "mine.csv row 2 (own), field sources, 'opp': no row defines this id"),
        ({"check": "membersip"}, "did you mean 'membership'"),
        ({"value": "many"}, "not a number"),
        ({"period": "2024-05/2024-01"}, "ends before it starts"),
        ({"arguments": "body=clubb; role=member"}, "did you mean 'club'"),
    ],
)
def test_mistakes_in_ones_own_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], cells: dict[str, str], words: str
) -> None:
    """One message with place, value and the nearest name; exit 2; nothing written."""
    own = tmp_path / "mine.csv"
    own.write_bytes(to_csv("claims", [OWN | cells]))
    out = tmp_path / "answer.json"
    with pytest.raises(SystemExit) as stop:
        main(["claims", str(folder), "--file", str(own), "--out", str(out)])
    assert stop.value.code == 2
    told = capsys.readouterr().err
    assert words in told
    assert "mine.csv row 2" in told
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [(["--about", "gas"], "there are claims about law, oil"), (["--file", "nowhere.csv"], "nowhere.csv: No such file")],
)
def test_wrong_options(folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    """A topic nobody speaks of, a file that is not there: one message each."""
    with pytest.raises(SystemExit) as stop:
        main(["claims", str(folder), *words])
    assert stop.value.code == 2
    assert told in capsys.readouterr().err
