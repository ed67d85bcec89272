"""Hold one cooperative game with transferable gains: players, and a value for every coalition."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import ArrayLike

from levier.analysis.games.coalitions import Vector, members, sums
from levier.errors import UsageError

__all__ = ["MOST_PLAYERS", "Game", "named"]

MOST_PLAYERS = 24
# Below this share of the largest value, gains from acting together cannot be told from rounding.
_SMALLEST_SPREAD = 1e-6
_SHOWN = 6


def named(players: tuple[str, ...], mask: int) -> str:
    """Name a coalition for a message: at most six members.

    Example:
        >>> named(("KZ", "RU", "TM"), 5)
        '{KZ, TM}'
    """
    inside = [players[player] for player in members(mask)]
    more = "" if len(inside) <= _SHOWN else f", and {len(inside) - _SHOWN} more"
    return "{" + ", ".join(inside[:_SHOWN]) + more + "}"


@dataclasses.dataclass(frozen=True, eq=False)
class Game:
    """A game in coalitional form: ``values[mask]`` is what the coalition with these bits gains by itself.

    Attributes:
        players: Distinct names, 1 to 24; player i is bit i.
        values: Value of every coalition, shape (2**n,), finite, in one unit, 0 for the empty one; a read-only copy.

    Raises:
        UsageError: Names repeat, there are too many, the length does not fit, the empty coalition has a value, or a
            value is not finite (the coalition is named).

    Example:
        >>> game = Game(("field", "transit"), [0.0, 0.0, 0.0, 10.0])
        >>> game.size, game.value(["transit", "field"])
        (2, 10.0)
    """

    players: tuple[str, ...]
    values: Vector

    def __init__(self, players: Iterable[str], values: ArrayLike) -> None:
        """Check names and values, and freeze a copy."""
        names = checked_players(players)
        array = np.array(values, dtype=np.float64)
        if array.shape != (1 << len(names),):
            message = f"values has shape {array.shape}; {len(names)} players need shape ({1 << len(names)},)"
            raise UsageError(message)
        bad = np.flatnonzero(~np.isfinite(array))
        if bad.size:
            first = int(bad[0])
            message = (
                f"the value of coalition {named(names, first)} is {array[first]} ({bad.size} such); "
                "every coalition needs a finite value"
            )
            raise UsageError(message)
        if array[0]:
            message = f"the value of the empty coalition is {array[0]:g}; it is 0 in every game"
            raise UsageError(message)
        array.setflags(write=False)
        object.__setattr__(self, "players", names)
        object.__setattr__(self, "values", array)

    @classmethod
    def of(cls, players: Iterable[str], function: Callable[[frozenset[str]], float]) -> Game:
        """Make a game by asking a function for every coalition, the empty one included.

        Args:
            players: Distinct names.
            function: Value of a set of names; called 2**n times, in the order of the bitmasks.

        Raises:
            UsageError: As for the class.

        Example:
            >>> Game.of(("a", "b"), lambda coalition: float(len(coalition) ** 2)).values.tolist()
            [0.0, 1.0, 1.0, 4.0]
        """
        names = checked_players(players)
        values = [function(frozenset(names[i] for i in members(mask))) for mask in range(1 << len(names))]
        return cls(names, values)

    @property
    def size(self) -> int:
        """Number of players, n."""
        return len(self.players)

    @property
    def total(self) -> float:
        """Value of all players together."""
        return float(self.values[-1])

    @property
    def alone(self) -> Vector:
        """Value of each player alone, shape (n,)."""
        return self.values[1 << np.arange(self.size)]

    @property
    def scale(self) -> float:
        """Largest gain or loss from acting together, above rounding; what tolerances are relative to; positive."""
        spread = float(np.abs(self.values - sums(self.alone)).max())
        return max(spread, _SMALLEST_SPREAD * float(np.abs(self.values).max())) or 1.0

    def mask(self, coalition: Iterable[str]) -> int:
        """Return the bitmask of some players.

        Raises:
            UsageError: A name is no player's; the nearest are given.
        """
        result = 0
        for name in coalition:
            if name not in self.players:
                near = difflib.get_close_matches(str(name), self.players, n=3) or self.players
                message = f"{name!r} is no player of this game; nearest: {', '.join(near[:_SHOWN])}"
                raise UsageError(message)
            result |= 1 << self.players.index(name)
        return result

    def value(self, coalition: Iterable[str]) -> float:
        """Return the value of a coalition given by names; errors as for `mask`."""
        return float(self.values[self.mask(coalition)])

    def restricted(self, coalition: Iterable[str]) -> Game:
        """Return the game among some of the players, in the order of this one; errors as for `mask`.

        Example:
            >>> Game(("a", "b", "c"), range(8)).restricted(["c", "a"]).values.tolist()
            [0.0, 1.0, 4.0, 5.0]
        """
        kept = list(members(self.mask(coalition)))
        names = tuple(self.players[player] for player in kept)
        # Sums of powers of two below 2**24 are exact.
        masks = sums(2.0 ** np.array(kept)).astype(np.int64)
        return Game(names, self.values[masks])


def checked_players(players: Iterable[str]) -> tuple[str, ...]:
    """Return names as a tuple, if a game of every coalition can have them."""
    names = tuple(players)
    if not 1 <= len(names) <= MOST_PLAYERS:
        message = f"{len(names)} players; 1 to {MOST_PLAYERS} are allowed (beyond, sample: sampled_shapley)"
        raise UsageError(message)
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        message = f"player {twice!r} stands more than once; names are distinct"
        raise UsageError(message)
    return names
