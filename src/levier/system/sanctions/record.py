"""Designations and licences in force on a day, out of the table of sanctions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from levier.dataset import parse_period, split
from levier.system.sanctions.rule import MEASURE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from levier.dataset import Package

__all__ = ["Designation", "Licence", "assumed", "designations_at", "known_to", "licences_at", "relieved"]


@dataclass(frozen=True)
class Designation:
    """That an authority blocks an actor, or that a user asks what if it did.

    Attributes:
        target: the actor.
        since: as printed; the day asked about if it is an assumption.
        row: id of the row that records it; blank: an assumption.
        instrument: the act; blank: an assumption.
        sources: ids of sources.
    """

    target: str
    since: str
    row: str = ""
    instrument: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Licence:
    """That some dealings go on.

    Attributes:
        row: id of the row that records it.
        instrument: its name.
        since: first day.
        until: last day: as stated, or the day before it was replaced; None: no end.
        replaced_by: instrument that took its place; blank: none.
        spares: actors and assets whose running goes on.
        relieves: rows of designations that it lifts for them.
        effect: in the package's words.
        sources: ids of sources.
    """

    row: str
    instrument: str
    since: date
    until: date | None
    replaced_by: str
    spares: tuple[str, ...]
    relieves: tuple[str, ...]
    effect: str
    sources: tuple[str, ...]


def designations_at(package: Package, authority: str, day: date) -> tuple[Designation, ...]:
    """Give the recorded designations that are in force on a day, by date; a target may stand in several.

    Raises:
        DatasetError: a row with broken dates.
    """
    found = []
    for row, start, end, _ in _in_order(package, authority):
        if row.get("measure") == MEASURE and start <= day and (end is None or day <= end):
            act, cited = str(row["instrument"]), split(row["sources"])
            found += [Designation(name, str(row["date"]), str(row["id"]), act, cited) for name in split(row["target"])]
    return tuple(found)


def assumed(names: Collection[str], day: date) -> tuple[Designation, ...]:
    """Give designations that a user assumes.

    Example:
        >>> assumed(["x"], date(2024, 1, 1))[0].since
        '2024-01-01'

    """
    return tuple(Designation(name, day.isoformat()) for name in names)


def licences_at(package: Package, authority: str, day: date | None = None) -> tuple[Licence, ...]:
    """Give the licences of an authority that are in force on a day, by date; all that are recorded without a day.

    Raises:
        DatasetError: a row with broken dates.
    """
    return tuple(
        Licence(
            str(row["id"]),
            str(row["instrument"]),
            start,
            end,
            after,
            split(row.get("spares", "")),
            split(row.get("relieves", "")),
            str(row["effect"]),
            split(row["sources"]),
        )
        for row, start, end, after in _in_order(package, authority)
        if row["kind"] in ("licence", "wind_down") and (day is None or (start <= day and (end is None or day <= end)))
    )


def relieved(licence: Licence, designations: Collection[Designation]) -> frozenset[str]:
    """Name the targets that a licence relieves: those whose every designation it lifts; an assumption never.

    Example:
        >>> gl = Licence("l", "L", date(2025, 1, 1), None, "", ("c",), ("d1",), "", ())
        >>> sorted(relieved(gl, [Designation("x", "2025", "d1"), Designation("y", "2025", "d2")]))
        ['x']

    """
    rows: dict[str, set[str]] = {}
    for each in designations:
        rows.setdefault(each.target, set()).add(each.row)
    return frozenset(name for name, named in rows.items() if "" not in named and named <= set(licence.relieves))


def known_to(package: Package, authority: str) -> date | None:
    """Give the day of the latest row of an authority: what came later is not in the package."""
    days = [start for _, start, _, _ in _in_order(package, authority)]
    return days[-1] if days else None


def _in_order(package: Package, authority: str) -> Iterator[tuple[dict[str, Any], date, date | None, str]]:
    """Give the rows of an authority by first day, with first and last day, and what replaced each."""
    table = package.table("sanctions")
    rows = {str(row["id"]): row for row in table.to_dict("records")}
    own = [row for row in rows.values() if row["authority"] == authority]
    starts = {str(row["id"]): parse_period(row["date"]).start for row in rows.values()}
    for row in sorted(own, key=lambda each: starts[str(each["id"])]):
        ends = [parse_period(row["expiry"]).last] if row["expiry"] else []
        after = str(row.get("replaced_by", ""))
        if after in rows:
            ends.append(starts[after] - timedelta(days=1))
        named = (
            str(rows[after]["instrument"]) if after in rows and starts[after] - timedelta(days=1) == min(ends) else ""
        )
        yield row, starts[str(row["id"])], min(ends, default=None), named
