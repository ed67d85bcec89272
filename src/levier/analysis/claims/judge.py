"""From what is found to a verdict: holds, holds otherwise, does not hold, cannot be checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from levier.analysis.claims.find import find
from levier.analysis.claims.finding import Finding, spell, told
from levier.analysis.claims.otherwise import other_definitions, other_periods, other_reports
from levier.analysis.claims.path import Track, track
from levier.sentence import Listing, Name, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.analysis.claims.claim import Claim
    from levier.analysis.claims.evidence import Evidence

__all__ = ["Judgement", "Verdict", "judge"]

MOST = 3


class Verdict(StrEnum):
    """What can be said of a claim (methods 12)."""

    HOLDS = "holds"
    OTHERWISE = "holds for another period or definition"
    FAILS = "does not hold"
    UNKNOWN = "cannot be checked"


@dataclass(frozen=True)
class Judgement:
    """One claim judged.

    Attributes:
        verdict: see :class:`Verdict`.
        finding: what was found for the claim as it stands.
        other: what bears it out otherwise, if something does.
        why: one sentence with the numbers.
        sure: whether the whole 90 % interval lies on one side of the claim's bounds; None: no interval is known.
        beside: sibling definitions that ``why`` names for comparison.
    """

    claim: Claim
    verdict: Verdict
    finding: Finding
    other: Finding | None
    why: str
    sure: bool | None
    beside: tuple[Finding, ...] = ()

    @property
    def shown(self) -> Finding:
        """The finding whose value stands in the table: the claim's own, else the one that bears it out."""
        return self.finding if self.finding.value is not None or self.other is None else self.other

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources of everything the verdict rests on."""
        return tuple(dict.fromkeys(name for each in self._found for name in each.sources))

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids of the rows of evidence the verdict rests on."""
        return tuple(dict.fromkeys(name for each in self._found for name in each.rows))

    @property
    def _found(self) -> tuple[Finding, ...]:
        return (self.finding, *([self.other] if self.other else []), *self.beside)


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    """Check one claim.

    A value within the tolerance makes it hold. A statement of fact that fails, or has no evidence of its own, is asked
    again of each disagreeing report, of other periods and of sibling definitions. A claim with a ``start`` is tracked
    against its path. Nothing found at all: it cannot be checked.
    """
    if claim.get("start"):
        return _tracked(claim, track(claim, evidence))
    found = find(claim, evidence)
    if found.value is not None and claim.accepts(found.value):
        return Judgement(claim, Verdict.HOLDS, found, None, _said(found), _sure(claim, found))
    reports = other_reports(found)
    siblings = list(other_definitions(claim, evidence)) if claim.kind == "fact" else []
    periods = list(other_periods(claim, evidence)) if claim.kind == "fact" else []
    others = [each for each in (*reports, *siblings, *periods) if each.value is not None]
    for other in others:
        if claim.accepts(float(other.value or 0.0)):
            beside = _beside(siblings, other)
            why: str = sentence(
                "claim_otherwise",
                "{named}; {found}{beside}",
                named=_named(other),
                found=_said(found),
                beside=_compared(beside),
            )
            return Judgement(claim, Verdict.OTHERWISE, found, other, why, _sure(claim, other), beside)
    if found.value is None:
        why = sentence("claim_unknown", "{missing}{nearest}", missing=found.missing, nearest=_nearest(periods))
        return Judgement(claim, Verdict.UNKNOWN, found, None, why, None)
    beside = _beside(siblings, None)
    parts = {"found": _said(found), "beside": _compared(beside)}
    why = sentence("claim_fails", "{side}{found}{beside}", side=_off(claim, found.value), **parts)
    return Judgement(claim, Verdict.FAILS, found, None, why, _sure(claim, found), beside)


