"""Balances of the base year, its flows as a table, and where reports disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.analysis.dependence import made_per_unit, traded_total
from levier.analysis.tracing import Tracer

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["balance_table", "disagreement_table", "flow_table"]

SMALL = 1e-6


def flow_table(system: System) -> pd.DataFrame:
    """Return one row a flow of the base year: volumes with interval, capacities, ends, row, sources."""
    topology = system.topology
    energy = topology.calendar.energy
    weights = topology.calendar.weights[energy]
    table = topology.assets.reset_index(names="asset")
    summary = system.base_year.summary
    for column in ("base", "low", "high", "determined", "sources"):
        table["reports" if column == "sources" else column] = summary[column].to_numpy()
    table["capacity"] = weights @ topology.effective[energy]
    table["capacity_paper"] = weights @ topology.paper[energy]
    table["from"] = table["place"]
    table["to"] = table["to_place"]
    table["territory"] = [";".join(t) for t in table["territory"]]
    table["slot"] = [";".join(s) for s in table["slot"]]
    return table


def balance_table(system: System) -> pd.DataFrame:
    """Return one row a country and family: output, imports, exports, use, losses, stock change.

    Imports and exports are traced from supply to use (transit is neither); ``unexplained`` is what
    swaps, conversion and unit changes leave.
    """
    assets = system.assets
    volume = system.volume
    kind = assets["kind"].to_numpy()
    tracer = Tracer(system.topology, volume)
    rows = []
    groups: dict[Any, Any] = dict(assets.groupby(["country", "family"]).indices)
    made = {family: volume * made_per_unit(system, str(family)) for family in dict.fromkeys(key[1] for key in groups)}
    for (country, family), index in groups.items():
        chosen = np.zeros(len(assets), dtype=bool)
        chosen[index] = True
        here = (assets["country"] == country).to_numpy()
        output = float(made[family][here].sum())
        demand = chosen & (kind == "demand")
        losses = demand & (assets["sector"] == "losses").to_numpy()
        use = float(volume[demand & ~losses].sum())
        if max(output, use) <= SMALL:
            continue
        sold = traded_total(system, tracer, str(country), str(family), "exports")
        bought = traded_total(system, tracer, str(country), str(family), "imports")
        stock = float(volume[chosen & (kind == "charge")].sum() - volume[chosen & (kind == "discharge")].sum())
        own = float(volume[losses].sum())
        rows.append(
            {
                "country": country,
                "family": family,
                "unit": str(assets["unit"].iloc[index[0]]),
                "output": output,
                "imports": bought,
                "exports": sold,
                "use": use,
                "losses": own,
                "stock_change": stock,
                "unexplained": output + bought - sold - use - own - stock,
            }
        )
    return pd.DataFrame(rows)


def disagreement_table(system: System) -> pd.DataFrame:
    """Return every report in use: reported, estimate, residual in sigmas, flagged; worst first."""
    reports = system.base_year.reports
    order = reports["residual"].abs().sort_values(ascending=False).index
    return reports.loc[order].reset_index(drop=True)
