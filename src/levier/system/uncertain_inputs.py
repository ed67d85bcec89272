"""The uncertain inputs of a system: which there are, and how uncertain each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.dataset import UNCERTAINTY
from levier.system.deck import price_rows
from levier.system.peak_inputs import peak_inputs

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.system.system import System
    from levier.system.topology import Topology

__all__ = ["CAPACITY", "RAMP_RANGE", "Z90", "inputs_of", "origins"]

CAPACITY = 0.05
"""Relative standard uncertainty of a stated capacity, cost, room or peak; that of an estimate is the one of reports."""
RAMP_RANGE = 0.5
"""Ramps are drawn evenly within this share of their value, one draw a mode: too few events identify them."""
Z90 = 1.6449
COLUMNS = ["kind", "id", "sources", "spread"]


def inputs_of(system: System) -> pd.DataFrame:
    """List the uncertain inputs of a system.

    Returns:
        One row an input that is drawn by itself: ``kind`` (report, capacity, joint capacity, cost, room, price,
        ramp, peak), ``id`` (of a report's origin or its own; an asset; a price; a mode; a profile), ``sources``,
        ``spread`` (relative standard uncertainty; of a price half the width of its deck over 1.64; of a ramp the half
        range).
        Peaks come last: they move no flow.
    """
    package, topology = system.package, system.topology
    parts = [
        _reports(system.base_year.reports),
        _of_assets(topology),
        _of_slots(topology),
        _rooms(package, topology),
        _prices(package, topology),
        _ramps(topology),
        _peaks(package, system.base_year.reports, topology),
    ]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def origins(table: pd.DataFrame) -> list[str]:
    """Return the name of the draw of each report: reports that copy one origin are drawn together."""
    return [origin or name for origin, name in zip(table["origin"], table["id"], strict=True)]


def _reports(table: pd.DataFrame) -> pd.DataFrame:
    if not len(table):
        return pd.DataFrame(columns=COLUMNS)
    frame = pd.DataFrame(
        {
            "kind": "report",
            "id": origins(table),
            "sources": table["sources"],
            "spread": table["sigma"] / np.maximum(table["reported"].abs(), 1e-12),
        }
    )
    return frame.drop_duplicates("id")


def _rows(kind: str, records: list[tuple[str, str, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(records, columns=["id", "sources", "spread"])
    return frame.assign(kind=kind)[COLUMNS]


def _stated(row: Any) -> float:
    return UNCERTAINTY["estimate"] if str(row["estimate"]) else CAPACITY


def _of_assets(topology: Topology) -> pd.DataFrame:
    assets = topology.assets
    limited = np.isfinite(topology.effective).all(axis=0) & (topology.effective.max(axis=0) > 0)
    kinds = ("corridor", "converter", "supply")
    capacity = [
        (str(name), str(row["sources"]), _stated(row))
        for (name, row), bounded in zip(assets.iterrows(), limited, strict=True)
        if bounded and row["kind"] in kinds
    ]
    cost = [
        (str(name), str(row["sources"]), _stated(row))
        for name, row in assets.iterrows()
        if row["kind"] in kinds and row["cost"] > 0
    ]
    return pd.concat([_rows("capacity", capacity), _rows("cost", cost)])


def _of_slots(topology: Topology) -> pd.DataFrame:
    return _rows(
        "joint capacity", [(str(name), str(row["sources"]), _stated(row)) for name, row in topology.slots.iterrows()]
    )


def _rooms(package: Package, topology: Topology) -> pd.DataFrame:
    markets = package.table("markets").drop_duplicates("id").set_index("id")
    used = [name for name in topology.assets.index[topology.assets["kind"] == "market"] if name in markets.index]
    return _rows("room", [(str(name), str(markets.loc[name, "sources"]), _stated(markets.loc[name])) for name in used])


def _prices(package: Package, topology: Topology) -> pd.DataFrame:
    rows = price_rows(package, topology.calendar.year)
    carriers = set(topology.assets["carrier"])
    rows = rows[rows["carrier"].isin(carriers) & rows["base"].ne(0)]
    half = (rows["high"] - rows["low"]).abs() / 2.0 / Z90 / rows["base"].abs()
    return _rows("price", list(zip(rows.index.astype(str), rows["sources"].astype(str), half, strict=True)))


def _ramps(topology: Topology) -> pd.DataFrame:
    modes = sorted({str(mode) for mode in topology.assets["mode"] if str(mode)})
    return _rows("ramp", [(mode, "", RAMP_RANGE) for mode in modes])


def _peaks(package: Package, reports: pd.DataFrame, topology: Topology) -> pd.DataFrame:
    """Highest days and hours; a report of the base year itself is drawn as a report."""
    known = set(reports["id"]) if len(reports) else set()
    return _rows("peak", [row for row in peak_inputs(package, topology, CAPACITY) if row[0] not in known])