def _tracked(claim: Claim, trail: Track) -> Judgement:
    """Judge a claim against its path."""
    if trail.start.value is None:
        why = sentence("claim_start", "its start: {missing}", missing=trail.start.missing)
        return Judgement(claim, Verdict.UNKNOWN, trail.start, None, why, None)
    pace = sentence("claim_pace", "; {pace}", pace=trail.pace) if trail.pace else ""
    if trail.latest is None:
        missing = sentence(
            "claim_only_start",
            "only its start is known, {start}; nothing is reported for a whole later year{pace}",
            start=_said(trail.start),
            pace=pace,
        )
        return Judgement(claim, Verdict.UNKNOWN, Finding.none(missing), None, missing, None)
    latest = trail.latest
    due = claim.asked(value=trail.due)
    kept = due.accepts(float(latest.value or 0.0))
    word = ("reached" if kept else "missed") if trail.over else ("on its path" if kept else "behind its path")
    why = sentence(
        "claim_path",
        "{word}: {latest}; the straight path from {start} in {since} asks {due} of {target} by {period}{pace}",
        word=Name(word, "word", word),
        latest=_said(latest),
        start=told(trail.start.value),
        since=spell(claim.get("start")),
        due=told(trail.due),
        target=told(claim.value, claim.unit),
        period=spell(claim.period),
        pace=pace,
    )
    verdict = Verdict.HOLDS if kept else Verdict.FAILS
    return Judgement(claim, verdict, latest, None, why, _sure(due, latest))


def _sure(claim: Claim, found: Finding) -> bool | None:
    """Tell whether both ends of the interval lead to the same answer as the value."""
    if found.low is None or found.high is None or found.value is None:
        return None
    inside = claim.accepts(found.value)
    bounds = (claim.value - claim.tolerance, claim.value + claim.tolerance)
    swallowed = not inside and claim.direction == "about" and found.low < bounds[0] and found.high > bounds[1]
    return claim.accepts(found.low) == claim.accepts(found.high) == inside and not swallowed


def _said(found: Finding) -> str:
    """Say a finding in words."""
    if found.value is None:
        return found.missing
    known = found.low is not None and found.high is not None and found.low < found.high
    ends = {"low": told(found.low or 0.0), "high": told(found.high or 0.0)}
    return sentence(
        "claim_said",
        "{amount}{interval} in {period}{remark}",
        amount=told(found.value, found.unit),
        interval=sentence("claim_interval", " ({low} to {high})", **ends) if known else "",
        period=spell(found.period),
        remark=sentence("claim_remark", ", {remark}", remark=found.remark) if found.remark else "",
    )


def _off(claim: Claim, value: float) -> str:
    """Say on which side of an amount that is claimed a value lies; bounds say it themselves."""
    if claim.direction != "about":
        return ""
    if value > claim.value:
        return sentence("claim_above", "above what is claimed: ")
    return sentence("claim_below", "below what is claimed: ")


def _named(other: Finding) -> str:
    """Say under what the claim holds."""
    if other.definition:
        parts = {"definition": other.definition, "found": _said(other)}
        return sentence("claim_definition", "for another definition, {definition}: {found}", **parts)
    return sentence("claim_other_period", "for another period: {found}", found=_said(other))


def _beside(siblings: Iterable[Finding], chosen: Finding | None) -> tuple[Finding, ...]:
    """Return the first sibling definitions that have a value, besides the one that bears the claim out."""
    return tuple(each for each in siblings if each.value is not None and each is not chosen and each.definition)[:MOST]


def _compared(beside: Iterable[Finding]) -> str:
    """Say what the sibling definitions give."""
    words = [
        sentence(
            "claim_sibling",
            "{definition}: {amount} in {period}",
            definition=each.definition,
            amount=told(each.value or 0.0, each.unit),
            period=spell(each.period),
        )
        for each in beside
    ]
    return sentence("claim_beside", "; beside it {siblings}", siblings=Listing(words)) if words else ""


def _nearest(periods: list[Finding]) -> str:
    """Say what the nearest other period gives, where the claim's own has no evidence."""
    return sentence("claim_nearest", "; the nearest is {found}", found=_said(periods[0])) if periods else ""
