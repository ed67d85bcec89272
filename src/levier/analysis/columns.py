"""What each column of a system's program moves: which flow or joint limit, which tranche, how much of the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from levier.engine import Program
    from levier.lp import LinearProgram
    from levier.system import System

__all__ = ["Columns", "closed_bounds"]


@dataclass(frozen=True)
class Columns:
    """What each column of a program of a system moves.

    Attributes:
        asset, slot: (columns,), position of the flow or joint limit whose rate it is; -1 for none.
        shed, flex: (columns,), whether it is demand not served, or spare room.
        step: (columns,), position of its snapshot in the program.
    """

    asset: np.ndarray
    slot: np.ndarray
    shed: np.ndarray
    flex: np.ndarray
    step: np.ndarray

    @classmethod
    def of(cls, system: System, program: Program, components: pd.DataFrame) -> Columns:
        """Look the columns up in the tranches of the network.

        Args:
            system: whose program it is.
            program: the program.
            components: its tranches (see :func:`levier.analysis.rates.tranches_of`).
        """
        labels = program.column_labels
        asset, slot = np.full(len(labels), -1), np.full(len(labels), -1)
        shed, flex = np.zeros(len(labels), dtype=bool), np.zeros(len(labels), dtype=bool)
        for component, tranches in components.groupby("component"):
            at = labels.where(f"{component}-p")
            row = tranches.index.get_indexer(np.array(labels.names, dtype=object)[labels.name[at]])
            tranche = tranches["tranche"].to_numpy(object)[row]
            named = tranches["asset"].iloc[row]
            is_slot = tranche == "slot"
            asset[at] = np.where(is_slot, -1, system.assets.index.get_indexer(named))
            slot[at] = np.where(is_slot, system.topology.slots.index.get_indexer(named), -1)
            shed[at], flex[at] = tranche == "shed", tranche == "flex"
        return cls(asset, slot, shed, flex, labels.snapshot)

    def of_assets(self, mask: np.ndarray) -> np.ndarray:
        """Mask (columns,) of the rates of some flows (assets,)."""
        return np.append(mask, False)[self.asset]

    def shut(self, system: System, names: pd.Index) -> np.ndarray:
        """Positions of the columns that close with some flows and joint limits; what is asked for stays."""
        joint = np.append(system.topology.slots.index.isin(names), False)[self.slot]
        flows = self.of_assets(system.assets.index.isin(names)) & ~self.shed
        return np.asarray(np.flatnonzero(flows | joint).astype(np.int32))


def closed_bounds(program: LinearProgram, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of columns that are closed: nothing flows; what had to flow no longer does."""
    return np.minimum(program.column_lower[at], 0.0), np.zeros(len(at))
