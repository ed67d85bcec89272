"""The base year a prediction rests on: the latest that could be known before the event, or, labelled, a later one."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from levier.analysis.backtest.known import families_of
from levier.dataset import parse_period
from levier.errors import LevierError
from levier.sentence import Listing, Name, Sentence, said_by, sentence
from levier.system import System, load

if TYPE_CHECKING:
    from levier.analysis.backtest.cause import Cause
    from levier.dataset import Package

__all__ = ["Base", "Bases", "Sample"]

Sample = Literal["out", "in"]
BACK, AHEAD = 3, 2
"""Years tried: the latest with reports before an event; those after it, in sample."""


@dataclass(frozen=True)
class Base:
    """A loaded base year.

    Attributes:
        system: its system.
        sample: ``out`` (known before the event) or ``in`` (later reports, those of the event's months left out).
        as_of: last day that is known; of an in-sample year, the day before the event all the same.
    """

    system: System
    sample: Sample
    as_of: date


@dataclass
class Bases:
    """Loads base years, each once.

    Args:
        package: the data package without its outcomes.
    """

    package: Package
    _loaded: dict[tuple[int, tuple[str, ...], frozenset[str]], System | str] = field(default_factory=dict)

    def before(self, cause: Cause) -> Base | str:
        """Return the latest year that loads from what was known the day before; or why none does."""
        known = cause.start - timedelta(days=1)
        reasons = []
        years = _years(self.package.as_of(known))
        for year in years[: -BACK - 1 : -1]:
            found = self._load(cause, year, self.package, known)
            if isinstance(found, System):
                return Base(found, "out", known)
            reasons.append(sentence("year_found", "{year:d}: {found}", year=year, found=found))
        tried = Listing(reasons, "; ") or sentence("no_year", "no year has enough")
        day = Name(str(cause.start), "period", cause.start)
        return sentence("few_before", "too few reports before {day} ({tried})", day=day, tried=tried)

    def within(self, cause: Cause) -> Base | str:
        """Return the year of the event, or the next that loads, without the reports of the event's own months."""
        first = cause.start.replace(day=1)
        last = cause.end.replace(day=monthrange(cause.end.year, cause.end.month)[1])
        package = _without(self.package, first, last)
        reasons = []
        for year in range(cause.start.year, cause.start.year + AHEAD + 1):
            found = self._load(cause, year, package, None)
            if isinstance(found, System):
                return Base(found, "in", cause.start - timedelta(days=1))
            reasons.append(sentence("year_found", "{year:d}: {found}", year=year, found=found))
        return sentence("no_base_year", "no base year ({reasons})", reasons=Listing(reasons, "; "))

    def _load(self, cause: Cause, year: int, package: Package, as_of: date | None) -> System | str:
        """Load a year, or take it from what was loaded of the same reports and families."""
        families = families_of(cause, package)
        reports = _reports(package, year, as_of)
        key = next((k for k in self._loaded if k[:2] == (year, reports) and set(families) <= k[2]), None)
        if key is None:
            found, held = self._fresh(package, year, families, as_of)
            key = (year, reports, held)
            self._loaded[key] = found
        found = self._loaded[key]
        if isinstance(found, str):
            return found
        names = set(found.assets.index) | set(found.topology.slots.index) | set(found.topology.storages.index)
        missing = sorted({step.asset for step in cause.steps} - names)
        if not missing:
            return found
        listed = Listing(Name(name, "thing", name) for name in missing)
        return sentence("not_in_year", "{names} is not in that year", names=listed)

    @staticmethod
    def _fresh(
        package: Package, year: int, families: tuple[str, ...], as_of: date | None
    ) -> tuple[System | str, frozenset[str]]:
        try:
            found = load(package, year, families=families or None, as_of=as_of, with_intervals=False)
        except LevierError as error:
            said = said_by(error)
            few = said.values["few"] if isinstance(said, Sentence) and "few" in said.values else said
            return str(few) if not isinstance(few, Sentence) else few, frozenset(families)
        return found, frozenset(found.assets["family"])


def _years(package: Package) -> list[int]:
    """Return the years that any report of a flow speaks of."""
    table = package.table("observations")
    flows = table[table["use"] & (table["measure"] == "flow")]
    return sorted({parse_period(text).start.year for text in flows["period"]})


def _reports(package: Package, year: int, as_of: date | None) -> tuple[str, ...]:
    """Return the observations that a base year can rest on."""
    table = package.table("observations")
    first, last = date(year, 1, 1), min(date(year, 12, 31), as_of or date.max)
    spans = [parse_period(text) for text in table["period"]]
    held = [first <= span.start and span.last <= last for span in spans]
    return tuple(table["id"][held])


def _without(package: Package, first: date, last: date) -> Package:
    """Leave out observations of periods that lie within some days."""
    table = package.table("observations")
    spans = [parse_period(text) for text in table["period"]]
    keep = [not (span.start >= first and span.last <= last) for span in spans]
    kept = table.loc[keep].reset_index(drop=True)
    return replace(package, tables=MappingProxyType({**package.tables, "observations": kept}))
