"""``levier power``: JSON with every table, tables that say horizon and guarantee, one message for wrong input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from levier.dataset import write_directory
from tests.analysis.power import worlds
from tests.cli.conftest import Call
from tests.system import toys


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the chain of three states as a package with a ready-made game."""
    made = write_directory(toys.package(worlds.chain()), tmp_path_factory.mktemp("power") / "toy")
    (made / "games").mkdir()
    (made / "games" / "gas.yaml").write_text("horizon: 2031\nprojects: [bypass]\n", encoding="utf-8")
    return made


def ask(call: Call, folder: Path, *words: str) -> tuple[int, str, str]:
    return call("power", "--package", str(folder), "--year", "2023", *words)


def test_json_holds_every_table(call: Call, folder: Path) -> None:
    code, out, err = ask(call, folder, "--carrier", "gas", "--project", "all", "--json")
    assert code == 0, err
    found = json.loads(out)
    assert found["horizon"] == 2031
    assert found["guarantee"] == "exact"
    assert found["joint_gain"] == pytest.approx(750)
    assert found["nucleolus"]["kohlberg_holds"] is True
    assert found["programs_solved"] + found["read_off_same_flows"] + found["read_off_larger_optimum"] == 8
    assert {row["player"]: row["shapley"] for row in found["players"]}["BB"] == pytest.approx(250)
    assert {row["player"]: row["value"] for row in found["value of projects"]}["BB"] == pytest.approx(-180)
    (line,) = [row for row in found["flows"] if row["flow"] == "first"]
    assert line["consent"] == ["AA", "BB"]
    for table in ("players", "projects", "value of projects"):
        assert all(row["horizon"] == 2031 and row["guarantee"] == "exact" for row in found[table])


def test_tables_say_horizon_and_guarantee(call: Call, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "power.txt"
    code, out, err = ask(call, folder, "--project", "bypass", "--no-beside", "--horizon", "2030", "--out", str(target))
    assert code == 0, err
    assert out == ""
    text = target.read_text(encoding="utf-8")
    for title in ("players", "projects", "value of projects"):
        assert f"{title}, M USD a year, horizon 2030, exact" in " ".join(text.split())
    assert "Kohlberg's criterion holds" in text
    assert "top_halved" not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--carrier", "gaz"), "no carrier 'gaz'; nearest: gas"),
        (("--project", "bipass"), "no project 'bipass'; nearest: opt_bypass"),
        (("--rate", "-1"), "capital at a rate of -1"),
        (("--deck", "mean"), "deck 'mean' is not one of low, base, high"),
        (("--horizon", "9999"), "horizon 9999 is out of range; 1900 to 2200"),
        (("--samples", "-1"), "samples is -1; at least 4"),
    ],
)
def test_one_message_for_wrong_input(call: Call, folder: Path, words: tuple[str, ...], message: str) -> None:
    code, _, err = ask(call, folder, *words)
    assert code == 2
    assert message in err
    assert "Traceback" not in err
