"""Where the programs of an engine are solved: its executor, and the folder between the two."""

from __future__ import annotations

import weakref
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from levier.engine.executor import Executor, Serial, run_alone
from levier.engine.worker import Solve
from levier.engine.workspace import workspace

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from levier.engine.program import Program
    from levier.lp import Solution

__all__ = ["Workplace"]

CHANGING = ("cost", "row_lower", "row_upper", "column_lower", "column_upper")


class Workplace:
    """An executor that knows one program; it closes by itself when it is no longer used.

    Args:
        program: the program; saved for the workers when it is first needed.
        executor: where it is solved.
    """

    def __init__(self, program: Program, executor: Executor) -> None:
        """Make the folder."""
        self.program = program
        self.executor = executor
        room = workspace()
        self.folder = Path(room.name)
        self._close = weakref.finalize(self, _close, executor, room)

    def close(self) -> None:
        """Let the workers go, and remove the folder."""
        self._close()

    @cached_property
    def path(self) -> str:
        """Where workers find the program."""
        if isinstance(self.executor, Serial):
            self.executor.room.put(self.program.hash, self.program)
            return self.program.hash
        return str(self.program.save(self.folder / f"{self.program.hash}.npz"))

    def solve(self, program: Program, base: Solution | None = None) -> Solution:
        """Solve a program that differs from the known one in its vectors.

        Args:
            program: the known one, or one derived from it.
            base: where to start.

        Raises:
            CrashError: The worker died over it, three times.
        """
        own, new = self.program.lp, program.lp
        changes = {name: getattr(new, name) for name in CHANGING if getattr(new, name) is not getattr(own, name)}
        task = Solve(self.path, changes, None if base is None else base.basis)
        result: Solution = run_alone(self.executor, task)
        return result


def _close(executor: Executor, room: TemporaryDirectory[str]) -> None:
    """End workers and remove the folder."""
    executor.close()
    room.cleanup()
