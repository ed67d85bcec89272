"""The flows of the horizon year: what stands then, how much of it, and at what physical cost."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from levier.dataset import units
from levier.system.calendar import Calendar
from levier.system.deck import parse_tiers, stated_prices
from levier.system.long.contracted import Contracted, contracted
from levier.system.topology import Topology, build_topology

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from levier.dataset import Package
    from levier.system.assets import Port
    from levier.system.system import System

__all__ = ["TIERED", "Flow", "Joint", "horizon_topology", "long_flows"]

TIERED = "demand"
SKIPPED = ("charge", "discharge")
STANDS = "capacity of the horizon year"
JOINT_INPUT = "as much as is lifted of what it comes with"
JOINT_OUTPUT = "capacity of the horizon year; what it gives of another family is left out"


@dataclass(frozen=True)
class Joint:
    """A joint limit: its name and capacity a year."""

    name: str
    capacity: float


@dataclass(frozen=True)
class Flow:
    """One column of the program, at an annual rate in the carrier's unit.

    Attributes:
        name: unique: the asset, or ``asset tier 2`` for a tier of a demand.
        asset: id of the row it comes from.
        kind: supply, corridor, converter, market or demand.
        ports: (bus, what one unit of the flow adds there).
        cost: M USD a unit; negative: what the buyer would pay.
        upper, lower: bounds.
        country: of the buyer (demand, market), else where it stands; blank: many buyers.
        territory: states it stands on or crosses.
        joint: names of the joint limits it draws on.
        top: the most valuable tier of a demand.
        project: the project that builds it; blank: stands without.
        basis: where its quantity comes from, in a few words.
    """

    name: str
    asset: str
    kind: str
    ports: tuple[Port, ...]
    cost: float
    upper: float
    lower: float = 0.0
    country: str = ""
    territory: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    top: bool = False
    project: str = ""
    basis: str = STANDS


def horizon_topology(package: Package, horizon: int) -> Topology:
    """Return the assets whose rows hold in the horizon year."""
    return build_topology(package, Calendar.months(horizon))


def long_flows(
    system: System, horizon: int, family: str, topology: Topology | None = None
) -> tuple[list[Flow], list[Joint]]:
    """Turn a system into the flows of one family of carriers in the horizon year.

    Capacities are those of the rows valid in the horizon year (effective or paper, as the system has it), costs and
    prices those of its deck for the nearest year told, demand what a source states for that year, else that of the
    base year; a market takes its base volume and its stated room, or what is contracted for it. Stocks are left out:
    a year closes their circle. Nothing of calibration is used: no tranche, wedge, ramp or price of shedding.

    Args:
        system: base year, price deck, kind of capacity.
        horizon: the year.
        family: of carriers; what an asset takes from or gives to another family is left out.
        topology: of the horizon year, where it is at hand already.

    Returns:
        The flows, and the joint limits they draw on.
    """
    topology = topology or horizon_topology(system.package, horizon)
    reader = _Reader(system, horizon, family, topology)
    flows = [flow for position in range(len(topology.assets)) for flow in reader.read(position)]
    used = {name for flow in flows for name in flow.joint}
    limit = topology.slot_paper if system.capacity == "paper" else topology.slot_effective
    capacity = _yearly(limit, topology.calendar.weights)
    joint = [Joint(str(n), float(c)) for n, c in zip(topology.slots.index, capacity, strict=True) if n in used]
    return flows, joint


def _yearly(limit: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean over the year of limits (snapshots, names); no limit in any month is no limit."""
    finite = np.where(np.isfinite(limit), limit, 0.0)
    return np.where(np.isinf(limit).any(axis=0), np.inf, weights @ finite)


