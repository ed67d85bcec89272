"""A compiled program means what PyPSA's own model means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from levier.engine import compile_network, solve_program
from levier.lp import solve
from levier.system import System
from tests.engine import kitchen

if TYPE_CHECKING:
    import pypsa


def test_total_cost_of_peers_networks(peer: tuple[pypsa.Network, dict[str, Any]]) -> None:
    network, case = peer
    program = compile_network(network)
    total = solve_program(program).objective
    # What PyPSA's developers stored leaves out what capacities that exist have cost.
    assert program.constant != 0
    assert total - program.constant == pytest.approx(case["stored"], rel=1e-8)
    assert len(program.snapshots) == case["snapshots"]


def test_fixed_capacities_are_those_of_the_free_optimum(peer: tuple[pypsa.Network, dict[str, Any]]) -> None:
    network, _ = peer
    free, fixed = compile_network(network, invest="free"), compile_network(network, invest="fixed")
    assert solve_program(free).objective == pytest.approx(solve_program(fixed).objective, rel=1e-8)
    assert fixed.lp.shape[1] < free.lp.shape[1]
    assert fixed.lp.offset == pytest.approx(fixed.capital.sum())
    assert np.isfinite(fixed.capacity).any()
    assert not np.isfinite(free.capacity).any()
    assert not set(fixed.columns["attribute"]) & {"p_nom", "s_nom", "e_nom"}


def test_one_of_everything_equals_pypsa() -> None:
    network = kitchen.network()
    network.optimize(solver_name="highs", include_objective_constant=True, log_to_console=False)
    program = kitchen.compiled("free")
    outcome = solve_program(program)
    total = network.objective + network.objective_constant
    assert outcome.objective == pytest.approx(total, rel=1e-9)
    assert solve_program(kitchen.compiled()).objective == pytest.approx(total, rel=1e-9)
    assert not program.positions("Generator", ["off"], list(program.snapshots)).size
    prices = network.c.buses.dynamic["marginal_price"]
    assert outcome.prices.to_numpy() == pytest.approx(prices[outcome.prices.columns].to_numpy(), abs=1e-5)


def test_a_hand_computed_optimum(small: pypsa.Network) -> None:
    outcome = solve_program(compile_network(small))
    # The line brings at most 2 of 3 and of 5; the stock of 1 unit saves 2 once; the rest is dear.
    assert outcome.objective == pytest.approx(1 * (4 * 2 + 1 * 7) + 3 * (4 * 2 + 3 * 7) - 2)
    assert outcome.dispatch["line"].tolist() == pytest.approx([4, 4])
    assert outcome.dispatch["dear"].tolist() == pytest.approx([1, 3])
    assert outcome.prices["s"].tolist() == pytest.approx([7, 7])
    assert outcome.energy["tank"].iloc[-1] == pytest.approx(0)


def test_it_equals_pypsas_own_solution(small: pypsa.Network) -> None:
    outcome = solve_program(compile_network(small))
    small.optimize(solver_name="highs", include_objective_constant=False, log_to_console=False)
    assert outcome.objective == pytest.approx(small.objective, rel=1e-9)
    prices = small.c.buses.dynamic["marginal_price"]
    assert outcome.prices.to_numpy() == pytest.approx(prices[outcome.prices.columns].to_numpy(), abs=1e-6)


@pytest.mark.parametrize("name", ["oil", "gas"])
def test_toys_equal_pypsas_own_solution(name: str, request: pytest.FixtureRequest) -> None:
    system: System = request.getfixturevalue(name)
    network = system.network("2023-10", 4)
    found = solve_program(compile_network(network)).objective
    network.optimize(solver_name="highs", include_objective_constant=False, log_to_console=False)
    assert found == pytest.approx(network.objective, rel=1e-6)


def test_rows_of_one_variable_become_bounds(small: pypsa.Network) -> None:
    program = compile_network(small)
    assert set(program.rows["constraint"]) == {"Bus-nodal_balance", "Store-energy_balance"}
    line = program.positions("Link", ["line"], ["a", "b"])
    assert program.lp.column_lower[line].tolist() == [0, 0]
    assert program.lp.column_upper[line].tolist() == [4, 4]
    tank = program.columns.query("attribute == 'e'").index.to_numpy()
    assert program.lp.column_upper[tank].tolist() == [6, 6]
    assert len(program.rows) == program.lp.shape[0]
    assert len(program.columns) == program.lp.shape[1]


def test_the_balance_of_a_bus_with_one_flow_stays_a_row(small: pypsa.Network) -> None:
    small.add("Bus", "alone", carrier="x")
    small.add("Generator", "own", bus="alone", p_nom=9, marginal_cost=1, carrier="x")
    small.add("Load", "own use", bus="alone", p_set=4)
    program = compile_network(small)
    outcome = solve_program(program)
    assert outcome.dispatch["own"].tolist() == pytest.approx([4, 4])
    assert outcome.prices["alone"].tolist() == pytest.approx([1, 1])
    # As a bound it would have been moved by the cut: a bus without supply would have looked served.
    assert not solve(program.altered(program.alteration("own")).lp).is_optimal


def test_columns_and_rows_are_named(small: pypsa.Network) -> None:
    program = compile_network(small)
    assert set(map(tuple, program.columns[["component", "attribute"]].drop_duplicates().to_numpy())) == {
        ("Generator", "p"),
        ("Link", "p"),
        ("Store", "p"),
        ("Store", "e"),
    }
    assert program.snapshots == ("a", "b")
    assert program.weights.tolist() == [1, 3]
    assert not program.columns.duplicated().any()


def test_snapshots_may_be_times(small: pypsa.Network) -> None:
    small.set_snapshots(pd.date_range("2024-01-01", periods=2, freq="h"))
    small.c.loads.static["p_set"] = 3.0
    program = compile_network(small)
    assert len(program.snapshots) == 2
    assert solve_program(program).dispatch.shape == (2, 4)
