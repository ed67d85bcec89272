"""A program solved part by part equals the program solved whole."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import scipy.sparse as sp

from levier.errors import SolveError, UsageError
from levier.lp import Change, LinearProgram, Split, Status, solve
from tests.lp.programs import transport


def stacked(*programs: LinearProgram, offset: float = 0.0) -> tuple[LinearProgram, list[int], list[int]]:
    """Put programs side by side; return the whole and the part of each column and row."""
    join = {
        field: np.concatenate([getattr(program, field) for program in programs])
        for field in ("cost", "row_lower", "row_upper", "column_lower", "column_upper")
    }
    matrix = sp.block_diag([program.matrix for program in programs], format="csc")
    whole = LinearProgram(matrix=sp.csc_array(matrix), offset=offset, **join)
    columns = [part for part, program in enumerate(programs) for _ in program.cost]
    rows = [part for part, program in enumerate(programs) for _ in program.row_lower]
    return whole, columns, rows


def cut(*columns: int) -> Change:
    return Change(columns=np.array(columns, dtype=np.int32), lower=np.zeros(len(columns)), upper=np.zeros(len(columns)))


@pytest.fixture
def whole() -> tuple[LinearProgram, list[int], list[int]]:
    return stacked(transport(0, sources=4, sinks=5), transport(1, sources=6, sinks=3), offset=11.0)


def test_every_cut_equals_solving_the_whole(whole: tuple[LinearProgram, list[int], list[int]]) -> None:
    program, columns, rows = whole
    split = Split(program, columns, rows, solve(program).basis)
    assert split.base.objective == pytest.approx(solve(program).objective, rel=1e-12)
    for chosen in [(0,), (21,), (3, 7), (2, 25), (19, 20)]:
        for start in (split.base, None):
            point = split.solve(cut(*chosen), start)
            full = solve(program.with_bounds(list(chosen), 0.0, 0.0))
            assert point.objective == pytest.approx(full.objective, rel=1e-9)
            assert point.bound == pytest.approx(point.objective, rel=1e-9)
            assert program.objective(point.x) == pytest.approx(point.objective, rel=1e-12)
            assert point.reduced == pytest.approx(program.cost - program.matrix.T @ point.row_dual)


def test_what_is_not_touched_stays_as_it_was(whole: tuple[LinearProgram, list[int], list[int]]) -> None:
    program, columns, rows = whole
    split = Split(program, columns, rows, solve(program).basis)
    point = split.solve(cut(0), split.base)
    other = np.array(columns) == 1
    assert (point.x[other] == split.base.x[other]).all()
    further = split.solve(cut(0, 25), point)
    assert further.objective == pytest.approx(solve(program.with_bounds([0, 25], 0.0, 0.0)).objective, rel=1e-9)
    nothing = split.solve(Change(), point)
    assert nothing.objective == split.base.objective


def test_an_infeasible_part_makes_the_whole_infeasible(whole: tuple[LinearProgram, list[int], list[int]]) -> None:
    program, columns, rows = whole
    split = Split(program, columns, rows, solve(program).basis)
    dead = [column for column, part in enumerate(columns) if part == 1]
    point = split.solve(cut(0, *dead), split.base)
    assert point.status is Status.INFEASIBLE
    assert np.isnan(point.objective)
    assert point.start is None


def test_labels_that_do_not_part_the_program_are_refused(whole: tuple[LinearProgram, list[int], list[int]]) -> None:
    program, columns, rows = whole
    basis = solve(program).basis
    with pytest.raises(UsageError, match="another part"):
        Split(program, [0, *columns[1:-1], 0], rows, basis)
    with pytest.raises(UsageError, match="one part for each"):
        Split(program, columns[1:], rows, basis)
    infeasible = dataclasses.replace(program, column_upper=np.zeros(len(columns)))
    with pytest.raises(SolveError, match="has no optimum"):
        Split(infeasible, columns, rows, basis)
