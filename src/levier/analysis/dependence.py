"""Who depends on whom: observed shares of real flows, and what no rerouting could replace."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from levier.analysis.rates import tranches_of
from levier.analysis.tracing import Tracer
from levier.engine import compile_network, solve_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.engine import Program
    from levier.system import System

__all__ = [
    "ObservedDependence",
    "Structural",
    "StructuralSolver",
    "made_per_unit",
    "observed_dependence",
    "structural_dependence",
    "traded_total",
]

Direction = Literal["exports", "imports"]
SMALL = 1e-6
FIRST = 1000.0
WAYS = ("corridor", "converter")


@dataclass(frozen=True)
class ObservedDependence:
    """Shares of a country's exports (or imports) of a family of carriers.

    Attributes:
        total: annual volume.
        table: one row a dimension (``partner``, ``territory``, ``operator``, ``group``) and key:
            volume and share. Partners add up to 1; a unit that crosses several territories counts
            once in each.
        concentration: Herfindahl index of partners; ``effective`` number of partners.
    """

    country: str
    family: str
    direction: Direction
    unit: str
    total: float
    table: pd.DataFrame
    concentration: float

    @property
    def effective(self) -> float:
        """Effective number of partners."""
        return 1.0 / self.concentration if self.concentration > 0 else 0.0


def observed_dependence(
    system: System, country: str, family: str, direction: Direction = "exports"
) -> ObservedDependence | None:
    """Return observed shares, or None where the country has no such flow."""
    assets = system.assets
    volume = system.topology.calendar.weights @ system.base_year.flows.to_numpy(float)
    sources, sinks, partners = _ends(system, volume, country, family, direction)
    if not sources.any() or not sinks.any():
        return None
    tracer = Tracer(system.topology, volume)
    total = tracer.trace(sources)[sinks].sum()
    if total <= SMALL:
        return None
    rows = _partners(tracer, sources, sinks, partners, direction)
    carried = tracer.trace(sources)
    ways = assets["kind"].isin(WAYS).to_numpy() & (carried > SMALL)
    for dimension, keys in _crossings(assets, ways, country):
        for key, mask in keys.items():
            missed = tracer.trace(sources, mask)
            rest = missed[sinks & ~mask].sum()
            if total - rest > SMALL:
                rows.append((dimension, key, float(total - rest)))
    table = pd.DataFrame(rows, columns=["dimension", "key", "volume"])
    table["share"] = table["volume"] / total
    table = table.sort_values(["dimension", "share"], ascending=[True, False], ignore_index=True)
    shares = table.loc[table["dimension"] == "partner", "share"].to_numpy()
    unit = str(assets.loc[assets["family"] == family, "unit"].iloc[0])
    return ObservedDependence(country, family, direction, unit, float(total), table, float((shares**2).sum()))


def _ends(
    system: System, volume: np.ndarray, country: str, family: str, direction: Direction
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Supplies and uses a trade joins (masks), and whose each flow is on the partner's side.

    Supplies of every family count: water becomes power, a field's stream oil and gas.
    """
    assets = system.assets
    kind, place = assets["kind"].to_numpy(), assets["country"].to_numpy()
    in_family = (assets["family"] == family).to_numpy()
    made = (kind == "supply") & (volume > SMALL)
    used = np.isin(kind, ("demand", "market")) & in_family & (volume > SMALL)
    home = np.where(kind == "market", assets["bearer"].to_numpy(), place)
    if direction == "exports":
        return made & (place == country), used & (home != country), home
    return made & (place != country), used & (place == country) & (kind == "demand"), place


def traded_total(system: System, tracer: Tracer, country: str, family: str, direction: Direction) -> float:
    """Return the traced volume of a country's exports or imports of a family."""
    sources, sinks, _ = _ends(system, tracer.volume, country, family, direction)
    return float(tracer.trace(sources)[sinks].sum()) if sources.any() and sinks.any() else 0.0


def _partners(
    tracer: Tracer,
    sources: np.ndarray,
    sinks: np.ndarray,
    partners: np.ndarray,
    direction: Direction,
) -> list[tuple[str, str, float]]:
    if direction == "exports":
        flow = tracer.trace(sources)
        keys = sorted(set(partners[sinks]))
        return [("partner", key, float(flow[sinks & (partners == key)].sum())) for key in keys]
    keys = sorted(set(partners[sources]))
    return [("partner", key, float(tracer.trace(sources & (partners == key))[sinks].sum())) for key in keys]


