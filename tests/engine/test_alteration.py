"""What a cut, a derate, a lost and a frozen store do to bounds and rows, kind by kind (methods 3)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
import pytest

from levier.engine import Program, compile_network
from levier.engine.alteration import combined
from levier.engine.fitting import Fitting
from levier.engine.plan import Plan
from levier.errors import LevierError, UsageError
from levier.lp import Highs, Point, Solution, solve
from tests.engine import kitchen

if TYPE_CHECKING:
    import pypsa

PURE = ["Generator:wind", "Generator:wells", "Link:cable", "Line:cd", "Process:boiler"]
NOT_PURE = {
    "Generator:coal": "minimum",
    "Generator:fixed": "fixed",
    "Generator:contract": "sum",
    "Line:ab": "voltage",
    "Transformer:low c": "voltage",
    "StorageUnit:dam": "stock",
    "StorageUnit:pump": "path",
    "Store:cavern": "stock",
}


@pytest.fixture(scope="module")
def program() -> Program:
    """Give one of everything, compiled."""
    return kitchen.compiled()


@pytest.fixture(scope="module")
def base(program: Program) -> Solution:
    """Give its optimum."""
    return solve(program.lp)


def column(program: Program, block: str, name: str, snapshot: int) -> int:
    """Find one column."""
    labels = program.column_labels
    at = labels.where(block)
    found = at[(labels.name[at] == labels.name_code[name]) & (labels.snapshot[at] == snapshot)]
    assert found.size == 1
    return int(found[0])


def rows(program: Program, positions: np.ndarray) -> set[str]:
    """Describe rows."""
    return {program.row_labels.describe(int(i), program.snapshots) for i in positions}


def under(program: Program, base: Solution, asset: str, mode: Literal["lost", "frozen"] = "lost",
          snapshots: tuple[int, int] | None = None, keep: float = 0.0) -> Solution:  # fmt: skip
    """Solve under an alteration."""
    alteration = program.alteration(asset, mode=mode, snapshots=snapshots, keep=keep)
    return Highs(program.altered(alteration).lp).solve(base.basis)


@pytest.mark.parametrize("asset", PURE)
def test_pure_cuts(program: Program, asset: str) -> None:
    alteration = program.alteration(asset)
    assert alteration.pure
    assert not alteration.reason
    assert not alteration.rows.size
    assert (alteration.lower == 0).all()
    assert (alteration.upper == 0).all()


@pytest.mark.parametrize(("asset", "why"), NOT_PURE.items())
def test_cuts_that_are_not_pure_say_why(program: Program, asset: str, why: str) -> None:
    alteration = program.alteration(asset)
    assert not alteration.pure
    assert why in alteration.reason
    assert alteration.reason.startswith(asset)


def test_ramps_are_released_at_the_edges_of_the_window_only(program: Program) -> None:
    assert rows(program, program.alteration("plant", snapshots=(2, 3)).rows) == {
        "Link-p-ramp_limit_up of plant in 2",
        "Link-p-ramp_limit_up of plant in 4",
    }
    assert rows(program, program.alteration("plant", snapshots=(2, 5)).rows) == {"Link-p-ramp_limit_up of plant in 2"}
    # What runs at zero throughout ramps at zero.
    assert program.alteration("plant").pure


def test_a_derate_keeps_a_share(program: Program) -> None:
    alteration = program.alteration("cable", keep=0.4, snapshots=(1, 2))
    assert alteration.pure
    assert alteration.lower.tolist() == pytest.approx([-10, -10])
    assert alteration.upper.tolist() == pytest.approx([10, 10])
    assert program.alteration("ab", keep=0.4).pure
    least = program.alteration("coal", keep=0.5, snapshots=(0, 0))
    assert not least.pure
    assert least.lower.tolist() == pytest.approx([8.0])
    nothing = program.alteration("cable", keep=1.0)
    assert nothing.pure
    assert not nothing.columns.size


def test_contracted_sums_fall_with_the_hours(program: Program) -> None:
    # Hours 1, 2, 1, 3, 1, 1: the window takes 4 of 9.
    alteration = program.alteration("contract", snapshots=(2, 3))
    assert rows(program, alteration.rows) == {"Generator-e_sum_min of contract"}
    assert alteration.row_lower.tolist() == pytest.approx([90 * 5 / 9])


def test_a_lost_store_starts_again_empty(program: Program, base: Solution) -> None:
    solution = under(program, base, "cavern", snapshots=(1, 2))
    level = [solution.x[column(program, "Store-e", "cavern", t)] for t in range(kitchen.HOURS)]
    flow = [solution.x[column(program, "Store-p", "cavern", t)] for t in range(kitchen.HOURS)]
    assert [*level[1:3], *flow[1:3]] == pytest.approx([0.0] * 4, abs=1e-9)
    assert level[3] == pytest.approx(-flow[3])
    # Its minimum at the end went with the stock.
    alteration = program.alteration("cavern", snapshots=(1, 2))
    last = column(program, "Store-e", "cavern", kitchen.HOURS - 1)
    assert alteration.lower[alteration.columns == last].tolist() == [0.0]


def test_a_frozen_store_keeps_its_stock(program: Program, base: Solution) -> None:
    alteration = program.alteration("cavern", snapshots=(1, 2), mode="frozen")
    assert not alteration.rows.size
    solution = under(program, base, "cavern", "frozen", (1, 2))
    level = [solution.x[column(program, "Store-e", "cavern", t)] for t in range(kitchen.HOURS)]
    assert level[0] > 1
    assert level[2] == pytest.approx(level[0] * 0.99**2)
    assert solution.objective <= under(program, base, "cavern", "lost", (1, 2)).objective


def test_a_frozen_dam_lets_its_inflow_pass(program: Program, base: Solution) -> None:
    solution = under(program, base, "dam", "frozen", (1, 3))
    level = [solution.x[column(program, "StorageUnit-state_of_charge", "dam", t)] for t in range(4)]
    assert level[3] == pytest.approx(level[0])
    assert solution.x[column(program, "StorageUnit-spill", "dam", 2)] == pytest.approx(9.0)
    lost = under(program, base, "dam", "lost", (1, 3))
    assert lost.x[column(program, "StorageUnit-spill", "dam", 2)] == pytest.approx(0.0)


def test_a_derated_store_loses_what_no_longer_fits(program: Program, base: Solution) -> None:
    solution = under(program, base, "cavern", snapshots=(0, 0), keep=0.1)
    assert solution.is_optimal
    assert solution.x[column(program, "Store-e", "cavern", 0)] <= 8 + 1e-9


def test_a_cyclic_store_lost_for_good_is_pure() -> None:
    network = kitchen.network()
    network.c.stores.static.loc["tank", "e_min_pu"] = 0.0
    program = compile_network(network)
    assert program.alteration("tank").pure
    assert not program.alteration("tank", snapshots=(0, 2)).pure
    assert program.alteration("tank", mode="frozen").pure


def test_limits_stop_counting_the_first_stock_of_what_is_gone(program: Program) -> None:
    alteration = program.alteration(["cavern", "wind"])
    at = [
        i
        for i, row in enumerate(alteration.rows)
        if program.row_labels.describe(int(row), program.snapshots) == "GlobalConstraint of co2"
    ]
    row = alteration.rows[at[0]]
    assert alteration.row_upper[at[0]] - program.lp.row_upper[row] == pytest.approx(0.2 * 50.0)
    # Two groups that overlap name it twice; it is gone once.
    twice = combined([program.alteration("cavern"), program.alteration(["cavern", "ab"])])
    assert twice.row_upper[twice.rows == row] - program.lp.row_upper[row] == pytest.approx(0.2 * 50.0)


def test_limits_add_up_the_first_stocks_of_different_stores() -> None:
    network = kitchen.network()
    network.add("Store", "bell", bus="gas", e_nom=20.0, e_initial=10.0, carrier="gas")
    program = compile_network(network)
    apart = combined([program.alteration("cavern"), program.alteration(["bell", "cavern"])])
    at_once = program.alteration(["cavern", "bell"])
    assert apart.rows.tolist() == at_once.rows.tolist()
    assert apart.row_upper == pytest.approx(at_once.row_upper)


@pytest.mark.parametrize("other", [0.0, 0.8])
def test_of_two_derates_with_a_minimum_the_deeper_holds(program: Program, other: float) -> None:
    parts = [program.alteration("coal", keep=0.5), program.alteration("coal", keep=other, snapshots=(1, 3))]
    joint = program.altered(combined(parts)).lp
    deepest = [0.5, min(0.5, other), min(0.5, other), min(0.5, other), 0.5, 0.5]
    at = program.columns.query("name == 'coal' and attribute == 'p'").index
    assert joint.column_lower[at] == pytest.approx(np.array(deepest) * 0.2 * 80.0)
    assert joint.column_upper[at] == pytest.approx(np.array(deepest) * 80.0)


def test_free_capacities_are_cut_but_not_derated() -> None:
    program = kitchen.compiled("free")
    with pytest.raises(UsageError, match=r"Line:ca 2.*invest='fixed'"):
        program.alteration("ca 2", keep=0.5)
    alteration = program.alteration("new")
    assert {"Generator-ext-p-lower of new in 0"} <= rows(program, alteration.rows)
    assert solve(program.altered(alteration).lp).is_optimal


def test_names(program: Program) -> None:
    assert program.assets[program.asset("Link:plant")] == "Link:plant"
    assert program.asset("plant") == program.asset("Link:plant")
    with pytest.raises(LevierError, match=r"nearest: .*plant"):
        program.asset("plan")
    with pytest.raises(UsageError, match="snapshots"):
        program.alteration("plant", snapshots=(3, 2))
    with pytest.raises(UsageError, match="keep"):
        program.alteration("plant", keep=2.0)


def test_a_bare_name_must_be_unique(small: pypsa.Network) -> None:
    small.add("Store", "line", bus="n", e_nom=1.0)
    program = compile_network(small)
    with pytest.raises(LevierError, match="Link:line, Store:line"):
        program.asset("line")


def test_several_at_once(program: Program) -> None:
    one, other = program.alteration("wind"), program.alteration("ab")
    both = program.alteration(["wind", "Line:ab", "wind"])
    assert sorted(both.columns) == sorted([*one.columns, *other.columns])
    assert sorted(both.rows) == sorted(other.rows)
    assert not both.pure
    assert both.reason == other.reason


def test_fitting_says_whose_cut_would_move_something(program: Program, base: Solution) -> None:
    def stays(name: str, window: tuple[int, int] | None = None, keep: float = 0.0) -> bool:
        plan = Plan((name,), ((program.asset(name),),), keep, window)
        return bool(Fitting.of(program, plan).fits(Point.of(base))[0])

    share = base.x[column(program, "Generator-p", "wells", 0)] / 60.0
    assert not stays("Generator:wind")
    assert not stays("Store:cavern")
    assert stays("Generator:off")
    assert stays("Generator:shed a")
    assert not stays("wells", (0, 0))
    assert not stays("wells", (0, 0), share - 0.01)
    assert stays("wells", (0, 0), share)
    for name in ("wells", "shed a", "Generator:off"):
        assert stays(name, (1, 1))
        assert under(program, base, name, snapshots=(1, 1)).objective == pytest.approx(base.objective, rel=1e-9)


def test_parts_that_share_no_row(small: pypsa.Network) -> None:
    small.add("Bus", "far", carrier="x")
    small.add("Generator", "own", bus="far", p_nom=9, marginal_cost=1, carrier="x")
    small.add("Load", "own use", bus="far", p_set=4)
    program = compile_network(small)
    part = dict(zip(program.assets, program.parts.assets, strict=True))
    assert len({part[a] for a in program.assets if a != "Generator:own"}) == 1
    assert part["Generator:own"] != part["Link:line"]


def test_every_window_of_every_asset_can_be_solved(program: Program, base: Solution) -> None:
    highs = Highs(program.lp)
    for asset in program.assets:
        for window in ((0, 1), (2, 3), (5, 5)):
            for keep, mode in ((0.0, "lost"), (0.0, "frozen"), (0.5, "lost")):
                alteration = program.alteration(asset, keep=keep, snapshots=window, mode=mode)
                old = program.lp
                highs.update_columns(alteration.columns, alteration.lower, alteration.upper)
                highs.update_rows(alteration.rows, alteration.row_lower, alteration.row_upper)
                solution = highs.solve(base.basis)
                at, to = alteration.columns, alteration.rows
                highs.update_columns(at, old.column_lower[at], old.column_upper[at])
                highs.update_rows(to, old.row_lower[to], old.row_upper[to])
                assert solution.is_optimal, (asset, window, keep, mode)
                if alteration.pure:
                    assert solution.objective >= base.objective - 1e-6
                assert math.isfinite(solution.objective)
