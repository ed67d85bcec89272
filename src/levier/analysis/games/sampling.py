"""Estimate Shapley values from random orders of arrival, with standard errors."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

import numpy as np

from levier.analysis.games.coalitions import Vector
from levier.analysis.games.game import named
from levier.errors import UsageError
from levier.show import card_of_fields, shown

__all__ = ["SampledShapley", "sampled_shapley"]

_FEWEST = 4


@shown(card_of_fields)
@dataclasses.dataclass(frozen=True, eq=False)
class SampledShapley:
    """Estimated Shapley values.

    Attributes:
        mean: Estimate for each player, shape (n,); they add up to the total exactly.
        standard_error: Of each estimate, shape (n,), from the spread between pairs of orders.
        samples: Orders walked, both of a pair counted.
        evaluated: Coalitions whose value was computed.
    """

    mean: Vector
    standard_error: Vector
    samples: int
    evaluated: int


def sampled_shapley(
    players: Iterable[str], value: Callable[[int], float], samples: int, seed: int | np.random.Generator
) -> SampledShapley:
    """Estimate Shapley values of a game whose coalitions are too many to value.

    Each random order is walked forwards and backwards (antithetic: who comes late in one comes early in the other), so
    the errors of a pair partly cancel. No coalition is valued twice.

    Args:
        players: Distinct names, at least one; player i is bit i.
        value: Value of a coalition given as a bitmask; may solve a program. The empty one, 0, must have the value 0.
        samples: Orders to walk, at least 4; an odd number is rounded up, since orders come in pairs.
        seed: Seed, or a generator to go on with; the same seed gives the same answer.

    Returns:
        Means and their standard errors.

    Raises:
        UsageError: There are too few samples or no players, names repeat, or a value is not finite.

    Source: Castro, Gómez and Tejada (2009), Polynomial calculation of the Shapley value based on sampling, Computers &
    Operations Research 36; antithetic pairs: Mitchell et al. (2022), Sampling permutations for Shapley value
    estimation, Journal of Machine Learning Research 23.

    Example:
        >>> both = sampled_shapley(("a", "b"), lambda mask: [0.0, 1.0, 3.0, 10.0][mask], 4, seed=1)
        >>> both.mean.tolist(), both.standard_error.tolist(), both.evaluated
        ([4.0, 6.0], [0.0, 0.0], 4)
    """
    names = tuple(players)
    if not names or len(set(names)) < len(names):
        message = f"{len(names)} players, {len(set(names))} distinct; at least one, all distinct, are needed"
        raise UsageError(message)
    if samples < _FEWEST:
        message = f"samples is {samples}; at least {_FEWEST} are needed for a standard error"
        raise UsageError(message)
    values = _Values(names, value)
    rng = np.random.default_rng(seed)
    pairs = np.empty(((samples + 1) // 2, len(names)))
    for pair in pairs:
        order = rng.permutation(len(names))
        pair[:] = (values.added(order) + values.added(order[::-1])) / 2
    error = pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs))
    return SampledShapley(pairs.mean(axis=0), error, 2 * len(pairs), len(values.known))


class _Values:
    """Values of coalitions, each computed once."""

    def __init__(self, players: tuple[str, ...], value: Callable[[int], float]) -> None:
        self.players = players
        self.value = value
        self.known: dict[int, float] = {}
        if self.of(0):
            message = f"the value of the empty coalition is {self.of(0):g}; it is 0 in every game"
            raise UsageError(message)

    def of(self, mask: int) -> float:
        """Return the value of a coalition."""
        if mask not in self.known:
            found = float(self.value(mask))
            if not np.isfinite(found):
                message = f"the value of coalition {named(self.players, mask)} is {found}; a finite value is needed"
                raise UsageError(message)
            self.known[mask] = found
        return self.known[mask]

    def added(self, order: np.ndarray) -> Vector:
        """Return what each player adds when players arrive in this order, shape (n,)."""
        result = np.empty(len(order))
        mask, before = 0, 0.0
        for player in order.tolist():
            mask |= 1 << player
            after = self.of(mask)
            result[player] = after - before
            before = after
        return result
