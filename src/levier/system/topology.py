"""Which flows exist in a year, which buses they join, and how large they can be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from levier.show import card_of_fields, shown
from levier.system.assets import Port, asset_rows
from levier.system.capacity import capacities, slot_capacities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.dataset import Package
    from levier.system.calendar import Calendar

__all__ = ["Topology", "build_topology", "stock_rows"]


@shown(card_of_fields)
@dataclass(frozen=True)
class Topology:
    """Assets, buses and limits of one year.

    Attributes:
        calendar: the snapshots.
        assets: one row a flow (index: asset id), with the attributes of its table.
        buses: names ``place carrier``.
        incidence: (buses, assets), what one unit of each flow adds to each bus.
        effective, paper: (snapshots, assets), rates per year in the carrier's unit, inf: no limit.
        minimum: (snapshots, assets), least rates.
        storages: one row a stock; its ``X:charge`` and ``X:discharge`` flows are assets.
        slots: one row a joint limit; ``membership`` (slots, assets), ``slot_effective``,
            ``slot_paper`` (snapshots, slots).
        shape: (snapshots, assets), profile of the year, mean about 1.
    """

    calendar: Calendar
    assets: pd.DataFrame
    buses: tuple[str, ...]
    incidence: sparse.csr_array
    effective: np.ndarray
    paper: np.ndarray
    minimum: np.ndarray
    shape: np.ndarray
    storages: pd.DataFrame
    slots: pd.DataFrame
    membership: sparse.csr_array
    slot_effective: np.ndarray
    slot_paper: np.ndarray

    @property
    def bus_index(self) -> dict[str, int]:
        """Position of each bus."""
        return {bus: i for i, bus in enumerate(self.buses)}

    def components(self, links: sparse.csr_array | None = None) -> list[np.ndarray]:
        """Assets (positions) of each part that shares no bus, joint limit or further link.

        Args:
            links: (anything, assets), further rows that join the assets they touch.
        """
        joined = [abs(self.incidence), self.membership]
        rows = sparse.vstack(joined if links is None else [*joined, abs(links)]).tocsr()
        count = len(self.assets)
        blocks: list[list[Any]] = [[None, rows], [rows.T, None]]
        graph = sparse.csr_array(sparse.block_array(blocks))
        _, label = connected_components(graph, directed=False)
        labels = label[rows.shape[0] :]
        return [np.flatnonzero(labels == value) for value in pd.unique(labels[:count])]

    def take(self, positions: Sequence[int] | np.ndarray) -> Topology:
        """Return the part made of some assets, with the buses, stocks and slots they touch."""
        keep = np.asarray(positions, dtype=int)
        assets = self.assets.iloc[keep]
        incidence = self.incidence[:, keep].tocsr()
        touched = np.flatnonzero(np.diff(incidence.indptr) > 0)
        membership = self.membership[:, keep].tocsr()
        used = np.flatnonzero(np.diff(membership.indptr) > 0)
        stocks = [s for s in self.storages.index if f"{s}:charge" in assets.index]
        return replace(
            self,
            assets=assets,
            buses=tuple(self.buses[i] for i in touched),
            incidence=incidence[touched].tocsr(),
            effective=self.effective[:, keep],
            paper=self.paper[:, keep],
            minimum=self.minimum[:, keep],
            shape=self.shape[:, keep],
            storages=self.storages.loc[stocks],
            slots=self.slots.iloc[used],
            membership=membership[used].tocsr(),
            slot_effective=self.slot_effective[:, used],
            slot_paper=self.slot_paper[:, used],
        )

    def families(self, names: Sequence[str], links: sparse.csr_array | None = None) -> Topology:
        """Return the connected parts in which one of these families of carriers flows."""
        wanted = set(names)
        family = self.assets["family"].to_numpy()
        parts = [part for part in self.components(links) if wanted & set(family[part])]
        order = np.sort(np.concatenate(parts)) if parts else np.array([], dtype=int)
        return self.take(order)


def stock_rows(topology: Topology) -> sparse.csr_array:
    """What one unit of each flow adds to each stock (stocks, assets)."""
    position = {name: j for j, name in enumerate(topology.assets.index)}
    rows = sparse.lil_array((len(topology.storages), len(topology.assets)))
    for i, name in enumerate(topology.storages.index):
        charge = position[f"{name}:charge"]
        rows[i, charge] = 1.0 - topology.assets["loss"].iloc[charge]
        rows[i, position[f"{name}:discharge"]] = -1.0
    return rows.tocsr()


def build_topology(package: Package, calendar: Calendar) -> Topology:
    """Turn the tables of a package into the flows of one year.

    Args:
        package: a data package.
        calendar: the snapshots of the year.

    Returns:
        The topology of every carrier together; see :meth:`Topology.families` for a part.
    """
    assets, ports = asset_rows(package, calendar)
    buses = tuple(sorted({bus for row in ports for bus, _ in row}))
    incidence = _incidence(buses, ports)
    effective, paper, minimum, shape = capacities(package, calendar, assets)
    slots, slot_effective, slot_paper = slot_capacities(package, calendar)
    storages = _storages(package, assets)
    return Topology(
        calendar=calendar,
        assets=assets,
        buses=buses,
        incidence=incidence,
        effective=effective,
        paper=paper,
        minimum=minimum,
        shape=shape,
        storages=storages,
        slots=slots,
        membership=_membership(assets, slots),
        slot_effective=slot_effective,
        slot_paper=slot_paper,
    )


def _incidence(buses: tuple[str, ...], ports: list[tuple[Port, ...]]) -> sparse.csr_array:
    index = {bus: i for i, bus in enumerate(buses)}
    entries = [(index[bus], j, c) for j, row in enumerate(ports) for bus, c in row]
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return sparse.csr_array(
        (np.array(values, dtype=float), (np.array(rows, dtype=int), np.array(columns, dtype=int))),
        shape=(len(buses), len(ports)),
    )


def _membership(assets: pd.DataFrame, slots: pd.DataFrame) -> sparse.csr_array:
    index = {slot: i for i, slot in enumerate(slots.index)}
    entries = [(index[slot], j) for j, names in enumerate(assets["slot"]) for slot in names if slot in index]
    rows = np.array([i for i, _ in entries], dtype=int)
    columns = np.array([j for _, j in entries], dtype=int)
    return sparse.csr_array((np.ones(len(entries)), (rows, columns)), shape=(len(slots), len(assets)))


def _storages(package: Package, assets: pd.DataFrame) -> pd.DataFrame:
    table = package.table("storages").drop_duplicates("id").set_index("id")
    present = [s for s in table.index if f"{s}:charge" in assets.index]
    frame = table.loc[present, ["name_en", "name_fr", "place", "carrier", "volume", "initial", "sources"]].copy()
    frame["bus"] = frame["place"] + " " + frame["carrier"]
    return frame
