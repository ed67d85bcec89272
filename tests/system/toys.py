"""Toy packages, built in code and typed by the real reader, with answers that can be worked out by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from levier.dataset import Package, data_path
from levier.dataset.cells import Fault
from levier.dataset.files import Files
from levier.dataset.package import build
from levier.system import Calendar, System, build_topology, reconcile

Row = dict[str, Any]
Tables = dict[str, list[Row]]

SCHEMA = json.loads((data_path("eurasia") / "datapackage.json").read_text(encoding="utf-8"))
FIELDS = {
    resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in SCHEMA["resources"]
}
CARRIERS = {
    "oil_a": ("crude", "Mt"),
    "oil_b": ("crude", "Mt"),
    "crude": ("crude", "Mt"),
    "gas": ("gas", "bcm"),
    "power": ("power", "TWh"),
}
HOMES = {"AA": "op_a", "BB": "op_b", "CC": "op_c"}


def package(tables: Mapping[str, Sequence[Row]]) -> Package:
    """Type the rows of a toy as a package, without touching the disk."""
    content = {f"{name}.csv": _written(name, rows) for name, rows in tables.items()}
    return build(Files(Path("toy"), {**SCHEMA, "name": "toy", "version": "1"}, content), _refuse)


def system(tables: Mapping[str, Sequence[Row]], calendar: Calendar | None = None, **options: Any) -> System:
    """Load a toy; its calendar is the months of 2023 with a peak hour unless one is given."""
    read = package(tables)
    topology = build_topology(read, calendar or Calendar.months(2023, peak=True))
    return System(read, topology, reconcile(read, topology), **options)


def tables(places: Mapping[str, str], **rows: Sequence[Row]) -> Tables:
    """Give the tables of a toy: its places with their countries, then rows by table."""
    common: Tables = {
        "sources": [{"id": "s", "kind": "operator", "publisher": "S", "title": "S", "licence": "x", "reuse": "facts"}],
        "countries": [{"id": name, "modelled": "true"} for name in HOMES] + [{"id": "WW", "modelled": "false"}],
        "actors": [{"id": actor, "kind": "company", "country": home} for home, actor in HOMES.items()],
        "places": [
            {"id": place, "country": country, "lat": 45, "lon": 50, "kind": "town", "location": "approximate"}
            for place, country in places.items()
        ],
        "carriers": [
            {"id": name, "family": family, "unit": unit, "twh_per_unit": 10, "barrels_per_tonne": 7.5}
            for name, (family, unit) in CARRIERS.items()
        ],
    }
    return {**common, **{name: [dict(row) for row in listed] for name, listed in rows.items()}}


def supply(name: str, place: str, carrier: str, capacity: float | None = None, **cells: Any) -> Row:
    """Give the row of a supply."""
    return {"id": name, "place": place, "carrier": carrier, "capacity": capacity, "unit": _rate(carrier), **cells}


def demand(name: str, place: str, carrier: str, tiers: str = "0.5:900;0.5:2000", **cells: Any) -> Row:
    """Give the row of a demand."""
    return {"id": name, "place": place, "carrier": carrier, "tiers": tiers, "sector": "all", **cells}


def market(name: str, place: str, carrier: str, room: float = 0.0, **cells: Any) -> Row:
    """Give the row of a market that sells to the outside world at the price ``name_price``."""
    base = {"id": name, "place": place, "carrier": carrier, "room": room, "unit": _rate(carrier)}
    return {**base, "price": f"{name}_price", "country": "WW", **cells}


def price(name: str, carrier: str, value: float, **cells: Any) -> Row:
    """Give the row of a price, low and high 10 % away; its unit follows the carrier."""
    unit = {"Mt": "USD/t", "bcm": "USD/1000m3", "TWh": "USD/MWh"}[CARRIERS[carrier][1]]
    decks = {"low": 0.9 * value, "base": value, "high": 1.1 * value}
    return {"id": name, "carrier": carrier, "period": "2023", "unit": unit, "kind": "market", **decks, **cells}


def corridor(name: str, carrier: str, ends: tuple[str, str], tariff: float = 0.0, **cells: Any) -> Row:
    """Give the row of a corridor, a pipeline unless ``mode`` says otherwise."""
    base = {"id": name, "carrier": carrier, "from": ends[0], "to": ends[1], "mode": "pipeline"}
    return {**base, "tariff": tariff, "unit": _rate(carrier), "territory": "AA", **cells}


def converter(name: str, ends: tuple[str, str], carriers: tuple[str, str], **cells: Any) -> Row:
    """Give the row of a converter with one output; more in ``cells``."""
    base = {"id": name, "place": ends[0], "carrier": carriers[0], "to_place": ends[1], "to_carrier": carriers[1]}
    return {**base, "efficiency": 1, "unit": _rate(carriers[0]), **cells}


def storage(name: str, place: str, carrier: str, volume: float, **cells: Any) -> Row:
    """Give the row of a storage."""
    return {"id": name, "place": place, "carrier": carrier, "volume": volume, "unit": _rate(carrier), **cells}


def slot(name: str, place: str, capacity: float, **cells: Any) -> Row:
    """Give the row of a joint limit, in Mt/a."""
    return {"id": name, "place": place, "capacity": capacity, "unit": "Mt/a", "territory": "BB", **cells}


def report(subject: str, value: float, period: str = "2023", **cells: Any) -> Row:
    """Give an observation in use; the unit is Mt unless given."""
    base = {"id": f"{subject}-{period}", "subject": subject, "measure": "flow", "period": period, "value": value}
    return {**base, "unit": "Mt", "kind": "operator", "use": "true", **cells}


def profile(name: str, values: Sequence[float], peak: float | None = None) -> list[Row]:
    """Give the rows of a profile of twelve months, and of the peak hour."""
    rows: list[Row] = [{"id": name, "month": m, "value": value} for m, value in enumerate(values, 1)]
    return rows if peak is None else [*rows, {"id": name, "month": "peak", "value": peak}]


def _rate(carrier: str) -> str:
    return f"{CARRIERS[carrier][1]}/a"


def _written(name: str, rows: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, FIELDS[name], restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        filled = {"name_en": row.get("id", ""), "name_fr": row.get("id", ""), "sources": "s"}
        cells = {key: value for key, value in filled.items() if key in FIELDS[name]}
        cells |= {key: value for key, value in row.items() if value is not None}
        writer.writerow({key: str(value) for key, value in cells.items()})
    return text.getvalue().encode()


def _refuse(file: str, fault: Fault) -> None:
    message = f"{file}: {fault}"
    raise AssertionError(message)
