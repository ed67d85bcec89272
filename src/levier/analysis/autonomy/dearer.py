"""Sets dearer than those enumerated: one step more or less of one offer, from the best known on, without a proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["search_dearer"]

Sizes = tuple[int, ...]
ZERO = 1e-9


def search_dearer(
    known: dict[Sizes, tuple[float, float]],
    evaluate: Callable[[Sizes], tuple[float, float]],
    steps: Sequence[int],
    sites: Sequence[str],
    most: int,
) -> list[Sizes]:
    """Look for sets that leave less to impose than any cheaper one, beyond those known.

    Of the sets that no cheaper one matches, the one with the least worst loss is taken first, and all that differ from
    it by one step of one offer are evaluated; until every such set was taken, or ``most`` sets were evaluated.

    Args:
        known: cost and worst loss of sets by their sizes; those evaluated are added.
        evaluate: gives cost and worst loss of a set.
        steps: sizes of each offer.
        sites: of each offer; of one site one offer at most; blank: none.
        most: sets evaluated at most.

    Returns:
        The sets evaluated, in order.

    Example:
        Each unit costs 1 and takes 1 of 3 away:

        >>> known = {(0, 0): (0.0, 3.0)}
        >>> search_dearer(known, lambda s: (float(sum(s)), 3.0 - sum(s)), [2, 1], ["", ""], 9)
        [(1, 0), (0, 1), (2, 0), (1, 1), (2, 1)]
    """
    done: list[Sizes] = []
    taken: set[Sizes] = set()
    while len(done) < most:
        front = [sizes for sizes in _front(known) if sizes not in taken]
        if not front:
            break
        taken.add(front[-1])
        for other in _near(front[-1], steps, sites):
            if other not in known and len(done) < most:
                known[other] = evaluate(other)
                done.append(other)
    return done


def _front(known: dict[Sizes, tuple[float, float]]) -> list[Sizes]:
    """Sets that no cheaper one matches, cheapest first."""
    names = list(known)
    values = np.array(list(known.values()))
    order = np.lexsort((values[:, 1], values[:, 0]))
    worst = values[order, 1]
    before = np.concatenate([[np.inf], np.minimum.accumulate(worst)[:-1]])
    return [names[int(at)] for at in order[worst < before - ZERO]]


def _near(sizes: Sizes, steps: Sequence[int], sites: Sequence[str]) -> Iterator[Sizes]:
    for more in (1, -1):
        for at, size in enumerate(sizes):
            if not 0 <= size + more <= steps[at]:
                continue
            other = (*sizes[:at], size + more, *sizes[at + 1 :])
            built = [site for site, each in zip(sites, other, strict=True) if site and each]
            if len(built) == len(set(built)):
                yield other
