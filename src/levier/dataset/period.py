"""Spans of days, read from and written as the partial ISO dates of the tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from levier.errors import DatasetError

__all__ = ["ALWAYS", "Period", "parse_period", "parse_validity"]

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FORMS = "2024, 2024-03, 2024-03-15, 2024-01/2024-10 or 2024-01-01/2024-06-13 (both ends included)"
_DECEMBER = 12


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole days, `start` included and `stop` excluded.

    Raises:
        DatasetError: `stop` is not after `start`.

    Example:
        >>> from datetime import date
        >>> Period(date(2024, 1, 1), date(2025, 1, 1)).days
        366

    """

    start: date
    stop: date

    def __post_init__(self) -> None:
        """Refuse an empty or reversed span."""
        if self.stop <= self.start:
            message = f"a period must end after it starts: {self.start} to {self.stop} (end excluded)"
            raise DatasetError(message)

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.stop - self.start).days

    @property
    def last(self) -> date:
        """Last day that belongs to the period."""
        return self.stop - timedelta(days=1)

    def overlap(self, other: Period) -> int:
        """Count the days that both periods hold; 0 where they are apart.

        Example:
            >>> parse_period("2024").overlap(parse_period("2024-02/2025-03"))
            335

        """
        return max(0, (min(self.stop, other.stop) - max(self.start, other.start)).days)

    def covers(self, other: Period) -> bool:
        """Tell whether every day of `other` lies in this period."""
        return self.start <= other.start and other.stop <= self.stop

    def __str__(self) -> str:
        """Write the first and the last day, as the tables do."""
        return f"{self.start}/{self.last}"


ALWAYS = Period(date.min, date.max)
"""The validity of a row without dates."""


def parse_period(text: str) -> Period:
    """Read a period as the tables write it.

    Args:
        text: `2024`, `2024-03`, `2024-03-15`, or two such dates with `/` between; both ends belong to the period.

    Returns:
        The days meant: a partial date at the start means its first day, at the end its last day.

    Raises:
        DatasetError: the text is not a period, a date does not exist, or the end is before the start.

    Example:
        >>> str(parse_period("2024-01/2024-10"))
        '2024-01-01/2024-10-31'
        >>> parse_period("2024-02").days
        29

    """
    first, slash, last = text.strip().partition("/")
    start, stop = _bounds(first, text)
    if slash:
        _, stop = _bounds(last, text)
    if stop <= start:
        message = f"period {text!r} ends before it starts; write the earlier date first"
        raise DatasetError(message)
    return Period(start, stop)


def parse_validity(first: str, last: str) -> Period:
    """Read the first and last day of a row; a blank means open on that side.

    Args:
        first: partial date such as `2024-03`, or blank.
        last: partial date, included, or blank.

    Returns:
        The days on which the row holds; `ALWAYS` if both are blank.

    Raises:
        DatasetError: a date is not one, or the last day is before the first.

    Example:
        >>> str(parse_validity("2023", "2024-06"))
        '2023-01-01/2024-06-30'
        >>> parse_validity("", "") == ALWAYS
        True

    """
    start = _bounds(first, first)[0] if first.strip() else date.min
    stop = _bounds(last, last)[1] if last.strip() else date.max
    if stop <= start:
        message = f"the validity ends ({last.strip()}) before it starts ({first.strip()})"
        raise DatasetError(message)
    return Period(start, stop)


def _bounds(text: str, whole: str) -> tuple[date, date]:
    """First day of a partial date, and the day after its last."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        message = f"{whole!r} is not a date or a period; allowed: {_FORMS}"
        raise DatasetError(message)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        start = date(year or 0, month or 1, day or 1)
        if day:
            return start, start + timedelta(days=1)
        if month and month < _DECEMBER:
            return start, date(start.year, month + 1, 1)
        return start, date(start.year + 1, 1, 1)
    except (ValueError, OverflowError) as error:
        message = f"{whole!r} holds a date that does not exist ({error}); allowed: {_FORMS}"
        raise DatasetError(message) from None
