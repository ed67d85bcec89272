"""The snapshots of a system: stretches of a year with their share of it, and peak hours of no length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from levier.dataset.period import Period
from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Calendar", "Snapshot", "check_year"]

PEAK_MONTH = 1
DECEMBER = 12
FIRST_YEAR, LAST_YEAR = 1900, 2200


def check_year(year: int, what: str = "year") -> int:
    """Return a year of a calendar.

    Args:
        year: any number.
        what: it is, for the message.

    Raises:
        UsageError: before 1900 or after 2200.

    >>> check_year(2024)
    2024
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"{what} {year} is out of range; {FIRST_YEAR} to {LAST_YEAR} are possible"
        raise UsageError(message)
    return year


@dataclass(frozen=True)
class Snapshot:
    """A stretch of time with constant rates; a peak hour stands beside the stretch it lies in."""

    label: str
    period: Period
    kind: Literal["energy", "peak"] = "energy"


@dataclass(frozen=True)
class Calendar:
    """The snapshots of one year, in order; energy snapshots cover it without gap or overlap.

    >>> calendar = Calendar.months(2024)
    >>> len(calendar), round(float(calendar.weights.sum()), 12)
    (12, 1.0)
    >>> calendar.days_in_year
    366
    """

    year: int
    snapshots: tuple[Snapshot, ...]

    @classmethod
    def months(cls, year: int, *, peak: bool = False) -> Calendar:
        """Return the twelve months of a year, with a winter peak hour (in January) on request.

        Raises:
            UsageError: a year before 1900 or after 2200.
        """
        check_year(year)
        starts = [date(year, month, 1) for month in range(1, DECEMBER + 1)] + [date(year + 1, 1, 1)]
        return cls.from_starts(year, starts, peak=peak)

    @classmethod
    def from_starts(cls, year: int, starts: Iterable[date], *, peak: bool = False) -> Calendar:
        """Return snapshots between consecutive dates; the last date closes the year."""
        days = list(starts)
        label = "%Y-%m" if all(day.day == 1 for day in days) else "%Y-%m-%d"
        energy = [Snapshot(a.strftime(label), Period(a, b)) for a, b in pairwise(days)]
        if peak:
            hour = date(year, PEAK_MONTH, 15)
            energy.append(Snapshot("peak", Period(hour, hour + timedelta(days=1)), "peak"))
        return cls(year, tuple(energy))

    def __len__(self) -> int:
        """Return the number of snapshots, peak hours included."""
        return len(self.snapshots)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in order."""
        return tuple(snapshot.label for snapshot in self.snapshots)

    @property
    def days_in_year(self) -> int:
        """Days of the year the shares refer to."""
        return (date(self.year + 1, 1, 1) - date(self.year, 1, 1)).days

    @property
    def energy(self) -> np.ndarray:
        """Mask (snapshots,) of those that carry energy."""
        return np.array([snapshot.kind == "energy" for snapshot in self.snapshots])

    @property
    def weights(self) -> np.ndarray:
        """Share of the year of each snapshot (snapshots,); 0 for peak hours."""
        days = [s.period.days if s.kind == "energy" else 0 for s in self.snapshots]
        return np.array(days, dtype=float) / self.days_in_year

    def shares(self, period: Period) -> np.ndarray:
        """Share of the year of the part of each snapshot inside a period (snapshots,).

        A flow's volume over the period is the product of these shares and its rates per year.

        >>> Calendar.months(2023).shares(Period(date(2023, 1, 1), date(2023, 2, 1)))[:2].round(4)
        array([0.0849, 0.    ])
        """
        inside = [s.period.overlap(period) if s.kind == "energy" else 0 for s in self.snapshots]
        return np.array(inside, dtype=float) / self.days_in_year

    def window(self, start: int | Literal["peak"], months: int) -> tuple[str, int]:
        """Return the first snapshot of a stretch of months, and how many snapshots it goes through.

        Args:
            start: month of the year (1 to 12), or ``peak`` for the peak hour (a stretch of one).
            months: length; a snapshot counts if at least half of it lies inside.

        >>> Calendar.months(2024).window(3, 2)
        ('2024-03', 2)
        """
        if start == "peak":
            return "peak", 1
        energy = [s for s in self.snapshots if s.kind == "energy"]
        first_day = date(self.year, start, 1)
        gaps = [abs((s.period.start - first_day).days) for s in energy]
        first = gaps.index(min(gaps))
        last = (start - 1 + months) % DECEMBER + 1
        turns = (start - 1 + months) // DECEMBER
        end = date(self.year + turns, last, 1)
        left, steps = (end - first_day).days, 0
        while left > 0 and left >= energy[(first + steps) % len(energy)].period.days / 2:
            left -= energy[(first + steps) % len(energy)].period.days
            steps += 1
        return energy[first].label, max(steps, 1)

    def month_keys(self) -> list[str]:
        """Key of each snapshot in a table of profiles: its month, or ``peak``."""
        return ["peak" if s.kind == "peak" else str(s.period.start.month) for s in self.snapshots]
