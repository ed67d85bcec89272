"""Wedges under which the base year is the least-cost state.

Every observed flow is held at its base value; bus prices are then chosen so that as little as
possible is left to explain, and what is left becomes a wedge: on the flex tranche where the model
wants more, a credit on the base tranche where the flow exists for other reasons. Corridors end
level at the base prices, so that supplies behind one bottleneck are cut pro rata (along ladders),
not by distance. A sale is given up only when no spare room elsewhere can serve it. A wedge steers
and is never money.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from levier.lp import LinearProgram, require_optimal, solve
from levier.system.deck import parse_tiers
from levier.system.topology import stock_rows

if TYPE_CHECKING:
    import pandas as pd

    from levier.system.topology import Topology

__all__ = ["Calibration", "Ladder", "calibrate"]

BASE_MARGIN = 1e-3
FLEX_MARGIN = 0.05
SALE_MARGIN = 20.0
SPARE_WEIGHT = 0.02
SHED_PENALTY = 100.0
PEAK_SHARE = 1.0 / 8760.0
RUNGS = 12
LEAST_RENT = 10.0
RUNG = 0.05
IDLE = 1e-7
LADDERED = ("crude", "gas", "coal", "uranium", "products")


@dataclass(frozen=True)
class Ladder:
    """Slices of a supply's base tranche: ``wedge`` (slices, snapshots), each an equal share."""

    wedge: np.ndarray


@dataclass(frozen=True)
class Calibration:
    """What steers the calibrated network.

    Attributes:
        base: (snapshots, assets), the base flows.
        spare: (snapshots, assets), room between base flow and effective capacity (joint limits
            and the markets' room counted).
        true: (snapshots, assets), stated cost of a unit.
        base_wedge, flex_wedge: (snapshots, assets), M USD per unit, added to the stated cost.
        ladders: per laddered supply (position), its slices.
        shed_wedge: per demand (position), (snapshots,), levels its shedding with other demands.
        prices: (snapshots, buses), the bus prices of the base year.
        stock_values: (stocks,), what a unit in stock is worth in the base year.
        limited: (snapshots, assets), whether a stated capacity (its own, a joint one, a market's
            room) bounds the flow; elsewhere ``spare`` is a technical bound.
        slot_base, slot_limit: (snapshots, slots), joint use in the base year, joint capacity.
    """

    base: np.ndarray
    spare: np.ndarray
    true: np.ndarray
    base_wedge: np.ndarray
    flex_wedge: np.ndarray
    ladders: dict[int, Ladder]
    shed_wedge: dict[int, np.ndarray]
    prices: np.ndarray
    stock_values: np.ndarray
    slot_base: np.ndarray
    slot_limit: np.ndarray
    limited: np.ndarray


def calibrate(
    topology: Topology, base: pd.DataFrame, true: np.ndarray, room: np.ndarray, *, paper: bool = False
) -> Calibration:
    """Find the wedges of one year.

    Args:
        topology: flows and limits.
        base: reconciled rates (snapshots, assets).
        true: stated costs (snapshots, assets), M USD per unit.
        room: (assets,), what each market can take above its base rate; 0 elsewhere.
        paper: take paper capacities instead of effective ones.

    Raises:
        SolveError: no bus prices could be found (a bug: the program is always feasible).
    """
    flows = base.to_numpy(float)
    slot_base = flows @ topology.membership.T.toarray()
    spare = _spare(topology, flows, room, slot_base, paper=paper)
    prices, stock_values = _prices(topology, flows, spare, true)
    gap = true - prices @ topology.incidence.toarray() - _stock_value(topology, stock_values)
    base_wedge = np.where(flows > IDLE, -gap - BASE_MARGIN, np.minimum(0.0, -gap))
    flex_wedge = np.maximum(0.0, -gap) + FLEX_MARGIN
    kind = topology.assets["kind"].to_numpy()
    sold = (kind == "market")[None, :] & (flows > IDLE)
    base_wedge = np.where(sold, -gap - SALE_MARGIN, base_wedge)
    plants = (kind == "supply") & ~topology.assets["family"].isin(LADDERED).to_numpy()
    base_wedge[:, plants] = np.minimum(0.0, -gap[:, plants] - BASE_MARGIN)
    ladders = _ladders(topology, flows, gap)
    return Calibration(
        base=flows,
        spare=spare,
        true=true,
        base_wedge=base_wedge,
        flex_wedge=flex_wedge,
        ladders=ladders,
        shed_wedge=_level_shedding(topology, flows, prices),
        prices=prices,
        stock_values=stock_values,
        slot_base=slot_base,
        slot_limit=topology.slot_paper if paper else topology.slot_effective,
        limited=_limited(topology, paper=paper),
    )


