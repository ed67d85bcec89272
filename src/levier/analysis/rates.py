"""Rates of the system's flows out of the dispatch of a network's tranches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.system.bus_names import shortfall
from levier.system.draft import Draft

if TYPE_CHECKING:
    import pypsa

    from levier.engine import Outcome
    from levier.system import System
    from levier.system.horizon import Horizon

__all__ = ["rates", "rates_of", "stocks", "tranches_of", "unserved"]

FLOWS = ("base", "flex")
TRANCHE = ["asset", "tranche", "kind", "cost_true"]


def tranches_of(network: pypsa.Network | Draft) -> pd.DataFrame:
    """Return one row a tranche of a system's network or its draft: asset, tranche, kind, stated cost."""
    return pd.concat([_static(network, kind).assign(component=kind) for kind in ("Generator", "Link")])


def _static(network: pypsa.Network | Draft, kind: str) -> pd.DataFrame:
    if not isinstance(network, Draft):
        return network.components[kind].static[TRANCHE]
    columns = {name: network.column(kind, name, "").astype(object) for name in TRANCHE}
    index = pd.Index(network.names(kind), name="name")
    return pd.DataFrame(columns, index=index, dtype=object).astype({"cost_true": float})


def rates_of(system: System, network: pypsa.Network, outcome: Outcome) -> pd.DataFrame:
    """Return the rates of every flow (snapshots, assets) in the outcome of a whole base year."""
    return rates(system, outcome, tranches_of(network), system.calibration.base)


def rates(system: System, outcome: Outcome, components: pd.DataFrame, loads: np.ndarray) -> pd.DataFrame:
    """Return the rates of every flow: tranches added up; demands as served.

    Args:
        system: whose flows.
        outcome: the solved program.
        components: its tranches (see :func:`tranches_of`).
        loads: (snapshots, assets), what demands ask for; other columns are not read.
    """
    flows = components[components["tranche"].isin(FLOWS)]
    dispatch = outcome.dispatch[flows.index].T.groupby(flows["asset"]).sum().T
    names = system.assets.index
    found = dispatch.reindex(columns=names, fill_value=0.0).to_numpy(float).copy()
    shed = components[components["tranche"] == "shed"]
    missing = outcome.dispatch[shed.index].T.groupby(shed["asset"]).sum().T
    demands = np.flatnonzero((system.assets["kind"] == "demand").to_numpy())
    found[:, demands] = loads[:, demands] - missing.reindex(columns=names[demands], fill_value=0.0).to_numpy(float)
    return pd.DataFrame(found, index=outcome.dispatch.index, columns=names)


def unserved(outcome: Outcome, components: pd.DataFrame, weights: np.ndarray) -> tuple[pd.DataFrame, pd.Series]:
    """Return what is not served: rates (snapshots, demands), and its value in M USD by demand."""
    shed = components[components["tranche"] == "shed"]
    dispatch = outcome.dispatch[shed.index]
    by_demand = dispatch.T.groupby(shed["asset"]).sum().T
    money = (dispatch * shed["cost_true"]).mul(weights, axis=0).sum()
    return by_demand, money.groupby(shed["asset"]).sum()


def stocks(system: System, outcome: Outcome, horizon: Horizon) -> pd.DataFrame:
    """Return stocks at the end of each snapshot; what could not be refilled is taken off the last."""
    names = list(system.topology.storages.index)
    labels = list(horizon.labels)
    if not names:
        return pd.DataFrame(index=labels)
    found = outcome.energy.reindex(columns=names).reindex(labels).copy()
    for name in names:
        phantom = shortfall(name)
        if phantom in outcome.dispatch:
            missing = float(horizon.weights @ outcome.dispatch[phantom].to_numpy(float))
            found.loc[labels[-1], name] -= missing
    return found
