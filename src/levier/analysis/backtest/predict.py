"""What the model says will come of a cause, for every setting of what is not known."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.backtest.base import Base
from levier.analysis.backtest.hindsight import later_rows
from levier.analysis.backtest.prediction import LOST, Prediction, Told
from levier.analysis.daily import DailyRunner
from levier.shock import Change

if TYPE_CHECKING:
    from levier.analysis.backtest.cause import Basis, Cause, Step

__all__ = ["LEVELS", "MIDDLE", "MODES", "predict"]

LEVELS = {"low": 0.2, "middle": 0.45, "high": 0.7}
MIDDLE = "middle"
MODES = {
    "pipeline": ("pipeline", "transfer", "swap", "mooring"),
    "tanker": ("tanker", "ship"),
    "rail": ("rail", "road"),
}
MOVES = 1e-3
"""A rate that changes by less than this, in the unit of its carrier per year, has not moved."""


def predict(cause: Cause, base: Base, runner: DailyRunner, name: str = "") -> Prediction:
    """Predict what comes of a cause.

    Args:
        cause: which assets were available how far, and when.
        base: the base year it rests on.
        runner: of that base year; it keeps what it compiled.
        name: of the event, for people.

    Raises:
        SolveError: a day without an optimum.
    """
    system = base.system
    last = cause.end.replace(day=monthrange(cause.end.year, cause.end.month)[1])
    runs: dict[tuple[str, str], np.ndarray] = {}
    gaining: set[str] = set()
    for basis in cause.bases:
        found, more = _runs(runner, _of(cause, basis), cause.start, last)
        runs |= {(basis, setting): run for setting, run in found.items()}
        gaining |= more
    calendar = system.topology.calendar
    energy = np.flatnonzero(calendar.energy)
    told = Told(
        event=cause.event,
        also=cause.also,
        name=cause.name or name,
        sample=base.sample,
        year=system.year,
        as_of=str(base.as_of),
        bases=cause.bases,
        cut=tuple((step.asset, str(step.start), str(step.to)) for step in cause.steps),
        hindsight=later_rows(system.package, sorted(gaining), base.as_of),
    )
    assets = system.assets
    return Prediction(
        told=told,
        first=cause.start,
        assets=tuple(map(str, assets.index)),
        carriers=tuple(map(str, assets["carrier"])),
        kinds=tuple(map(str, assets["kind"])),
        countries=tuple(map(str, assets["country"])),
        months=system.calibration.base[energy],
        year_days=calendar.days_in_year,
        runs=runs,
    )


def _of(cause: Cause, basis: Basis) -> tuple[Step, ...]:
    return cause.observed if basis == "observed" else cause.announced


def _runs(
    runner: DailyRunner, steps: Sequence[Step], first: date, last: date
) -> tuple[dict[str, np.ndarray], set[str]]:
    """Run every setting; a mode by itself only if its corridors carry more than in the base year at some ramp.

    Also returns the assets that carry more.
    """
    changes = _by_day(steps, first)
    gaining: set[str] = set()

    def run(ramps: Mapping[str, float]) -> np.ndarray:
        modes = {mode: ramp for group, ramp in ramps.items() for mode in MODES[group]}
        found = runner.run(changes, last, ramps=modes)
        more = (found.rates - found.reference).max() > MOVES
        gaining.update(map(str, more.index[more]))
        return found.rates.to_numpy(float)

    runs = {level: run(dict.fromkeys(MODES, ramp)) for level, ramp in LEVELS.items()}
    if np.abs(runs["high"] - runs["low"]).max(initial=0.0) > MOVES:
        middle = dict.fromkeys(MODES, LEVELS[MIDDLE])
        moved = set(runner.system.assets["mode"].loc[sorted(gaining)])
        for mode in (mode for mode, members in MODES.items() if moved & set(members)):
            for level in ("low", "high"):
                runs[f"{mode} {level}"] = run({**middle, mode: LEVELS[level]})
    flows = {day: [_flow(change) for change in held] for day, held in changes.items()}
    runs[LOST] = runner.run(flows, last, closed=True).rates.to_numpy(float)
    return runs, gaining


def _by_day(steps: Sequence[Step], first: date) -> dict[date, list[Change]]:
    """Return what holds from each day on which anything changes."""
    edges = {first} | {step.start for step in steps} | {step.to + timedelta(days=1) for step in steps}
    return {
        day: [
            Change(step.asset, "flow" if step.of == "base" else "capacity", step.available)
            for step in steps
            if step.start <= day <= step.to and step.available < 1.0
        ]
        for day in sorted(edges)
    }


def _flow(change: Change) -> Change:
    """What is cut is taken off the flow itself."""
    return Change(change.asset, "flow", change.value)
