"""What a worker does: hold loaded programs, run one task after the other, in any process."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from levier.engine.evaluate import Answer, Cut, Evaluator, Step
from levier.engine.measures import NO_MEASURES, Measures

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.engine.plan import Plan
    from levier.engine.program import Program
    from levier.lp import Basis, LinearProgram, Solution

__all__ = ["Batch", "Race", "Room", "Setup", "Solve", "Task", "main"]

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, eq=False)
class Setup:
    """What all tasks of a sweep share.

    Attributes:
        key: of the sweep and how it is run.
        program: path of the saved program.
        plan: the elements.
        basis: of the uncut optimum.
        warm: whether solves start from bases.
        sums: whether sums of known optima are tried first.
        measures: path of what is read off each optimum; nothing if empty.
    """

    key: str
    program: str
    plan: Plan
    basis: Basis
    warm: bool = True
    sums: bool = True
    measures: str = ""


class Room:
    """What a worker keeps between tasks."""

    def __init__(self) -> None:
        """Start empty."""
        self._programs: dict[str, Program] = {}
        self._evaluators: dict[str, Evaluator] = {}
        self._kept: dict[str, Any] = {}

    def program(self, path: str) -> Program:
        """Load a program, once."""
        if path not in self._programs:
            from levier.engine.program import Program

            self._programs = {path: Program.load(path)}
        return self._programs[path]

    def keep(self, key: str, make: Callable[[], Any]) -> Any:
        """Make something once and keep it; of things with other keys, none stays."""
        if key not in self._kept:
            self._kept = {key: make()}
        return self._kept[key]

    def put(self, path: str, program: Program) -> None:
        """Keep a program that is in memory already."""
        self._programs[path] = program

    def evaluator(self, setup: Setup) -> Evaluator:
        """Make the evaluator of a sweep, once."""
        if setup.key not in self._evaluators:
            program = self.program(setup.program)
            measures = Measures.load(setup.measures) if setup.measures else NO_MEASURES
            made = Evaluator(program, setup.plan, setup.basis, warm=setup.warm, sums=setup.sums, measures=measures)
            self._evaluators = {setup.key: made}
        return self._evaluators[setup.key]


class Task(Protocol):
    """Something a worker can run; it must survive being sent to another process."""

    def run(self, room: Room) -> Any:
        """Do it."""


@dataclass(frozen=True, eq=False)
class Batch:
    """Some cuts with one parent.

    Attributes:
        setup: of the sweep.
        number: of the batch within the sweep.
        chain: how the parent is found.
        cuts: elements of each cut.
        fits: whether larger cuts will be read off the answers.
    """

    setup: Setup
    number: int
    chain: tuple[Step, ...]
    cuts: tuple[Cut, ...]
    fits: bool = True

    def run(self, room: Room) -> list[Answer]:
        """Evaluate the cuts."""
        evaluator = room.evaluator(self.setup)
        parent = self.chain[-1].cut if self.chain else ()
        return [evaluator.answer(Step(cut, parent), self.chain, fits=self.fits) for cut in self.cuts]


@dataclass(frozen=True, eq=False)
class Race:
    """The same cuts, warm and cold.

    Attributes:
        setup: of the sweep.
        cuts: elements of each cut.
    """

    setup: Setup
    cuts: tuple[Cut, ...]

    def run(self, room: Room) -> tuple[float, float]:
        """Return the seconds of all warm and of all cold solves."""
        evaluator = room.evaluator(self.setup)
        times = []
        for warm in (True, False):
            evaluator.warm = warm
            began = time.perf_counter()
            for cut in self.cuts:
                evaluator.solve(evaluator.fitting.change(cut), evaluator.base)
            times.append(time.perf_counter() - began)
        evaluator.warm = self.setup.warm
        return times[0], times[1]


@dataclass(frozen=True, eq=False)
class Solve:
    """One program under changes of bounds, sides and costs.

    Attributes:
        program: path of the saved program.
        changes: fields of the linear program that differ; none for the base.
        basis: where to start.
    """

    program: str
    changes: dict[str, Any]
    basis: Basis | None = None

    def run(self, room: Room) -> Solution:
        """Solve it."""
        from levier.lp import solve

        lp: LinearProgram = room.program(self.program).lp
        return solve(lp.replace(**self.changes) if self.changes else lp, basis=self.basis)


def main() -> None:
    """Run tasks from standard input until it ends, in a child process.

    Messages are pickled: both ends are this program, joined by a pipe of their own.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a solver may print
    serve(sys.stdin.buffer, answers)


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Answer each task with its result or the error it raised."""
    room = Room()
    while True:
        try:
            task = pickle.load(tasks)  # noqa: S301 - from the parent process
        except EOFError:
            return
        try:
            result: tuple[bool, Any] = True, task.run(room)
        except Exception as error:  # noqa: BLE001 - the parent raises it again
            result = False, error
        try:
            pickle.dump(result, answers)
            answers.flush()
        except BrokenPipeError:
            return
