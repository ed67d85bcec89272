"""Rule: no more units are needed for a row's whole capacity than it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.dataset.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.dataset.package import Package
    from levier.dataset.problem import Problem

__all__ = ["needed"]


def needed(package: Package) -> Iterator[Problem]:
    """Tell of rows of units that need more than they count."""
    for fact in facts(package, "units"):
        count, wanted = fact.number("count"), fact.number("needed")
        if wanted > count:
            yield fact.problem("needed", f"more than the {count:g} units there are", f"1 to {count:g}, or blank: all")
