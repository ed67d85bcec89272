"""The mixed-integer program finds what the search finds; cases with published answers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from levier.engine.alteration import Alteration
from levier.engine.interdiction import interdict, interdiction_program
from levier.engine.relief import LinearOracle
from levier.engine.worst import worst_sets
from levier.errors import SolveError, UsageError
from levier.lp import LinearProgram, solve_mixed
from tests.engine.nets import Builder, column_cut, flow_network, greedy_trap

PEERS = Path(__file__).parents[1] / "peers" / "interdiction"
PUBLISHED = json.loads((PEERS / "expected.json").read_text(encoding="utf-8"))


def arcs(case: str) -> list[dict[str, str]]:
    with (PEERS / case / "sample_arcs_data.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cut_network(case: str, start: float, end: float, unmet: float) -> tuple[LinearProgram, list[Alteration], list[str]]:
    """Supply up to `start` at Start, sell up to -`end` or meet `end` at End, arcs with capacity or cost."""
    build, node = Builder(), {"Start": 0, "B": 1, "C": 2, "D": 3, "End": 4}
    names, cuts = [], []
    for arc in arcs(case):
        entries = {node[arc["StartNode"]]: -1.0, node[arc["EndNode"]]: 1.0}
        room = float(arc.get("Capacity", np.inf))
        column = build.column(entries, float(arc.get("Cost", 0.0)), room)
        cuts.append(column_cut([column]))
        names.append(f"{arc['StartNode']}->{arc['EndNode']}")
    build.column({node["Start"]: 1.0}, 0.0, start)
    if end < 0:
        build.column({node["End"]: -1.0}, -1.0, -end)
    if unmet:
        build.column({node["Start"]: -1.0}, unmet)
        build.column({node["End"]: 1.0}, unmet)
    right = [0.0, 0.0, 0.0, 0.0, max(end, 0.0)]
    return build.program(right), cuts, names


@pytest.mark.parametrize("k", [1, 2])
def test_maximum_flow(k: int) -> None:
    lp, cuts, names = cut_network("max_flow", np.inf, -np.inf, 0.0)
    flow = {size: PUBLISHED["max_flow"][str(size)]["total_flow"] for size in (0, k)}
    worst = worst_sets(LinearOracle(lp, cuts), names, k)
    assert -worst.reference == flow[0] == 80
    assert -(worst.reference + worst.damages[0]) == pytest.approx(flow[k], abs=1e-9)
    assert flow[k] == {1: 10, 2: 0}[k]
    checked = interdict(lp, cuts, names, k)
    assert checked.damages[0] == pytest.approx(worst.damages[0])
    assert checked.guarantee == worst.guarantee == "certified"


@pytest.mark.parametrize("k", [1, 2])
def test_shortest_path(k: int) -> None:
    """The unit must leave Start; unmet supply and demand cost 50 each, as in the published case."""
    lp, cuts, names = cut_network("shortest_path", 1.0, 1.0, 50.0)
    supply = lp.cost.size - 3
    lp = lp.with_bounds([supply], 1.0, 1.0)
    cost = {size: PUBLISHED["shortest_path"][str(size)]["total_cost"] for size in (0, k)}
    worst = worst_sets(LinearOracle(lp, cuts), names, k)
    assert worst.reference == pytest.approx(cost[0])
    assert worst.reference + worst.damages[0] == pytest.approx(cost[k])
    assert interdict(lp, cuts, names, k).damages[0] == pytest.approx(worst.damages[0])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("k", [1, 2, 3])
def test_equal_to_the_search(seed: int, k: int) -> None:
    lp, groups = flow_network(seed, buses=6, arcs=10, sources=4)
    cuts = [column_cut(group) for group in groups]
    names = [f"a{i}" for i in range(14)]
    worst = worst_sets(LinearOracle(lp, cuts), names, k, top=1)
    checked = interdict(lp, cuts, names, k)
    assert checked.damages == pytest.approx(worst.damages, rel=1e-7)
    assert checked.bound == pytest.approx(worst.bound, rel=1e-6)
    assert checked.guarantee == "certified"


def test_budgets_and_derates() -> None:
    lp, groups = flow_network(4, buses=6, arcs=10, sources=4)
    names = [f"a{i}" for i in range(14)]
    cuts = [column_cut(group, left=0.25 * lp.column_upper[group]) for group in groups]
    cost = np.random.default_rng(1).uniform(0.5, 2, 14)
    worst = worst_sets(LinearOracle(lp, cuts), names, 3, top=1, budget=2.5, cost=cost)
    checked = interdict(lp, cuts, names, 3, budget=2.5, cost=cost)
    assert checked.damages == pytest.approx(worst.damages, rel=1e-7)


def heat_pump() -> tuple[LinearProgram, list[Alteration], list[str]]:
    """Power makes three of heat; a unit of power is worth three times the shedding price of heat."""
    build = Builder()
    power = build.column({0: 1.0}, 1.0, 2.0)
    build.column({0: -1.0, 1: 3.0}, 0.0, 2.0)
    boiler = build.column({1: 1.0}, 0.5, 5.0)
    build.column({1: 1.0}, 10.0, 11.0)
    return build.program([0.0, 11.0]), [column_cut([power]), column_cut([boiler])], ["power", "boiler"]


def test_the_shedding_price_is_no_big_m() -> None:
    """With M from the shedding price the answer is wrong; with M from the program it is right."""
    lp, cuts, names = heat_pump()
    oracle = LinearOracle(lp, cuts)
    prices = oracle.prices
    assert prices is not None
    worst = worst_sets(oracle, names, 1)
    assert worst.sets[0] == ("power",)
    assert interdict(lp, cuts, names, 1).damages == pytest.approx(worst.damages[:1])
    program, whole = interdiction_program(lp, cuts, prices, 1, np.ones(2), np.inf)
    matrix = program.matrix.copy()
    assert (matrix.data < -10.0).any()
    matrix.data = np.maximum(matrix.data, -10.0)
    assert -solve_mixed(program.replace(matrix=matrix), whole).objective < worst.reference + worst.damages[0] - 1.0


def test_what_it_refuses() -> None:
    lp, groups = greedy_trap()
    cuts = [column_cut(group) for group in groups]
    with pytest.raises(UsageError, match="pure"):
        interdict(lp, [*cuts[:2], column_cut(groups[2], pure=False)], ["a", "b", "c"], 1)
    with pytest.raises(UsageError, match="rests"):
        interdict(lp, [cuts[0], column_cut(groups[0], left=3.0)], ["a", "b"], 1)
    build = Builder()
    only = build.column({0: 1.0}, 1.0, 5.0)
    with pytest.raises(SolveError, match="shedding"):
        interdict(build.program([5.0]), [column_cut([only])], ["a"], 1)


def test_a_gaining_loop_has_no_m() -> None:
    build = Builder()
    there = build.column({0: -1.0, 1: 1.2}, 0.0, 4.0)
    back = build.column({1: -1.0, 0: 1.0}, 0.0, 4.0)
    build.column({0: 1.0}, 1.0, 5.0)
    build.column({1: 1.0}, 50.0, 6.0)
    for row in (0, 1):
        build.column({row: -1.0}, 0.0)
    with pytest.raises(SolveError, match="loop"):
        interdict(build.program([0.0, 6.0]), [column_cut([there]), column_cut([back])], ["there", "back"], 1)


def test_nothing_worth_cutting() -> None:
    lp, groups = greedy_trap()
    found = interdict(lp, [column_cut(groups[0])], ["a"], 1)
    assert found.sets == ()
    assert found.bound == pytest.approx(0.0, abs=1e-9)
