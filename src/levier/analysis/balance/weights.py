"""The user's weights over domains: an overall share by partner, and how its ranking moves with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.balance.basis import REST, effective_number
from levier.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EFFECT", "FACTORS", "OVERALL", "effect_table", "overall_shares", "ranking"]

FACTORS = (0.0, 0.5, 2.0)
OVERALL = ("partner", "share", "domains")
EFFECT = (
    "domain",
    "weight",
    "times",
    "first",
    "first_share",
    "second",
    "moved",
    "ranks_changed",
    "effective",
    "reason",
)
FIRST = 2
Shares = dict[str, dict[str, float]]
ALIKE = 9
"""Digits to which shares that are the same agree."""


def overall_shares(shares: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weighted mean of the shares of domains, largest partner first, the rest last.

    Args:
        shares: by domain, by partner; each domain adds up to 1.
        weights: by domain; only their proportions matter.

    Returns:
        By partner; adds up to 1. Empty where no domain has a weight above 0.

    Example:
        >>> overall_shares({"gas": {"CN": 1.0}, "oil": {"RU": 0.5, "CN": 0.5}}, {"gas": 1, "oil": 3})
        {'CN': 0.625, 'RU': 0.375}

    """
    whole = sum(weights[domain] for domain in shares)
    if whole <= 0:
        return {}
    found: dict[str, float] = {}
    for domain, parts in shares.items():
        for partner, share in parts.items():
            if weights[domain] > 0:
                found[partner] = found.get(partner, 0.0) + weights[domain] / whole * share
    return dict(sorted(found.items(), key=lambda item: (item[0] == REST, -round(item[1], ALIKE), item[0])))


def ranking(shares: Mapping[str, float]) -> list[str]:
    """Return the partners of overall shares, first place first, without the rest."""
    return [partner for partner in shares if partner != REST]


def effect_table(shares: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> pd.DataFrame:
    """Return how the overall shares move when the weight of each domain is set to zero, halved or doubled.

    Returns:
        Domain, its weight, what it is multiplied by; first and second partner, share of the first; ``moved``: half the
        sum of the absolute changes of overall shares; partners whose rank changes; effective number of partners (the
        rest as one);
        the reason where nothing is left. The first row changes nothing.
    """
    base = overall_shares(shares, weights)
    rows = [_row("", None, 1.0, base, base)]
    for domain in shares:
        for times in FACTORS:
            changed = {**weights, domain: weights[domain] * times}
            rows.append(_row(domain, weights[domain], times, base, overall_shares(shares, changed)))
    table = pd.DataFrame(rows, columns=list(EFFECT))
    # As objects, sentences stay what they are in the frame.
    return table.assign(reason=pd.Series([row[-1] for row in rows], dtype=object))


def _row(
    domain: str, weight: float | None, times: float, base: Mapping[str, float], now: Mapping[str, float]
) -> tuple[object, ...]:
    if not now:
        said = sentence("no_weight", "no other domain has a weight")
        return domain, weight, times, "", None, "", None, None, None, said
    order, before = ranking(now), ranking(base)
    first, second = [*order, "", ""][:FIRST]
    moved = sum(abs(now.get(key, 0.0) - base.get(key, 0.0)) for key in {*now, *base}) / 2
    ranks = {key: place for place, key in enumerate(before)}
    changed = sum(ranks.get(key) != place for place, key in enumerate(order)) + len(set(before) - set(order))
    effective = effective_number(now.values())
    return domain, weight, times, first, now.get(first), second, moved, changed, effective, ""
