"""``levier balance``: shares, weights and counts in tables and JSON, one clear message for wrong input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from levier.analysis.balance import base_years
from levier.dataset import read, write_directory
from tests.analysis.balance.rows import meeting, member, tie
from tests.cli.conftest import Call
from tests.system import toys, worlds


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the transit toy with ties of its countries: AA sells oil over BB, and trades with BB and CC."""
    tables = worlds.transit()
    tables["sources"].append({**tables["sources"][0], "id": "press", "kind": "press"})
    tables["actors"].append({"id": "club", "kind": "bloc", "country": "WW"})
    tables["ties"] = [
        tie("b3", "AA-BB", 40, "2023"), tie("c3", "AA-CC", 60, "2023"), tie("b2", "AA-BB", 60, "2022"),
        tie("c2", "AA-CC", 40, "2022"),
    ]  # fmt: skip
    tables["memberships"] = [member(name, name.upper(), "club", "2001") for name in ("aa", "bb", "cc")]
    tables["meetings"] = [meeting("m", "2023-05-01", "AA;CC")]
    return write_directory(toys.package(tables), tmp_path_factory.mktemp("balance") / "toy")


def ask(call: Call, folder: Path, *words: str) -> tuple[int, str, str]:
    """Ask about 2023, unless a year is named."""
    year = () if "--year" in words else ("--year", "2023")
    return call("balance", *words, "--package", str(folder), *year)


def test_json_holds_shares_drift_weights_and_ties(call: Call, folder: Path) -> None:
    """Trade at double weight: CC has (2 * 0.6 + 0.5) / 3 of trade and institutions."""
    words = ("AA", "--domains", "trade,institutions", "--weights", "trade=2", "--json")
    code, out, err = ask(call, folder, *words)
    assert code == 0, err
    found = json.loads(out)
    assert found["weights"] == {"trade": 2.0, "institutions": 1.0}
    overall = {row["partner"]: row["share"] for row in found["overall share by partner"]}
    assert overall == pytest.approx({"CC": 1.7 / 3, "BB": 1.3 / 3})
    drift = [row for row in found["drift: the part of the shares that changed hands"] if row["domain"] == "trade"]
    assert [(row["gains"], round(row["drift"], 9)) for row in drift] == [("CC", 0.2)]
    assert len(found["ties, with their use"]) == 4
    assert {row["times"] for row in found["effect of the weights"]} == {0.0, 0.5, 1.0, 2.0}


def test_text_says_what_is_missing(call: Call, folder: Path, tmp_path: Path) -> None:
    """Oil has one neighbour; gas is not there; the head line counts the domains."""
    target = tmp_path / "answer.txt"
    code, out, err = ask(call, folder, "AA", "--domains", "oil,gas,trade", "--out", str(target))
    assert (code, out) == (0, ""), err
    text = target.read_text(encoding="utf-8")
    assert "AA 2023, 1 of 3 domains, equal weights: 1.9 effective partners, first CC" in text
    assert "fewer than two partners are told: volume_by_neighbour" in text
    assert "the base year 2023 holds nothing of gas" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("XX",), "no country 'XX'"),
        (("AA", "--domains", "oill"), "no domain 'oill'; nearest: oil"),
        (("AA", "--domains", "trade", "--weights", "tarde=2"), "no domain 'tarde'; nearest: trade"),
        (("AA", "--domains", "trade", "--weights", "trade=0"), "every weight is 0"),
        (("AA", "--domains", "trade", "--within", "-1"), "a number from 0 up"),
        (("AA", "--domains", "trade", "--year", "2030"), "no row speaks of AA in 2030; years with rows: 2022, 2023"),
        (("AA", "--domains", "oil", "--year", "2030"), "no row speaks of AA in 2030; years with rows: 2023"),
        (("AA", "--domains", "oil", "--year", "9999"), "year 9999 is out of range; 1900 to 2200"),
        (("AA", "--domains", "institutions", "--year", "0"), "year 0 is out of range; 1900 to 2200"),
        (("AA", "--year", "1900"), "years with rows: 2022, 2023; memberships from 2001"),
    ],
)
def test_one_message_for_wrong_input(call: Call, folder: Path, words: tuple[str, ...], message: str) -> None:
    """Exit code 2 and one paragraph."""
    code, out, err = ask(call, folder, *words)
    assert (code, out) == (2, "")
    assert message in " ".join(err.split())


def test_a_year_back_and_far_back_answer(call: Call, folder: Path) -> None:
    """Ties of 2023 stand for 2024 on request, however far back is allowed."""
    code, out, err = ask(call, folder, "AA", "--domains", "trade", "--year", "2024", "--within", "5000", "--json")
    assert code == 0, err
    assert json.loads(out)["first"] == "CC"


def test_only_reported_base_years_are_loaded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 35 years only one has a report of a flow; the others are said, and not tried."""
    tried: list[int] = []
    monkeypatch.setattr("levier.analysis.balance.years.load", lambda _, year: tried.append(year))
    _, failed = base_years(read(str(folder)), range(1990, 2025), ("oil",))
    assert tried == [2023]
    assert len(failed) == 34
    assert failed[2024] == "there is no base year 2024: no flow is reported of it"
