"""One frame of flows out of the asset tables: what each joins, costs, belongs to and crosses."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.dataset import split
from levier.system.owners import country_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset import Package
    from levier.system.calendar import Calendar

__all__ = ["Port", "asset_rows", "bus_name"]

Port = tuple[str, float]
WORLD = "WW"
RAMP = {
    "pipeline": 0.5,
    "transfer": 0.5,
    "swap": 0.5,
    "mooring": 0.5,
    "tanker": 0.3,
    "ship": 0.3,
    "rail": 0.2,
    "road": 0.2,
    "line": 1.0,
}
FIELD_RAMP = 0.2
INSTANT = 1.0
COLUMNS = (
    "kind", "table", "name_en", "name_fr", "carrier", "family", "unit", "place", "to_place", "mode",
    "group", "slot", "cost", "ramp", "loss", "length_km", "operator", "owner", "shipper", "territory",
    "fuel", "tiers", "price", "profile", "route", "estimate", "sources", "note",
    "country", "bearer", "source", "target", "sector",
)  # fmt: skip


def bus_name(place: str, carrier: str) -> str:
    """Return the name of the bus of a carrier at a place.

    >>> bus_name("atyrau", "crude_kz")
    'atyrau crude_kz'
    """
    return f"{place} {carrier}"


def asset_rows(package: Package, calendar: Calendar) -> tuple[pd.DataFrame, list[tuple[Port, ...]]]:
    """Return the flows that exist in the calendar's year, and the buses each one joins.

    Returns:
        A frame (index: asset id, one row a flow, columns as in ``COLUMNS``), and for each row its
        ports: (bus, what one unit of the flow adds there).
    """
    maker = _Maker(package)
    span = calendar.snapshots
    start, stop = span[0].period.start, max(s.period.stop for s in span)
    rows: list[dict[str, Any]] = []
    ports: list[tuple[Port, ...]] = []
    for table in ("supplies", "demands", "markets", "storages", "corridors", "converters"):
        for row in package.valid(table, start, stop).to_dict("records"):
            for record, port in getattr(maker, table)(row):
                rows.append(record)
                ports.append(port)
    frame = pd.DataFrame(rows, columns=["id", *COLUMNS]).set_index("id")
    return frame, ports


class _Maker:
    """Turns the rows of each table into flows with ports."""

    def __init__(self, package: Package) -> None:
        self.carriers = package.table("carriers").set_index("id")
        self.country = package.table("places").set_index("id")["country"].to_dict()
        self.homes = country_of(package)

    def _base(self, row: dict[str, Any], table: str, kind: str) -> dict[str, Any]:
        carrier = self.carriers.loc[row["carrier"]]
        record = {name: row.get(name, "") for name in COLUMNS}
        place = row.get("place") or row.get("from", "")
        home = self.country[place]
        record |= {
            "id": row["id"],
            "table": table,
            "kind": kind,
            "family": carrier["family"],
            "unit": carrier["unit"],
            "place": place,
            "to_place": row.get("to_place") or row.get("to", "") or place,
            "slot": split(row.get("slot", "")),
            "cost": _number(row.get("cost", row.get("tariff"))),
            "ramp": _number(row.get("ramp"), INSTANT),
            "loss": _number(row.get("loss")),
            "territory": split(row.get("territory", "")) or (home,),
            "owner": row.get("owner", "") or row.get("shipper", "") or home,
            "country": home,
            "bearer": self.homes.get(row.get("owner", "") or row.get("shipper", ""), home),
            "source": home,
            "target": self.country[row.get("to_place") or row.get("to", "") or place],
            "group": row.get("group", "") or row["id"],
        }
        return record

    def supplies(self, row: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[Port, ...]]]:
        record = self._base(row, "supplies", "supply")
        record["ramp"] = _number(row.get("ramp"), INSTANT if row["fuel"] else FIELD_RAMP)
        yield record, ((bus_name(row["place"], row["carrier"]), 1.0),)

    def demands(self, row: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[Port, ...]]]:
        record = self._base(row, "demands", "demand")
        yield record, ((bus_name(row["place"], row["carrier"]), -1.0),)

    def markets(self, row: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[Port, ...]]]:
        record = self._base(row, "markets", "market")
        record |= {"owner": row["country"], "bearer": row["country"], "target": row["country"]}
        yield record, ((bus_name(row["place"], row["carrier"]), -1.0),)

    def storages(self, row: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[Port, ...]]]:
        bus = bus_name(row["place"], row["carrier"])
        for kind, sign in (("charge", -1.0), ("discharge", 1.0)):
            record = self._base(row, "storages", kind)
            record["id"] = f"{row['id']}:{kind}"
            record["group"] = row["id"]
            yield record, ((bus, sign),)

    def corridors(self, row: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[Port, ...]]]:
        record = self._base(row, "corridors", "corridor")
        record["ramp"] = _number(row.get("ramp"), RAMP[row["mode"]])
        kept = 1.0 - record["loss"]
        yield (
            record,
            (
                (bus_name(row["from"], row["carrier"]), -1.0),
                (bus_name(row["to"], row["carrier"]), kept),
            ),
        )

    def converters(self, row: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[Port, ...]]]:
        record = self._base(row, "converters", "converter")
        ports = [
            (bus_name(row["place"], row["carrier"]), -1.0),
            (bus_name(row["to_place"], row["to_carrier"]), _number(row["efficiency"], 1.0)),
        ]
        for k in ("2", "3"):
            if row.get(f"to{k}_carrier"):
                output = bus_name(row[f"to{k}_place"] or row["to_place"], row[f"to{k}_carrier"])
                ports.append((output, _number(row[f"efficiency{k}"], 1.0)))
        yield record, tuple(ports)


def _number(value: object, default: float = 0.0) -> float:
    number = float(value) if isinstance(value, (int, float)) else float("nan")
    return default if math.isnan(number) else number
