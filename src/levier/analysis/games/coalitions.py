"""Compute over all coalitions at once: index = bitmask, bit i says whether player i is in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray

__all__ = ["Masks", "Vector", "members", "rows", "sizes", "sums"]

Vector = NDArray[np.float64]
Masks = NDArray[np.int64]


def sums(weights: ArrayLike) -> Vector:
    """Add up the members' weights in every coalition.

    Args:
        weights: One number per player, shape (n,).

    Returns:
        One sum per coalition, shape (2**n,); 0 for the empty one.

    Example:
        >>> sums([1.0, 10.0]).tolist()
        [0.0, 1.0, 10.0, 11.0]
    """
    vector = np.asarray(weights, dtype=np.float64)
    result = np.zeros(1 << vector.size)
    for player, weight in enumerate(vector):
        half = 1 << player
        np.add(result[:half], weight, out=result[half : 2 * half])
    return result


def sizes(players: int) -> NDArray[np.int64]:
    """Count the members of every coalition, shape (2**n,).

    Example:
        >>> sizes(2).tolist()
        [0, 1, 1, 2]
    """
    return np.bitwise_count(np.arange(1 << players, dtype=np.int64)).astype(np.int64)


def rows(masks: ArrayLike, players: int) -> sp.csr_array:
    """Return coalitions as rows of zeros and ones, shape (number of masks, n).

    Example:
        >>> rows([1, 3], 2).toarray().tolist()
        [[1.0, 0.0], [1.0, 1.0]]
    """
    chosen = np.asarray(masks, dtype=np.int64).reshape(-1, 1)
    bits = (chosen >> np.arange(players, dtype=np.int64)) & 1
    return sp.csr_array(bits.astype(np.float64))


def members(mask: int) -> Iterator[int]:
    """Give the players of one coalition, in order; any number of players.

    Example:
        >>> list(members(5))
        [0, 2]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
