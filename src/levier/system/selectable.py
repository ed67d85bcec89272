"""The assets a shock can select, with everything selectors ask for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset import parse_period, split
from levier.system.owners import shareholders

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.system.topology import Topology

__all__ = ["driver_levels", "selectable"]

COLUMNS = (
    "kind", "group", "territory", "operator", "owner", "shipper", "carrier", "family", "source", "target",
)  # fmt: skip
MIDYEAR = 7


def selectable(package: Package, topology: Topology) -> pd.DataFrame:
    """Return one row an asset or joint limit, as :func:`levier.shock.choose` wants it."""
    frame = topology.assets[list(COLUMNS)].copy()
    slots = topology.slots
    rows = pd.DataFrame(
        {
            "kind": "slot",
            "group": slots.index,
            "territory": [split(text) for text in slots["territory"]],
            "operator": slots["operator"],
            "owner": slots["operator"],
            "shipper": "",
            "carrier": "",
            "family": "",
            "source": "",
            "target": "",
        },
        index=slots.index,
    )
    table = pd.concat([frame, rows]) if len(rows) else frame
    on = date(topology.calendar.year, MIDYEAR, 1)
    table["owners"] = [
        _owners(package, str(name), str(row.owner), str(row.operator), on)
        for name, row in zip(table.index, table.itertuples(), strict=True)
    ]
    return table


def _owners(package: Package, name: str, owner: str, operator: str, on: date) -> tuple[str, ...]:
    found = {owner} | set(shareholders(package, name, on))
    if operator:
        found |= {operator}
    return tuple(sorted(found - {"", name}))


def driver_levels(package: Package, year: int) -> pd.DataFrame:
    """Return the response curves, each with the level of its driver in (or nearest to) a year."""
    table = package.table("responses").copy()
    seen = package.table("observations")
    now = {}
    for driver in set(table["driver"]):
        rows = seen[(seen["subject"] == driver) & (seen["measure"] == "level")]
        gap = [abs(parse_period(p).start.year - year) for p in rows["period"]]
        now[driver] = float(rows["value"].iloc[gap.index(min(gap))]) if gap else float("nan")
    table["now"] = table["driver"].map(now)
    return table
