"""Prove or refute that a payoff is the nucleolus, from the payoff alone."""

from __future__ import annotations

import dataclasses

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike

from levier.analysis.games.coalitions import Masks, Vector, rows, sizes, sums
from levier.analysis.games.game import Game, named
from levier.analysis.games.span import Span
from levier.errors import UsageError
from levier.lp import LinearProgram, Status, require_optimal, solve

__all__ = ["TOLERANCE", "Certificate", "excesses", "kohlberg"]

# Share of `Game.scale` within which excesses count as equal.
TOLERANCE = 1e-7
_NOT_BALANCED = (Status.INFEASIBLE, Status.UNBOUNDED_OR_INFEASIBLE)


@dataclasses.dataclass(frozen=True, slots=True)
class Certificate:
    """Whether a payoff passes Kohlberg's criterion, level by level.

    Attributes:
        holds: Whether it does: the payoff is the nucleolus.
        worst_excess: Largest excess of any coalition but the empty one and that of all; 0 for a single player.
        levels: Bitmasks of coalitions, level by level from the largest excess down, without those that the levels above
            already fix; the levels end where all is fixed, or with the first one that is not balanced.
        reason: What was proven or what failed, in a sentence.
    """

    holds: bool
    worst_excess: float
    levels: tuple[tuple[int, ...], ...]
    reason: str


def excesses(game: Game, payoff: ArrayLike) -> Vector:
    """Return what each coalition would gain by itself less what its members get, shape (2**n,).

    Args:
        game: Any game.
        payoff: One finite number per player, shape (n,).

    Raises:
        UsageError: The payoff has another shape or is not finite.

    Example:
        >>> excesses(Game(("a", "b"), [0, 1, 0, 4]), [3.0, 1.0]).tolist()
        [0.0, -2.0, -1.0, 0.0]
    """
    vector = np.asarray(payoff, dtype=np.float64)
    if vector.shape != (game.size,) or not np.isfinite(vector).all():
        message = f"the payoff {vector.tolist()} does not fit; {game.size} finite numbers are needed, one per player"
        raise UsageError(message)
    return game.values - sums(vector)


def kohlberg(
    game: Game,
    payoff: ArrayLike,
    *,
    individually_rational: bool = True,
    per_capita: bool = False,
    tolerance: float = TOLERANCE,
) -> Certificate:
    """Check Kohlberg's criterion: at every level, nobody's complaint can be lowered without raising one as large.

    The coalitions whose excess is at least a level have to be balanced: positive weights exist with which they cover
    all players evenly (single players who get just what they gain alone may help, with weights not negative). That is
    one small linear program a level, and only until the levels fix every payoff. It knows nothing of how the payoff
    was found.

    Args:
        game: Any game.
        payoff: One number per player, shape (n,), in the game's unit.
        individually_rational: Test for the nucleolus; otherwise for the prenucleolus.
        per_capita: Divide excesses by the number of members.
        tolerance: Share of `Game.scale` within which two excesses count as equal.

    Returns:
        The certificate; a payoff that is no nucleolus is no error.

    Raises:
        UsageError: The payoff does not fit the game.
        SolveError: A program was not solved.

    Source: Kohlberg (1971), On the nucleolus of a characteristic function game, SIAM Journal on Applied Mathematics 20;
    fewer levels: Benedek, Fliege and Nguyen (2021), Mathematical Programming 190.

    Example:
        >>> game = Game(("a", "b", "c"), [0, 0, 0, 4, 0, 3, 2, 6])
        >>> kohlberg(game, [3.0, 2.0, 1.0]).holds, kohlberg(game, [2.0, 2.0, 2.0]).holds
        (True, False)
    """
    vector = np.asarray(payoff, dtype=np.float64)
    excess = excesses(game, vector)
    if per_capita:
        excess = excess / np.maximum(sizes(game.size), 1)
    worst = float(excess[1:-1].max()) if game.size > 1 else 0.0
    slack = tolerance * game.scale
    refusal = _refusal(game, vector, slack, individually_rational=individually_rational)
    if refusal:
        return Certificate(holds=False, worst_excess=worst, levels=(), reason=refusal)
    at_bound = np.flatnonzero(vector <= game.alone + slack) if individually_rational else np.empty(0, dtype=np.int64)
    levels: list[Masks] = []
    span = Span(game.size)
    while not span.full:
        open_masks = np.flatnonzero(~span.inside())
        open_excess = excess[open_masks]
        level = open_masks[open_excess >= open_excess.max() - slack].astype(np.int64)
        levels.append(level)
        if not _balanced(span, level, at_bound):
            return Certificate(
                holds=False, worst_excess=worst, levels=_plain(levels), reason=_complaint(game, levels, excess)
            )
        for mask in level.tolist():
            span.add(mask)
    reason = f"every level is balanced, and the {len(levels)} largest fix the payoff of all {game.size} players"
    return Certificate(holds=True, worst_excess=worst, levels=_plain(levels), reason=reason)


def _refusal(game: Game, payoff: Vector, slack: float, *, individually_rational: bool) -> str:
    """Say why a payoff is not even allowed; empty if it is."""
    given = float(payoff.sum())
    if abs(given - game.total) > slack:
        return f"the payoffs add up to {given:g}, not to the {game.total:g} of all players"
    short = np.flatnonzero(payoff < game.alone - slack)
    if individually_rational and short.size:
        player = int(short[0])
        return f"{game.players[player]} gets {payoff[player]:g}, less than the {game.alone[player]:g} it gains alone"
    return ""


def _balanced(span: Span, level: Masks, at_bound: Masks) -> bool:
    """Look for weights, at least 1 on the level, at least 0 on players at their bound, any on what is fixed.

    The program is the alternative (Farkas) to a shift of payoffs that worsens no coalition of the level and helps one.
    """
    players = span.players
    parts = [rows(level, players), rows(1 << at_bound, players), rows(span.basis, players)]
    lower = np.repeat([1.0, 0.0, -np.inf], [level.size, at_bound.size, len(span.basis)])
    program = LinearProgram(
        cost=np.zeros(lower.size),
        matrix=sp.vstack(parts).T,
        row_lower=np.zeros(players),
        row_upper=np.zeros(players),
        column_lower=lower,
        column_upper=np.full(lower.size, np.inf),
    )
    solution = solve(program)
    if solution.status in _NOT_BALANCED:
        return False
    require_optimal(solution, f"the balance of {level.size} coalitions of {players} players")
    return True


def _complaint(game: Game, levels: list[Masks], excess: Vector) -> str:
    """Say which level is not balanced."""
    level = levels[-1]
    first = named(game.players, int(level[np.argmax(excess[level])]))
    others = "" if level.size == 1 else f" and {level.size - 1} more"
    return (
        f"level {len(levels)} is not balanced: the excess {float(excess[level].max()):g} of {first}{others} "
        "can be lowered without raising one as large"
    )


def _plain(levels: list[Masks]) -> tuple[tuple[int, ...], ...]:
    """Return levels as tuples of whole numbers."""
    return tuple(tuple(level.tolist()) for level in levels)
