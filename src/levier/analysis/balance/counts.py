"""Institutions and diplomacy, counted with dates: memberships in force, meetings, agreements, recorded votes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.analysis.balance.basis import Basis, Told
from levier.analysis.balance.blocs import ROLES, Blocs, Register
from levier.analysis.balance.measures import BOTH, VOTE
from levier.dataset import parse_period, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from levier.dataset import Package

__all__ = ["BODIES", "COUNTS", "VOTES", "diplomacy_of", "institutions_of", "votes_of"]

COUNTS = ("what", "year", "partner", "count", "bilateral", "rows")
BODIES = ("body", "role", "from", "to", "counted", "others", "sources")
VOTES = ("year", "partner", "common", "alike", "texts")
NO_AGREEMENT = ("proposal",)
"""Levels of agreements that were not made."""
PAIR = 2
Rows = list[dict[str, Any]]


def institutions_of(register: Register, country: str, years: Iterable[int]) -> tuple[list[Basis], pd.DataFrame]:
    """Count the bodies a country shares with each partner on the last day of each year.

    Args:
        register: memberships.
        country: whose memberships.
        years: on whose last days.

    Returns:
        One basis a year; and the memberships of the country on the last of these days: body, role, from, to, whether
        the role counts, other members told, sources. A role that is no membership (chair, host, observer, partner)
        is listed and not counted.
    """
    bases, listed = [], pd.DataFrame(columns=list(BODIES))
    for year in sorted(set(years)):
        day = date(year, 12, 31)
        blocs, held = register.blocs(country, day), register.held(country, day)
        shared: dict[str, Rows] = {}
        for row in held:
            if row["role"] in ROLES:
                others = register.members(row["body"], day) - {country}
                for partner in {blocs.of(other) for other in others}:
                    shared.setdefault(partner, []).append(row)
        if shared:
            told = {partner: _told(rows) for partner, rows in sorted(shared.items())}
            bases.append(Basis("institutions", "shared_bodies", BOTH, str(day), "bodies", told))
        lines = [_body(row, register.members(row["body"], day) - {country}) for row in held]
        listed = pd.DataFrame(lines, columns=list(BODIES))
    return bases, listed


def _body(row: dict[str, Any], others: frozenset[str]) -> tuple[object, ...]:
    return row["body"], row["role"], row["from"], row["to"], row["role"] in ROLES, len(others), row["sources"]


def diplomacy_of(package: Package, register: Register, country: str) -> tuple[list[Basis], pd.DataFrame]:
    """Count meetings and agreements by year and partner.

    One that names several partners counts once for each. What names only a body counts for a member of it, and for
    the body; bodies that are no bloc have no share.

    Args:
        package: its tables ``meetings`` and ``agreements``.
        register: memberships.
        country: whose meetings and agreements.

    Returns:
        One basis a kind and year; and one row a kind, year and partner: what, year, partner, count, of which
        bilateral, rows.
    """
    agreements = package.table("agreements")
    agreements = agreements[~agreements["level"].isin(NO_AGREEMENT)]
    kinds = (("meetings", package.table("meetings"), "participants"), ("agreements", agreements, "parties"))
    lines, bases = [], []
    for what, table, column in kinds:
        for year, rows in _by_year(table):
            blocs = register.blocs(country, date(year, 12, 31))
            found = _met(register, country, rows, column, blocs)
            lines += [_line(what, year, partner, each) for partner, each in sorted(found.items())]
            partners = {key: each for key, each in found.items() if key in register.states or key in blocs.members}
            if partners:
                told = {key: _told(each) for key, each in sorted(partners.items())}
                bases.append(Basis("diplomacy", what, BOTH, str(year), what, told))
    return bases, pd.DataFrame(lines, columns=list(COUNTS))


def _by_year(table: pd.DataFrame) -> list[tuple[int, Rows]]:
    found: dict[int, Rows] = {}
    for row in table.to_dict("records"):
        found.setdefault(parse_period(str(row["date"])).start.year, []).append(dict(row))
    return sorted(found.items())


def _met(register: Register, country: str, rows: Rows, column: str, blocs: Blocs) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in rows:
        named, day = split(row[column]), parse_period(str(row["date"])).last
        if country in named or any(country in register.members(name, day) for name in named):
            pair = len(named) == PAIR
            for partner in {blocs.of(name) for name in named if name != country}:
                found.setdefault(partner, []).append(row | {"pair": pair})
    return found


def _line(what: str, year: int, partner: str, rows: Rows) -> tuple[str, int, str, int, int, str]:
    ids = ";".join(str(row["id"]) for row in rows)
    return what, year, partner, len(rows), sum(bool(row["pair"]) for row in rows), ids


def _told(rows: Sequence[dict[str, Any]]) -> Told:
    cited = dict.fromkeys(name for row in rows for name in split(row["sources"]))
    return Told(float(len(rows)), float(len(rows)), float(len(rows)), tuple(cited))


def votes_of(package: Package, country: str) -> pd.DataFrame:
    """Count recorded votes that a country and another cast alike, on texts where both are told.

    Returns:
        One row a year and state: year, partner, texts in common, of which alike, the texts.
    """
    ties = package.table("ties")
    cast = ties[ties["unit"] == VOTE].to_dict("records")
    own = {(row["measure"], row["period"]): row["value"] for row in cast if row["from"] == country}
    found: dict[tuple[int, str], list[tuple[str, bool]]] = {}
    for row in cast:
        text = (row["measure"], row["period"])
        if row["from"] != country and text in own:
            key = parse_period(str(row["period"])).last.year, str(row["from"])
            found.setdefault(key, []).append((str(row["measure"]), row["value"] == own[text]))
    lines = [
        (year, partner, len(texts), sum(alike for _, alike in texts), ";".join(name for name, _ in texts))
        for (year, partner), texts in sorted(found.items())
    ]
    return pd.DataFrame(lines, columns=list(VOTES))
