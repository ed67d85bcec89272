"""Volumes of a run: what is lost where, what is rerouted, what binds, how long stocks last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.limits import capacity_of
from levier.dataset import parse_period
from levier.system.owners import shareholders

if TYPE_CHECKING:
    from datetime import date

    from levier.analysis.run import Run
    from levier.system import System

__all__ = ["binding", "holders", "holders_of_loss", "lost_by_asset", "lost_by_country", "storage_days"]

FULL = 1e-3
SMALL = 1e-6
STORAGE = (
    "storage", "name_en", "name_fr", "volume", "stock", "days_to_full", "days_to_empty", "lowest", "highest",
)  # fmt: skip


def _volume(run: Run, rates: pd.DataFrame) -> np.ndarray:
    return np.asarray(run.weights @ rates.to_numpy(float))


def lost_by_asset(system: System, run: Run) -> pd.DataFrame:
    """Return one row an asset: volumes before and after over the run, lost, share, gained.

    Volumes are in the carrier's unit (``unit``); a corridor that gains is a reroute.
    """
    before, after = _volume(run, run.reference), _volume(run, run.shocked)
    columns = ["name_en", "name_fr", "kind", "group", "family", "carrier", "unit", "country", "bearer"]
    table = system.assets[columns].copy()
    table["before"], table["after"] = before, after
    table["lost"] = before - after
    table["lost_share"] = np.where(before > SMALL, (before - after) / np.maximum(before, SMALL), 0.0)
    return table


def lost_by_country(system: System, run: Run) -> pd.DataFrame:
    """Return one row a country and family: output lost, demand not served, net exports lost.

    Net exports lost are output lost less own demand not served (negative: imports lost).
    """
    table = lost_by_asset(system, run)
    table = table[table["kind"].isin(("supply", "demand"))]
    keys = ["country", "family", "unit"]

    def wide(column: str) -> pd.DataFrame:
        found = table.pivot_table(index=keys, columns="kind", values=column, aggfunc="sum")
        return found.reindex(columns=["supply", "demand"]).fillna(0.0)

    lost, before = wide("lost"), wide("before")
    found = pd.DataFrame(
        {
            "output_lost": lost["supply"],
            "unserved": lost["demand"],
            "net_exports_lost": lost["supply"] - lost["demand"],
            "output_before": before["supply"],
            "demand_before": before["demand"],
        }
    )
    keep = found[["output_lost", "unserved"]].abs().max(axis=1) > SMALL
    return found[keep].reset_index()


def holders_of_loss(system: System, run: Run) -> pd.DataFrame:
    """Return lost output by shareholder of the fields and plants: volumes and gross sales.

    Gross sales are the lost volume at the base price of the supply's bus (a loss of revenue, not
    the loss of a country; see :mod:`levier.analysis.loss`).
    """
    value = system.topology.incidence.T @ system.prices.value
    table = lost_by_asset(system, run)
    on = parse_period(f"{system.year}-07-01").start
    rows = []
    for j, (name, row) in enumerate(table.iterrows()):
        if row["kind"] != "supply" or abs(row["lost"]) <= SMALL:
            continue
        operator = str(system.assets["operator"].iloc[j])
        for owner, share in holders(system, str(name), operator, str(row["country"]), on).items():
            rows.append(
                {
                    "supply": name,
                    "host": row["country"],
                    "holder": owner,
                    "share": share,
                    "unit": row["unit"],
                    "lost": row["lost"] * share,
                    "gross_sales": row["lost"] * share * value[j],
                }
            )
    columns = ["supply", "host", "holder", "share", "unit", "lost", "gross_sales"]
    return pd.DataFrame(rows, columns=columns)


def holders(system: System, name: str, operator: str, country: str, on: date) -> dict[str, float]:
    """Return the last owners of an asset on a day, as shares: its own, else its operator's, else its country."""
    found = shareholders(system.package, name, on)
    if set(found) == {name} and operator:
        return shareholders(system.package, operator, on)
    return {(country if owner == name else owner): share for owner, share in found.items()}


