"""The value of coalitions: best joint surplus with the flows their members consent to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from levier.errors import SolveError
from levier.lp import Change, Hot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.system.long import LongProgram

__all__ = ["Coalitions", "Counts"]

USED = 1e-9


@dataclass
class Counts:
    """How the values of coalitions were found.

    Attributes:
        solved: programs solved.
        same: read off: the same flows are available to a coalition already valued.
        fitted: read off: the optimum of a larger coalition uses nothing that this one lacks.
    """

    solved: int = 0
    same: int = 0
    fitted: int = 0


@dataclass(frozen=True)
class _State:
    """Value of a coalition of one part, the players its optimum needs, and where a next solve may begin."""

    value: float
    needed: int
    start: Any


class Coalitions:
    """Values of all coalitions of a network, part by part.

    Parts of the network that share no row add up, so each is valued for its own players alone. Within a part
    coalitions are walked from the largest to the smallest: what is smaller has fewer flows, so an optimum that uses
    none of what a coalition lacks is its optimum too, and no program is solved. What is solved starts from the basis
    of a larger coalition, which stays dual feasible. Every answer is checked against the arrays.

    Args:
        program: of the long horizon; maximal surplus is minus its optimum.
        needs: per column, the players whose consent it needs, as a bitmask.
        players: their names.
        prune: False solves a program for every coalition (for tests).

    Example:
        A field (A), a line (B), a buyer (C) who would pay 5 for 6 units that cost 3:

        >>> from levier.system.long import Flow, long_program
        >>> flows = [Flow("field", "field", "supply", (("a gas", 1.0),), 1.0, 10.0),
        ...          Flow("line", "line", "corridor", (("a gas", -1.0), ("b gas", 1.0)), 2.0, 6.0),
        ...          Flow("buyer", "buyer", "market", (("b gas", -1.0),), -5.0, 8.0)]
        >>> values = Coalitions(long_program(flows, []), [1, 2, 4], ("A", "B", "C"))
        >>> values.all().tolist()
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 12.0]
    """

    def __init__(
        self, program: LongProgram, needs: Sequence[int], players: Sequence[str], *, prune: bool = True
    ) -> None:
        """Split the program into parts."""
        self.players = tuple(players)
        self.counts = Counts()
        masks = np.asarray(needs, dtype=np.int64)
        self.parts = [_Part(program.take(c), masks[c], self, prune=prune) for c in program.parts()]
        self.nobody = sum(part.value(0) for part in self.parts)

    @property
    def widest(self) -> int:
        """Most players in one part."""
        return max((len(part.bits) for part in self.parts), default=0)

    def value(self, coalition: int) -> float:
        """Return the value of one coalition (bitmask), less what flows without anybody's consent."""
        return sum(part.value(part.own(coalition)) for part in self.parts) - self.nobody

    def all(self) -> np.ndarray:
        """Return the value of every coalition (2**players,), in M USD a year; 0 for the empty one.

        Raises:
            SolveError: a coalition's program has no optimum; the coalition and the ladder of attempts.
        """
        total = np.zeros(1 << len(self.players))
        every = np.arange(total.size)
        for part in self.parts:
            values = part.all()
            index = np.zeros(total.size, dtype=np.int64)
            for place, bit in enumerate(part.bits):
                index |= ((every >> bit) & 1) << place
            total += values[index]
        total -= total[0]
        return total


@dataclass
class _Part:
    """One part of the network: its own players, and what is known of their coalitions (own bits)."""

    program: LongProgram
    masks: np.ndarray
    whole: Coalitions
    prune: bool
    bits: tuple[int, ...] = ()
    needs: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    known: dict[int, _State] = field(default_factory=dict)
    same: dict[bytes, _State] = field(default_factory=dict)
    hot: Hot | None = None

    def __init__(self, program: LongProgram, masks: np.ndarray, whole: Coalitions, *, prune: bool) -> None:
        """Renumber the players that any column of the part needs."""
        together = int(np.bitwise_or.reduce(masks, initial=0))
        self.program, self.masks, self.whole, self.prune = program, masks, whole, prune
        self.bits = tuple(bit for bit in range(len(whole.players)) if together >> bit & 1)
        self.needs = np.array([self.own(int(mask)) for mask in masks], dtype=np.int64)
        self.known, self.same, self.hot = {}, {}, None

    def own(self, coalition: int) -> int:
        """Translate a coalition of all players into this part's own bits."""
        return sum((coalition >> bit & 1) << place for place, bit in enumerate(self.bits))

    def value(self, coalition: int) -> float:
        """Return the value of one coalition of own bits."""
        return self._state(coalition).value

    def all(self) -> np.ndarray:
        """Return the values of all coalitions of own bits, larger ones valued first."""
        size = 1 << len(self.bits)
        order = sorted(range(size), key=lambda mask: (-mask.bit_count(), mask))
        values = np.zeros(size)
        for mask in order:
            values[mask] = self._state(mask).value
        return values

    def _state(self, coalition: int) -> _State:
        found = self.known.get(coalition)
        if found is None:
            found = self.known[coalition] = self._find(coalition)
        return found

    def _find(self, coalition: int) -> _State:
        closed = (self.needs & ~coalition) != 0
        larger = [self.known[coalition | 1 << k] for k in range(len(self.bits)) if self._larger(coalition, k)]
        if self.prune:
            key = np.packbits(closed).tobytes()
            if key in self.same:
                self.whole.counts.same += 1
                return self.same[key]
            fitting = next((state for state in larger if not state.needed & ~coalition), None)
            if fitting is not None:
                self.whole.counts.fitted += 1
                self.same[key] = fitting
                return fitting
        state = self._solve(coalition, closed, larger[0].start if larger else None)
        if self.prune:
            self.same[key] = state
        return state

    def _larger(self, coalition: int, place: int) -> bool:
        return not coalition >> place & 1 and coalition | 1 << place in self.known

    def _solve(self, coalition: int, closed: np.ndarray, start: Any) -> _State:
        if self.hot is None:
            self.hot = Hot(self.program.lp)
        columns = np.flatnonzero(closed).astype(np.int32)
        zero = np.zeros(columns.size)
        self.whole.counts.solved += 1
        point = self.hot.solve(Change(columns=columns, lower=zero, upper=zero), start)
        if not point.is_optimal:
            names = ", ".join(self.whole.players[bit] for place, bit in enumerate(self.bits) if coalition >> place & 1)
            message = f"the value of the coalition {{{names}}} was not found: {point.status.value} ({point.method})"
            raise SolveError(message)
        needed = int(np.bitwise_or.reduce(self.needs[np.abs(point.x) > USED], initial=0))
        return _State(-point.objective, needed, point.start)
