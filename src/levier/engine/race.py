"""Find out whether warm or cold solves are faster on a program, on its first contingencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from levier.engine.evaluate import Cut
from levier.engine.executor import CrashError, Executor
from levier.engine.worker import Race, Setup

__all__ = ["choose"]

RUNNERS = 5
WORTH = 10
UNKNOWN_SECONDS = 0.02


def choose(executor: Executor, setup: Setup, cuts: Sequence[Cut]) -> dict[str, Any]:
    """Race warm against cold solves of the first cuts.

    Args:
        executor: where it runs.
        setup: program, plan and basis.
        cuts: of the first round; with few of them there is no race, and warm is chosen.

    Returns:
        ``mode`` ("warm" or "cold"), ``race`` (milliseconds a solve of both, for the manifest), ``seconds`` a solve.
    """
    if len(cuts) < WORTH:
        return {"mode": "warm", "race": None, "seconds": UNKNOWN_SECONDS}
    runners = tuple(cuts[:: max(1, len(cuts) // RUNNERS)][:RUNNERS])
    results = [result for _, result in executor.map([Race(setup, runners)])]
    if isinstance(results[0], CrashError):
        return {"mode": "warm", "race": None, "seconds": UNKNOWN_SECONDS}
    warm, cold = (seconds / len(runners) for seconds in results[0])
    mode = "warm" if warm <= cold else "cold"
    return {"mode": mode, "race": {"warm": 1e3 * warm, "cold": 1e3 * cold}, "seconds": min(warm, cold)}
