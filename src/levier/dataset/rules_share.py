"""Rule: shares add up to a whole, prices are in order, and territory is told."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.dataset.facts import Fact, facts
from levier.dataset.period import Period, parse_validity
from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.package import Package
    from levier.dataset.problem import Problem

__all__ = ["prices", "stakes", "territory", "tiers"]

_WHOLE = 100.0
_ROUNDING = 0.5
"""Shares as printed are rounded; a holding may add up to this much over the whole, in percent."""


def tiers(package: Package) -> Iterator[Problem]:
    """Tell of demand tiers that do not add up to 1 or do not rise in value."""
    for fact in facts(package, "demands"):
        try:
            pairs = [(float(share), float(value)) for share, value in (item.split(":") for item in fact.items("tiers"))]
        except ValueError:
            continue
        total = math.fsum(share for share, _ in pairs)
        if pairs and not math.isclose(total, 1, abs_tol=1e-6):
            yield fact.problem(
                "tiers", f"the shares add up to {total:.6g}", "shares that add up to 1, such as 0.1:150;0.9:400"
            )
        values = [value for _, value in pairs]
        if values != sorted(values):
            yield fact.problem("tiers", "the values do not rise", "tiers from the least to the most valuable")


def stakes(package: Package) -> Iterator[Problem]:
    """Tell of holdings of which more than 100 % is owned on some day."""
    holdings: dict[tuple[str, str], list[tuple[Period, Fact]]] = {}
    for fact in facts(package, "stakes"):
        if fact.text("kind") == "operatorship" or math.isnan(fact.number("share")):
            continue
        try:
            span = parse_validity(fact.text("from"), fact.text("to"))
        except DatasetError:
            continue
        holdings.setdefault((fact.text("holding"), fact.text("kind")), []).append((span, fact))
    for (holding, kind), rows in holdings.items():
        for span, fact in rows:
            held = [other for other, _ in rows if other.start <= span.start < other.stop]
            total = math.fsum(item.number("share") for other, item in rows if other.start <= span.start < other.stop)
            if total > _WHOLE + _ROUNDING:
                since = span.start if fact.text("from") else "all time"
                text = f"the {len(held)} {kind} stakes in {holding} add up to {total:.6g} % since {since}"
                yield fact.problem("share", text, f"at most {_WHOLE:.0f} % on any day; close the older stake with `to`")
                break


def territory(package: Package) -> Iterator[Problem]:
    """Tell of assets without territory, and of corridors that leave out the country of an end."""
    homes = {fact.id: (fact.text("country"), fact.text("kind")) for fact in facts(package, "places")}
    for table in ("slots", "corridors"):
        for fact in facts(package, table):
            stated = fact.items("territory")
            if fact.text("territory") and not stated:
                yield fact.problem("territory", "no country is named", "country ids separated by ;")
            for end in ("from", "to"):
                country, kind = homes.get(fact.text(end), ("", ""))
                if stated and country not in ("", "WW", *stated) and kind not in ("sea", "border", "offshore"):
                    text = f"{fact.text(end)} lies in {country}, which the territory leaves out"
                    yield fact.warning("territory", text, "every state the corridor crosses, its ends included")


def prices(package: Package) -> Iterator[Problem]:
    """Tell of price rows whose low, base and high are out of order."""
    for fact in facts(package, "prices"):
        low, base, high = (fact.number(name) for name in ("low", "base", "high"))
        if low > base or base > high:
            yield fact.problem(
                "base",
                f"out of order: low {low:g}, base {base:g}, high {high:g}",
                "low, base and high that rise or are equal",
            )
