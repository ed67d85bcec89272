"""Losses and lost volumes as linear functions of a program's solution: thousands of cuts, one product each.

A cut changes neither prices nor demands, so every loss is linear in the difference to the reference: flows times what
a unit of them is worth (:mod:`levier.analysis.terms`), what is not served times its value, stock at the end times its
replacement price. :func:`levier.analysis.loss_of` is the general way, for shocks to prices and demands as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import scipy.sparse as sp

from levier.analysis.rates import FLOWS
from levier.analysis.terms import terms_of

if TYPE_CHECKING:
    from levier.engine import Program
    from levier.system import System

__all__ = ["Measures", "loss_by_asset", "lost_volumes", "measures_of"]

VOLUMES = {"unserved": "demand", "output": "supply"}
"""Volume measures, and the kind of asset whose lost volume they add up."""


@dataclass(frozen=True)
class Measures:
    """What is measured of a cut.

    Attributes:
        table: index name; ``kind`` (``loss``, ``unserved``, ``output``), ``key`` (country or family; blank: all),
            ``unit``.
        vectors: (columns,) by name: ``vector @ (x - x_reference)`` is the measure; positive: lost.
    """

    table: pd.DataFrame
    vectors: dict[str, np.ndarray]


def measures_of(system: System, program: Program, components: pd.DataFrame) -> Measures:
    """Return the loss of all and of each country, and what each family lacks: demand not served, output lost.

    Args:
        system: whose run.
        program: the run.
        components: its tranches (see :func:`levier.analysis.rates.tranches_of`).

    Returns:
        Measures ``loss``, ``loss KZ``, ``unserved gas``, ``output gas`` and so on: M USD, or the unit of the family.
    """
    volume, worth = lost_volumes(system, program, components)
    losses = {country: np.ones(len(system.assets)) @ rows for country, rows in _losses(system, volume, worth)}
    rows = [("loss", "loss", "", "M USD", sum(losses.values(), np.zeros(volume.shape[1])))]
    rows += [(f"loss {country}", "loss", country, "M USD", vector) for country, vector in losses.items()]
    assets = system.assets
    for measure, kind in VOLUMES.items():
        own = assets[assets["kind"] == kind]
        for (family, unit), group in own.groupby(["family", "unit"]):
            chosen = assets.index.isin(group.index)
            rows.append((f"{measure} {family}", measure, str(family), str(unit), chosen @ volume))
    table = pd.DataFrame([row[:4] for row in rows], columns=["name", "kind", "key", "unit"]).set_index("name")
    return Measures(table, {row[0]: np.asarray(row[4]) for row in rows})


def lost_volumes(system: System, program: Program, components: pd.DataFrame) -> tuple[sp.csr_array, sp.csr_array]:
    """Return lost volume of each asset, and what is lost in money without being a flow, both (assets, columns).

    The latter is the value of what is not served, and stock drawn by the end at its replacement price.

    Args:
        system: whose run.
        program: the run.
        components: its tranches.
    """
    labels, shape = program.column_labels, (len(system.assets), program.lp.shape[1])
    at = np.concatenate([labels.where("Generator-p"), labels.where("Link-p")])
    tranches = components.loc[np.array(labels.names)[labels.name[at]]]
    tranche, weight = tranches["tranche"].to_numpy(), program.weights[labels.snapshot[at]]
    owner = system.assets.index.get_indexer(tranches["asset"])
    flow, shed = np.isin(tranche, FLOWS), tranche == "shed"
    own = flow | shed
    volume = sp.csr_array((np.where(flow, -weight, weight)[own], (owner[own], at[own])), shape=shape)
    value = weight * tranches["cost_true"].to_numpy(float)
    worth = sp.csr_array((value[shed], (owner[shed], at[shed])), shape=shape)
    return volume, worth + _stocks(system, program, at, tranches, weight)


def _stocks(
    system: System, program: Program, at: np.ndarray, tranches: pd.DataFrame, weight: np.ndarray
) -> sp.csr_array:
    """Stock drawn below the reference at the end, at replacement price, on its discharge flow (assets, columns)."""
    labels, storages, prices = program.column_labels, system.topology.storages, system.prices.value
    price = {str(name): float(prices[system.topology.bus_index[bus]]) for name, bus in storages["bus"].items()}
    level = labels.where("Store-e")
    level = level[labels.snapshot[level] == len(program.snapshots) - 1]
    lacking = (tranches["tranche"] == "lacking").to_numpy()
    names = [*np.array(labels.names)[labels.name[level]], *tranches["asset"][lacking]]
    signs = np.concatenate([np.full(level.size, -1.0), weight[lacking]])
    rows = system.assets.index.get_indexer([f"{name}:discharge" for name in names])
    values = signs * np.array([price[name] for name in names])
    columns = np.concatenate([level, at[lacking]])
    return sp.csr_array((values, (rows, columns)), shape=(len(system.assets), program.lp.shape[1]))


def loss_by_asset(system: System, program: Program, components: pd.DataFrame, country: str) -> sp.csr_array:
    """Return what a country loses on each asset, as weights of columns (assets, columns), M USD.

    Args:
        system: whose run.
        program: the run.
        components: its tranches.
        country: who loses; all zero if it bears nothing.
    """
    volume, worth = lost_volumes(system, program, components)
    return dict(_losses(system, volume, worth)).get(country, sp.csr_array(volume.shape))


def _losses(system: System, volume: sp.csr_array, worth: sp.csr_array) -> Iterator[tuple[str, sp.csr_array]]:
    """Loss of each country on each asset, (assets, columns), M USD."""
    terms = terms_of(system)
    goods = system.topology.incidence.T @ system.prices.value + terms.paid
    for country in sorted({*terms.bearer, *terms.operator}):
        borne = terms.bearer == country
        unit = borne * (goods - terms.tariff) + (terms.operator == country) * terms.tariff
        unit -= (terms.runner == country) * terms.resource
        diagonal = sp.diags_array
        yield str(country), sp.csr_array(diagonal(unit) @ volume + diagonal(borne.astype(float)) @ worth)
