"""Predictions made and stored without any outcome being in reach, in one process or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from levier.analysis.backtest.base import Base, Bases
from levier.analysis.backtest.predict import predict
from levier.analysis.backtest.prediction import write_prediction
from levier.analysis.daily import DailyRunner
from levier.dataset import Package
from levier.errors import SolveError
from levier.sentence import said_by

if TYPE_CHECKING:
    from levier.analysis.backtest.cause import Cause
    from levier.system import System

__all__ = ["LeftOut", "predictions"]

LEAST = 4
"""Cases for which a process of its own pays: each loads base years that others could have shared."""


@dataclass(frozen=True)
class LeftOut:
    """A case without a score out of sample, and why: a row, never a gap."""

    event: str
    name: str
    reason: str


def predictions(
    package: Package,
    causes: Sequence[Cause],
    folder: Path,
    *,
    in_sample: bool = False,
    workers: int = 1,
    progress: Callable[[str], None] | None = None,
) -> tuple[list[Path], list[LeftOut]]:
    """Predict every case without its outcomes being in reach, and write each prediction.

    Args:
        package: the data package; its outcomes are taken away first.
        causes: the cases.
        folder: where predictions are written.
        in_sample: predict on a later base year where too little was reported before.
        workers: processes; the predictions do not depend on their number.
        progress: told what is being done, in one process.

    Returns:
        The files, and the cases that could not be predicted out of sample; both in the order of the cases.
    """
    blind = _blind(package)
    count = max(1, min(workers, len(causes) // LEAST))
    if count == 1:
        return _predicted(blind, causes, folder, in_sample, progress or (lambda _: None))
    ordered = sorted(causes, key=lambda cause: (cause.start, cause.event))
    size = -(-len(ordered) // count)
    shares = [ordered[k : k + size] for k in range(0, len(ordered), size)]
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(_share, [(_packed(blind), share, folder, in_sample) for share in shares]))
    place = {cause.event: k for k, cause in enumerate(causes)}
    files = sorted((file for part, _ in parts for file in part), key=lambda file: place[file.stem])
    return files, sorted((case for _, part in parts for case in part), key=lambda case: place[case.event])


def _blind(package: Package) -> Package:
    """Return the package without a single outcome."""
    empty = package.table("outcomes").iloc[:0]
    return replace(package, tables=MappingProxyType({**package.tables, "outcomes": empty}))


def _packed(package: Package) -> dict[str, Any]:
    """Return what a package is made of, so that it can be sent to another process."""
    parts = {name: getattr(package, name) for name in ("name", "version", "path", "hash")}
    return {**parts, **{name: dict(getattr(package, name)) for name in ("schema", "tables", "extras")}}


def _share(task: tuple[dict[str, Any], Sequence[Cause], Path, bool]) -> tuple[list[Path], list[LeftOut]]:
    packed, causes, folder, in_sample = task
    return _predicted(Package(**packed), causes, folder, in_sample, lambda _: None)


def _predicted(
    blind: Package,
    causes: Sequence[Cause],
    folder: Path,
    in_sample: bool,  # noqa: FBT001 - one call, inside this module
    tell: Callable[[str], None],
) -> tuple[list[Path], list[LeftOut]]:
    bases, runners = Bases(blind), dict[int, DailyRunner]()
    names = blind.table("events").set_index("id")["name_en"].to_dict()
    files, left = [], []
    for cause in causes:
        tell(cause.event)
        name = cause.name or names.get(cause.event, cause.event)
        base = bases.before(cause)
        if not isinstance(base, Base):
            left.append(LeftOut(cause.event, name, base))
            base = bases.within(cause) if in_sample else base
        if isinstance(base, Base):
            try:
                prediction = predict(cause, base, _runner(runners, base.system), name)
            except SolveError as error:
                left.append(LeftOut(cause.event, name, said_by(error)))
                continue
            files.append(write_prediction(prediction, folder))
    return files, left


def _runner(runners: dict[int, DailyRunner], system: System) -> DailyRunner:
    return runners.setdefault(id(system), DailyRunner(system))
