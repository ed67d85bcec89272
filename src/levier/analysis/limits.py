"""What an asset carries in the base year and what it can carry, where a shock takes a fraction of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["capacity_of"]


def capacity_of(system: System, asset: str, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return base flow and capacity of an asset or joint limit, rates per year.

    Args:
        system: whose base year.
        asset: id of a flow or of a joint limit.
        positions: (snapshots,), snapshots of the base year.

    Returns:
        Both (snapshots,). An asset without a stated capacity can carry what it carries: its base flow.
    """
    calibration, slots = system.calibration, system.topology.slots.index
    if asset in slots:
        i = slots.get_loc(asset)
        base, whole = calibration.slot_base[positions, i], calibration.slot_limit[positions, i]
    else:
        j = system.assets.index.get_loc(asset)
        base = calibration.base[positions, j]
        whole = np.where(calibration.limited[positions, j], base + calibration.spare[positions, j], base)
    return base, np.where(np.isfinite(whole), whole, base)
