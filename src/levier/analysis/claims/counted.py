"""Checks that count rows: members of a body, agreements, meetings, sanctions, vendors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.claims.finding import Finding, spell, told
from levier.analysis.claims.rows import kept
from levier.dataset import parse_period, parse_validity, split
from levier.sentence import Amount, Listing, Name, Quote, sentence

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.claims.claim import Claim
    from levier.analysis.claims.evidence import Evidence

__all__ = ["COUNTED", "counted", "membership_periods"]

COUNTED = {
    "membership": "memberships", "agreement": "agreements", "meeting": "meetings", "sanction": "sanctions",
    "option": "options",
}  # fmt: skip
"""The table behind each check."""
ENDS = {"parties": "parties", "participants": "participants", "target": "target", "authority": "authority"}
"""Arguments that choose rows by who takes part, and the columns they are looked up in."""
TOLD = ("title", "level", "status", "note", "outcome", "format", "instrument", "effect", "carve_out")
"""Columns in which words of a row are looked for."""
NAMES = ("body", "actor", "parties", "participants", "target", "authority", "place")
"""Arguments whose values are ids of the tables."""
FIRST = 6
"""Rows that are named."""
DISTINCT = {"membership": "actor", "option": "vendor"}
"""Checks that count names rather than rows."""


def counted(claim: Claim, evidence: Evidence) -> Finding:
    """Return how many rows bear a claim out.

    The rows that could (of the same body, parties or authority) are the evidence: without any, nothing is known. That
    a log of agreements, meetings or sanctions is silent is no proof, unless the claim is that there are few.
    """
    table = COUNTED[claim.check]
    scope = _scope(claim, evidence.package.tables[table])
    chosen = kept(scope, _fitting(claim, scope))
    silent = claim.check in ("agreement", "meeting", "sanction") and claim.direction != "at_most"
    if not len(scope) or (silent and not len(chosen)):
        missing = sentence(
            "claim_no_row",
            "no row of {table} for {asked} in {period}{others}",
            table=Name(table, "word", f"table_{table}"),
            asked=_asked(claim),
            period=spell(claim.period),
            others=_others(claim, scope),
        )
        return Finding.none(missing)
    column = DISTINCT.get(claim.check)
    count = len(set(chosen[column]) - {""}) if column else len(chosen)
    parts = {"rows": told(float(len(scope)), "rows"), "table": Name(table, "word", f"table_{table}")}
    rest = "" if len(chosen) else sentence("claim_same", "beside {rows} of {table} on the same", **parts)
    shown = chosen if len(chosen) else scope
    return Finding(
        value=float(count),
        unit=claim.unit,
        period=claim.period,
        sources=evidence.sources_of(table, shown["id"]),
        rows=tuple(shown["id"]),
        remark=_listed(shown) if len(chosen) else rest,
    )


def _scope(claim: Claim, table: pd.DataFrame) -> pd.DataFrame:
    """Rows that speak of the same thing, whatever their date and words."""
    if claim.check == "membership":
        keep = table["body"] == claim.get("body")
        return table[keep & (table["actor"] == claim.get("actor"))] if claim.get("actor") else table[keep]
    if claim.check == "option":
        return table[(table["place"] == claim.get("place")) & (table["kind"] == claim.get("kind"))]
    rows = table
    for argument, column in ENDS.items():
        wanted = set(claim.listed(argument))
        if wanted:
            rows = kept(rows, (wanted <= set(split(cell)) for cell in rows[column]))
    return rows


def _fitting(claim: Claim, scope: pd.DataFrame) -> list[bool]:
    """Tell which rows of the scope hold on the days, have the role or kind, and use the words."""
    words = claim.get("mentions").lower()
    found = []
    for row in scope.to_dict("records"):
        text = " ".join(str(row.get(column, "")) for column in TOLD).lower()
        found.append(_on(claim, row) and words in text and _kind(claim, row))
    return found


def _kind(claim: Claim, row: dict[object, object]) -> bool:
    if claim.check == "membership":
        return row["role"] == claim.get("role")
    if claim.check == "sanction" and claim.get("kind"):
        return row["kind"] == claim.get("kind")
    return True


def _on(claim: Claim, row: dict[object, object]) -> bool:
    """Tell whether a row holds on a day of the claim's period; an option stands for as long as its row."""
    if claim.check == "membership":
        return parse_validity(str(row["from"]), str(row["to"])).overlap(claim.span) > 0
    return claim.check == "option" or parse_period(str(row["date"])).overlap(claim.span) > 0


def _asked(claim: Claim) -> Listing:
    """Name what was looked for."""
    return Listing(
        sentence("claim_argument", "{name} {value}", name=Name(name, "word", f"claim_{name}"), value=_value(name, text))
        for name, text in claim.arguments.items()
        if name != "otherwise"
    )


def _value(name: str, text: str) -> Listing:
    """Return an argument's values: names of things in the tables, fixed words, or words that are looked for."""
    if name == "mentions":
        return Listing([Quote(text)])
    kind, prefix = ("thing", "") if name in NAMES else ("word", f"{name}_")
    return Listing((Name(value, kind, prefix + value) for value in text.split(",")), ",")


def _others(claim: Claim, scope: pd.DataFrame) -> str:
    """Say how many rows there are of the same parties on those days, with other words."""
    inside = sum(_on(claim, row) for row in scope.to_dict("records"))
    rows = told(float(inside), "rows")
    return sentence("claim_without", "; {rows} of the same then without it", rows=rows) if inside else ""


def _listed(rows: pd.DataFrame) -> str:
    """Name the first rows."""
    column = next(name for name in ("title", "outcome", "instrument", "vendor", "actor") if name in rows)
    names = list(dict.fromkeys(str(name) for name in rows[column] if name))
    known = column in ("vendor", "actor")
    first = Listing(Name(name, "thing", name) if known else Quote(name) for name in names[:FIRST])
    if len(names) <= FIRST:
        return first
    return sentence("claim_more", "{names} and {more} more", names=first, more=Amount(str(len(names) - FIRST)))


def membership_periods(claim: Claim, evidence: Evidence) -> list[str]:
    """Return the periods in which a role of a body was held by the claim's actor."""
    table = evidence.package.tables["memberships"]
    rows = _scope(claim, table)
    rows = rows[(rows["role"] == claim.get("role")) & (rows["from"] != "")]
    return [f"{row['from']}/{row['to']}" if row["to"] else str(row["from"]) for row in rows.to_dict("records")]
