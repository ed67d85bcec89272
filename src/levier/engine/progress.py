"""Say how far a sweep is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Clock", "Progress"]

PAUSE = 0.2  # seconds between two calls


@dataclass(frozen=True)
class Progress:
    """How far a sweep is.

    Attributes:
        done: cuts whose optimum is known.
        total: cuts asked for.
        rate: optima evaluated a second, in this run.
        pruned: share of the cuts done that needed no solve.
        seconds: left, as far as can be told; the share pruned of what is to come is not known.
    """

    done: int
    total: int
    rate: float
    pruned: float
    seconds: float


class Clock:
    """Call back at most a few times a second.

    Args:
        callback: called with each `Progress`; nothing is called if it is not given.
        total: cuts asked for.
    """

    def __init__(self, callback: Callable[[Progress], None] | None, total: int) -> None:
        """Start the clock."""
        self._callback = callback
        self._total = total
        self._began = time.perf_counter()
        self._last = -float("inf")

    def tick(self, *, done: int, solved: int, evaluated: int, left: int, final: bool = False) -> None:
        """Tell how far it is.

        Args:
            done: cuts whose optimum is known.
            solved: cuts that were solved.
            evaluated: answers in this run.
            left: answers that this level still needs.
            final: call back whatever the time.
        """
        now = time.perf_counter()
        if self._callback is None or (now - self._last < PAUSE and not final):
            return
        self._last = now
        rate = evaluated / max(now - self._began, 1e-9)
        seconds = left / rate if rate else float("nan")
        self._callback(Progress(done, self._total, rate, 1 - solved / done if done else 0.0, seconds))
