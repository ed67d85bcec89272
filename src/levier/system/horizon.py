"""Which snapshots a run goes through: the year itself, or months from an onset round the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import UsageError

if TYPE_CHECKING:
    from levier.system.calendar import Calendar

__all__ = ["Horizon", "horizon_from", "whole_year"]


@dataclass(frozen=True)
class Horizon:
    """An ordered walk through the snapshots of a calendar.

    Attributes:
        labels: name of each step; a second turn round the calendar gets ``+1``.
        positions: position of each step in the calendar.
        weights: share of the year of each step; a peak hour weighs 0.
        months: whole months since the onset, 1 in the onset's own (used by ramps).
        cyclic: stocks close the circle (only the base year does).
    """

    labels: tuple[str, ...]
    positions: np.ndarray
    weights: np.ndarray
    months: np.ndarray
    cyclic: bool

    def __len__(self) -> int:
        """Return the number of steps."""
        return len(self.labels)


def whole_year(calendar: Calendar) -> Horizon:
    """Return the base year: every snapshot, ramps fully open, stocks cyclic."""
    count = len(calendar)
    return Horizon(calendar.labels, np.arange(count), calendar.weights, np.full(count, np.inf), cyclic=True)


def horizon_from(calendar: Calendar, onset: str, steps: int) -> Horizon:
    """Return the snapshots from an onset on, round the calendar.

    Args:
        calendar: the base year.
        onset: label of the first snapshot (``2024-11``) or ``peak``.
        steps: number of snapshots, window and recovery together.

    Raises:
        UsageError: an onset that is not in the calendar, or no step.
    """
    if onset not in calendar.labels:
        msg = f"onset {onset!r} is not a snapshot of {calendar.year}: {', '.join(calendar.labels)}"
        raise UsageError(msg)
    if steps < 1:
        msg = f"a run needs at least one snapshot, not {steps}"
        raise UsageError(msg)
    start = calendar.labels.index(onset)
    if calendar.snapshots[start].kind == "peak":
        return Horizon((onset,), np.array([start]), np.array([0.0]), np.array([np.inf]), cyclic=False)
    energy = np.flatnonzero(calendar.energy)
    order = [(int(np.flatnonzero(energy == start)[0]) + k) for k in range(steps)]
    positions = np.array([energy[k % len(energy)] for k in order])
    turns = [k // len(energy) for k in order]
    labels = tuple(calendar.labels[p] + (f"+{turn}" if turn else "") for p, turn in zip(positions, turns, strict=True))
    lengths = [calendar.snapshots[p].period.days for p in positions]
    elapsed = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    months = np.floor(elapsed / (365.25 / 12) + 0.15).astype(float) + 1.0
    return Horizon(labels, positions, calendar.weights[positions], months, cyclic=False)
