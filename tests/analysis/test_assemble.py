"""A program assembled from a draft is, entry by entry, the one that the engine compiles from PyPSA's model."""

from __future__ import annotations

import numpy as np
import pandas as pd

from levier.analysis.assemble import assemble
from levier.analysis.rates import tranches_of
from levier.engine import Program, compile_network
from levier.system import System
from levier.system.draft import Draft

VECTORS = ("cost", "row_lower", "row_upper", "column_lower", "column_upper")


def assert_same(assembled: Program, compiled: Program) -> None:
    for name in VECTORS:
        assert np.array_equal(getattr(assembled.lp, name), getattr(compiled.lp, name)), name
    for name in ("indptr", "indices", "data"):
        assert np.array_equal(getattr(assembled.lp.matrix, name), getattr(compiled.lp.matrix, name)), name
    for name in ("weights", "hours", "capacity", "capital", "initial"):
        assert np.array_equal(getattr(assembled, name), getattr(compiled, name), equal_nan=True), name
    assert (assembled.lp.offset, assembled.constant) == (compiled.lp.offset, compiled.constant)
    assert (assembled.assets, assembled.snapshots) == (compiled.assets, compiled.snapshots)
    pd.testing.assert_frame_equal(assembled.columns, compiled.columns)
    pd.testing.assert_frame_equal(assembled.rows, compiled.rows)


def test_same_program_of_a_base_year(oil: System) -> None:
    draft = oil.draft()
    assert_same(assemble(draft), compile_network(draft.network()))


def test_same_program_of_a_run_into_the_next_year(gas: System) -> None:
    draft = gas.draft("2023-12", 3)
    assert_same(assemble(draft), compile_network(draft.network()))


def test_same_program_in_a_peak_hour(gas: System) -> None:
    peak = next(each.label for each in gas.topology.calendar.snapshots if each.kind == "peak")
    draft = gas.draft(peak, 1)
    assert_same(assemble(draft), compile_network(draft.network()))


def test_balances_of_busy_buses_come_last() -> None:
    """PyPSA orders rows by the number of ends at a bus; one more than its limits each time."""
    draft = Draft("busy", ("May", "June"), np.array([0.4, 0.6]), np.array([0.4, 0.6]))
    ends = {"a": 401, "b": 1, "c": 101, "d": 31, "e": 30, "empty": 0}
    draft.add("Bus", list(ends))
    for bus, count in ends.items():
        names = [f"{bus}{k}" for k in range(count)]
        limit = np.linspace(0.5, 1.0, 2 * count).reshape(2, count)
        draft.add("Generator", names, bus=bus, p_nom=3.0, p_max_pu=limit, marginal_cost=2.0)
    draft.add("Load", ["town"], bus="b", p_set=np.array([[1.0], [2.0]]))
    draft.add("Link", ["pipe", "plant"], bus0=["a", "c"], bus1=["b", "d"], bus2=["", "e"], efficiency2=[1.0, -0.2])
    assert_same(assemble(draft), compile_network(draft.network()))


def test_same_tranches(oil: System) -> None:
    draft = oil.draft("2023-03", 6)
    pd.testing.assert_frame_equal(
        tranches_of(draft), tranches_of(draft.network()), check_index_type=False, check_column_type=False
    )
