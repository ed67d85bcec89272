"""What claims are checked against: the tables of a package, and its years, each loaded once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from levier.analysis.dependence import observed_dependence
from levier.dataset import split
from levier.errors import LevierError, UsageError
from levier.sentence import Name, said_by
from levier.system import load
from levier.system.enough import years_reported
from levier.system.reports import aggregate_terms, expand_aggregate

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from levier.analysis.claims.claim import Claim
    from levier.analysis.dependence import Direction, ObservedDependence
    from levier.analysis.stress import StressAnswer
    from levier.dataset import Package
    from levier.system import System

__all__ = ["FLOW_TABLES", "Evidence"]

FLOW_TABLES = ("supplies", "demands", "markets", "storages", "corridors", "converters")


@dataclass
class Evidence:
    """Tables and systems behind the checks.

    Attributes:
        package: the tables.
        ready: systems that are loaded already, such as the year of a report.
        structural: structural dependence that is known already (see :class:`levier.analysis.Answers`), with ``year``.
        stresses: answers to shocks that are known already.
    """

    package: Package
    ready: list[System] = field(default_factory=list)
    structural: pd.DataFrame | None = None
    stresses: list[StressAnswer] = field(default_factory=list)
    _traded: dict[tuple[int, str, str, str], ObservedDependence | None] = field(default_factory=dict)
    _flows: dict[str, dict[str, float]] = field(default_factory=dict)
    _reported: Counter[tuple[int, str]] = field(default_factory=Counter)
    _wanted: dict[int, set[str]] = field(default_factory=dict)
    _failed: dict[tuple[int, frozenset[str]], str] = field(default_factory=dict)

    @cached_property
    def years(self) -> list[int]:
        """Years with enough reports of flows to be worth loading."""
        return years_reported(self.package)

    @cached_property
    def terms(self) -> dict[str, list[tuple[str, float]]]:
        """The terms of every aggregate."""
        return aggregate_terms(self.package)

    @cached_property
    def carrier_of(self) -> dict[str, str]:
        """The carrier of every flow."""
        tables = [self.package.table(name) for name in FLOW_TABLES]
        return {str(key): str(carrier) for t in tables for key, carrier in zip(t["id"], t["carrier"], strict=True)}

    @cached_property
    def carriers(self) -> pd.DataFrame:
        """The carriers, by id."""
        return self.package.table("carriers").set_index("id")

    @cached_property
    def names(self) -> dict[str, str]:
        """English names of whatever has one."""
        found: dict[str, str] = {}
        for table in self.package.tables.values():
            if "name_en" in table:
                found |= dict(zip(table["id"], table["name_en"], strict=True))
        return found

    def name(self, key: str) -> Name:
        """Return the English name of an id; the id itself if it has none."""
        return Name(self.names.get(key) or key, "thing" if key in self.names else "id", key)

    def flows_of(self, subject: str) -> dict[str, float]:
        """Return the flows a subject is the sum of, with coefficients."""
        if subject not in self._flows:
            self._flows[subject] = expand_aggregate(self.terms, subject)
        return self._flows[subject]

    def families_of(self, subjects: Iterable[str]) -> frozenset[str]:
        """Return the families of carriers of some subjects."""
        flows = {flow for subject in subjects if subject for flow in self.flows_of(subject)}
        carriers = {self.carrier_of[flow] for flow in flows if flow in self.carrier_of}
        return frozenset(str(self.carriers.at[name, "family"]) for name in carriers)

    def expect(self, claims: Iterable[Claim], needs: dict[str, frozenset[str]]) -> None:
        """Note which families of which year will be asked for, so that each year is loaded once.

        Args:
            claims: what will be checked.
            needs: families of carriers by claim.
        """
        for claim in claims:
            for year in {claim.year, *(int(claim.get(key)[:4]) for key in ("since", "start") if claim.get(key))}:
                self._wanted.setdefault(year, set()).update(needs.get(claim.id, ()))

    def reported(self, year: int, families: frozenset[str]) -> int:
        """Return how many reports in use speak of flows of some families in a year."""
        if not self._reported:
            table = self.package.tables["observations"]
            used = table[table["use"] & (table["measure"] == "flow")]
            for subject, period in zip(used["subject"], used["period"], strict=True):
                for family in self.families_of([str(subject)]):
                    self._reported[int(period[:4]), family] += 1
        return sum(self._reported[year, family] for family in families)

    def system(self, year: int, families: frozenset[str]) -> System:
        """Return a year in which some families of carriers flow.

        Raises:
            UsageError: too few reports speak of them in that year; no year is asked twice.
        """
        for known in self.ready:
            if known.year == year and families <= set(known.assets["family"]):
                return known
        if (year, families) in self._failed:
            raise UsageError(self._failed[year, families])
        for chosen in dict.fromkeys((frozenset(self._wanted.get(year, ())) | families, families)):
            try:
                self.ready.append(load(self.package, year, families=sorted(chosen)))
            except LevierError as error:
                self._failed[year, families] = said_by(error)
            else:
                return self.ready[-1]
        raise UsageError(self._failed[year, families])

    def traded(self, system: System, country: str, family: str, direction: Direction) -> ObservedDependence | None:
        """Return a country's trade by partner, territory, operator and way; traced once."""
        key = (id(system), country, family, direction)
        if key not in self._traded:
            self._traded[key] = observed_dependence(system, country, family, direction)
        return self._traded[key]

    def sources_of(self, table: str, rows: Iterable[str]) -> tuple[str, ...]:
        """Return the sources that some rows of a table cite."""
        frame = self.package.tables[table]
        chosen = frame["sources"][frame["id"].isin(set(rows))]
        return tuple(dict.fromkeys(name for cell in chosen for name in split(cell)))
