"""Outages by days: each day solved by itself, without foresight, stocks carried from one to the next (methods 2, Time).

A day is the program of its month with one snapshot. What stands in a stock at the end of a day has a
value: a little above that of the base year up to the level the base year has on that day, a little below beyond
it, so that an undisturbed run follows the base year, a tank fills before a field shuts in, and what was
stored is sold once the way is open. Spare room opens by the day, on average over each month as in a monthly run.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.day import DayProgram, day_program
from levier.errors import SolveError
from levier.lp import Status

if TYPE_CHECKING:
    from levier.shock import Change
    from levier.system import System

__all__ = ["DailyRun", "DailyRunner", "opening"]

MONTH = 365.25 / 12
MONTHS = 12


def opening(ramp: np.ndarray, days: int) -> np.ndarray:
    """Return the share of spare room that is open on a day.

    It grows evenly; its mean over the k-th month is ``ramp * k`` as long as that is below 1. What opens within the
    month (a ramp of 1: lines, plants, tanks) is open at once.

    Args:
        ramp: share that opens in a month.
        days: whole days since the onset, 0 on the first.

    >>> opening(np.array([0.5]), 0).round(2).tolist(), opening(np.array([0.5]), 365).tolist()
    ([0.26], [1.0])
    """
    return np.where(ramp >= 1.0, 1.0, np.minimum(1.0, ramp * ((days + 0.5) / MONTH + 0.5)))


@dataclass(frozen=True)
class DailyRun:
    """What happened day by day.

    Attributes:
        reference, rates: (days, assets), base rates and rates of the run, per year; a demand's is what is served.
        stock: (days, storages), at the end of each day.
    """

    reference: pd.DataFrame
    rates: pd.DataFrame
    stock: pd.DataFrame


@dataclass
class DailyRunner:
    """Runs outages on one system by days; the program of each month is compiled once.

    Days are dates of any year; each takes the base rates of its month.
    """

    system: System
    _days: dict[int, DayProgram] = field(default_factory=dict)

    def run(
        self,
        changes: Mapping[date, Sequence[Change]],
        last: date,
        *,
        ramps: Mapping[str, float] | None = None,
        closed: bool = False,
    ) -> DailyRun:
        """Go through the days from the first change on; nothing before it can react.

        Args:
            changes: what holds from each of these days on, until the next of them.
            last: last day of the run.
            ramps: share of spare room that opens in a month, by mode of corridor, instead of the system's own.
            closed: nothing gives way: no spare room opens and stocks stay on the base year's path.

        Raises:
            SolveError: a day without an optimum.
        """
        days = [min(changes) + timedelta(days=k) for k in range((last - min(changes)).days + 1)]
        ramp = self._ramps(ramps or {})
        stock, start, held = self._level(days[0] - timedelta(days=1)), None, changes[days[0]]
        rates, stocks = [], []
        for k, day in enumerate(days):
            held = changes.get(day, held)
            program = self._day(day)
            if k == 0 or day.day == 1:
                start = None
            opened = np.zeros_like(ramp) if closed else opening(ramp, k)
            if closed:
                stock = self._level(day - timedelta(days=1))
            point = program.hot.solve(program.bounds(held, opened, self._joint(opened), stock, self._level(day)), start)
            if point.status is not Status.OPTIMAL:
                message = f"{day}: no optimum ({point.method})"
                raise SolveError(message)
            near, beyond = program.levels
            start, stock = point.start, point.x[near] + point.x[beyond]
            rates.append(program.sums @ point.x + self._asked(day))
            stocks.append(stock)
        index = pd.Index(days, name="day")
        names, storages = self.system.assets.index, self.system.topology.storages.index
        reference = np.array([self._base[self._positions[day.month]] for day in days])
        return DailyRun(
            pd.DataFrame(reference, index, names),
            pd.DataFrame(np.array(rates), index, names),
            pd.DataFrame(np.array(stocks).reshape(len(days), len(storages)), index, storages),
        )

    def _day(self, day: date) -> DayProgram:
        if day.month not in self._days:
            self._days[day.month] = day_program(self.system, self._positions[day.month])
        return self._days[day.month]

    @cached_property
    def _positions(self) -> dict[int, int]:
        snapshots = self.system.topology.calendar.snapshots
        return {s.period.start.month: i for i, s in enumerate(snapshots) if s.kind == "energy"}

    @cached_property
    def _base(self) -> np.ndarray:
        return self.system.calibration.base

    @cached_property
    def _demands(self) -> np.ndarray:
        return (self.system.assets["kind"] == "demand").to_numpy()

    @cached_property
    def _levels(self) -> np.ndarray:
        """Stocks of the base year at the end of each snapshot (snapshots, storages)."""
        return self.system.base_year.levels[list(self.system.topology.storages.index)].to_numpy(float)

    @cached_property
    def _members(self) -> np.ndarray:
        return np.asarray(self.system.topology.membership.toarray() > 0)

    def _ramps(self, ramps: Mapping[str, float]) -> np.ndarray:
        """What opens at once (lines, plants) keeps doing so."""
        own, mode = self.system.assets["ramp"].tolist(), self.system.assets["mode"].tolist()
        return np.array([ramps.get(m, r) if r < 1.0 else r for m, r in zip(mode, own, strict=True)])

    def _joint(self, opened: np.ndarray) -> np.ndarray:
        """The room of a joint limit opens as fast as that of its fastest user (slots,)."""
        return np.asarray(np.where(self._members, opened[None, :], 0.0).max(axis=1, initial=0.0))

    def _level(self, day: date) -> np.ndarray:
        """Stocks of the base year at the end of a day (storages,), in even steps within a month."""
        here, before = self._positions[day.month], self._positions[(day.month - 2) % MONTHS + 1]
        share = day.day / monthrange(day.year, day.month)[1]
        return np.asarray(self._levels[before] + (self._levels[here] - self._levels[before]) * share)

    def _asked(self, day: date) -> np.ndarray:
        return np.where(self._demands, self._base[self._positions[day.month]], 0.0)
