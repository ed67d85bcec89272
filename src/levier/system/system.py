"""A loaded system: tables, reconciled base year, calibrated network, and how to run it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from levier.dataset import Package, read, units
from levier.errors import UsageError
from levier.sentence import Listing, sentence
from levier.show import shown
from levier.system.bus_prices import BusPrices, bus_prices
from levier.system.calendar import Calendar
from levier.system.calibrate import Calibration, calibrate
from levier.system.cards import system_card
from levier.system.deck import DECKS, stated_prices
from levier.system.enough import LeftOut, enough, years_reported
from levier.system.horizon import horizon_from, whole_year
from levier.system.network import draft_network
from levier.system.reconcile import BaseYear, reconcile
from levier.system.reports import gather_reports
from levier.system.topology import Topology, build_topology

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd
    import pypsa

    from levier.system.draft import Draft
    from levier.system.horizon import Horizon

__all__ = ["System", "load"]

REASONS = 3

CapacityKind = Literal["effective", "paper"]
HorizonKind = Literal["short", "long"]


@shown(system_card)
@dataclass(frozen=True)
class System:
    """One year of a data package, ready to be shocked.

    Attributes:
        package: the tables it was made of.
        topology: flows, buses, capacities.
        base_year: the reconciled state with intervals and residuals.
        capacity: whether spare room is under ``effective`` or ``paper`` capacities.
        deck: which price deck (``low``, ``base``, ``high``).
        horizon: ``short`` (calibrated) or ``long`` (physical costs).
        left_out: parts of the year that too few reports speak of.
    """

    package: Package
    topology: Topology
    base_year: BaseYear
    capacity: CapacityKind = "effective"
    deck: str = "base"
    horizon: HorizonKind = "short"
    left_out: tuple[LeftOut, ...] = ()

    @property
    def year(self) -> int:
        """The base year."""
        return self.topology.calendar.year

    @property
    def assets(self) -> pd.DataFrame:
        """One row a flow, with its attributes."""
        return self.topology.assets

    @cached_property
    def volume(self) -> np.ndarray:
        """Volume of each flow in the base year (assets,), in the carrier's unit."""
        return np.asarray(self.topology.calendar.weights @ self.base_year.flows.to_numpy(float))

    @cached_property
    def calibration(self) -> Calibration:
        """The wedges under which the base year comes back by itself."""
        true = stated_prices(self.package, self.topology, self.deck)
        found = calibrate(
            self.topology,
            self.base_year.flows,
            true,
            _market_room(self.package, self.topology),
            paper=self.capacity == "paper",
        )
        return found if self.horizon == "short" else _physical(found, self.topology)

    @cached_property
    def prices(self) -> BusPrices:
        """The base price of every bus, at which all transfers count."""
        return bus_prices(self.package, self.topology, self.base_year.flows, self.calibration.true, self.deck)

    def network(self, onset: str | None = None, steps: int = 12) -> pypsa.Network:
        """Build the network of the base year, or of a run from an onset.

        Args:
            onset: label of the first snapshot; None: the whole base year, ramps fully open.
            steps: number of snapshots from the onset on, window and recovery together.

        Raises:
            UsageError: an onset that is not a snapshot of the base year.
        """
        return self.draft(onset, steps).network()

    def draft(self, onset: str | None = None, steps: int = 12) -> Draft:
        """Return the components of :meth:`network` as plain arrays."""
        return draft_network(
            self.topology,
            self.calibration,
            self.base_year.levels,
            self.run(onset, steps),
            name=f"{self.package.name} {self.year}",
            places=self._coordinates,
        )

    @property
    def _coordinates(self) -> dict[str, tuple[float, float]]:
        """Longitude and latitude of every place that has them."""
        table = self.package.table("places").dropna(subset=["lon", "lat"])
        return {str(row.id): (float(row.lon), float(row.lat)) for row in table.itertuples()}

    def run(self, onset: str | None = None, steps: int = 12) -> Horizon:
        """Return the snapshots a run goes through (see :meth:`network`)."""
        calendar = self.topology.calendar
        horizon = whole_year(calendar) if onset is None else horizon_from(calendar, onset, steps)
        if self.horizon == "long":
            horizon = replace(horizon, months=np.full(len(horizon), np.inf))
        return horizon

    def part(self, families: Sequence[str]) -> System:
        """Return the parts joined by buses and joint limits in which some families flow.

        The base year stays the one reconciled with every report.
        """
        topology = self.topology.families(families)
        if not len(topology.assets):
            reasons = "; ".join(str(part) for part in self.left_out) or "it has no such asset"
            msg = f"{self.year} holds nothing of {', '.join(families)} ({reasons})"
            raise UsageError(msg)
        names, stocks = list(topology.assets.index), list(topology.storages.index)
        whole = self.base_year
        reports = whole.reports[whole.reports["family"].isin(set(topology.assets["family"]))]
        base_year = BaseYear(
            whole.flows[names],
            whole.levels[stocks],
            reports,
            whole.summary.loc[names],
            whole.balance,
            correlations=whole.correlations,
        )
        return replace(self, topology=topology, base_year=base_year)

    def with_capacity(self, capacity: CapacityKind) -> System:
        """Return the same base year with spare room under other capacities."""
        return replace(self, capacity=capacity)


