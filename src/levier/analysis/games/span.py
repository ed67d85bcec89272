"""Keep the coalitions whose payoff is fixed, and say which others are thereby fixed too."""

from __future__ import annotations

import numpy as np
import scipy.linalg
from numpy.typing import NDArray

from levier.analysis.games.coalitions import members, sums

__all__ = ["Span"]

# Two coalitions' rows of zeros and ones that are independent differ by more than 6e-7 for n <= 14: the squared distance
# is a ratio of Gram determinants, whole numbers bounded by Hadamard and Cauchy-Binet. Rounding stays below 1e-12.
_ZERO = 1e-8


class Span:
    """The linear span of some coalitions, the one of all players first; a payoff fixed on these is fixed on the span.

    Attributes:
        players: Number of players, n.
        basis: Independent coalitions, in the order added.
        free: Orthonormal basis of what may still move, shape (n, n - rank).

    Example:
        >>> span = Span(3)
        >>> span.add(0b001), span.add(0b110)
        (True, False)
        >>> span.inside().tolist()
        [True, True, False, False, False, False, True, True]
    """

    def __init__(self, players: int) -> None:
        """Start with the coalition of all players."""
        self.players = players
        self.basis: list[int] = []
        self.free = np.eye(players)
        self.add((1 << players) - 1)

    @property
    def full(self) -> bool:
        """Whether every player's payoff is fixed."""
        return len(self.basis) == self.players

    def add(self, mask: int) -> bool:
        """Fix a coalition; say whether it was not fixed before."""
        if self.full:
            return False
        row = np.zeros(self.players)
        row[list(members(mask))] = 1.0
        if np.abs(row @ self.free).max() <= _ZERO:
            return False
        self.basis.append(mask)
        fixed = np.array([[float(other >> player & 1) for player in range(self.players)] for other in self.basis])
        # Independent rows: the last columns of the full orthogonal factor span what they leave free.
        orthogonal = scipy.linalg.qr(fixed.T)[0]
        self.free = orthogonal[:, len(self.basis) :]
        return True

    def inside(self) -> NDArray[np.bool_]:
        """Say of every coalition whether it is fixed, shape (2**n,)."""
        result = np.ones(1 << self.players, dtype=np.bool_)
        for direction in self.free.T:
            result &= np.abs(sums(direction)) <= _ZERO
        return result
