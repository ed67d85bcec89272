"""Gross sales lost, by the state that hosts the wells and plants and by who holds them: linear measures of a run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.measures import lost_volumes
from levier.analysis.volumes import holders

if TYPE_CHECKING:
    from levier.analysis.case import Case

__all__ = ["HOLDER", "HOST", "sales_measures"]

HOST, HOLDER = "sales host ", "sales holder "
MIDYEAR = 7


def sales_measures(case: Case) -> dict[str, np.ndarray]:
    """Return what lost output would have brought at the base price of its bus, as weights of columns.

    This is revenue that does not come, not the loss of a country: what a field no longer produces also saves cost, and
    a part of what it sells belongs to others.

    Returns:
        M USD by name, each (columns,): ``sales host KZ`` (state of the supply), ``sales holder chevron`` (share of the
        supply, chains of equity multiplied out; the host where no holder is told).
    """
    system = case.system
    assets = system.assets
    price = system.topology.incidence.T @ system.prices.value
    volume, _ = lost_volumes(system, case.program, case.components)
    on = date(system.year, MIDYEAR, 1)
    unit: dict[str, np.ndarray] = {}
    for j in np.flatnonzero((assets["kind"] == "supply").to_numpy()).tolist():
        name, host = str(assets.index[j]), str(assets["country"].iloc[j])
        shares = holders(system, name, str(assets["operator"].iloc[j]), host, on)
        keys = {HOST + host: 1.0, **{HOLDER + holder: share for holder, share in shares.items()}}
        for key, share in keys.items():
            unit.setdefault(key, np.zeros(len(assets)))[j] = share * price[j]
    return {key: np.asarray(values @ volume) for key, values in sorted(unit.items())}
