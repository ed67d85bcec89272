"""What a new cause would do: the flows that change, with their interval, before any outcome is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.backtest.predict import MIDDLE
from levier.analysis.backtest.prediction import LOST

if TYPE_CHECKING:
    from levier.analysis.backtest.prediction import Prediction
    from levier.dataset import Package

__all__ = ["forecast_table"]

SMALL = 1e-3
COLUMNS = (
    "event", "subject", "period", "unit", "nothing", "predicted", "low", "high", "lost", "basis",
)  # fmt: skip


def forecast_table(
    package: Package, prediction: Prediction, share: tuple[float, float, float], *, top: int | None = None
) -> pd.DataFrame:
    """Return one row a flow that changes, largest change first: volumes over the days predicted.

    Args:
        package: for units.
        prediction: of the cause.
        share: how much of an announcement comes true: middle, lowest, highest; used where nothing was observed.
        top: leave out all but the largest.

    Returns:
        Undisturbed volume (``nothing``), predicted volume with its interval over ramps and the share of the
        announcement that comes true, and the volume if all that was cut is ``lost``.
    """
    basis = prediction.told.bases[0]
    parts = (1.0, 1.0, 1.0) if basis == "observed" else share
    nothing = _undisturbed(prediction)
    chosen = {name: run for (told, name), run in prediction.runs.items() if told == basis}
    runs = {name: run.sum(axis=0) / prediction.year_days for name, run in chosen.items()}
    effects = np.array([run - nothing for name, run in runs.items() if name != LOST])
    ends = np.concatenate([effects * parts[1], effects * parts[2]])
    middle = nothing + parts[0] * (runs[MIDDLE] - nothing)
    low, high = nothing + ends.min(axis=0), nothing + ends.max(axis=0)
    units = package.table("carriers").set_index("id")["unit"]
    rows = [
        {
            "event": prediction.told.event,
            "subject": prediction.assets[j],
            "period": f"{prediction.first}/{prediction.last}",
            "unit": units[prediction.carriers[j]],
            "nothing": nothing[j],
            "predicted": middle[j],
            "low": min(low[j], middle[j]),
            "high": max(high[j], middle[j]),
            "lost": runs[LOST][j],
            "basis": basis,
        }
        for j in _changed(np.abs(ends).max(axis=0), nothing)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table if top is None else table.head(top)


def _undisturbed(prediction: Prediction) -> np.ndarray:
    days = pd.date_range(prediction.first, prediction.last)
    return np.asarray(prediction.months[days.month.to_numpy() - 1].sum(axis=0) / prediction.year_days)


def _changed(change: np.ndarray, nothing: np.ndarray) -> Sequence[int]:
    large = np.flatnonzero(change > SMALL * np.maximum(1.0, nothing))
    return large[np.argsort(-change[large], kind="stable")].tolist()
