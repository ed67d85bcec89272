"""Intervals of an autonomy answer by sampling: what limits cost, which options are chosen, what can be imposed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.autonomy.drawn_costs import FEWEST, draw_costs
from levier.analysis.autonomy.drawn_inputs import draw_losses
from levier.analysis.autonomy.points import built, sized_names
from levier.system.sampling import check_draws

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from levier.analysis.autonomy.board import Board
    from levier.system import System

__all__ = ["Sampled", "sample_answer"]

NOTHING, CHOSEN, POINT = "nothing", "within", "point"


@dataclass(frozen=True, eq=False)
class Sampled:
    """Intervals by sampling.

    Attributes:
        samples, seed: of the draws.
        costs: what each limit costs; see :meth:`levier.analysis.autonomy.drawn_costs.DrawnCosts.costs`.
        entries: share of draws in which each option is chosen; see there.
        losses: worst loss with nothing built and with the sets of the frontier; see
            :meth:`levier.analysis.autonomy.drawn_inputs.DrawnLosses.table`.
        failed: one row a draw without an answer: sample, reason.
        seconds: time taken.
    """

    samples: int
    seed: int
    costs: pd.DataFrame
    entries: pd.DataFrame
    losses: pd.DataFrame
    failed: pd.DataFrame
    seconds: float

    @property
    def few(self) -> bool:
        """Whether there are too few draws for quantiles; the ends are then the least and the most drawn."""
        return self.samples < FEWEST


def sample_answer(
    system: System,
    board: Board,
    limits: Sequence[float],
    limit: float | None,
    samples: int,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Sampled:
    """Sample the costs of options, and by itself everything else.

    Args:
        system: a whole system, with its reports.
        board: of the system's own price deck.
        limits: at which costs are asked.
        limit: whose set is looked at under draws of the inputs; None: every set of the frontier.
        samples: number of draws of each kind.
        seed: of the draws.
        progress: told how many draws of the inputs are done.

    Raises:
        UsageError: a number of samples out of range, or a part of a system, which cannot be sampled.
    """
    check_draws(samples, seed)
    started = time.perf_counter()
    costs = draw_costs(board, samples, seed)
    sets: list[tuple[str, float, tuple[str, ...], Sequence[int]]] = [(NOTHING, np.nan, (), [0] * len(board.offers))]
    if limit is None:
        sets += [
            (POINT, point.worst, sized_names(built(board, point.sizes)), point.sizes)
            for point in board.frontier().points
            if any(point.sizes)
        ]
    else:
        best = board.frontier().at(limit)
        if best is not None and any(best.sizes):
            sets.append((CHOSEN, limit, sized_names(built(board, best.sizes)), best.sizes))
    losses = draw_losses(system, board, [sizes for *_, sizes in sets], samples, seed, progress)
    return Sampled(
        samples,
        seed,
        costs.costs(limits),
        costs.entries(limits),
        losses.table(board, sets),
        pd.DataFrame(losses.failed, columns=["sample", "reason"]),
        time.perf_counter() - started,
    )
