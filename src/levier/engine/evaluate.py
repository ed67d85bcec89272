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
from levier.engine.measures import NO_MEASURES, Measures
from levier.lp import Change, Point, Split

if TYPE_CHECKING:
    from levier.engine.outcome import Outcome
    from levier.engine.plan import Plan
    from levier.engine.program import Program
    from levier.lp import Basis

__all__ = ["Answer", "Cut", "Evaluator", "Step", "base_answer", "unpacked"]

Cut = tuple[int, ...]
KEPT_BYTES = 100e6


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
        fits: elements that may be cut on top without any change of the optimum, packed bits; empty if not asked.
        measures: how far each measure lies from its value in the base.
    """

    cut: Cut
    objective: float
    status: str
    method: str
    iterations: int
    ms: float
    fits: bytes
    measures: tuple[float, ...] = ()


class Evaluator:
    """One program, one plan, one solver a part; gives the same answer to the same step, whatever came before.

    Args:
        program: the program.
        plan: the elements.
        basis: basis of the uncut optimum, where all warm starts begin.
        warm: whether to start from bases, or cold.
        sums: whether to try sums of known optima before solving.
        measures: what is read off each optimum.
    """

    def __init__(
        self,
        program: Program,
        plan: Plan,
        basis: Basis,
        *,
        warm: bool = True,
        sums: bool = True,
        measures: Measures = NO_MEASURES,
    ) -> None:
        """Load the program and solve the base."""
        self.split = Split(program.lp, program.parts.columns, program.parts.rows, basis)
        self.base = self.split.base
        self.fitting = Fitting.of(program, plan)
        self.warm = warm
        self.sums = sums
        self.measures = measures
        self.certifier = Certifier(program.lp, self.base)
        self._fits_base = self.fitting.fits(self.base)
        self._points: OrderedDict[Cut, Point] = OrderedDict()
        self._most_points = max(8, int(KEPT_BYTES / (16 * program.lp.shape[1] + 8 * program.lp.shape[0])))
        self._shifts: dict[int, Shift | None] = {}

    def answer(self, step: Step, chain: tuple[Step, ...] = (), *, fits: bool = True) -> Answer:
        """Evaluate a cut.

        Args:
            step: the cut and its parent.
            chain: how the parent was found, from the smallest cut on; the last cut is the parent.
            fits: whether to say which elements may be cut on top without any change.
        """
        parent = self._parent(chain)
        began = time.perf_counter()
        point = self.point(step, parent)
        ms = 1e3 * (time.perf_counter() - began)
        free = np.packbits(self.fitting.fits(point)).tobytes() if fits else b""
        values = self.measures.of(point, self.base)
        return Answer(step.cut, point.objective, point.status.value, point.method, point.iterations, ms, free, values)

    def point(self, step: Step, parent: Point) -> Point:
        """Evaluate a cut from the optimum of its parent."""
        change = self.fitting.change(step.cut)
        if len(step.cut) == 1 and self.sums:
            return self._single(step.cut[0], change)
        if self.sums and parent.is_optimal:
            shifts = [self._shift(element) for element in step.cut if element not in step.parent]
            known = [shift for shift in shifts if shift is not None]
            if len(known) == len(shifts):
                found = self.certifier.total(change, parent, known)
                if found is not None:
                    return found
        return self.solve(change, parent)

    def solve(self, change: Change, parent: Point) -> Point:
        """Solve under a change, warm from the parent or cold."""
        return self.split.solve(change, parent if self.warm else None)

    def _parent(self, chain: tuple[Step, ...]) -> Point:
        """Optimum at the end of a chain; the last ones used are kept."""
        point = self.base
        for step in chain:
            known = self._points.get(step.cut)
            if known is None:
                known = self.point(step, point)
                self._keep(step.cut, known)
            self._points.move_to_end(step.cut)
            point = known
        return point

    def _single(self, element: int, change: Change) -> Point:
        """Optimum with one element cut, and how it moved: every sum with this element needs it."""
        point = self._points.get((element,))
        if point is None:
            point = self.solve(change, self.base)
            self._shifts[element] = self.certifier.shift(point)
            self._keep((element,), point)
        return point

    def _shift(self, element: int) -> Shift | None:
        """How the optimum moves if one element alone is cut; nothing if it has none then."""
        if element not in self._shifts:
            if self._fits_base[element]:
                self._shifts[element] = Shift.none()
            else:
                self._single(element, self.fitting.change((element,)))
        return self._shifts[element]

    def _keep(self, cut: Cut, point: Point) -> None:
        """Keep an optimum that others may start from; the ones not used for longest go."""
        self._points[cut] = point
        if len(self._points) > self._most_points:
            self._points.popitem(last=False)


def base_answer(base: Outcome, fitting: Fitting, measures: Measures) -> Answer:
    """What is kept of the uncut optimum."""
    point = Point.of(base.solution)
    fits = np.packbits(fitting.fits(point)).tobytes()
    return Answer((), point.objective, point.status.value, "base", 0, 0.0, fits, measures.of(point, point))


def unpacked(fits: bytes, count: int) -> NDArray[np.bool_]:
    """Turn packed bits into flags; nothing is known to fit where none were kept."""
    if not fits:
        return np.zeros(count, dtype=bool)
    return np.unpackbits(np.frombuffer(fits, dtype=np.uint8), count=count).astype(bool)
