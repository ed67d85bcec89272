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

from levier.analysis.cards import loss_card
from levier.analysis.terms import terms_of
from levier.show import shown

if TYPE_CHECKING:
    from levier.analysis.run import Run
    from levier.system import System

__all__ = ["Loss", "loss_of"]


@shown(loss_card)
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
    assets, terms = system.assets, terms_of(system)
    lost = run.weights @ (run.reference.to_numpy(float) - run.shocked.to_numpy(float))
    resource, tariff = terms.resource * lost, terms.tariff * lost
    market = _market_value(run, assets, terms.paid)
    worth = run.unserved_value.reindex(assets.index).fillna(0.0).to_numpy(float)
    stock = _stock_value(system, run, system.prices.value)
    goods = _trade_lost(system, run, system.prices.value) + market
    parts = [
        _part(terms.bearer, goods * ~terms.demand, "sales"),
        _part(terms.bearer, goods * terms.demand + worth, "unserved"),
        _part(terms.bearer, -tariff, "tariffs"),
        _part(terms.operator, tariff, "tariffs"),
        _part(terms.runner, -resource, "costs"),
        _part(terms.bearer, stock, "stock"),
    ]
    long = pd.concat(parts, ignore_index=True)
    table = long.pivot_table(index="country", columns="part", values="value", aggfunc="sum").fillna(0.0)
    table = table.reindex(columns=["sales", "unserved", "tariffs", "costs", "stock"], fill_value=0.0)
    table.insert(0, "loss", table.sum(axis=1))
    own = goods + worth - resource + stock
    by_asset = pd.DataFrame({"loss": own, "bearer": terms.bearer, "volume": lost}, index=assets.index)
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


def _market_value(run: Run, assets: pd.DataFrame, paid: np.ndarray) -> np.ndarray:
    """What buyers no longer get, at the price they pay (with the shock's price factor)."""
    factor = np.array([run.price_factor.get(str(name), 1.0) for name in assets.index])
    window = run.weights * run.window
    rest = run.weights * ~run.window
    before = run.weights @ run.reference.to_numpy(float)
    after = (window @ run.shocked.to_numpy(float)) * factor + rest @ run.shocked.to_numpy(float)
    return np.asarray(paid * (before - after))


def _stock_value(system: System, run: Run, price: np.ndarray) -> np.ndarray:
    """Stock drawn below the reference at the end, at replacement price, on its discharge flow."""
    found = np.zeros(len(system.assets))
    for name, row in system.topology.storages.iterrows():
        bus = system.topology.bus_index[row["bus"]]
        drawn = float(run.stock_reference[name].iloc[-1] - run.stock[name].iloc[-1])
        found[list(system.assets.index).index(f"{name}:discharge")] = drawn * price[bus]
    return found
