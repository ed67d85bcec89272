"""Columns of the programs behind a base year, and the steps between neighbouring snapshots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from levier.system.reports import Reports
    from levier.system.topology import Topology

__all__ = ["STOCK_KINDS", "Layout"]

ROUGHNESS = {"supply": 0.15, "demand": 0.15}
ROUGHNESS_OF_WAYS = 0.4
PAIR = 2
STOCK_KINDS = ("charge", "discharge")


@dataclass(frozen=True)
class Layout:
    """Columns of the programs: rates, stocks, one deviation a report, one step a smooth pair."""

    topology: Topology
    reports: Reports
    scale: np.ndarray
    width: np.ndarray
    steps: sparse.csr_array = field(init=False)
    step_width: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        steps, width = _steps(self.topology, self.scale)
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "step_width", width)

    @property
    def rates(self) -> int:
        """Number of columns that are rates; they come first."""
        return len(self.topology.calendar) * len(self.topology.assets)

    @property
    def stocks(self) -> int:
        """Number of columns that are stocks; they follow."""
        return len(self.topology.calendar) * len(self.topology.storages)


def _steps(topology: Topology, scale: np.ndarray) -> tuple[sparse.csr_array, np.ndarray]:
    """Differences of neighbouring daily rates, each over its profile; peaks against the mean."""
    snapshots, assets = len(topology.calendar), len(topology.assets)
    energy = np.flatnonzero(topology.calendar.energy)
    pairs = [(energy[k - 1], t) for k, t in enumerate(energy) if k or len(energy) > PAIR]
    pairs += [(energy[0], t) for t in np.flatnonzero(~topology.calendar.energy)]
    blocks, widths = [], []
    stocks = topology.assets["kind"].isin(STOCK_KINDS).to_numpy()
    rough = topology.assets["kind"].map(ROUGHNESS).fillna(ROUGHNESS_OF_WAYS).to_numpy(float)
    for before, after in pairs:
        shape_before = np.maximum(topology.shape[before], 1e-3)
        shape_after = np.maximum(topology.shape[after], 1e-3)
        open_both = (topology.effective[before] > 0) & (topology.effective[after] > 0) & ~stocks
        chosen = np.flatnonzero(open_both)
        ones = np.ones(len(chosen))
        rows = np.arange(len(chosen))
        block = sparse.csr_array(
            (
                np.concatenate([ones / shape_after[chosen], -ones / shape_before[chosen]]),
                (
                    np.concatenate([rows, rows]),
                    np.concatenate([after * assets + chosen, before * assets + chosen]),
                ),
            ),
            shape=(len(chosen), snapshots * assets),
        )
        blocks.append(block)
        widths.append((rough * scale)[chosen])
    if not blocks:
        return sparse.csr_array((0, snapshots * assets)), np.zeros(0)
    return sparse.vstack(blocks).tocsr(), np.concatenate(widths)
