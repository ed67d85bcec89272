"""How long `levier --help` takes, warm: median of ten.

.venv/bin/python bench/help_time.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 10

__all__ = ["median_seconds"]


def median_seconds(runs: int = RUNS) -> float:
    """Start `levier --help` once to warm up, then some times, and return the median wall time."""
    command = [str(Path(sys.executable).with_name("levier")), "--help"]
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


if __name__ == "__main__":
    print(f"levier --help: {median_seconds():.3f} s (warm, median of {RUNS})")
