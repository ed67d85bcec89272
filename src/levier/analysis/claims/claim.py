"""One claim of a ledger: what was said, and the check it names."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from levier.dataset import Period, parse_period, split
from levier.dataset.claim_checks import MANY, parse_arguments

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["Claim", "claims_of"]

CLOSE = 1e-9
"""Rounding of sums; a bound met but for rounding is met."""


@dataclass(frozen=True)
class Claim:
    """A checkable statement, as the table has it.

    Attributes:
        check: name of the check, ``arguments`` its arguments by name.
        value: what is claimed, in ``unit``.
        direction: ``at_least``, ``at_most`` or ``about``; ``tolerance``: how far off still counts.
    """

    id: str
    about: str
    paraphrase: str
    subject: str
    measure: str
    period: str
    value: float
    unit: str
    kind: str
    check: str
    arguments: dict[str, str]
    direction: str
    tolerance: float
    sources: tuple[str, ...]
    confirmed_by: str = ""
    note: str = ""

    @cached_property
    def span(self) -> Period:
        """The days it is about."""
        return parse_period(self.period)

    @property
    def year(self) -> int:
        """The year its period begins in."""
        return self.span.start.year

    def get(self, name: str) -> str:
        """Return an argument; blank if it is not given."""
        return self.arguments.get(name, "")

    def listed(self, name: str) -> tuple[str, ...]:
        """Return an argument that takes several values."""
        given = self.get(name)
        parts = given.split(",") if name in MANY else [given]
        return tuple(part.strip() for part in parts if part.strip())

    def accepts(self, value: float) -> bool:
        """Tell whether a found value bears the claim out.

        >>> claim = Claim("c", "oil", "", "", "", "2024", 80.0, "%", "fact", "flow", {}, "about", 3.0, ())
        >>> claim.accepts(82.9), claim.accepts(84.0)
        (True, False)
        """
        slack = self.tolerance + CLOSE * max(1.0, abs(self.value))
        above, below = value >= self.value - slack, value <= self.value + slack
        return {"at_least": above, "at_most": below}.get(self.direction, above and below)

    def asked(self, **changes: Any) -> Claim:
        """Return the same statement asked of something else: another period, subject or arguments."""
        return replace(self, **changes)

    def without(self, *names: str) -> Claim:
        """Return the claim without some arguments."""
        return replace(self, arguments={key: value for key, value in self.arguments.items() if key not in names})


def claims_of(package: Package) -> list[Claim]:
    """Return the claims of a package, in the order of its table."""
    found = []
    for row in package.table("claims").to_dict("records"):
        cells = {str(key): value for key, value in row.items()}
        cells["sources"] = split(cells["sources"])
        cells["arguments"] = parse_arguments(cells["arguments"]).values
        cells["tolerance"] = 0.0 if math.isnan(cells["tolerance"]) else float(cells["tolerance"])
        found.append(Claim(**cells))
    return found
