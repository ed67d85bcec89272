"""How likely each exact state of outages is, from the probability of each element alone."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.errors import UsageError

__all__ = ["ROUNDING", "Outages", "matched", "remainder"]

Vector = NDArray[np.float64]
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Outages:
    """Elements that fail independently of each other, each with its probability of being out in the window.

    Args:
        probabilities: by name of asset or group, as in the cuts of a sweep or as the bare name of an asset; from 0
            (never out) to 1 (surely out).

    Raises:
        UsageError: A probability is not a number from 0 to 1.

    Example:
        >>> outages = Outages({"pipe": 0.1, "port": 0.5})
        >>> outages.exact([(), ("pipe",), ("pipe", "port")]).round(9).tolist()
        [0.45, 0.05, 0.05]
        >>> round(outages.beyond(1), 9), outages.order(0.01)
        (0.05, 2)
    """

    probabilities: Mapping[str, float]

    def __post_init__(self) -> None:
        """Check the range."""
        for name, value in self.probabilities.items():
            if not 0.0 <= value <= 1.0:
                message = f"the probability of {name!r} is {value}; a number from 0 to 1 is needed"
                raise UsageError(message)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the elements."""
        return tuple(self.probabilities)

    def exact(self, cuts: Sequence[Sequence[str]]) -> Vector:
        """Probability that the elements of a cut are out and all others are not.

        Args:
            cuts: names of the elements of each cut.

        Returns:
            Probabilities, shape (cuts,); over all subsets of the elements they sum to 1.

        Raises:
            UsageError: An element of a cut has no probability, or a bare name fits several.
        """
        place = matched(self.names, (name for cut in cuts for name in cut))
        missing = [name for name, at in place.items() if at is None]
        if missing:
            near = difflib.get_close_matches(missing[0], self.names, n=3, cutoff=0.5)
            hint = f"; nearest: {', '.join(near)}" if near else ""
            message = f"{len(missing)} elements have no probability, such as {missing[0]!r} (0 means never out){hint}"
            raise UsageError(message)
        out = np.array(list(self.probabilities.values()), dtype=np.float64)
        sure = out == 1.0
        odds = np.divide(out, 1.0 - out, out=np.ones_like(out), where=~sure)
        nothing = float(np.prod(1.0 - out[~sure]))
        flat = np.array([place[name] for cut in cuts for name in dict.fromkeys(cut)], dtype=np.intp)
        owner = np.repeat(np.arange(len(cuts)), [len(set(cut)) for cut in cuts])
        result = np.full(len(cuts), nothing)
        np.multiply.at(result, owner, odds[flat])
        result[np.bincount(owner, sure[flat], len(cuts)) < sure.sum()] = 0.0
        return result

    def beyond(self, order: int) -> float:
        """Probability that more than `order` elements are out at once: what a sweep up to that size neglects."""
        return float(self._numbers()[max(order + 1, 0) :].sum())

    def order(self, neglected: float) -> int:
        """Smallest size of cuts that leaves out states of at most this probability altogether."""
        return next((k for k in range(len(self.names)) if self.beyond(k) <= neglected), len(self.names))

    def drawn(self, count: int, seed: int) -> list[tuple[str, ...]]:
        """Draw states at random, each element by its probability; the same seed gives the same states.

        Args:
            count: how many; the same state may come several times, and nothing may be out.
            seed: any whole number from 0 on.
        """
        rng = np.random.default_rng(seed)
        out = rng.random((count, len(self.names))) < np.array(list(self.probabilities.values()))
        return [tuple(self.names[i] for i in np.flatnonzero(row)) for row in out]

    def _numbers(self) -> Vector:
        """Probability of each number of elements out at once, shape (elements + 1,) (Poisson binomial)."""
        result = np.ones(1)
        for value in self.probabilities.values():
            result = np.append(result * (1.0 - value), 0.0) + np.append(0.0, result * value)
        return result


def matched(given: Sequence[str], wanted: Iterable[str]) -> dict[str, int | None]:
    """Find each wanted full name among given names, of which some may be bare.

    Returns:
        Place among the given names, or ``None``, by wanted name.

    Raises:
        UsageError: A bare name fits several wanted ones.

    Example:
        >>> matched(["Link:pipe", "port"], ["Link:pipe", "Generator:port", "Link:rail"])
        {'Link:pipe': 0, 'Generator:port': 1, 'Link:rail': None}
    """
    place = {name: at for at, name in enumerate(given)}
    result: dict[str, int | None] = {}
    taken: dict[int, str] = {}
    for name in dict.fromkeys(wanted):
        at = place.get(name, place.get(name.split(":", 1)[-1]))
        if at is not None and taken.setdefault(at, name) != name:
            message = f"{given[at]!r} may be {taken[at]!r} or {name!r}; give the full name"
            raise UsageError(message)
        result[name] = at
    return result


def remainder(probabilities: Iterable[float]) -> float:
    """What is left of 1, with rounding taken as nothing.

    Example:
        >>> remainder([0.1] * 10), remainder([0.5, 0.25])
        (0.0, 0.25)
    """
    left = 1.0 - math.fsum(probabilities)
    return left if left > ROUNDING else 0.0
