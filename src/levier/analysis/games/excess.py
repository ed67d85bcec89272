"""Lower the largest excess as far as it goes: one linear program, its coalitions added as they are needed."""

from __future__ import annotations

import dataclasses

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from levier.analysis.games.coalitions import Masks, Vector, rows, sums
from levier.analysis.games.game import Game
from levier.analysis.games.span import Span
from levier.lp import LinearProgram, Solution, require_optimal, solve

__all__ = ["Excess", "Lowest"]

# Values are brought to this size, a power of two so that equal values stay equal: the solver's own tolerance of 1e-7 is
# absolute, so this makes it 1e-10 of the game.
_SIZE = 1024.0
_VIOLATED = 1e-6
# A dual this small may be rounding; one above it makes its coalition tight in every optimum.
_POSITIVE = 1e-6


@dataclasses.dataclass(frozen=True, eq=False)
class Lowest:
    """Where the largest excess is lowest.

    Attributes:
        level: The excess reached, in units of the program.
        payoff: A payoff that reaches it, shape (n,).
        tight: Coalitions that have this excess wherever it is reached; at least one.
        bound: Players who get no more than alone wherever it is reached.
    """

    level: float
    payoff: Vector
    tight: Masks
    bound: Masks


class Excess:
    """The excess ``(values - payoff) / weight`` of the coalitions of a game that is shifted and scaled.

    Players alone have the value 0 here, and the largest value lies between 512 and 1024.

    Args:
        game: Any game.
        weight: What the excess of each coalition is divided by, shape (2**n,), positive.
        rational: Whether nobody may get less than alone.

    Attributes:
        values: Shifted and scaled values, shape (2**n,).
    """

    def __init__(self, game: Game, weight: Vector, *, rational: bool) -> None:
        """Shift and scale the values."""
        self.game = game
        self.weight = weight
        self.rational = rational
        shifted = game.values - sums(game.alone)
        self._factor = _SIZE * 2.0 ** -float(np.frexp(game.scale)[1])
        self.values: Vector = shifted * self._factor
        masks = 1 << np.arange(game.size, dtype=np.int64)
        everybody = (1 << game.size) - 1
        self._active: Masks = np.unique(np.concatenate([masks, everybody ^ masks]))

    def in_game(self, payoff: Vector) -> Vector:
        """Return a payoff of the program, shape (n,), in the units of the game."""
        return self.game.alone + payoff / self._factor

    def level_in_game(self, level: float) -> float:
        """Return an excess of the program in the units of the game."""
        return level / self._factor

    def lowest(self, span: Span, payoff: Vector) -> Lowest:
        """Minimise the largest excess of the coalitions that are not fixed.

        Args:
            span: Fixed coalitions; not all are.
            payoff: What gives the fixed ones their payoff, shape (n,).

        Returns:
            The optimum.

        Raises:
            SolveError: A program was not solved.
        """
        inside = span.inside()
        active = self._active[~inside[self._active]]
        while True:
            solution = self._solve(span, payoff, active)
            found, level = solution.x[:-1], float(solution.x[-1])
            violation = (self.values - sums(found)) / self.weight - level
            violation[inside] = -np.inf
            violation[active] = -np.inf
            more = self._worst(violation)
            if not more.size:
                break
            active = np.concatenate([active, more])
        self._active = active
        dual = solution.row_dual[len(span.basis) :] * self.weight[active]
        tight = active[dual >= min(_POSITIVE, float(dual.max()))]
        at_bound = np.flatnonzero(solution.column_dual[:-1] > _POSITIVE) if self.rational else np.empty(0)
        return Lowest(level, found, tight, at_bound.astype(np.int64))

    def _worst(self, violation: Vector) -> NDArray[np.int64]:
        """Choose the coalitions to add: the most violated, a few at a time."""
        count = min(2 * self.game.size, violation.size)
        chosen = np.argpartition(violation, -count)[-count:]
        return chosen[violation[chosen] > _VIOLATED].astype(np.int64)

    def _solve(self, span: Span, payoff: Vector, active: Masks) -> Solution:
        """Solve over the payoff and the level: fixed coalitions as equations, active ones at most at the level."""
        players = self.game.size
        fixed = rows(span.basis, players)
        level = sp.csr_array(np.concatenate([np.zeros(len(span.basis)), self.weight[active]]).reshape(-1, 1))
        matrix = sp.hstack([sp.vstack([fixed, rows(active, players)]), level])
        right = fixed @ payoff
        program = LinearProgram(
            cost=np.append(np.zeros(players), 1.0),
            matrix=matrix,
            row_lower=np.concatenate([right, self.values[active]]),
            row_upper=np.concatenate([right, np.full(active.size, np.inf)]),
            column_lower=np.append(np.full(players, 0.0 if self.rational else -np.inf), -np.inf),
            column_upper=np.full(players + 1, np.inf),
        )
        return require_optimal(solve(program), f"the lowest excess in a game of {players} players")
