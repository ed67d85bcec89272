"""90 % intervals of figures, and which inputs drive them: the same questions asked of many samples of a system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.stats import norm, rankdata

from levier.analysis.asking import REBUILT, Answer, ask
from levier.analysis.cards import uncertainty_card
from levier.analysis.figures import Figure, Question
from levier.errors import SolveError, UsageError
from levier.show import shown
from levier.system.sampling import Sampler

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["Uncertainty", "uncertainty_of"]

LOW, HIGH = 0.05, 0.95
DRIVERS = 3
MISTAKEN = 0.05
LEAST_VARIED = 1e-9


@shown(uncertainty_card)
@dataclass(frozen=True, eq=False)
class Uncertainty:
    """What samples say of the figures of a system.

    Attributes:
        table: one row a figure: ``topic``, ``figure``, ``value`` (of the system itself), ``low`` and ``high`` (5th and
            95th percentile of the samples), ``median``, ``unit``, ``drivers`` (the inputs it moves with, by rank
            correlation, the strongest first), ``samples`` (in how many it is defined).
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
    asking: Callable[..., dict[int, Answer]] = ask,
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
        asking: asks the samples, with the arguments of :func:`levier.analysis.asking.ask`.

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
    asked = asking(sampler, sampler.points, questions, workers=workers, cluster=cluster, progress=progress)
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


def _table(own: Sequence[Figure], values: np.ndarray, drivers: pd.DataFrame) -> pd.DataFrame:
    low, median, high = np.full((3, len(own)), np.nan)
    known = ~np.isnan(values).all(axis=0)
    low[known], median[known], high[known] = np.nanquantile(values[:, known], [LOW, 0.5, HIGH], axis=0)
    strongest = drivers.groupby("figure", sort=False)["input"].agg(lambda names: "; ".join(list(names)[:DRIVERS]))
    names: list[str] = [figure.name for figure in own]
    return pd.DataFrame(
        {
            "topic": [figure.topic for figure in own],
            "figure": pd.Series(names, dtype=object),  # as objects, sentences stay what they are
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
    """Rank correlations of inputs and figures that chance would hardly give, the strongest first.

    An input that only goes along with a stronger one in these samples is left out: what the stronger ones leave of
    both must still be correlated.
    """
    inputs, undefined = sampler.inputs, np.isnan(values)
    correlation, least = np.zeros((len(inputs), len(names))), np.full(len(names), np.inf)
    # Figures that are defined in the same samples are correlated at once.
    patterns, which = np.unique(undefined, axis=1, return_inverse=True)
    for number, pattern in enumerate(patterns.T):
        count, chosen = int((~pattern).sum()), np.flatnonzero(which == number)
        if count < 3:  # noqa: PLR2004 - two points always correlate
            continue
        got = values[np.ix_(~pattern, chosen)]
        varied = np.ptp(got, axis=0) > LEAST_VARIED * (1.0 + np.abs(got).max(axis=0))
        given, ranked = _ranks(sampler.points[~pattern]), _ranks(got)
        bound = norm.ppf(1.0 - MISTAKEN / (2.0 * len(inputs))) / np.sqrt(count - 1.0)
        found = np.where(varied, given.T @ ranked, 0.0)
        for j, figure in enumerate(ranked.T):
            found[:, j] = np.where(_own_part(given, figure, found[:, j], bound), found[:, j], 0.0)
        correlation[:, chosen], least[chosen] = found, bound
    at, figure = np.nonzero(np.abs(correlation) > least)
    order = np.lexsort((-np.abs(correlation[at, figure]), figure))
    at, figure = at[order], figure[order]
    return pd.DataFrame(
        {
            "figure": np.array(names, dtype=object)[figure],
            "kind": inputs["kind"].to_numpy(object)[at],
            "input": inputs["id"].to_numpy(object)[at],
            "sources": inputs["sources"].to_numpy(object)[at],
            "correlation": correlation[at, figure],
        }
    )


def _own_part(given: np.ndarray, figure: np.ndarray, correlation: np.ndarray, bound: float) -> np.ndarray:
    """Mask (inputs,) of those still correlated with a figure when the part of stronger ones is taken out of both.

    Args:
        given: (samples, inputs), ranks of each input, centred and of length one.
        figure: (samples,), of the figure.
        correlation: (inputs,), of the two.
        bound: correlation that chance would hardly give.
    """
    kept = np.zeros(len(correlation), dtype=bool)
    basis = np.zeros((len(figure), 0))
    for i in np.argsort(-np.abs(correlation), kind="stable"):
        if abs(correlation[i]) <= bound:
            break
        own, left = (each - basis @ (basis.T @ each) for each in (given[:, i], figure))
        size = float(np.linalg.norm(own) * np.linalg.norm(left))
        if size > LEAST_VARIED and abs(own @ left) > bound * size:
            kept[i] = True
            basis = np.column_stack([basis, own / np.linalg.norm(own)])
    return kept


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks of each column, centred and of length one."""
    ranks = rankdata(values, axis=0)
    ranks = ranks - ranks.mean(axis=0)
    length = np.linalg.norm(ranks, axis=0)
    return np.asarray(ranks / np.where(length > 0, length, 1.0))
