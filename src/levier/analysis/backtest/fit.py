"""What is estimated from other events: ramps by mode, and how much of an announcement comes true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from levier.analysis.backtest.predict import LEVELS, MODES
from levier.analysis.backtest.score import score_row

if TYPE_CHECKING:
    from levier.analysis.backtest.cause import Cause, Step

__all__ = ["ENOUGH", "identifying", "ramps_without", "realised", "share_without"]

ENOUGH = 3
"""Fewer events than this do not fit a parameter; it is run as a range instead."""
VISIBLE = 0.01


def identifying(rows: Sequence[Mapping[str, Any]], mode: str) -> list[str]:
    """Return the events in which the ramp of a mode moves some observable by 1 % of its undisturbed volume."""
    found = []
    for row in rows:
        values = row["values"]
        if f"{mode} high" in values:
            moved = abs(values[f"{mode} high"] - values[f"{mode} low"]) * row["share"][0]
            if moved >= VISIBLE * row["scale"] and row["event"] not in found:
                found.append(row["event"])
    return found


def ramps_without(rows: Sequence[Mapping[str, Any]], event: str) -> dict[str, str]:
    """Return the best level of each mode's ramp over the other events that identify it.

    A mode that fewer than three other events identify is left out.
    """
    fitted = {}
    for mode in MODES:
        others = [name for name in identifying(rows, mode) if name != event]
        if len(others) < ENOUGH:
            continue
        mine = [row for row in rows if row["event"] in others]
        fitted[mode] = min(LEVELS, key=lambda level: _error(mine, {mode: level}))
    return fitted


def _error(rows: Sequence[Mapping[str, Any]], ramps: Mapping[str, str]) -> float:
    """Mean over events of the mean absolute error of their observables."""
    by_event: dict[str, list[float]] = {}
    for row in rows:
        by_event.setdefault(row["event"], []).append(abs(score_row(row, ramps)["error"]))
    return float(np.mean([np.mean(errors) for errors in by_event.values()]))


def realised(cause: Cause) -> float | None:
    """Return which share of what was announced to fail did fail; None unless both are known.

    Asset-days lost as observed over asset-days lost as announced, within the days of the announcement.
    """
    if not cause.announced or not cause.observed:
        return None
    announced = sum((1.0 - step.available) * ((step.to - step.start).days + 1) for step in cause.announced)
    if announced <= 0.0:
        return None
    seen = 0.0
    for step in cause.announced:
        for k in range((step.to - step.start).days + 1):
            seen += _missing(cause.observed, step, k)
    return min(1.0, seen / announced)


def _missing(observed: Sequence[Step], announced: Step, k: int) -> float:
    day = announced.start + timedelta(days=k)
    left = [step.available for step in observed if step.asset == announced.asset and step.start <= day <= step.to]
    return 1.0 - min(left, default=1.0)


def share_without(causes: Sequence[Cause], event: str) -> tuple[float, float, float]:
    """Return which share of an announcement comes true in other events: mean, lowest, highest.

    With fewer than three of them: nothing is known; 0 to 1, middle a half.
    """
    shares = [share for cause in causes if cause.event != event and (share := realised(cause)) is not None]
    if len(shares) < ENOUGH:
        return 0.5, 0.0, 1.0
    return float(np.mean(shares)), min(shares), max(shares)
