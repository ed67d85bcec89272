"""Tables of a frontier: cost at every limit with its interval, who binds, what enters and leaves, regret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy.board import Board
    from levier.analysis.autonomy.frontier import Best

__all__ = [
    "TIED", "binding", "built", "interval", "interval_sure", "limits_of", "loss_table", "point_table",
    "regret_table", "sized_names",
]  # fmt: skip

LEAST_POINTS = 12
TIED = 1e-6
"""Losses closer than this are the same."""
POINTS = (
    "limit", "cost", "cost_low", "cost_high", "out_of_reach", "worst", "binding", "built", "enters", "leaves", "sure",
    "bound", "gap", "distinct", "programs", "mixed", "seconds", "interval_sure",
)  # fmt: skip


def limits_of(board: Board, asked: float | None = None) -> tuple[float, ...]:
    """Return the limits worth asking: where the frontier steps, filled up to twelve evenly, and the one asked for."""
    points = board.frontier().points
    found = {point.worst for point in points}
    high, low = points[0].worst, points[-1].worst
    if len(found) < LEAST_POINTS and high > low:
        found |= set(np.linspace(high, low, LEAST_POINTS).tolist())
    kept: list[float] = []
    for limit in sorted(found, reverse=True):
        if not kept or kept[-1] - limit > TIED:
            kept.append(limit)
    if asked is None:
        return tuple(kept)
    best = board.frontier().at(asked)
    others = (limit for limit in kept if abs(limit - asked) > TIED or board.frontier().at(limit) is not best)
    return tuple(sorted({asked, *others}, reverse=True))


def built(board: Board, sizes: Sequence[int]) -> dict[str, float]:
    """Return the share built of each offer that is built at all."""
    pairs = zip(board.offers, sizes, strict=True)
    return {offer.name: size / offer.steps for offer, size in pairs if size > 0}


def binding(board: Board, loss: np.ndarray) -> tuple[str, ...]:
    """Return the names of the closures that impose the worst loss; nobody if there is none."""
    worst = float(loss.max(initial=0.0))
    if worst <= TIED:
        return ()
    at = np.flatnonzero(loss >= worst - TIED * max(1.0, worst))
    return tuple(board.closures[int(k)].name for k in at)


def interval(boards: dict[str, Board], limit: float) -> tuple[float, float, int]:
    """Return the least and the largest cost over price decks and stated costs, and how many of them cannot reach it."""
    costs, missing = [], 0
    for board in boards.values():
        for case in ("low", "high"):
            best = board.frontier(case).at(limit)
            if best is None:
                missing += 1
            else:
                costs.append(best.cost)
    if not costs:
        return np.inf, np.inf, missing
    return min(costs), np.inf if missing else max(costs), missing


def interval_sure(boards: dict[str, Board], limit: float) -> bool:
    """Whether the costs of an interval are proven: no cheaper set can do it, and where none was found none can."""
    frontiers = [board.frontier(case) for board in boards.values() for case in ("low", "high")]
    found = [(each, each.at(limit)) for each in frontiers]
    return all(bool(np.isinf(each.complete_to)) if best is None else best.sure for each, best in found)


def point_table(boards: dict[str, Board], deck: str, limits: Sequence[float]) -> pd.DataFrame:
    """One row a limit: cost (M USD a year) with its interval, worst loss, who binds, what is built.

    Columns: limit; cost, cost_low, cost_high (inf: no set considered is enough); out_of_reach (cases of the interval
    that no set is enough for); worst; binding; built; enters and leaves (against the row before); sure (no cheaper set
    can do it); bound (no set that costs less can do it) and gap (of cost and bound, relative); distinct (another set
    than in the row before); programs and seconds (solved and taken until the set was evaluated, all sets before it
    included); mixed (mixed-integer programs: none are needed); interval_sure (cost_low and cost_high are proven, not
    only found).
    """
    board = boards[deck]
    rows: list[dict[str, object]] = []
    before: dict[str, float] | None = None
    for limit in limits:
        best: Best | None = board.frontier().at(limit)
        low, high, missing = interval(boards, limit)
        now = {} if best is None else built(board, best.sizes)
        rows.append(
            {
                "limit": limit,
                "cost": np.inf if best is None else best.cost,
                "cost_low": low,
                "cost_high": high,
                "out_of_reach": missing,
                "interval_sure": interval_sure(boards, limit),
                "worst": np.nan if best is None else best.worst,
                "binding": () if best is None else binding(board, best.loss),
                "built": sized_names(now),
                "enters": tuple(name for name in now if name not in (before or {})),
                "leaves": tuple(name for name in before or {} if name not in now) if best is not None else (),
                "sure": best is not None and best.sure,
                "distinct": best is not None and now != before,
                **_effort(board, best),
            }
        )
        before = now if best is not None else before
    return pd.DataFrame(rows, columns=list(POINTS))


def _effort(board: Board, best: Best | None) -> dict[str, object]:
    """Say how sure a point is, and what it took to find it."""
    to = board.frontier().complete_to
    if best is None:
        return {"bound": to, "gap": np.nan, "programs": 0, "mixed": 0, "seconds": np.nan}
    bound = min(best.cost, to)
    spent = [part.effort[tuple(best.sizes[number] for number in part.offers)] for part in board.parts]
    return {
        "bound": bound,
        "gap": (best.cost - bound) / max(1.0, best.cost),
        "programs": sum(programs for programs, _ in spent),
        "mixed": 0,
        "seconds": sum(seconds for _, seconds in spent),
    }


def sized_names(shares: dict[str, float]) -> tuple[str, ...]:
    """Name what is built, with the share where it is not whole.

    >>> sized_names({"line": 1.0, "store": 0.5})
    ('line', 'store 50%')
    """
    return tuple(name if share == 1.0 else f"{name} {share:.0%}" for name, share in shares.items())


def regret_table(board: Board, limits: Sequence[float]) -> pd.DataFrame:
    """One row a limit and an offer built there: cost with and without the offer to be had, M USD a year.

    Columns: option, limit, cost, cost_without (inf: no set is enough), regret, sure (every cheaper set was considered).
    """
    rows = []
    for limit in limits:
        best = board.frontier().at(limit)
        for number, size in enumerate(() if best is None else best.sizes):
            if best is None or not size:
                continue
            without = board.frontier("mean", (number,))
            other = without.at(limit)
            cost = np.inf if other is None else other.cost
            rows.append(
                {
                    "option": board.offers[number].name,
                    "limit": limit,
                    "cost": best.cost,
                    "cost_without": cost,
                    "regret": cost - best.cost,
                    "sure": bool(np.isinf(without.complete_to)) if other is None else other.sure,
                }
            )
    return pd.DataFrame(rows, columns=["option", "limit", "cost", "cost_without", "regret", "sure"])


def loss_table(board: Board, sets: dict[str, Sequence[int]]) -> pd.DataFrame:
    """One row a closure: what it imposes with each of some sets of offers, as a share; most first."""
    columns = {name: board.losses(sizes) for name, sizes in sets.items()}
    table = pd.DataFrame({"actors": [closure.name for closure in board.closures], **columns})
    table["outage"] = [closure.outage for closure in board.closures]
    first = next(iter(sets))
    return table.sort_values([first, "actors"], ascending=[False, True], kind="stable").reset_index(drop=True)
