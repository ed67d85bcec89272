"""Other base years that the same evidence allows: reports, capacities, costs and prices drawn within their uncertainty.

Every draw perturbs all inputs at once and goes through the last pass of the reconciliation again, so flows stay
balanced and within capacities. Draws are quasi-random (a Latin hypercube, `scipy.stats.qmc`): each input by itself is
spread as evenly as can be. With the same seed and number of samples they are the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.stats import norm, qmc

from levier.dataset import UNCERTAINTY
from levier.errors import UsageError
from levier.system.deck import price_rows
from levier.system.reconcile import BaseYear

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.system.estimate import Estimator
    from levier.system.system import System
    from levier.system.topology import Topology

__all__ = ["CAPACITY", "RAMP_RANGE", "Sampler", "inputs_of"]

CAPACITY = 0.05
"""Relative standard uncertainty of a stated capacity, cost or room; that of an estimate is the one of reports."""
RAMP_RANGE = 0.5
"""Ramps are drawn evenly within this share of their value, one draw a mode: too few events identify them."""
Z90 = 1.6449
LEAST = 0.05
MOST = 1 << 14
BY_ASSET = ("capacity", "cost")
COLUMNS = ["kind", "id", "sources", "spread"]


def inputs_of(system: System) -> pd.DataFrame:
    """List the uncertain inputs of a system.

    Returns:
        One row an input that is drawn by itself: ``kind`` (report, capacity, joint capacity, cost, room, price,
        ramp), ``id`` (of a report's origin or its own; an asset; a price; a mode), ``sources``, ``spread`` (relative
        standard uncertainty; of a price half the width of its deck over 1.64; of a ramp the half range).
    """
    package, topology = system.package, system.topology
    parts = [
        _reports(system.base_year.reports),
        _of_assets(topology),
        _of_slots(topology),
        _rooms(package, topology),
        _prices(package, topology),
        _ramps(topology),
    ]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


@dataclass(frozen=True, eq=False)
class Sampler:
    """Draws of a system's inputs.

    Args:
        system: a system with all its reports, as `levier.system.load` gives it.
        samples: how many draws.
        seed: of the draws.

    Raises:
        UsageError: fewer than 1 or more than 16,384 samples, or a part of a system, which cannot be estimated again.

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
        if not 1 <= self.samples <= MOST:
            message = f"{self.samples} samples; 1 to {MOST:,} are possible"
            raise UsageError(message)
        if not self.system.base_year.estimators:
            message = "only a whole system can be sampled; take its parts from the samples"
            raise UsageError(message)

    @cached_property
    def inputs(self) -> pd.DataFrame:
        """The inputs that are drawn, see `inputs_of`."""
        return inputs_of(self.system)

    @cached_property
    def points(self) -> np.ndarray:
        """Standard normal draws, shape (samples, inputs)."""
        even = qmc.LatinHypercube(d=len(self.inputs), seed=self.seed).random(self.samples)
        return np.asarray(norm.ppf(np.clip(even, 1e-9, 1.0 - 1e-9)))

    def system_of(self, sample: int) -> System:
        """Return the system under one draw.

        Args:
            sample: number of the draw, from 0.

        Raises:
            SolveError: the drawn reports and capacities contradict each other.
        """
        system, draw = self.system, self._draw(sample)
        base_year = self._base_year(draw)
        topology = _topology(system.topology, base_year, draw)
        package = _package(system.package, system.year, draw)
        return replace(system, package=package, topology=topology, base_year=base_year)

    def _draw(self, sample: int) -> dict[str, dict[str, float]]:
        """Normal draws (evenly spread for ramps) by kind and name, times the spread."""
        table = self.inputs
        z = self.points[sample]
        found: dict[str, dict[str, float]] = {}
        for kind, name, spread, value in zip(table["kind"], table["id"], table["spread"], z, strict=True):
            drawn = spread * (2.0 * norm.cdf(value) - 1.0) if kind == "ramp" else spread * value
            found.setdefault(kind, {})[name] = float(value if kind in ("report", "price") else drawn)
        return found

    def _base_year(self, draw: dict[str, dict[str, float]]) -> BaseYear:
        """Estimate the state again from the drawn reports."""
        whole = self.system.base_year
        drawn = draw.get("report", {})
        flows, levels = [], []
        for estimator in whole.estimators:
            rates, stocks = _state(estimator, drawn)
            flows.append(rates)
            levels.append(stocks)
        return replace(
            whole,
            flows=pd.concat(flows, axis=1)[list(whole.flows.columns)],
            levels=pd.concat(levels, axis=1)[list(whole.levels.columns)],
            estimators=(),
        )


