"""How a measure of ties is read: an amount, a share of a total, a rate of a pair, or nothing a balance can use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["BOTH", "IN", "OUT", "VOTE", "Form", "Reading", "reading_of"]

Form = Literal["amount", "share", "rate"]
OUT, IN, BOTH = "out", "in", "both"
"""From the country to its partner, from the partner to the country, or both ways together."""

PERCENT, PART, VOTE = "%", "share", "vote"
WHOLE = {PERCENT: 100.0, PART: 1.0}


@dataclass(frozen=True)
class Reading:
    """How a measure is read.

    Attributes:
        form: ``amount`` adds up over partners; ``share`` is the sender's part of the receiver's total; ``rate``
            belongs to a pair and is only compared with the rates of other pairs.
        mutual: the same in both directions, whoever reports it.
        whole: what the shares of a full set of partners add up to; None for amounts and rates.
    """

    form: Form
    mutual: bool = False
    whole: float | None = None


_MUTUAL_AMOUNTS = ("turnover",)
_MUTUAL_SHARES = ("share_of_turnover",)
_RATES = ("share_of_identical_votes",)
_SHARES = ("arrivals_share", "ethnic_share")
_SHARE_OF = "share_of_"
_ASIDE = {
    "fdi_cumulative_claim": "a sum claimed over years that differ from partner to partner",
    "us_voting_coincidence": "a rate that is told for one partner only, by its own definition",
    "national_currency_share": "a share of the trade of the pair, not of the country's",
    "remittances_share_of_gdp": "a share of output, not of what comes from partners",
}


def reading_of(measure: str, unit: str) -> Reading | str:
    """Return how a measure is read, or why a balance does not use it.

    Measures named ``share_of_...`` are read as the sender's part of the receiver's total.

    Example:
        >>> reading_of("turnover", "USD bn").mutual, reading_of("share_of_imports", "%").form
        (True, 'share')
        >>> reading_of("growth", "%")
        'a percentage, and it is not known of what'

    """
    if measure in _RATES:
        return Reading("rate", mutual=True)
    if measure in _ASIDE or unit == VOTE:
        return _ASIDE.get(measure, "a vote on a text; counted, not shared out")
    if measure in _SHARES or measure.startswith(_SHARE_OF):
        if unit not in WHOLE:
            return f"a share in {unit!r}; shares are in % or in parts of one"
        return Reading("share", mutual=measure in _MUTUAL_SHARES, whole=WHOLE[unit])
    if unit in WHOLE:
        return "a percentage, and it is not known of what"
    return Reading("amount", mutual=measure in _MUTUAL_AMOUNTS)
