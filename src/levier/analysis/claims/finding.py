"""What a check finds: a value, how sure it is, what it rests on; or what is missing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from levier.sentence import Amount, Listing, Name, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Z90", "Finding", "Report", "apart", "over", "pooled", "spell", "told", "unit_name"]

Z90 = 1.6449
"""Half width of a 90 % interval, in standard uncertainties."""


LARGE = 1e4
COUNTS = ("rows", "states", "vendors", "sections")


def told(value: float, unit: str = "") -> Amount:
    """Write a number to four digits, with its unit if one is given.

    >>> told(60000.0, "persons"), told(82.634, "%"), told(1.0, "rows")
    ('60,000 persons', '82.63 %', '1 row')
    """
    number = f"{value:,.0f}" if abs(value) >= LARGE else f"{value:.4g}"
    name = unit.removesuffix("s") if value == 1 and unit in COUNTS else unit
    return Amount(number, name)


def unit_name(unit: object) -> Name:
    """Return a unit as a name, so that each language writes it its own way."""
    return Name(str(unit), "unit", unit)


def spell(period: object) -> Name:
    """Return a period as a name, so that each language writes its dates its own way."""
    return Name(str(period), "period", period)


@dataclass(frozen=True)
class Finding:
    """The answer of a check.

    Attributes:
        value: in ``unit``; None where ``missing`` says what is missing.
        low, high: 90 % interval; None where it is not known.
        period: what it is about, as the tables write it.
        definition: what was measured, where that is not what the claim says.
        sources, rows: ids of the sources, and of the rows of evidence.
        remark: what a reader must know.
        reports: the reports it is the median of, if it is one.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    period: str = ""
    definition: str = ""
    sources: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    remark: str = ""
    missing: str = ""
    reports: tuple[Report, ...] = ()

    @classmethod
    def none(cls, missing: str) -> Finding:
        """Return the answer that nothing was found, and what is missing."""
        return cls(missing=missing)

    def named(self, definition: str) -> Finding:
        """Return the finding under the name of another definition."""
        return replace(self, definition=definition)


@dataclass(frozen=True)
class Report:
    """One reported number: its row, value, standard uncertainty and sources."""

    row: str
    value: float
    sigma: float
    sources: tuple[str, ...]


def pooled(reports: Sequence[Report], unit: str, period: str) -> Finding:
    """Return the median of some reports of one thing, with the hull of their 90 % intervals.

    >>> found = pooled([Report("a", 26.0, 0.3, ("s",)), Report("b", 30.0, 0.3, ("t",))], "USD bn", "2023")
    >>> found.value, round(found.low, 2), round(found.high, 2), found.remark
    (28.0, 25.51, 30.49, '2 reports, 26 to 30')
    """
    values = [report.value for report in reports]
    spread = ""
    if len(set(values)) > 1:
        ends = {"low": told(min(values)), "high": told(max(values))}
        spread = sentence("claim_spread", "{count} reports, {low} to {high}", count=len(values), **ends)
    return Finding(
        value=float(median(values)),
        low=min(report.value - Z90 * report.sigma for report in reports),
        high=max(report.value + Z90 * report.sigma for report in reports),
        unit=unit,
        period=period,
        sources=tuple(dict.fromkeys(name for report in reports for name in report.sources)),
        rows=tuple(report.row for report in reports),
        remark=spread,
        reports=tuple(reports),
    )


def apart(late: Finding, early: Finding, unit: str) -> Finding:
    """Return how far one finding lies above another: in its unit, or in per cent where the unit is ``%``.

    The two count as independent.

    >>> round(apart(Finding(12.0, 11.0, 13.0), Finding(10.0, 9.5, 10.5), "%").value, 6)
    20.0
    """
    return _combined(late, early, unit, relative=unit == "%", scale=100.0, shift=-1.0)


def over(part: Finding, whole: Finding, unit: str) -> Finding:
    """Return one finding over another, in per cent; the two count as independent."""
    return _combined(part, whole, unit, relative=True, scale=100.0, shift=0.0)


def _combined(one: Finding, other: Finding, unit: str, *, relative: bool, scale: float, shift: float) -> Finding:
    for finding in (one, other):
        if finding.value is None:
            return finding
    assert one.value is not None  # noqa: S101 - told above
    assert other.value is not None  # noqa: S101 - told above
    if relative and not other.value:
        return Finding.none(
            sentence("claim_zero", "{period}: the value to compare with is 0", period=spell(other.period))
        )
    value = scale * (one.value / other.value + shift) if relative else one.value - other.value
    slope = (scale / other.value, -scale * one.value / other.value**2) if relative else (1.0, -1.0)
    low = _end(value, slope, (one, other), up=False)
    high = _end(value, slope, (one, other), up=True)
    return Finding(
        value=value,
        low=low,
        high=high,
        unit=unit,
        period=one.period,
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
        rows=tuple(dict.fromkeys((*one.rows, *other.rows))),
        remark=Listing([_of_period(each, unit) for each in (one, other)], "; "),
    )


def _of_period(found: Finding, unit: str) -> str:
    """Say a finding after its period; its unit only where it is another."""
    amount = told(found.value or 0.0, found.unit if found.unit != unit else "")
    parts = {"period": spell(found.period), "amount": amount}
    if found.remark:
        return sentence("claim_period_remark", "{period}: {amount} ({remark})", **parts, remark=found.remark)
    return sentence("claim_period", "{period}: {amount}", **parts)


def _end(value: float, slope: tuple[float, float], pair: tuple[Finding, Finding], *, up: bool) -> float | None:
    """One end of the interval of a smooth function of two independent findings."""
    total = 0.0
    for each, rate in zip(pair, slope, strict=True):
        if each.low is None or each.high is None or each.value is None:
            return None
        width = each.high - each.value if (rate > 0) == up else each.value - each.low
        total += (rate * width) ** 2
    return value + math.sqrt(total) if up else value - math.sqrt(total)
