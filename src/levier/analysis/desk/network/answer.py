"""One shock on a network of a user's own, answered for a screen: the answer of ``levier stress``, and what binds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.analysis.desk.network.binds import binding
from levier.analysis.network_stress import answer_network

if TYPE_CHECKING:
    import pypsa

    from levier.engine import Contingency, Outcome

__all__ = ["NetworkAnswer", "network_answer"]


@dataclass(frozen=True)
class NetworkAnswer:
    """The answer to one shock.

    Attributes:
        head: status, objective, reference, damage, guarantee and why, as ``levier stress`` gives them, and the worst
            relative ``residual``; numbers that are missing are None.
        flows, prices, unserved: tables of :class:`levier.analysis.NetworkStress`; ``unserved`` with the ``carrier`` of
            each bus, None if nothing in the network stands for demand not served.
        carriers: what is not served by carrier: ``carrier``, ``before``, ``after``, ``change``.
        binds: see :func:`levier.analysis.desk.network.binds.binding`.
        before, after: mean flow of every asset over all snapshots; empty without an optimum.
    """

    head: dict[str, Any]
    flows: pd.DataFrame
    prices: pd.DataFrame
    unserved: pd.DataFrame | None
    carriers: pd.DataFrame
    binds: pd.DataFrame
    before: pd.Series
    after: pd.Series

    @property
    def solved(self) -> bool:
        """Whether there is an optimum."""
        return self.head["status"] == "optimal"


def network_answer(
    network: pypsa.Network, base: Outcome, outcome: Outcome, shock: Contingency, sunk: float = 0.0
) -> NetworkAnswer:
    """Collect what a shock does.

    Args:
        network: what was solved.
        base: its optimum as it is.
        outcome: its state under the shock.
        shock: what happens.
        sunk: cost of what was built, where that is no part of the objectives; it is added to both.
    """
    stress = answer_network(network, base, outcome)
    head = {
        "status": str(outcome.status),
        "objective": _finite(outcome.objective + sunk),
        "reference": _finite(base.objective + sunk),
        "damage": _finite(outcome.damage),
        "guarantee": outcome.guarantee,
        "residual": _finite(outcome.solution.residuals.worst),
        "why": outcome.why,
    }
    unserved = None if stress.unserved is None else _with_carrier(network, stress.unserved)
    empty = pd.DataFrame({"carrier": [], "before": [], "after": [], "change": []})
    carriers = empty if unserved is None else unserved.groupby("carrier", as_index=False)[list(empty)[1:]].sum()
    cut = {outcome.program.assets[outcome.program.asset(name)] for name in (*shock.cut, *shock.derate)}
    before, after = (_means(each) for each in (base, outcome))
    binds = binding(outcome, base, cut)
    return NetworkAnswer(head, stress.flows, stress.prices, unserved, carriers, binds, before, after)


def _with_carrier(network: pypsa.Network, unserved: pd.DataFrame) -> pd.DataFrame:
    carriers = network.c.buses.static["carrier"].astype(str)
    return unserved.assign(carrier=[carriers.get(bus, "") for bus in unserved["bus"]])


def _means(outcome: Outcome) -> pd.Series:
    if not outcome.solution.is_optimal:
        return pd.Series(dtype=float)
    weights = outcome.program.weights / outcome.program.weights.sum()
    return pd.Series(weights @ outcome.flows.to_numpy(float), index=outcome.flows.columns)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
