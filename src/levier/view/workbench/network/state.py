"""What a user has chosen on the page of a network: read from and written to the query of its address, and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from levier.engine import Contingency
from levier.errors import UsageError
from levier.view.workbench.query import fields_of, known, single
from levier.view.workbench.state import MOST_CUTS, Cut, cuts_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.view.words import Language

__all__ = ["MOST_KEPT", "NetState", "read_state", "written"]

LONGEST, LONGEST_LABEL = 16_000, 100
MOST_KEPT = 99
FIELDS = ("cut", "from", "to", "price", "lang")
HIGHEST = 1e12


@dataclass(frozen=True)
class NetState:
    """What is shown.

    Attributes:
        cuts: in the order they were made; ``group`` is the full name of an asset.
        start, end: labels of the first and last snapshot cut, or their beginnings; blank: the first, the last of all.
        price: of a unit of demand not served; None: as the network has it.
        language: ``en`` or ``fr``.
    """

    cuts: tuple[Cut, ...] = ()
    start: str = ""
    end: str = ""
    price: float | None = None
    language: Language = "en"

    def with_cuts(self, assets: Collection[str], kept: int) -> NetState:
        """Return this state with assets cut; those that are cut already keep their places."""
        share = min(MOST_KEPT, max(0, kept))
        known = {cut.group: cut for cut in self.cuts} | {asset: Cut(asset, share) for asset in assets}
        return replace(self, cuts=tuple(known.values())[:MOST_CUTS])

    def without(self, asset: str) -> NetState:
        """Return this state with an asset restored."""
        return replace(self, cuts=tuple(cut for cut in self.cuts if cut.group != asset))

    def to_shock(self) -> Contingency | None:
        """Return the cuts as a contingency, the same as that of ``levier stress NETWORK --cut``; None without cuts.

        >>> shock = NetState((Cut("Line:0"), Cut("Link:a", 50)), start="2015-01-01").to_shock()
        >>> shock == Contingency(("Line:0",), {"Link:a": 0.5}, start="2015-01-01")
        True
        """
        if not self.cuts:
            return None
        gone = tuple(cut.group for cut in self.cuts if cut.kept == 0)
        left = {cut.group: cut.kept / 100 for cut in self.cuts if cut.kept}
        return Contingency(gone, left, start=self.start or None, end=self.end or None)


def written(state: NetState) -> str:
    """Return the query of the address that stands for a state; what is as usual is left out.

    >>> written(NetState((Cut("Line:0"), Cut("Link:a", 50)), price=900.0))
    '?cut=Line%3A0&cut=Link%3Aa~50&price=900'
    >>> written(NetState())
    ''
    """
    pairs = [("cut", f"{cut.group}~{cut.kept}" if cut.kept or "~" in cut.group else cut.group) for cut in state.cuts]
    pairs += [(name, value) for name, value in (("from", state.start), ("to", state.end)) if value]
    if state.price is not None:
        pairs.append(("price", f"{state.price:.12g}"))
    if state.language != "en":
        pairs.append(("lang", state.language))
    return f"?{urlencode(pairs, safe='~')}" if pairs else ""


def read_state(query: str, assets: Collection[str]) -> NetState:
    """Read the query of an address.

    Args:
        query: with or without its question mark; it may come from anyone.
        assets: full names of what can be cut.

    Raises:
        UsageError: anything that is not a state of this page; what is allowed is said.
    """
    given = fields_of(query, FIELDS, LONGEST, MOST_CUTS + 10)
    cuts = cuts_of(given.pop("cut", []), assets, MOST_KEPT)
    alone = {name: single(name, values) for name, values in given.items()}
    return NetState(
        cuts,
        _label(alone.get("from", "")),
        _label(alone.get("to", "")),
        _price(alone["price"]) if alone.get("price") else None,
        "fr" if known(alone.get("lang", "en"), ("en", "fr"), "lang") == "fr" else "en",
    )


def _price(text: str) -> float:
    try:
        value = float(text[:LONGEST_LABEL]) if text.isascii() else float("nan")
    except ValueError:
        value = float("nan")
    if not (isfinite(value) and 0 < value <= HIGHEST):
        message = f"price of demand not served is {text[:40]!r}; a number above 0 is needed"
        raise UsageError(message)
    return value


def _label(text: str) -> str:
    if len(text) > LONGEST_LABEL:
        message = f"a label of a snapshot is {len(text)} characters long; at most {LONGEST_LABEL} are read"
        raise UsageError(message)
    return text