class _Reader:
    """Turns one asset after the other into flows."""

    def __init__(self, system: System, horizon: int, family: str, topology: Topology) -> None:
        package = system.package
        self.package, self.horizon, self.system, self.topology = package, horizon, system, topology
        weights = topology.calendar.weights
        limit = topology.paper if system.capacity == "paper" else topology.effective
        self.upper, self.lower = _yearly(limit, weights), weights @ topology.minimum
        self.cost = stated_prices(package, topology, system.deck)[0]
        self.base = dict(zip(system.assets.index, system.volume, strict=True))
        self.agreed = contracted(package, horizon)
        self.carriers = package.table("carriers").set_index("id")
        own = set(self.carriers.index[self.carriers["family"] == family])
        self.own = {bus for bus in topology.buses if bus.rsplit(" ", 1)[1] in own}
        self.room = {row["id"]: row for row in package.table("markets").to_dict("records")}
        self.ports = self._ports()
        self.delivered = self._delivered()

    def read(self, position: int) -> Iterator[Flow]:
        """Give the flows of one asset; none if it is of another family, a stock, or nothing flows."""
        asset = self.topology.assets.iloc[position]
        name, kind = str(asset.name), str(asset["kind"])
        ports = tuple(port for port in self.ports[position] if port[0] in self.own)
        if not ports or kind in SKIPPED:
            return
        flow = Flow(
            name=name,
            asset=name,
            kind=kind,
            ports=ports,
            cost=float(self.cost[position]),
            upper=float(self.upper[position]),
            lower=max(float(self.lower[position]), self.agreed.get(name, Contracted(0.0, 0.0)).least),
            country=str(asset["target"] if kind == "market" else asset["country"]),
            territory=tuple(asset["territory"]),
            joint=tuple(asset["slot"]),
        )
        if kind == TIERED:
            yield from self._tiers(flow, asset)
        elif kind == "market":
            yield self._market(flow, asset)
        elif len(ports) < len(self.ports[position]):
            yield self._cut_out(flow, position)
        else:
            yield flow

    def _tiers(self, flow: Flow, asset: pd.Series[Any]) -> Iterator[Flow]:
        volume, basis = self._use(flow.name)
        tiers = parse_tiers(str(asset["tiers"]))
        for number, tier in enumerate(tiers, 1):
            if volume * tier.share > 0:
                yield dataclasses.replace(
                    flow,
                    name=f"{flow.name} tier {number}",
                    cost=-tier.value,
                    upper=volume * tier.share,
                    top=number == len(tiers),
                    basis=basis,
                )

    def _use(self, name: str) -> tuple[float, str]:
        """Volume of a demand in the horizon year and where it comes from."""
        table = self.package.table("observations")
        told = table[(table["subject"] == name) & (table["measure"] == "flow")]
        told = told[(told["period"] == str(self.horizon)) & told["use"]]
        carrier = self.carriers.loc[self.topology.assets.at[name, "carrier"]]
        if len(told):
            volumes = [units.volume(row.value, row.unit, carrier, units.YEAR_DAYS) for row in told.itertuples()]
            return float(np.mean(volumes)), f"reported for {self.horizon}"
        return float(self.base.get(name, 0.0)), f"base year {self.system.year}"

    def _market(self, flow: Flow, asset: pd.Series[Any]) -> Flow:
        row = self.room[flow.asset]
        room = units.rate(row["room"], row["unit"], self.carriers.loc[asset["carrier"]])
        depth, basis = self.base.get(flow.asset, 0.0) + room, f"base year {self.system.year} and stated room"
        agreed = self.delivered.get(flow.ports[0][0], 0.0)
        if agreed > depth:
            depth, basis = agreed, f"contracted for {self.horizon}"
        country = "" if asset["target"] == "WW" else str(asset["target"])
        return dataclasses.replace(flow, upper=float(depth), country=country, territory=(), basis=basis)

    def _cut_out(self, flow: Flow, position: int) -> Flow:
        """An asset joined with another family: no more than is supplied of what it takes from there."""
        taken = [bus for bus, value in self.ports[position] if value < 0 and bus not in self.own]
        most = [
            sum(self.upper[k] for k, ports in enumerate(self.ports) if self._supplies(k) and (bus, 1.0) in ports)
            for bus in taken
        ]
        basis = JOINT_INPUT if taken else JOINT_OUTPUT
        return dataclasses.replace(flow, upper=float(min([flow.upper, *most])), basis=basis)

    def _supplies(self, position: int) -> bool:
        return str(self.topology.assets["kind"].iloc[position]) == "supply"

    def _ports(self) -> list[tuple[Port, ...]]:
        by_asset = self.topology.incidence.T.tocsr()
        return [
            tuple(
                (self.topology.buses[by_asset.indices[k]], float(by_asset.data[k]))
                for k in range(by_asset.indptr[j], by_asset.indptr[j + 1])
            )
            for j in range(by_asset.shape[0])
        ]

    def _delivered(self) -> dict[str, float]:
        """Contracted volumes by the bus at which their corridor ends."""
        found: dict[str, float] = {}
        for name, ports in zip(self.topology.assets.index, self.ports, strict=True):
            agreed = self.agreed.get(str(name))
            for bus, value in ports:
                if agreed is not None and value > 0:
                    found[bus] = found.get(bus, 0.0) + agreed.volume
        return found
