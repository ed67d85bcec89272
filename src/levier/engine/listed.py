"""Contingencies listed one by one, each with a name and, if wanted, a probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.engine.probability import matched
from levier.errors import UsageError

__all__ = ["CutList", "NamedCut"]

TOLERANCE = 1e-9


@dataclass(frozen=True)
class NamedCut:
    """One listed contingency.

    Attributes:
        name: of the contingency.
        cut: names of the assets or groups cut together.
        probability: that just this happens; ``None`` if not given.
    """

    name: str
    cut: tuple[str, ...]
    probability: float | None = None


@dataclass(frozen=True)
class CutList:
    """Listed contingencies, of which at most one happens; with what is left of their probabilities, none does.

    Attributes:
        entries: in the order of the file.

    Example:
        >>> cuts = CutList((NamedCut("terminal", ("port", "pipe"), 0.02), NamedCut("border", ("rail",), 0.05)))
        >>> cuts.cuts
        [('port', 'pipe'), ('rail',)]
        >>> cuts.exact([(), ("Link:pipe", "Link:port"), ("Link:pipe",)]).round(9).tolist()
        [0.93, 0.02, 0.0]
    """

    entries: tuple[NamedCut, ...]

    def __post_init__(self) -> None:
        """Check names and probabilities."""
        names = [entry.name for entry in self.entries]
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        if twice:
            message = f"the contingency {twice[0]!r} is given twice"
            raise UsageError(message)
        for entry in self.entries:
            if not entry.cut:
                message = f"the contingency {entry.name!r} names no asset"
                raise UsageError(message)
            if entry.probability is not None and not 0.0 <= entry.probability <= 1.0:
                message = f"the probability of {entry.name!r} is {entry.probability}; a number from 0 to 1 is needed"
                raise UsageError(message)
        total = sum(entry.probability or 0.0 for entry in self.entries)
        if total > 1.0 + TOLERANCE:
            message = f"the probabilities of the {len(self.entries)} contingencies add up to {total:.6g}, more than 1"
            raise UsageError(message)

    @property
    def cuts(self) -> list[tuple[str, ...]]:
        """What is cut in each, for ``Engine.sweep(cuts=...)``."""
        return [entry.cut for entry in self.entries]

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """What is cut in each by its name, for ``Engine.sweep(groups=...)``, which then combines them."""
        return {entry.name: entry.cut for entry in self.entries}

    def exact(self, cuts: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """Probability of each cut, shape (cuts,): that of the entries that cut just this, or of none of them happening.

        Raises:
            UsageError: An entry has no probability, or a bare name fits several assets.
        """
        chances: dict[frozenset[int], float] = {}
        given = tuple(dict.fromkeys(name for entry in self.entries for name in entry.cut))
        place = {name: at for at, name in enumerate(given)}
        for entry in self.entries:
            if entry.probability is None:
                message = f"the contingency {entry.name!r} has no probability"
                raise UsageError(message)
            key = frozenset(place[name] for name in entry.cut)
            chances[key] = chances.get(key, 0.0) + entry.probability
        chances[frozenset()] = max(0.0, 1.0 - sum(chances.values()))
        found = matched(given, (name for cut in cuts for name in cut))
        result = np.zeros(len(cuts))
        for number, cut in enumerate(cuts):
            known = [at for at in map(found.__getitem__, cut) if at is not None]
            if len(known) == len(cut):
                result[number] = chances.get(frozenset(known), 0.0)
        return result
