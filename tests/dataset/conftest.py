"""A tiny valid package, built in code, that the tests break on purpose."""

# ruff: noqa: E501 - one row a line reads best

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from levier.dataset import data_path

Cells = dict[str, str]
Tables = dict[str, list[Cells]]
Builder = Callable[[Tables], Path]

SCHEMA = json.loads((data_path("eurasia") / "datapackage.json").read_text(encoding="utf-8"))
NAMES = {
    resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in SCHEMA["resources"]
}


def named(row_id: str, **cells: str) -> Cells:
    """Give a row with both names and a source."""
    return {"id": row_id, "name_en": row_id.title(), "name_fr": row_id.title(), "sources": "op", **cells}


VALID: Tables = {
    "sources": [
        {"id": "op", "kind": "operator", "publisher": "Operator", "title": "Annual report", "licence": "all rights reserved", "reuse": "facts"},
        {"id": "map", "kind": "dataset", "publisher": "Mapper", "title": "Atlas", "licence": "CC-BY-4.0", "reuse": "table"},
    ],
    "countries": [
        {"id": "KZ", "name_en": "Kazakhstan", "name_fr": "Kazakhstan", "modelled": "true"},
        {"id": "RU", "name_en": "Russia", "name_fr": "Russie", "modelled": "true"},
        {"id": "WW", "name_en": "Rest of the world", "name_fr": "Reste du monde", "modelled": "false"},
    ],
    "actors": [named("kmg", kind="company", country="KZ"), named("rosoil", kind="company", country="RU")],
    "places": [
        named("tengiz", country="KZ", lat="46.15", lon="53.4", kind="field", location="cited", sources="map"),
        named("novo", country="RU", lat="44.7", lon="37.8", kind="port", location="cited", sources="map"),
    ],
    "carriers": [
        named("crude_kz", family="crude", unit="Mt", twh_per_unit="11.63", barrels_per_tonne="7.9", colour="#7a5195"),
        named("crude", family="crude", unit="Mt", twh_per_unit="11.63", barrels_per_tonne="7.6", colour="#7a5195"),
    ],
    "supplies": [
        named("tengiz_oil", place="tengiz", carrier="crude_kz", capacity="800", capacity_paper="900", unit="kb/d", profile="flat", operator="kmg"),
    ],
    "demands": [named("tengiz_refinery", place="tengiz", carrier="crude", sector="refinery", tiers="0.1:150;0.9:400")],
    "markets": [named("novo_sales", place="novo", carrier="crude_kz", price="novo_price", room="5", unit="Mt/a", country="WW")],
    "storages": [named("novo_tanks", place="novo", carrier="crude_kz", volume="0.8", injection="200", withdrawal="200", unit="kt/d", initial="0.5")],
    "slots": [named("cpc_slot", place="novo", capacity="40", capacity_paper="83", unit="Mt/a", territory="KZ;RU", operator="kmg")],
    "corridors": [
        named(
            "cpc_old", carrier="crude_kz", mode="pipeline", slot="cpc_slot", tariff="38", operator="kmg", territory="KZ;RU",
            capacity="30", unit="Mt/a", valid_from="2020", valid_to="2023", **{"from": "tengiz", "to": "novo"},
        ),
        named(
            "cpc_old", carrier="crude_kz", mode="pipeline", slot="cpc_slot", tariff="38", operator="kmg", territory="KZ;RU",
            capacity="36", capacity_paper="67", unit="Mt/a", valid_from="2024", **{"from": "tengiz", "to": "novo"},
        ),
    ],
    "converters": [
        named("refinery_intake", place="tengiz", carrier="crude_kz", to_place="tengiz", to_carrier="crude", efficiency="1", capacity="6", unit="Mt/a"),
    ],
    "contracts": [
        {"id": "sale", "kind": "sale", "seller": "kmg", "buyer": "WW", "asset": "cpc_old", "carrier": "crude_kz", "volume": "2.5", "unit": "Mt/a",
         "start": "2024-01", "end": "2026", "sources": "op"},
    ],
    "prices": [
        {"id": "novo_price", "carrier": "crude_kz", "place": "novo", "period": "2024", "low": "500", "base": "550", "high": "610.5", "unit": "USD/t",
         "kind": "market", "sources": "op"},
    ],
    "profiles": [{"id": "flat", "month": str(month), "value": "1", "sources": "op"} for month in range(1, 13)],
    "aggregates": [
        {"id": "exports", "name_en": "Exports", "name_fr": "Exportations", "term": "cpc_old", "coefficient": "1"},
        {"id": "all_exports", "name_en": "All exports", "name_fr": "Toutes exportations", "term": "exports", "coefficient": "1"},
    ],
    "topics": [{"id": "caspian_level", "name_en": "Level", "name_fr": "Niveau", "domain": "water"}],
    "observations": [
        {"id": "o1", "subject": "cpc_old", "measure": "flow", "period": "2024", "value": "35.5", "unit": "Mt", "kind": "operator", "use": "true", "sources": "op"},
        {"id": "o2", "subject": "tengiz_oil", "measure": "flow", "period": "2024-03", "value": "3000", "unit": "kt", "kind": "rounded", "use": "true", "sources": "op"},
        {"id": "o3", "subject": "exports", "measure": "flow", "period": "2024-01/2024-10", "value": "770", "unit": "kb/d", "kind": "plan", "use": "false", "reason": "plan", "sources": "op"},
        {"id": "o4", "subject": "caspian_level", "measure": "level", "period": "2025-06-01/2025-06-13", "value": "-29.4", "unit": "m", "kind": "operator", "use": "true", "sources": "op"},
    ],
    "stakes": [
        {"id": "st1", "owner": "kmg", "holding": "tengiz_oil", "share": "60", "kind": "equity", "sources": "op"},
        {"id": "st2", "owner": "rosoil", "holding": "tengiz_oil", "share": "40", "kind": "equity", "to": "2022", "sources": "op"},
        {"id": "st3", "owner": "KZ", "holding": "tengiz_oil", "share": "40", "kind": "equity", "from": "2023", "sources": "op"},
    ],
    "ties": [
        {"id": "t1", "domain": "trade", "measure": "exports", "from": "KZ", "to": "RU", "period": "2024", "value": "9.6", "unit": "USD bn", "kind": "reported", "sources": "op"},
    ],
    "meetings": [{"id": "m1", "date": "2024-07-04", "participants": "KZ;RU", "format": "summit", "sources": "op"}],
}  # fmt: skip
"""Rows by table, blank cells left out; the first row of a table is row 2 of its file."""


