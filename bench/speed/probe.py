"""Ask worker processes what they imported and how much memory they take."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from levier.engine.executor import make_executor
from levier.engine.program import Program
from levier.engine.worker import Room, Solve

__all__ = ["peak", "probe", "workers_memory"]

FORBIDDEN = ("pypsa", "linopy", "xarray")
LOADS = 5
MEBI = 2**20


@dataclass(frozen=True)
class Ask:
    """A task: load a program a few times, and say what this process has imported."""

    path: str

    def run(self, _: Room) -> tuple[float, list[str]]:
        """Return the median milliseconds of a load, and the forbidden modules found."""
        times = []
        for _ in range(LOADS):
            began = time.perf_counter()
            Program.load(self.path)
            times.append(1e3 * (time.perf_counter() - began))
        return statistics.median(times), [name for name in FORBIDDEN if name in sys.modules]


def probe(path: Path) -> tuple[float, list[str]]:
    """Let a worker load and solve a saved program.

    Returns:
        Median milliseconds of a load in the worker; modules it should not have imported and has.
    """
    executor = make_executor(1)
    try:
        results = dict(executor.map([Solve(str(path), {}), Ask(str(path))]))
    finally:
        executor.close()
    return results[1]


def workers_memory() -> list[float]:
    """Peak memory of each child process alive now, in MiB; none where there is no /proc."""
    found = []
    for file in Path("/proc/self/task").glob("*/children"):
        for child in file.read_text().split():
            lines = Path(f"/proc/{child}/status").read_text().splitlines()
            found += [float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
    return found


def peak() -> float:
    """Peak memory of this process so far, in MiB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / MEBI if sys.platform == "darwin" else size / 1024
