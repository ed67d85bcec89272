"""Make the check that a claim names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.claims.computed import dependence, shock, structural
from levier.analysis.claims.counted import COUNTED, counted
from levier.analysis.claims.finding import Finding, apart
from levier.analysis.claims.flows import flow, share
from levier.analysis.claims.reported import measured_in, observation, rank, tie

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
            return Finding.none(f"the check gives {found.unit}, the claim is in {claim.unit}")
        return found
    late = claim.without("since")
    late = late.asked(unit=measured_in(late, evidence))
    early = late.asked(period=since)
    return apart(check(late, evidence), check(early, evidence), claim.unit)
