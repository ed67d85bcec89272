"""Checking: a package broken on purpose, one rule at a time; every message names the place and what is allowed."""

# ruff: noqa: E501 - one broken package a line reads best

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.dataset import Problem, check, format_problems, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Builder, Tables


@dataclass(frozen=True)
class Broken:
    """What is broken, and where and how it must be told."""

    name: str
    change: Callable[[Tables], object]
    place: tuple[str, int, str]
    message: str
    allowed: str
    nearest: str = ""
    severity: str = "error"


def put(table: str, at: int, **cells: str) -> Callable[[Tables], None]:
    """Overwrite cells of one row."""

    def change(tables: Tables) -> None:
        tables[table][at].update(cells)

    return change


def without(table: str, column: str) -> Callable[[Tables], None]:
    """Take a cell out of every row."""

    def change(tables: Tables) -> None:
        for row in tables[table]:
            row.pop(column, None)

    return change


def both(*changes: Callable[[Tables], object]) -> Callable[[Tables], None]:
    """Make several changes."""

    def change(tables: Tables) -> None:
        for single in changes:
            single(tables)

    return change


def copy_of(table: str, at: int, **cells: str) -> Callable[[Tables], None]:
    """Append a row like another one."""

    def change(tables: Tables) -> None:
        tables[table].append({**tables[table][at], **cells})

    return change


