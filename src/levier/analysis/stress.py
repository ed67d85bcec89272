"""One shock answered: who loses what, by whom it is borne, what is rerouted, what binds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.cards import stress_card
from levier.analysis.loss import loss_of
from levier.analysis.run import Run, Runner
from levier.analysis.volumes import (
    binding,
    holders_of_loss,
    lost_by_asset,
    lost_by_country,
    storage_days,
)
from levier.show import shown

if TYPE_CHECKING:
    import pandas as pd

    from levier.shock import Shock
    from levier.system import System

__all__ = ["StressAnswer", "answer_shock", "answer_stress"]

SMALL = 1e-6


@shown(stress_card)
@dataclass(frozen=True)
class StressAnswer:
    """The answer to one shock.

    Attributes:
        shock: what happened.
        year, capacity, deck, horizon: what it was asked of.
        labels: snapshots of the run; ``window`` says where the shock acts.
        damage: the engine's objective difference, M USD, wedges included.
        loss: true loss of the whole system, M USD.
        by_country: loss by who bears it, with its parts.
        countries: volumes lost by country and family.
        assets: volumes of every asset before and after.
        holders: lost output and gross sales by shareholder.
        rerouted: flows that gained, and what holds them back.
        storages: days until stocks are full or empty.
        monthly: rates (snapshots, assets) under the shock, for the flows that change.
        guarantee: how sure the solution is.
        imbalance: sum of the countries' losses less the system's; rounding only.
    """

    shock: Shock
    year: int
    capacity: str
    deck: str
    horizon: str
    labels: tuple[str, ...]
    window: tuple[bool, ...]
    damage: float
    loss: float
    by_country: pd.DataFrame
    countries: pd.DataFrame
    assets: pd.DataFrame
    holders: pd.DataFrame
    rerouted: pd.DataFrame
    storages: pd.DataFrame
    monthly: pd.DataFrame
    guarantee: str
    imbalance: float


def answer_stress(system: System, run: Run) -> StressAnswer:
    """Collect the answer of a run (see :class:`StressAnswer`)."""
    loss = loss_of(system, run)
    assets = lost_by_asset(system, run)
    difference = np.abs(run.shocked.to_numpy(float) - run.reference.to_numpy(float)).max(axis=0)
    changed = assets.index[difference > SMALL]
    residuals = run.shocked_outcome.solution.residuals
    return StressAnswer(
        shock=run.shock,
        year=system.year,
        capacity=system.capacity,
        deck=system.deck,
        horizon=system.horizon,
        labels=run.labels,
        window=tuple(bool(w) for w in run.window),
        damage=run.damage,
        loss=loss.system,
        by_country=loss.by_country.reset_index(),
        countries=lost_by_country(system, run),
        assets=assets.reset_index(names="asset"),
        holders=holders_of_loss(system, run),
        rerouted=binding(system, run),
        storages=storage_days(system, run),
        monthly=run.shocked[changed],
        guarantee=f"optimal, worst relative residual {residuals.worst:.0e}",
        imbalance=loss.imbalance,
    )


def answer_shock(system: System, shock: Shock) -> StressAnswer:
    """Run one shock on a system and answer it.

    For several shocks of one system, keep a :class:`levier.analysis.Runner`: runs of the same
    window then share one compiled program.

    Raises:
        ShockError: the shock selects nothing in this system.
        SolveError: no optimum was found.
    """
    return answer_stress(system, Runner(system).run(shock))
