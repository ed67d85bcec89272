"""Find the optimum of one cut after the other, each exactly, and each with as little work as can be."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.engine.certify import Certifier, Shift
from levier.engine.fitting import Fitting
from levier.lp import Change, Hot, Point

if TYPE_CHECKING:
    from levier.engine.plan import Plan
    from levier.engine.program import Program
    from levier.lp import Basis

__all__ = ["Answer", "Cut", "Evaluator", "Step", "unpacked"]

Cut = tuple[int, ...]
KEPT_POINTS = 64


@dataclass(frozen=True)
class Step:
    """A cut, and the smaller one it is evaluated from.

    Attributes:
        cut: elements, ascending.
        parent: elements of the smaller one.
    """

    cut: Cut
    parent: Cut


@dataclass(frozen=True, eq=False)
class Answer:
    """What is kept of the optimum of a cut.

    Attributes:
        cut: elements, ascending.
        objective: NaN unless the status is optimal.
        status: how it ended.
        method: rung of the ladder, or "sum" if two known optima together prove this one.
        iterations: of the solve.
        ms: wall-clock time.
        fits: elements that may be cut on top without any change of the optimum, packed bits.
    """

    cut: Cut
    objective: float
    status: str
    method: str
    iterations: int
    ms: float
    fits: bytes


class Evaluator:
    """One program, one plan, one solver; gives the same answer to the same step, whatever came before.

    Args:
        program: the program.
        plan: the elements.
        basis: basis of the uncut optimum, where all warm starts begin.
        warm: whether to start from bases, or cold.
        sums: whether to try sums of known optima before solving.
    """

    def __init__(self, program: Program, plan: Plan, basis: Basis, *, warm: bool = True, sums: bool = True) -> None:
        """Load the program and solve the base."""
        self.hot = Hot(program.lp)
        self.fitting = Fitting.of(program, plan)
        self.warm = warm
        self.sums = sums
        self._start = self.hot.start(basis)
        self.base = self.hot.solve(Change(), self._start)
        self.certifier = Certifier(program.lp, self.base)
        self._points: OrderedDict[Cut, Point] = OrderedDict()
        self._shifts: dict[int, Shift | None] = {}

    def answer(self, step: Step, chain: tuple[Step, ...] = ()) -> Answer:
        """Evaluate a cut.

        Args:
            step: the cut and its parent.
            chain: how the parent was found, from the smallest cut on; the last cut is the parent.
        """
        parent = self._parent(chain)
        began = time.perf_counter()
        point = self.point(step, parent)
        ms = 1e3 * (time.perf_counter() - began)
        fits = np.packbits(self.fitting.fits(point)).tobytes()
        return Answer(step.cut, point.objective, point.status.value, point.method, point.iterations, ms, fits)

    def point(self, step: Step, parent: Point) -> Point:
        """Evaluate a cut from the optimum of its parent."""
        change = self.fitting.change(step.cut)
        if self.sums and parent.is_optimal and len(step.cut) > 1:
            shifts = [self._shift(element) for element in step.cut if element not in step.parent]
            known = [shift for shift in shifts if shift is not None]
            if len(known) == len(shifts):
                found = self.certifier.total(change, parent, known)
                if found is not None:
                    return found
        return self.solve(change, parent)

    def solve(self, change: Change, parent: Point) -> Point:
        """Solve under a change, warm from the parent or cold."""
        start = parent.start if parent.start is not None else self._start
        return self.hot.solve(change, start if self.warm else None)

    def _parent(self, chain: tuple[Step, ...]) -> Point:
        """Optimum at the end of a chain; the last ones used are kept."""
        point = self.base
        for step in chain:
            known = self._points.get(step.cut)
            if known is None:
                known = self._points[step.cut] = self.point(step, point)
                if len(self._points) > KEPT_POINTS:
                    self._points.popitem(last=False)
            self._points.move_to_end(step.cut)
            point = known
        return point

    def _shift(self, element: int) -> Shift | None:
        """How the optimum moves if one element alone is cut; nothing if it has none then."""
        if element not in self._shifts:
            change = self.fitting.change((element,))
            if self.fitting.fits(self.base)[element]:
                self._shifts[element] = Shift.none()
            else:
                point = self.solve(change, self.base)
                self._shifts[element] = self.certifier.shift(point)
        return self._shifts[element]


def unpacked(fits: bytes, count: int) -> NDArray[np.bool_]:
    """Turn packed bits into flags."""
    return np.unpackbits(np.frombuffer(fits, dtype=np.uint8), count=count).astype(bool)
