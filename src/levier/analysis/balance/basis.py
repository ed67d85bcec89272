"""One thing that is shared out among partners in one period: what is told of each, and the shares that follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from levier.dataset import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["ALL", "FEWEST", "REST", "SOME", "Basis", "Told", "effective_number"]

FEWEST = 2
"""Partners without which there is no share."""
REST = "rest"
"""The part of a told total whose partners are not told."""
WHOLE_YEAR = 360
"""Days from which a period stands for a year or more."""
ROUNDING = 1.005
"""Parts that add up to this much of their total are its whole, rounded."""
ALL = "told total"
SOME = "told partners"


def effective_number(values: Iterable[float]) -> float:
    """Return the effective number of partners: the inverse Herfindahl index of their shares (Hirschman 1945).

    Args:
        values: amounts or shares of partners, not negative.

    Returns:
        Between 1 and the number of partners; 0 where there is nothing.

    Example:
        >>> effective_number([5, 5]), effective_number([9, 0])
        (2.0, 1.0)

    """
    found = list(values)
    squares = sum(value * value for value in found)
    return sum(found) ** 2 / squares if squares > 0 else 0.0


@dataclass(frozen=True)
class Told:
    """What is told of one partner: the value used, the range of what is told, and by whom.

    Attributes:
        parts: countries it was added up from, where a bloc itself is not told.
    """

    value: float
    low: float
    high: float
    sources: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Basis:
    """One thing shared out among partners.

    Attributes:
        domain: trade, gas, ...; measure: which of its measures.
        direction: ``out``, ``in`` or ``both``, seen from the country.
        period: as the tables write it; unit: of the values.
        told: by partner; only values above 0.
        total: of all partners, where it is told; sources of it.
    """

    domain: str
    measure: str
    direction: str
    period: str
    unit: str
    told: Mapping[str, Told]
    total: float | None = None
    sources: tuple[str, ...] = field(default=())

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return parse_period(self.period).last.year

    @property
    def whole_year(self) -> bool:
        """Tell whether the period stands for a year or more."""
        return parse_period(self.period).days >= WHOLE_YEAR

    @property
    def computable(self) -> bool:
        """Tell whether two partners or more are told."""
        return len(self.told) >= FEWEST

    @property
    def sum(self) -> float:
        """What the partners told add up to."""
        return sum(each.value for each in self.told.values())

    @property
    def coverage(self) -> float | None:
        """Part of the total that the partners told add up to; None where no total is told."""
        return None if not self.total else self.sum / self.total

    @property
    def of(self) -> str:
        """What the shares are of: the told total, or the told partners (no total, or one that is less than they)."""
        return ALL if self.coverage is not None and self.coverage <= ROUNDING else SOME

    @property
    def whole(self) -> float:
        """The denominator of every share."""
        return max(self.total or 0.0, self.sum) if self.of == ALL else self.sum

    def shares(self) -> dict[str, float]:
        """Return the share of each partner, largest first, then of the rest of a told total; they add up to 1.

        Example:
            >>> basis = Basis("trade", "turnover", "both", "2024", "USD bn",
            ...     {"CN": Told(30, 30, 30), "RU": Told(50, 50, 50)}, total=100.0)
            >>> basis.shares(), basis.of
            ({'RU': 0.5, 'CN': 0.3, 'rest': 0.2}, 'told total')

        """
        found = {key: each.value / self.whole for key, each in sorted(self.told.items(), key=_largest)}
        if self.of == ALL and self.whole > self.sum:
            found[REST] = (self.whole - self.sum) / self.whole
        return found

    def share_range(self, partner: str) -> tuple[float, float]:
        """Return the share if the partner's own value is the lowest or the highest told, the others as used."""
        each = self.told[partner]
        if self.of == ALL:
            return min(1.0, each.low / self.whole), min(1.0, each.high / self.whole)
        others = self.sum - each.value
        return each.low / (each.low + others), each.high / (each.high + others)

    def effective_range(self) -> tuple[float, float]:
        """Return the effective number if the rest is one further partner, and if it is very many; the truth is between.

        Without a total, or without a rest, both are that of the partners told.
        """
        shares = self.shares()
        squares = sum(share * share for key, share in shares.items() if key != REST)
        return effective_number(shares.values()), 1.0 / squares

    @property
    def rank(self) -> tuple[bool, bool, float, int]:
        """How well it stands for a domain's year: a whole year, a total, its coverage, the partners told."""
        covered = self.coverage if self.of == ALL and self.coverage is not None else 0.0
        return self.whole_year, self.of == ALL, min(1.0, covered), len(self.told)


def _largest(item: tuple[str, Told]) -> tuple[float, str]:
    return -item[1].value, item[0]