def _state(estimator: Estimator, drawn: dict[str, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    layout = estimator.layout
    table, topology = layout.reports.table, layout.topology
    reported = table["reported"].to_numpy(float)
    if len(table):
        z = np.array([drawn.get(name, 0.0) for name in _origin(table)])
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


def _origin(table: pd.DataFrame) -> list[str]:
    """Name of the draw of each report: reports that copy one origin are drawn together."""
    return [origin or name for origin, name in zip(table["origin"], table["id"], strict=True)]


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
        effective=np.maximum(topology.effective * factor, flows),
        paper=np.maximum(topology.paper * factor, flows),
        slot_effective=np.maximum(topology.slot_effective * joint, used),
        slot_paper=np.maximum(topology.slot_paper * joint, used),
    )


def _factor(draw: dict[str, dict[str, float]], kind: str, name: str) -> float:
    return max(LEAST, 1.0 + draw.get(kind, {}).get(name, 0.0))


def _package(package: Package, year: int, draw: dict[str, dict[str, float]]) -> Package:
    """Prices and rooms of markets of a draw; a price moves by its own deck, so the deck is one afterwards."""
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
    tables = {**package.tables, "prices": prices, "markets": markets}
    return replace(package, tables=MappingProxyType(tables))


def _reports(table: pd.DataFrame) -> pd.DataFrame:
    if not len(table):
        return pd.DataFrame(columns=COLUMNS)
    frame = pd.DataFrame(
        {
            "kind": "report",
            "id": _origin(table),
            "sources": table["sources"],
            "spread": table["sigma"] / np.maximum(table["reported"].abs(), 1e-12),
        }
    )
    return frame.drop_duplicates("id")


def _rows(kind: str, records: list[tuple[str, str, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(records, columns=["id", "sources", "spread"])
    return frame.assign(kind=kind)[COLUMNS]


def _stated(row: Any) -> float:
    return UNCERTAINTY["estimate"] if str(row["estimate"]) else CAPACITY


def _of_assets(topology: Topology) -> pd.DataFrame:
    assets = topology.assets
    limited = np.isfinite(topology.effective).all(axis=0) & (topology.effective.max(axis=0) > 0)
    kinds = ("corridor", "converter", "supply")
    capacity = [
        (str(name), str(row["sources"]), _stated(row))
        for (name, row), bounded in zip(assets.iterrows(), limited, strict=True)
        if bounded and row["kind"] in kinds
    ]
    cost = [
        (str(name), str(row["sources"]), _stated(row))
        for name, row in assets.iterrows()
        if row["kind"] in kinds and row["cost"] > 0
    ]
    return pd.concat([_rows("capacity", capacity), _rows("cost", cost)])


def _of_slots(topology: Topology) -> pd.DataFrame:
    return _rows(
        "joint capacity", [(str(name), str(row["sources"]), _stated(row)) for name, row in topology.slots.iterrows()]
    )


def _rooms(package: Package, topology: Topology) -> pd.DataFrame:
    markets = package.table("markets").drop_duplicates("id").set_index("id")
    used = [name for name in topology.assets.index[topology.assets["kind"] == "market"] if name in markets.index]
    return _rows("room", [(str(name), str(markets.loc[name, "sources"]), _stated(markets.loc[name])) for name in used])


def _prices(package: Package, topology: Topology) -> pd.DataFrame:
    rows = price_rows(package, topology.calendar.year)
    carriers = set(topology.assets["carrier"])
    rows = rows[rows["carrier"].isin(carriers) & rows["base"].ne(0)]
    half = (rows["high"] - rows["low"]).abs() / 2.0 / Z90 / rows["base"].abs()
    return _rows("price", list(zip(rows.index.astype(str), rows["sources"].astype(str), half, strict=True)))


def _ramps(topology: Topology) -> pd.DataFrame:
    modes = sorted({str(mode) for mode in topology.assets["mode"] if str(mode)})
    return _rows("ramp", [(mode, "", RAMP_RANGE) for mode in modes])
