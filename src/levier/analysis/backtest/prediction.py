"""A prediction: rates of every flow on every day, before any outcome is known, and how it is kept on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from levier.analysis.backtest.base import Sample
from levier.errors import UsageError
from levier.show import card_of_fields, shown

__all__ = ["LOST", "Prediction", "Told", "read_prediction", "write_prediction"]

LOST = "lost"


@dataclass(frozen=True)
class Told:
    """Who is predicted.

    Attributes:
        event, also, name: the event, further ones of its cause, and its name.
        sample, year, as_of: the base year it rests on, and the last day that is known.
        bases: what the cause tells, ``observed`` or ``announced`` or both.
        cut: asset, first and last day of every step.
        hindsight: assets that carry more than in the base year and whose rows rest on later sources alone.
    """

    event: str
    also: tuple[str, ...]
    name: str
    sample: Sample
    year: int
    as_of: str
    bases: tuple[str, ...]
    cut: tuple[tuple[str, str, str], ...]
    hindsight: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[str, ...]:
        """Every event of the cause."""
        return (self.event, *self.also)


@shown(card_of_fields)
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
    arrays: dict[str, Any] = {f"run{i}": run for i, run in enumerate(prediction.runs.values())}
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
    lists = {name: tuple(told[name]) for name in ("also", "bases", "hindsight")}
    return Prediction(
        told=Told(**{**told, **lists, "cut": cut}),
        first=date.fromisoformat(head["first"]),
        assets=tuple(head["assets"]),
        carriers=tuple(head["carriers"]),
        kinds=tuple(head["kinds"]),
        countries=tuple(head["countries"]),
        months=months,
        year_days=head["year_days"],
        runs=runs,
    )
