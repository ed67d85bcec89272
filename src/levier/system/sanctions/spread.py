"""Which holdings are blocked because of who owns them: a fixpoint on blocked status, tier by tier.

A company that is reached counts with its full stake on the next tier, so 50 % of 50 % is reached where half is enough
(OFAC, FAQ 401). The least fixpoint is taken: companies that only own each other block nobody.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from levier.system.control import Link

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import pandas as pd

    from levier.system.sanctions.rule import Rule

__all__ = ["Spread", "spread"]

_RELATIONS = {"equity": "holds", "voting": "votes", "majority": "is said to hold a majority of"}


@dataclass(frozen=True)
class Spread:
    """What a set of designations reaches.

    Attributes:
        designated: the actors it starts from.
        reached: holdings blocked by ownership, in the order in which they are reached.
        links: by holding, touched or reached: the direct links of blocked owners that are counted in the test.
        share: by holding: what these links add up to, percent; NaN where only a majority is told.
        runs: by holding: the person's own spread that its links are from, where persons are tested one by one.
    """

    designated: tuple[str, ...]
    reached: tuple[str, ...]
    links: dict[str, tuple[Link, ...]]
    share: dict[str, float]
    runs: dict[str, Spread] = field(default_factory=dict, repr=False)

    @property
    def blocked(self) -> frozenset[str]:
        """All that is blocked, by name or by ownership."""
        return frozenset((*self.designated, *self.reached))

    def chain(self, holding: str) -> tuple[Link, ...]:
        """Give the links that lead from designated actors to a holding, owners first.

        Example:
            >>> import pandas as pd
            >>> from levier.system.sanctions import Rule, spread
            >>> rows = [("x", "a", 50.0, "equity", ()), ("a", "b", 50.0, "equity", ())]
            >>> stakes = pd.DataFrame(rows, columns=["owner", "holding", "share", "kind", "sources"])
            >>> [link.object for link in spread(stakes, ["x"], Rule("office")).chain("b")]
            ['a', 'b']

        """
        if holding in self.runs:
            return self.runs[holding].chain(holding)
        found: list[Link] = []
        seen: set[str] = set()

        def above(name: str) -> None:
            seen.add(name)
            for link in self.links.get(name, ()):
                if link.subject not in self.designated and link.subject not in seen:
                    above(link.subject)
            found.extend(self.links.get(name, ()))

        above(holding)
        return tuple(found)


def spread(stakes: pd.DataFrame, designated: Collection[str], rule: Rule) -> Spread:
    """Follow a rule of ownership from designated actors through all tiers.

    Args:
        stakes: owner, holding, share (percent), kind, sources, as :func:`levier.system.control.stakes_at` gives them.
        designated: actors blocked by name.
        rule: the authority's test.

    Returns:
        What is reached, and what was counted for every holding that a blocked actor has a stake in.

    Example:
        >>> import pandas as pd
        >>> from levier.system.sanctions import Rule
        >>> rows = [("x", "a", 25.0, "equity", ()), ("y", "a", 25.0, "equity", ()), ("x", "b", 49.0, "equity", ())]
        >>> stakes = pd.DataFrame(rows, columns=["owner", "holding", "share", "kind", "sources"])
        >>> spread(stakes, ["x", "y"], Rule("office")).reached
        ('a',)
        >>> spread(stakes, ["x", "y"], Rule("office", aggregated=False)).reached
        ()

    """
    first = tuple(dict.fromkeys(designated))
    groups = [first] if rule.aggregated else [(name,) for name in first]
    by_holding = _direct(stakes)
    runs = [_one(by_holding, group, rule) for group in groups]
    reached = tuple(dict.fromkeys(name for run in runs for name in run.reached if name not in first))
    links: dict[str, tuple[Link, ...]] = {}
    share: dict[str, float] = {}
    of: dict[str, Spread] = {}
    for run in runs:
        for name, counted in run.links.items():
            if name in first:
                continue
            better = name in run.reached or (name not in reached and run.share[name] > share.get(name, -1.0))
            if name not in links or better:
                links[name], share[name], of[name] = counted, run.share[name], run
    return Spread(first, reached, links, share, of)


def _one(by_holding: dict[str, list[tuple[str, Link]]], group: Iterable[str], rule: Rule) -> Spread:
    """Run the fixpoint for persons whose holdings add up; what one of them reaches counts, designated itself or not."""
    start = tuple(group)
    blocked = set(start)
    reached: list[str] = []
    links: dict[str, tuple[Link, ...]] = {}
    share: dict[str, float] = {}
    while True:
        new = {}
        for holding, rows in by_holding.items():
            if holding in blocked:
                continue
            counted, total, enough = _test([row for row in rows if row[1].subject in blocked], rule)
            if counted:
                links[holding], share[holding] = counted, total
            if enough:
                new[holding] = counted
        if not new:
            return Spread(start, tuple(reached), links, share)
        blocked |= new.keys()
        reached += list(new)


def _test(rows: list[tuple[str, Link]], rule: Rule) -> tuple[tuple[Link, ...], float, bool]:
    """Give the links counted, their sum, and whether they reach; of shares and votes whichever adds up to more."""
    said = tuple(link for kind, link in rows if kind == "majority")
    best: tuple[tuple[Link, ...], float] = ((), 0.0)
    for kind in ("equity", "voting") if rule.votes else ("equity",):
        counted = tuple(link for found, link in rows if found == kind)
        total = math.fsum(link.share or 0.0 for link in counted)
        if total > best[1]:
            best = counted, total
    if rule.met(best[1]):
        return *best, True
    return (said, math.nan, True) if said else (*best, False)


def _direct(stakes: pd.DataFrame) -> dict[str, list[tuple[str, Link]]]:
    """Give the direct links into every holding, with the kind of each."""
    found: dict[str, list[tuple[str, Link]]] = {}
    for row in stakes.to_dict("records"):
        kind, share = str(row["kind"]), row["share"]
        if kind not in _RELATIONS or (math.isnan(share) and kind != "majority"):
            continue
        told = None if math.isnan(share) else float(share)
        link = Link(str(row["owner"]), _RELATIONS[kind], str(row["holding"]), told, tuple(row["sources"]))  # type: ignore[arg-type]  # the words of a closed table
        found.setdefault(link.object, []).append((kind, link))
    return found
