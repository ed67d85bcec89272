"""Find the independent parts of a program: what shares no row with the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from levier.engine.program import Program

__all__ = ["Parts"]


@dataclass(frozen=True, eq=False)
class Parts:
    """The independent part of each column, row and asset; what belongs to no asset is in one part of its own.

    Attributes:
        columns: part of each column, from 0, shape (n,).
        rows: part of each row, shape (m,).
        assets: part of each asset, shape (assets,).
    """

    columns: NDArray[np.int32]
    rows: NDArray[np.int32]
    assets: NDArray[np.int32]

    @classmethod
    def of(cls, program: Program) -> Parts:
        """Follow rows from column to column; the columns of one asset are never parted."""
        import scipy.sparse as sp
        from scipy.sparse import csgraph

        rows, columns = program.lp.shape
        pattern = program.lp.matrix.tocoo()
        owned = np.flatnonzero(program.index.column >= 0)
        at = np.concatenate([pattern.coords[0], program.index.column[owned] + rows + columns])
        to = np.concatenate([pattern.coords[1] + rows, owned + rows])
        size = rows + columns + len(program.assets)
        graph = sp.coo_array((np.ones(at.size, dtype=np.int8), (at, to)), shape=(size, size))
        label = csgraph.connected_components(graph, directed=False)[1]
        asset = label[rows + columns :]
        number = np.full(size, -1, dtype=np.int32)
        found = np.unique(asset)
        number[found] = np.arange(found.size)
        part = number[label]
        loose = part < 0
        # A row without any column cannot be a part alone.
        part[loose] = found.size if loose[rows : rows + columns].any() else 0
        return cls(part[rows : rows + columns], part[:rows], part[rows + columns :])
