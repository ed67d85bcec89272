"""One relation between two names, with its exact word, and the sentence that a chain of them makes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["HALF", "Chain", "Link", "Relation", "sentence"]

HALF = 50.0
"""More than this is a majority, in percent; exactly this is not."""

Relation = Literal["holds", "votes", "is said to hold a majority of", "operates", "stands on", "crosses", "delivers to"]
_WORDS: Mapping[Relation, str] = {
    "is said to hold a majority of": "is reported to hold a majority of",
    "operates": "operates",
    "stands on": "stands on the territory of",
    "crosses": "crosses the territory of",
    "delivers to": "delivers on the market of",
}
_VERBS: Mapping[Relation, tuple[str, str]] = {"holds": ("holds", "hold"), "votes": ("votes", "vote")}


@dataclass(frozen=True)
class Link:
    """One relation, as one or several rows of the package tell it.

    Attributes:
        subject: who holds, votes or operates; or the asset that stands, crosses or delivers.
        relation: the exact word.
        object: the holding; or the state whose soil or market it is.
        share: percent; None where the relation has no share, or its source gives none.
        sources: ids of the sources that say so.
    """

    subject: str
    relation: Relation
    object: str
    share: float | None
    sources: tuple[str, ...]


Chain = tuple[Link, ...]


def sentence(chain: Sequence[Link], names: Mapping[str, str] | None = None) -> str:
    """Say a chain in one neutral English sentence.

    Links that share their object stand together, and what they add up to is said with them. A share of
    half or less is never called a majority; the word "control" is not used at all.

    Args:
        chain: links in the order of the reasoning.
        names: what to call each id; None: the ids themselves.

    Example:
        >>> sentence((Link("a", "holds", "c", 30.0, ()), Link("b", "holds", "c", 25.0, ())))
        'a (30 %) and b (25 %) together hold a majority (55 %) of c'
        >>> sentence((Link("a", "holds", "b", 12.5, ()),))
        'a holds 12.5 % of b'
        >>> sentence((Link("a", "holds", "b", 60.0, ()), Link("b", "operates", "line", None, ())))
        'a holds a majority (60 %) of b; b operates line'

    """
    called = names or {}
    tiers: list[list[Link]] = []
    for link in chain:
        if tiers and (tiers[-1][0].relation, tiers[-1][0].object) == (link.relation, link.object):
            tiers[-1].append(link)
        else:
            tiers.append([link])
    return "; ".join(_tier(tier, called) for tier in tiers)


def _tier(tier: Sequence[Link], names: Mapping[str, str]) -> str:
    """Say the links that share a relation and an object."""
    first = tier[0]
    held = names.get(first.object, first.object)
    verbs = _VERBS.get(first.relation)
    who = [names.get(link.subject, link.subject) for link in tier]
    if verbs is None:
        return f"{' and '.join(who)} {_WORDS[first.relation]} {held}"
    total = math.fsum(link.share or 0.0 for link in tier)
    amount = f"{total:.6g} %"
    amount = f"a majority ({amount})" if total > HALF + 1e-9 and total < 2 * HALF else amount
    of_votes = "of the votes in" if first.relation == "votes" else "of"
    if len(tier) == 1:
        return f"{who[0]} {verbs[0]} {amount} {of_votes} {held}"
    each = [f"{name} ({link.share or 0.0:.6g} %)" for name, link in zip(who, tier, strict=True)]
    listed = f"{', '.join(each[:-1])} and {each[-1]}"
    return f"{listed} together {verbs[1]} {amount} {of_votes} {held}"
