"""Remaining flexibility and disrupted rate, cooperative and uncooperative, of one snapshot.

Both are those of ENTSOG, Ten-Year Network Development Plan 2017, main report, section 6.3.2.1. The remaining
flexibility of a country is the additional share of its demand that it could be served before a limit of infrastructure
or supply is reached: each country on its own, 0 where it is disrupted. The disrupted rate is the share of its demand
that cannot be served.

Cooperative: the cut is shared. The largest relative cut is made as small as can be, then the next largest among those
who can still be helped, and so on, so those who hang on the same limit are cut alike.
Uncooperative: own demand first (the sub-optimal crisis of ENTSOG's stress test of 2014: gas is exported only where own
demand is served). As much as possible is served, and of that the least crosses a border: a unit is used in the first
country on its way that asks for it. What this leaves open, between neighbours equally far, is shared as above.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from levier.errors import UsageError
from levier.lp import LinearProgram, Solution, require_optimal, solve

if TYPE_CHECKING:
    from levier.analysis.moment import Moment

__all__ = ["cooperative_rates", "remaining_flexibility", "uncooperative_rates"]

MOST = 10.0
"""Flexibility is not followed beyond ten times the demand."""
NONE = 1e-6
TIGHT = 1e-6


@dataclass(frozen=True)
class _Rows:
    """Further rows ``low <= flows @ x + rate * level <= high``; ``flows`` (rows, assets), ``rate`` (rows,)."""

    flows: sparse.csc_array
    rate: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def none(cls, assets: int) -> _Rows:
        """Return no rows."""
        return cls(sparse.csc_array((0, assets)), np.zeros(0), np.zeros(0), np.zeros(0))


def cooperative_rates(moment: Moment) -> dict[str, float]:
    """Return the disrupted rate of every country that uses anything, the cut shared.

    Args:
        moment: the snapshot, closures included (see :meth:`levier.analysis.moment.Moment.closed`).

    Raises:
        SolveError: no optimum was found (a bug: nothing has to be served).
    """
    return _levelled(moment, _Rows.none(len(moment.upper)))


def uncooperative_rates(moment: Moment) -> dict[str, float]:
    """Return the disrupted rate of every country that uses anything, each serving its own demand first.

    Raises:
        SolveError: no optimum was found (a bug: nothing has to be served).
    """
    if not moment.users:
        return {}
    states = 1.0 + 2.0 * len(moment.users) + moment.crossed.max(initial=0.0)
    gain = np.append(moment.crossed / states - (moment.user != ""), 0.0)
    best = _solved(moment, gain, _Rows.none(len(moment.upper))).objective
    kept = sparse.csc_array(gain[None, :-1])
    rules = _Rows(kept, np.zeros(1), np.array([-np.inf]), best + _rounding(np.array([best])))
    return _levelled(moment, rules)


def remaining_flexibility(moment: Moment, country: str, rates: dict[str, float]) -> float:
    """Return the additional share of its demand that a country could be served; 0 where it is disrupted.

    Args:
        moment: the snapshot, closures included.
        country: whose demand grows, every use alike.
        rates: cooperative disrupted rates; the others are served no worse than these.

    Returns:
        A share, at most 10: not followed beyond ten times the demand.

    Raises:
        UsageError: the country uses nothing here.
        SolveError: no optimum was found (a bug: the demand itself can be served).
    """
    if country not in moment.users:
        message = f"{country} uses nothing in this snapshot; users: {', '.join(moment.users) or 'none'}"
        raise UsageError(message)
    if rates[country] > NONE:
        return 0.0
    own = np.flatnonzero((moment.user == country) & (moment.upper > 0))
    count = len(moment.upper)
    # A cut too small to count as one may lie on one small use alone.
    unseen = rates[country] * moment.upper[own].sum()
    grown = sparse.csc_array((np.ones(len(own)), (np.arange(len(own)), own)), shape=(len(own), count))
    served, need = moment.served, moment.served @ moment.upper
    others = np.array([name != country for name in moment.users])
    least = need * np.array([1.0 - rates[name] for name in moment.users]) - _rounding(need)
    rows = _Rows(
        sparse.csc_array(sparse.vstack([grown, served[others]])),
        np.concatenate([-moment.upper[own], np.zeros(int(others.sum()))]),
        np.concatenate([moment.upper[own] - unseen, least[others]]),
        np.concatenate([moment.upper[own], np.full(int(others.sum()), np.inf)]),
    )
    free = np.zeros(count, dtype=bool)
    free[own] = True
    cost = np.append(np.zeros(count), -1.0)
    found = float(_solved(moment, cost, rows, free=free).x[-1])
    return found if found > NONE else 0.0


def _levelled(moment: Moment, rules: _Rows) -> dict[str, float]:
    """Make the largest relative cut as small as can be, then the next, under some rules.

    A country whose row has a price in one optimum is held at that rate in all: it is done. Each turn ends one.
    """
    users, served = moment.users, moment.served
    if not users:
        return {}
    need, count = served @ moment.upper, len(moment.upper)
    rate, open_ = np.zeros(len(users)), np.ones(len(users), dtype=bool)
    cost = np.append(np.zeros(count), 1.0)
    flows = sparse.csc_array(sparse.vstack([rules.flows, served]))
    while open_.any():
        least = np.where(open_, need, need * (1.0 - rate) - _rounding(need))
        shared = np.concatenate([np.zeros(len(rules.low)), np.where(open_, need, 0.0)])
        low, high = np.concatenate([rules.low, least]), np.concatenate([rules.high, np.full(len(users), np.inf)])
        found = _solved(moment, cost, _Rows(flows, shared, low, high))
        level = float(found.x[-1])
        if level <= NONE:
            rate[open_] = max(level, 0.0)
            break
        price = np.where(open_, found.row_dual[-len(users) :] * need, 0.0)
        done = open_ & ((price > TIGHT) | (price == price.max()))
        rate[done] = min(level, 1.0)
        open_ &= ~done
    return dict(zip(users, rate.tolist(), strict=True))


def _rounding(amount: np.ndarray) -> np.ndarray:
    """What a found amount may miss by: the solver holds a row to 1e-7."""
    return np.asarray(2e-7 + 1e-9 * np.abs(amount))


def _solved(moment: Moment, cost: np.ndarray, rows: _Rows, free: np.ndarray | None = None) -> Solution:
    """Solve for the flows and one rate; rows of balances, joint limits, then further ones."""
    bound = moment.upper if free is None else np.where(free, np.inf, moment.upper)
    limited = np.isfinite(moment.joint)
    buses, joint = moment.incidence.shape[0], int(limited.sum())
    above = np.zeros(buses + joint)
    flows = sparse.vstack([moment.incidence, moment.membership[limited], rows.flows], format="csc")
    program = LinearProgram(
        cost=cost,
        matrix=_with_column(flows, np.concatenate([above, rows.rate])),
        row_lower=np.concatenate([np.zeros(buses), np.full(joint, -np.inf), rows.low]),
        row_upper=np.concatenate([np.zeros(buses), moment.joint[limited], rows.high]),
        column_lower=np.append(np.zeros(len(bound)), -NONE),
        column_upper=np.append(bound, MOST),
    )
    return require_optimal(solve(program), "what the countries can be served")


def _with_column(matrix: sparse.csc_array, column: np.ndarray) -> sparse.csc_array:
    """A matrix with one more column, the last."""
    at = np.flatnonzero(column)
    return sparse.csc_array(
        (
            np.concatenate([matrix.data, column[at]]),
            np.concatenate([matrix.indices, at]),
            np.append(matrix.indptr, matrix.indptr[-1] + len(at)),
        ),
        shape=(matrix.shape[0], matrix.shape[1] + 1),
    )
