"""The highest day: the best proxy for a country's peak demand, and for its highest export rate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.dependence import traded_total
from levier.analysis.tracing import Tracer
from levier.dataset import parse_period
from levier.dataset.units import rate
from levier.sentence import Amount, Name, Quote, sentence
from levier.system.peak_inputs import PEAK_MEASURES

if TYPE_CHECKING:
    import pandas as pd

    from levier.system import System

__all__ = ["Peak", "busiest_export", "peak_demand", "peak_export"]

COVERED = 0.95
"""A reported peak counts if its subject is at least this share of the country's demand."""
FLAT = 1.02
PLAN = "plan"
PEAK_KEY = "peak"
GUESSED = re.compile(r"judgement|by hand|assumed", re.IGNORECASE)


@dataclass(frozen=True)
class Peak:
    """A rate of the highest day or hour.

    Attributes:
        value: rate per year in the carrier's unit; None where nothing speaks of it.
        label: ``sourced``, ``derived``, ``proxy`` or ``missing``.
        note: what it is, or what is missing.
        sources: ids, separated by semicolons.
    """

    value: float | None
    label: str
    note: str
    sources: str = ""


def peak_demand(system: System, country: str, family: str) -> Peak:
    """Return the highest day or hour of a country's demand, losses and own use left out.

    The highest report of a peak up to the end of the base year; if there is none, or it lies below the mean of a
    month (so it cannot be the whole country's), the peak hour of the demand's profile; else the mean of the highest
    month, which a day exceeds.

    Args:
        system: the base year.
        country: whose demand.
        family: which carriers.
    """
    assets, calendar = system.assets, system.topology.calendar
    named = _named(country, family)
    used = (assets["kind"] == "demand") & (assets["sector"] != "losses")
    own = (used & (assets["country"] == country) & (assets["family"] == family)).to_numpy()
    rates = system.calibration.base[:, own].sum(axis=1)
    monthly = rates[calendar.energy]
    if not own.any() or monthly.max() <= 0:
        none = sentence("peak_no_demand", "{country} has no demand of {family} in {year:d}", **named, year=system.year)
        return Peak(None, "missing", none)
    highest = float(monthly.max())
    reported = _reported(system, assets[own], np.asarray(calendar.weights @ system.calibration.base[:, own]))
    if reported is not None and reported.value is not None and reported.value >= highest:
        return reported
    below = ""
    if reported is not None:
        below = sentence("peak_below", "; the reported peak ({peak}) lies below it", peak=reported.note)
    profiles = set(assets.loc[own, "profile"]) - {""}
    listed = system.package.table("profiles")
    hours = set(listed.loc[listed["month"] == PEAK_KEY, "id"])
    rows = listed[listed["id"].isin(profiles)]
    if profiles and profiles <= hours:
        volume = np.asarray(calendar.weights @ system.calibration.base[:, own])
        hour = float(volume @ system.topology.shape[~calendar.energy][:, own].max(axis=0))
        judged = any(map(GUESSED.search, rows["estimate"]))
        note = sentence(
            "peak_hour",
            "peak hour of the profile over the year's mean{judged}{below}",
            judged=sentence("peak_judged", ", shape by judgement") if judged else "",
            below=below,
        )
        return Peak(max(hour, highest), "proxy" if judged else "derived", note, _sources(rows["sources"]))
    if highest < FLAT * float(monthly.mean()):
        none = sentence(
            "peak_unknown", "no peak day, no peak hour and no season of {country}'s {family} demand is known", **named
        )
        return Peak(None, "missing", none)
    label = calendar.labels[int(np.flatnonzero(calendar.energy)[monthly.argmax()])]
    month = Name(label, "period", label)
    mean = "mean of {month}, a peak day is higher, so N-1 is lower{below}"
    note = sentence("peak_mean", mean, month=month, below=below)
    return Peak(highest, "proxy", note, _sources(rows["sources"]))


def busiest_export(system: System, country: str, family: str) -> tuple[int, float]:
    """Return the position of the month in which a country exports most of a family, and that rate per year."""
    flows = system.base_year.flows.to_numpy(float)
    rates = {
        int(position): traded_total(system, Tracer(system.topology, flows[position]), country, family, "exports")
        for position in np.flatnonzero(system.topology.calendar.energy)
    }
    best = max(rates, key=lambda position: rates[position])
    return best, rates[best]


def peak_export(system: System, country: str, family: str) -> Peak:
    """Return the highest monthly rate of a country's exports, traced from its supplies."""
    position, highest = busiest_export(system, country, family)
    if highest <= 0:
        words = "{country} exports no {family} in {year:d}"
        none = sentence("peak_no_export", words, **_named(country, family), year=system.year)
        return Peak(None, "missing", none)
    label = system.topology.calendar.labels[position]
    month = Name(label, "period", label)
    note = sentence("peak_month", "mean of {month}, the highest month of the base year", month=month)
    return Peak(highest, "derived", note)


def _named(country: str, family: str) -> dict[str, Name]:
    """Return a country and a family as names."""
    return {"country": Name(country, "country", country), "family": Name(family, "family", family)}


def _reported(system: System, demands: pd.DataFrame, volume: np.ndarray) -> Peak | None:
    """The highest peak reported of (nearly) the whole demand, no plan, not later than the base year."""
    seen = system.package.table("observations")
    seen = seen[seen["measure"].isin(PEAK_MEASURES) & (seen["kind"] != PLAN)]
    sums = system.package.table("aggregates")
    carrier = system.package.table("carriers").set_index("id").loc[demands["carrier"].iloc[0]]
    share = dict(zip(demands.index, volume / volume.sum(), strict=True))
    best: Peak | None = None
    for row in seen.to_dict("records"):
        terms = set(sums.loc[sums["id"] == row["subject"], "term"]) or {row["subject"]}
        covered = sum(share.get(term, 0.0) for term in terms)
        if covered < COVERED or parse_period(row["period"]).start.year > system.year:
            continue
        value = float(rate(float(row["value"]), row["unit"], carrier))
        if best is None or best.value is None or value > best.value:
            note = sentence(
                "peak_reported",
                "{amount}, {period}{note}",
                amount=Amount(f"{row['value']:g}", str(row["unit"])),
                period=Name(str(row["period"]), "period", row["period"]),
                note=Quote(f", {row['note']}") if row["note"] else "",
            )
            best = Peak(value, "sourced", note, row["sources"])
    return best


def _sources(column: pd.Series) -> str:
    return ";".join(sorted({s for text in column for s in str(text).split(";") if s}))
