"""The tree of all cuts up to a size: which need a solve, and which follow from a smaller one (methods 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from levier.engine.evaluate import Answer, Cut, Step, unpacked
from levier.errors import UsageError

__all__ = ["Known", "Listed", "Round", "Tree"]

CHUNK = 200_000
MOST = 20_000_000


@dataclass(eq=False)
class Known:
    """The optima found so far: one entry a solved cut, the first being the uncut base.

    Attributes:
        count: number of elements.
        prune: whether to use that some cuts change nothing.
        answers: what was found.
        parents: entry each was evaluated from.
        entry: entry of each cut.
    """

    count: int
    prune: bool = True
    answers: list[Answer] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    entry: dict[Cut, int] = field(default_factory=dict)
    _fits: list[NDArray[np.bool_]] = field(default_factory=list)

    def add(self, answer: Answer, parent: int) -> int:
        """Keep an answer; return its entry."""
        entry = self.entry[answer.cut] = len(self.answers)
        self.answers.append(answer)
        self.parents.append(parent)
        self._fits.append(unpacked(answer.fits, self.count) & self.prune)
        return entry

    def fits(self) -> NDArray[np.bool_]:
        """Elements that leave each optimum as it is, shape (entries, elements)."""
        return np.array(self._fits, dtype=bool).reshape(len(self._fits), self.count)

    def fits_of(self, entry: int) -> NDArray[np.bool_]:
        """Elements that leave one optimum as it is, shape (elements,)."""
        return self._fits[entry]

    def objectives(self) -> NDArray[np.float64]:
        """Objective of each entry; -inf where there is none, so that no warm start begins there."""
        values = np.array([answer.objective for answer in self.answers])
        return np.where(np.isnan(values), -np.inf, values)

    def chain(self, entry: int) -> tuple[Step, ...]:
        """How an entry was found, from the smallest cut on."""
        steps = []
        while entry:
            parent = self.parents[entry]
            steps.append(Step(self.answers[entry].cut, self.answers[parent].cut))
            entry = parent
        return tuple(reversed(steps))


@dataclass(frozen=True, eq=False)
class Round:
    """Cuts that may be evaluated in any order, each with the entry it is evaluated from.

    Attributes:
        steps: entry and cut of each.
        last: whether no larger cut will be evaluated from these.
    """

    steps: tuple[tuple[int, Cut], ...]
    last: bool = False


class Tree:
    """All cuts of up to `size` elements, level by level.

    Only cuts of elements that stand for their twins are looked at; all others are read off them.

    Args:
        known: holds the base.
        size: largest number of elements cut together.
        twins: element that stands for each, shape (elements,); each for itself if not given.

    Raises:
        UsageError: The size is below 1, or there are too many cuts to list them all.
    """

    def __init__(self, known: Known, size: int, twins: NDArray[np.intp] | None = None) -> None:
        """Count the cuts."""
        if size < 1:
            message = f"k is {size}; at least 1 element is cut"
            raise UsageError(message)
        self.known = known
        self.size = min(size, known.count)
        self.total = sum(comb(known.count, k) for k in range(1, self.size + 1))
        if self.total > MOST:
            message = f"{self.total:,} cuts are too many to list (at most {MOST:,}); use Engine.worst, or fewer assets"
            raise UsageError(message)
        self._standing, place = np.unique(np.arange(known.count) if twins is None else twins, return_inverse=True)
        self._place = place.astype(np.int32)
        self._levels: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []

    def rounds(self) -> Iterator[Round]:
        """Give one round of cuts to evaluate after the other; their answers must be in `known` before the next."""
        entries = np.zeros(1, dtype=np.int32)
        for size in range(1, min(self.size, self._standing.size) + 1):
            places = _combinations(self._standing.size, size)
            entry, parent = self._resolved(places, entries)
            cuts = self._standing[places]
            open_ = np.flatnonzero(entry < 0)
            order = open_[np.argsort(parent[open_], kind="stable")]
            self._levels.append((places, entry))
            if order.size:
                yield Round(tuple((int(parent[i]), tuple(cuts[i].tolist())) for i in order), last=size == self.size)
            self._settle()
            if (entry < 0).any():
                return
            entries = entry

    def rows(self) -> Iterator[tuple[Cut, int, bool]]:
        """Each cut found so far, its entry, and whether it was evaluated itself."""
        self._settle()
        for size in range(1, self.size + 1):
            cuts = _combinations(self.known.count, size)
            for first in range(0, len(cuts), CHUNK):
                part = cuts[first : first + CHUNK]
                entries = self._read(np.sort(self._place[part], axis=1))
                for cut, at in zip(map(tuple, part.tolist()), entries.tolist(), strict=True):
                    if at >= 0:
                        yield cut, at, self.known.answers[at].cut == cut

    def _settle(self) -> None:
        """Look up what has been evaluated of the last level; of a level that was broken off, a part."""
        for places, entry in self._levels[-1:]:
            for i in np.flatnonzero(entry < 0):
                entry[i] = self.known.entry.get(tuple(self._standing[places[i]].tolist()), -1)

    def _read(self, places: NDArray[np.int32]) -> NDArray[np.int32]:
        """Entry of each choice of standing elements, ascending and perhaps repeated; -1 where none is known."""
        found = np.full(len(places), -1, dtype=np.int32)
        new = np.ones(places.shape, dtype=bool)
        new[:, 1:] = places[:, 1:] != places[:, :-1]
        different = new.sum(axis=1)
        for size, (_, entry) in enumerate(self._levels, 1):
            chosen = np.flatnonzero(different == size)
            if chosen.size:
                reduced = places[chosen][new[chosen]].reshape(-1, size)
                found[chosen] = entry[_rank(reduced, self._standing.size)]
        return found

    def _resolved(
        self, places: NDArray[np.int32], entries: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Entry of each choice, -1 where none is known, and the entry to evaluate it from."""
        count, size = self._standing.size, places.shape[1]
        fits, objectives = self.known.fits()[:, self._standing], self.known.objectives()
        entry = np.full(len(places), -1, dtype=np.int32)
        parent = np.zeros(len(places), dtype=np.int32)
        for first in range(0, len(places), CHUNK):
            part = places[first : first + CHUNK]
            found, best = entry[first : first + CHUNK], parent[first : first + CHUNK]
            most = np.full(len(part), -np.inf)
            for out in range(size):
                rest = np.delete(part, out, axis=1)
                smaller = entries[_rank(rest, count)]
                holds = fits[smaller, part[:, out]]
                found[holds & (found < 0)] = smaller[holds & (found < 0)]
                higher = objectives[smaller] > most
                best[higher], most[higher] = smaller[higher], objectives[smaller][higher]
        return entry, parent


