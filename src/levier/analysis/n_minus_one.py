"""The N-1 formula of Annex II of Regulation (EU) 2017/1938, and the same idea for exports.

The formula (Annex II, points 2 and 4), all capacities and the demand per day::

    N-1 [%] = (EP + P + S + LNG - I) / (D_max - D_eff) * 100

EP: border entry points that can supply the area; P: production; S: withdrawal from storage; LNG: send-out; I: the
single largest infrastructure, several that share an upstream or downstream one counting as one; D_max: demand of a day
of exceptionally high demand, one in twenty years; D_eff: the part of it that market-based demand-side measures cover
(0 in the plain formula). The standard of Article 5 is 100 %.

What the regulation asks of an authority is not published for these countries. Each term is the best proxy of the
package, with its label; a term that has none is blank, and so is the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.cards import n_minus_one_card
from levier.analysis.facilities import inlets, outlets, per_day
from levier.analysis.moment import busiest
from levier.analysis.peaks import peak_demand, peak_export
from levier.errors import UsageError
from levier.sentence import Name, sentence
from levier.show import shown

if TYPE_CHECKING:
    from levier.analysis.dependence import Direction
    from levier.analysis.facilities import Facility
    from levier.analysis.peaks import Peak
    from levier.system import System

__all__ = ["NMinusOne", "n_minus_one", "n_minus_one_of"]

FULL = 100.0
FACILITY = ("term", "name", "capacity", "unit", "label", "note", "sources")
INPUT = ("term", "meaning", "value", "unit", "label", "note", "sources")
TERMS = {
    "imports": {
        "EP": ("entry", "border entry points that can supply the country"),
        "P": ("production", "production that can reach its demand"),
        "S": ("storage", "withdrawal from storage"),
        "LNG": ("lng", "send-out of liquefied gas terminals"),
    },
    "exports": {"EX": ("exit", "border exit points that its output can reach")},
}
LABELS = ("none", "sourced", "derived", "proxy", "missing")


def n_minus_one(
    *, entry: float, production: float, storage: float, lng: float, largest: float, demand: float, measures: float = 0.0
) -> float:
    """Return N-1 in percent (Regulation (EU) 2017/1938, Annex II, points 2 and 4).

    Args:
        entry: technical capacity of the border entry points; all terms in one unit per day.
        production: of production.
        storage: of withdrawal from storage.
        lng: of the send-out of liquefied gas terminals.
        largest: capacity of the single largest infrastructure, one of those above.
        demand: demand of a day of exceptionally high demand.
        measures: the part of it that demand-side measures cover.

    Raises:
        UsageError: a negative term, a largest infrastructure above the sum, or measures that cover the whole demand.

    Example:
        >>> n_minus_one(entry=50, production=20, storage=20, lng=10, largest=30, demand=80)
        87.5
        >>> n_minus_one(entry=50, production=20, storage=20, lng=10, largest=30, demand=80, measures=10)
        100.0
    """
    capacities = {"entry": entry, "production": production, "storage": storage, "lng": lng, "largest": largest}
    for name, value in {**capacities, "measures": measures}.items():
        if not value >= 0:
            message = f"{name} is {value}; a capacity is 0 or more"
            raise UsageError(message)
    total = entry + production + storage + lng
    if largest > total:
        message = f"largest is {largest}, more than all capacities together ({total}); it is one of them"
        raise UsageError(message)
    if not measures < demand:
        message = f"measures of {measures} leave nothing of a demand of {demand}; less than the demand is needed"
        raise UsageError(message)
    return FULL * (total - largest) / (demand - measures)


@shown(n_minus_one_card)
@dataclass(frozen=True)
class NMinusOne:
    """N-1 of a country and family, with what it is made of.

    Attributes:
        capacity: ``effective`` or ``paper`` capacities.
        percent: the result; None where a term is missing.
        with_measures: the same with demand-side measures; None unless they are given.
        label: the weakest label among the terms: ``none`` (nothing to label), ``sourced``,
            ``derived``, ``proxy`` or ``missing``.
        largest: name of the single largest infrastructure; empty if there is none.
        inputs: one row a term: meaning, value, unit, label, note, sources.
        facilities: one row a facility: term, name, capacity, unit, label, note, sources.
        missing: what would have to be known, in words.
    """

    country: str
    family: str
    direction: Direction
    capacity: str
    percent: float | None
    with_measures: float | None
    label: str
    largest: str
    inputs: pd.DataFrame
    facilities: pd.DataFrame
    missing: tuple[str, ...]


def n_minus_one_of(
    system: System, country: str, family: str, direction: Direction, *, measures: float | None = None
) -> NMinusOne:
    """Return N-1 of a country: of its supply (Annex II), or of its exports.

    For exports the capacities are those of the border exit points its output can reach, and the demand is its highest
    export rate: below 100 %, what remains without the largest exit cannot carry it.

    Args:
        system: the base year, with the capacities to be used.
        country: the calculated area.
        family: which carriers.
        direction: ``imports`` (the regulation's) or ``exports``.
        measures: demand-side measures in the unit of the result's terms; None: not known, no figure with measures.

    Raises:
        UsageError: measures of the whole peak or more, or for exports.
    """
    if direction == "exports" and measures is not None:
        message = "demand-side measures belong to N-1 of imports; leave them out for exports"
        raise UsageError(message)
    unit, factor = per_day(system, family)
    if direction == "imports":
        found = inlets(system, country, family, busiest(system, country, family))
        peak = peak_demand(system, country, family)
    else:
        found, peak = outlets(system, country, family), peak_export(system, country, family)
    sums = {key: _sum(found, term) for key, (term, _) in TERMS[direction].items()}
    name, largest = _largest(found)
    missing = tuple(
        sentence("nm_missing", "{term}: {what}", term=Name(key, "word", f"term_{key}"), what=text)
        for key, text in _gaps(found, peak, name).items()
    )
    percent = with_measures = None
    if not missing and peak.value is not None:
        terms = {
            "entry": sums.get("EP", sums.get("EX", 0.0)),
            "production": sums.get("P", 0.0),
            "storage": sums.get("S", 0.0),
            "lng": sums.get("LNG", 0.0),
            "largest": largest,
            "demand": peak.value * factor,
        }
        percent = n_minus_one(**terms)
        with_measures = None if measures is None else n_minus_one(**terms, measures=measures)
    inputs = _inputs(direction, found, peak, (name, largest), measures, (unit, factor))
    listed = pd.DataFrame([_row(facility, unit) for facility in found], columns=list(FACILITY))
    known = ["missing"] if percent is None else [peak.label, *(facility.label for facility in found)]
    return NMinusOne(
        country,
        family,
        direction,
        system.capacity,
        percent,
        with_measures,
        _weakest(known),
        name,
        inputs,
        listed,
        missing,
    )


def _weakest(labels: list[str]) -> str:
    return max(labels, key=LABELS.index, default="none")


def _sum(found: list[Facility], term: str) -> float:
    return sum(facility.capacity for facility in found if facility.term == term)


def _largest(found: list[Facility]) -> tuple[str, float]:
    """Name and capacity of the single largest infrastructure; what stands for many facilities is none."""
    groups: dict[str, float] = {}
    for facility in found:
        if facility.single:
            groups[facility.name] = groups.get(facility.name, 0.0) + facility.capacity
    return min(groups.items(), key=lambda item: (-item[1], item[0]), default=("", 0.0))


def _gaps(found: list[Facility], peak: Peak, largest: str) -> dict[str, str]:
    gaps = {}
    if peak.value is None:
        gaps["peak"] = peak.note
    if not found:
        gaps["capacities"] = sentence("nm_no_capacity", "no entry, exit, production or storage is known")
    elif not largest:
        gaps["I"] = sentence("nm_no_largest", "no single infrastructure is told apart")
    return gaps


def _row(facility: Facility, unit: str) -> tuple[object, ...]:
    return (
        facility.term, facility.name, facility.capacity, unit, facility.label, facility.note, facility.sources,
    )  # fmt: skip


def _inputs(
    direction: Direction,
    found: list[Facility],
    peak: Peak,
    largest: tuple[str, float],
    measures: float | None,
    scale: tuple[str, float],
) -> pd.DataFrame:
    """One row a term, labelled with the weakest label of its facilities."""
    unit, factor = scale
    rows: list[tuple[object, ...]] = []
    for key, (term, meaning) in TERMS[direction].items():
        part = [facility for facility in found if facility.term == term]
        label = _weakest([facility.label for facility in part])
        note = f"{len(part)} in the package" if part else "the package knows none"
        sources = ";".join(sorted({s for facility in part for s in facility.sources.split(";") if s}))
        rows.append((key, meaning, _sum(found, term), unit, label, note, sources))
    name, value = largest
    label = _weakest([facility.label for facility in found if facility.name == name]) if name else "missing"
    rows.append(("I", "single largest infrastructure", value if name else None, unit, label, name, ""))
    highest = None if peak.value is None else peak.value * factor
    meaning = "demand of the highest day" if direction == "imports" else "exports at the highest rate"
    rows.append(("D_max", meaning, highest, unit, peak.label, peak.note, peak.sources))
    if direction == "exports":
        return pd.DataFrame(rows, columns=list(INPUT))
    given = ("missing", "no survey of market-based measures is in the package") if measures is None else ("given", "")
    rows.append(("D_eff", "demand-side measures", measures, unit, *given, ""))
    return pd.DataFrame(rows, columns=list(INPUT))
