"""The program of one day of a month: which of its bounds open with time, are cut, or carry stocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.apply import Applied
from levier.analysis.assemble import assemble
from levier.analysis.rates import FLOWS, tranches_of
from levier.lp import Change as Bounds
from levier.lp import Hot
from levier.system.bus_names import stock_bus
from levier.system.horizon import Horizon
from levier.system.network import draft_network

if TYPE_CHECKING:
    import pandas as pd

    from levier.engine import Program
    from levier.shock import Change
    from levier.system import System

__all__ = ["DayProgram", "day_program"]

STOCK_STEP = 1.0
"""Distance of the two values of a stock from that of the base year, M USD per unit: more than the margins of all flex
tranches of a way add up to, less than the least rent of a supply."""


@dataclass(frozen=True)
class DayProgram:
    """The compiled day of one month; its first columns are the tranches, in the order of ``components``.

    Attributes:
        system: whose day.
        position: the month, as a snapshot of the base year.
        program: nothing cut, all room open.
        hot: solves it under other bounds.
        components: its tranches.
        sums: (assets, columns), rate of each flow; of a demand, less what is not served.
        flex: columns of the flex tranches, and the asset of each (two arrays).
        slots: columns of the joint limits, and which one each is (two arrays).
        lacking: columns that would fill up stocks at the end of a run; closed, as no day is the end.
    """

    system: System
    position: int
    program: Program
    hot: Hot
    components: pd.DataFrame
    sums: np.ndarray
    flex: tuple[np.ndarray, np.ndarray]
    slots: tuple[np.ndarray, np.ndarray]
    lacking: np.ndarray
    _uppers: dict[tuple[Change, ...], tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    def bounds(
        self, changes: Sequence[Change], opened: np.ndarray, joint: np.ndarray, stock: np.ndarray, target: np.ndarray
    ) -> Bounds:
        """Return the bounds of a day.

        Args:
            changes: what is cut.
            opened: (assets,), share of spare room that is open.
            joint: (slots,), the same for joint limits.
            stock: (storages,), at the beginning of the day.
            target: (storages,), what the base year has at its end.
        """
        cut_lower, cut_upper = self._cut(tuple(changes))
        lower, upper = cut_lower.copy(), cut_upper.copy()
        whole = self.program.lp.column_upper
        at, asset = self.flex
        upper[at] = np.minimum(upper[at], whole[at] * opened[asset])
        at, slot = self.slots
        base = self.system.calibration.slot_base[self.position, slot]
        upper[at] = np.minimum(upper[at], base + np.maximum(whole[at] - base, 0.0) * joint[slot])
        upper[self.lacking] = 0.0
        near, beyond = self.levels
        volume = whole[beyond]
        target = np.minimum(target, volume)
        lower[near] = 0.0
        upper[near], upper[beyond] = target, volume - target
        count = len(stock)
        rows = np.arange(self.program.lp.row_lower.size - 2 * count, self.program.lp.row_lower.size - count)
        columns = np.arange(lower.size, dtype=np.int32)
        return Bounds(columns, lower, np.maximum(lower, upper), rows.astype(np.int32), -stock, -stock)

    @property
    def levels(self) -> tuple[np.ndarray, np.ndarray]:
        """Columns of what stands in each stock up to the base year's level, and of what stands beyond it."""
        first, count = len(self.components), len(self.system.topology.storages)
        return first + np.arange(count), first + count + np.arange(count)

    def _cut(self, changes: tuple[Change, ...]) -> tuple[np.ndarray, np.ndarray]:
        if changes not in self._uppers:
            where = (np.array([self.position]), np.array([True]))
            applied = Applied(self.system, self.program, self.components, *where)
            for change in changes:
                applied.apply(change)
            self._uppers[changes] = applied.program.lp.column_lower, applied.program.lp.column_upper
        return self._uppers[changes]


def day_program(system: System, position: int) -> DayProgram:
    """Compile the day of a month.

    Args:
        system: whose day.
        position: the month, as a snapshot of the base year.
    """
    share = np.ones(1) / system.topology.calendar.days_in_year
    horizon = Horizon(("day",), np.array([position]), share, np.full(1, np.inf), cyclic=False)
    draft = draft_network(system.topology, system.calibration, system.base_year.levels, horizon)
    stocks = system.topology.storages
    beyond, buses = [f"{name} beyond" for name in stocks.index], [stock_bus(name) for name in stocks.index]
    draft.add("Store", beyond, bus=buses, e_nom=stocks["volume"].to_numpy(float))
    components, program = tranches_of(draft), assemble(draft)
    value = system.calibration.stock_values
    at = len(components) + np.arange(2 * len(stocks))
    program = program.costed(at, -np.concatenate([value + STOCK_STEP, value - STOCK_STEP]))
    order = {str(name): j for j, name in enumerate(system.assets.index)}
    joint = {str(name): i for i, name in enumerate(system.topology.slots.index)}
    tranche, asset = components["tranche"].to_numpy(), components["asset"].tolist()
    flex, slot, shed = (np.flatnonzero(tranche == kind) for kind in ("flex", "slot", "shed"))
    moved = np.flatnonzero(np.isin(tranche, FLOWS))
    sums = np.zeros((len(order), program.lp.cost.size))
    sums[[order[asset[k]] for k in moved], moved] = 1.0
    sums[[order[asset[k]] for k in shed], shed] = -1.0
    return DayProgram(
        system,
        position,
        program,
        Hot(program.lp),
        components,
        sums,
        (flex, np.array([order[asset[k]] for k in flex], dtype=int)),
        (slot, np.array([joint[asset[k]] for k in slot], dtype=int)),
        np.flatnonzero(tranche == "lacking"),
    )