def _crossings(assets: pd.DataFrame, ways: np.ndarray, country: str) -> list[tuple[str, dict[str, np.ndarray]]]:
    territory = assets["territory"].tolist()
    states = sorted({s for t, w in zip(territory, ways, strict=True) if w for s in t} - {country})
    found = {s: np.array([w and s in t for t, w in zip(territory, ways, strict=True)]) for s in states}
    named = [("territory", found)]
    for column, dimension in (("operator", "operator"), ("group", "group")):
        values = assets[column].to_numpy()
        keys = sorted({v for v, w in zip(values, ways, strict=True) if w and v})
        named.append((dimension, {key: ways & (values == key) for key in keys}))
    return named


@dataclass(frozen=True)
class Structural:
    """What is still lost after the best rerouting, ramps fully open.

    Attributes:
        base: what the country exports (or consumes) in the base year.
        best: the most it still can with the closure.
        lost_share: ``1 - best / base``.
    """

    country: str
    family: str
    direction: Direction
    closed: str
    capacity: str
    unit: str
    base: float
    best: float

    @property
    def lost_share(self) -> float:
        """Share of the base that no rerouting saves."""
        return 1.0 - self.best / self.base if self.base > SMALL else 0.0


@dataclass
class StructuralSolver:
    """One compiled base year; each closure is a change of bounds."""

    system: System

    def __post_init__(self) -> None:
        """Compile the base year once."""
        network = self.system.network()
        self.program: Program = compile_network(network)
        self.parts = tranches_of(network)
        table = self.program.columns.merge(self.parts.reset_index(names="name"), on=["component", "name"], how="left")
        table["weight"] = table["snapshot"].map(dict(zip(self.program.snapshots, self.program.weights, strict=True)))
        self.table = table
        calendar = self.system.topology.calendar
        peak = {s.label for s in calendar.snapshots if s.kind == "peak"}
        self.table["counts"] = ~self.table["snapshot"].isin(peak)

    def under(self, system: System) -> StructuralSolver:
        """Return the solver of the same base year under narrower capacities, without compiling again.

        Args:
            system: the same part of the same year; its room must not exceed the compiled one.
        """
        step = {label: t for t, label in enumerate(system.topology.calendar.labels)}
        column = {str(name): j for j, name in enumerate(system.assets.index)}
        slot = {str(name): i for i, name in enumerate(system.topology.slots.index)}
        upper = self.program.lp.column_upper.copy()
        table = self.table
        for k in np.flatnonzero(table["tranche"].isin(("flex", "slot")).to_numpy()):
            t, name = step[table["snapshot"][k]], str(table["asset"][k])
            if table["tranche"][k] == "slot":
                limit = system.calibration.slot_limit[t, slot[name]]
            else:
                limit = system.calibration.spare[t, column[name]]
            upper[k] = min(upper[k], limit)
        every = np.arange(len(upper))
        narrower = copy(self)
        narrower.system = system
        narrower.program = self.program.bounded(every, np.minimum(self.program.lp.column_lower, upper), upper)
        return narrower

    def solve(self, country: str, family: str, direction: Direction, closed: str, shut: pd.Index) -> Structural:
        """Return the most a country can still export (or be served) with some assets shut.

        Others keep what they had: their curtailment and unserved demand weigh a thousand times
        more, so room is never made at their cost; and only what the country's own goods can reach
        opens its spare room, so others do not take the places it leaves.
        """
        table, assets = self.table, self.system.assets
        p = (table["attribute"] == "p").to_numpy()
        asset = table["asset"].map({a: j for j, a in enumerate(assets.index)})
        at = asset.fillna(-1).astype(int).to_numpy()
        here = (assets["country"].to_numpy() == country)[at] & (at >= 0)
        own = here & (assets["family"].to_numpy() == family)[at]
        is_shed = p & (table["tranche"] == "shed").to_numpy()
        made = np.where(p & (at >= 0) & ~is_shed, made_per_unit(self.system, family)[at], 0.0)
        supply = (assets["kind"].to_numpy() == "supply")[at] & (at >= 0)
        weight = table["weight"].fillna(0.0).to_numpy() * table["counts"].to_numpy()
        cost = np.zeros(len(table))
        first = is_shed if direction == "exports" else is_shed & ~own
        cost[first] = FIRST * weight[first]
        if direction == "exports":
            cost[p & supply & ~here & ~is_shed] = -FIRST * weight[p & supply & ~here & ~is_shed]
            cost -= np.where(here, made, 0.0) * weight
        else:
            cost[is_shed & own] = weight[is_shed & own]
        upper = self.program.lp.column_upper.copy()
        flex = p & (table["tranche"] == "flex").to_numpy()
        if direction == "exports":
            reached = _downstream(self.system, country)[np.maximum(at, 0)] & (at >= 0)
            upper[flex & (supply | ~reached)] = 0.0
        upper[p & table["asset"].isin(shut).to_numpy() & ~is_shed] = 0.0
        everything = np.arange(len(table))
        program = self.program.costed(everything, cost).bounded(
            everything, np.minimum(self.program.lp.column_lower, upper), upper
        )
        outcome = solve_program(program, what=f"what {country} can still move with {closed} closed")
        x = outcome.solution.x
        total = float((x * weight * np.where(here, made, 0.0)).sum())
        unserved = float((x * weight)[own & is_shed].sum())
        return self._result(country, family, direction, closed, total, unserved)

    def _result(
        self, country: str, family: str, direction: Direction, closed: str, made: float, unserved: float
    ) -> Structural:
        system = self.system
        assets = system.assets
        volume = system.topology.calendar.weights @ system.base_year.flows.to_numpy(float)
        mine = ((assets["country"] == country) & (assets["family"] == family)).to_numpy()
        kind = assets["kind"].to_numpy()
        here = (assets["country"] == country).to_numpy()
        output = float((volume * made_per_unit(system, family))[here].sum())
        demand = float(volume[mine & (kind == "demand")].sum())
        unit = str(assets.loc[assets["family"] == family, "unit"].iloc[0])
        if direction == "exports":
            base = traded_total(system, Tracer(system.topology, volume), country, family, "exports")
            best = min(base, max(0.0, base - ((output - made) - unserved)))
        else:
            base, best = demand, max(0.0, demand - unserved)
        return Structural(country, family, direction, closed, system.capacity, unit, base, best)


