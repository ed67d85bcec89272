"""Make the check that a claim names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.claims.computed import dependence, shock, structural
from levier.analysis.claims.counted import COUNTED, counted
from levier.analysis.claims.finding import Finding, apart, unit_name
from levier.analysis.claims.flows import flow, share
from levier.analysis.claims.reported import measured_in, observation, rank, tie
from levier.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.analysis.claims.claim import Claim
    from levier.analysis.claims.evidence import Evidence

__all__ = ["RECONCILED", "find"]

MADE: dict[str, Callable[[Claim, Evidence], Finding]] = {
    "observation": observation,
    "tie": tie,
    "rank": rank,
    "flow": flow,
    "share": share,
    "dependence": dependence,
    "structural": structural,
    "shock": shock,
    **dict.fromkeys(COUNTED, counted),
}
RECONCILED = ("flow", "share", "dependence", "structural", "shock")
"""Checks that need a year to be loaded."""


def find(claim: Claim, evidence: Evidence) -> Finding:
    """Return what a claim's check finds; with ``since``, the change from that period to the claim's.

    Args:
        claim: what is claimed; its check, period and arguments say what to look for.
        evidence: what it is looked for in.
    """
    check = MADE[claim.check]
    since = claim.get("since")
    if not since:
        found = check(claim, evidence)
        if found.value is not None and found.unit != claim.unit:
            units = {"given": unit_name(found.unit), "wanted": unit_name(claim.unit)}
            return Finding.none(sentence("claim_units", "the check gives {given}, the claim is in {wanted}", **units))
        return found
    late = claim.without("since")
    late = late.asked(unit=measured_in(late, evidence))
    early = late.asked(period=since)
    return apart(check(late, evidence), check(early, evidence), claim.unit)