def to_csv(table: str, rows: list[Cells]) -> bytes:
    """Write the rows of a table as its file; a cell outside the schema adds its column."""
    extra = [name for name in dict.fromkeys(name for row in rows for name in row) if name not in NAMES[table]]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*NAMES[table], *extra], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@pytest.fixture
def tables() -> Tables:
    """Give the rows of the tiny valid package, free to be changed."""
    return copy.deepcopy(VALID)


@pytest.fixture
def build(tmp_path: Path) -> Builder:
    """Give a function that writes tables as a package folder; a table without rows has no file."""

    def write(rows: Tables) -> Path:
        folder = tmp_path / "tiny"
        folder.mkdir(exist_ok=True)
        schema = {**SCHEMA, "name": "tiny", "version": "1.2.3"}
        (folder / "datapackage.json").write_text(json.dumps(schema), encoding="utf-8")
        for table, listed in rows.items():
            (folder / f"{table}.csv").write_bytes(to_csv(table, listed))
        (folder / "shocks").mkdir(exist_ok=True)
        (folder / "shocks" / "cut.yaml").write_text("cut: cpc_old\n", encoding="utf-8")
        return folder

    return write


@pytest.fixture
def tiny(build: Builder, tables: Tables) -> Path:
    """Give the folder of the tiny valid package."""
    return build(tables)
