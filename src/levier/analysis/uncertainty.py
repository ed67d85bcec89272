"""90 % intervals of figures, and which inputs drive them: the same questions asked of many samples of a system."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.stats import norm, rankdata

from levier.analysis.assemble import assemble
from levier.analysis.figures import Figure, Question
from levier.engine import Program, solve_program
from levier.engine.executor import make_executor
from levier.errors import LevierError, SolveError, UsageError
from levier.system.sampling import Sampler

if TYPE_CHECKING:
    from levier.engine.worker import Room
    from levier.system import System

__all__ = ["Uncertainty", "uncertainty_of"]

LOW, HIGH = 0.05, 0.95
REBUILT = 50
"""One sample in so many is built again as a PyPSA network, and must cost the same."""
AGREE = 1e-6
DRIVERS = 3
MISTAKEN = 0.05
LEAST_VARIED = 1e-9


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """What samples say of the figures of a system.

    Attributes:
        table: one row a figure: ``topic``, ``figure``, ``value`` (of the system itself), ``low`` and ``high`` (5th and
            95th percentile of the samples), ``median``, ``unit``, ``drivers`` (the inputs it moves with, by rank
            correlation, the strongest first), ``samples``.
        drivers: one row a figure and input whose rank correlation is no accident (5 % over all inputs together):
            ``figure``, ``kind``, ``input``, ``sources``, ``correlation``.
        failed: one row a sample without an answer: ``sample``, ``reason``.
        samples, seed: of the draws.
        rebuilt: how many samples were built again through PyPSA and agreed.
    """

    table: pd.DataFrame
    drivers: pd.DataFrame
    failed: pd.DataFrame
    samples: int
    seed: int
    rebuilt: int


def uncertainty_of(
    system: System,
    questions: Sequence[Question],
    *,
    samples: int = 300,
    seed: int = 1,
    workers: int = 2,
    cluster: Any = None,
    progress: Callable[[int], None] | None = None,
) -> Uncertainty:
    """Ask questions of a system and of samples of it.

    Args:
        system: a whole system, as `levier.system.load` gives it.
        questions: what is asked.
        samples: how many draws.
        seed: of the draws; the same seed and number of samples give the same answer, whatever the workers.
        workers: child processes; 0 asks in this process.
        cluster: address of a Dask scheduler instead.
        progress: told how many samples are done.

    Returns:
        Intervals, drivers, and the samples that failed.

    Raises:
        UsageError: a number of samples out of range, or a part of a system.
        SolveError: the system itself has no answer, no sample has one, or a sample costs otherwise through PyPSA.
    """
    sampler = Sampler(system, samples, seed)
    own = [figure for question in questions for figure in question.figures(system)]
    if not own:
        message = "nothing was asked that the system has a figure for"
        raise UsageError(message)
    asked = _asked(sampler, tuple(questions), workers, cluster, progress)
    values = np.full((samples, len(own)), np.nan)
    place = {figure.name: j for j, figure in enumerate(own)}
    failed: list[tuple[int, str]] = []
    for number, answer in asked.items():
        if isinstance(answer, str):
            failed.append((number, answer))
            continue
        values[number] = 0.0
        for name, value in answer.items():
            if name in place:
                values[number, place[name]] = value
    if len(failed) == samples:
        message = f"none of {samples} samples has an answer; the first: {failed[0][1]}"
        raise SolveError(message)
    drivers = _drivers(sampler, values, [figure.name for figure in own])
    return Uncertainty(
        _table(own, values, drivers),
        drivers,
        pd.DataFrame(sorted(failed), columns=["sample", "reason"]),
        samples,
        seed,
        len(range(0, samples, REBUILT)),
    )


@dataclass(frozen=True, eq=False)
class _Ask:
    """One sample to ask, in any process."""

    path: str
    number: int

    def run(self, room: Room) -> dict[str, float] | str:
        """Ask it; the reason if it has no answer."""
        sampler, questions = room.keep(self.path, lambda: pickle.loads(Path(self.path).read_bytes()))  # noqa: S301
        try:
            system = sampler.system_of(self.number)
            found = {figure.name: figure.value for question in questions for figure in question.figures(system)}
        except LevierError as error:
            return str(error)
        if self.number % REBUILT == 0:
            _rebuilt(system, self.number)
        return found


def _asked(
    sampler: Sampler,
    questions: tuple[Question, ...],
    workers: int,
    cluster: Any,
    progress: Callable[[int], None] | None,
) -> dict[int, dict[str, float] | str]:
    """Ask every sample; a sample over which a worker dies is one without an answer."""
    found: dict[int, dict[str, float] | str] = {}
    with tempfile.TemporaryDirectory(prefix="levier-samples-") as folder:
        path = Path(folder) / "sampler.pickle"
        # Our own objects, written and read by this program alone.
        path.write_bytes(pickle.dumps((sampler, questions)))
        executor = make_executor(workers, cluster)
        try:
            for number, answer in executor.map(_Ask(str(path), number) for number in range(sampler.samples)):
                found[number] = str(answer) if isinstance(answer, SolveError) else answer
                if progress:
                    progress(len(found))
        finally:
            executor.close()
    return found


def _rebuilt(system: System, number: int) -> None:
    """Build the base year again through PyPSA; it must cost what the written program costs."""
    written = solve_program(assemble(system.draft()), what=f"sample {number}").objective
    rebuilt = solve_program(Program.from_network(system.network()), what=f"sample {number} through PyPSA").objective
    if abs(written - rebuilt) > AGREE * (1.0 + abs(rebuilt)):
        message = f"sample {number} costs {written:.9g} as written and {rebuilt:.9g} through PyPSA"
        raise SolveError(message)


def _table(own: Sequence[Figure], values: np.ndarray, drivers: pd.DataFrame) -> pd.DataFrame:
    low, median, high = np.nanquantile(values, [LOW, 0.5, HIGH], axis=0)
    strongest = drivers.groupby("figure", sort=False)["input"].agg(lambda names: "; ".join(list(names)[:DRIVERS]))
    names = [figure.name for figure in own]
    return pd.DataFrame(
        {
            "topic": [figure.topic for figure in own],
            "figure": names,
            "value": [figure.value for figure in own],
            "low": low,
            "median": median,
            "high": high,
            "unit": [figure.unit for figure in own],
            "drivers": strongest.reindex(names).fillna("").to_numpy(object),
            "samples": (~np.isnan(values)).sum(axis=0),
        }
    )


def _drivers(sampler: Sampler, values: np.ndarray, names: Sequence[str]) -> pd.DataFrame:
    """Rank correlations of inputs and figures that chance would hardly give, the strongest first."""
    columns = ["figure", "kind", "input", "sources", "correlation"]
    inputs = sampler.inputs
    done = ~np.isnan(values).any(axis=1)
    count = int(done.sum())
    if count < 3:  # noqa: PLR2004 - two points always correlate
        return pd.DataFrame(columns=columns)
    given, got = _ranks(sampler.points[done]), _ranks(values[done])
    varied = np.ptp(values[done], axis=0) > LEAST_VARIED * (1.0 + np.abs(values[done]).max(axis=0))
    correlation = np.where(varied[None, :], given.T @ got, 0.0)
    least = norm.ppf(1.0 - MISTAKEN / (2.0 * len(inputs))) / np.sqrt(count - 1.0)
    at, figure = np.nonzero(np.abs(correlation) > least)
    frame = pd.DataFrame(
        {
            "figure": np.array(names, dtype=object)[figure],
            "kind": inputs["kind"].to_numpy(object)[at],
            "input": inputs["id"].to_numpy(object)[at],
            "sources": inputs["sources"].to_numpy(object)[at],
            "correlation": correlation[at, figure],
        },
        columns=columns,
    )
    order = np.lexsort((-np.abs(correlation[at, figure]), figure))
    return frame.iloc[order].reset_index(drop=True)


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks of each column, centred and of length one."""
    ranks = rankdata(values, axis=0)
    ranks = ranks - ranks.mean(axis=0)
    length = np.linalg.norm(ranks, axis=0)
    return np.asarray(ranks / np.where(length > 0, length, 1.0))
