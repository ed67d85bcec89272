"""Checks that read series of reports: observations, bilateral ties, and the rank of a partner among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.claims.finding import Finding, Report, over, pooled, spell, told, unit_name
from levier.analysis.claims.rows import about_period, kept
from levier.dataset import UNCERTAINTY, fits, parse_period, split
from levier.dataset.units import volume
from levier.sentence import Listing, Name, sentence

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.claims.claim import Claim
    from levier.analysis.claims.evidence import Evidence

__all__ = [
    "TIE_UNCERTAINTY", "measure_name", "measured_in", "observation", "periods_reported", "rank", "series", "tie",
]  # fmt: skip

TIE_UNCERTAINTY = {"reported": 0.01, "secondary": 0.05, "conflict": 0.05, "derived": 0.02, "plan": 0.1}
"""Relative standard uncertainty of a tie of each kind, as for observations of like kinds."""
BOTH_WAYS = "turnover"
"""Measures of trade in both directions: the order of the two does not matter."""
WORLD = "WW"


def measure_name(measure: str) -> Name:
    """Return what is measured as a name: the word of the tables, spaces for underscores."""
    return Name(measure.replace("_", " "), "measure", measure)


def observation(claim: Claim, evidence: Evidence) -> Finding:
    """Return the reports of the claim's measure about its subject in its period."""
    rows = series(claim, evidence)
    same = about_period(rows, claim.span)
    used = same[same["use"]] if "use" in same and same["use"].any() else same
    reports = []
    for row in used.to_dict("records"):
        value = _in_unit(row, claim, evidence)
        if value is not None:
            share = row["uncertainty"]
            share = UNCERTAINTY[row["kind"]] if share != share else share  # noqa: PLR0124 - blank is not-a-number
            reports.append(Report(str(row["id"]), value, abs(value) * share, split(row["sources"])))
    if not reports:
        missing = sentence(
            "claim_unreported",
            "no report of {measure} of {name} in {unit} for {period}{elsewhere}",
            measure=measure_name(claim.measure),
            name=evidence.name(claim.subject),
            unit=unit_name(claim.unit),
            period=spell(claim.period),
            elsewhere=_elsewhere(rows),
        )
        return Finding.none(missing)
    return pooled(reports, claim.unit, claim.period)


def _in_unit(row: dict[str, object], claim: Claim, evidence: Evidence) -> float | None:
    """Return a reported value in the claim's unit; None where there is no way to convert."""
    value, unit = float(str(row["value"])), str(row["unit"])
    if unit == claim.unit:
        return value
    flows = [evidence.carrier_of[flow] for flow in evidence.flows_of(claim.subject) if flow in evidence.carrier_of]
    carrier = evidence.carriers.loc[flows[0]] if flows else None
    if carrier is None or not (fits(unit, carrier) and fits(claim.unit, carrier)):
        return None
    days = claim.span.days
    return volume(value, unit, carrier, days) / volume(1.0, claim.unit, carrier, days)


def _elsewhere(rows: pd.DataFrame) -> str:
    """Say which periods have reports, where the one asked for has none."""
    periods = sorted(set(rows["period"]))
    listed = Listing(spell(period) for period in periods)
    return sentence("claim_elsewhere", "; there are reports for {periods}", periods=listed) if periods else ""


def tie(claim: Claim, evidence: Evidence) -> Finding:
    """Return the reports of a bilateral tie; with ``against``, its share in the tie with another."""
    found = _tie(claim, evidence, claim.get("to"))
    if claim.get("against"):
        whole = _tie(claim, evidence, claim.get("against"))
        return over(found, whole, claim.unit)
    return found


def _tie(claim: Claim, evidence: Evidence, to: str) -> Finding:
    rows = _between(evidence, claim.measure, claim.get("from"), to)
    same = about_period(rows, claim.span)
    if not claim.get("against"):
        same = same[same["unit"] == claim.unit]
    reports = [
        Report(str(row["id"]), row["value"], abs(row["value"]) * TIE_UNCERTAINTY[row["kind"]], split(row["sources"]))
        for row in same.to_dict("records")
    ]
    if not reports:
        missing = sentence(
            "claim_no_tie",
            "no tie reported: {measure} from {one} to {other} in {period}{elsewhere}",
            measure=measure_name(claim.measure),
            one=Name(claim.get("from"), "thing", claim.get("from")),
            other=Name(to, "thing", to),
            period=spell(claim.period),
            elsewhere=_elsewhere(rows),
        )
        return Finding.none(missing)
    return pooled(reports, str(same["unit"].iloc[0]), claim.period)


