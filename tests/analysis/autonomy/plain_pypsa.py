"""A second opinion through plain PyPSA: the losses of sets of offers, one snapshot a set and closure."""

from __future__ import annotations

from collections.abc import Sequence

import linopy
import numpy as np
import pandas as pd
import pypsa

from levier.analysis.autonomy.closures import Closure
from levier.analysis.autonomy.network import Network
from levier.system.long import Flow

__all__ = ["PlainPypsa"]

HUGE = 1e6
FREE = "open"


class PlainPypsa:
    """One network, a snapshot for every set of offers and closure.

    Args:
        network: with all offers.
        closures: what could be shut.
        points: sizes of the offers, one sequence a set.
    """

    def __init__(self, network: Network, closures: Sequence[Closure], points: Sequence[Sequence[int]]) -> None:
        """Build the components."""
        self.network, self.closures, self.points = network, list(closures), [tuple(sizes) for sizes in points]
        self.other = other = pypsa.Network()
        other.set_snapshots(
            [f"{at} {name}" for at in range(len(points)) for name in (FREE, *map(str, range(len(self.closures))))]
        )
        for bus in network.program.rows:
            if not bus.startswith("joint "):
                other.add("Bus", bus)
        rows: dict[str, dict[str, dict[str, object]]] = {"Generator": {}, "Link": {}}
        for at, flow in enumerate(network.program.flows):
            kind, record = _component(flow, network, at)
            record["open"] = [share * part for share in self._shares(at) for part in self._open(at)]
            rows[kind][flow.name] = record
        for kind, records in rows.items():
            _add(other, kind, pd.DataFrame.from_dict(records, orient="index"))

    def losses(self, months: int) -> np.ndarray:
        """Give what each closure imposes, as shares (sets, closures): least cost, then most served at that cost."""
        served = self._served()
        served = served.reshape(len(served), len(self.points), -1)
        found = np.maximum(0.0, served[:, :, :1] - served[:, :, 1:]).sum(axis=0)
        return np.asarray(found * months / 12.0 / self.network.base)

    def _shares(self, at: int) -> list[float]:
        """Share of a column that each set builds."""
        offer = int(self.network.offer[at])
        return [1.0 if offer < 0 else sizes[offer] / self.network.offers[offer].steps for sizes in self.points]

    def _open(self, at: int) -> list[bool]:
        return [not self.network.stock[at], *(not shut.shut[at] for shut in self.closures)]

    def _served(self) -> np.ndarray:
        """What the country is served by part and snapshot (parts, sets x (1 + closures)), M USD a year."""
        model = self.other.optimize.create_model(include_objective_constant=False)
        _join(self.other, model, self.network)
        tables = {"Generator": self.other.generators, "Link": self.other.links}
        cost = sum(
            (model[f"{kind}-p"] * table["marginal_cost"].rename_axis("name").to_xarray()).sum("name")
            for kind, table in tables.items()
            if len(table)
        )
        _solve(model)
        best = cost.solution
        model.add_constraints(cost <= best + 1e-10 * abs(best) + 1e-9, name="no dearer")
        flows, worth = self.network.program.flows, self.network.worth
        named = {flow.name: float(unit) for flow, unit in zip(flows, worth, strict=True) if unit}
        model.add_objective(_sum(self.other, model, named).sum(), overwrite=True, sense="max")
        _solve(model)
        parts = [
            {flows[j].name: float(worth[j]) for j in columns if worth[j]} for columns in self.network.program.parts()
        ]
        return np.array(
            [
                _sum(self.other, model, names).solution.to_series().reindex(self.other.snapshots).to_numpy(float)
                for names in parts
                if names
            ]
        )


def _solve(model: linopy.Model) -> None:
    status, condition = model.solve(solver_name="highs", io_api="direct", output_flag=False)
    assert (status, condition) == ("ok", "optimal")


def _component(flow: Flow, network: Network, at: int) -> tuple[str, dict[str, object]]:
    """Describe a flow: a generator where it has one port, else a link from what it takes to what it gives.

    A plant on its fuel is a link from the fuel's bus: sized and paid by the fuel, its output by the efficiency.
    """
    full = min(float(network.program.lp.column_upper[at]), HUGE)
    stands = network.offer[at] < 0 and full > 0
    least = float(network.program.lp.column_lower[at]) / full if stands else 0.0
    if len(flow.ports) == 1:
        bus, value = flow.ports[0]
        row = {"bus": bus, "p_nom": full * abs(value), "marginal_cost": flow.cost / abs(value), "sign": np.sign(value)}
        return "Generator", row | {"least": least}
    taken = [port for port in flow.ports if port[1] < 0]
    given = [port for port in flow.ports if port[1] > 0]
    assert len(taken) == 1
    rate = -taken[0][1]
    row = {"bus0": taken[0][0], "p_nom": full * rate, "marginal_cost": flow.cost / rate, "bus2": "", "efficiency2": 1.0}
    for number, (bus, value) in enumerate(given, 1):
        row |= {f"bus{number}": bus, "efficiency" if number == 1 else f"efficiency{number}": value / rate}
    return "Link", row | {"least": least}


def _add(other: pypsa.Network, kind: str, table: pd.DataFrame) -> None:
    """Add components of one kind, open or shut by snapshot."""
    if table.empty:
        return
    open_ = pd.DataFrame(np.array(table["open"].tolist(), dtype=float).T, other.snapshots, table.index)
    columns = {name: table[name] for name in table.columns if name not in ("open", "least")}
    other.add(kind, table.index, p_max_pu=open_, p_min_pu=open_ * table["least"].astype(float), **columns)


def _sum(other: pypsa.Network, model: linopy.Model, weights: dict[str, float]) -> linopy.LinearExpression:
    """Weigh flows and add them up by snapshot; a generator counts what it gives or takes."""
    parts = []
    for name, weight in weights.items():
        kind = "Generator" if name in other.generators.index else "Link"
        parts.append(weight * model[f"{kind}-p"].sel(name=name, drop=True))
    return sum(parts[1:], parts[0])


def _join(other: pypsa.Network, model: linopy.Model, network: Network) -> None:
    """Write the joint limits."""
    for row, name in enumerate(network.program.rows):
        if not name.startswith("joint "):
            continue
        members = {flow.name: 1.0 for flow in network.program.flows if name.removeprefix("joint ") in flow.joint}
        for member in members:
            flow = next(each for each in network.program.flows if each.name == member)
            members[member] = 1.0 / abs(
                min(value for _, value in flow.ports) if len(flow.ports) > 1 else flow.ports[0][1]
            )
        model.add_constraints(_sum(other, model, members) <= float(network.program.lp.row_upper[row]), name=name)
