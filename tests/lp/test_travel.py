"""What was loaded into HiGHS survives being sent to another process, and answers alike."""

from __future__ import annotations

import pickle

import numpy as np
import scipy.sparse as sp

from levier.lp import Change, Hot, LinearProgram


def test_a_hot_program_and_a_start_travel() -> None:
    """A copy made of bytes solves the same change from the same basis to the same optimum."""
    program = LinearProgram(
        cost=[1.0, 3.0],
        matrix=sp.csr_array([[1.0, 1.0]]),
        row_lower=[5.0],
        row_upper=[5.0],
        column_lower=[0.0, 0.0],
        column_upper=[4.0, 9.0],
    )
    hot = Hot(program, tolerance=1e-7, time_limit=60.0)
    base = hot.solve(Change())
    cut = Change(columns=np.array([0], dtype=np.int32), lower=np.zeros(1), upper=np.zeros(1))
    sent, start = pickle.loads(pickle.dumps((hot, base.start)))  # noqa: S301 - made one line above
    assert (sent.tolerance, sent.time_limit) == (1e-7, 60.0)
    assert base.start is not None
    assert start.valid
    assert start.col_status == base.start.col_status
    assert start.row_status == base.start.row_status
    assert sent.solve(cut, start).objective == hot.solve(cut, base.start).objective == 15.0
    assert sent.solve(cut, start).iterations == hot.solve(cut, base.start).iterations
