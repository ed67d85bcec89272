"""What a unit of each flow is worth, and to whom: the terms that every loss is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.system.owners import country_of

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["Terms", "terms_of"]

RESOURCE_SHARE = {
    "tanker": 0.5,
    "ship": 0.5,
    "rail": 0.5,
    "road": 0.5,
}
"""Share of a tariff that is saved when nothing is carried; pipelines and lines cost what they cost."""


@dataclass(frozen=True)
class Terms:
    """Money per unit of each flow, M USD per unit of its carrier, all (assets,).

    Attributes:
        paid: what the buyer of a market pays; 0 for other flows.
        resource: running cost that is saved where nothing flows.
        tariff: what is paid for carriage; 0 for other flows than corridors.
        bearer: country that owns the flow.
        operator: country of whoever runs it.
        runner: country that bears the running cost.
        demand: whether it is a demand.
    """

    paid: np.ndarray
    resource: np.ndarray
    tariff: np.ndarray
    bearer: np.ndarray
    operator: np.ndarray
    runner: np.ndarray
    demand: np.ndarray


def terms_of(system: System) -> Terms:
    """Return the terms of every flow of a system, at its price deck (methods 7)."""
    assets = system.assets
    kind = assets["kind"].to_numpy()
    unit = system.calibration.true.mean(axis=0)
    carried, market, demand = kind == "corridor", kind == "market", kind == "demand"
    share = np.where(carried, assets["mode"].map(RESOURCE_SHARE).fillna(0.0), 1.0)
    operator = assets["operator"].map(country_of(system.package)).fillna(assets["country"]).to_numpy()
    bearer = assets["bearer"].to_numpy()
    return Terms(
        paid=np.where(market, -unit, 0.0),
        resource=np.where(market | demand, 0.0, unit * share),
        tariff=np.where(carried, unit, 0.0),
        bearer=bearer,
        operator=operator,
        runner=np.where(carried, operator, bearer),
        demand=demand,
    )
