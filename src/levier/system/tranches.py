"""Tranches of flows as generators and links: limits, costs, ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from levier.system.bus_names import slot_bus, stock_bus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.system.calibrate import Calibration
    from levier.system.draft import Draft
    from levier.system.topology import Topology

__all__ = ["DESCRIBED", "Tranches"]

DESCRIBED = ("kind", "operator", "shipper", "owner", "sources")


class Tranches:
    """Tranches of flows, collected for one call of ``Draft.add``."""

    def __init__(
        self,
        topology: Topology,
        calibration: Calibration,
        steps: np.ndarray,
        ports: Sequence[Sequence[tuple[str, float]]],
        columns: Mapping[str, Sequence[Any]],
    ) -> None:
        """Begin with none.

        Args:
            topology: flows and buses.
            calibration: stated costs.
            steps: positions of the run's snapshots in the base year (snapshots,).
            ports: of each flow: bus and signed rate.
            columns: of the flows, as the components carry them.
        """
        self.topology = topology
        self.calibration = calibration
        self.steps = steps
        self.ports = ports
        self.columns = columns
        self.labels: list[str] = []
        self.assets: list[int] = []
        self.tranches: list[str] = []
        self.limits: list[np.ndarray] = []
        self.true: list[np.ndarray] = []
        self.wedges: list[np.ndarray] = []

    def add(
        self,
        label: str,
        asset: int,
        tranche: str,
        limit: np.ndarray,
        wedge: np.ndarray,
        value: float | None = None,
    ) -> None:
        """Collect one tranche.

        Args:
            label: name of the component.
            asset: number of the flow.
            tranche: ``base``, ``flex`` or ``shed``.
            limit: in each snapshot (snapshots,).
            wedge: beside the stated cost (snapshots,).
            value: stated cost, where it is not the flow's own.
        """
        steps = self.steps
        stated = self.calibration.true[steps, asset]
        self.labels.append(label)
        self.assets.append(asset)
        self.tranches.append(tranche)
        self.limits.append(limit)
        self.true.append(stated if value is None else np.full(len(steps), value))
        self.wedges.append(np.asarray(wedge, dtype=float))

    def commit(self, draft: Draft, component: str) -> None:
        """Add what was collected to a network, as generators or links."""
        if not self.labels:
            return
        limits = np.array(self.limits).T
        top = limits.max(axis=0)
        true, wedge = np.array(self.true).T, np.array(self.wedges).T
        weights = draft.weights / draft.weights.sum()
        common = {
            "p_nom": top,
            "p_max_pu": limits / top,
            "marginal_cost": true + wedge,
            "cost_true": weights @ true,
            "cost_wedge": weights @ wedge,
            "carrier": [self.columns["carrier"][j] for j in self.assets],
        }
        names, columns = self.topology.assets.index[self.assets], self.columns
        extra = {column: [columns[column][j] for j in self.assets] for column in (*DESCRIBED, "territory")}
        extra |= {"asset": list(names), "tranche": self.tranches}
        ends = self._generator_ends() if component == "Generator" else self._link_ends()
        every: dict[str, Any] = {**common, **ends, **extra}
        draft.add(component, self.labels, **every)

    def _generator_ends(self) -> dict[str, object]:
        ports = [self.ports[j][0] for j in self.assets]
        signs = [1.0 if tranche == "shed" else sign for (_, sign), tranche in zip(ports, self.tranches, strict=True)]
        return {"bus": [bus for bus, _ in ports], "sign": signs}

    def _link_ends(self) -> dict[str, object]:
        ends = [self._ends_of(j) for j in self.assets]
        most = max(len(outputs) for _, outputs in ends)
        found: dict[str, object] = {"bus0": [bus for bus, _ in ends]}
        for k in range(most):
            suffix = "" if k == 0 else str(k + 1)
            buses = [outputs[k][0] if k < len(outputs) else "" for _, outputs in ends]
            rates = [outputs[k][1] if k < len(outputs) else 1.0 for _, outputs in ends]
            found[f"bus{k + 1}"] = buses
            found[f"efficiency{suffix}"] = rates
        return found

    def _ends_of(self, j: int) -> tuple[str, list[tuple[str, float]]]:
        """Input bus and outputs of a link; a stock's bus is its other end; slots are drawn on."""
        assets, columns = self.topology.assets, self.columns
        kind = columns["kind"][j]
        ports = self.ports[j]
        draws = [(slot_bus(slot), -1.0) for slot in columns["slot"][j]]
        if kind in ("charge", "discharge"):
            stock = stock_bus(str(assets.index[j]).rsplit(":", 1)[0])
            bus = ports[0][0]
            kept = 1.0 - float(columns["loss"][j])
            if kind == "charge":
                return bus, [(stock, kept), *draws]
            return stock, [(bus, 1.0), *draws]
        inputs = [bus for bus, value in ports if value < 0]
        outputs = [(bus, value) for bus, value in ports if value >= 0]
        return inputs[0], [*outputs, *draws]
