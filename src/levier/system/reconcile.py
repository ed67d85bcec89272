"""One base year out of reports that disagree: flag, estimate, say how sure.

Method: data reconciliation under mass balance (Narasimhan and Jordache 1999), in three passes.
Least absolute deviations flag reports; a Huber loss estimates the state; the curvature of the
last pass, projected on mass balance, gives 90 % intervals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.show import shown
from levier.system.cards import base_year_card
from levier.system.estimate import HUBER, Estimator, absolute, balances, limits, solved
from levier.system.intervals import intervals
from levier.system.layout import Layout
from levier.system.pulls import LEAST_SCALE
from levier.system.reports import Reports, gather_reports, sources_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.dataset import Package
    from levier.system.topology import Topology

__all__ = ["BaseYear", "reconcile"]

FLAG = 3.0


@shown(base_year_card)
@dataclass(frozen=True)
class BaseYear:
    """The reconciled state of a year.

    Attributes:
        flows: (snapshots, assets), rates per year in each carrier's unit.
        levels: (snapshots, storages), stock at the end of each snapshot.
        reports: one row a report: reported, estimate, residual in sigmas, flagged.
        summary: one row an asset: base (annual volume), low, high (90 %), sources, determined; without intervals only
            base and sources.
        balance: largest absolute imbalance of any bus and snapshot.
        estimators: one a connected part, to estimate the state again from other values of the reports.
        correlations: of the annual volumes of each connected part (assets, assets).
    """

    flows: pd.DataFrame
    levels: pd.DataFrame
    reports: pd.DataFrame
    summary: pd.DataFrame
    balance: float
    estimators: tuple[Estimator, ...] = field(default=(), repr=False, compare=False)
    correlations: tuple[pd.DataFrame, ...] = field(default=(), repr=False, compare=False)

    def correlation(self, names: Sequence[str] | pd.Index) -> np.ndarray:
        """Return how the annual volumes of some assets vary together (names, names).

        Parts that share nothing do not; nor is anything known where intervals were left out: then it is the identity.
        """
        found = np.eye(len(names))
        place = {str(name): i for i, name in enumerate(names)}
        for block in self.correlations:
            own = [name for name in block.index if name in place]
            at = [place[name] for name in own]
            found[np.ix_(at, at)] = block.loc[own, own].to_numpy(float)
        return found


def reconcile(package: Package, topology: Topology, *, with_intervals: bool = True) -> BaseYear:
    """Reconcile the reports of the topology's year, each connected part by itself.

    Args:
        package: whose reports.
        topology: of the year.
        with_intervals: False leaves ``low``, ``high`` and ``determined`` out of the summary, and saves a third of the
            time: nothing can then be published with its interval.

    Raises:
        SolveError: a part whose capacities and balances contradict each other.
    """
    every = gather_reports(package, topology)
    count = len(topology.assets)
    parts = [
        _reconcile_part(topology.take(part), every.about(part, count), with_intervals=with_intervals)
        for part in topology.components(every.links(count))
    ]
    order = list(topology.assets.index)
    flows = pd.concat([part.flows for part in parts], axis=1)[order]
    levels = pd.concat([part.levels for part in parts], axis=1)[list(topology.storages.index)]
    spoken = [part.reports for part in parts if len(part.reports)] or [parts[0].reports]
    reports = pd.concat(spoken, ignore_index=True)
    summary = pd.concat([part.summary for part in parts]).loc[order]
    estimators = tuple(estimator for part in parts for estimator in part.estimators)
    correlations = tuple(block for part in parts for block in part.correlations)
    return BaseYear(flows, levels, reports, summary, max(part.balance for part in parts), estimators, correlations)


def _reconcile_part(topology: Topology, reports: Reports, *, with_intervals: bool) -> BaseYear:
    first = _first_scale(topology, reports)
    layout = Layout(topology, reports, first, first)
    flagging, _ = solved(layout, absolute(layout), "least absolute deviations")
    rates = flagging[: layout.rates]
    scale = _scale_of(topology, rates, first)
    estimator = Estimator(Layout(topology, reports, scale, np.maximum(scale, first)))
    found, pressed = estimator.state()
    return _base_year(estimator, flagging, found, pressed, with_intervals=with_intervals)


def _first_scale(topology: Topology, reports: Reports) -> np.ndarray:
    """A first idea of the size of each flow: its reports, else its capacity, else the family's."""
    table = reports.table
    typical = float(table["reported"].abs().median()) if len(table) else 1.0
    capacity = topology.effective.mean(axis=0)
    scale = np.where(np.isfinite(capacity) & (capacity > 0), 0.5 * capacity, max(typical, 1.0))
    by_subject = table.groupby("subject")["reported"].max() if len(table) else pd.Series(dtype=float)
    known = by_subject.reindex(topology.assets.index).to_numpy(float)
    return np.where(np.isnan(known) | (known <= 0), scale, known)


def _scale_of(topology: Topology, rates: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Size of each flow after the first pass; a flow found idle keeps a part of its first idea."""
    volume = topology.calendar.weights @ rates.reshape(len(topology.calendar), -1)
    return np.asarray(np.maximum(volume, np.maximum(0.3 * before, LEAST_SCALE)))


def _base_year(
    estimator: Estimator, flagging: np.ndarray, found: np.ndarray, pressed: np.ndarray, *, with_intervals: bool
) -> BaseYear:
    layout = estimator.layout
    topology, reports = layout.topology, layout.reports
    labels, names = list(topology.calendar.labels), list(topology.assets.index)
    rates = found[: layout.rates].reshape(len(labels), -1)
    levels = found[layout.rates : layout.rates + layout.stocks].reshape(len(labels), -1)
    table = reports.table.copy()
    estimate = reports.flows @ found[: layout.rates]
    table["estimate"] = estimate
    sigma = table["sigma"].to_numpy(float)
    table["residual"] = (estimate - table["reported"].to_numpy(float)) / sigma
    first = (reports.flows @ flagging[: layout.rates] - table["reported"].to_numpy(float)) / sigma
    table["flagged"] = np.abs(first) > FLAG
    constraint, right = balances(layout)
    balance = np.abs(constraint @ found[: layout.rates + layout.stocks] - right)
    if with_intervals:
        summary, correlation = intervals(
            layout,
            found,
            constraint,
            limits(layout),
            pressed=pressed[: layout.rates + layout.stocks],
            residual=table["residual"].to_numpy(float),
            huber=HUBER,
        )
    else:
        correlation = np.zeros((0, 0))
        summary = pd.DataFrame({"base": topology.calendar.weights @ rates}, index=topology.assets.index)
    summary["sources"] = sources_of(reports, topology)
    return BaseYear(
        pd.DataFrame(rates, index=labels, columns=names),
        pd.DataFrame(levels, index=labels, columns=list(topology.storages.index)),
        table,
        summary,
        float(balance.max(initial=0.0)),
        (estimator,),
        (pd.DataFrame(correlation, index=names, columns=names),) if with_intervals else (),
    )
