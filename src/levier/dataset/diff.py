"""What changed between two data packages, cell by cell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset.facts import Fact, facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.package import Package

__all__ = ["COLUMNS", "diff"]

COLUMNS = ("table", "key", "field", "before", "after", "kind")
"""Columns of a difference."""


def diff(before: Package, after: Package) -> pd.DataFrame:
    """Compare two packages.

    Args:
        before: the older package.
        after: the newer package.

    Returns:
        One row a difference, columns `table`, `key` (the primary key, parts joined by a space), `field`, `before`,
        `after` (cells as text), `kind`: `changed` for a cell; `added` or `removed` for a whole row, its field and
        cells blank. The order of rows in a file does not count.

    Example:
        >>> from datetime import date
        >>> from levier.dataset import read
        >>> package = read("eurasia")
        >>> len(diff(package, package))
        0

    """
    tables = dict.fromkeys([*before.tables, *after.tables])
    rows = [row for table in tables for row in _table(before, after, table)]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _table(before: Package, after: Package, table: str) -> Iterator[tuple[str, ...]]:
    """Differences of one table."""
    key = _key(after if table in after.tables else before, table)
    old, new = _by_key(before, table, key), _by_key(after, table, key)
    for name, fact in old.items():
        if name not in new:
            yield table, name, "", "", "", "removed"
            continue
        for field in dict.fromkeys([*fact.cells, *new[name].cells]):
            if fact.text(field) != new[name].text(field):
                yield table, name, field, fact.text(field), new[name].text(field), "changed"
    for name in new:
        if name not in old:
            yield table, name, "", "", "", "added"


def _key(package: Package, table: str) -> list[str]:
    """Fields of the primary key; every field where the schema names none."""
    resource = next(item for item in package.schema["resources"] if item["name"] == table)
    key = resource["schema"].get("primaryKey") or [field["name"] for field in resource["schema"]["fields"]]
    return [key] if isinstance(key, str) else list(key)


def _by_key(package: Package, table: str, key: list[str]) -> dict[str, Fact]:
    """Rows by their key; the second row with one key is told apart by a number."""
    rows: dict[str, Fact] = {}
    seen: Counter[str] = Counter()
    for fact in facts(package, table):
        name = " ".join(fact.text(field) for field in key).strip()
        seen[name] += 1
        rows[name if seen[name] == 1 else f"{name} #{seen[name]}"] = fact
    return rows
