"""Rule: what the report leads with names rows that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.dataset.facts import facts
from levier.dataset.headline import FILE, headline_of
from levier.dataset.problem import Problem, nearest
from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.headline import Headline
    from levier.dataset.package import Package

__all__ = ["report"]

FEW = 12


def report(package: Package) -> Iterator[Problem]:
    """Tell of a file that cannot be read, and of countries, families, keys and claims that no row defines."""
    try:
        asked = headline_of(package.extras)
    except DatasetError as error:
        yield Problem(FILE, None, "", "", "", str(error).removeprefix(f"{FILE}: "))
        return
    for field, value, known in _named(package, asked):
        if value and value not in known:
            few = ", ".join(sorted(known)) if len(known) <= FEW else ""
            yield Problem(FILE, None, "", field, value, "no row defines this", few, nearest(value, known))


def _named(package: Package, asked: Headline) -> Iterator[tuple[str, str, set[str]]]:
    """Give every name in the file: its field, itself, and the names that may stand there."""

    def ids(table: str) -> set[str]:
        return {fact.id for fact in facts(package, table)}

    ways = [*facts(package, "corridors"), *facts(package, "converters")]
    families = {fact.text("family") for fact in facts(package, "carriers")}
    countries = ids("countries")
    of = {
        "partner": countries,
        "territory": countries,
        "operator": ids("actors"),
        "group": {fact.text("group") or fact.id for fact in ways},
    }
    yield from (("country", asked.country, countries), ("closed", asked.closed, countries))
    yield from (("family", asked.family, families), ("map", asked.map, families))
    yield from ((f"shares.{name}.key", share.key, of[share.dimension]) for name, share in asked.shares.items())
    yield from (("claims", claim, ids("claims")) for claim in asked.claims)
