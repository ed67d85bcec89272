"""The frontier under draws of what options cost: sets that were evaluated are chosen from anew, nothing is solved."""

from __future__ import annotations

import math
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

__all__ = ["FEWEST", "DrawnCosts", "draw_costs", "spread_of"]

SLACK = 1e-9
ENOUGH = 200_000
"""Combinations of sets of all parts that are held at once; beyond, only those of each part that no smaller one matches,
and where that is still too much, nothing is proven."""
LOW, HIGH = 0.05, 0.95
FEWEST = 20
"""Draws below which 90 % of them say nothing: their range is told instead."""
CASES = ("mean", "low", "high")
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
        whole: nothing that was evaluated is left out but what a set without more of any offer matches.
    """

    board: Board
    shares: np.ndarray
    worst: np.ndarray
    drawn: np.ndarray
    whole: bool

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
        """Return what a set that is not among these costs at least in each draw (samples,).

        At each end of the stated costs, sets were enumerated up to a cost: a draw moves it by no less than the offer
        it moves least. The best of these bounds holds.
        """
        floor = np.zeros(len(self.drawn))
        if not self.whole:
            return floor
        for case in CASES:
            to, stated = self.board.frontier(case).enumerated_to, np.array(self.board.costs(case))
            if np.isinf(to):
                return np.full(len(self.drawn), np.inf)
            if (stated > 0).any():
                ratio = self.drawn[:, stated > 0] / stated[stated > 0]
                floor = np.maximum(floor, to * ratio.min(axis=1))
        return floor

    def costs(self, limits: Sequence[float]) -> pd.DataFrame:
        """One row a limit: what it costs over the draws.

        Columns: limit; cost (at the mean of the stated costs; inf: out of reach); low, median and high (see
        :func:`spread_of`, M USD a year); reached (share of draws in which a set is enough); proven (share in which no
        set that was not evaluated can be cheaper); samples.
        """
        rows = []
        for limit in limits:
            found = self.best(limit)[1]
            point = self.board.frontier().at(limit)
            low, median, high = spread_of(found) if np.isfinite(found).all() else (np.inf,) * 3
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


def spread_of(values: np.ndarray) -> tuple[float, float, float]:
    """Return 5, 50 and 95 % of draws; of fewer than twenty the least, the median and the most.

    Example:
        >>> spread_of(np.array([1.0, 2.0, 9.0]))
        (1.0, 2.0, 9.0)
    """
    low, high = (LOW, HIGH) if len(values) >= FEWEST else (0.0, 1.0)
    least, median, most = np.quantile(values, (low, 0.5, high))
    return float(least), float(median), float(most)


def draw_costs(board: Board, samples: int, seed: int = 1) -> DrawnCosts:
    """Draw the cost of every offer evenly between what is stated low and high, each by itself.

    An offer with one stated figure is drawn around it as other stated numbers are (5 %, normal). Draws are a Latin
    hypercube. The sets are those the frontier evaluated; their losses do not hang on costs.

    Args:
        board: with its frontier.
        samples: number of draws.
        seed: of the draws.
    """
    for case in CASES:
        board.frontier(case)
    shares, worst, whole = _sets(board)
    low, mean, high = (np.array(board.costs(case)) for case in ("low", "mean", "high"))
    drawn = np.tile(mean, (samples, 1))
    if len(mean):
        even = qmc.LatinHypercube(d=len(mean), seed=seed).random(samples)
        single = mean * np.maximum(CAPACITY, 1.0 + CAPACITY * norm.ppf(np.clip(even, 1e-9, 1 - 1e-9)))
        drawn = np.where(high > low, low + even * (high - low), single)
    return DrawnCosts(board, shares, worst, drawn, whole)


def _sets(board: Board) -> tuple[np.ndarray, np.ndarray, bool]:
    """Every combination of sets of each part: shares built (sets, offers), worst loss (sets,), none missing."""
    offers, closures = board.offers, len(board.closures)
    shares, loss = np.zeros((1, len(offers))), np.zeros((1, closures))
    held, whole = _held(board)
    for part, (sizes, own) in zip(board.parts, held, strict=True):
        left, right = len(shares), len(sizes)
        pair = np.repeat(np.arange(left), right), np.tile(np.arange(right), left)
        shares, loss = shares[pair[0]], loss[pair[0]] + own[pair[1]]
        for k, number in enumerate(part.offers):
            shares[:, number] = sizes[pair[1], k] / offers[number].steps
    return shares, loss.max(axis=1, initial=0.0) * board.asked.months / 12.0 / board.network.base, whole


def _held(board: Board) -> tuple[list[tuple[np.ndarray, np.ndarray]], bool]:
    """Sizes and losses of the sets of each part that are combined, the frontier's first; whether none is missing."""
    found = [_evaluated(board, part) for part in board.parts]
    if math.prod(len(sizes) for sizes, _, _ in found) > ENOUGH:
        found = [_unmatched(*each) for each in found]
    whole, room = True, float(ENOUGH)
    kept: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    smallest_first = sorted(range(len(found)), key=lambda number: len(found[number][0]))
    for after, number in enumerate(smallest_first):
        sizes, loss, own = found[number]
        most = max(own, int(room ** (1.0 / (len(found) - after))))
        whole = whole and len(sizes) <= most
        kept[number] = sizes[:most], loss[:most]
        room = max(1.0, room / max(1, min(most, len(sizes))))
    return [kept[number] for number in range(len(found))], whole


def _evaluated(board: Board, part: Part) -> tuple[np.ndarray, np.ndarray, int]:
    """Sizes and losses of the sets evaluated, those of points of the frontier first, and how many these are."""
    points = (point.sizes for case in CASES for point in board.frontier(case).points)
    own = dict.fromkeys(tuple(sizes[number] for number in part.offers) for sizes in points)
    names = list(dict.fromkeys([*own, *part.known]))
    return (
        np.array(names, dtype=int).reshape(len(names), len(part.offers)),
        np.array([part.known[name] for name in names]),
        len(own),
    )


def _unmatched(sizes: np.ndarray, loss: np.ndarray, own: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Leave out every set that another, with no more of any offer, matches against every closure, whatever it costs."""
    kept = list(range(own))
    for at in range(own, len(sizes)):
        no_more = (sizes <= sizes[at]).all(axis=1) & (loss <= loss[at]).all(axis=1)
        no_more[at] = False
        if not no_more.any():
            kept.append(at)
    return sizes[kept], loss[kept], own
