"""``levier backtest``: how far off the model was on events it did not know, or what a new cause would do."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from levier.analysis.backtest import Cause, Prediction, Scorecard
    from levier.dataset import Package

__all__ = ["backtest"]

WORST = 3
SHOWN = 20


def backtest(
    event: Path | None = None,
    *,
    package: str = "eurasia",
    outcomes: Path | None = None,
    keep: Path | None = None,
    in_sample: bool = True,
    workers: int = 2,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Score the model on every event of a package, or predict and score one of your own.

    Parameters
    ----------
    event
        A YAML file with the cause of one event; without it, every case of the package.
    package
        Name of a shipped package, a directory, or a zip.
    outcomes
        With an event: a CSV file of what was observed (subject, observable, period, value, unit). Without it the
        outcomes of the package are used, and where there are none the prediction is given with its interval.
    keep
        Folder in which the predictions are kept, as they were before any outcome was read.
    in_sample
        Score events before which too little was reported on a later base year, in a table of their own.
    workers
        Processes that predict; the result does not depend on their number.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis.backtest import read_cause, shipped_causes
    from levier.cli.output import check_out, emit, progress, wants_json
    from levier.dataset import read
    from levier.errors import UsageError

    check_out(out)
    if workers < 1:
        message = f"--workers is {workers}; at least 1 is needed"
        raise UsageError(message)
    if outcomes is not None and event is None:
        message = "--outcomes is for one event; give the YAML file of its cause"
        raise UsageError(message)
    data = read(package)
    whole = wants_json(json=json, out=out)
    with progress("back-test") as tell:
        if event is not None:
            head, tables, lines = _one(data, read_cause(event, data), outcomes, keep, tell=tell, whole=whole)
        else:
            causes = shipped_causes(data)
            if not causes:
                message = f"{data.name} has no case; a case is a YAML file in its folder cases"
                raise UsageError(message)
            head, tables, lines = _all(data, causes, keep, in_sample=in_sample, workers=workers, tell=tell, whole=whole)
    emit(head, as_json=json, out=out, tables=tables, lines=lines)


Shown = tuple["dict[str, Any]", "dict[str, pd.DataFrame]", "list[str]"]


def _all(
    data: Package,
    causes: list[Cause],
    keep: Path | None,
    *,
    in_sample: bool,
    workers: int,
    tell: Callable[[str], None],
    whole: bool,
) -> Shown:
    from levier.analysis.backtest import backtest as run

    card = run(data, causes, folder=keep, in_sample=in_sample, workers=workers, progress=tell)
    head: dict[str, Any] = {"package": data.name, "package_hash": data.hash, "headline": card.headline}
    head["headline_without_hindsight"] = card.without_hindsight
    return head, _tables(card, whole=whole), _lines(card)


def _one(
    data: Package, cause: Cause, file: Path | None, keep: Path | None, *, tell: Callable[[str], None], whole: bool
) -> Shown:
    """Predict one event; score it if anything was observed."""
    from levier.analysis import backtest as scoring

    if file is not None:
        scoring.check_columns(file)
    others = [cause, *(other for other in scoring.shipped_causes(data) if other.event != cause.event)]
    head: dict[str, Any] = {"package": data.name, "package_hash": data.hash, "event": cause.event}
    if file is None and not data.table("outcomes")["event"].isin(cause.events).any():
        share = scoring.share_without(others, cause.event)
        prediction = _predicted(data, cause, keep, tell)
        table = scoring.forecast_table(data, prediction, share, top=None if whole else SHOWN)
        return head, {"what would change": table}, _promise(prediction, share)
    card = scoring.backtest(
        data,
        [cause],
        folder=keep,
        outcomes=None if file is None else lambda _: scoring.outcomes_file(file, cause.event),
        progress=tell,
        pool=others,
    )
    return {**head, "headline": card.headline}, _tables(card, whole=True), _lines(card)


def _predicted(data: Package, cause: Cause, keep: Path | None, tell: Callable[[str], None]) -> Prediction:
    from levier.analysis.backtest import predictions, read_prediction
    from levier.errors import UsageError

    with TemporaryDirectory(prefix="levier-backtest-") as temporary:
        files, left = predictions(data, [cause], keep or Path(temporary), progress=tell)
        if not files:
            raise UsageError(left[0].reason)
        return read_prediction(files[0])


def _lines(card: Scorecard) -> list[str]:
    """Return the headline, then what went most wrong."""
    figures = card.headline
    if not figures["events"]:
        return ["No event could be scored out of sample; the reasons stand below."]
    whole = (
        f"Out of sample: {figures['events']} events, {figures['observables']} observables. "
        f"Mean absolute error {figures['error']:.1%} of the undisturbed volume "
        f"(nothing changes: {figures['error_nothing']:.1%}; all that was cut is lost: {figures['error_lost']:.1%})."
    )
    rest = (
        f"Direction right {figures['direction']:.0%}; within the range predicted {figures['inside']:.0%}; "
        f"skill over nothing changes {figures['skill_nothing']:.2f}, over all is lost {figures['skill_lost']:.2f}."
    )
    first = card.scores.drop_duplicates("event").set_index("event")
    worst = first.loc[list(card.events["event"].head(WORST))]
    strict = card.without_hindsight
    known = (
        f"Of these, {strict['events']} events lean on no capacity published only later: error {strict['error']:.1%}, "
        f"nothing changes {strict['error_nothing']:.1%}, all is lost {strict['error_lost']:.1%}."
    )
    named = [_miss(row) for row in worst.to_dict("records")]
    return [whole, rest, *([known] if strict["events"] else []), *named]


def _miss(row: dict[Any, Any]) -> str:
    """Say of one outcome what was predicted, and what the naive forecasts say."""
    what = f"{row['name']}: {row['subject']} ({row['quantity']}, {row['period']})"
    return (
        f"Miss: {what} {row['observed']:.3g} {row['unit']} observed, {row['predicted']:.3g} predicted "
        f"({row['low']:.3g} to {row['high']:.3g}), {row['nothing']:.3g} undisturbed in the base year {row['year']}, "
        f"{row['lost']:.3g} if all is lost."
    )


def _promise(prediction: Prediction, share: tuple[float, float, float]) -> list[str]:
    """Say what a prediction without outcomes rests on."""
    told = prediction.told
    rests = f"{told.name}: no outcome given, so this is a prediction ({prediction.first} to {prediction.last}), "
    spans = "low and high span ramps of 0.2 to 0.7 a month"
    if told.bases[0] == "announced":
        spans += f", and the share of announcements that came true elsewhere ({share[1]:.2f} to {share[2]:.2f}"
        spans += f", middle {share[0]:.2f})"
    return [f"{rests}on the base year {told.year} as known on {told.as_of}.", f"{spans}."]


def _tables(card: Scorecard, *, whole: bool) -> dict[str, pd.DataFrame]:
    import pandas as pd

    left = [(case.event, case.name, case.reason) for case in card.left_out]
    return {
        "events, out of sample, misses first": card.events,
        "observables, out of sample, misses first": card.scores if whole else card.scores.head(SHOWN),
        "forecast from the announcement alone": card.announced,
        "in sample, apart from the headline": card.inside,
        "observables, in sample": card.inside_scores if whole else card.inside_scores.head(SHOWN),
        "ramps: events that identify each": card.ramps,
        "announcements: share that came true, and the share other events predict": card.shares,
        "not comparable": card.not_compared,
        "cases without an out-of-sample score": pd.DataFrame(left, columns=["event", "name", "why"]),
    }
