"""Outcomes as somebody reported them, and the quantity of the model that each is compared with."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from levier.dataset import Period, parse_period, units
from levier.errors import DatasetError
from levier.system.reports import aggregate_terms, expand_aggregate

if TYPE_CHECKING:
    from levier.analysis.backtest.prediction import Prediction
    from levier.dataset import Package

__all__ = ["Outcome", "Quantity", "Reader", "check_columns", "outcomes_file", "outcomes_of"]

Quantity = Literal["volume", "loss", "gain", "change", "unserved"]
NEEDED = ("subject", "observable", "period", "value", "unit")
PERCENT = 100.0


@dataclass(frozen=True)
class Outcome:
    """One reported number.

    Attributes:
        id, event, subject: of the row; the subject is a flow, a sum of flows, or a country (``unserved``).
        quantity: volume over the period (or mean rate), loss or gain against what would have flowed, change of it
            in per cent, or demand not served.
        period, value, unit: as reported.
        sources: ids.
    """

    id: str
    event: str
    subject: str
    quantity: Quantity
    period: Period
    value: float
    unit: str
    sources: str = ""


def outcomes_of(package: Package, events: tuple[str, ...]) -> list[Outcome]:
    """Return the outcomes of some events that a quantity of the model can be compared with."""
    table = package.table("outcomes")
    rows = table[table["event"].isin(events) & (table["observable"] != "")]
    return [_outcome(row, f"outcomes.csv ({row['id']})") for row in rows.to_dict("records")]


def check_columns(path: str | Path) -> None:
    """Check the head of a CSV file of outcomes; not a single outcome is read.

    Raises:
        DatasetError: a file that is missing or lacks a column.
    """
    file = Path(path)
    try:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            head = next(csv.reader(handle), [])
    except (OSError, UnicodeDecodeError) as error:
        reason = "no such file of outcomes" if isinstance(error, FileNotFoundError) else str(error)
        message = f"{file}: {reason}"
        raise DatasetError(message) from error
    lacking = [name for name in NEEDED if name not in head]
    if lacking:
        message = f"{file}: no column {', '.join(lacking)}; outcomes need {', '.join(NEEDED)}"
        raise DatasetError(message)


def outcomes_file(path: str | Path, event: str) -> list[Outcome]:
    """Read the outcomes of one event from a CSV file.

    Args:
        path: with at least the columns subject, observable, period, value and unit.
        event: whose outcomes they are.

    Raises:
        DatasetError: a file that is missing, lacks a column, or holds a cell that cannot be read.
    """
    check_columns(path)
    with Path(path).open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    if not rows:
        message = f"{path}: holds no outcome"
        raise DatasetError(message)
    return [
        _outcome({"id": f"{event}-{i}", **row, "event": event}, f"{path} row {i + 1}") for i, row in enumerate(rows, 1)
    ]


def _outcome(row: dict[Any, Any], where: str) -> Outcome:
    quantity, value = row["observable"], row["value"]
    if quantity not in get_args(Quantity):
        message = f"{where}: observable {quantity!r} is not one of {', '.join(get_args(Quantity))}"
        raise DatasetError(message)
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not np.isfinite(number):
        message = f"{where}: value {value!r} is not a number"
        raise DatasetError(message)
    try:
        period = parse_period(str(row["period"]))
    except DatasetError as error:
        message = f"{where}: {error}"
        raise DatasetError(message) from None
    return Outcome(
        str(row["id"]), str(row["event"]), str(row["subject"]), quantity, period, number, str(row["unit"]),
        str(row.get("sources") or ""),
    )  # fmt: skip


class Reader:
    """Reads quantities of the model out of predictions.

    Args:
        package: for sums of flows, carriers and units.
    """

    def __init__(self, package: Package) -> None:
        """Read the sums of flows."""
        self.terms = aggregate_terms(package)
        self.carriers = package.table("carriers").set_index("id")

    def obstacle(self, prediction: Prediction, outcome: Outcome) -> str:
        """Say why an outcome cannot be compared with a prediction; empty if it can."""
        if outcome.period.last > prediction.last:
            return f"reaches beyond the days predicted (to {prediction.last})"
        if outcome.period.last < prediction.first:
            return "lies before the event"
        chosen = self._chosen(prediction, outcome)
        if not chosen:
            return f"{outcome.subject} is not in the base year {prediction.told.year}"
        for asset, start, to in prediction.told.cut:
            inside = date.fromisoformat(start) <= outcome.period.start and outcome.period.last <= date.fromisoformat(to)
            if outcome.subject == asset and inside:
                return "is the cause itself, given and not predicted"
        if self.scale(prediction, outcome) <= 0.0:
            return f"{outcome.subject} does not flow in the base year {prediction.told.year}"
        return ""

    def reported(self, prediction: Prediction, outcome: Outcome) -> float:
        """Return the reported value in the carrier's unit (a change in per cent)."""
        if outcome.quantity == "change":
            return outcome.value
        carrier = self.carriers.loc[prediction.carriers[next(iter(self._chosen(prediction, outcome)))]]
        return units.volume(outcome.value, outcome.unit, carrier, outcome.period.days)

    def unit(self, prediction: Prediction, outcome: Outcome) -> str:
        """Return the unit in which values are compared."""
        if outcome.quantity == "change":
            return "%"
        return str(self.carriers.loc[prediction.carriers[next(iter(self._chosen(prediction, outcome)))], "unit"])

    def scale(self, prediction: Prediction, outcome: Outcome) -> float:
        """Return what an error is a share of: the undisturbed volume of the subject over the period (changes: 100)."""
        if outcome.quantity == "change":
            return PERCENT
        chosen = self._chosen(prediction, outcome)
        return float(abs(sum(weight * self._volume(prediction, outcome, j) for j, weight in chosen.items())))

    def value(self, prediction: Prediction, outcome: Outcome, run: np.ndarray | None) -> float:
        """Return the quantity under a run; without one, undisturbed."""
        before, after = 0.0, 0.0
        gains = 0.0
        for j, weight in self._chosen(prediction, outcome).items():
            first = weight * self._volume(prediction, outcome, j)
            second = first if run is None else weight * self._volume(prediction, outcome, j, run)
            before, after, gains = before + first, after + second, gains + max(second - first, 0.0)
        return {
            "volume": after,
            "loss": before - after,
            "gain": gains,
            "change": PERCENT * (after / before - 1.0) if before else 0.0,
            "unserved": before - after,
        }[outcome.quantity]

    def _chosen(self, prediction: Prediction, outcome: Outcome) -> dict[int, float]:
        """Positions and weights of the flows a subject is the sum of."""
        if outcome.quantity == "unserved":
            ends = zip(prediction.kinds, prediction.countries, strict=True)
            return {j: 1.0 for j, (kind, country) in enumerate(ends) if kind == "demand" and country == outcome.subject}
        position = {name: j for j, name in enumerate(prediction.assets)}
        leaves = expand_aggregate(self.terms, outcome.subject).items()
        return {position[leaf]: weight for leaf, weight in leaves if leaf in position}

    def _volume(self, prediction: Prediction, outcome: Outcome, j: int, run: np.ndarray | None = None) -> float:
        """Volume over the period: base rates by month, those of the run from its first day on."""
        total, day = 0.0, outcome.period.start
        while day <= outcome.period.last:
            at = (day - prediction.first).days
            undisturbed = run is None or at < 0
            total += float(prediction.months[day.month - 1, j] if undisturbed or run is None else run[at, j])
            day += timedelta(days=1)
        return total / prediction.year_days
