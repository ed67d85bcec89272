"""The rows of a package as the rules see them: cells, and the place in the file that a message names."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from levier.dataset.cells import split
from levier.dataset.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.dataset.package import Package

__all__ = ["ASSET_TABLES", "Fact", "carriers_of", "facts", "file_of"]

ASSET_TABLES = ("supplies", "demands", "markets", "storages", "slots", "corridors", "converters", "aggregates")
"""Tables whose ids share one namespace."""
_KNOWN: WeakKeyDictionary[Package, dict[str, tuple[Fact, ...]]] = WeakKeyDictionary()
"""Rows taken apart once for all rules, for as long as their package lives."""


@dataclass(frozen=True)
class Fact:
    """One row: its table, its file, its row number in the file and its cells."""

    table: str
    file: str
    row: int
    cells: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The id of the row; blank where the table has none."""
        return self.text("id")

    def text(self, field: str) -> str:
        """Give a cell as text; blank where it is blank or the table has no such column."""
        value = self.cells.get(field, "")
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, float):
            return "" if math.isnan(value) else f"{value:.12g}"
        return str(value)

    def number(self, field: str) -> float:
        """Give a cell as a number; NaN where it is blank or not a number."""
        value = self.cells.get(field, math.nan)
        return float(value) if isinstance(value, int | float) else math.nan

    def items(self, field: str) -> tuple[str, ...]:
        """Give the parts of a list cell."""
        return split(self.text(field))

    def problem(
        self,
        field: str,
        message: str,
        allowed: str = "",
        near: str = "",
        *,
        value: str | None = None,
    ) -> Problem:
        """Tell what is wrong with a cell of this row; `value` stands for a part of the cell."""
        shown = self.text(field) if value is None else value
        return Problem(self.file, self.row, self.id, field, shown, message, allowed, near)

    def warning(self, field: str, message: str, allowed: str = "") -> Problem:
        """Tell what may stay but should be looked at."""
        return replace(self.problem(field, message, allowed), severity="warning")


def facts(package: Package, table: str) -> tuple[Fact, ...]:
    """Give the rows of a table; none where the package lacks the table."""
    if table not in package.tables:
        return ()
    known = _KNOWN.setdefault(package, {})
    if table not in known:
        frame = package.tables[table]
        names = [str(name) for name in frame.columns]
        columns = [frame[name].tolist() for name in names]
        cells = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        file = file_of(package, table)
        known[table] = tuple(Fact(table, file, row, one) for row, one in zip(frame.attrs["rows"], cells, strict=True))
    return known[table]


def file_of(package: Package, table: str) -> str:
    """Name the file of a table."""
    return str(next(resource["path"] for resource in package.schema["resources"] if resource["name"] == table))


def carriers_of(package: Package) -> dict[str, set[str]]:
    """Give the carriers of every asset: its own, those of the users of a slot, those of the terms of an aggregate."""
    found: dict[str, set[str]] = {}
    for table in ("supplies", "demands", "markets", "storages", "corridors", "converters"):
        for fact in facts(package, table):
            found.setdefault(fact.id, set()).add(fact.text("carrier"))
            for slot in fact.items("slot"):
                found.setdefault(slot, set()).add(fact.text("carrier"))
    terms: dict[str, set[str]] = {}
    for fact in facts(package, "aggregates"):
        terms.setdefault(fact.id, set()).add(fact.text("term"))
    for aggregate in terms:
        seen, open_ = {aggregate}, [aggregate]
        while open_:
            for term in terms.get(open_.pop(), set()) - seen:
                seen.add(term)
                open_.append(term)
        found[aggregate] = {carrier for term in seen - terms.keys() for carrier in found.get(term, set())}
    return found
