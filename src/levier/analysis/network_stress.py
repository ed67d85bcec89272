"""One shock on a network that a user brought: what it costs, which flows and prices change, what is not served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.cards import network_stress_card
from levier.show import shown

if TYPE_CHECKING:
    import pypsa

    from levier.engine import Outcome

__all__ = ["NetworkStress", "answer_network", "shedding_of"]

SMALL = 1e-6
WORDS = ("load shedding", "load_shedding", "load-shedding", "loadshedding", "unserved")
CARRIERS = ("load", *WORDS)
"""Carriers of shedding generators; "load" is PyPSA's own, of `add_load_shedding`."""


@shown(network_stress_card)
@dataclass(frozen=True)
class NetworkStress:
    """The answer to one shock on any network.

    Attributes:
        outcome: the solved state under the shock.
        flows: assets that differ, largest change first: ``asset``, ``before``, ``after``, ``change``; means over the
            snapshots by their weights.
        prices: buses whose mean price differs, largest change first: ``bus``, ``before``, ``after``, ``change``.
        unserved: what is not served by bus, over all snapshots: ``bus``, ``before``, ``after``, ``change``; ``None``
            if the network has no generator that says it stands for shedding.
    """

    outcome: Outcome
    flows: pd.DataFrame
    prices: pd.DataFrame
    unserved: pd.DataFrame | None


def answer_network(network: pypsa.Network, base: Outcome, outcome: Outcome) -> NetworkStress:
    """Collect what a shock changes.

    Args:
        network: what was solved.
        base: its optimum without the shock.
        outcome: its optimum under the shock; with another status than optimal all tables are empty.
    """
    nothing = pd.DataFrame({"before": [], "after": [], "change": []})
    if np.isnan(outcome.objective):
        return NetworkStress(outcome, nothing.assign(asset=[]), nothing.assign(bus=[]), None)
    flows = outcome.compare(base).rename(columns={"other": "before", "this": "after"})
    weights = base.program.weights / base.program.weights.sum()
    before, after = (
        pd.Series(weights @ each.prices.to_numpy(float), index=each.prices.columns) for each in (base, outcome)
    )
    return NetworkStress(
        outcome,
        flows.rename_axis("asset").reset_index(),
        _changes(before, after).rename_axis("bus").reset_index(),
        _unserved(network, base, outcome),
    )


def shedding_of(network: pypsa.Network) -> pd.Index:
    """Return the generators that stand for demand not served, going by what their carrier or name says.

    Those of PyPSA's ``add_load_shedding``, of Levier's own networks, and those whose carrier or name speaks of load
    shedding or of what is unserved. A generator that is only dear is none.

    Example:
        >>> import pypsa
        >>> network = pypsa.Network()
        >>> network.add("Bus", "town")
        >>> network.add("Generator", ["town load shedding", "diesel"], bus="town", marginal_cost=9000)
        >>> shedding_of(network).tolist()
        ['town load shedding']
    """
    static = network.c.generators.static
    names = static.index.astype(str).str.lower()
    chosen = static["carrier"].astype(str).str.lower().isin(CARRIERS).to_numpy(copy=True)
    for word in WORDS:
        chosen |= names.str.contains(word, regex=False)
    if "tranche" in static:
        chosen |= (static["tranche"] == "shed").to_numpy()
    return static.index[chosen]


def _unserved(network: pypsa.Network, base: Outcome, outcome: Outcome) -> pd.DataFrame | None:
    shedding = shedding_of(network)
    if shedding.empty:
        return None
    static = network.c.generators.static.loc[shedding]
    columns = [f"Generator:{name}" for name in shedding]
    scale = static["sign"].to_numpy(float)
    before, after = (
        pd.Series(base.program.hours @ each.flows[columns].to_numpy(float) * scale)
        .groupby(static["bus"].to_numpy())
        .sum()
        for each in (base, outcome)
    )
    return _changes(before, after).rename_axis("bus").reset_index()


def _changes(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Return what differs, largest change first."""
    frame = pd.DataFrame({"before": before, "after": after})
    frame["change"] = frame["after"] - frame["before"]
    frame = frame[frame["change"].abs() > SMALL * (1.0 + frame["before"].abs())]
    return frame.sort_values("change", key=lambda change: -change.abs(), kind="stable")
