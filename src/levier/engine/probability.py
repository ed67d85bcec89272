"""How likely each exact state of outages is, from the probability of each element alone."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from levier.errors import UsageError

__all__ = ["ROUNDING", "Outages", "matched", "remainder"]

Vector = NDArray[np.float64]
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Outages:
    """Elements that fail independently of each other, each with its probability of being out in the window.

    An element may stand for several units that fail independently with one probability. A state names it once for each
    unit that is out; which of them they are makes no difference.

    Args:
        probabilities: by name of asset or group, as in the cuts of a sweep or as the bare name of an asset; from 0
            (never out) to 1 (surely out); of one unit where there are several.
        units: number of units, where it is not 1.

    Raises:
        UsageError: A probability is not a number from 0 to 1, or a number of units is below 1 or of no element.

    Example:
        >>> outages = Outages({"pipe": 0.1, "port": 0.5})
        >>> outages.exact([(), ("pipe",), ("pipe", "port")]).round(9).tolist()
        [0.45, 0.05, 0.05]
        >>> round(outages.beyond(1), 9), outages.order(0.01)
        (0.05, 2)
        >>> moorings = Outages({"mooring": 0.1}, {"mooring": 3})
        >>> list(moorings.states(3))
        [(), ('mooring',), ('mooring', 'mooring'), ('mooring', 'mooring', 'mooring')]
        >>> moorings.exact(list(moorings.states(3))).round(9).tolist()
        [0.729, 0.243, 0.027, 0.001]
    """

    probabilities: Mapping[str, float]
    units: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check the ranges."""
        for name, value in self.probabilities.items():
            if not 0.0 <= value <= 1.0:
                message = f"the probability of {name!r} is {value}; a number from 0 to 1 is needed"
                raise UsageError(message)
        for name, count in self.units.items():
            if name not in self.probabilities:
                message = f"units of {name!r}, which has no probability{_near(name, self.names)}"
                raise UsageError(message)
            if count != int(count) or count < 1:
                message = f"{name!r} has {count} units; a whole number from 1 on is needed"
                raise UsageError(message)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the elements."""
        return tuple(self.probabilities)

    @cached_property
    def each(self) -> tuple[str, ...]:
        """Name of the element of every unit, element by element."""
        return tuple(chain.from_iterable((name,) * self.units.get(name, 1) for name in self.names))

    @cached_property
    def chances(self) -> Vector:
        """Probability of every unit, in the order of `each`."""
        return np.array([self.probabilities[name] for name in self.each], dtype=np.float64)

    def exact(self, cuts: Sequence[Sequence[str]]) -> Vector:
        """Probability that the elements of a cut are out and all others are not.

        Args:
            cuts: names of the elements of each cut, once for each unit that is out; of an element of one unit, being
                named again makes no difference.

        Returns:
            Probabilities, shape (cuts,); over all states they sum to 1.

        Raises:
            UsageError: An element of a cut has no probability, a bare name fits several, or more units are out than
                there are.
        """
        place = matched(self.names, (name for cut in cuts for name in cut))
        missing = [name for name, at in place.items() if at is None]
        if missing:
            hint = _near(missing[0], self.names)
            message = f"{len(missing)} elements have no probability, such as {missing[0]!r} (0 means never out){hint}"
            raise UsageError(message)
        out = np.array(list(self.probabilities.values()), dtype=np.float64)
        count = np.array([self.units.get(name, 1) for name in self.names])
        sure = out == 1.0
        odds = np.divide(out, 1.0 - out, out=np.ones_like(out), where=~sure)
        result = np.full(len(cuts), float(np.prod((1.0 - out[~sure]) ** count[~sure])))
        for number, cut in enumerate(cuts):
            certain = 0
            for name, times in Counter(cut).items():
                at = place[name] or 0
                units = self._out(at, int(count[at]), times)
                certain += units if sure[at] else 0
                result[number] *= math.comb(int(count[at]), units) * odds[at] ** units
            if certain < count[sure].sum():
                result[number] = 0.0
        return result

    def states(self, order: int) -> Iterator[tuple[str, ...]]:
        """Give every state of up to `order` units out, fewest first; elements in their order, once for each unit."""
        names, count = self.names, [self.units.get(name, 1) for name in self.names]

        def more(first: int, size: int) -> Iterator[tuple[str, ...]]:
            if size == 0:
                yield ()
                return
            for at in range(first, len(names)):
                for times in range(min(count[at], size), 0, -1):
                    for rest in more(at + 1, size - times):
                        yield (names[at],) * times + rest

        for size in range(min(order, len(self.each)) + 1):
            yield from more(0, size)

    def count(self, order: int) -> int:
        """Number of states of up to `order` units out.

        Example:
            >>> Outages({"a": 0.1, "b": 0.1}, {"a": 3}).count(2)
            5
        """
        ways = [1] + [0] * order
        for name in self.names:
            units = self.units.get(name, 1)
            ways = [sum(ways[max(size - units, 0) : size + 1]) for size in range(order + 1)]
        return sum(ways)

    def beyond(self, order: int) -> float:
        """Probability that more than `order` units are out at once: what a sweep up to that size neglects."""
        return float(self._numbers()[max(order + 1, 0) :].sum())

    def order(self, neglected: float) -> int:
        """Smallest size of cuts that leaves out states of at most this probability altogether."""
        return next((k for k in range(len(self.each)) if self.beyond(k) <= neglected), len(self.each))

    def drawn(self, count: int, seed: int) -> list[tuple[str, ...]]:
        """Draw states at random, each unit by its probability; the same seed gives the same states.

        Args:
            count: how many; the same state may come several times, and nothing may be out.
            seed: any whole number from 0 on.
        """
        rng = np.random.default_rng(seed)
        out = rng.random((count, len(self.each))) < self.chances
        return [tuple(self.each[i] for i in np.flatnonzero(row)) for row in out]

    def _out(self, at: int, count: int, times: int) -> int:
        """Units out of an element named so many times."""
        if count == 1:
            return 1
        if times > count:
            message = f"{times} units of {self.names[at]!r} are out, and it has {count}"
            raise UsageError(message)
        return times

    def _numbers(self) -> Vector:
        """Probability of each number of units out at once, shape (units + 1,) (Poisson binomial)."""
        result = np.ones(1)
        for value in self.chances.tolist():
            result = np.append(result * (1.0 - value), 0.0) + np.append(0.0, result * value)
        return result


def _near(name: str, names: Sequence[str]) -> str:
    """Name what is spelt like a name."""
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    return f"; nearest: {', '.join(near)}" if near else ""


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
