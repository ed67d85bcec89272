"""The light way gives what the full way gives, and leaves nothing behind."""

from __future__ import annotations

import numpy as np
import pytest

from levier.errors import UsageError
from levier.lp import Basis, Change, Hot, Status, solve
from levier.lp import hot as module
from tests.lp.programs import least_squares, transport, two_columns


def cut(column: int, upper: float = 0.0) -> Change:
    return Change(columns=np.array([column], dtype=np.int32), lower=np.zeros(1), upper=np.array([upper]))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("warm", [True, False])
def test_equals_the_full_way(seed: int, *, warm: bool) -> None:
    program = transport(seed, sources=6, sinks=7)
    hot = Hot(program)
    start = hot.solve(Change()).start if warm else None
    for column in range(0, 42, 3):
        point = hot.solve(cut(column), start)
        full = solve(program.with_bounds([column], 0.0, 0.0))
        assert point.objective == pytest.approx(full.objective, rel=1e-9)
        assert point.bound == pytest.approx(point.objective, rel=1e-9)
        assert point.residual < 1e-9
        assert point.method == ("warm" if warm else "cold")
        assert point.reduced == pytest.approx(program.cost - program.matrix.T @ point.row_dual)


def test_order_does_not_matter_and_changes_are_undone() -> None:
    program = transport(1, sources=8, sinks=9, equal_costs=True)
    hot = Hot(program)
    start = hot.solve(Change()).start
    order = list(range(0, 72, 5))
    forward = {column: hot.solve(cut(column), start) for column in order}
    backward = {column: Hot(program).solve(cut(column), start) for column in reversed(order)}
    for column in order:
        assert (forward[column].x == backward[column].x).all()
        assert (forward[column].row_dual == backward[column].row_dual).all()
    assert hot.solve(Change(), start).objective == solve(program).objective


def test_rows_change_too() -> None:
    hot = Hot(two_columns())
    change = Change(rows=np.zeros(1, dtype=np.int32), row_lower=np.array([6.0]), row_upper=np.array([6.0]))
    assert hot.solve(change).objective == pytest.approx(10.0)
    assert hot.solve(Change()).objective == pytest.approx(7.0)


def test_infeasible_has_no_numbers_and_does_no_harm() -> None:
    hot = Hot(two_columns())
    base = hot.solve(Change())
    point = hot.solve(cut(1, 0.5), base.start)
    assert point.status is Status.INFEASIBLE
    assert not point.is_optimal
    assert np.isnan(point.objective)
    assert point.start is None
    assert hot.solve(Change(), base.start).objective == base.objective


def test_a_doubtful_answer_goes_down_the_ladder() -> None:
    hot = Hot(two_columns(), tolerance=1e-6)
    base = hot.solve(Change())
    hot.tolerance = -1.0  # nothing passes; the ladder has its own check and fails too
    assert hot.solve(Change(), base.start).status is Status.FAILED


def test_the_check_sees_what_is_wrong() -> None:
    program = two_columns()
    checker = module.Checker(program)

    def residual(x: list[float], dual: float) -> float:
        return checker.point(np.array(x), np.array([dual]), "given", 0, None).residual

    assert residual([4.0, 1.0], 3.0) == 0
    assert residual([4.0, 0.5], 3.0) > 1e-2  # unbalanced
    assert residual([5.0, 0.0], 3.0) > 1e-2  # beyond its bound
    assert residual([3.0, 2.0], 3.0) > 1e-2  # not the cheapest
    assert residual([4.0, 1.0], 1.0) > 1e-2  # a price that proves nothing
    assert not residual([np.nan, 1.0], 3.0) <= 1e-6
    free = module.Checker(program.replace(column_upper=[4.0, np.inf]))
    assert free.point(np.array([4.0, 1.0]), np.array([4.0]), "given", 0, None).residual > 1e-2


def test_bases_can_be_kept() -> None:
    hot = Hot(transport(2))
    point = hot.solve(Change())
    assert point.start is not None
    again = Hot(transport(2))
    start = again.start(Hot.basis(point.start))
    assert again.solve(Change(), start).iterations == 0
    with pytest.raises(UsageError, match="basis is for"):
        again.start(Basis(np.zeros(2, dtype=np.int8), np.zeros(1, dtype=np.int8)))


def test_quadratic_programs_are_refused() -> None:
    with pytest.raises(UsageError, match="Highs"):
        Hot(least_squares(0, columns=5, rows=2)[0])


def test_no_time_is_a_status() -> None:
    assert Hot(transport(3, sources=20, sinks=30), time_limit=0.0).solve(Change()).status is Status.TIME_LIMIT
