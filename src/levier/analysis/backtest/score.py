"""Predictions against outcomes: error, direction, and skill over two naive forecasts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.analysis.backtest.predict import MIDDLE, MODES
from levier.analysis.backtest.prediction import LOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.backtest.observables import Outcome, Reader
    from levier.analysis.backtest.prediction import Prediction

__all__ = ["SCORES", "by_event", "headline", "rows_of", "score_row", "skill"]

TOLERANCE = 0.02
"""An effect smaller than this share of the undisturbed volume counts as none."""
SCORES = (
    "event", "name", "sample", "year", "basis", "outcome", "subject", "quantity", "period", "unit",
    "observed", "predicted", "low", "high", "nothing", "lost", "scale",
    "error", "error_nothing", "error_lost", "inside", "direction", "hindsight",
)  # fmt: skip


def rows_of(
    prediction: Prediction, outcomes: Sequence[Outcome], reader: Reader, share: tuple[float, float, float]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Compare a prediction with outcomes.

    Args:
        prediction: read back from where it was stored.
        outcomes: what was observed.
        reader: of the same package.
        share: how much of an announcement comes true: middle, lowest and highest of other events.

    Returns:
        Rows of settings (see :func:`score_row`) on each basis, and rows of outcomes that cannot be compared, with why.
    """
    found, left = [], []
    for outcome in outcomes:
        obstacle = reader.obstacle(prediction, outcome)
        if obstacle:
            left.append({"event": prediction.told.event, "outcome": outcome.id, "why": obstacle})
            continue
        found += [_row(prediction, outcome, reader, basis, share) for basis in prediction.told.bases]
    return found, left


def _row(
    prediction: Prediction, outcome: Outcome, reader: Reader, basis: str, share: tuple[float, float, float]
) -> dict[str, Any]:
    told, runs = prediction.told, prediction.runs
    nothing = reader.value(prediction, outcome, None)
    values = {name: reader.value(prediction, outcome, runs[basis, name]) for name in prediction.settings(basis)}
    return {
        "event": told.event,
        "name": told.name,
        "sample": told.sample,
        "year": told.year,
        "basis": basis,
        "outcome": outcome.id,
        "subject": outcome.subject,
        "quantity": outcome.quantity,
        "period": str(outcome.period),
        "unit": reader.unit(prediction, outcome),
        "observed": reader.reported(prediction, outcome),
        "hindsight": ", ".join(told.hindsight),
        "nothing": nothing,
        "lost": reader.value(prediction, outcome, runs[basis, LOST]),
        "scale": reader.scale(prediction, outcome),
        "values": values,
        "share": (1.0, 1.0, 1.0) if basis == "observed" else share,
    }


def score_row(row: Mapping[str, Any], ramps: Mapping[str, str]) -> dict[str, Any]:
    """Score one row under fitted ramps.

    Args:
        row: of :func:`rows_of`.
        ramps: level (``low``, ``middle``, ``high``) of each mode that is fitted; the others are run as a range.

    Returns:
        The columns of ``SCORES``. Errors are shares of the undisturbed volume. ``direction`` is whether the sign of the
        effect (none within 2 % of it) is right.
    """
    middle, low, high = _forecast(row["values"], ramps)
    nothing = row["nothing"]
    ends = [nothing + part * (value - nothing) for part in row["share"][1:] for value in (low, high)]
    predicted = nothing + row["share"][0] * (middle - nothing)
    ends.append(predicted)
    scale, observed = row["scale"], row["observed"]
    effect, seen = ((value - nothing) / scale for value in (predicted, observed))
    scored = {
        "predicted": predicted,
        "low": min(ends),
        "high": max(ends),
        "error": (predicted - observed) / scale,
        "error_nothing": (nothing - observed) / scale,
        "error_lost": (row["lost"] - observed) / scale,
        "inside": bool(min(ends) <= observed <= max(ends)),
        "direction": _sign(effect) == _sign(seen),
    }
    return {name: {**row, **scored}[name] for name in SCORES}


def _forecast(values: Mapping[str, float], ramps: Mapping[str, str]) -> tuple[float, float, float]:
    """Middle, lowest and highest value: fitted modes add what they change one by one; the others span the range."""
    middle = values[MIDDLE]
    shift = sum(values.get(f"{mode} {level}", middle) - middle for mode, level in ramps.items() if level != MIDDLE)
    free = [mode for mode in MODES if mode not in ramps]
    names = [f"{mode} {level}" for mode in free for level in ("low", "high")]
    if not ramps:
        names += ["low", "high"]
    others = [values[name] for name in names if name in values] + [middle]
    return middle + shift, min(others) + shift, max(others) + shift


def _sign(effect: float) -> int:
    return 0 if abs(effect) <= TOLERANCE else int(np.sign(effect))


def by_event(scores: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event: number of observables, mean absolute errors, direction right, skill; misses first."""
    rows = []
    for (event, name), group in scores.groupby(["event", "name"], sort=False):
        errors = {key: float(group[key].abs().mean()) for key in ("error", "error_nothing", "error_lost")}
        rows.append(
            {
                "event": event,
                "name": name,
                "base_year": int(group["year"].iloc[0]),
                "basis": group["basis"].iloc[0],
                "observables": len(group),
                **errors,
                "direction": float(group["direction"].mean()),
                "inside": float(group["inside"].mean()),
                "hindsight": group["hindsight"].iloc[0],
                "skill_nothing": skill(errors["error"], errors["error_nothing"]),
                "skill_lost": skill(errors["error"], errors["error_lost"]),
            }
        )
    columns = ["event", "name", "base_year", "basis", "observables", "error", "error_nothing", "error_lost"]
    columns += ["direction", "inside", "skill_nothing", "skill_lost", "hindsight"]
    return pd.DataFrame(rows, columns=columns).sort_values("error", ascending=False, ignore_index=True)


def headline(events: pd.DataFrame) -> dict[str, float]:
    """Return the figures of all events, each event counting once: NaN where there is none.

    >>> headline(by_event(pd.DataFrame(columns=list(SCORES))))["events"]
    0
    """
    means = {key: float(events[key].mean()) for key in ("error", "error_nothing", "error_lost", "direction", "inside")}
    return {
        "events": len(events),
        "observables": int(events["observables"].sum()),
        **means,
        "skill_nothing": skill(means["error"], means["error_nothing"]),
        "skill_lost": skill(means["error"], means["error_lost"]),
    }


def skill(error: float, naive: float) -> float:
    """Return 1 - error / error of a naive forecast; NaN where that forecast is exact.

    >>> skill(0.02, 0.08)
    0.75
    """
    return 1.0 - error / naive if naive > 0 else float("nan")
