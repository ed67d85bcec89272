"""Rule: dates exist, ends follow starts, and one id holds once on any day."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from levier.dataset.facts import Fact, facts
from levier.dataset.package import Package, validity_fields
from levier.dataset.period import Period, parse_period, parse_validity
from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.problem import Problem

__all__ = ["dates"]

_DATE = "^[0-9]{4}(-"


def dates(package: Package) -> Iterator[Problem]:
    """Tell of dates that do not exist, of ends before starts, and of overlapping versions of one id."""
    for name in package.tables:
        fields = package.fields(name)
        dated = {
            str(item["name"]): item["constraints"]["pattern"]
            for item in fields
            if (item.get("constraints") or {}).get("pattern", "").startswith(_DATE)
        }
        pair = validity_fields(fields)
        versions: dict[str, list[tuple[Period, Fact]]] = {}
        for fact in facts(package, name) if dated else ():
            broken = [problem for column, pattern in dated.items() for problem in _cell(fact, column, pattern)]
            yield from broken
            if pair is None or any(problem.field in pair for problem in broken):
                continue
            try:
                span = parse_validity(fact.text(pair[0]), fact.text(pair[1]))
            except DatasetError:
                if all(_formed(fact, column, dated[column]) for column in pair):
                    yield fact.problem(
                        pair[1], "the end is before the start", f"{fact.text(pair[0])} ({pair[0]}) or later, or blank"
                    )
                continue
            versions.setdefault(fact.id, []).append((span, fact))
        if pair == ("valid_from", "valid_to"):
            yield from _overlaps(versions)


def _cell(fact: Fact, column: str, pattern: str) -> Iterator[Problem]:
    """Look whether a well-formed date or period exists."""
    if fact.text(column) and _formed(fact, column, pattern):
        try:
            parse_period(fact.text(column))
        except DatasetError as error:
            yield fact.problem(
                column,
                str(error).partition("; allowed")[0],
                "an existing date such as 2024, 2024-03 or 2024-03-15, or first/last",
            )


def _formed(fact: Fact, column: str, pattern: str) -> bool:
    """Tell whether a cell has the form of a date; a wrong form is told by the rule of shapes."""
    return not fact.text(column) or re.fullmatch(pattern, fact.text(column)) is not None


def _overlaps(versions: dict[str, list[tuple[Period, Fact]]]) -> Iterator[Problem]:
    """Look for versions of one id that hold on the same day."""
    for rows in versions.values():
        ordered = sorted(rows, key=lambda item: (item[0].start, item[0].stop))
        for (before, earlier), (after, later) in pairwise(ordered):
            if before.overlap(after):
                yield later.problem(
                    "valid_from",
                    f"the row holds on days on which row {earlier.row} of the same id holds too",
                    f"a first day after {before.last}",
                )
