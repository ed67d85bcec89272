"""Sobol' indices: which groups of inputs the variance of a figure comes from, alone and with others (extra: SALib)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.analysis.asking import ask
from levier.analysis.input_groups import groups_of
from levier.errors import SolveError, UsageError
from levier.show import card_of_fields, shown
from levier.system.sampling import Sampler

if TYPE_CHECKING:
    from levier.analysis.asking import Answer
    from levier.analysis.figures import Figure, Question
    from levier.system import System

__all__ = ["Sobol", "sobol_of"]

LEAST_BASE, MOST_BASE = 4, 4096
DRAWS = 2
"""Rows of the hypercube a group can take, for each base point."""
CONFIDENCE = 0.9
RESAMPLES = 200
LEAST_VARIED = 1e-9
COLUMNS = ["topic", "figure", "group", "inputs", "first", "first_conf", "total", "total_conf", "base"]


@shown(card_of_fields)
@dataclass(frozen=True, eq=False)
class Sobol:
    """What the variance of figures comes from.

    Attributes:
        table: one row a figure that varies and a group: ``topic``, ``figure``, ``group``, ``inputs`` (how many it
            has), ``first`` (share of the variance the group explains alone), ``total`` (with all it does together with
            others), ``first_conf`` and ``total_conf`` (half widths of 90 % confidence intervals), ``base`` (base
            points used).
        groups: one row an input: ``kind``, ``input``, ``group``.
        failed: one row a base point that is left out: ``base``, ``reason``.
        base, seed: of the draws.
        asked: how many systems were asked.
    """

    table: pd.DataFrame
    groups: pd.DataFrame
    failed: pd.DataFrame
    base: int
    seed: int
    asked: int


def sobol_of(
    system: System,
    questions: Sequence[Question],
    *,
    groups: int = 10,
    base: int = 64,
    seed: int = 1,
    workers: int = 2,
    cluster: Any = None,
    progress: Callable[[int], None] | None = None,
) -> Sobol:
    """Return first and total order Sobol' indices of groups of inputs (Saltelli et al. 2010, by SALib).

    Each group is one factor: its value says which draw of a Latin hypercube all its inputs take at once. So the
    Sobol' points have as many dimensions as there are groups, not as there are inputs.

    Args:
        system: a whole system, as `levier.system.load` gives it.
        questions: what is asked.
        groups: at most so many groups (see :func:`levier.analysis.input_groups.groups_of`).
        base: number of base points, a power of 2; ``base * (groups + 2)`` systems are asked.
        seed: of the draws.
        workers: child processes; 0 asks in this process.
        cluster: address of a Dask scheduler instead.
        progress: told how many systems are asked.

    Raises:
        UsageError: SALib is not installed; a number out of range; nothing was asked; a part of a system.
        SolveError: too few base points have an answer.
    """
    sample, analyze = _salib()
    if not LEAST_BASE <= base <= MOST_BASE or base & (base - 1):
        message = f"{base} base points; a power of 2 from {LEAST_BASE} to {MOST_BASE:,} is needed"
        raise UsageError(message)
    sampler = Sampler(system, DRAWS * base, seed)
    own = [figure for question in questions for figure in question.figures(system)]
    if not own:
        message = "nothing was asked that the system has a figure for"
        raise UsageError(message)
    families = [family for question in questions for family in getattr(question, "families", ())]
    group = groups_of(sampler, groups, families)
    names = list(dict.fromkeys(group))
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    factors = sample(problem, base, calc_second_order=False, seed=seed)
    points = _points(sampler, group, names, factors)
    block = len(names) + 2
    answers = ask(sampler, points, questions, batch=block, workers=workers, cluster=cluster, progress=progress)
    failed = _failed(answers, block)
    if base - len(failed) < LEAST_BASE:
        message = f"{len(failed)} of {base} base points have no answer; the first: {next(iter(failed.values()))}"
        raise SolveError(message)
    values = _values(answers, own, block, failed)
    table = _table(values, own, group, lambda y: analyze(problem, y, seed=seed + 1))
    inputs = sampler.inputs
    return Sobol(
        table,
        pd.DataFrame({"kind": inputs["kind"], "input": inputs["id"], "group": group}),
        pd.DataFrame(list(failed.items()), columns=["base", "reason"]),
        base,
        seed,
        len(points),
    )


def _salib() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Sampling and analysis of SALib."""
    try:
        from SALib.analyze import sobol as analysis
        from SALib.sample import sobol as sampling
    except ModuleNotFoundError as error:
        message = "Sobol' indices need SALib, which is not installed: pip install levier[sensitivity]"
        raise UsageError(message) from error

    def analyze(problem: dict[str, Any], values: np.ndarray, seed: int) -> Any:
        return analysis.analyze(
            problem, values, calc_second_order=False, num_resamples=RESAMPLES, conf_level=CONFIDENCE, seed=seed
        )

    return sampling.sample, analyze


def _points(sampler: Sampler, group: np.ndarray, names: list[str], factors: np.ndarray) -> np.ndarray:
    """The inputs (rows, inputs) of rows of factors (rows, groups)."""
    draws = sampler.points
    row = np.minimum((factors * len(draws)).astype(int), len(draws) - 1)
    points = np.empty((len(factors), draws.shape[1]))
    for place, name in enumerate(names):
        chosen = np.flatnonzero(group == name)
        points[:, chosen] = draws[np.ix_(row[:, place], chosen)]
    return points


def _failed(answers: dict[int, Answer], block: int) -> dict[int, str]:
    """Base points of which a system has no answer, and why."""
    found = {number // block: answer for number, answer in sorted(answers.items()) if isinstance(answer, str)}
    return dict(sorted(found.items()))


def _values(answers: dict[int, Answer], own: Sequence[Figure], block: int, failed: dict[int, str]) -> np.ndarray:
    """Figures (base points, block, figures) of the base points that have an answer."""
    count = len(answers) // block
    values = np.zeros((count, block, len(own)))
    for number, answer in answers.items():
        if not isinstance(answer, str):
            values[number // block, number % block] = [answer.get(figure.name, 0.0) for figure in own]
    return values[[place for place in range(count) if place not in failed]]


def _table(
    values: np.ndarray, own: Sequence[Figure], group: np.ndarray, analyze: Callable[[np.ndarray], Any]
) -> pd.DataFrame:
    names, counts = list(dict.fromkeys(group)), pd.Series(group).value_counts()
    rows: list[tuple[object, ...]] = []
    for place, figure in enumerate(own):
        defined = values[np.isfinite(values[:, :, place]).all(axis=1), :, place]
        if len(defined) < LEAST_BASE or np.ptp(defined) <= LEAST_VARIED * (1.0 + np.abs(defined).max()):
            continue
        found = analyze(defined.ravel())
        for j, name in enumerate(names):
            indices = (found[key][j] for key in ("S1", "S1_conf", "ST", "ST_conf"))
            rows.append((figure.topic, figure.name, name, int(counts[name]), *map(float, indices), len(defined)))
    return pd.DataFrame(rows, columns=COLUMNS)
