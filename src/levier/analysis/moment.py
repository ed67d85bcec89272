"""One snapshot of a system as plain arrays: what can flow, and which country uses what arrives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["Moment", "busiest", "moment_of"]

USES = ("demand", "market")


@dataclass(frozen=True)
class Moment:
    """What can flow in one snapshot, ramps fully open; rates per year in the carrier's unit.

    Stocks give what their withdrawal allows and, in a month, no more than they hold when it begins.

    Attributes:
        names: (assets,), of the flows.
        slots: names of the joint limits.
        incidence: (buses, assets), what one unit of each flow adds to each bus.
        upper: (assets,), most of each flow; of a use, what is asked for.
        membership: (slots, assets), flows that share a joint limit; ``joint``: (slots,), the limits.
        user: (assets,), country that uses what the flow delivers; empty for flows that are no use of the family.
        demand: (assets,), whether the use is a demand (not a sale to a market).
        crossed: (assets,), borders that a unit of the family crosses on the flow; 1 for a sale to somebody abroad.
    """

    names: pd.Index
    slots: pd.Index
    incidence: sparse.csr_array
    upper: np.ndarray
    membership: sparse.csr_array
    joint: np.ndarray
    user: np.ndarray
    demand: np.ndarray
    crossed: np.ndarray

    @property
    def users(self) -> list[str]:
        """Countries that use anything, in order of their names."""
        return sorted({str(country) for country in self.user[self.upper > 0] if country})

    @property
    def served(self) -> sparse.csr_array:
        """What one unit of each flow serves each country with (users, assets)."""
        return sparse.csr_array(np.array([self.user == country for country in self.users], dtype=float))

    def closed(self, shut: pd.Index) -> Moment:
        """Return the moment with some flows and joint limits shut; what is asked for stays."""
        flows = self.names.isin(shut) & (self.user == "")
        return replace(
            self,
            upper=np.where(flows, 0.0, self.upper),
            joint=np.where(self.slots.isin(shut), 0.0, self.joint),
        )


def busiest(system: System, country: str, family: str) -> int:
    """Return the position of the snapshot in which a country uses most of a family, peak hours included."""
    assets = system.assets
    own = (assets["kind"] == "demand") & (assets["country"] == country) & (assets["family"] == family)
    return int(system.calibration.base[:, own.to_numpy()].sum(axis=1).argmax())


def moment_of(system: System, family: str, position: int) -> Moment:
    """Return one snapshot of a system.

    A flow can carry its base flow and its spare room (under the system's effective or paper capacities). The sales to
    a market count as a use of the country that buys, at their base rate.

    Args:
        system: the base year.
        family: whose uses count.
        position: of the snapshot in the calendar.
    """
    assets, topology, room = system.assets, system.topology, system.calibration
    kind, bearer = assets["kind"].to_numpy(object), assets["bearer"].to_numpy(object)
    of_family = (assets["family"] == family).to_numpy()
    use = np.isin(kind, USES)
    country = np.where(kind == "market", bearer, assets["country"].to_numpy(object))
    abroad = of_family & (kind == "market") & (bearer != assets["country"].to_numpy(object))
    base = room.base[position]
    upper = np.where(use, base, base + room.spare[position])
    for name, held in _held(system, position).items():
        drawn = assets.index.get_loc(f"{name}:discharge")
        upper[drawn] = min(upper[drawn], max(base[drawn], held))
    borders = np.array([max(0, len(states) - 1) for states in assets["territory"]], dtype=float)
    return Moment(
        assets.index,
        topology.slots.index,
        topology.incidence,
        upper,
        topology.membership,
        np.maximum(room.slot_limit[position], room.slot_base[position]),
        np.where(use & of_family, country, ""),
        kind == "demand",
        np.where((kind == "corridor") & of_family, borders, 0.0) + abroad,
    )


def _held(system: System, position: int) -> dict[str, float]:
    """Rate at which each stock could be emptied in a snapshot: what it holds before it over its share of the year."""
    calendar, levels = system.topology.calendar, system.base_year.levels
    energy = np.flatnonzero(calendar.energy)
    if position not in energy:
        return {}
    before = int(energy[np.flatnonzero(energy == position)[0] - 1])
    share = float(calendar.weights[position])
    return {str(name): float(levels[name].iloc[before]) / share for name in system.topology.storages.index}
