"""What the model says will come of a cause, for every setting of what is not known, and how it is kept on disk."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.backtest.base import Base, Sample
from levier.analysis.daily import DailyRunner
from levier.errors import UsageError
from levier.shock import Change

if TYPE_CHECKING:
    from levier.analysis.backtest.cause import Basis, Cause, Step

__all__ = ["LEVELS", "LOST", "MIDDLE", "MODES", "Prediction", "Told", "predict", "read_prediction", "write_prediction"]

LEVELS = {"low": 0.2, "middle": 0.45, "high": 0.7}
MIDDLE, LOST = "middle", "lost"
MODES = {
    "pipeline": ("pipeline", "transfer", "swap", "mooring"),
    "tanker": ("tanker", "ship"),
    "rail": ("rail", "road"),
}
MOVES = 1e-6


@dataclass(frozen=True)
class Told:
    """Who is predicted: the event and the days and assets that were cut."""

    event: str
    also: tuple[str, ...]
    name: str
    sample: Sample
    year: int
    as_of: str
    bases: tuple[str, ...]
    cut: tuple[tuple[str, str, str], ...]

    @property
    def events(self) -> tuple[str, ...]:
        """Every event of the cause."""
        return (self.event, *self.also)


@dataclass(frozen=True)
class Prediction:
    """Rates of every flow on every day, before any outcome is known.

    Attributes:
        told: what it is a prediction of.
        first: first day of the cause; days before it are those of the base year.
        assets: ids; ``carriers``, ``kinds``, ``countries``: of each.
        months: (12, assets), base rates by month, per year of ``year_days`` days.
        runs: (days, assets) by (basis, setting): ``middle``, ``low``, ``high`` of all ramps, ``pipeline low`` and
            so on of one mode where that moves anything, and ``lost``, in which nothing gives way.
    """

    told: Told
    first: date
    assets: tuple[str, ...]
    carriers: tuple[str, ...]
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    months: np.ndarray
    year_days: int
    runs: Mapping[tuple[str, str], np.ndarray]

    @property
    def days(self) -> int:
        """Number of days predicted."""
        return len(next(iter(self.runs.values())))

    @property
    def last(self) -> date:
        """Last day predicted."""
        return self.first + timedelta(days=self.days - 1)

    def settings(self, basis: str) -> list[str]:
        """Return the settings run on a basis, the naive one left out."""
        return [setting for told, setting in self.runs if told == basis and setting != LOST]


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
    for basis in cause.bases:
        for setting, run in _runs(runner, _of(cause, basis), cause.start, last).items():
            runs[basis, setting] = run
    calendar = system.topology.calendar
    energy = np.flatnonzero(calendar.energy)
    cut = tuple((step.asset, str(step.start), str(step.to)) for step in cause.steps)
    told = Told(
        cause.event, cause.also, cause.name or name, base.sample, system.year, str(base.as_of), cause.bases, cut
    )
    assets = system.assets
    return Prediction(
        told,
        cause.start,
        tuple(map(str, assets.index)),
        *(tuple(map(str, assets[column])) for column in ("carrier", "kind", "country")),
        system.calibration.base[energy],
        calendar.days_in_year,
        runs,
    )


def _of(cause: Cause, basis: Basis) -> tuple[Step, ...]:
    return cause.observed if basis == "observed" else cause.announced


def _runs(runner: DailyRunner, steps: Sequence[Step], first: date, last: date) -> dict[str, np.ndarray]:
    """Run every setting; modes one by one only where all of them together move something."""
    changes = _by_day(steps, first)

    def run(ramps: Mapping[str, float]) -> np.ndarray:
        modes = {mode: ramp for name, ramp in ramps.items() for mode in MODES[name]}
        return runner.run(changes, last, ramps=modes).rates.to_numpy(float)

    runs = {level: run(dict.fromkeys(MODES, ramp)) for level, ramp in LEVELS.items()}
    if np.abs(runs["high"] - runs["low"]).max(initial=0.0) > MOVES:
        middle = dict.fromkeys(MODES, LEVELS[MIDDLE])
        for mode in MODES:
            for level in ("low", "high"):
                runs[f"{mode} {level}"] = run({**middle, mode: LEVELS[level]})
    flows = {day: [_flow(change) for change in held] for day, held in changes.items()}
    return {**runs, LOST: runner.run(flows, last, closed=True).rates.to_numpy(float)}


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


def write_prediction(prediction: Prediction, folder: Path) -> Path:
    """Write a prediction; the file is there when it is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{prediction.told.event}.npz"
    keys = [list(key) for key in prediction.runs]
    head = {
        "told": asdict(prediction.told),
        "first": str(prediction.first),
        "year_days": prediction.year_days,
        "runs": keys,
        **{name: getattr(prediction, name) for name in ("assets", "carriers", "kinds", "countries")},
    }
    arrays = {f"run{i}": run for i, run in enumerate(prediction.runs.values())}
    partial = target.with_name(f".{target.name}")
    np.savez_compressed(partial, head=np.array(json.dumps(head)), months=prediction.months, **arrays)
    return partial.replace(target)


def read_prediction(path: Path) -> Prediction:
    """Read a prediction that was written.

    Raises:
        UsageError: the file is not one.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            head = json.loads(str(file["head"]))
            runs = {(basis, setting): file[f"run{i}"] for i, (basis, setting) in enumerate(head["runs"])}
            months = file["months"]
    except (OSError, ValueError, KeyError) as error:
        message = f"{path} is not a prediction written by levier: {error}"
        raise UsageError(message) from error
    told = head["told"]
    cut = tuple((str(a), str(b), str(c)) for a, b, c in told["cut"])
    return Prediction(
        Told(**{**told, "also": tuple(told["also"]), "bases": tuple(told["bases"]), "cut": cut}),
        date.fromisoformat(head["first"]),
        *(tuple(head[name]) for name in ("assets", "carriers", "kinds", "countries")),
        months,
        head["year_days"],
        runs,
    )
