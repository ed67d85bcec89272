"""Other periods and other definitions under which a claim might hold: the same question, asked of a sibling."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from levier.analysis.claims.computed import ALONG, crossing
from levier.analysis.claims.counted import membership_periods
from levier.analysis.claims.find import RECONCILED, find
from levier.analysis.claims.finding import Finding, pooled
from levier.analysis.claims.reported import measure_name, periods_reported
from levier.errors import LevierError
from levier.sentence import Listing, Name, Quote, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.analysis.claims.claim import Claim
    from levier.analysis.claims.evidence import Evidence
    from levier.analysis.dependence import Direction
    from levier.system import System

__all__ = ["other_definitions", "other_periods", "other_reports"]

NEAR = 2
"""Years before and after the claim's that are looked at in base years."""
LEAST = 0.4
"""Share of the reports of the best reported year near by that another must have."""
PARTS = 6


def other_reports(found: Finding) -> Iterator[Finding]:
    """Give each report by itself where several disagree about the claim's own period."""
    if len({report.value for report in found.reports}) > 1:
        for report in found.reports:
            single = pooled([report], found.unit, found.period)
            by = Listing(Name(name, "source", name) for name in report.sources)
            yield single.named(sentence("claim_reported_by", "as reported by {by} alone", by=by))


def other_periods(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Give the same measure in other periods, the nearest first."""
    if claim.get("since"):
        return
    if claim.check in ("observation", "tie"):
        periods = periods_reported(claim, evidence)
    elif claim.check == "membership":
        periods = membership_periods(claim, evidence)
    elif claim.check in RECONCILED and claim.check != "shock" and len(claim.period) == len("2024"):
        periods = [str(year) for year in _years(claim, evidence)]
    else:
        return
    for period in periods:
        found = find(claim.asked(period=period), evidence)
        if found.value is not None:
            yield found


def _years(claim: Claim, evidence: Evidence) -> list[int]:
    """Years near the claim's, the nearest first; one with far fewer reports than another could not be loaded."""
    families = frozenset({claim.get("family")} - {""}) or evidence.families_of([claim.subject, claim.get("against")])
    near = [year for year in evidence.years if abs(year - claim.year) <= NEAR]
    reports = {year: evidence.reported(year, families) for year in near}
    enough = [year for year in near if year != claim.year and reports[year] >= LEAST * max(reports.values())]
    return sorted(enough, key=lambda year: (abs(year - claim.year), year))


def other_definitions(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Give what is often taken for the claim's measure: the way for the territory, the whole for the part."""
    if claim.check == "dependence":
        yield from _ways(claim, evidence)
    elif claim.check in ("flow", "share") and not claim.get("since"):
        yield from _wholes_and_parts(claim, evidence)
    elif claim.check == "rank":
        yield from _measures(claim, evidence)
    elif claim.get("otherwise"):
        name = {"membership": "role", "sanction": "kind"}.get(claim.check, "mentions")
        other = claim.get("otherwise")
        found = find(claim.asked(arguments={**claim.arguments, name: other}), evidence)
        value = Quote(other) if name == "mentions" else Name(other, "word", f"{name}_{other}")
        asked = Name(name, "word", f"claim_{name}")
        yield found.named(sentence("claim_argument_quoted", "{name} {value!r}", name=asked, value=value))
    elif claim.get("part"):
        yield _part(claim, evidence)


def _ways(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Ways and operators within the territory; the territory of a partner; the states a way crosses."""
    country, family, by, key = (claim.get(name) for name in ("country", "family", "by", "key"))
    try:
        system = evidence.system(claim.year, frozenset({family}))
    except LevierError:
        return
    direction = cast("Direction", claim.get("direction"))
    answer = evidence.traded(system, country, family, direction)
    if answer is None:
        return
    seen: set[float] = set()
    for dimension, other, share in answer.table[["dimension", "key", "share"]].itertuples(index=False):
        told = (dimension, other) == (by, key) or round(share, 6) in seen
        if told or not _akin(system, (by, key), (dimension, other)):
            continue
        seen.add(round(share, 6))
        asked = claim.asked(arguments={**claim.arguments, "by": dimension, "key": other})
        yield find(asked, evidence).named(_of_dimension(evidence, dimension, other))


def _of_dimension(evidence: Evidence, dimension: str, key: str) -> str:
    """Say of which way, territory, operator, partner or owner a share is."""
    if dimension == "group":
        return sentence("claim_through_way", "through the way {name}", name=Name(key, "group", key))
    name = evidence.name(key)
    if dimension == "territory":
        return sentence("claim_through_territory", "through the territory of {name}", name=name)
    if dimension == "operator":
        return sentence("claim_through_operator", "through the operator {name}", name=name)
    return sentence("claim_of_dimension", "{dimension} {name}", dimension=Name(dimension, "word", dimension), name=name)


def _akin(system: System, asked: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two keys are taken for each other: the same state, or a way inside the territory (or over it)."""
    (by, key), (dimension, name) = asked, other
    if {by, dimension} <= {"territory", "partner"}:
        return key == name
    if not {by, dimension} <= set(ALONG):
        return False
    one, two = crossing(system, by, key), crossing(system, dimension, name)
    return bool((one & two).any())


def _wholes_and_parts(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Sums that the subject is a part of, its own parts, and the siblings that the claim names.

    A whole is at least its part, and a part at most its whole: that bears no claim of such a bound out.
    """
    wholes = [name for name, terms in evidence.terms.items() if any(term == claim.subject for term, _ in terms)]
    parts = [term for term, weight in evidence.terms.get(claim.subject, []) if weight > 0][:PARTS]
    wholes = [] if claim.direction == "at_least" else wholes
    parts = [] if claim.direction == "at_most" else parts
    named = claim.listed("siblings")
    for subject in dict.fromkeys((*named, *wholes, *parts)):
        if subject == claim.get("against"):
            continue
        found = find(claim.asked(subject=subject), evidence)
        if found.value is not None:
            yield found.named(evidence.name(subject))


def _measures(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """The rank in every other measure of ties."""
    for measure in sorted(set(evidence.package.tables["ties"]["measure"]) - {claim.measure}):
        found = find(claim.asked(measure=measure), evidence)
        if found.value is not None:
            yield found.named(sentence("claim_by_measure", "by {measure}", measure=measure_name(measure)))


def _part(claim: Claim, evidence: Evidence) -> Finding:
    """The part of a share that one of those who make it up has, in the latest year both are reported."""
    series = [claim.period, *periods_reported(claim, evidence)]
    for period in series:
        whole_share = find(claim.asked(period=period), evidence)
        pair = [
            find(
                claim.asked(
                    period=period, check="observation", subject=claim.get(name), measure="flow", unit=unit, arguments={}
                ),
                evidence,
            )
            for name in ("part", "whole")
            for unit in [_unit_of(evidence, claim.get(name))]
        ]
        values = [found.value for found in (whole_share, *pair)]
        if all(values):
            share, part, whole = (float(value) for value in values if value is not None)
            sources = tuple(dict.fromkeys(name for found in (whole_share, *pair) for name in found.sources))
            rows = tuple(dict.fromkeys(name for found in (whole_share, *pair) for name in found.rows))
            value = share * part / whole
            alone = sentence("claim_alone", "{name} alone", name=evidence.name(claim.get("part")))
            return Finding(value, None, None, claim.unit, period, alone, sources, rows)
    ends = {name: Name(claim.get(name), "thing", claim.get(name)) for name in ("part", "whole")}
    return Finding.none(sentence("claim_no_part", "no year with reports of {part} and {whole}", **ends))


def _unit_of(evidence: Evidence, subject: str) -> str:
    """The unit of a subject's carrier."""
    flows = [flow for flow in evidence.flows_of(subject) if flow in evidence.carrier_of]
    return str(evidence.carriers.at[evidence.carrier_of[flows[0]], "unit"]) if flows else ""
