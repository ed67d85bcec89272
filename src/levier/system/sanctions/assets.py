"""The assets that exist on a day, who runs each, and links for those whose owners no stake row tells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset import parse_period

if TYPE_CHECKING:
    from datetime import date

    from levier.dataset import Package

__all__ = ["TABLES", "asset_rows", "operator_links", "owner_links"]

TABLES = ("supplies", "corridors", "slots", "storages", "converters")
"""Tables of what can be owned and run; loads and markets are no assets."""
COLUMNS = ("asset", "table", "group", "name_en", "name_fr", "operators", "owner")
LINKS = ("id", "owner", "holding", "share", "kind", "sources", "note")
WHOLE = 100.0


def asset_rows(package: Package, day: date) -> pd.DataFrame:
    """Give the assets that exist on a day.

    Returns:
        One row an asset: asset (id), table, group (the physical thing), name_en, name_fr, operators (tuple: of the
        asset's row and of its stakes of operatorship), owner (blank where the row names none).

    Raises:
        DatasetError: a row with broken dates.
    """
    span = parse_period(day.isoformat())
    stakes = package.valid("stakes", span.start, span.start + timedelta(days=1))
    runs: dict[str, list[str]] = {}
    for row in stakes[stakes["kind"] == "operatorship"].to_dict("records"):
        runs.setdefault(str(row["holding"]), []).append(str(row["owner"]))
    found = []
    for table in TABLES:
        for row in package.valid(table, span.start, span.stop).to_dict("records"):
            name = str(row["id"])
            operators = tuple(dict.fromkeys(filter(None, [str(row.get("operator", "")), *runs.get(name, [])])))
            group, owner = str(row.get("group", "")) or name, str(row.get("owner", ""))
            found.append((name, table, group, str(row["name_en"]), str(row["name_fr"]), operators, owner))
    return pd.DataFrame(found, columns=list(COLUMNS))


def owner_links(rows: pd.DataFrame, stakes: pd.DataFrame) -> pd.DataFrame:
    """Give stakes for assets of which no equity is told but whose own row names an owner: all of it is the owner's.

    Args:
        rows: as :func:`asset_rows` gives them.
        stakes: as :func:`levier.system.control.stakes_at` gives them.

    Returns:
        Rows like those of ``stakes``, 100 % each, without sources: they repeat the asset's own row.

    Example:
        >>> rows = pd.DataFrame([("field", "supplies", "field", "F", "F", ("op",), "firm")], columns=list(COLUMNS))
        >>> links = owner_links(rows, pd.DataFrame(columns=["owner", "holding", "share", "kind"]))
        >>> links[["owner", "holding", "share"]].values.tolist()
        [['firm', 'field', 100.0]]

    """
    told = set(stakes["holding"][stakes["kind"] == "equity"])
    found = [
        (f"{row['table']}:{row['asset']}", row["owner"], row["asset"], WHOLE, "equity", (), "")
        for row in rows.to_dict("records")
        if row["owner"] and row["asset"] not in told
    ]
    return pd.DataFrame(found, columns=list(LINKS))


def operator_links(rows: pd.DataFrame, stakes: pd.DataFrame) -> pd.DataFrame:
    """Give stakes for assets of which nothing is told but who runs them: all of it counts as the operator's.

    They serve to weigh what is frozen; they are no ground for saying that anyone holds anything.

    Args:
        rows: as :func:`asset_rows` gives them.
        stakes: those of :func:`levier.system.control.stakes_at` and :func:`owner_links` together.
    """
    told = set(stakes["holding"][stakes["kind"] == "equity"])
    found = [
        (f"{row['table']}:{row['asset']}", row["operators"][0], row["asset"], WHOLE, "equity", (), "")
        for row in rows.to_dict("records")
        if row["operators"] and row["asset"] not in told
    ]
    return pd.DataFrame(found, columns=list(LINKS))
