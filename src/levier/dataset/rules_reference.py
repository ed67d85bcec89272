"""Rule: every id that is named exists, and no id means two things."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from levier.dataset.facts import ASSET_TABLES, facts
from levier.dataset.problem import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.package import Package

__all__ = ["names", "references"]

_SUBJECT_TABLES = ("options", "places", "countries", "actors", "topics")


def references(package: Package) -> Iterator[Problem]:
    """Tell of ids that no row defines, alone or in a list."""
    ids = {name: {fact.id for fact in facts(package, name)} for name in package.tables}

    @cache
    def near(value: str, tables: tuple[str, ...]) -> str:
        return nearest(value, sorted(set().union(*(ids.get(table, set()) for table in tables))))

    for name in package.tables:
        for field in package.fields(name):
            many = field.get("levier:references")
            tables = tuple(many or field.get("levier:reference") or ())
            if not tables:
                continue
            column = str(field["name"])
            for fact in facts(package, name):
                values = fact.items(column) if many else (fact.text(column),)
                for value in values:
                    if value and not any(value in ids.get(table, ()) for table in tables):
                        yield fact.problem(
                            column,
                            "no row defines this id",
                            f"ids of {', '.join(tables)}",
                            near(value, tables),
                            value=value,
                        )


def names(package: Package) -> Iterator[Problem]:
    """Tell of an id that stands in two tables which reports may speak of."""
    first: dict[str, tuple[str, int]] = {}
    for table in (*ASSET_TABLES, *_SUBJECT_TABLES):
        for fact in facts(package, table):
            at, row = first.setdefault(fact.id, (table, fact.row))
            if at != table and (at in ASSET_TABLES or table in ASSET_TABLES):
                yield fact.problem(
                    "id",
                    f"the id is also in {at}, row {row}",
                    f"an id used in one table only, such as {fact.id}_{table[:3]}",
                )
