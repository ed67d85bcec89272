"""Say in French why an actor can close an asset: the links from one to the other, tier by tier."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING

from levier.system.control.link import HALF
from levier.view.article import elided
from levier.view.french_chain import CHAIN
from levier.view.spelling import french_number, french_signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.system.control import Link
    from levier.view.page import Page

__all__ = ["reason"]

ROUNDING = 1e-9


def reason(page: Page, chain: Sequence[Link], english: str) -> str:
    """Return the reason that a chain of links makes.

    Links that share their object stand together, as in `levier.system.control`: a share of half or less is never
    called a majority.

    Args:
        page: the report.
        chain: the links, in the order of the reasoning.
        english: the sentence in English.
    """
    if page.language == "en":
        return english
    tiers = groupby(chain, key=lambda link: (link.relation, link.object))
    return elided(french_signs(" ; ".join(_tier(page, list(tier)) for _, tier in tiers)))


def _tier(page: Page, tier: Sequence[Link]) -> str:
    """Say the links that share a relation and an object."""
    first, names = tier[0], [page.names.thing(link.subject) for link in tier]
    held = page.names.thing(first.object)
    if first.relation not in ("holds", "votes"):
        return CHAIN[first.relation].format(who=" et ".join(names), held=held)
    total = math.fsum(link.share or 0.0 for link in tier)
    amount = _percent(total)
    if HALF + ROUNDING < total < 2 * HALF:
        amount = CHAIN["majority"].format(amount=amount)
    words = CHAIN["together" if len(tier) > 1 else first.relation]
    of = CHAIN["of votes" if first.relation == "votes" else "of"]
    each = [f"{name} ({_percent(link.share or 0.0)})" for name, link in zip(names, tier, strict=True)]
    who = names[0] if len(tier) == 1 else f"{', '.join(each[:-1])} et {each[-1]}"
    return words.format(who=who, amount=amount, of=of.format(held=held))


def _percent(share: float) -> str:
    return french_number(f"{share:.6g} %")
