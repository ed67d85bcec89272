"""Flows after AC outages with fixed injections, against tables computed with pypowsybl (tests/peers/README.md)."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from levier.engine import Program
from levier.lp import Highs, require_optimal

PEERS = Path(__file__).parents[1] / "peers" / "powsybl"
# Rated voltage of each bus, kV; the tables give ohms. Buses not named have the voltage under "".
VOLTAGES = {
    "ieee14": {"": 12.0, "7": 14.0, "8": 20.0} | dict.fromkeys("12345", 135.0),
    "ieee30": {"": 33.0, "9": 1.0, "11": 11.0, "13": 11.0, "28": 132.0} | dict.fromkeys("12345678", 132.0),
}
ROOM = 1e4


def program(case: str, branches: pd.DataFrame) -> Program:
    """Compile one of the grids; the first bus balances."""
    import pypsa

    injections = pd.read_csv(PEERS / f"{case}_injections.csv")
    volts = VOLTAGES[case]
    level = {bus: volts.get(bus[2:-2], volts[""]) for end in ("bus1_id", "bus2_id") for bus in branches[end]}
    network = pypsa.Network()
    network.add("Carrier", "AC")
    network.add("Bus", list(level), v_nom=1.0, carrier="AC")
    for row in branches.itertuples():
        v0, v1 = level[row.bus1_id], level[row.bus2_id]
        ends = {"bus0": row.bus1_id, "bus1": row.bus2_id, "s_nom": ROOM}
        if row.kind == "line":
            network.add("Line", row.branch, **ends, x=row.x / v0 / v1, r=1e-9, carrier="AC")
        else:
            network.add("Transformer", row.branch, **ends, x=row.x / v1**2 * ROOM, tap_ratio=row.rated_u1 / v0)
    for row in injections.itertuples():
        sign = 1.0 if row.kind == "generator" else -1.0
        network.add("Generator", row.id, bus=row.bus_id, p_nom=ROOM, sign=sign, p_set=row.mw, marginal_cost=1.0)
    network.generators.loc["B1-G", "p_set"] = float("nan")
    return Program.from_network(network)


@pytest.mark.parametrize("case", ["ieee14", "ieee30"])
def test_flows_after_every_outage_that_splits_nothing(case: str) -> None:
    branches = pd.read_csv(PEERS / f"{case}_branches.csv")
    known = pd.read_csv(PEERS / f"{case}_dc_n1_flows.csv.gz")
    known["contingency_id"] = known["contingency_id"].fillna("")
    grid = nx.Graph(branches[["bus1_id", "bus2_id"]].itertuples(index=False, name=None))
    bridges = {frozenset(pair) for pair in nx.bridges(grid)}
    splits = set(
        branches.loc[
            [frozenset(p) in bridges for p in zip(branches["bus1_id"], branches["bus2_id"], strict=True)], "branch"
        ]
    )
    compiled = program(case, branches)
    labels = compiled.column_labels
    at = [i for block in ("Line-s", "Transformer-s") for i in labels.where(block)]
    flow_names = [labels.names[labels.name[i]] for i in at]
    asset = {name.split(":")[1]: name for name in compiled.assets}
    highs = Highs(compiled.lp)
    base = require_optimal(highs.solve(), case)
    seen = 0
    for outage, table in known.groupby("contingency_id"):
        if outage in splits:
            continue
        alteration = compiled.alteration(asset[outage] if outage else [])
        assert alteration.pure == (not outage)
        solution = require_optimal(Highs(compiled.altered(alteration).lp).solve(base.basis), outage)
        found = pd.Series(solution.x[at], index=flow_names)
        expected = table.set_index("branch")["p1_mw"]
        assert found[expected.index].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-4)
        seen += 1
    assert seen == len(branches) - len(splits) + 1


def test_one_line_on_a_cycle_is_one_row_and_a_bridge_none() -> None:
    branches = pd.read_csv(PEERS / "ieee14_branches.csv")
    compiled = program("ieee14", branches)
    rows = [i for block in ("Line-kirchhoff", "Transformer-kirchhoff") for i in compiled.row_labels.where(block)]
    assert len(rows) == len(branches) - 1
    assert compiled.alteration("L7-8-1").rows.size == 0
    released = compiled.alteration("T4-7-1")
    assert [compiled.row_labels.describe(int(r), compiled.snapshots) for r in released.rows] == [
        "Transformer-kirchhoff of T4-7-1 in now"
    ]
    assert "voltage row" in released.reason
