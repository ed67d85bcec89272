"""The same system with more room in one asset: base year, prices and wedges stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.system.calibrate import Calibration
    from levier.system.system import System

__all__ = ["widened"]


def widened(system: System, name: str, extra: float, untouched: Collection[str] = ()) -> System:
    """Return a system in which one asset, joint limit or storage can take more.

    The flows of the base year stay the optimum: more room never undercuts a wedge, which is there for any room.

    Args:
        system: calibrated.
        name: id of an asset, a joint limit, or a storage.
        extra: rate per year in the carrier's unit; of a storage: volume.
        untouched: assets that gain nothing, though they share a joint limit that grows.

    Raises:
        UsageError: there is nothing of that name.
    """
    topology, found = system.topology, system.calibration
    if name in topology.storages.index:
        storages = topology.storages.copy()
        storages.loc[name, "volume"] += extra
        return _with(replace(system, topology=replace(topology, storages=storages)), found, system)
    if name in topology.slots.index:
        return _with(replace(system), _joint(system, topology.slots.index.get_loc(name), extra, untouched), system)
    if name not in system.assets.index:
        message = f"there is no asset, joint limit or storage {name!r}"
        raise UsageError(message)
    j = int(system.assets.index.get_loc(name))
    spare = found.spare.copy()
    spare[:, j] = _room(system, j, found.slot_limit, extra)
    return _with(replace(system), replace(found, spare=spare), system)


def _with(copy: System, calibration: Calibration, system: System) -> System:
    """Give a copy what is already known: both are cached where they are first asked for."""
    vars(copy).update(calibration=calibration, prices=system.prices)
    return copy


def _joint(system: System, slot: int, extra: float, untouched: Collection[str]) -> Calibration:
    found = system.calibration
    limit = found.slot_limit.copy()
    limit[:, slot] += extra
    spare = found.spare.copy()
    for j in np.flatnonzero(system.topology.membership[[slot]].toarray()[0]):
        if system.assets.index[j] not in untouched:
            spare[:, j] = _room(system, int(j), limit, 0.0)
    return replace(found, spare=spare, slot_limit=limit)


def _room(system: System, j: int, slot_limit: np.ndarray, extra: float) -> np.ndarray:
    """Room of one flow above its base (snapshots,): what it may do itself, and what its joint limits leave it alone."""
    topology, found = system.topology, system.calibration
    own = (topology.paper if system.capacity == "paper" else topology.effective)[:, j]
    base, spare = found.base[:, j], found.spare[:, j]
    slots = np.flatnonzero(topology.membership[:, [j]].toarray()[:, 0])
    if system.assets["kind"].iloc[j] == "market" or not (np.isfinite(own).any() or len(slots)):
        return np.asarray(spare + extra)
    alone = np.where(np.isfinite(own), own + extra - base, np.inf)
    joint = (slot_limit[:, slots] - base[:, None]).min(axis=1, initial=np.inf)
    room = np.minimum(alone, joint)
    return np.clip(np.where(np.isfinite(room), room, spare), 0.0, None)
