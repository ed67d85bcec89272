"""Weak pulls of a base year: plants to their usual load, stocks to rest and to their usual filling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.system.layout import STOCK_KINDS

if TYPE_CHECKING:
    from levier.system.layout import Layout

__all__ = ["LEAST_SCALE", "filling_pulls", "load_pulls"]

LEAST_SCALE = 1e-3
USUAL_LOAD = 0.6
LOAD_SPREAD = 0.5
FILLING_SPREAD = 0.3
TANK_SPREAD = 0.1
TANK_SHARE = 0.05


def load_pulls(layout: Layout) -> tuple[np.ndarray, np.ndarray]:
    """A weak pull of each supply to its usual load (no report is not idle), of stocks to rest."""
    topology = layout.topology
    limit = topology.effective
    supply = (topology.assets["kind"] == "supply").to_numpy()[None, :]
    known = supply & np.isfinite(limit) & (limit > 0)
    weights = np.maximum(topology.calendar.weights, LEAST_SCALE)[:, None]
    safe = np.where(known, limit, 1.0)
    curve = np.where(known, weights / (LOAD_SPREAD * safe) ** 2, 0.0)
    pull = curve * USUAL_LOAD * safe
    stocks = topology.assets["kind"].isin(STOCK_KINDS).to_numpy()[None, :]
    curve = np.where(stocks, weights / np.maximum(layout.width, LEAST_SCALE)[None, :] ** 2, curve)
    return curve.ravel(), pull.ravel()


def filling_pulls(layout: Layout) -> tuple[np.ndarray, np.ndarray]:
    """A pull of each stock to its usual filling: weak for seasonal ones, firm for working tanks.

    Tanks that hold less than about two weeks of what passes their bus smooth days, not months.
    """
    topology = layout.topology
    storages = topology.storages
    buses = [topology.bus_index[bus] for bus in storages["bus"]]
    ways = ~topology.assets["kind"].isin(STOCK_KINDS).to_numpy()
    passing = np.clip(topology.incidence[buses].toarray(), 0.0, None) @ (layout.scale * ways)
    volume = np.maximum(storages["volume"].to_numpy(float), LEAST_SCALE)
    usual = np.where(storages["initial"].isna(), 0.5, storages["initial"].to_numpy(float))
    weights = np.maximum(layout.topology.calendar.weights, LEAST_SCALE)[:, None]
    spread = np.where(volume < TANK_SHARE * passing, TANK_SPREAD, FILLING_SPREAD)
    curve = weights / (spread * volume)[None, :] ** 2
    return curve.ravel(), (curve * (usual * volume)[None, :]).ravel()
