"""The frontier under draws of what options cost: sets that were evaluated are chosen from anew, nothing is solved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import norm, qmc

from levier.system.uncertain_inputs import CAPACITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy.board import Board
    from levier.analysis.autonomy.sets import Part

__all__ = ["DrawnCosts", "draw_costs"]

SLACK = 1e-9
ENOUGH = 200_000
"""Combinations of sets of all parts that are held at once; beyond, only the unbeaten ones of each part."""
LOW, HIGH = 0.05, 0.95
COSTS = ("limit", "cost", "low", "median", "high", "reached", "proven", "samples")
ENTRIES = ("option", "limit", "chosen", "share")


@dataclass(frozen=True, eq=False)
class DrawnCosts:
    """Sets of offers, what each leaves the worst actor, and what they cost in each draw.

    Attributes:
        board: offers and programs.
        shares: built of each offer (sets, offers).
        worst: of each set, share of the base year's value (sets,).
        drawn: annual cost of each whole offer, M USD (samples, offers).
        complete_to: sets that cost less at the mean of the stated costs were all evaluated, M USD a year.
    """

    board: Board
    shares: np.ndarray
    worst: np.ndarray
    drawn: np.ndarray
    complete_to: float

    @cached_property
    def cost(self) -> np.ndarray:
        """Cost of each set in each draw, M USD a year (samples, sets)."""
        return np.asarray(self.drawn @ self.shares.T)

    def best(self, limit: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the cheapest set within a limit in each draw and its cost (samples,); inf: no set is enough."""
        fits = np.flatnonzero(self.worst <= limit + SLACK)
        if not fits.size:
            return np.zeros(len(self.drawn), dtype=int), np.full(len(self.drawn), np.inf)
        at = self.cost[:, fits].argmin(axis=1)
        return fits[at], self.cost[np.arange(len(at)), fits[at]]

    @cached_property
    def _floor(self) -> np.ndarray:
        """Return what a set that was not evaluated costs at least in each draw (samples,)."""
        mean = np.array(self.board.costs("mean"))
        ratio = self.drawn[:, mean > 0] / mean[mean > 0]
        return self.complete_to * ratio.min(axis=1, initial=1.0)

    def costs(self, limits: Sequence[float]) -> pd.DataFrame:
        """One row a limit: what it costs over the draws.

        Columns: limit; cost (at the mean of the stated costs; inf: out of reach); low, median and high (5, 50 and 95 %
        of the draws, M USD a year); reached (share of draws in which a set is enough); proven (share in which no set
        that was not evaluated can be cheaper); samples.
        """
        rows = []
        for limit in limits:
            found = self.best(limit)[1]
            point = self.board.frontier().at(limit)
            low, median, high = np.quantile(found, (LOW, 0.5, HIGH)) if np.isfinite(found).all() else (np.inf,) * 3
            rows.append(
                (
                    limit,
                    np.inf if point is None else point.cost,
                    low,
                    median,
                    high,
                    float(np.isfinite(found).mean()),
                    float((found <= self._floor + SLACK).mean()),
                    len(found),
                )
            )
        return pd.DataFrame(rows, columns=list(COSTS))

    def entries(self, limits: Sequence[float]) -> pd.DataFrame:
        """One row an option and a limit at which some draw builds it.

        Columns: option, limit, chosen (share of draws whose cheapest set builds it), share (built of it, mean of those
        draws).
        """
        rows = []
        for limit in limits:
            at, cost = self.best(limit)
            size = self.shares[at[np.isfinite(cost)]]
            for number, offer in enumerate(self.board.offers):
                chosen = size[:, number] > 0
                if chosen.any():
                    rows.append((offer.name, limit, float(chosen.mean()), float(size[chosen, number].mean())))
        return pd.DataFrame(rows, columns=list(ENTRIES))


def draw_costs(board: Board, samples: int, seed: int = 1) -> DrawnCosts:
    """Draw the cost of every offer evenly between what is stated low and high, each by itself.

    An offer with one stated figure is drawn around it as other stated numbers are (5 %, normal). Draws are a Latin
    hypercube. The sets are those the frontier evaluated; their losses do not hang on costs.

    Args:
        board: with its frontier.
        samples: number of draws.
        seed: of the draws.
    """
    frontier = board.frontier()
    shares, worst = _sets(board)
    low, mean, high = (np.array(board.costs(case)) for case in ("low", "mean", "high"))
    drawn = np.tile(mean, (samples, 1))
    if len(mean):
        even = qmc.LatinHypercube(d=len(mean), seed=seed).random(samples)
        single = mean * np.maximum(CAPACITY, 1.0 + CAPACITY * norm.ppf(np.clip(even, 1e-9, 1 - 1e-9)))
        drawn = np.where(high > low, low + even * (high - low), single)
    return DrawnCosts(board, shares, worst, drawn, frontier.complete_to)


def _sets(board: Board) -> tuple[np.ndarray, np.ndarray]:
    """Every combination of the sets evaluated of each part: shares built (sets, offers) and worst loss (sets,)."""
    offers, closures = board.offers, len(board.closures)
    shares, loss = np.zeros((1, len(offers))), np.zeros((1, closures))
    most = max(1, int(ENOUGH ** (1.0 / max(1, len(board.parts)))))
    for part in board.parts:
        sizes, own = _evaluated(part, most)
        left, right = len(shares), len(sizes)
        pair = np.repeat(np.arange(left), right), np.tile(np.arange(right), left)
        shares, loss = shares[pair[0]], loss[pair[0]] + own[pair[1]]
        for k, number in enumerate(part.offers):
            shares[:, number] = sizes[pair[1], k] / offers[number].steps
    return shares, loss.max(axis=1, initial=0.0) * board.asked.months / 12.0 / board.network.base


def _evaluated(part: Part, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Sizes and losses of the sets evaluated; no more than ``most``, those evaluated first."""
    names = list(part.known)[:most]
    return np.array(names, dtype=int).reshape(len(names), len(part.offers)), np.array([part.known[n] for n in names])