def _between(evidence: Evidence, measure: str, one: str, other: str) -> pd.DataFrame:
    """Return the rows of ties of a measure between two ends; what was only planned is no evidence."""
    ties = evidence.package.tables["ties"]
    ends = (ties["from"] == one) & (ties["to"] == other)
    if measure == BOTH_WAYS:
        ends |= (ties["from"] == other) & (ties["to"] == one)
    return ties[ends & (ties["measure"] == measure) & (ties["kind"] != "plan")]


def series(claim: Claim, evidence: Evidence) -> pd.DataFrame:
    """Return every row that a claim on reports could rest on, whatever its period; no plans."""
    if claim.check == "tie":
        return _between(evidence, claim.measure, claim.get("from"), claim.get("to"))
    table = evidence.package.tables["observations"]
    chosen = (table["subject"] == claim.subject) & (table["measure"] == claim.measure) & (table["kind"] != "plan")
    return table[chosen]


def measured_in(claim: Claim, evidence: Evidence) -> str:
    """Return the unit of the series behind a growth in per cent; the claim's own unit if the series has it."""
    if claim.check not in ("observation", "tie") or claim.unit != "%":
        return claim.unit
    units = series(claim, evidence)["unit"]
    return claim.unit if not len(units) or (units == claim.unit).any() else str(units.mode().iloc[0])


def periods_reported(claim: Claim, evidence: Evidence) -> list[str]:
    """Return the other periods of about the same length that have reports, the nearest first."""
    spans = {period: parse_period(period) for period in series(claim, evidence)["period"]}
    days = claim.span.days
    alike = [period for period, span in spans.items() if span != claim.span and abs(span.days - days) <= days // 10]
    return sorted(alike, key=lambda period: (abs((spans[period].start - claim.span.start).days), period))


def rank(claim: Claim, evidence: Evidence) -> Finding:
    """Return the rank of a partner among the countries a measure is reported for, the largest first.

    Ties of the claim's period count if the partner is among them, else those that overlap most of it; all of one
    direction, that of the partner's own. At least two partners are needed.
    """
    one, partner, measure = claim.get("of"), claim.get("partner"), measure_name(claim.measure)
    of = Name(one, "thing", one)
    rows = _partners(claim, evidence)
    same = about_period(rows, claim.span)
    rows = same if partner in set(same["partner"]) else rows
    values = rows.groupby("partner")["value"].median().sort_values(ascending=False)
    if partner not in values.index or len(values) < 2:  # noqa: PLR2004 - a rank needs another
        parts = {"measure": measure, "one": of, "partner": Name(partner, "thing", partner)}
        none = "no {measure} of {one} with {partner} and others in {period}"
        return Finding.none(sentence("claim_no_rank", none, **parts, period=spell(claim.period)))
    side = ""
    if claim.measure != BOTH_WAYS:
        out = (rows["from"] == one).all()
        side = sentence("claim_from", " from {one}", one=of) if out else sentence("claim_to", " to {one}", one=of)
    listed = Listing(
        sentence("claim_ranked", "{name} {amount}", name=Name(str(name), "thing", name), amount=told(value))
        for name, value in values.head(3).items()
    )
    return Finding(
        value=float(list(values.index).index(partner) + 1),
        unit=claim.unit,
        period=claim.period,
        rows=tuple(rows["id"]),
        sources=evidence.sources_of("ties", rows["id"]),
        remark=sentence("claim_rank", "{measure}{side}: {listed}", measure=measure, side=side, listed=listed),
    )


def _partners(claim: Claim, evidence: Evidence) -> pd.DataFrame:
    """Return the ties of a country that overlap most of the claim's period, with the partner of each."""
    ties, one = evidence.package.tables["ties"], claim.get("of")
    countries = set(evidence.package.tables["countries"]["id"]) - {WORLD, one}
    rows = ties[(ties["measure"] == claim.measure) & (ties["kind"] != "plan")]
    rows = rows[(rows["from"] == one) | (rows["to"] == one)]
    if claim.measure != BOTH_WAYS:
        out = ((rows["from"] == one) & (rows["to"] == claim.get("partner"))).any()
        rows = rows[rows["from" if out else "to"] == one]
    rows = rows.assign(partner=rows["from"].where(rows["from"] != one, rows["to"]))
    rows = kept(rows, (parse_period(period).overlap(claim.span) * 2 > claim.span.days for period in rows["period"]))
    return rows[rows["partner"].isin(countries)]
