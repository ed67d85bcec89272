"""The same questions asked of a system at many points of its inputs, in any number of processes."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from levier.analysis.assemble import assemble
from levier.analysis.figures import Question
from levier.engine import Program, solve_program
from levier.engine.executor import make_executor
from levier.errors import LevierError, SolveError
from levier.system.sampling import Sampler

if TYPE_CHECKING:
    import numpy as np

    from levier.engine.worker import Room
    from levier.system import System
    from levier.system.reconcile import BaseYear

__all__ = ["REBUILT", "Answer", "ask", "families_of"]

REBUILT = 50
"""One point in so many is built again as a PyPSA network, and must cost the same."""
AGREE = 1e-6

Answer = dict[str, float] | str
"""Figures by name, or why there are none."""


def families_of(questions: Iterable[Question]) -> tuple[str, ...]:
    """Return the families whose parts are enough for some questions; empty if one needs the whole system."""
    found: set[str] = set()
    for question in questions:
        needed = getattr(question, "families", ())
        if not needed:
            return ()
        found |= set(needed)
    return tuple(sorted(found))


def ask(
    sampler: Sampler,
    points: np.ndarray,
    questions: Sequence[Question],
    *,
    batch: int = 1,
    workers: int = 2,
    cluster: Any = None,
    progress: Callable[[int], None] | None = None,
) -> dict[int, Answer]:
    """Ask every point; one over which a worker dies is one without an answer.

    Args:
        sampler: of the system.
        points: (points, inputs), standard normal values.
        questions: what is asked.
        batch: how many points that follow each other go to one worker; those that share their reports are estimated
            once.
        workers: child processes; 0 asks in this process.
        cluster: address of a Dask scheduler instead.
        progress: told how many points are done.

    Returns:
        The answer of each point, by its position; it does not depend on the workers.
    """
    found: dict[int, Answer] = {}
    starts = range(0, len(points), batch)
    with tempfile.TemporaryDirectory(prefix="levier-samples-") as folder:
        path = Path(folder) / "sampler.pickle"
        # Our own objects, written and read by this program alone.
        path.write_bytes(pickle.dumps((sampler, points, tuple(questions))))
        executor = make_executor(workers, cluster)
        try:
            tasks = (_Ask(str(path), start, min(start + batch, len(points))) for start in starts)
            for place, answers in executor.map(tasks):
                start = starts[place]
                if isinstance(answers, SolveError):
                    answers = [str(answers)] * (min(start + batch, len(points)) - start)  # noqa: PLW2901 - the same thing
                found |= dict(enumerate(answers, start))
                if progress:
                    progress(len(found))
        finally:
            executor.close()
    return found


@dataclass(frozen=True, eq=False)
class _Ask:
    """Some points to ask, in any process."""

    path: str
    start: int
    stop: int

    def run(self, room: Room) -> list[Answer]:
        """Ask them one after the other."""
        sampler, points, questions = room.keep(self.path, lambda: pickle.loads(Path(self.path).read_bytes()))  # noqa: S301
        families = families_of(questions)
        reports = (sampler.inputs["kind"] == "report").to_numpy()
        states: dict[bytes, BaseYear] = {}
        found: list[Answer] = []
        for number in range(self.start, self.stop):
            point = points[number]
            key = point[reports].tobytes()
            try:
                if key not in states:
                    states[key] = sampler.state_at(point, families)
                system = sampler.system_at(point, families, states[key])
                answer = {figure.name: figure.value for question in questions for figure in question.figures(system)}
            except LevierError as error:
                found.append(str(error))
                continue
            if number % REBUILT == 0:
                _rebuilt(system, number)
            found.append(answer)
        return found


def _rebuilt(system: System, number: int) -> None:
    """Build the base year again through PyPSA; it must cost what the written program costs."""
    written = solve_program(assemble(system.draft()), what=f"sample {number}").objective
    rebuilt = solve_program(Program.from_network(system.network()), what=f"sample {number} through PyPSA").objective
    if abs(written - rebuilt) > AGREE * (1.0 + abs(rebuilt)):
        message = f"sample {number} costs {written:.9g} as written and {rebuilt:.9g} through PyPSA"
        raise SolveError(message)
