"""Claims of the press with verdicts: each names its check, the check computes value and interval (methods 12)."""

from levier.analysis.claims.answer import ClaimAnswers, check_claims
from levier.analysis.claims.claim import Claim, claims_of
from levier.analysis.claims.finding import Finding
from levier.analysis.claims.judge import Judgement, Verdict
from levier.analysis.claims.ledger import read_claims

__all__ = ["Claim", "ClaimAnswers", "Finding", "Judgement", "Verdict", "check_claims", "claims_of", "read_claims"]
