"""The calibrated network of a topology, over a horizon.

Each flow is a base tranche and a flex tranche; a supply's base tranche is a ladder. A joint limit
is a bus of its own, fed by a generator of the joint capacity, from which every user's link draws.
Extra columns ``asset``, ``tranche``, ``territory``, ``operator``, ``shipper``, ``sources``,
``cost_true`` and ``cost_wedge`` stand on every component.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from levier.system.bus_names import shortfall, slot_bus, stock_bus
from levier.system.calibrate import IDLE, PEAK_SHARE
from levier.system.deck import parse_tiers
from levier.system.draft import Draft
from levier.system.tranches import DESCRIBED, Tranches

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from levier.system.calibrate import Calibration
    from levier.system.horizon import Horizon
    from levier.system.topology import Topology

__all__ = ["draft_network"]

COPIED = (*DESCRIBED, "carrier", "slot", "loss")
SHED_SLICES = 4
SHED_STEP = 0.02
SLOT = "slot"
STOCK = "stock"
LACKING = 1e4


def draft_network(
    topology: Topology,
    calibration: Calibration,
    levels: pd.DataFrame,
    horizon: Horizon,
    *,
    name: str = "",
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Draft:
    """Draft the network of one run.

    Args:
        topology: flows, buses, joint limits.
        calibration: base flows, spare room, stated costs and wedges.
        levels: stocks at the end of each snapshot of the base year.
        horizon: the snapshots to go through.
        name: name of the network.
        places: longitude and latitude by place, for the buses; none: buses stand nowhere.

    Returns:
        A network whose unshocked optimum is the base year.
    """
    weights = np.where(horizon.weights > 0, horizon.weights, PEAK_SHARE)
    draft = Draft(name, horizon.labels, weights, horizon.weights)
    builder = _Builder(topology, calibration, levels, horizon, draft, places or {})
    builder.buses()
    builder.flows()
    builder.demands()
    builder.stocks()
    builder.joint_limits()
    return draft


class _Builder:
    """Adds one kind of component after another, each in one call."""

    def __init__(
        self,
        topology: Topology,
        calibration: Calibration,
        levels: pd.DataFrame,
        horizon: Horizon,
        draft: Draft,
        places: Mapping[str, tuple[float, float]],
    ) -> None:
        self.topology = topology
        self.calibration = calibration
        self.levels = levels
        self.horizon = horizon
        self.draft = draft
        self.places = places
        self.steps = horizon.positions
        self.ports = self._ports()
        self.columns = {name: topology.assets[name].tolist() for name in COPIED}
        self.columns["territory"] = [";".join(states) for states in topology.assets["territory"]]

    def _ports(self) -> list[list[tuple[str, float]]]:
        by_asset = self.topology.incidence.T.tocsr()
        return [
            [
                (self.topology.buses[by_asset.indices[k]], float(by_asset.data[k]))
                for k in range(by_asset.indptr[j], by_asset.indptr[j + 1])
            ]
            for j in range(by_asset.shape[0])
        ]

    def _tranches(self) -> Tranches:
        return Tranches(self.topology, self.calibration, self.steps, self.ports, self.columns)

    def buses(self) -> None:
        carriers = sorted({bus.split(" ")[1] for bus in self.topology.buses})
        self.draft.add("Carrier", [*carriers, STOCK, SLOT])
        names = list(self.topology.buses)
        nowhere = (np.nan, np.nan)
        at = [self.places.get(bus.split(" ")[0], nowhere) for bus in names]
        coordinates = {"x": [lon for lon, _ in at], "y": [lat for _, lat in at]}
        self.draft.add("Bus", names, carrier=[bus.split(" ")[1] for bus in names], **coordinates)
        stocks = [stock_bus(name) for name in self.topology.storages.index]
        self.draft.add("Bus", stocks, carrier=STOCK)
        joint = [slot_bus(slot) for slot in self.topology.slots.index]
        self.draft.add("Bus", joint, carrier=SLOT)

    def flows(self) -> None:
        generators, links = self._tranches(), self._tranches()
        opening = self._opening()
        for j, asset in enumerate(self.topology.assets.itertuples()):
            if asset.kind == "demand":
                continue
            batch = generators if asset.kind in ("supply", "market") else links
            base = self.calibration.base[self.steps, j]
            wedge = self.calibration.base_wedge[self.steps, j]
            ladder = self.calibration.ladders.get(j)
            if base.max() > IDLE and ladder is not None:
                rungs = len(ladder.wedge)
                for k in range(rungs):
                    label = str(asset.Index) if k == 0 else f"{asset.Index} ~{k + 1}"
                    batch.add(label, j, "base", base / rungs, ladder.wedge[k][self.steps])
            elif base.max() > IDLE:
                batch.add(str(asset.Index), j, "base", base, wedge)
            spare = self.calibration.spare[self.steps, j] * opening[:, j]
            if spare.max() > IDLE:
                batch.add(f"{asset.Index} +", j, "flex", spare, self.calibration.flex_wedge[self.steps, j])
        generators.commit(self.draft, "Generator")
        links.commit(self.draft, "Link")

    def _opening(self) -> np.ndarray:
        ramp = self.topology.assets["ramp"].to_numpy(float)
        months = self.horizon.months[:, None]
        with np.errstate(invalid="ignore"):
            return np.where(np.isinf(months), 1.0, np.minimum(1.0, ramp[None, :] * months))

    def demands(self) -> None:
        names: list[str] = []
        buses: list[str] = []
        loads: list[np.ndarray] = []
        sheds = self._tranches()
        for j, asset in enumerate(self.topology.assets.itertuples()):
            base = self.calibration.base[self.steps, j]
            if asset.kind != "demand" or base.max() <= IDLE:
                continue
            names.append(str(asset.Index))
            buses.append(self.ports[j][0][0])
            loads.append(base)
            level = self.calibration.shed_wedge[j][self.steps]
            for k, tier in enumerate(parse_tiers(str(asset.tiers))):
                for i in range(SHED_SLICES):
                    wedge = level + SHED_STEP * i
                    label = f"{asset.Index} unserved {k + 1}.{i + 1}"
                    sheds.add(label, j, "shed", base * tier.share / SHED_SLICES, wedge, tier.value)
        self.draft.add("Load", names, bus=buses, p_set=np.array(loads).T, **self._extra(names, "load"))
        sheds.commit(self.draft, "Generator")

    def stocks(self) -> None:
        storages = self.topology.storages
        if storages.empty:
            return
        names = list(storages.index)
        buses = [stock_bus(name) for name in names]
        volume = storages["volume"].to_numpy(float)
        levels = self.levels[names].to_numpy(float)
        energy = np.flatnonzero(self.topology.calendar.energy)
        first = int(self.steps[0])
        place = int(np.flatnonzero(energy == first)[0]) if first in energy else 0
        start = levels[energy[place - 1]]
        least = np.zeros((len(self.horizon), len(names)))
        if not self.horizon.cyclic and self.horizon.weights.sum() > 0:
            least[-1] = np.clip(levels[self.steps[-1]] / volume - 1e-9, 0.0, 1.0)
        extra = self._extra([f"{name}:charge" for name in names], "stock") | {"asset": names}
        self.draft.add(
            "Store",
            names,
            bus=buses,
            e_nom=volume,
            e_cyclic=self.horizon.cyclic,
            e_initial=0.0 if self.horizon.cyclic else np.minimum(start, volume),
            e_min_pu=least,
            carrier=STOCK,
            **extra,
        )
        if not self.horizon.cyclic and self.horizon.weights.sum() > 0:
            self._shortfalls(names, buses, volume)

    def _shortfalls(self, names: list[str], buses: list[str], volume: np.ndarray) -> None:
        """What a stock lacks at the end of a run: possible, dearer than anything, counted as drawn."""
        lacking = [shortfall(name) for name in names]
        last = np.zeros((len(self.horizon), len(names)))
        last[-1] = 1.0
        top = volume / max(float(self.horizon.weights[-1]), PEAK_SHARE)
        blank = dict.fromkeys(("territory", "operator", "shipper", "owner", "sources"), "")
        self.draft.add(
            "Generator",
            lacking,
            bus=buses,
            p_nom=top,
            p_max_pu=last,
            marginal_cost=LACKING,
            carrier=STOCK,
            asset=names,
            tranche="lacking",
            kind="lacking",
            cost_true=0.0,
            cost_wedge=LACKING,
            **blank,
        )

    def joint_limits(self) -> None:
        slots = self.topology.slots
        if slots.empty:
            return
        names = [slot_bus(slot) for slot in slots.index]
        base = self.calibration.slot_base[self.steps]
        spare = np.maximum(self.calibration.slot_limit[self.steps] - base, 0.0)
        fastest = self._slot_ramp()
        with np.errstate(invalid="ignore"):
            months = self.horizon.months[:, None]
            opening = np.where(np.isinf(months), 1.0, np.minimum(1.0, fastest[None, :] * months))
        limit = base + np.where(np.isfinite(spare), spare * opening, 1e4)
        top = np.maximum(limit.max(axis=0), IDLE)
        self.draft.add(
            "Generator",
            names,
            bus=names,
            p_nom=top,
            p_max_pu=limit / top,
            carrier=SLOT,
            asset=list(slots.index),
            tranche="slot",
            kind="slot",
            territory=slots["territory"].tolist(),
            operator=slots["operator"].tolist(),
            sources=slots["sources"].tolist(),
            shipper="",
            owner="",
            cost_true=0.0,
            cost_wedge=0.0,
        )

    def _slot_ramp(self) -> np.ndarray:
        ramp = self.topology.assets["ramp"].to_numpy(float)
        member = self.topology.membership.toarray()
        return np.asarray(np.where(member > 0, ramp[None, :], 0.0).max(axis=1, initial=0.0))

    def _extra(self, names: list[str], tranche: str) -> dict[str, list[Any]]:
        rows = self.topology.assets.loc[names]
        return {
            "asset": names,
            "tranche": [tranche] * len(names),
            "kind": rows["kind"].tolist(),
            "territory": [";".join(t) for t in rows["territory"]],
            "operator": rows["operator"].tolist(),
            "shipper": rows["shipper"].tolist(),
            "owner": rows["owner"].tolist(),
            "sources": rows["sources"].tolist(),
        }