BROKEN = [
    Broken("extra column", put("supplies", 0, colour="red"), ("supplies.csv", 1, "colour"), "not in the schema", "id, name_en"),
    Broken("number", put("supplies", 0, capacity="1,250"), ("supplies.csv", 2, "capacity"), "not a number", "decimal point"),
    Broken("infinite", put("supplies", 0, capacity="inf"), ("supplies.csv", 2, "capacity"), "not a number", "digits"),
    Broken("boolean", put("observations", 1, use="yes"), ("observations.csv", 3, "use"), "neither true nor false", "true, false"),
    Broken("blank boolean", put("observations", 1, use=""), ("observations.csv", 3, "use"), "neither true nor false", "true"),
    Broken("enumeration", put("corridors", 0, mode="pipe line"), ("corridors.csv", 2, "mode"), "allowed values", "pipeline", "pipeline"),
    Broken("pattern", put("carriers", 0, colour="purple"), ("carriers.csv", 2, "colour"), "required form", "#[0-9a-f]{6}"),
    Broken("minimum", put("corridors", 1, tariff="-1"), ("corridors.csv", 3, "tariff"), "out of bounds", "at least 0"),
    Broken("maximum", put("places", 1, lat="447"), ("places.csv", 3, "lat"), "out of bounds", "at most 90"),
    Broken("required", put("places", 0, name_fr=""), ("places.csv", 2, "name_fr"), "blank but must not be", "any value"),
    Broken("primary key", copy_of("topics", 0), ("topics.csv", 3, "id"), "already in row 2", "one row for each id"),
    Broken("id in two tables", copy_of("topics", 0, id="tengiz_oil"), ("topics.csv", 3, "id"), "also in supplies, row 2", "one table only"),
    Broken("dangling reference", put("supplies", 0, place="tengis"), ("supplies.csv", 2, "place"), "no row defines", "ids of places", "tengiz"),
    Broken("dangling in a list", put("slots", 0, territory="KZ;RF"), ("slots.csv", 2, "territory"), "no row defines", "ids of countries"),
    Broken("dangling source", put("stakes", 0, sources="op;mpa"), ("stakes.csv", 2, "sources"), "no row defines", "ids of sources", "map"),
    Broken("unit of capacity", put("converters", 0, unit="bcm/a"), ("converters.csv", 2, "unit"), "not a rate that fits crude_kz", "Mt/a"),
    Broken("volume as capacity", put("slots", 0, unit="Mt"), ("slots.csv", 2, "unit"), "not a rate", "kt/d"),
    Broken("no unit", put("markets", 0, unit=""), ("markets.csv", 2, "unit"), "room has no unit", "a rate such as"),
    Broken("unit of a report", put("observations", 0, unit="mcm"), ("observations.csv", 2, "unit"), "does not fit crude_kz", "kt"),
    Broken("unit of an unused report", put("observations", 2, unit="%"), ("observations.csv", 4, "unit"), "does not fit", "kt", severity="warning"),
    Broken("unit of a contract", put("contracts", 0, unit="Mta"), ("contracts.csv", 2, "unit"), "does not fit crude_kz", "Mt", "Mt"),
    Broken("unit of a price", put("prices", 0, unit="USD/MWh"), ("prices.csv", 2, "unit"), "does not fit crude_kz", "USD/t", "USD/t"),
    Broken("unused slot", both(put("corridors", 0, slot=""), put("corridors", 1, slot="")), ("slots.csv", 2, "id"), "no corridor or converter draws", "slot", severity="warning"),
    Broken("date that does not exist", put("contracts", 0, start="2024-13"), ("contracts.csv", 2, "start"), "does not exist", "existing date"),
    Broken("end before start", put("contracts", 0, end="2023"), ("contracts.csv", 2, "end"), "before the start", "2024-01 (start) or later"),
    Broken("reversed period", put("observations", 2, period="2024-10/2024-01"), ("observations.csv", 4, "period"), "ends before it starts", "first/last"),
    Broken("overlapping versions", put("corridors", 0, valid_to="2024-06"), ("corridors.csv", 3, "valid_from"), "row 2 of the same id holds too", "after 2024-06-30"),
    Broken("tiers", put("demands", 0, tiers="0.1:150;0.8:400"), ("demands.csv", 2, "tiers"), "add up to 0.9", "add up to 1"),
    Broken("falling tiers", put("demands", 0, tiers="0.1:400;0.9:150"), ("demands.csv", 2, "tiers"), "do not rise", "least to the most"),
    Broken("stakes over 100", put("stakes", 1, to=""), ("stakes.csv", 4, "share"), "add up to 140 % since 2023-01-01", "at most 100 %"),
    Broken("no territory", put("corridors", 1, territory=" ; "), ("corridors.csv", 3, "territory"), "no country is named", "separated by ;"),
    Broken("territory without an end", put("corridors", 1, territory="KZ"), ("corridors.csv", 3, "territory"), "novo lies in RU", "every state", severity="warning"),
    Broken("price order", put("prices", 0, base="700"), ("prices.csv", 2, "base"), "out of order", "that rise"),
    Broken("uncited number", without("carriers", "sources"), ("carriers.csv", 2, "sources"), "no source for twh_per_unit, barrels", "ids of sources"),
    Broken("uncited row", put("observations", 0, sources=""), ("observations.csv", 2, "sources"), "blank but must not be", "any value"),
    Broken("reuse none", put("sources", 1, reuse="none"), ("places.csv", 2, "sources"), "may not be used (reuse = none)", "reuse facts or table"),
    Broken("uncited source", copy_of("sources", 0, id="extra"), ("sources.csv", 4, "id"), "nothing cites", "a row cites", severity="warning"),
    Broken("plan in use", put("observations", 1, kind="plan"), ("observations.csv", 3, "use"), "a plan is used", "false", severity="warning"),
    Broken("unused without reason", put("observations", 2, reason=""), ("observations.csv", 4, "reason"), "no reason", "a few words", severity="warning"),
    Broken("republisher alone", put("sources", 0, kind="republisher"), ("observations.csv", 2, "sources"), "republisher alone", "republished", severity="warning"),
    Broken("above paper", put("supplies", 0, capacity="950"), ("supplies.csv", 2, "capacity"), "above paper capacity (900)", "at most 900"),
    Broken("below a flow", put("corridors", 1, capacity="30"), ("corridors.csv", 3, "capacity"), "below the flow of 35.5 Mt in 2024 that o1 reports", "at least 35.3 Mt/a"),
    Broken("slot below its flows", put("slots", 0, capacity="35"), ("slots.csv", 2, "capacity"), "carried 100.8% of this capacity in 2024-01-01/2024-12-31", "at least 35.3 Mt/a"),
    Broken("outside its country", put("places", 0, lat="55.75", lon="37.6"), ("places.csv", 2, "country"), "km outside KZ, in RU", "at most 30 km", "RU"),
    Broken("circle", put("aggregates", 0, term="all_exports"), ("aggregates.csv", 2, "term"), "contains itself", "do not lead back"),
    Broken("profile mean", put("profiles", 0, value="4"), ("profiles.csv", 2, "value"), "mean of the months is 1.25", "a mean of 0.9 to 1.1"),
    Broken("profile months", lambda tables: tables["profiles"].pop(3), ("profiles.csv", 2, "month"), "lacks the months 4", "each month"),
    Broken("nothing empties", lambda tables: tables.pop("demands"), ("converters.csv", 2, "id"), "nothing takes crude out of tengiz", "a demand"),
    Broken("nothing fills", lambda tables: tables.pop("converters"), ("demands.csv", 2, "id"), "nothing brings crude to tengiz", "a supply"),
    Broken("lonely storage", put("storages", 0, carrier="crude"), ("storages.csv", 2, "id"), "nothing brings crude to novo", "a corridor"),
    Broken("corridor to itself", copy_of("corridors", 0, id="road", to="tengiz"), ("corridors.csv", 4, "to"), "ends where it starts", "another place"),
    Broken("half an output", put("converters", 0, to2_place="novo"), ("converters.csv", 2, "to2_carrier"), "half named", "all filled or all blank"),
]  # fmt: skip