def binding(system: System, run: Run) -> pd.DataFrame:
    """Return what holds rerouting back under the shock: one row an asset that gains, and is full.

    ``limit``: ``ramp`` (its room opens later), ``capacity`` (nothing is left of the room),
    ``joint`` (the joint limit it shares is full), or blank (it could take more).
    """
    calibration, topology = system.calibration, system.topology
    inside = np.flatnonzero(run.window)
    horizon = run.positions[inside]
    rows = []
    members = topology.membership.toarray()
    flows = run.shocked.to_numpy(float)[inside]
    for j, (name, asset) in enumerate(system.assets.iterrows()):
        if asset["kind"] not in ("corridor", "converter", "market", "supply"):
            continue
        used = flows[:, j]
        base = calibration.base[horizon, j]
        gain = used - base
        if gain.max(initial=0.0) <= FULL:
            continue
        whole = calibration.spare[horizon, j]
        room = whole - gain
        opened = np.minimum(1.0, asset["ramp"] * (inside + 1.0)) * whole
        ramped = (opened - gain <= FULL) & (opened < whole - FULL)
        joint = False
        for i in np.flatnonzero(members[:, j]):
            total = flows @ members[i]
            joint |= bool((calibration.slot_limit[horizon, i] - total <= FULL).any())
        limit = "ramp" if ramped.any() else "capacity" if (room <= FULL).any() else "joint" if joint else ""
        rows.append(
            {
                "asset": name,
                "kind": asset["kind"],
                "family": asset["family"],
                "unit": asset["unit"],
                "gain": float(run.weights[inside] @ gain),
                "spare_left": float(room.mean()) if _limited(system, j, horizon) else np.nan,
                "limit": limit,
            }
        )
    columns = ["asset", "kind", "family", "unit", "gain", "spare_left", "limit"]
    return pd.DataFrame(rows, columns=columns).sort_values("gain", ascending=False)


def _limited(system: System, j: int, horizon: np.ndarray) -> bool:
    """Whether a stated capacity of its own or a joint one bounds a flow."""
    topology = system.topology
    joint = bool(topology.membership[:, [j]].nnz)
    return joint or system.assets["kind"].iloc[j] == "market" or bool(np.isfinite(topology.effective[horizon, j]).all())


def storage_days(system: System, run: Run) -> pd.DataFrame:
    """Return how long each stock carries what its place can no longer pass on or receive.

    ``days_to_full`` is the free volume over the rate that no longer leaves the place at the onset
    (shut-in comes then); ``days_to_empty`` the stock over the rate that no longer arrives.
    """
    topology = system.topology
    rows = []
    energy = np.flatnonzero(topology.calendar.energy)
    for name, stock in topology.storages.iterrows():
        bus = topology.bus_index[stock["bus"]]
        first = run.positions[0]
        flows = topology.incidence[[bus], :].toarray()[0] * 1.0
        own = np.array([str(a).startswith(f"{name}:") for a in topology.assets.index])
        flows[own] = 0.0
        base = flows * system.calibration.base[first]
        cut = base.copy()
        for change in run.changes:
            if change.what not in ("capacity", "flow"):
                continue
            carried, whole = (rate[0] for rate in capacity_of(system, change.asset, run.positions[:1]))
            kept = change.value * (whole if change.what == "capacity" else carried)
            left = min(1.0, kept / max(carried, SMALL))
            if change.asset in topology.slots.index:
                users = topology.membership[[topology.slots.index.get_loc(change.asset)], :].toarray()[0] > 0
            else:
                users = np.asarray(topology.assets.index == change.asset)
            cut[users] *= left
        stuck = float(-(base[base < 0] - cut[base < 0]).sum())
        missing = float((base[base > 0] - cut[base > 0]).sum())
        if max(stuck, missing) <= FULL:
            continue
        place = int(np.flatnonzero(energy == first)[0]) if first in energy else 0
        level = float(system.base_year.levels[name].iloc[energy[place - 1]])
        daily_stuck, daily_missing = stuck / 365.0, missing / 365.0
        rows.append(
            {
                "storage": name,
                "name_en": stock["name_en"],
                "name_fr": stock["name_fr"],
                "volume": float(stock["volume"]),
                "stock": level,
                "days_to_full": (float(stock["volume"]) - level) / daily_stuck if stuck > FULL else np.nan,
                "days_to_empty": level / daily_missing if missing > FULL else np.nan,
                "lowest": float(run.stock[name].min()),
                "highest": float(run.stock[name].max()),
            }
        )
    columns = list(STORAGE)
    return pd.DataFrame(rows, columns=columns)