def made_per_unit(system: System, family: str) -> np.ndarray:
    """Return what one unit of each flow makes of a family (assets,).

    A supply of the family makes 1; a converter makes its outputs of the family if it takes
    another one (less what it takes of the family to make another).
    """
    assets, topology = system.assets, system.topology
    of_carrier = assets.drop_duplicates("carrier").set_index("carrier")["family"]
    of_bus = np.array([of_carrier.get(bus.split(" ")[1], "") for bus in topology.buses]) == family
    kind = assets["kind"].to_numpy()
    found = np.where((kind == "supply") & (assets["family"] == family).to_numpy(), 1.0, 0.0)
    net = topology.incidence.T @ of_bus.astype(float)
    touches = abs(topology.incidence.T) @ of_bus.astype(float)
    total = abs(topology.incidence.T) @ np.ones(len(of_bus))
    crossing = (kind == "converter") & (touches > 0) & (touches < total)
    return np.asarray(np.where(crossing, net, found))


def _downstream(system: System, country: str) -> np.ndarray:
    """Mask (assets,) of the flows that goods of a country's supplies can enter."""
    assets, incidence = system.assets, system.topology.incidence.tocsc()
    own = (assets["country"] == country) & (assets["kind"] == "supply")
    reached = own.to_numpy().copy()
    buses = np.zeros(incidence.shape[0], dtype=bool)
    while True:
        given = incidence[:, np.flatnonzero(reached)].tocoo()
        fresh = np.unique(given.row[given.data > 0])
        if buses[fresh].all():
            return reached
        buses[fresh] = True
        taken = incidence[np.flatnonzero(buses)].tocoo()
        reached[taken.col[taken.data < 0]] = True


def structural_dependence(
    system: System,
    country: str,
    family: str,
    direction: Direction,
    closures: dict[str, pd.Index],
    *,
    solver: StructuralSolver | None = None,
    progress: Callable[[str], None] | None = None,
) -> list[Structural]:
    """Return structural dependence on each of some closures.

    Args:
        system: the base year.
        country: whose exports or consumption.
        family: which carriers.
        direction: ``exports`` or ``imports``.
        closures: name of a closure and the assets it shuts.
        solver: a compiled base year, to be used for several countries.
        progress: told the name of each closure.
    """
    worker = solver or StructuralSolver(system)
    found = []
    for name, shut in closures.items():
        if progress:
            progress(name)
        found.append(worker.solve(country, family, direction, name, shut))
    return found
