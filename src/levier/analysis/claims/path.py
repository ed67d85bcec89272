"""Pledges and forecasts with a start: what came, against the straight path from the start to the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.analysis.claims.find import RECONCILED, find
from levier.analysis.claims.finding import spell, told
from levier.analysis.claims.reported import series
from levier.dataset import parse_period
from levier.sentence import Listing, sentence

if TYPE_CHECKING:
    from levier.analysis.claims.claim import Claim
    from levier.analysis.claims.evidence import Evidence
    from levier.analysis.claims.finding import Finding

__all__ = ["Track", "track"]

HALF = 0.5
YEAR = 365


@dataclass(frozen=True)
class Track:
    """How far a pledge has come.

    Attributes:
        start: what was found for its first year.
        latest: what was found for the last year with evidence; None: only the start is known.
        due: value of the straight path in that year.
        reached: year of ``latest``, and ``target`` the year of the pledge.
        pace: in words, what part of a later year brought and for when the target was set anew; blank if neither.
    """

    start: Finding
    latest: Finding | None
    due: float
    reached: int
    target: int
    pace: str = ""

    @property
    def over(self) -> bool:
        """Whether the target's year itself has evidence."""
        return self.latest is not None and self.reached >= self.target


def track(claim: Claim, evidence: Evidence) -> Track:
    """Follow a claim year by year from its ``start`` to the last year with evidence, at most to its target's.

    The straight path runs from what was found in the start's year to the claimed value in the claim's period.
    """
    asked = claim.without("start")
    first, target = int(claim.get("start")[:4]), claim.span.last.year
    start = find(asked.asked(period=claim.get("start")), evidence)
    latest, reached = None, first
    for year in range(first + 1, target + 1):
        if claim.check in RECONCILED and year not in evidence.years:
            continue
        found = find(asked.asked(period=str(year)), evidence)
        if found.value is not None:
            latest, reached = found, year
    due = claim.value
    if start.value is not None and target > first:
        due = start.value + (claim.value - start.value) * (reached - first) / (target - first)
    later = Listing([_pace(asked, evidence, reached), _restated(asked, evidence)], "; ")
    return Track(start, latest, due, reached, target, later)


def _restated(claim: Claim, evidence: Evidence) -> str:
    """Say for when a tie was announced again after the claim's period."""
    if claim.check != "tie":
        return ""
    ties = evidence.package.tables["ties"]
    rows = ties[(ties["from"] == claim.get("from")) & (ties["to"] == claim.get("to")) & (ties["kind"] == "plan")]
    rows = rows[(rows["measure"] == claim.measure) & (rows["unit"] == claim.unit)]
    for period, value in zip(rows["period"], rows["value"], strict=True):
        if parse_period(period).start >= claim.span.stop:
            parts = {"period": spell(period), "amount": told(float(value), claim.unit)}
            return sentence("claim_restated", "announced since for {period}: {amount}", **parts)
    return ""


def _pace(claim: Claim, evidence: Evidence, reached: int) -> str:
    """Say what part of a later year brought, and what the year would bring at that pace."""
    if claim.check not in ("observation", "tie"):
        return ""
    rows = series(claim, evidence)
    best = ("", 0, 0.0)
    for period, value, unit in zip(rows["period"], rows["value"], rows["unit"], strict=True):
        span = parse_period(period)
        fits = span.start.month == 1 and reached < span.start.year <= claim.span.last.year and unit == claim.unit
        if fits and HALF * YEAR <= span.days < YEAR and span.days > best[1]:
            best = (period, span.days, float(value))
    period, days, value = best
    if not period:
        return ""
    return sentence(
        "claim_at_pace",
        "{period}: {amount}, at that pace {whole:.3g} in the year",
        period=spell(period),
        amount=told(value, claim.unit),
        whole=value * YEAR / days,
    )
