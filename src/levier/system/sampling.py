"""Other base years that the same evidence allows: reports, capacities, costs and prices drawn within their uncertainty.

Every draw perturbs all inputs at once and goes through the last pass of the reconciliation again, so flows stay
balanced and within capacities. Draws are quasi-random (a Latin hypercube, `scipy.stats.qmc`): each input by itself is
spread as evenly as can be. With the same seed and number of samples they are the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import norm, qmc

from levier.errors import UsageError
from levier.system.deck import price_rows
from levier.system.peak_inputs import reported_peaks, shape_of_peaks
from levier.system.reconcile import BaseYear
from levier.system.uncertain_inputs import Z90, inputs_of, origins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.dataset import Package
    from levier.system.estimate import Estimator
    from levier.system.system import System
    from levier.system.topology import Topology

__all__ = ["Sampler", "check_draws"]

LEAST = 0.05
MOST = 1 << 14


def check_draws(samples: int, seed: int) -> None:
    """Refuse a number of draws, or a seed, that cannot be.

    Raises:
        UsageError: fewer than 1 or more than 16,384 samples, or a seed below 0.

    >>> check_draws(8, seed=1)
    """
    if not 1 <= samples <= MOST:
        message = f"{samples} samples; 1 to {MOST:,} are possible"
        raise UsageError(message)
    if seed < 0:
        message = f"seed {seed}: a whole number from 0 up is needed"
        raise UsageError(message)


@dataclass(frozen=True, eq=False)
class Sampler:
    """Draws of a system's inputs.

    Args:
        system: a system with all its reports, as `levier.system.load` gives it.
        samples: how many draws.
        seed: of the draws.

    Raises:
        UsageError: fewer than 1 or more than 16,384 samples, a seed below 0, or a part of a system, which cannot be
            estimated again.

    Example:
        >>> from levier.system import load
        >>> sampler = Sampler(load("eurasia", 2023), 4)
        >>> sampler.points.shape == (4, len(sampler.inputs))
        True
    """

    system: System
    samples: int
    seed: int = 1

    def __post_init__(self) -> None:
        """Check the arguments."""
        check_draws(self.samples, self.seed)
        if not self.system.base_year.estimators:
            message = "only a whole system can be sampled; take its parts from the samples"
            raise UsageError(message)

    @cached_property
    def inputs(self) -> pd.DataFrame:
        """The inputs that are drawn, see `inputs_of`."""
        return inputs_of(self.system)

    @cached_property
    def points(self) -> np.ndarray:
        """Standard normal draws, shape (samples, inputs).

        Peaks have a hypercube of their own, so that flows are drawn alike whichever peaks are known.
        """
        peaks = int((self.inputs["kind"] == "peak").sum())
        sizes = ((len(self.inputs) - peaks, self.seed), (peaks, self.seed + MOST))
        even = np.hstack([qmc.LatinHypercube(d=d, seed=seed).random(self.samples) for d, seed in sizes if d])
        return np.asarray(norm.ppf(np.clip(even, 1e-9, 1.0 - 1e-9)))

    def system_of(self, sample: int, families: Sequence[str] = ()) -> System:
        """Return the system under one draw.

        Args:
            sample: number of the draw, from 0.
            families: only the parts in which these flow (see :meth:`levier.system.System.part`), which are quicker;
                the whole system if empty.

        Raises:
            SolveError: the drawn reports and capacities contradict each other.
        """
        return self.system_at(self.points[sample], families)

    def system_at(self, point: np.ndarray, families: Sequence[str] = (), state: BaseYear | None = None) -> System:
        """Return the system at one point of the inputs.

        Args:
            point: (inputs,), standard normal values.
            families: as for :meth:`system_of`.
            state: of :meth:`state_at`, where another point with the same reports has it already.

        Raises:
            SolveError: the drawn reports and capacities contradict each other.
        """
        draw = self._draw(point)
        system = self._part(families)
        base_year = state or self.state_at(point, families)
        topology = _topology(system.topology, base_year, draw)
        package = _package(system.package, system.year, draw)
        return replace(system, package=package, topology=topology, base_year=base_year)

    def state_at(self, point: np.ndarray, families: Sequence[str] = ()) -> BaseYear:
        """Return the state of the base year at one point of the inputs, of which only reports matter.

        Args:
            point: (inputs,), standard normal values.
            families: as for :meth:`system_of`.

        Raises:
            SolveError: the drawn reports contradict each other.
        """
        return self._base_year(self._part(families), self._draw(point))

    def _part(self, families: Sequence[str]) -> System:
        return self.system.part(families) if families else self.system

    def _draw(self, point: np.ndarray) -> dict[str, dict[str, float]]:
        """Normal draws (evenly spread for ramps) by kind and name, times the spread."""
        table = self.inputs
        found: dict[str, dict[str, float]] = {}
        for kind, name, spread, value in zip(table["kind"], table["id"], table["spread"], point, strict=True):
            drawn = spread * (2.0 * norm.cdf(value) - 1.0) if kind == "ramp" else spread * value
            found.setdefault(kind, {})[name] = float(value if kind in ("report", "price") else drawn)
        return found

    def _base_year(self, part: System, draw: dict[str, dict[str, float]]) -> BaseYear:
        """Estimate the state of a part again from the drawn reports."""
        whole, drawn, names = part.base_year, draw.get("report", {}), set(part.assets.index)
        found = [
            _state(estimator, drawn)
            for estimator in self.system.base_year.estimators
            if names & set(estimator.layout.topology.assets.index)
        ]
        flows, levels = (pd.concat(tables, axis=1) for tables in zip(*found, strict=True))
        return replace(
            whole, flows=flows[list(whole.flows.columns)], levels=levels[list(whole.levels.columns)], estimators=()
        )


def _state(estimator: Estimator, drawn: dict[str, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    layout = estimator.layout
    table, topology = layout.reports.table, layout.topology
    reported = table["reported"].to_numpy(float)
    if len(table):
        z = np.array([drawn.get(name, 0.0) for name in origins(table)])
        own = table["sigma"].to_numpy(float) / np.sqrt(table["copies"].to_numpy(float))
        reported = reported + z * own
        reported = np.where(table["reported"] >= 0, np.maximum(reported, 0.0), reported)
    found, _ = estimator.state(reported)
    labels = list(topology.calendar.labels)
    rates = found[: layout.rates].reshape(len(labels), -1)
    stocks = found[layout.rates : layout.rates + layout.stocks].reshape(len(labels), -1)
    return (
        pd.DataFrame(rates, index=labels, columns=list(topology.assets.index)),
        pd.DataFrame(stocks, index=labels, columns=list(topology.storages.index)),
    )


def _topology(topology: Topology, base_year: BaseYear, draw: dict[str, dict[str, float]]) -> Topology:
    """Capacities, costs and ramps of a draw; no capacity below what flows."""
    assets = topology.assets.copy()
    names = list(assets.index)
    flows = base_year.flows[names].to_numpy(float)
    factor = np.array([_factor(draw, "capacity", name) for name in names])
    joint = np.array([_factor(draw, "joint capacity", name) for name in topology.slots.index])
    used = flows @ topology.membership.T.toarray()
    assets["cost"] = assets["cost"] * [_factor(draw, "cost", name) for name in names]
    assets["ramp"] = np.minimum(1.0, assets["ramp"] * [_factor(draw, "ramp", mode) for mode in assets["mode"]])
    return replace(
        topology,
        assets=assets,
        shape=shape_of_peaks(topology, draw),
        effective=np.maximum(topology.effective * factor, flows),
        paper=np.maximum(topology.paper * factor, flows),
        slot_effective=np.maximum(topology.slot_effective * joint, used),
        slot_paper=np.maximum(topology.slot_paper * joint, used),
    )


def _factor(draw: dict[str, dict[str, float]], kind: str, name: str) -> float:
    return max(LEAST, 1.0 + draw.get(kind, {}).get(name, 0.0))


def _package(package: Package, year: int, draw: dict[str, dict[str, float]]) -> Package:
    """Prices, rooms of markets and peaks of a draw; a price moves by its own deck, so the deck is one afterwards."""
    prices, markets = package.table("prices"), package.table("markets")
    rows = price_rows(package, year)
    z = prices["id"].map(draw.get("price", {})).fillna(0.0).to_numpy(float) / Z90
    low, base, high = (prices[name].to_numpy(float) for name in ("low", "base", "high"))
    drawn = base + np.where(z < 0, z * (base - low), z * (high - base))
    # A price keeps its sign: a market that pays does not begin to charge.
    drawn = np.where(np.sign(drawn) == np.sign(base), drawn, LEAST * base)
    known = prices["id"].isin(rows.index).to_numpy()
    for name in ("low", "base", "high"):
        prices[name] = np.where(known, drawn, prices[name])
    markets["room"] = markets["room"] * [_factor(draw, "room", name) for name in markets["id"]]
    tables = {**package.tables, "prices": prices, "markets": markets, "observations": reported_peaks(package, draw)}
    return replace(package, tables=MappingProxyType(tables))
