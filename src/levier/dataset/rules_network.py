"""Rule: the rows make a network that can balance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.dataset.facts import Fact, facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.package import Package
    from levier.dataset.problem import Problem

__all__ = ["buses", "circles", "ends", "profiles"]

_OUTPUTS = (
    ("to_place", "to_carrier", "efficiency"),
    ("to2_place", "to2_carrier", "efficiency2"),
    ("to3_place", "to3_carrier", "efficiency3"),
)
_MONTHS = {str(month) for month in range(1, 13)}
_MEAN_TOLERANCE = 0.1
_SHARED = ("supplies", "slots", "corridors", "converters")

_Bus = tuple[str, str]


def buses(package: Package) -> Iterator[Problem]:
    """Tell of buses (place and carrier) that nothing fills or nothing empties."""
    filled: dict[_Bus, Fact] = {}
    emptied: dict[_Bus, Fact] = {}
    for bus, fact, fills in _sides(package):
        (filled if fills else emptied).setdefault(bus, fact)
    for (place, carrier), fact in filled.items():
        if (place, carrier) not in emptied:
            text = f"nothing takes {carrier} out of {place}"
            yield fact.problem("id", text, "a demand, market, corridor or converter that starts there")
    for (place, carrier), fact in emptied.items():
        if (place, carrier) not in filled:
            text = f"nothing brings {carrier} to {place}"
            yield fact.problem("id", text, "a supply, corridor or converter that ends there")
    for fact in facts(package, "storages"):
        place, carrier = fact.text("place"), fact.text("carrier")
        if (place, carrier) not in filled.keys() | emptied.keys():
            text = f"nothing brings {carrier} to {place} or takes it out"
            yield fact.problem("id", text, "a corridor, supply or demand there")


def ends(package: Package) -> Iterator[Problem]:
    """Tell of corridors that end where they start, and of converter outputs that are only half named."""
    for fact in facts(package, "corridors"):
        if fact.text("from") == fact.text("to"):
            yield fact.problem("to", "the corridor ends where it starts", "another place than in `from`")
    for fact in facts(package, "converters"):
        for fields in _OUTPUTS[1:]:
            blank = [field for field in fields if not fact.text(field)]
            if 0 < len(blank) < len(fields):
                text = f"{', '.join(fields)} all filled or all blank"
                yield fact.problem(blank[0], "the output is only half named", text)


def _sides(package: Package) -> Iterator[tuple[_Bus, Fact, bool]]:
    """Give every bus that a row fills (true) or empties (false); a negative efficiency is a second input."""
    for table, fills in (("supplies", True), ("demands", False), ("markets", False)):
        for fact in facts(package, table):
            yield (fact.text("place"), fact.text("carrier")), fact, fills
    for fact in facts(package, "corridors"):
        yield (fact.text("from"), fact.text("carrier")), fact, False
        yield (fact.text("to"), fact.text("carrier")), fact, True
    for fact in facts(package, "converters"):
        yield (fact.text("place"), fact.text("carrier")), fact, False
        for place, carrier, efficiency in _OUTPUTS:
            if fact.text(place) and fact.text(carrier):
                yield (fact.text(place), fact.text(carrier)), fact, not fact.number(efficiency) < 0


def circles(package: Package) -> Iterator[Problem]:
    """Tell of aggregates that contain themselves."""
    terms: dict[str, list[str]] = {}
    rows: dict[str, Fact] = {}
    for fact in facts(package, "aggregates"):
        terms.setdefault(fact.id, []).append(fact.text("term"))
        rows.setdefault(fact.id, fact)
    for aggregate, fact in rows.items():
        seen: set[str] = set()
        open_ = list(terms[aggregate])
        while open_:
            term = open_.pop()
            if term not in seen:
                seen.add(term)
                open_.extend(terms.get(term, ()))
        if aggregate in seen:
            allowed = "assets, or aggregates that do not lead back here"
            yield fact.problem("term", "the aggregate contains itself", allowed)


def profiles(package: Package) -> Iterator[Problem]:
    """Tell of profiles with missing months or a mean far from 1.

    Only assets may have a profile of shares of their capacity (no month above 1), whose mean is then free.
    """
    assets = {fact.text("profile") for table in _SHARED for fact in facts(package, table)}
    demands = {fact.text("profile") for fact in facts(package, "demands")}
    rows: dict[str, list[Fact]] = {}
    for fact in facts(package, "profiles"):
        rows.setdefault(fact.id, []).append(fact)
    for name, listed in rows.items():
        months = [fact for fact in listed if fact.text("month") in _MONTHS]
        absent = sorted(_MONTHS - {fact.text("month") for fact in months}, key=int)
        if absent:
            text = f"the profile lacks the months {', '.join(absent)}"
            yield listed[0].problem("month", text, "a row for each month 1 to 12")
            continue
        values = [fact.number("value") for fact in months]
        mean = math.fsum(values) / len(values)
        shares = name in assets - demands and max(values) <= 1
        if abs(mean - 1) > _MEAN_TOLERANCE and not shares:
            text = f"the mean of the months is {mean:.3g}"
            allowed = "twelve values with a mean of 0.9 to 1.1; for an asset also shares of capacity from 0 to 1"
            yield listed[0].problem("value", text, allowed)
