"""Rule: effective capacity is at most paper capacity, and at least what was seen to flow."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.dataset.facts import Fact, facts
from levier.dataset.period import Period, parse_period, parse_validity
from levier.dataset.rules_unit import carrier_rows
from levier.dataset.units import YEAR_DAYS, rate, volume
from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.package import Package
    from levier.dataset.problem import Problem

__all__ = ["UNCERTAINTY", "capacities", "slot_flows"]

UNCERTAINTY = {
    "operator": 0.003,
    "rounded": 0.01,
    "converted": 0.02,
    "secondary": 0.05,
    "derived": 0.02,
    "plan": 0.1,
    "estimate": 0.2,
}
"""Relative standard uncertainty of a report of each kind, where the row gives none."""

_ROUNDING = 1e-9


@dataclass(frozen=True)
class _Flow:
    """A used report of a flow: mean rate in the carrier's unit per year, less its uncertainty."""

    fact: Fact
    asset: str
    period: Period
    least: float


def capacities(package: Package) -> Iterator[Problem]:
    """Tell of effective capacities above paper capacity or below a flow that was observed."""
    known = carrier_rows(package)
    flows = defaultdict(list)
    for flow in _flows(package, known):
        flows[flow.asset].append(flow)
    for table in ("supplies", "corridors", "converters", "slots"):
        for fact in facts(package, table):
            effective, paper = fact.number("capacity"), fact.number("capacity_paper")
            if effective > paper * (1 + _ROUNDING):
                yield fact.problem(
                    "capacity", f"effective capacity is above paper capacity ({paper:g})", f"at most {paper:g}"
                )
            limit = _rate(fact, known.get(fact.text("carrier")))
            above = [
                flow for flow in flows[fact.id] if flow.least > limit * (1 + _ROUNDING) and _holds(fact, flow.period)
            ]
            if above:
                yield _too_small(fact, max(above, key=lambda flow: flow.least), limit, len(above))


def slot_flows(package: Package) -> Iterator[Problem]:
    """Tell of slots whose capacity is below what their users together were seen to carry in one period."""
    known = carrier_rows(package)
    users = {fact.id: fact for table in ("corridors", "converters") for fact in facts(package, table)}
    flows: dict[str, list[_Flow]] = defaultdict(list)
    for flow in _flows(package, known):
        for name in users[flow.asset].items("slot") if flow.asset in users else ():
            flows[name].append(flow)
    for slot in facts(package, "slots"):
        shares: dict[Period, dict[str, float]] = defaultdict(dict)
        for flow in flows[slot.id]:
            if _holds(slot, flow.period):
                limit = _rate(slot, known[users[flow.asset].text("carrier")])
                share = flow.least / limit if limit else math.copysign(math.inf, flow.least)
                seen = shares[flow.period]
                seen[flow.asset] = min(share, seen.get(flow.asset, math.inf))
        full = {period: math.fsum(parts.values()) for period, parts in shares.items()}
        worst = max(full, key=full.__getitem__, default=None)
        if worst is not None and full[worst] > 1 + _ROUNDING:
            text = f"its users carried {full[worst]:.1%} of this capacity in {worst}, their uncertainty taken off"
            wanted = slot.number("capacity") * full[worst]
            needed = f"at least {_up(wanted)}" if 0 < wanted < math.inf else "more than 0"
            yield slot.problem("capacity", text, f"{needed} {slot.text('unit')}, or blank")


def _flows(package: Package, known: dict[str, dict[str, Any]]) -> Iterator[_Flow]:
    """Give the used reports of flows of supplies, corridors and converters that can be converted."""
    own = {
        fact.id: fact.text("carrier")
        for table in ("supplies", "corridors", "converters")
        for fact in facts(package, table)
    }
    for fact in facts(package, "observations"):
        asset = fact.text("subject")
        if fact.text("measure") != "flow" or fact.cells.get("use") is False or own.get(asset) not in known:
            continue
        try:
            period = parse_period(fact.text("period"))
            amount = volume(fact.number("value"), fact.text("unit"), known[own[asset]], period.days)
        except DatasetError:
            continue
        spread = fact.number("uncertainty")
        spread = UNCERTAINTY.get(fact.text("kind"), 0.0) if math.isnan(spread) else spread
        yield _Flow(fact, asset, period, amount * (1 - spread) * YEAR_DAYS / period.days)


def _rate(fact: Fact, carrier: dict[str, Any] | None) -> float:
    """Effective capacity in the carrier's unit per year; infinite where it is blank or cannot be converted."""
    if carrier is None or math.isnan(fact.number("capacity")):
        return math.inf
    try:
        return rate(fact.number("capacity"), fact.text("unit"), carrier)
    except DatasetError:
        return math.inf


def _holds(fact: Fact, period: Period) -> bool:
    """Tell whether a row holds through a whole period."""
    try:
        return parse_validity(fact.text("valid_from"), fact.text("valid_to")).covers(period)
    except DatasetError:
        return False


def _too_small(fact: Fact, flow: _Flow, limit: float, count: int) -> Problem:
    """Word a capacity below a flow."""
    more = f" (and {count - 1} more)" if count > 1 else ""
    seen = " ".join(flow.fact.text(field) for field in ("value", "unit"))
    text = f"below the flow of {seen} in {flow.fact.text('period')} that {flow.fact.id} reports{more}"
    if not limit:
        return fact.problem("capacity", text, "more than 0, or the report with use = false")
    needed = _up(fact.number("capacity") * flow.least / limit)
    return fact.problem("capacity", text, f"at least {needed} {fact.text('unit')}, or the report with use = false")


def _up(value: float) -> str:
    """Write a number rounded up to four digits, so that what is asked for is enough."""
    digits = 3 - math.floor(math.log10(value))
    return f"{math.ceil(value * 10.0**digits) / 10.0**digits:.12g}"