def _limited(topology: Topology, *, paper: bool) -> np.ndarray:
    """Whether a stated capacity bounds each flow (snapshots, assets)."""
    own = np.isfinite(topology.paper if paper else topology.effective)
    joint = (topology.membership.T @ np.ones(topology.membership.shape[0])) > 0
    market = (topology.assets["kind"] == "market").to_numpy()
    return np.asarray(own | joint[None, :] | market[None, :])


def _spare(
    topology: Topology, flows: np.ndarray, room: np.ndarray, slot_base: np.ndarray, *, paper: bool
) -> np.ndarray:
    """Room above the base flow: own capacity, and the joint capacity left by oneself alone."""
    limit = topology.paper if paper else topology.effective
    slot_limit = topology.slot_paper if paper else topology.slot_effective
    spare = np.where(np.isfinite(limit), limit - flows, np.inf)
    membership = topology.membership.tocoo()
    for i, j in zip(membership.row, membership.col, strict=True):
        spare[:, j] = np.minimum(spare[:, j], slot_limit[:, i] - flows[:, j])
    kind = topology.assets["kind"].to_numpy()
    spare[:, kind == "market"] = np.broadcast_to(room[kind == "market"], spare[:, kind == "market"].shape)
    spare[:, kind == "demand"] = 0.0
    supplies = (kind == "supply")[None, :] & ~np.isfinite(spare)
    spare = np.where(supplies, 0.0, spare)
    through = np.maximum(flows.max(initial=0.0), slot_base.max(initial=0.0))
    return np.clip(np.where(np.isfinite(spare), spare, 2.0 * through), 0.0, None)


def _stock_value(topology: Topology, values: np.ndarray) -> np.ndarray:
    """Value that a flow carries into stocks (snapshots, assets); a peak hour moves no stock."""
    carried = topology.calendar.energy[:, None]
    return np.asarray(carried * (values @ stock_rows(topology).toarray())[None, :])


