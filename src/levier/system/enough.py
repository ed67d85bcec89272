"""Which parts of a year rest on enough reports to be loaded; the others are left out and listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.dataset import parse_period
from levier.sentence import Listing, Name, Sentence, sentence

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.system.reports import Reports
    from levier.system.topology import Topology

__all__ = ["LeftOut", "enough", "years_reported"]

LEAST_SHARE = 0.5
LEAST_REPORTS = 20
ENDS = ("supply", "demand", "market")


@dataclass(frozen=True)
class LeftOut:
    """A part of a year that too few reports speak of.

    Attributes:
        families: families of carriers in the part.
        reports: reports in use.
        ends: its supplies, demands and markets.
    """

    families: tuple[str, ...]
    reports: int
    ends: int

    @property
    def said(self) -> Sentence:
        """What is left out and why."""
        names = Listing(Name(family, "family", family) for family in self.families)
        words = "{families}: {reports} reports for {ends} supplies, demands and markets"
        return sentence("too_thin", words, families=names, reports=self.reports, ends=self.ends)

    def __str__(self) -> str:
        """Say what is left out and why."""
        return self.said.english


def enough(topology: Topology, reports: Reports) -> tuple[Topology, list[LeftOut]]:
    """Keep the connected parts with at least half as many reports as supplies, demands and markets.

    Returns:
        The topology of what is kept, and what is left out.
    """
    count = len(topology.assets)
    links = reports.links(count)
    kind = topology.assets["kind"].to_numpy()
    family = topology.assets["family"].to_numpy()
    kept: list[np.ndarray] = []
    left: list[LeftOut] = []
    for part in topology.components(links):
        about = len(np.unique(links[:, part].tocoo().row))
        ends = int(np.isin(kind[part], ENDS).sum())
        if about >= LEAST_SHARE * ends:
            kept.append(part)
        else:
            left.append(LeftOut(tuple(sorted(set(family[part]))), about, ends))
    chosen = np.sort(np.concatenate(kept)) if kept else np.array([], dtype=int)
    return topology.take(chosen), left


def years_reported(package: Package, least: int = LEAST_REPORTS) -> list[int]:
    """Return the years of which at least so many reports of flows are in use."""
    table = package.table("observations")
    used = table[table["use"] & (table["measure"] == "flow")]
    years = Counter(parse_period(period).start.year for period in used["period"])
    return sorted(year for year, count in years.items() if count >= least)
