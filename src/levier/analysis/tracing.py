"""Proportional flow tracing: where goods come from, go to, and what they cross.

At every bus the goods that leave are a uniform mix of those that arrive (Bialek 1996). Loops are
solved, not walked, as one linear system.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import spsolve

if TYPE_CHECKING:
    from levier.system import Topology

__all__ = ["Trace", "trace"]

IDLE = 1e-9


@dataclass(frozen=True)
class Trace:
    """What of each flow comes from the chosen sources.

    Attributes:
        flow: (assets,), the part of each flow, measured where it enters the asset (a supply: all).
        share: (buses,), the part of what passes each bus.
    """

    flow: np.ndarray
    share: np.ndarray


def trace(topology: Topology, volume: np.ndarray, sources: np.ndarray, stops: np.ndarray) -> Trace:
    """Follow the goods of some supplies until they are used or reach a stop.

    Args:
        topology: buses and flows; stocks pass goods on with the mix they receive.
        volume: (assets,), volumes of the year.
        sources: mask (assets,) of the supplies to follow.
        stops: mask (assets,): goods that enter such a flow are followed no further.

    Returns:
        The part of each flow that comes from the sources without passing a stop before. Sums are
        those of the buses: at each bus, what arrives of a kind leaves.
    """
    incidence = topology.incidence.tocsc()
    buses = incidence.shape[0]
    entering, leaving = _ends(topology)
    through = np.zeros(buses)
    made = np.zeros(buses)
    rows, columns, values = [], [], []
    for j in range(incidence.shape[1]):
        if volume[j] <= IDLE:
            continue
        start = entering[j]
        for bus, rate in leaving[j]:
            arrived = volume[j] * rate
            through[bus] += arrived
            if start < 0:
                made[bus] += arrived if sources[j] else 0.0
            elif not stops[j]:
                rows.append(bus)
                columns.append(start)
                values.append(arrived)
    safe = np.maximum(through, IDLE)
    moved = sparse.csr_array((values, (rows, columns)), shape=(buses, buses))
    system = sparse.eye_array(buses) - sparse.diags_array(1.0 / safe) @ moved
    share = np.clip(spsolve(sparse.csc_array(system), made / safe), 0.0, 1.0)
    of_input = np.where(entering >= 0, share[np.maximum(entering, 0)], sources.astype(float))
    return Trace(volume * of_input, share)


def _ends(topology: Topology) -> tuple[np.ndarray, list[list[tuple[int, float]]]]:
    """Bus each flow takes from (-1: none), and the buses it brings to with its rates.

    A stock is a bus of its own by name only: what it returns has the mix of the bus it stands at,
    so its charge and discharge are treated as a loop at that bus.
    """
    incidence = topology.incidence.tocsc()
    kind = topology.assets["kind"].to_numpy()
    entering = np.full(incidence.shape[1], -1)
    leaving: list[list[tuple[int, float]]] = []
    for j in range(incidence.shape[1]):
        span = slice(incidence.indptr[j], incidence.indptr[j + 1])
        ends = list(zip(incidence.indices[span], incidence.data[span], strict=True))
        for bus, rate in ends:
            if rate < 0:
                entering[j] = bus
        if kind[j] == "discharge":
            entering[j] = ends[0][0]
        leaving.append([(int(bus), float(rate)) for bus, rate in ends if rate > 0])
    return entering, leaving