def _prices(
    topology: Topology, flows: np.ndarray, spare: np.ndarray, true: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Bus prices and stock values that leave the least to explain (one linear program)."""
    count, buses, stocks = len(topology.calendar), len(topology.buses), len(topology.storages)
    kind = topology.assets["kind"].to_numpy()
    weights = np.where(topology.calendar.energy, topology.calendar.weights, PEAK_SHARE)
    live = np.flatnonzero(kind != "demand")
    eye = sparse.eye_array(count)
    seen = sparse.kron(eye, topology.incidence[:, live].T).tocsr()
    carried = sparse.csr_array(topology.calendar.energy.astype(float)[:, None])
    stored = sparse.kron(carried, stock_rows(topology)[:, live].T).tocsr()
    size = count * len(live)
    # seen @ price + stored @ value + above - below = true cost
    gaps = sparse.hstack([seen, stored, sparse.eye_array(size), -sparse.eye_array(size)])
    ceiling, limits = _ceilings(topology, flows)
    pad = sparse.csr_array((ceiling.shape[0], stocks + 2 * size))
    excess = sparse.eye_array(ceiling.shape[0])
    blocks: list[list[Any]] = [
        [gaps, sparse.csr_array((size, ceiling.shape[0]))],
        [sparse.hstack([ceiling, pad]), -excess],
    ]
    matrix = sparse.csr_array(sparse.block_array(blocks))
    used = (weights[:, None] * np.maximum(flows[:, live], 1e-6)).ravel()
    wanted = SPARE_WEIGHT * (weights[:, None] * spare[:, live]).ravel()
    right = true[:, live].ravel()
    free = count * buses + stocks
    program = LinearProgram(
        cost=np.concatenate([np.zeros(free), used, used + wanted, np.full(len(limits), SHED_PENALTY)]),
        matrix=matrix,
        row_lower=np.concatenate([right, np.full(len(limits), -np.inf)]),
        row_upper=np.concatenate([right, limits]),
        column_lower=np.concatenate([np.full(free, -1e5), np.zeros(2 * size + len(limits))]),
        column_upper=np.concatenate([np.full(free, 1e5), np.full(2 * size + len(limits), np.inf)]),
    )
    found = require_optimal(solve(program), "the base year's bus prices").x
    return found[: count * buses].reshape(count, buses), found[count * buses : free]


def _ceilings(topology: Topology, flows: np.ndarray) -> tuple[sparse.csr_array, np.ndarray]:
    """A bus price stays under the least valuable tier of the demands served there."""
    count, buses = len(topology.calendar), len(topology.buses)
    rows: list[int] = []
    columns: list[int] = []
    limits: list[float] = []
    coo = topology.incidence.tocoo()
    kinds, tiers = topology.assets["kind"].tolist(), topology.assets["tiers"].tolist()
    for bus, j in zip(coo.row, coo.col, strict=True):
        if kinds[j] != "demand":
            continue
        least = parse_tiers(tiers[j])[0].value - FLEX_MARGIN
        for t in range(count):
            if flows[t, j] > IDLE:
                rows.append(len(rows))
                columns.append(t * buses + int(bus))
                limits.append(least)
    matrix = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(rows), count * buses))
    return matrix, np.array(limits, dtype=float)


def _ladders(topology: Topology, flows: np.ndarray, gap: np.ndarray) -> dict[int, Ladder]:
    """Slices of each supply, level across supplies of one part at their mean rent."""
    assets = topology.assets
    laddered = (assets["kind"] == "supply") & assets["family"].isin(LADDERED)
    ladders: dict[int, Ladder] = {}
    for part in topology.components():
        chosen = [j for j in part if laddered.iloc[j] and flows[:, j].max() > IDLE]
        if not chosen:
            continue
        weight = flows[:, chosen]
        rent = -(gap[:, chosen] * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), IDLE)
        rent = np.maximum(rent, LEAST_RENT)
        for rank, j in enumerate(chosen):
            step = RUNG * np.arange(RUNGS) + RUNG * rank / (1.0 + len(chosen)) / 10.0
            wanted = -rent[None, :] + step[:, None]
            ladders[j] = Ladder(wanted - gap[None, :, j])
    return ladders


def _level_shedding(topology: Topology, flows: np.ndarray, prices: np.ndarray) -> dict[int, np.ndarray]:
    """Offsets that put the shedding of all demands of one part level at the base prices."""
    kind = topology.assets["kind"].to_numpy()
    transposed = topology.incidence.T.tocsr()
    found: dict[int, np.ndarray] = {}
    for part in topology.components():
        chosen = [j for j in part if kind[j] == "demand" and flows[:, j].max() > IDLE]
        if not chosen:
            continue
        local = {j: prices[:, transposed.indices[transposed.indptr[j]]] for j in chosen}
        total = flows[:, chosen].sum(axis=1)
        mean = sum(local[j] * flows[:, j] for j in chosen) / np.maximum(total, IDLE)
        found |= {j: local[j] - mean for j in chosen}
    return found