def load(
    source: str | PathLike[str] | Package = "eurasia",
    year: int = 2024,
    *,
    families: Sequence[str] | None = None,
    as_of: date | None = None,
    horizon: HorizonKind = "short",
    capacity: CapacityKind = "effective",
    deck: str = "base",
    with_intervals: bool = True,
) -> System:
    """Load a data package as the system of one year.

    Args:
        source: name of a shipped package, a directory, a zip, or a package already read.
        year: base year; any year with enough reports.
        families: families of carriers (``crude``, ``gas``, ``power``, ...); None: all.
        as_of: leave out reports of periods that end after this date.
        horizon: ``short`` (calibrated: tranches, wedges, ramps) or ``long`` (physical costs).
        capacity: ``effective`` (quota, weakest section) or ``paper`` (nameplate).
        deck: price deck, ``low``, ``base`` or ``high``.
        with_intervals: False leaves out the 90 % intervals of flows, which take a third of the time.

    Returns:
        The system: tables, reconciled base year, network.

    Raises:
        DatasetError: a package that cannot be read.
        UsageError: an argument out of range, or a year no report speaks of.
    """
    _check_arguments(horizon, capacity, deck)
    package = source if isinstance(source, Package) else read(Path(source) if isinstance(source, PathLike) else source)
    if as_of is not None:
        package = package.as_of(as_of)
    topology = build_topology(package, Calendar.months(year, peak=True))
    _check_families(package, families)
    reports = gather_reports(package, topology)
    topology, left = enough(topology, reports)
    if families is not None and len(topology.assets):
        links = gather_reports(package, topology).links(len(topology.assets))
        topology = topology.families(families, links)
    wanted = set(families or ())
    missing = [part for part in left if not wanted or wanted & set(part.families)]
    if not len(topology.assets) or wanted - set(topology.assets["family"]):
        largest = sorted(missing, key=lambda part: -part.ends)[:REASONS]
        few = sentence(
            "too_few",
            "{package} has too few reports for {year:d} ({reasons})",
            package=package.name,
            year=year,
            reasons=Listing((part.said for part in largest), "; ")
            or sentence("no_asset", "no asset exists in that year"),
        )
        years = Listing(map(str, years_reported(package)))
        raise UsageError(sentence("too_few_years", "{few}; years with reports: {years}", few=few, years=years))
    base_year = reconcile(package, topology, with_intervals=with_intervals)
    return System(package, topology, base_year, capacity, deck, horizon, tuple(missing))


def _check_families(package: Package, families: Sequence[str] | None) -> None:
    known = sorted(set(package.table("carriers")["family"]))
    unknown = [name for name in families or () if name not in known]
    if unknown:
        msg = f"no family of carriers {unknown[0]!r}; there are {', '.join(known)}"
        raise UsageError(msg)


def _check_arguments(horizon: str, capacity: str, deck: str) -> None:
    for name, value, allowed in (
        ("horizon", horizon, ("short", "long")),
        ("capacity", capacity, ("effective", "paper")),
        ("deck", deck, DECKS),
    ):
        if value not in allowed:
            msg = f"{name} {value!r} is not one of {', '.join(allowed)}"
            raise UsageError(msg)


def _market_room(package: Package, topology: Topology) -> np.ndarray:
    """What each market can take above its base rate (assets,), in the carrier's unit per year."""
    carriers = package.table("carriers").set_index("id")
    listed = package.table("markets").drop_duplicates("id", keep="last").to_dict("records")
    markets: dict[str, dict[Any, Any]] = {row["id"]: row for row in listed}
    room = np.zeros(len(topology.assets))
    for j, (name, asset) in enumerate(topology.assets.iterrows()):
        if asset["kind"] == "market":
            row = markets[str(name)]
            room[j] = units.rate(row["room"], row["unit"], carriers.loc[asset["carrier"]])
    return room


def _physical(found: Calibration, topology: Topology) -> Calibration:
    """The long horizon: stated costs only, no wedge, no ladder."""
    zeros = np.zeros_like(found.base_wedge)
    demands = {j: np.zeros(len(topology.calendar)) for j in found.shed_wedge}
    return replace(found, base_wedge=zeros, flex_wedge=zeros, ladders={}, shed_wedge=demands)
