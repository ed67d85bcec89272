"""Make cuts to look at: all of a size, or different ones at random."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

import numpy as np

from levier.errors import UsageError

__all__ = ["every_cut", "random_cuts"]

PATIENCE = 50


def every_cut(elements: Sequence[str], k: int) -> Iterator[tuple[str, ...]]:
    """Give all cuts of just `k` of the elements, in their order.

    Raises:
        UsageError: `k` is below 1.

    Example:
        >>> list(every_cut(["a", "b", "c"], 2))
        [('a', 'b'), ('a', 'c'), ('b', 'c')]
    """
    if k < 1:
        message = f"k is {k}; at least 1 element is cut"
        raise UsageError(message)
    return combinations(elements, k)


def random_cuts(elements: Sequence[str], sizes: Sequence[int], count: int, seed: int) -> list[tuple[str, ...]]:
    """Draw different cuts: first a size, each as likely as the others, then that many elements.

    Args:
        elements: names to draw from, each once.
        sizes: sizes of the cuts.
        count: how many cuts.
        seed: any whole number from 0 on; the same seed gives the same cuts.

    Returns:
        The cuts in the order drawn, the elements of each in their order.

    Raises:
        UsageError: There are not so many different cuts, or too few to find them by drawing.

    Example:
        >>> random_cuts(["a", "b", "c"], [2], 3, seed=1) == random_cuts(["a", "b", "c"], [2], 3, seed=1)
        True
    """
    wanted = tuple(dict.fromkeys(sizes))
    possible = sum(comb(len(elements), size) for size in wanted if size >= 1)
    if count > possible or not wanted or min(wanted) < 1:
        message = f"{count} different cuts of sizes {wanted} are wanted; {len(elements)} elements have {possible}"
        raise UsageError(message)
    rng = np.random.default_rng(seed)
    usable = [size for size in wanted if size <= len(elements)]
    found: dict[tuple[str, ...], None] = {}
    for _ in range(PATIENCE * (count + 1)):
        if len(found) == count:
            return list(found)
        size = usable[int(rng.integers(len(usable)))]
        places = np.sort(rng.choice(len(elements), size=size, replace=False))
        found.setdefault(tuple(elements[at] for at in places))
    message = f"{count} of {possible} cuts are too many to find by drawing; list them with every_cut"
    raise UsageError(message)
