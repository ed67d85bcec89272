"""Let the search for the worst sets solve on the engine's workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.engine.evaluate import Step
from levier.engine.executor import CrashError, Executor, run_alone
from levier.engine.prices import price_bounds
from levier.engine.relief import Gauge, State
from levier.errors import SolveError

if TYPE_CHECKING:
    from levier.engine.worker import Room, Setup

__all__ = ["WorkerOracle"]

MOST_IN_TASK = 16


@dataclass(frozen=True, eq=False)
class MakeGauge:
    """Derive price bounds, which takes a solve, and lay out what reads states.

    Attributes:
        setup: program and plan.
    """

    setup: Setup

    def run(self, room: Room) -> Gauge:
        """Make it."""
        evaluator = room.evaluator(self.setup)
        lp, parts = evaluator.split.program, evaluator.fitting.parts
        prices = price_bounds(lp, [part for part in parts if part.pure], start=evaluator.base.row_dual)
        return Gauge(lp, parts, prices)


@dataclass(frozen=True, eq=False)
class Sets:
    """Some sets to solve.

    Attributes:
        setup: program and plan.
        gauge: reads states.
        sets: elements of each.
    """

    setup: Setup
    gauge: Gauge
    sets: tuple[frozenset[int], ...]

    def run(self, room: Room) -> list[State]:
        """Solve them, each from the base."""
        evaluator = room.evaluator(self.setup)
        return [
            self.gauge.read(evaluator.point(Step(tuple(sorted(chosen)), ()), evaluator.base), chosen)
            for chosen in self.sets
        ]


class WorkerOracle:
    """Solve sets of elements on workers.

    Args:
        executor: where it runs.
        setup: program and plan.

    Raises:
        SolveError: A worker dies over it, three times.
    """

    def __init__(self, executor: Executor, setup: Setup) -> None:
        """Make the gauge."""
        self._executor, self._setup = executor, setup
        self._gauge: Gauge = run_alone(executor, MakeGauge(setup))

    def solve(self, sets: Sequence[frozenset[int]]) -> list[State]:
        """Return the state of each set, in order."""
        size = max(1, min(MOST_IN_TASK, -(-len(sets) // max(self._executor.workers, 1))))
        parts = [tuple(sets[at : at + size]) for at in range(0, len(sets), size)]
        found: dict[int, list[State]] = {}
        for place, result in self._executor.map([Sets(self._setup, self._gauge, part) for part in parts]):
            if isinstance(result, CrashError):
                message = f"a worker died over one of {len(parts[place])} sets: {result}"
                raise SolveError(message) from result
            found[place] = result
        return [state for place in range(len(parts)) for state in found[place]]
