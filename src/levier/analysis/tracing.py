"""Proportional flow tracing: where goods come from, go to, and what they cross.

At every bus the goods that leave are a uniform mix of those that arrive (Bialek 1996). Loops are
solved, not walked, as one linear system.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import splu

if TYPE_CHECKING:
    from levier.system import Topology

__all__ = ["Tracer"]

IDLE = 1e-9


@dataclass(frozen=True)
class Tracer:
    """The mix of goods at every bus of one state.

    Args:
        topology: buses and flows; a stock returns the mix of the bus it stands at.
        volume: (assets,), volumes of the year.
    """

    topology: Topology
    volume: np.ndarray
    entering: np.ndarray = field(init=False)
    arrivals: tuple[np.ndarray, np.ndarray, np.ndarray] = field(init=False)

    def __post_init__(self) -> None:
        """Find the bus each flow takes from, and what arrives where."""
        incidence = self.topology.incidence.tocoo()
        stock = (self.topology.assets["kind"] == "discharge").to_numpy()
        entering = np.full(incidence.shape[1], -1)
        taken = incidence.data < 0
        entering[incidence.col[taken]] = incidence.row[taken]
        back = stock[incidence.col]
        entering[incidence.col[back]] = incidence.row[back]
        given = (incidence.data > 0) & (self.volume[incidence.col] > IDLE)
        bus, asset = incidence.row[given], incidence.col[given]
        amounts = incidence.data[given] * self.volume[asset]
        object.__setattr__(self, "entering", entering)
        object.__setattr__(self, "arrivals", (bus, asset, amounts))

    def trace(self, sources: np.ndarray, stops: np.ndarray | None = None) -> np.ndarray:
        """Follow the goods of some supplies until they are used or reach a stop.

        Args:
            sources: mask (assets,) of the supplies to follow.
            stops: mask (assets,): goods that enter such a flow are followed no further.

        Returns:
            The part of each flow that comes from the sources without passing a stop before
            (assets,), measured where it enters the flow. Sums are those of the buses: at each bus,
            what arrives of a kind leaves.
        """
        buses = self.topology.incidence.shape[0]
        bus, asset, amounts = self.arrivals
        made = np.bincount(bus, amounts * ((self.entering[asset] < 0) & sources[asset]), buses)
        live, through, factor = self._unstopped if stops is None else self._mixing(stops)
        share = np.zeros(buses)
        if len(live):
            share[live] = np.clip(factor.solve(made[live] / through[live]), 0.0, 1.0)
        of_input = np.where(self.entering >= 0, share[np.maximum(self.entering, 0)], sources.astype(float))
        return np.asarray(self.volume * of_input)

    @cached_property
    def _unstopped(self) -> tuple[np.ndarray, np.ndarray, Any]:
        """How goods mix if nothing stops them, factorised once."""
        return self._mixing(np.zeros(self.topology.incidence.shape[1], dtype=bool))

    def _mixing(self, stops: np.ndarray) -> tuple[np.ndarray, np.ndarray, Any]:
        """Buses that goods pass, what passes each (buses,), and the factors of how they mix there."""
        buses = self.topology.incidence.shape[0]
        bus, asset, amounts = self.arrivals
        start = self.entering[asset]
        through = np.bincount(bus, amounts, buses)
        passing = (start >= 0) & ~stops[asset]
        live = np.flatnonzero(through > IDLE)
        place = np.full(buses, -1)
        place[live] = np.arange(len(live))
        inner = passing & (place[np.maximum(start, 0)] >= 0)
        rows, columns = place[bus[inner]], place[start[inner]]
        mix = sparse.csc_array((amounts[inner] / through[bus[inner]], (rows, columns)), shape=(len(live), len(live)))
        factor = splu(sparse.eye_array(len(live), format="csc") - mix) if len(live) else None
        return live, through, factor
