"""Packages: typed tables, what was known when, what holds when."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from levier.dataset import check, format_problems, read, shipped, split

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Builder, Tables

CONSTRAINED = (
    '{"resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [{"name": "id", "constraints": %s}]}}]}'
)


def test_types(tiny: Path) -> None:
    """Numbers are floats with NaN, booleans are booleans, text is text without NaN, rows know their place."""
    package = read(tiny)
    assert (package.name, package.version) == ("tiny", "1.2.3")
    corridors = package.table("corridors")
    assert corridors["capacity"].dtype == np.float64
    assert np.isnan(corridors["capacity_paper"][0])
    assert corridors["valid_to"].tolist() == ["2023", ""]
    assert corridors.attrs["rows"] == (2, 3)
    assert package.table("observations")["use"].tolist() == [True, True, False, True]
    assert package.extras == {"shocks/cut.yaml": b"cut: cpc_old\n"}


def test_a_missing_file_is_an_empty_table(tiny: Path) -> None:
    """No file, no rows, all columns."""
    table = read(tiny).table("claims")
    assert table.empty
    assert "paraphrase" in table.columns


def test_tables_cannot_be_changed_from_outside(tiny: Path) -> None:
    """A table is a copy."""
    package = read(tiny)
    table = package.table("supplies")
    table["capacity"] = 0.0
    assert package.table("supplies")["capacity"].tolist() == [800.0]


def test_hash_follows_content(build: Builder, tables: Tables) -> None:
    """The same bytes, the same hash; one cell changed, another hash; notes do not count."""
    before = read(build(tables)).hash
    (build(tables) / "GAPS.md").write_text("none", encoding="utf-8")
    assert read(build(tables)).hash == before
    tables["supplies"][0]["capacity"] = "801"
    assert read(build(tables)).hash != before


def test_as_of(tiny: Path) -> None:
    """Only reports whose period was over by the day stay."""
    package = read(tiny)
    assert package.as_of(None) is package
    assert package.as_of(date(2024, 10, 31)).table("observations")["id"].tolist() == ["o2", "o3"]
    assert package.as_of(date(2024, 12, 31)).table("observations")["id"].tolist() == ["o1", "o2", "o3"]
    assert package.as_of(date(2024, 12, 31)).hash != package.hash
    assert package.as_of(date(2024, 12, 31)).table("observations").attrs["rows"] == (2, 3, 4)


@pytest.mark.parametrize(
    ("start", "stop", "capacity"),
    [
        (date(2024, 1, 1), date(2025, 1, 1), [36.0]),
        (date(2022, 1, 1), date(2025, 1, 1), [30.0]),
        (date(2023, 1, 1), date(2025, 1, 1), [36.0]),
        (date(2019, 1, 1), date(2020, 1, 1), []),
    ],
)
def test_valid_takes_one_version(tiny: Path, start: date, stop: date, capacity: list[float]) -> None:
    """Of several versions of one id, the one that holds longest in the range."""
    assert read(tiny).valid("corridors", start, stop)["capacity"].tolist() == capacity


def test_valid_reads_every_pair_of_dates(tiny: Path) -> None:
    """Stakes and contracts have their own names for the dates; a tie's from and to are no dates."""
    package = read(tiny)
    assert package.valid("stakes", date(2022, 1, 1), date(2023, 1, 1))["id"].tolist() == ["st1", "st2"]
    assert package.valid("contracts", date(2027, 1, 1), date(2028, 1, 1)).empty
    assert len(package.valid("ties", date(1900, 1, 1), date(1901, 1, 1))) == 1


def test_unknown_names_are_told(tiny: Path) -> None:
    """A wrong table or package is named with what there is."""
    with pytest.raises(Exception, match="no table 'corridor' in tiny; its tables: sources"):
        read(tiny).table("corridor")
    with pytest.raises(Exception, match="no table 'x'"):
        read(tiny).fields("x")
    with pytest.raises(Exception, match="did you mean 'eurasia'"):
        read("eurasai")
    with pytest.raises(Exception, match="no data package at"):
        read(tiny / "nowhere")


def test_read_names_the_cell_that_cannot_be_typed(build: Builder, tables: Tables) -> None:
    """Reading refuses a number that is none, and says where."""
    tables["supplies"][0]["capacity"] = "1,250"
    with pytest.raises(
        Exception, match=r"supplies\.csv row 2, field 'capacity', value '1,250': not a number; allowed: digits"
    ):
        read(build(tables))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "no list `resources`"),
        ('{"resources": [{"name": "a"}]}', "resource 1 needs"),
        ('{"resources": ["a"]}', "resource 1 needs"),
        ('{"resources": [{"name": "a", "path": "a.csv", "schema": {"fields": ["id"]}}]}', "resource 1 needs"),
        (CONSTRAINED % '{"minimum": "low"}', "resource 1 needs"),
        (CONSTRAINED % '{"enum": 3}', "resource 1 needs"),
        ('{"resources": [{"name": "a", "path": "../a.csv", "schema": {"fields": []}}]}', "points outside"),
        ('{"resources": [{"name": "a", "path": "/etc/hosts", "schema": {"fields": []}}]}', "points outside"),
        (None, "holds no datapackage.json"),
    ],
)
def test_broken_descriptors_are_told(tmp_path: Path, text: str | None, words: str) -> None:
    """A folder that is no package raises when read and is one problem when checked."""
    if text is not None:
        (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match=words):
        read(tmp_path)
    (problem,) = check(tmp_path)
    assert words in problem.message


def test_split() -> None:
    """Lists are taken apart at the semicolon."""
    assert split(" KZ ;RU;; ") == ("KZ", "RU")


def test_eurasia_ships() -> None:
    """The package everybody gets can be read, whole and by path."""
    assert "eurasia" in shipped()
    package = read()
    assert package.hash == read(package.path).hash == read(package.path / "datapackage.json").hash
    assert json.loads((package.path / "datapackage.json").read_text(encoding="utf-8"))["name"] == package.name
    assert format_problems([]).endswith("0 errors, 0 warnings")
