"""Changes of a compiled program, and its solved state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from levier.engine import Program, compile_network, solve_program
from levier.errors import SolveError

if TYPE_CHECKING:
    import pypsa


@pytest.fixture
def program(small: pypsa.Network) -> Program:
    """Give the small network, compiled."""
    return compile_network(small)


def cost(program: Program) -> float:
    return solve_program(program).objective


def test_other_bounds(program: Program) -> None:
    line = program.positions("Link", ["line"], ["b"])
    cut = program.bounded(line, np.zeros(1), np.zeros(1))
    assert cost(cut) - cost(program) == pytest.approx(3 * (2 * 7 - 4 * 2))


def test_a_cut_costs_what_replaces_it(program: Program) -> None:
    line = program.positions("Link", ["line"], ["a"])
    cut = program.bounded(line, np.zeros(1), np.zeros(1))
    assert cost(cut) - cost(program) == pytest.approx(1 * (2 * 7 - 4 * 2))


def test_other_costs(program: Program) -> None:
    dear = program.positions("Generator", ["dear"], ["a", "b"])
    assert cost(program.costed(dear, 8 * program.weights)) - cost(program) == pytest.approx(1 * 1 + 3 * 3)


def test_more_demand(program: Program) -> None:
    assert cost(program.loaded({("s", "b"): 2.0})) - cost(program) == pytest.approx(3 * 2 * 7)
    assert cost(program.loaded({("s", "a"): -1.0})) - cost(program) == pytest.approx(-7)


def test_changes_leave_the_first_program_alone(program: Program) -> None:
    before = program.lp.column_upper.copy(), program.lp.row_lower.copy(), program.lp.cost.copy()
    program.bounded(np.array([0]), np.zeros(1), np.zeros(1))
    program.loaded({("s", "a"): 5.0})
    program.costed(np.array([0]), np.ones(1))
    assert np.array_equal(before[0], program.lp.column_upper)
    assert np.array_equal(before[1], program.lp.row_lower)
    assert np.array_equal(before[2], program.lp.cost)


def test_positions_are_those_of_dispatch(program: Program) -> None:
    found = program.columns.loc[program.positions("Store", ["tank"], ["a", "b"])]
    assert found["attribute"].tolist() == ["p", "p"]
    assert not len(program.positions("Link", ["nowhere"], ["a"]))


def test_a_basis_changes_the_way_not_the_answer(program: Program) -> None:
    first = solve_program(program)
    again = solve_program(program.loaded({("s", "a"): 1.0}), basis=first.solution.basis)
    assert again.objective == pytest.approx(cost(program.loaded({("s", "a"): 1.0})), rel=1e-12)


def test_what_has_no_optimum_is_said(program: Program) -> None:
    with pytest.raises(SolveError, match="ten times the demand"):
        solve_program(program.loaded({("s", "a"): 30.0}), what="ten times the demand")
