"""The assets someone could close, with the states they stand on, who runs them and whose goods they carry."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset import Package, split
from levier.system.assets import asset_rows
from levier.system.calendar import Calendar

if TYPE_CHECKING:
    from datetime import date

    from levier.system.system import System

__all__ = ["closable", "package_of"]

COLUMNS = ("table", "group", "territory", "operator", "shipper", "beneficiary", "buyer")
OPEN_SEA = "WW"


def package_of(source: System | Package) -> Package:
    """Give the package behind a system, or the package itself."""
    return source if isinstance(source, Package) else source.package


def closable(source: System | Package, date: date) -> pd.DataFrame:
    """Give the assets of the year of a day: all flows but demands and markets, and the joint limits.

    Args:
        source: a system (its own assets only), or a package (all that exist in the year of the day).
        date: the day.

    Returns:
        Index asset id (a storage once), columns: table; group (the physical thing); territory (tuple of states it
        stands on or crosses); operator; shipper (whose goods; blank: not told apart); beneficiary (country that bears
        the gain and loss of the flow; blank for joint limits, which serve all their users); buyer (state on whose
        market the asset delivers, blank otherwise).

    """
    if isinstance(source, Package):
        return _of_package(source, date.year)
    table = _of_package(source.package, source.year)
    kept = {str(name).partition(":")[0] for name in source.assets.index} | set(source.topology.slots.index)
    return table[table.index.isin(kept)]


@lru_cache(maxsize=8)
def _of_package(package: Package, year: int) -> pd.DataFrame:
    """All assets of a year; a package never changes, so it is read once."""
    calendar = Calendar.months(year)
    rows, ports = asset_rows(package, calendar)
    buyers = {
        port[0][0]: str(row.target)
        for row, port in zip(rows.itertuples(), ports, strict=True)
        if row.kind == "market" and row.target != OPEN_SEA
    }
    leaving = {
        bus
        for kind, port in zip(rows["kind"], ports, strict=True)
        for bus, amount in port
        if amount < 0 and kind not in ("market", "demand")
    }
    found = [
        {
            "id": str(row.Index).partition(":")[0],
            "table": row.table,
            "group": row.group,
            "territory": tuple(state for state in row.territory if state != OPEN_SEA),
            "operator": row.operator,
            "shipper": row.shipper,
            "beneficiary": row.bearer,
            "buyer": next((buyers[bus] for bus, amount in port if _sold(bus, amount, buyers, leaving)), ""),
        }
        for row, port in zip(rows.itertuples(), ports, strict=True)
        if row.kind not in ("demand", "market")
    ]
    span = calendar.snapshots
    slots = package.valid("slots", span[0].period.start, span[-1].period.stop)
    found += [
        {"id": row["id"], "table": "slots", "group": row["id"], "territory": split(row["territory"])}
        | {"operator": row["operator"], "shipper": "", "beneficiary": "", "buyer": ""}
        for row in slots.to_dict("records")
    ]
    table = pd.DataFrame(found, columns=["id", *COLUMNS]).set_index("id")
    return table[~table.index.duplicated()]


def _sold(bus: str, amount: float, buyers: dict[str, str], leaving: set[str]) -> bool:
    """Tell whether what arrives at a bus can only be sold there."""
    return amount > 0 and bus in buyers and bus not in leaving
