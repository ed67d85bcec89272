"""Draw states of outages, given that more than so many things are out at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.errors import UsageError

if TYPE_CHECKING:
    from levier.engine import Outages

__all__ = ["drawn_beyond"]

STREAM = 1
"""Second word of the seed, so that these draws are independent of `Outages.drawn` with the same one."""


def drawn_beyond(outages: Outages, order: int, count: int, seed: int) -> list[tuple[str, ...]]:
    """Draw independent states, each with its probability given that more than `order` units are out.

    Unit by unit, with the probability of being out given how many are still needed among those that follow
    (sequential conditional sampling; the probabilities of at least so many are those of the Poisson binomial).

    Args:
        outages: independent elements, of one unit or several.
        order: number of units out at once that is exceeded.
        count: how many states.
        seed: any whole number from 0 on; the same seed gives the same states.

    Raises:
        UsageError: so many are never out at once.

    Example:
        >>> from levier.engine import Outages
        >>> states = drawn_beyond(Outages({"a": 0.1, "b": 0.2, "c": 0.3}), 1, 100, 0)
        >>> min(map(len, states)), max(map(len, states))
        (2, 3)
    """
    chance = outages.chances
    least = _at_least(chance, order + 1)
    if not least[0, order + 1] > 0.0:
        message = f"more than {order} units are never out at once; there are {int((chance > 0).sum())} that can be"
        raise UsageError(message)
    rng = np.random.default_rng([seed, STREAM])
    needed = np.full(count, order + 1)
    out = np.zeros((count, chance.size), dtype=bool)
    for i, value in enumerate(chance):
        odds = value * least[i + 1, np.maximum(needed - 1, 0)] / least[i, needed]
        out[:, i] = rng.random(count) < odds
        needed = np.maximum(needed - out[:, i], 0)
    return [tuple(outages.each[i] for i in np.flatnonzero(row)) for row in out]


def _at_least(chance: np.ndarray, most: int) -> np.ndarray:
    """Probability that at least j of the elements from i on are out, shape (elements + 1, most + 1)."""
    result = np.zeros((chance.size + 1, most + 1))
    result[:, 0] = 1.0
    for i in range(chance.size - 1, -1, -1):
        result[i, 1:] = chance[i] * result[i + 1, :-1] + (1.0 - chance[i]) * result[i + 1, 1:]
    return result
