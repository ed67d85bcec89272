"""Checks that read the reconciled base year: a flow over any days, and one flow over another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.claims.finding import Z90, Finding, spell, told, unit_name
from levier.analysis.claims.rows import about_period, kept
from levier.dataset import fits, parse_period, split
from levier.dataset.units import volume
from levier.errors import LevierError
from levier.sentence import Listing, Name, said_by, sentence

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.claims.claim import Claim
    from levier.analysis.claims.evidence import Evidence
    from levier.dataset import Period
    from levier.system import System

__all__ = ["end_of", "ends_of", "flow", "share", "speaking"]

SPOKEN = 0.8
"""Share of a period shorter than a year that reports of its own must cover: profiles are no evidence."""
SMALL = 1e-9


@dataclass(frozen=True)
class _Sum:
    """A sum of flows over some days.

    Attributes:
        weights: (assets,), its coefficients; ``volume`` (assets,) what they apply to.
        value: in the unit of its carrier.
        carrier: row of the carrier.
        reports: reports of it, or of a part of it, on these days.
        whole: whether the days are the whole year.
    """

    system: System
    weights: np.ndarray
    volume: np.ndarray
    carrier: pd.Series
    reports: pd.DataFrame
    whole: bool

    @property
    def value(self) -> float:
        return float(self.weights @ self.volume)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for cell in self.reports["sources"] for name in split(cell)))

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(self.reports["id"])


def flow(claim: Claim, evidence: Evidence) -> Finding:
    """Return the reconciled volume of the claim's subject over its period."""
    found = _sum(evidence, claim.subject, claim.span, evidence.families_of([claim.subject]))
    if isinstance(found, str):
        return Finding.none(found)
    unit = claim.unit if claim.unit != "%" else str(found.carrier["unit"])
    if not fits(unit, found.carrier):
        units = {"own": unit_name(found.carrier["unit"]), "unit": unit_name(unit)}
        parts = {"name": evidence.name(claim.subject), **units}
        return Finding.none(sentence("claim_flows_in", "{name} flows in {own}, not in {unit}", **parts))
    days = claim.span.days
    scale = volume(1.0, unit, found.carrier, days)
    low, high = _interval(found, claim)
    return Finding(
        value=found.value / scale,
        low=None if low is None else low / scale,
        high=None if high is None else high / scale,
        unit=unit,
        period=claim.period,
        sources=found.sources,
        rows=found.rows,
        remark=_undetermined(found),
    )


def share(claim: Claim, evidence: Evidence) -> Finding:
    """Return the reconciled volume of the claim's subject over that of ``against``, in per cent."""
    families = evidence.families_of([claim.subject, claim.get("against")])
    part = _sum(evidence, claim.subject, claim.span, families)
    whole = _sum(evidence, claim.get("against"), claim.span, families)
    for each in (part, whole):
        if isinstance(each, str):
            return Finding.none(each)
    assert isinstance(part, _Sum)  # noqa: S101 - told above
    assert isinstance(whole, _Sum)  # noqa: S101 - told above
    if part.carrier["unit"] != whole.carrier["unit"]:
        ends = {"one": claim.subject, "other": claim.get("against")}
        named = {key: Name(name, "thing", name) for key, name in ends.items()}
        return Finding.none(sentence("claim_two_units", "{one} and {other} flow in different units", **named))
    if abs(whole.value) <= SMALL:
        parts = {"name": evidence.name(claim.get("against")), "period": spell(claim.period)}
        return Finding.none(sentence("claim_no_flow", "{name} did not flow in {period}", **parts))
    value = part.value / whole.value
    slope = (part.weights - value * whole.weights) / whole.value
    low, high = (_ends(part.system, 100 * value, 100 * slope)) if part.whole and whole.whole else (None, None)
    unit = part.carrier["unit"]
    return Finding(
        value=100 * value,
        low=low,
        high=high,
        unit="%",
        period=claim.period,
        sources=tuple(dict.fromkeys((*part.sources, *whole.sources))),
        rows=tuple(dict.fromkeys((*part.rows, *whole.rows))),
        remark=Listing(
            [
                sentence("claim_part_of", "{part} of {whole}", part=told(part.value), whole=told(whole.value, unit)),
                _undetermined(part),
            ],
            "; ",
        ),
    )


