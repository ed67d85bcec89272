"""The changes of a shock written into a frozen program, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.limits import capacity_of
from levier.system.bus_names import slot_bus

if TYPE_CHECKING:
    from levier.engine import Program
    from levier.shock import Change
    from levier.system import System

__all__ = ["Applied"]

IDLE = 1e-9


class Applied:
    """A program under the changes of a shock.

    Args:
        system: what is shocked.
        program: its compiled run.
        components: the run's tranches (index: component name).
        positions: (snapshots,), which snapshot of the base year each step is.
        window: (snapshots,), where the shock acts.
    """

    def __init__(
        self,
        system: System,
        program: Program,
        components: pd.DataFrame,
        positions: np.ndarray,
        window: np.ndarray,
    ) -> None:
        """Start from the run's own program."""
        self.system = system
        self.program = program
        self.reference = program
        self.left: dict[tuple[str, str], float] = {}
        self.components = components
        self.positions = positions
        self.steps = np.flatnonzero(window)
        self.demand_factor: dict[str, float] = {}
        self.price_factor: dict[str, float] = {}
        self.order = {str(name): j for j, name in enumerate(system.assets.index)}
        self.slots = set(system.topology.slots.index)
        table = program.columns
        dispatch = table[table["attribute"] == "p"]
        keys = zip(dispatch["name"], dispatch["snapshot"], strict=True)
        self.column = dict(zip(keys, dispatch.index, strict=True))

    def apply(self, change: Change) -> None:
        """Write one change into the program."""
        if change.what in ("capacity", "flow"):
            self._limit(change)
        elif change.what == "demand":
            self._demand(change)
        else:
            self._price(change)

    def loads(self) -> np.ndarray:
        """What demands ask for under the shock (snapshots, assets)."""
        loads = self.system.calibration.base[self.positions].copy()
        for name, factor in self.demand_factor.items():
            loads[self.steps, self.order[name]] *= factor
        return np.asarray(loads)

    def _columns(self, names: pd.Index | list[str]) -> list[int]:
        snapshots = self.program.snapshots
        keys = [(name, snapshots[step]) for name in names for step in self.steps]
        return [self.column[key] for key in keys if key in self.column]

    def _limit(self, change: Change) -> None:
        """Take a fraction of an asset; fractions of one asset multiply, whatever its tranche."""
        base, whole = capacity_of(self.system, change.asset, self.positions[self.steps])
        key = (change.asset, change.what)
        left = self.left[key] = self.left.get(key, 1.0) * change.value
        limit = left * (base if change.what == "flow" else whole)
        share = np.where(base > IDLE, np.minimum(1.0, limit / np.maximum(base, IDLE)), 0.0)
        is_slot = change.asset in self.slots
        mine = self.components.index[
            (self.components["asset"] == change.asset) & ((self.components["tranche"] == "slot") == is_slot)
        ]
        names = [slot_bus(change.asset)] if is_slot else list(mine)
        at: list[int] = []
        upper: list[float] = []
        for name in names:
            tranche = "slot" if is_slot else str(self.components.at[name, "tranche"])
            for k, column in enumerate(self._columns([name])):
                whole_column = float(self.reference.lp.column_upper[column])
                top = {
                    "slot": float(limit[k]),
                    "flex": max(0.0, float(limit[k] - base[k])),
                }.get(tranche, whole_column * float(share[k]))
                at.append(column)
                upper.append(min(top, float(self.program.lp.column_upper[column])))
        if at:
            lower = np.minimum(self.program.lp.column_lower[at], upper)
            self.program = self.program.bounded(np.array(at), lower, np.array(upper))

    def _demand(self, change: Change) -> None:
        j = self.order[change.asset]
        so_far = self.demand_factor.get(change.asset, 1.0)
        self.demand_factor[change.asset] = so_far * change.value
        topology = self.system.topology
        bus = topology.buses[int(topology.incidence[:, [j]].tocoo().row[0])]
        base = self.system.calibration.base[self.positions[self.steps], j] * so_far
        extra = {
            (bus, self.program.snapshots[step]): (change.value - 1.0) * base[k]
            for k, step in enumerate(self.steps)
            if base[k] > IDLE
        }
        if not extra:
            return
        self.program = self.program.loaded(extra)
        shed = self.components.index[
            (self.components["asset"] == change.asset) & (self.components["tranche"] == "shed")
        ]
        at = np.array(self._columns(shed), dtype=int)
        lp = self.program.lp
        self.program = self.program.bounded(at, lp.column_lower[at], lp.column_upper[at] * change.value)

    def _price(self, change: Change) -> None:
        so_far = self.price_factor.get(change.asset, 1.0)
        self.price_factor[change.asset] = so_far * change.value
        at: list[int] = []
        cost: list[float] = []
        snapshots = self.program.columns["snapshot"].to_numpy()
        weight = dict(zip(self.program.snapshots, self.program.weights, strict=True))
        for name in self.components.index[self.components["asset"] == change.asset]:
            true = float(self.components["cost_true"][name]) * so_far
            for column in self._columns([name]):
                snapshot = snapshots[column]
                extra = true * (change.value - 1.0) * weight[snapshot]
                at.append(column)
                cost.append(float(self.program.lp.cost[column]) + extra)
        if at:
            self.program = self.program.costed(np.array(at), np.array(cost))
