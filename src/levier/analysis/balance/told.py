"""The ties of a country: conflicting rows side by side, one value for each partner and period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.analysis.balance.basis import Basis, Told
from levier.analysis.balance.blocs import Blocs, Register
from levier.analysis.balance.measures import BOTH, IN, OUT, Reading, reading_of
from levier.dataset import parse_period, split

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["LEDGER", "Ties", "ties_of"]

WORLD = "WW"
PLAN = "plan"
OFFICIAL = ("official", "law")
"""Kinds of source that come first."""
RANKS = {"reported": 1, "conflict": 1, "derived": 2, "secondary": 3}
"""Official sources (0), then reports, own arithmetic, secondary accounts; equal ones are averaged."""
LEDGER = (
    "id", "domain", "measure", "direction", "partner", "told_of", "period", "value", "unit", "kind", "rank", "used",
    "why", "sources",
)  # fmt: skip
KEY = ("domain", "measure", "direction", "period", "unit")
Row = dict[Any, Any]


@dataclass(frozen=True)
class Ties:
    """The ties of a country.

    Attributes:
        ledger: one row a tie, also of those that are not used: id, domain, measure, direction, partner (a bloc for its
            members), told_of (whom the row names), period, value, unit, kind, rank, used, why (not, or how), sources.
        bases: what can be shared out, also where fewer than two partners are told.
    """

    ledger: pd.DataFrame
    bases: tuple[Basis, ...]


def ties_of(package: Package, register: Register, country: str) -> Ties:
    """Return the ties of a country: every row with its use, and what they tell.

    Args:
        package: its tables ``ties`` and ``sources``.
        register: memberships, for the blocs of each year.
        country: whose ties.
    """
    ties, kinds = package.table("ties"), dict(package.table("sources")[["id", "kind"]].itertuples(index=False))
    rows = []
    for row in ties[(ties["from"] == country) | (ties["to"] == country)].to_dict("records"):
        year = parse_period(str(row["period"])).last.year
        rows.append(_row(row, country, register.blocs(country, date(year, 12, 31)), kinds))
    groups: dict[tuple[str, ...], list[Row]] = {}
    for line in rows:
        if not line["why"]:
            groups.setdefault(tuple(str(line[name]) for name in KEY), []).append(line)
    bases = tuple(_basis(key, lines) for key, lines in groups.items())
    return Ties(pd.DataFrame(rows, columns=list(LEDGER)), bases)


def _basis(key: tuple[str, ...], lines: list[Row]) -> Basis:
    """Share out the ties of one measure, direction, period and unit."""
    domain, measure, direction, period, unit = key
    told, total = _told(lines)
    reading = reading_of(measure, unit)
    whole = reading.whole if isinstance(reading, Reading) else None
    value, cited = (total.value, total.sources) if total else (whole, ())
    return Basis(domain, measure, direction, period, unit, told, value, cited)


def _row(row: Row, country: str, blocs: Blocs, kinds: dict[str, str]) -> Row:
    """One line of the ledger; ``why`` is blank where the row may be used."""
    measure, unit, kind = str(row["measure"]), str(row["unit"]), str(row["kind"])
    sent = row["from"] == country
    other = str(row["to"] if sent else row["from"])
    reading = reading_of(measure, unit)
    mutual = isinstance(reading, Reading) and reading.mutual
    cited = split(row["sources"])
    official = any(kinds.get(name) in OFFICIAL for name in cited) and kind in ("reported", "conflict")
    return {
        "id": row["id"],
        "domain": row["domain"],
        "measure": measure,
        "direction": BOTH if mutual else OUT if sent else IN,
        "partner": blocs.of(other),
        "told_of": other,
        "period": row["period"],
        "value": row["value"],
        "unit": unit,
        "kind": kind,
        "rank": 0 if official else RANKS.get(kind, len(RANKS)),
        "used": False,
        "why": _refused(row, other, reading, blocs, sent=sent),
        "sources": row["sources"],
    }


def _refused(row: Row, other: str, reading: Reading | str, blocs: Blocs, *, sent: bool) -> str:
    """Say why a tie cannot be shared out; blank if it can."""
    of_partner = isinstance(reading, Reading) and reading.form == "share" and sent
    reasons = {
        "of the country with itself": row["from"] == row["to"],
        "a plan, not what happened": row["kind"] == PLAN,
        str(reading): isinstance(reading, str),
        "a share of the partner's total, not of the country's": of_partner,
        "a group the country belongs to": other in blocs.own,
        "a group whose members are not told: it may hold other partners": other in blocs.unknown,
        "not above zero: no share": not row["value"] > 0,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _told(lines: list[Row]) -> tuple[dict[str, Told], Told | None]:
    """Settle one value for each partner, and the total where it is told; marks the rows of the ledger."""
    reports: dict[str, list[Row]] = {}
    for line in lines:
        reports.setdefault(line["told_of"], []).append(line)
    settled = {other: _settle(reports[other]) for other in sorted(reports)}
    total = settled.pop(WORLD, None)
    members: dict[str, dict[str, Told]] = {}
    for other, each in settled.items():
        members.setdefault(reports[other][0]["partner"], {})[other] = each
    told: dict[str, Told] = {}
    for bloc, parts in sorted(members.items()):
        told[bloc] = parts[bloc] if bloc in parts else _together(parts)
        if bloc in parts:
            for other in parts.keys() - {bloc}:
                _mark(reports[other], f"within {bloc}, which is told as a whole", used=False)
    return told, total


def _settle(reports: list[Row]) -> Told:
    """Use the best rank; average equal ones; keep the range of all."""
    rank = min(line["rank"] for line in reports)
    best = [line for line in reports if line["rank"] == rank]
    _mark(reports, "a better report of the same is used", used=False)
    _mark(best, f"averaged with {len(best) - 1} of equal rank" if len(best) > 1 else "", used=True)
    cited = dict.fromkeys(name for line in best for name in split(line["sources"]))
    values = [float(line["value"]) for line in reports]
    mean = sum(float(line["value"]) for line in best) / len(best)
    return Told(mean, min(values), max(values), tuple(cited))


def _mark(lines: list[Row], why: str, *, used: bool) -> None:
    for line in lines:
        line.update(used=used, why=why)


def _together(members: dict[str, Told]) -> Told:
    """Add up the members told of a bloc that is not told itself."""
    each = list(members.values())
    cited = dict.fromkeys(name for one in each for name in one.sources)
    value, low, high = (sum(getattr(one, name) for one in each) for name in ("value", "low", "high"))
    return Told(value, low, high, tuple(cited), tuple(members))
