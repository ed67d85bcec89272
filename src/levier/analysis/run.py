"""A shock applied to a system: reference and shocked state over the same snapshots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.engine import Outcome, Program, compile_network, solve_program
from levier.shock import Change, Shock, resolve
from levier.system.network import slot_bus
from levier.system.selectable import driver_levels, selectable

if TYPE_CHECKING:
    import pypsa

    from levier.system import System

__all__ = ["Run", "Runner", "rates_of", "tranches_of"]

IDLE = 1e-9


@dataclass(frozen=True)
class Run:
    """Reference and shocked state of one shock.

    Attributes:
        shock: what happened.
        changes: the shock resolved, asset by asset.
        labels, days: the snapshots gone through, and their days.
        window: (snapshots,), where the shock acts.
        reference, shocked: rates (snapshots, assets); a demand's rate is what is served.
        reference_outcome, shocked_outcome: the checked optima.
        unserved: (snapshots, demands), rate not served under the shock.
        unserved_value: M USD of what is not served, by demand.
        stock, stock_reference: (snapshots, storages), at the end of each snapshot.
    """

    shock: Shock
    changes: list[Change]
    labels: tuple[str, ...]
    positions: np.ndarray
    weights: np.ndarray
    window: np.ndarray
    reference: pd.DataFrame
    shocked: pd.DataFrame
    reference_outcome: Outcome
    shocked_outcome: Outcome
    unserved: pd.DataFrame
    unserved_value: pd.Series
    stock: pd.DataFrame
    stock_reference: pd.DataFrame
    price_factor: dict[str, float]
    demand_factor: dict[str, float]

    @property
    def damage(self) -> float:
        """Objective under the shock less objective of the reference (wedges included)."""
        return self.shocked_outcome.objective - self.reference_outcome.objective


@dataclass
class Runner:
    """Runs shocks on one system; programs of the same window are compiled once."""

    system: System
    _programs: dict[tuple[str, int], tuple[Program, pd.DataFrame, Outcome]] = field(default_factory=dict)

    def run(self, shock: Shock) -> Run:
        """Solve a shock against its reference.

        Raises:
            ShockError: the shock selects nothing in this system.
            SolveError: no optimum was found.
        """
        system = self.system
        table = selectable(system.package, system.topology)
        changes = resolve(shock, table, driver_levels(system.package, system.year))
        onset = shock.onset(system.year)
        steps = 1 if onset == "peak" else shock.months + shock.recovery
        program, components, reference = self._compiled(onset, steps)
        horizon = system.run(onset, steps)
        window = np.arange(len(horizon)) < (1 if onset == "peak" else shock.months)
        altered = _Applied(system, program, components, horizon.positions, window)
        for change in changes:
            altered.apply(change)
        outcome = solve_program(
            altered.program, basis=reference.solution.basis, what=f"the shock {shock.name!r}"
        )
        weights = program.weights
        stores = list(system.topology.storages.index)
        unserved, worth = _unserved(outcome, components, weights, list(horizon.labels))
        factors = {c.asset: c.value for c in changes if c.what == "price"}
        return Run(
            shock,
            changes,
            horizon.labels,
            horizon.positions,
            weights,
            window,
            _rates(system, reference, components, horizon.positions, {}),
            _rates(system, outcome, components, horizon.positions, altered.demand),
            reference,
            outcome,
            unserved,
            worth,
            _stocks(outcome, stores, horizon.labels),
            _stocks(reference, stores, horizon.labels),
            factors,
            altered.demand,
        )

    def _compiled(self, onset: str, steps: int) -> tuple[Program, pd.DataFrame, Outcome]:
        key = (onset, steps)
        if key not in self._programs:
            network = self.system.network(onset, steps)
            program = compile_network(network)
            components = tranches_of(network)
            outcome = solve_program(program, what=f"the reference of {onset}")
            self._programs[key] = (program, components, outcome)
        return self._programs[key]


def tranches_of(network: pypsa.Network) -> pd.DataFrame:
    """Return one row a tranche of a network built by a system: asset, tranche, kind, stated cost."""
    columns = ["asset", "tranche", "kind", "cost_true"]
    generators = network.c.generators.static[columns].assign(component="Generator")
    return pd.concat([generators, network.c.links.static[columns].assign(component="Link")])


def rates_of(system: System, network: pypsa.Network, outcome: Outcome) -> pd.DataFrame:
    """Return the rates of every flow (snapshots, assets) in the outcome of a whole base year."""
    positions = np.arange(len(system.topology.calendar))
    return _rates(system, outcome, tranches_of(network), positions, {})


class _Applied:
    """A program under the changes of a shock, one after the other."""

    def __init__(
        self,
        system: System,
        program: Program,
        components: pd.DataFrame,
        positions: np.ndarray,
        window: np.ndarray,
    ) -> None:
        self.system = system
        self.program = program
        self.components = components
        self.positions = positions
        self.steps = np.flatnonzero(window)
        self.demand: dict[str, float] = {}
        self.order = {name: j for j, name in enumerate(system.assets.index)}
        table = program.columns
        of_name = table[table["attribute"] == "p"].reset_index()
        self.column = {
            (name, snapshot): i
            for i, name, snapshot in zip(
                of_name["index"], of_name["name"], of_name["snapshot"], strict=True
            )
        }

    def apply(self, change: Change) -> None:
        if change.what in ("capacity", "flow"):
            self._limit(change)
        elif change.what == "demand":
            self._demand(change)
        else:
            self._price(change)

    def _limit(self, change: Change) -> None:
        calibration, topology = self.system.calibration, self.system.topology
        steps = self.positions[self.steps]
        if change.asset in topology.slots.index:
            i = list(topology.slots.index).index(change.asset)
            base = calibration.slot_base[steps, i]
            total = calibration.slot_limit[steps, i]
            names = pd.Index([slot_bus(change.asset)])
        else:
            j = self.order[change.asset]
            base = calibration.base[steps, j]
            total = base + calibration.spare[steps, j]
            names = self.components.index[self.components["asset"] == change.asset]
            names = names[self.components.loc[names, "tranche"] != "slot"]
        whole = base if change.what == "flow" else np.where(np.isfinite(total), total, base)
        limit = change.value * whole
        share = np.where(base > IDLE, np.minimum(1.0, limit / np.maximum(base, IDLE)), 0.0)
        columns, upper = [], []
        for name in names:
            tranche = self.components.at[name, "tranche"]
            for k, step in enumerate(self.steps):
                column = self.column[(name, self.program.snapshots[step])]
                top = self.program.lp.column_upper[column]
                if tranche == "slot":
                    top = min(top, limit[k])
                elif tranche == "flex":
                    top = min(top, max(0.0, limit[k] - base[k]))
                else:
                    top = top * share[k]
                columns.append(column)
                upper.append(top)
        if columns:
            at = np.array(columns)
            lower = np.minimum(self.program.lp.column_lower[at], upper)
            self.program = self.program.bounded(at, lower, np.array(upper))

    def _demand(self, change: Change) -> None:
        j = self.order[change.asset]
        topology = self.system.topology
        column = topology.incidence[:, [j]].tocoo()
        bus = topology.buses[int(column.row[0])]
        base = self.system.calibration.base[self.positions[self.steps], j]
        extra = {
            (bus, self.program.snapshots[step]): (change.value - 1.0) * base[k]
            for k, step in enumerate(self.steps)
        }
        self.program = self.program.loaded(extra)
        self.demand[change.asset] = change.value
        shed = self.components.index[
            (self.components["asset"] == change.asset) & (self.components["tranche"] == "shed")
        ]
        at = np.array([self.column[(n, self.program.snapshots[s])] for n in shed for s in self.steps])
        if len(at):
            lp = self.program.lp
            self.program = self.program.bounded(at, lp.column_lower[at], lp.column_upper[at] * change.value)

    def _price(self, change: Change) -> None:
        names = self.components.index[self.components["asset"] == change.asset]
        at, cost = [], []
        for name in names:
            true = float(self.components.at[name, "cost_true"])
            for step in self.steps:
                column = self.column[(name, self.program.snapshots[step])]
                at.append(column)
                extra = true * (change.value - 1.0) * self.program.weights[step]
                cost.append(self.program.lp.cost[column] + extra)
        self.program = self.program.costed(np.array(at), np.array(cost))


def _rates(
    system: System,
    outcome: Outcome,
    components: pd.DataFrame,
    positions: np.ndarray,
    demand: dict[str, float],
) -> pd.DataFrame:
    """Rates of every flow: tranches added up; demands as served."""
    flows = components[components["tranche"].isin(("base", "flex"))]
    dispatch = outcome.dispatch[flows.index].T.groupby(flows["asset"]).sum().T
    rates = pd.DataFrame(0.0, index=outcome.dispatch.index, columns=system.assets.index)
    rates[dispatch.columns] = dispatch
    shed = components[components["tranche"] == "shed"]
    unserved = outcome.dispatch[shed.index].T.groupby(shed["asset"]).sum().T
    for j, (name, kind) in enumerate(system.assets["kind"].items()):
        if kind == "demand":
            load = system.calibration.base[positions, j] * demand.get(str(name), 1.0)
            rates[name] = load - (unserved[name] if name in unserved else 0.0)
    return rates


def _unserved(
    outcome: Outcome, components: pd.DataFrame, weights: np.ndarray, labels: list[str]
) -> tuple[pd.DataFrame, pd.Series]:
    shed = components[components["tranche"] == "shed"]
    dispatch = outcome.dispatch[shed.index]
    rates = dispatch.T.groupby(shed["asset"]).sum().T.reindex(labels)
    money = (dispatch * shed["cost_true"]).mul(weights, axis=0).sum()
    return rates, money.groupby(shed["asset"]).sum()


def _stocks(outcome: Outcome, names: list[str], labels: tuple[str, ...]) -> pd.DataFrame:
    if not names:
        return pd.DataFrame(index=list(labels))
    return outcome.energy.reindex(columns=names).reindex(list(labels))
