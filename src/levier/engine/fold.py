"""Make arrays leaner without changing their meaning: fixed columns become constants, limits of one column bounds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from levier.engine.extract import Arrays
from levier.errors import NetworkError

__all__ = ["fold", "substitute"]

TOLERANCE = 1e-6
# A path of the stock stays a row: a lost store releases it.
STAYS = frozenset({"Store-e_set", "StorageUnit-state_of_charge_set"})


def fold(arrays: Arrays) -> Arrays:
    """Move the limits of single flows, levels and capacities into column bounds, and drop rows without entries.

    Balances, ramps, stocks and limits of the network stay rows even where they hold one column: a cut must not move
    them.

    Raises:
        NetworkError: A row without entries cannot hold.
    """
    entries = np.diff(arrays.matrix.indptr)
    own = np.array([_is_limit(block) for block in arrays.rows.blocks], dtype=bool)
    single = np.flatnonzero((entries == 1) & own[arrays.rows.block])
    at = arrays.matrix.indptr[single]
    column, value = arrays.matrix.indices[at], arrays.matrix.data[at]
    one, other = arrays.row_lower[single] / value, arrays.row_upper[single] / value
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    np.maximum.at(lower, column, np.where(value > 0, one, other))
    np.minimum.at(upper, column, np.where(value > 0, other, one))
    kept = entries > 0
    kept[single] = False
    _check_empty(arrays, np.flatnonzero(entries == 0))
    # Adding 0.0 turns -0.0 into 0.0, so that equal programs have equal bytes.
    return replace(arrays, lower=lower + 0.0, upper=upper + 0.0).keep_rows(np.flatnonzero(kept))


def substitute(arrays: Arrays, columns: NDArray[np.intp], values: NDArray[np.float64], *, costs: bool = True) -> Arrays:
    """Put numbers in the place of columns; their cost becomes the offset."""
    kept = np.ones(arrays.cost.size, dtype=bool)
    kept[columns] = False
    shift = arrays.matrix[:, columns] @ values
    offset = arrays.offset + (float(arrays.cost[columns] @ values) if costs else 0.0)
    moved = replace(arrays, row_lower=arrays.row_lower - shift, row_upper=arrays.row_upper - shift, offset=offset)
    return moved.keep_columns(np.flatnonzero(kept))


def _is_limit(block: str) -> bool:
    """Whether the rows of a block limit one component's flow, level or capacity."""
    if block in STAYS:
        return False
    return block.endswith("_set") or (("-fix-" in block or "-ext-" in block) and block.endswith(("-lower", "-upper")))


def _check_empty(arrays: Arrays, empty: NDArray[np.intp]) -> None:
    """Refuse rows without entries that cannot hold."""
    low, high = arrays.row_lower[empty], arrays.row_upper[empty]
    bad = (low > TOLERANCE * (1.0 + np.abs(low))) | (high < -TOLERANCE * (1.0 + np.abs(high)))
    if bad.any():
        row = int(empty[np.argmax(bad)])
        labels = arrays.rows
        message = (
            f"nothing in the network can meet the limit {labels.blocks[labels.block[row]]} of "
            f"{labels.names[labels.name[row]]!r}: it holds no component that could"
        )
        raise NetworkError(message)
