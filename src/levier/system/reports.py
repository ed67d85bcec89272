"""Reported numbers as linear expressions of the state: which flows, over which days, how sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from levier.dataset import UNCERTAINTY, split, units
from levier.dataset.period import parse_period
from levier.errors import DatasetError

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.system.topology import Topology

__all__ = ["Reports", "aggregate_terms", "expand_aggregate", "gather_reports", "sources_of"]

FLOOR = 0.002
PEAK_MEASURES = ("peak_load", "peak_generation", "peak_flow")
STOCK_SIDES = {
    "flow": {"discharge": 1.0, "charge": -1.0},
    "injection": {"charge": 1.0},
    "withdrawal": {"discharge": 1.0},
}
COLUMNS = (
    "id", "subject", "measure", "period", "kind", "sources", "origin", "note", "family", "unit",
    "reported", "relative", "sigma", "copies",
)  # fmt: skip


@dataclass(frozen=True)
class Reports:
    """The reports of one year that speak of its flows.

    Attributes:
        table: one row a report: id, subject, measure, period, reported (in the carrier's unit),
            sigma, sources, origin, kind, note.
        flows: (reports, snapshots * assets), snapshot-major: coefficients on the rates per year.
    """

    table: pd.DataFrame
    flows: sparse.csr_array

    def links(self, assets: int) -> sparse.csr_array:
        """Which assets each report joins (reports, assets), for finding connected parts."""
        entries = self.flows.tocoo()
        return sparse.csr_array(
            (np.ones(entries.nnz), (entries.row, entries.col % assets)),
            shape=(self.flows.shape[0], assets),
        )

    def about(self, positions: np.ndarray, assets: int) -> Reports:
        """Return the reports that speak of some assets, on the columns of these assets alone."""
        snapshots = self.flows.shape[1] // assets
        columns = (np.arange(snapshots)[:, None] * assets + positions[None, :]).ravel()
        part = self.flows[:, columns].tocsr()
        kept = np.flatnonzero(np.diff(part.indptr) > 0)
        return Reports(self.table.iloc[kept].reset_index(drop=True), part[kept].tocsr())


def aggregate_terms(package: Package) -> dict[str, list[tuple[str, float]]]:
    """Return the terms of every aggregate: (member, coefficient)."""
    terms: dict[str, list[tuple[str, float]]] = {}
    table = package.table("aggregates")
    for name, term, weight in zip(table["id"], table["term"], table["coefficient"], strict=True):
        terms.setdefault(str(name), []).append((str(term), float(weight)))
    return terms


def expand_aggregate(terms: dict[str, list[tuple[str, float]]], name: str) -> dict[str, float]:
    """Return the flows an aggregate is the sum of, with their coefficients.

    Args:
        terms: the terms of every aggregate (see :func:`aggregate_terms`).
        name: an aggregate, or a flow (which is itself).

    Raises:
        DatasetError: an aggregate that contains itself.

    >>> expand_aggregate({"all": [("oil", 1.0), ("net", 1.0)], "net": [("in", 1.0), ("out", -1.0)]}, "all")
    {'oil': 1.0, 'in': 1.0, 'out': -1.0}
    """

    def walk(key: str, above: tuple[str, ...]) -> dict[str, float]:
        if key not in terms:
            return {key: 1.0}
        if key in above:
            msg = f"aggregates.csv: {key} contains itself through {' > '.join(above)}"
            raise DatasetError(msg)
        found: dict[str, float] = {}
        for member, weight in terms[key]:
            for leaf, inner in walk(member, (*above, key)).items():
                found[leaf] = found.get(leaf, 0.0) + inner * weight
        return found

    return walk(name, ())


def gather_reports(package: Package, topology: Topology) -> Reports:
    """Collect the reports in use that speak of the topology's flows in its year.

    A report of a longer stretch than the year (or partly outside it) is left out. Reports that
    share an ``origin``, subject and period count as one: their variances are scaled by their number.
    """
    calendar = topology.calendar
    first = calendar.snapshots[0].period.start
    last = max(s.period.stop for s in calendar.snapshots)
    carriers = package.table("carriers").set_index("id")
    position = {name: j for j, name in enumerate(topology.assets.index)}
    terms = aggregate_terms(package)
    rows: list[dict[str, Any]] = []
    expressions: list[dict[int, float]] = []
    table = package.table("observations")
    for record in table[table["use"]].to_dict("records"):
        period = parse_period(record["period"])
        if period.start < first or period.stop > last:
            continue
        leaves = _leaves(terms, record, position)
        if not leaves:
            continue
        lead = topology.assets.iloc[next(iter(leaves))]
        carrier = carriers.loc[lead["carrier"]]
        entry, value = _expression(topology, record, leaves, carrier)
        if not entry:
            continue
        share = record["uncertainty"]
        if np.isnan(share):
            share = UNCERTAINTY[record["kind"]]
        rows.append(
            {
                **{k: record[k] for k in ("id", "subject", "measure", "period", "kind", "sources", "origin", "note")},
                "family": lead["family"],
                "unit": carrier["unit"],
                "reported": value,
                "relative": share,
            }
        )
        expressions.append(entry)
    return Reports(_uncertainty(pd.DataFrame(rows)), _matrix(expressions, topology))


def _leaves(
    terms: dict[str, list[tuple[str, float]]], record: dict[Any, Any], position: dict[str, int]
) -> dict[int, float]:
    """Positions of the flows a report speaks of; empty if it does not speak of flows at all."""
    if record["measure"] not in ("flow", "injection", "withdrawal", *PEAK_MEASURES):
        return {}
    found: dict[int, float] = {}
    for leaf, weight in expand_aggregate(terms, record["subject"]).items():
        sides = STOCK_SIDES.get(record["measure"], STOCK_SIDES["flow"])
        stock = {f"{leaf}:{side}": sign for side, sign in sides.items()}
        for name, sign in ({leaf: 1.0} | stock).items():
            if name in position:
                found[position[name]] = found.get(position[name], 0.0) + weight * sign
    return found


def _expression(
    topology: Topology, record: dict[Any, Any], leaves: dict[int, float], carrier: pd.Series
) -> tuple[dict[int, float], float]:
    """Coefficients (snapshot-major) and the value in the carrier's unit (a rate for peak hours)."""
    calendar = topology.calendar
    count = len(topology.assets)
    period = parse_period(record["period"])
    if record["measure"] in PEAK_MEASURES:
        peaks = [t for t, s in enumerate(calendar.snapshots) if s.kind == "peak"]
        value = units.rate(record["value"], record["unit"], carrier)
        return {t * count + j: w for t in peaks for j, w in leaves.items()}, float(value)
    shares = calendar.shares(period)
    value = units.volume(record["value"], record["unit"], carrier, period.days)
    entry = {t * count + j: w * shares[t] for t in np.flatnonzero(shares).tolist() for j, w in leaves.items()}
    return entry, float(value)


def _uncertainty(table: pd.DataFrame) -> pd.DataFrame:
    if table.empty:
        return table.reindex(columns=list(COLUMNS))
    scale = table.groupby("family")["reported"].transform(lambda v: v.abs().median())
    key = table["origin"].where(table["origin"] != "", table["id"])
    table["copies"] = table.groupby([key, "subject", "measure", "period"])["id"].transform("size")
    least = FLOOR * scale
    sigma = np.maximum(table["relative"] * table["reported"].abs(), least)
    table["sigma"] = sigma * np.sqrt(table["copies"])
    return table


def _matrix(expressions: list[dict[int, float]], topology: Topology) -> sparse.csr_array:
    width = len(topology.calendar) * len(topology.assets)
    rows = [i for i, entry in enumerate(expressions) for _ in entry]
    columns = [j for entry in expressions for j in entry]
    values = [v for entry in expressions for v in entry.values()]
    return sparse.csr_array(
        (np.array(values, float), (np.array(rows, int), np.array(columns, int))),
        shape=(len(expressions), width),
    )


def sources_of(reports: Reports, topology: Topology) -> pd.Series:
    """Number of distinct sources of the reports that speak of each flow (index: asset)."""
    count = len(topology.assets)
    found: list[set[str]] = [set() for _ in range(count)]
    table = reports.table["sources"].tolist()
    coo = reports.flows.tocoo()
    for i, k in zip(coo.row, coo.col, strict=True):
        found[k % count].update(split(table[i]))
    return pd.Series([len(s) for s in found], index=topology.assets.index)
