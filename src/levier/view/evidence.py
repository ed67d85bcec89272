"""Lead from each figure to the rows it rests on, and from each row to its sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from levier.dataset import split
from levier.system.reports import aggregate_terms, expand_aggregate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.analysis.answers import Answers

__all__ = ["Basis", "Evidence", "anchor"]

SIDES = ("charge", "discharge")


def anchor(kind: str, name: object) -> str:
    """Return the id of a row on the page.

    >>> anchor("asset", "cpc_tanks_kz:charge"), anchor("source", 'a"b<c')
    ('asset-cpc_tanks_kz.charge', 'source-a.b.c')
    """
    return f"{kind}-{re.sub(r'[^A-Za-z0-9_-]+', '.', str(name))}"


@dataclass(frozen=True)
class Basis:
    """What a sum or a share rests on: the rows that enter it."""

    anchor: str
    title: str
    how: str
    assets: tuple[str, ...]
    prices: tuple[str, ...] = ()
    stakes: tuple[str, ...] = ()


@dataclass
class Evidence:
    """Links to the rows of the appendix; remembers which were asked for.

    Attributes:
        bases: sums and shares, in the order they were met.
        sources: ids of the sources cited on the page, in order.
        reports_of: ids of the reports in use that speak of each flow.
    """

    answers: Answers
    bases: dict[str, Basis] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    reports_of: dict[str, list[str]] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find out which reports speak of which flow."""
        terms = aggregate_terms(self.answers.system.package)
        known = set(self.answers.flows["asset"])
        reports = self.answers.disagreements
        for name, subject in zip(reports["id"], reports["subject"], strict=True):
            for leaf in expand_aggregate(terms, str(subject)):
                for flow in (leaf, *(f"{leaf}:{side}" for side in SIDES)):
                    if flow in known:
                        self.reports_of.setdefault(flow, []).append(str(name))
        self.known = known
        self.known_reports = set(reports["id"])

    def asset(self, name: object) -> str:
        """Return the link to the row of an asset; blank if it has none."""
        return f"#{anchor('asset', name)}" if name in self.known else ""

    def report(self, name: object) -> str:
        """Return the link to the row of a report."""
        return f"#{anchor('report', name)}"

    def cite(self, cell: object) -> tuple[str, ...]:
        """Return the sources named in a cell, and remember them."""
        names = split(cell)
        self.sources |= dict.fromkeys(names)
        return names

    def label(self, source: str) -> str:
        """Return the short name of a source: publisher and year."""
        if not self._labels:
            table = self.answers.system.package.table("sources")
            names = zip(table["id"], table["publisher"], table["date"], strict=True)
            self._labels = {key: f"{publisher or key} {str(day)[:4]}".strip() for key, publisher, day in names}
        return self._labels.get(source, source)

    def met(self, key: str) -> str:
        """Return the link to a sum or a share that was met before; blank if it was not."""
        name = anchor("basis", key)
        return f"#{name}" if name in self.bases else ""

    def basis(
        self,
        key: str,
        title: str,
        how: str,
        assets: Iterable[object],
        *,
        prices: Iterable[object] = (),
        stakes: Iterable[object] = (),
    ) -> str:
        """Return the link to the row that lists what a sum or a share rests on."""
        name = anchor("basis", key)
        if name not in self.bases:
            kept = tuple(dict.fromkeys(str(a) for a in assets if a in self.known))
            listed = tuple(dict.fromkeys(str(p) for p in prices if p))
            held = tuple(dict.fromkeys(str(s) for s in stakes if s))
            self.bases[name] = Basis(name, title, how, kept, listed, held)
        return f"#{name}"
