"""Every case predicted, stored, and only then compared with what was observed: the scorecard (methods 9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.analysis.backtest.blind import LeftOut, predictions
from levier.analysis.backtest.fit import identifying, ramps_without, realised, share_without
from levier.analysis.backtest.observables import Outcome, Reader, outcomes_of
from levier.analysis.backtest.predict import LEVELS, MODES
from levier.analysis.backtest.prediction import read_prediction
from levier.analysis.backtest.score import SCORES, by_event, headline, rows_of, score_row
from levier.analysis.cards import scorecard_card
from levier.sentence import sentence
from levier.show import shown

if TYPE_CHECKING:
    from levier.analysis.backtest.cause import Cause
    from levier.dataset import Package

__all__ = ["Scorecard", "backtest"]

Source = Callable[[tuple[str, ...]], Sequence[Outcome]]
LEFT = ("event", "outcome", "why")
RAMPS = ("mode", "events", "fitted", "levels")
SHARES = ("event", "realised", "share", "low", "high")


@shown(scorecard_card)
@dataclass(frozen=True)
class Scorecard:
    """How far off the model was, on events it did not know.

    Attributes:
        scores: one row an outcome, out of sample, worst first; columns of ``SCORES``, errors as shares of the
            undisturbed volume.
        events: one row an event, worst first (see :func:`by_event`).
        announced: the same outcomes forecast from the announcement alone: as announced, and with the discount.
        inside: events scored on a base year that could not be known, the event's own months left out; never part of
            the headline.
        inside_scores: their outcomes.
        ramps: by mode: how many events identify its ramp, and whether it was fitted, and to what with each
            event left out.
        shares: by event: which share of its announcement came true, and the share that other events predict.
        not_compared: outcomes of scored events that no quantity of the model can be compared with.
        left_out: cases without a score.
    """

    scores: pd.DataFrame
    events: pd.DataFrame
    announced: pd.DataFrame
    inside: pd.DataFrame
    inside_scores: pd.DataFrame
    ramps: pd.DataFrame
    shares: pd.DataFrame
    not_compared: pd.DataFrame
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def headline(self) -> dict[str, float]:
        """Figures of all out-of-sample events, each counting once."""
        return headline(self.events)

    @property
    def without_hindsight(self) -> dict[str, float]:
        """The same of the events in which no asset that gains rests on sources later than the event alone."""
        return headline(self.events[self.events["hindsight"] == ""])


def backtest(
    package: Package,
    causes: Sequence[Cause],
    *,
    folder: Path | None = None,
    outcomes: Source | None = None,
    in_sample: bool = True,
    pool: Sequence[Cause] = (),
    workers: int = 1,
    progress: Callable[[str], None] | None = None,
) -> Scorecard:
    """Predict every case, store the predictions, then read the outcomes and score.

    Args:
        package: the data package.
        causes: the cases.
        folder: where predictions are written; a temporary one if not given.
        outcomes: reads the outcomes of some events, called only when every prediction is stored; by default
            those of the package.
        in_sample: also score, apart, events before which too little was reported, on a later base year.
        pool: causes from which the share of announcements that comes true is estimated; the cases by default.
        workers: processes that predict.
        progress: told what is being done.

    Raises:
        LevierError: the package or its outcomes are wrong; a case that cannot be predicted is a row instead.
    """
    read = outcomes or (lambda events: outcomes_of(package, events))
    with TemporaryDirectory(prefix="levier-backtest-") as temporary:
        target = folder or Path(temporary)
        files, left = predictions(package, causes, target, in_sample=in_sample, workers=workers, progress=progress)
        kept = [read_prediction(file) for file in files]
    reader = Reader(package)
    rows: list[dict[str, Any]] = []
    apart: list[dict[str, Any]] = []
    for prediction in kept:
        share = share_without(pool or causes, prediction.told.event)
        found, obstacles = rows_of(prediction, read(prediction.told.events), reader, share)
        rows += found
        apart += obstacles
        if not found:
            reason = sentence("no_outcome", "no outcome that a quantity of the model can be compared with")
            left.append(LeftOut(prediction.told.event, prediction.told.name, reason))
    return _scorecard(rows, apart, [*causes, *(other for other in pool if other not in causes)], left)


def _scorecard(
    rows: list[dict[str, Any]], apart: list[dict[str, Any]], causes: Sequence[Cause], left: list[LeftOut]
) -> Scorecard:
    first = {row["event"]: row["basis"] for row in reversed(rows)}
    best = [row for row in rows if row["basis"] == first[row["event"]]]
    out = [row for row in best if row["sample"] == "out"]
    fitted = {event: ramps_without(out, event) for event in first}
    told = [row for row in rows if row["basis"] == "announced"]
    scores = _frame([score_row(row, fitted[row["event"]]) for row in out])
    inside = _frame([score_row(row, fitted[row["event"]]) for row in best if row["sample"] == "in"])
    ramps = [(mode, len(identifying(out, mode)), *_levels(fitted, mode)) for mode in MODES]
    shares = [
        (cause.event, realised(cause), *share_without(causes, cause.event)) for cause in causes if cause.announced
    ]
    return Scorecard(
        scores,
        by_event(scores),
        _announced(told, fitted),
        by_event(inside),
        inside,
        pd.DataFrame(ramps, columns=list(RAMPS)),
        pd.DataFrame(shares, columns=list(SHARES)),
        pd.DataFrame(apart, columns=list(LEFT)),
        left,
    )


def _levels(fitted: dict[str, dict[str, str]], mode: str) -> tuple[bool, str]:
    """Say whether a ramp was fitted, and which levels the events left out one by one gave."""
    levels = [each[mode] for each in fitted.values() if mode in each]
    counts = {level: levels.count(level) for level in LEVELS if level in levels}
    return bool(levels), "; ".join(f"{LEVELS[level]} for {count} events" for level, count in counts.items())


def _frame(scores: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(scores, columns=list(SCORES))
    return table.sort_values("error", key=lambda error: -error.astype(float).abs(), kind="stable", ignore_index=True)


def _announced(rows: list[dict[str, Any]], fitted: dict[str, dict[str, str]]) -> pd.DataFrame:
    """Return one row an outcome of an announced event: forecast as announced, discounted, and nothing at all."""
    found = []
    for row in rows:
        ramps = fitted[row["event"]]
        plain = score_row({**row, "share": (1.0, 1.0, 1.0)}, ramps)
        discounted = score_row(row, ramps)
        found.append(
            {
                **{key: plain[key] for key in ("event", "name", "sample", "outcome", "subject", "period", "unit")},
                "observed": plain["observed"],
                "as_announced": plain["predicted"],
                "discounted": discounted["predicted"],
                "error_announced": plain["error"],
                "error_discounted": discounted["error"],
                "error_nothing": plain["error_nothing"],
            }
        )
    columns = ["event", "name", "sample", "outcome", "subject", "period", "unit", "observed", "as_announced"]
    columns += ["discounted", "error_announced", "error_discounted", "error_nothing"]
    return pd.DataFrame(found, columns=columns)