class Listed:
    """Cuts given one by one.

    Args:
        known: holds the base.
        cuts: elements of each, ascending.
        twins: element that stands for each, shape (elements,); each for itself if not given.
    """

    def __init__(self, known: Known, cuts: Sequence[Cut], twins: NDArray[np.intp] | None = None) -> None:
        """Start all at the base."""
        self.known = known
        self.cuts = list(cuts)
        stands = np.arange(known.count) if twins is None else twins
        self._standing = [tuple(np.unique(stands[list(cut)]).tolist()) for cut in self.cuts]
        self.total = len(self.cuts)
        self._entry = [0] * len(self.cuts)
        self._done = [False] * len(self.cuts)

    def rounds(self) -> Iterator[Round]:
        """Give rounds, as `Tree.rounds`: of each cut what the base uses, then what that optimum uses, and so on."""
        while True:
            asked: dict[Cut, int] = {}
            wanted: list[tuple[int, Cut]] = []
            for i, cut in enumerate(self._standing):
                if self._done[i]:
                    continue
                wider = self._wider(i, cut)
                if wider is None:
                    self._done[i] = True
                elif wider in self.known.entry:
                    self._entry[i] = self.known.entry[wider]
                    wanted.append((i, wider))
                else:
                    asked.setdefault(wider, self._entry[i])
                    wanted.append((i, wider))
            if not wanted:
                return
            if asked:
                yield Round(tuple(sorted((parent, cut) for cut, parent in asked.items())))
            for i, wider in wanted:
                if wider not in self.known.entry:
                    return
                self._entry[i] = self.known.entry[wider]

    def rows(self) -> Iterator[tuple[Cut, int, bool]]:
        """Each cut found so far, its entry, and whether it was solved itself."""
        for cut, entry, done in zip(self.cuts, self._entry, self._done, strict=True):
            if done:
                yield cut, entry, self.known.answers[entry].cut == cut

    def _wider(self, i: int, cut: Cut) -> Cut | None:
        """The part of a cut to look at next, or nothing if the optimum found holds for the whole cut."""
        answer = self.known.answers[self._entry[i]]
        fits = self.known.fits_of(self._entry[i])
        missing = [element for element in cut if element not in answer.cut and not fits[element]]
        return tuple(sorted({*answer.cut, *missing})) if missing else None


def _combinations(count: int, size: int) -> NDArray[np.int32]:
    """All ascending choices in lexicographic order, shape (choices, size)."""
    flat = np.fromiter((i for choice in combinations(range(count), size) for i in choice), dtype=np.int32)
    return flat.reshape(-1, size)


def _rank(cuts: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """Place of ascending choices in lexicographic order.

    Example:
        >>> _rank(_combinations(5, 2), 5).tolist()
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    size = cuts.shape[1]
    table = np.array([[comb(n, k) for k in range(size + 1)] for n in range(count + 1)], dtype=np.int64)
    rank = np.full(len(cuts), comb(count, size) - 1, dtype=np.int64)
    for place in range(size):
        rank -= table[count - 1 - cuts[:, place], size - place]
    return rank
