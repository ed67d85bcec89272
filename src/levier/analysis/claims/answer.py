"""A ledger of claims checked: one judgement each, and the table of verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.cards import claims_card
from levier.analysis.claims.claim import claims_of
from levier.analysis.claims.evidence import Evidence
from levier.analysis.claims.find import RECONCILED
from levier.analysis.claims.judge import Judgement, Verdict, judge
from levier.dataset import split
from levier.errors import UsageError
from levier.shock import ready_made
from levier.show import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from levier.analysis.claims.claim import Claim
    from levier.analysis.stress import StressAnswer
    from levier.dataset import Package
    from levier.system import System

__all__ = ["ClaimAnswers", "check_claims"]

COLUMNS = (
    "id", "about", "claim", "kind", "verdict", "claimed", "value", "low", "high", "unit", "period", "sure", "why",
    "check", "evidence", "sources", "claimed_by",
)  # fmt: skip


@shown(claims_card)
@dataclass(frozen=True)
class ClaimAnswers:
    """Claims and what became of them, in the order of the ledger."""

    judgements: tuple[Judgement, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Number of claims of each verdict, every verdict named."""
        return {str(verdict): sum(each.verdict is verdict for each in self.judgements) for verdict in Verdict}

    @property
    def headline(self) -> str:
        """The counts in a line.

        >>> ClaimAnswers(()).headline
        'no claims'
        """
        counts = ", ".join(f"{count} {verdict}" for verdict, count in self.counts.items())
        return f"{len(self.judgements)} claims: {counts}" if self.judgements else "no claims"

    @property
    def table(self) -> pd.DataFrame:
        """One row a claim: verdict, claimed and found value, 90 % interval, why, evidence and sources."""
        return pd.DataFrame([_row(each) for each in self.judgements], columns=list(COLUMNS))


def check_claims(
    package: Package,
    claims: Sequence[Claim] | None = None,
    *,
    about: str = "",
    system: System | None = None,
    structural: pd.DataFrame | None = None,
    stresses: Sequence[StressAnswer] = (),
    progress: Callable[[str], None] | None = None,
) -> ClaimAnswers:
    """Check claims against a package (methods 12).

    Args:
        package: the evidence; its own claims are checked unless others are given.
        claims: what to check.
        about: only claims about this (``oil``, ``trade``, ...).
        system: a year that is loaded already; it is used and not loaded again.
        structural: what is known of that year (see :class:`levier.analysis.Answers`).
        stresses: answers to shocks that are known already.
        progress: told the id of each claim.

    Raises:
        UsageError: no claim is about what was asked.
    """
    chosen = _about(list(claims_of(package) if claims is None else claims), about)
    evidence = Evidence(package, [system] if system else [], structural, list(stresses))
    evidence.expect(chosen, {claim.id: _families(claim, evidence) for claim in chosen})
    found = []
    for claim in chosen:
        if progress:
            progress(claim.id)
        found.append(judge(claim, evidence))
    return ClaimAnswers(tuple(found))


def _about(claims: list[Claim], about: str) -> list[Claim]:
    if not about:
        return claims
    chosen = [claim for claim in claims if claim.about == about]
    if not chosen:
        topics = sorted({claim.about for claim in claims})
        message = f"no claim is about {about!r}; there are claims about {', '.join(topics) or 'nothing'}"
        raise UsageError(message)
    return chosen


def _families(claim: Claim, evidence: Evidence) -> frozenset[str]:
    """Families of carriers that the claim's check needs loaded."""
    if claim.check not in RECONCILED:
        return frozenset()
    if claim.check == "shock":
        return frozenset(ready_made(evidence.package.extras, claim.get("shock")).families)
    if claim.get("family"):
        return frozenset({claim.get("family")})
    return evidence.families_of([claim.subject, claim.get("against"), *split(claim.get("siblings").replace(",", ";"))])


def _row(each: Judgement) -> dict[str, object]:
    claim, shown = each.claim, each.shown
    return {
        "id": claim.id, "about": claim.about, "claim": claim.paraphrase, "kind": claim.kind,
        "verdict": str(each.verdict), "claimed": claim.value, "value": shown.value, "low": shown.low,
        "high": shown.high, "unit": claim.unit, "period": shown.period or claim.period,
        "sure": {None: "", True: "clear", False: "within the interval"}[each.sure], "why": each.why,
        "check": claim.confirmed_by or claim.check, "evidence": ";".join(each.rows), "sources": ";".join(each.sources),
        "claimed_by": ";".join(claim.sources),
    }  # fmt: skip
