"""From a ``pypsa.Network`` to a frozen program: PyPSA's own model, its one-variable rows as bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from levier.engine.program import Program
from levier.lp import LinearProgram

if TYPE_CHECKING:
    import linopy
    import pypsa

__all__ = ["compile_network"]

NEAR_ZERO = 1e-12


def compile_network(network: pypsa.Network) -> Program:
    """Freeze the linear program PyPSA makes of a network.

    Args:
        network: any network that PyPSA solves as a linear program.

    Returns:
        The program; its optimum plus ``offset`` is PyPSA's objective.
    """
    model = network.optimize.create_model(include_objective_constant=False)
    columns = _labels(model.variables, ("component", "attribute"))
    rows = _labels(model.constraints, ("constraint",))
    matrices = model.matrices
    columns = columns.loc[matrices.vlabels].reset_index(drop=True)
    rows = rows.loc[matrices.clabels].reset_index(drop=True)
    lp, kept = _folded(model)
    snapshots = tuple(str(s) for s in network.snapshots)
    weights = network.snapshot_weightings["objective"].to_numpy(float)
    return Program(lp, columns, rows.iloc[kept].reset_index(drop=True), snapshots, weights)


def _labels(container: linopy.Variables | linopy.Constraints, heads: tuple[str, ...]) -> pd.DataFrame:
    """Return what each label stands for: its block split into heads, its name, its snapshot."""
    parts = []
    for block in container:
        labels = container[block].labels
        frame = labels.to_dataframe(name="label").reset_index()
        frame = frame[frame["label"] >= 0]
        pieces = block.split("-", 1) if len(heads) > 1 else [block]
        found = {head: [piece] * len(frame) for head, piece in zip(heads, pieces, strict=False)}
        names = [c for c in frame.columns if c not in ("label", "snapshot")]
        found["name"] = frame[names[0]].astype(str).tolist() if names else [""] * len(frame)
        has_time = "snapshot" in frame.columns
        found["snapshot"] = frame["snapshot"].astype(str).tolist() if has_time else [""] * len(frame)
        parts.append(pd.DataFrame(found, index=frame["label"].to_numpy()))
    return pd.concat(parts)


def _folded(model: linopy.Model) -> tuple[LinearProgram, np.ndarray]:
    """Arrays of a model with its one-variable rows moved into column bounds; rows that are kept."""
    matrices = model.matrices
    matrix = sparse.csr_array(matrices.A)
    matrix.eliminate_zeros()
    right = np.asarray(matrices.b, dtype=float)
    sense = np.asarray(matrices.sense).astype(str)
    row_lower = np.where(np.char.startswith(sense, "<"), -np.inf, right)
    row_upper = np.where(np.char.startswith(sense, ">"), np.inf, right)
    lower = np.asarray(matrices.lb, dtype=float).copy()
    upper = np.asarray(matrices.ub, dtype=float).copy()
    entries = np.diff(matrix.indptr)
    single = np.flatnonzero(entries == 1)
    for row in single:
        k = matrix.indptr[row]
        column, value = matrix.indices[k], matrix.data[k]
        low, high = sorted((row_lower[row] / value, row_upper[row] / value))
        lower[column] = max(lower[column], low)
        upper[column] = min(upper[column], high)
    kept = np.flatnonzero(entries > 1)
    empty = np.flatnonzero(entries == 0)
    impossible = (row_lower[empty] > NEAR_ZERO) | (row_upper[empty] < -NEAR_ZERO)
    kept = np.sort(np.concatenate([kept, empty[impossible]]))
    program = LinearProgram(
        cost=np.asarray(matrices.c, dtype=float),
        matrix=matrix[kept].tocsr(),
        row_lower=row_lower[kept],
        row_upper=row_upper[kept],
        column_lower=lower,
        column_upper=upper,
    )
    return program, kept
