"""Take the arrays and the labels out of a model that PyPSA built."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from levier.engine.labels import Labels

if TYPE_CHECKING:
    import linopy
    import pandas as pd

__all__ = ["Arrays", "extract"]

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Arrays:
    """A model's arrays on their way to a program; rows hold ``row_lower <= matrix @ x <= row_upper``."""

    cost: Vector
    matrix: sp.csr_array
    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector
    columns: Labels
    rows: Labels
    offset: float = 0.0

    def keep_rows(self, kept: NDArray[np.intp]) -> Arrays:
        """Return the arrays with some of the rows."""
        return replace(
            self,
            matrix=self.matrix[kept],
            row_lower=self.row_lower[kept],
            row_upper=self.row_upper[kept],
            rows=self.rows.take(kept),
        )

    def keep_columns(self, kept: NDArray[np.intp]) -> Arrays:
        """Return the arrays with some of the columns."""
        return replace(
            self,
            cost=self.cost[kept],
            matrix=self.matrix[:, kept].tocsr(),
            lower=self.lower[kept],
            upper=self.upper[kept],
            columns=self.columns.take(kept),
        )


def extract(model: linopy.Model, snapshots: pd.Index) -> Arrays:
    """Read a linear model.

    Args:
        model: as PyPSA made it.
        snapshots: labels of its snapshot dimension.

    Returns:
        Its arrays; blocks of balance rows bear one name however PyPSA has split them.
    """
    matrices = model.matrices
    matrix: Any = matrices.A
    right = np.asarray(matrices.b, dtype=np.float64)
    sense = np.asarray(matrices.sense).astype("U1")
    return Arrays(
        cost=np.asarray(matrices.c, dtype=np.float64),
        matrix=sp.csr_array(matrix),
        row_lower=np.where(sense == "<", -np.inf, right),
        row_upper=np.where(sense == ">", np.inf, right),
        lower=np.asarray(matrices.lb, dtype=np.float64),
        upper=np.asarray(matrices.ub, dtype=np.float64),
        columns=_labels(model.variables, matrices.vlabels, snapshots),
        rows=_labels(model.constraints, matrices.clabels, snapshots),
    )


def _labels(container: Any, order: NDArray[Any], snapshots: pd.Index) -> Labels:
    """Say what each label of a model stands for, in the order of its arrays."""
    blocks: dict[str, int] = {}
    names: dict[str, int] = {}
    size = int(order.max(initial=-1)) + 1
    block, name, snapshot = (np.full(size, -1, dtype=np.int32) for _ in range(3))
    for key in container:
        labels = container[key].labels
        flat = labels.to_numpy().ravel()
        live = flat >= 0
        at = flat[live]
        block[at] = blocks.setdefault(_plain(key), len(blocks))
        of_name, of_snapshot = _coordinates(labels, names, snapshots)
        if of_name is None:
            of_name = np.full(flat.size, names.setdefault(key.partition("-")[2] or key, len(names)), dtype=np.int32)
        name[at] = of_name[live]
        if of_snapshot is not None:
            snapshot[at] = of_snapshot[live]
    return Labels(tuple(blocks), tuple(names), block[order], name[order], snapshot[order])


def _coordinates(
    labels: Any, names: dict[str, int], snapshots: pd.Index
) -> tuple[NDArray[np.int32] | None, NDArray[np.int32] | None]:
    """Code of the name and position of the snapshot of each entry of an array of labels, flattened."""
    of_name = of_snapshot = None
    for axis, dim in enumerate(labels.dims):
        shape = [1] * labels.ndim
        shape[axis] = -1
        if dim == "snapshot":
            codes = snapshots.get_indexer(labels.indexes[dim]).astype(np.int32)
            of_snapshot = np.broadcast_to(codes.reshape(shape), labels.shape).ravel()
        elif of_name is None:
            words = [str(word) for word in labels[dim].to_numpy()]
            codes = np.array([names.setdefault(word, len(names)) for word in words], dtype=np.int32)
            of_name = np.broadcast_to(codes.reshape(shape), labels.shape).ravel()
    return of_name, of_snapshot


def _plain(block: str) -> str:
    """Give every block of balance rows one name; PyPSA splits off buses with many branches."""
    if block.startswith("Bus-meshed-") and block.endswith("nodal_balance"):
        return "Bus-nodal_balance"
    return "GlobalConstraint" if block.startswith("GlobalConstraint-") else block