def test_the_tiny_package_is_valid(tiny: Path) -> None:
    """Nothing is wrong with the package that the other tests break."""
    assert format_problems(check(tiny)) == "0 errors, 0 warnings"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_one_thing_broken(broken: Broken, build: Builder, tables: Tables) -> None:
    """The place, the message, what is allowed, the nearest and the severity are told."""
    broken.change(tables)
    problems = check(build(tables), frictionless=False)
    found = [
        item
        for item in problems
        if (item.file, item.row, item.field) == broken.place and broken.message in item.message
    ]
    assert found, format_problems(problems)
    assert broken.allowed in found[0].allowed
    assert broken.nearest in ("", found[0].nearest)
    assert found[0].severity == broken.severity
    line = str(found[0])
    assert line.startswith(f"{broken.place[0]} row {broken.place[1]}")
    assert broken.place[2] in line


def test_everything_broken_at_once(build: Builder, tables: Tables) -> None:
    """All problems come together, by file and row, and Frictionless stops nothing."""
    kept = [broken for broken in BROKEN if "lambda" not in getattr(broken.change, "__name__", "")]
    for broken in kept:
        broken.change(tables)
    problems = check(build(tables))
    assert len({(item.file, item.row, item.field) for item in problems}) > len(kept) / 2
    assert len(problems) == len(set(problems))
    text = format_problems(problems)
    assert text.count("\nsupplies.csv\n") == 1
    assert "frictionless" not in text.split("corridors.csv", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("data", "row", "message"),
    [
        (b"", 1, "the column is missing"),
        (b"id,value\n", 1, "the column is missing"),
        (b"id,id\nx,y\n", 1, "more than once"),
        (b"id,name_en\nx\n", 2, "the row has 1 cells"),
        (b'id,name_en\nx,"y\n', 2, "cannot be read on from here"),
        (b"id,name_en\nx,\xff\n", 2, "not UTF-8"),
        (b"\xef\xbb\xbf\n\n", 1, "the column is missing"),
    ],
)
def test_broken_files(tiny: Path, data: bytes, row: int, message: str) -> None:
    """A file that is no table is told by its file and row."""
    (tiny / "topics.csv").write_bytes(data)
    problems = [item for item in check(tiny, frictionless=row == 2) if item.file == "topics.csv"]
    assert any(item.row == row and message in item.message for item in problems), format_problems(problems)


def test_what_only_frictionless_sees(tiny: Path) -> None:
    """Its errors are told too, as errors of the file, once."""
    path = tiny / "datapackage.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"type": "boolean"', '"type": "bool"', 1), encoding="utf-8"
    )
    problems = check(tiny)
    assert problems
    assert all("frictionless" in item.message for item in problems)


def test_an_asset_may_have_shares_of_its_capacity(build: Builder, tables: Tables) -> None:
    """The mean of a profile is free where only assets use it and no month is above 1."""
    for row in tables["profiles"]:
        row["value"] = "0.3"
    assert check(build(tables), frictionless=False) == []
    tables["demands"][0]["profile"] = "flat"
    assert [item.file for item in check(build(tables), frictionless=False)] == ["profiles.csv"]


def test_a_cell_is_told_once(build: Builder, tables: Tables) -> None:
    """A number that is none is not also missing, out of bounds or a type error of Frictionless."""
    tables["markets"][0]["room"] = "five"
    assert [(item.row, item.field, item.id) for item in check(build(tables))] == [(2, "room", "novo_sales")]


FIELDS = {name: list(table.columns) for name, table in read().tables.items()}
WEIRD = [
    "",
    " ",
    ";",
    "x",
    "-1",
    "0",
    "1e309",
    "nan",
    "2024",
    "2024-13",
    "9999",
    "0000-00",
    "tengiz_oil",
    "KZ;KZ",
    "0:0",
    "1:1;;",
    "é\x00",
    "Mt/",
    "/",
]


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_cell_makes_a_rule_fail(build: Builder, tables: Tables, data: st.DataObject) -> None:
    """Whatever stands in a cell, checking gives problems and raises nothing."""
    broken = copy.deepcopy(tables)
    for _ in range(3):
        table = data.draw(st.sampled_from(sorted(broken)))
        row = data.draw(st.sampled_from(broken[table]))
        row[data.draw(st.sampled_from(FIELDS[table]))] = data.draw(st.sampled_from(WEIRD))
    assert format_problems(check(build(broken), frictionless=False))


def test_format() -> None:
    """Problems are grouped by file and counted."""
    problems = [
        Problem("a.csv", 2, "x", "unit", "bcn", "unknown unit", "bcm", "bcm"),
        Problem("a.csv", None, "", "", "", "missing", severity="warning"),
    ]
    assert format_problems(problems).splitlines() == [
        "a.csv",
        "  row 2 (x), field unit, 'bcn': unknown unit; allowed: bcm; did you mean 'bcm'?",
        "  warning, file: missing",
        "1 error, 1 warning",
    ]
