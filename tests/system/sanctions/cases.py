"""A toy package with designations and licences: a firm, its joint ventures, fields, and a line."""

from __future__ import annotations

from typing import Any

from levier.dataset import Package
from tests.system import toys, worlds

LICENCES: list[toys.Row] = [
    {
        "id": "gl1", "date": "2023-02-01", "authority": "office", "instrument": "Licence 1", "kind": "licence",
        "target": "firm", "spares": "venture", "relieves": "listing", "replaced_by": "gl2",
    },
    {
        "id": "gl2", "date": "2023-06-01", "authority": "office", "instrument": "Licence 2", "kind": "licence",
        "target": "firm", "spares": "venture;half", "relieves": "listing", "expiry": "2023-08-31",
    },
]  # fmt: skip
LISTING: toys.Row = {
    "id": "listing", "date": "2023-02-01", "authority": "office", "instrument": "List", "kind": "designation",
    "measure": "blocking", "target": "firm",
}  # fmt: skip
RULE: toys.Row = {
    "id": "rule", "authority": "office", "measure": "blocking", "share": 50, "test": "at_least",
    "aggregated": "true", "votes": "false",
}  # fmt: skip
STAKES: list[tuple[str, str, Any]] = [
    ("firm", "sub", 100),
    ("sub", "venture", 20),
    ("op_c", "venture", 80),
    ("firm", "half", 50),
    ("op_c", "half", 50),
    ("venture", "north_oil", 100),
    ("firm", "gate_a", None),
]


def tables(without: str = "", **changes: Any) -> toys.Tables:
    """Give the tables: the oil toy, run and owned by others than in its own tests.

    Args:
        without: id of a stake to leave out.
        changes: whole tables that replace these.
    """
    rows = worlds.oil()
    rows["actors"] += [
        {"id": name, "kind": "company", "country": "BB"} for name in ("firm", "sub", "venture", "half", "office")
    ]
    rows["sanctions"] = [LISTING, *LICENCES]
    rows["sanction_rules"] = [RULE]
    stakes = [
        {"id": f"s_{owner}_{held}", "owner": owner, "holding": held, "share": share, "kind": "equity"}
        for owner, held, share in STAKES
    ]
    rows["stakes"] = [row for row in stakes if row["id"] != without and row["holding"] != "gate_a"]
    for table, name, operator in (
        ("supplies", "south_oil", "half"),
        ("supplies", "b_oil", "sub"),
        ("corridors", "rail_c", "venture"),
    ):
        rows[table] = [{**row, "operator": operator} if row["id"] == name else row for row in rows[table]]
    return rows | changes


def package(without: str = "", **changes: Any) -> Package:
    """Give the package of :func:`tables`."""
    return toys.package(tables(without, **changes))