def _sum(evidence: Evidence, subject: str, span: Period, families: frozenset[str]) -> _Sum | str:
    """Return a subject's flows over some days, or what is missing."""
    flows = evidence.flows_of(subject)
    if not families:
        return sentence("claim_not_a_flow", "{name} is not a flow of the network", name=evidence.name(subject))
    if span.start.year != span.last.year:
        return sentence("claim_long", "{period} is more than one year", period=spell(span))
    try:
        system = evidence.system(span.start.year, families)
    except LevierError as error:
        return said_by(error)
    topology = system.topology
    weights = np.array([flows.get(str(name), 0.0) for name in topology.assets.index])
    if not weights.any():
        parts = {"year": span.start.year, "name": evidence.name(subject)}
        return sentence("claim_holds_none", "{year:d} holds no flow of {name}", **parts)
    shares = topology.calendar.shares(span)
    reports = speaking(system, evidence, flows, span)
    if not len(reports) and _fixed(system, weights, span):
        reports = speaking(system, evidence, flows, span, around=True)
    if not len(reports):
        parts = {"name": evidence.name(subject), "period": spell(span)}
        return sentence("claim_no_report", "no report of {name}, or of a part of it, on days of {period}", **parts)
    lead = topology.assets["carrier"].to_numpy()[np.flatnonzero(weights)[0]]
    amounts = shares @ system.base_year.flows.to_numpy(float)
    whole = span.days == topology.calendar.days_in_year
    return _Sum(system, weights, amounts, evidence.carriers.loc[lead], reports, whole)


def _fixed(system: System, weights: np.ndarray, span: Period) -> bool:
    """Tell whether reports fix a year's sum although none speaks of it: through the balances around it."""
    determined = system.base_year.summary["determined"].to_numpy(bool)
    return span.days == system.topology.calendar.days_in_year and bool(determined[weights != 0].all())


def speaking(
    system: System, evidence: Evidence, flows: dict[str, float], span: Period, *, around: bool = False
) -> pd.DataFrame:
    """Return the reports in use of a sum of flows, or of a part of it, that speak of some days.

    With ``around``, also reports of sums that hold one of the flows among others. Of days shorter than a year, only
    reports that lie within them count, and only if they cover most of them: a month that follows the profile of its
    year is no evidence of the month.
    """
    reports = system.base_year.reports
    spoken = [set(evidence.flows_of(str(subject))) for subject in reports["subject"]]
    reports = kept(reports, (bool(each & set(flows)) if around else each <= set(flows) for each in spoken))
    spans = [parse_period(period) for period in reports["period"]]
    if span.days == system.topology.calendar.days_in_year:
        return kept(reports, (each.overlap(span) > 0 for each in spans))
    inside = [span.covers(each) for each in spans]
    covered = sum(each.days for each, kept in zip(spans, inside, strict=True) if kept)
    return kept(reports, inside) if covered >= SPOKEN * span.days else reports.iloc[:0]


def _interval(found: _Sum, claim: Claim) -> tuple[float | None, float | None]:
    """Return the 90 % interval of a sum, in the carrier's unit; never wider than a report of the same thing."""
    same = about_period(found.reports[found.reports["subject"] == claim.subject], claim.span)
    bound = Z90 * float(same["sigma"].min()) if len(same) else np.inf
    if not found.whole:
        return (found.value - bound, found.value + bound) if np.isfinite(bound) else (None, None)
    low, high = _ends(found.system, found.value, found.weights)
    return max(low, found.value - bound), min(high, found.value + bound)


def _ends(system: System, value: float, slope: np.ndarray) -> tuple[float, float]:
    """Return the ends of a smooth function of the year's flows."""
    low, high = ends_of(system, slope)
    return value - low, value + high


def ends_of(system: System, slope: np.ndarray) -> tuple[float, float]:
    """Return how far a smooth function of the year's flows may lie below and above its value (90 %).

    Flows vary together as the reconciliation has it: what balances tie is not counted twice.

    Args:
        system: whose base year.
        slope: (assets,), how much the function changes with each annual volume.
    """
    at = np.flatnonzero(slope)
    summary = system.base_year.summary.iloc[at]
    down = (summary["base"] - summary["low"]).to_numpy(float)
    rise = (summary["high"] - summary["base"]).to_numpy(float)
    together = system.base_year.correlation(summary.index)
    return end_of(slope[at], rise, down, together), end_of(slope[at], down, rise, together)


def end_of(slope: np.ndarray, falling: np.ndarray, rising: np.ndarray, together: np.ndarray) -> float:
    """Return the half width of a linear function of flows.

    Args:
        slope: (flows,), its coefficients.
        falling: (flows,), half widths that count where the coefficient is negative.
        rising: (flows,), half widths that count where it is positive.
        together: (flows, flows), their correlations.

    >>> end_of(np.array([1.0, -2.0]), np.array([9.0, 2.0]), np.array([3.0, 9.0]), np.eye(2))
    5.0
    >>> end_of(np.array([1.0, -1.0]), np.array([3.0, 3.0]), np.array([3.0, 3.0]), np.ones((2, 2)))
    0.0
    """
    width = np.where(slope > 0, rising, falling) * slope
    return float(np.sqrt(max(0.0, width @ together @ width)))


def _undetermined(found: _Sum) -> str:
    """Say so where the reports do not fix a flow."""
    loose = ~found.system.base_year.summary["determined"].to_numpy(bool) & (found.weights != 0)
    big = np.abs(found.weights * found.volume) > 0.1 * abs(found.value)
    return sentence("claim_loose", "in part not determined by the reports") if (loose & big).any() else ""
