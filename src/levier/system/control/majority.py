"""Who holds a majority of what, tier by tier: a fixpoint, with the reason for every step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.system.control.graph import owners_above
from levier.system.control.link import HALF, Chain, Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from levier.system.control.link import Relation

__all__ = ["Control", "Holdings", "controlled_by", "controllers", "fixpoint", "holdings_of"]

ROUNDING = 1e-9
RELATIONS: Mapping[str, Relation] = {
    "equity": "holds",
    "voting": "votes",
    "majority": "is said to hold a majority of",
    "operatorship": "operates",
}


@dataclass(frozen=True)
class Control:
    """That one actor decides over a holding, and why.

    Attributes:
        actor: who decides.
        holding: over what: a company or an asset.
        kind: ``equity``, ``voting``, ``majority`` (said without a figure) or ``operatorship``, of the last tier.
        share: percent that the actor and what it controls hold together; NaN where the last tier has no figure.
        chain: links from the actor to the holding that suffice, in the order of the reasoning.
    """

    actor: str
    holding: str
    kind: str
    share: float
    chain: Chain


Holdings = dict[str, dict[str, list[Link]]]
"""Links into every holding, by kind of stake."""


def controlled_by(stakes: pd.DataFrame, actor: str, *, operatorship: bool = False) -> dict[str, Control]:
    """Find all that an actor controls by majorities, and by running it if asked.

    A holding is controlled where the actor and what it already controls hold more than half of it together:
    of its equity, or of its votes, never of the two added; exactly half is no majority. A majority of equity does
    not suffice where others are told to cast half of the votes or more. What is found is the least fixpoint, so
    companies that own each other do not lift themselves.

    Args:
        stakes: as :func:`stakes_at` gives them: owner, holding, share, kind, sources.
        actor: id of a state, company, consortium or fund.
        operatorship: count also who runs a company or an asset.

    Returns:
        By holding, in the order found: those one tier away first.

    Example:
        >>> import pandas as pd
        >>> rows = [("a", "b", 60, "equity", ()), ("a", "d", 20, "equity", ()), ("b", "d", 31, "equity", ())]
        >>> table = pd.DataFrame(rows, columns=["owner", "holding", "share", "kind", "sources"])
        >>> found = controlled_by(table, "a")
        >>> list(found), found["d"].share
        (['b', 'd'], 51.0)

    """
    return fixpoint(holdings_of(stakes), actor, operatorship=operatorship)


def fixpoint(holdings: Holdings, actor: str, *, operatorship: bool = False) -> dict[str, Control]:
    """Find what :func:`controlled_by` finds, from stakes already sorted."""
    found: dict[str, Control] = {}
    while True:
        inside = {actor: (), **{name: control.chain for name, control in found.items()}}
        new = {
            name: control
            for name, links in holdings.items()
            if name not in inside and (control := _decided(actor, name, links, inside, operatorship=operatorship))
        }
        if not new:
            return found
        found |= new


def controllers(stakes: pd.DataFrame, holding: str, *, operatorship: bool = False) -> dict[str, Control]:
    """Find everyone who controls a holding (see :func:`controlled_by`), by actor.

    Example:
        >>> import pandas as pd
        >>> rows = [("a", "b", 60, "equity", ()), ("b", "c", 50, "equity", ()), ("d", "c", 50, "equity", ())]
        >>> table = pd.DataFrame(rows, columns=["owner", "holding", "share", "kind", "sources"])
        >>> list(controllers(table, "b")), list(controllers(table, "c"))
        (['a'], [])

    """
    found, holdings = {}, holdings_of(stakes)
    for actor in sorted(owners_above(stakes, holding)):
        control = fixpoint(holdings, actor, operatorship=operatorship).get(holding)
        if control is not None:
            found[actor] = control
    return found


def holdings_of(stakes: pd.DataFrame) -> Holdings:
    """Sort stakes by holding and kind: one link an owner, its several stakes added, the largest first."""
    grouped: dict[tuple[str, str, str], list[tuple[float, tuple[str, ...]]]] = {}
    columns = [stakes[name] for name in ("owner", "holding", "share", "kind", "sources")]
    for owner, holding, share, kind, sources in zip(*columns, strict=True):
        grouped.setdefault((str(holding), str(kind), str(owner)), []).append((float(share), tuple(sources)))
    found: dict[str, dict[str, list[Link]]] = {}
    for (holding, kind, owner), rows in grouped.items():
        told = [share for share, _ in rows if not math.isnan(share)]
        cited = tuple(dict.fromkeys(source for _, sources in rows for source in sources))
        link = Link(owner, RELATIONS[kind], holding, math.fsum(told) if told else None, cited)
        found.setdefault(holding, {}).setdefault(kind, []).append(link)
    for kinds in found.values():
        for links in kinds.values():
            links.sort(key=lambda link: -(link.share or 0.0))
    return found


def _decided(
    actor: str, holding: str, stakes: Mapping[str, list[Link]], inside: Mapping[str, Chain], *, operatorship: bool
) -> Control | None:
    """Tell whether those inside decide over a holding, by the strongest kind of stake that says so."""
    cast_outside = math.fsum(link.share or 0.0 for link in stakes.get("voting", ()) if link.subject not in inside)
    for kind in RELATIONS:
        mine = [link for link in stakes.get(kind, ()) if link.subject in inside]
        share = math.nan
        if kind in ("equity", "voting"):
            share = math.fsum(link.share or 0.0 for link in mine)
            if share <= HALF + ROUNDING or (kind == "equity" and cast_outside >= HALF):
                continue
            mine = _enough(mine)
        elif not mine or (kind == "operatorship" and not operatorship):
            continue
        else:
            mine = mine[:1]
        before = [link for owner in mine for link in inside[owner.subject]]
        return Control(actor, holding, kind, share, tuple(dict.fromkeys([*before, *mine])))
    return None


def _enough(links: list[Link]) -> list[Link]:
    """Take the largest stakes until they are a majority."""
    for count in range(1, len(links)):
        if math.fsum(link.share or 0.0 for link in links[:count]) > HALF + ROUNDING:
            return links[:count]
    return links
