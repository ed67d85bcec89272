"""Read linear measures (losses, volumes) off every optimum of a sweep, without keeping the optima."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike

from levier.errors import UsageError

if TYPE_CHECKING:
    from levier.lp import Point

__all__ = ["NO_MEASURES", "Measures"]

TAKEN = ("cut", "objective", "damage", "solved", "status", "ms")
"""Columns that every sweep has."""


def _nothing() -> sp.csr_array:
    return sp.csr_array((0, 0))


@dataclass(frozen=True, eq=False)
class Measures:
    """Weights of columns, one row a measure.

    Attributes:
        names: of the measures.
        matrix: weights, shape (measures, columns).
    """

    names: tuple[str, ...] = ()
    matrix: sp.csr_array = field(default_factory=_nothing)

    @classmethod
    def of_vectors(cls, vectors: Mapping[str, ArrayLike] | None, columns: int) -> Self:
        """Stack named vectors of weights.

        Args:
            vectors: weights by the name of the measure, each of shape (columns,).
            columns: number of columns of the program.

        Raises:
            UsageError: A name is that of another column of a sweep, a vector has another shape, or a weight is not
                finite.
        """
        if not vectors:
            return cls()
        rows = []
        for name, vector in vectors.items():
            if name in TAKEN:
                message = f"a measure cannot be named {name!r}: every sweep has the columns {', '.join(TAKEN)}"
                raise UsageError(message)
            weights = np.asarray(vector, dtype=np.float64)
            if weights.shape != (columns,) or not np.isfinite(weights).all():
                message = f"the measure {name!r} has shape {weights.shape}; {columns} finite weights are needed"
                raise UsageError(message)
            rows.append(sp.csr_array(weights[None, :]))
        return cls(tuple(vectors), sp.csr_array(sp.vstack(rows, format="csr")))

    def save(self, path: Path) -> Path:
        """Write them as ``.npz`` without pickle, whole or not at all. Returns the path."""
        matrix = self.matrix
        part = path.with_suffix(".tmp")
        with part.open("wb") as file:
            np.savez(
                file,
                names=np.array(self.names, dtype=np.str_),
                shape=np.array(matrix.shape),
                indptr=matrix.indptr,
                indices=matrix.indices,
                data=matrix.data,
            )
        return part.replace(path)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read what `save` wrote."""
        with np.load(path) as arrays:
            matrix = sp.csr_array((arrays["data"], arrays["indices"], arrays["indptr"]), shape=tuple(arrays["shape"]))
            return cls(tuple(arrays["names"].tolist()), matrix)

    @property
    def hash(self) -> str:
        """SHA-256 over names and weights."""
        matrix = self.matrix
        digest = hashlib.sha256("\n".join(self.names).encode())
        for array in (matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data):
            digest.update(array.tobytes())
        return digest.hexdigest()

    def of(self, point: Point, base: Point) -> tuple[float, ...]:
        """How far each measure lies from its value in the base; NaN without an optimum."""
        if not self.names:
            return ()
        if not point.is_optimal:
            return (float("nan"),) * len(self.names)
        return tuple((self.matrix @ (point.x - base.x)).tolist())


NO_MEASURES = Measures()
