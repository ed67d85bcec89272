"""Loss: money at stated prices, by who bears it.

Every flow belongs to somebody and trades with its buses at their base price; a demand values what
it is served, a market pays its price, a carrier earns its tariff. What one side pays the other
receives, so countries and the outside world add up to the system's true loss. World prices do not
react.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.system.owners import country_of

if TYPE_CHECKING:
    from levier.analysis.run import Run
    from levier.system import System

__all__ = ["Loss", "loss_of"]

RESOURCE_SHARE = {
    "tanker": 0.5,
    "ship": 0.5,
    "rail": 0.5,
    "road": 0.5,
}
"""Share of a tariff that is saved when nothing is carried; pipelines and lines cost what they cost."""


@dataclass(frozen=True)
class Loss:
    """Losses of one shock, M USD over the run (positive: lost).

    Attributes:
        by_country: one row a country: loss, and its parts ``unserved`` (value of what is not
            served, net of what is not paid for it), ``sales`` (goods not sold or delivered),
            ``tariffs`` (carriage not earned), ``costs`` (running costs), ``stock``.
        by_asset: one row an asset: loss, bearer.
        system: the system's true loss, computed without any bus price.
        imbalance: sum of ``by_country`` less ``system``; a bug if above 1e-6 of the amounts.
    """

    by_country: pd.DataFrame
    by_asset: pd.DataFrame
    system: float
    imbalance: float


def loss_of(system: System, run: Run) -> Loss:
    """Attribute the loss of a run (methods 7).

    Args:
        system: the system that was shocked.
        run: reference and shocked state.
    """
    assets = system.assets
    true = system.calibration.true
    lost = run.weights @ (run.reference.to_numpy(float) - run.shocked.to_numpy(float))
    trade = _trade_lost(system, run, system.prices.value)
    unit = true.mean(axis=0)
    kind = assets["kind"].to_numpy()
    homes = country_of(system.package)
    share = np.where(kind == "corridor", assets["mode"].map(RESOURCE_SHARE).fillna(0.0), 1.0)
    carried = kind == "corridor"
    resource = np.where(np.isin(kind, ("market", "demand")), 0.0, unit * share * lost)
    tariff = np.where(carried, unit * lost, 0.0)
    market = _market_value(run, assets, unit)
    worth = run.unserved_value.reindex(assets.index).fillna(0.0).to_numpy(float)
    stock = _stock_value(system, run, system.prices.value)
    operator = assets["operator"].map(homes).fillna(assets["country"]).to_numpy()
    bearer = assets["bearer"].to_numpy()
    goods = trade + market
    parts = [
        _part(bearer, goods * (kind != "demand"), "sales"),
        _part(bearer, goods * (kind == "demand") + worth, "unserved"),
        _part(bearer, -tariff, "tariffs"),
        _part(operator, tariff, "tariffs"),
        _part(np.where(carried, operator, bearer), -resource, "costs"),
        _part(bearer, stock, "stock"),
    ]
    long = pd.concat(parts, ignore_index=True)
    table = long.pivot_table(index="country", columns="part", values="value", aggfunc="sum").fillna(0.0)
    table = table.reindex(columns=["sales", "unserved", "tariffs", "costs", "stock"], fill_value=0.0)
    table.insert(0, "loss", table.sum(axis=1))
    own = goods + worth - resource + stock
    by_asset = pd.DataFrame({"loss": own, "bearer": bearer, "volume": lost}, index=assets.index)
    total = float((market.sum() - resource.sum()) + worth.sum() + stock.sum())
    return Loss(
        table.sort_values("loss", ascending=False),
        by_asset,
        total,
        float(table["loss"].sum() - total),
    )


def _trade_lost(system: System, run: Run, price: np.ndarray) -> np.ndarray:
    """What each flow no longer earns at its buses (assets,), M USD.

    A price effect moves the base price of the market's bus by its factor, inside the window: what
    the buyer pays less the seller receives less.
    """
    topology = system.topology
    after = np.tile(price, (len(run.labels), 1))
    for name, factor in run.price_factor.items():
        j = list(system.assets.index).index(name)
        for bus in topology.incidence[:, [j]].tocoo().row:
            after[run.window, bus] = price[bus] * factor
    earned = run.reference.to_numpy(float) * (topology.incidence.T @ price)
    still = run.shocked.to_numpy(float) * (after @ topology.incidence.toarray())
    return np.asarray(run.weights @ (earned - still))


def _part(country: np.ndarray, value: np.ndarray, name: str) -> pd.DataFrame:
    return pd.DataFrame({"country": country, "part": name, "value": value})


def _market_value(run: Run, assets: pd.DataFrame, unit: np.ndarray) -> np.ndarray:
    """What buyers no longer get, at the price they pay (with the shock's price factor)."""
    factor = np.array([run.price_factor.get(str(name), 1.0) for name in assets.index])
    window = run.weights * run.window
    rest = run.weights * ~run.window
    before = (run.weights @ run.reference.to_numpy(float)) * -unit
    after = (window @ run.shocked.to_numpy(float)) * -unit * factor
    after += (rest @ run.shocked.to_numpy(float)) * -unit
    return np.where(assets["kind"] == "market", before - after, 0.0)


def _stock_value(system: System, run: Run, price: np.ndarray) -> np.ndarray:
    """Stock drawn below the reference at the end, at replacement price, on its discharge flow."""
    found = np.zeros(len(system.assets))
    for name, row in system.topology.storages.iterrows():
        bus = system.topology.bus_index[row["bus"]]
        drawn = float(run.stock_reference[name].iloc[-1] - run.stock[name].iloc[-1])
        found[list(system.assets.index).index(f"{name}:discharge")] = drawn * price[bus]
    return found
