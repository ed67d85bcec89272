"""Find the worst set of cuts by one mixed-integer program: a cross-check of the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray

from levier.engine.alteration import Alteration
from levier.engine.moves import Moves
from levier.engine.prices import PriceBounds
from levier.engine.relief import LinearOracle
from levier.engine.worst import NEAR, Guarantee, WorstResult, set_costs, set_count
from levier.errors import SolveError, UsageError
from levier.lp import LinearProgram, MixedSolution, solve_mixed
from levier.lp.program import Vector

__all__ = ["interdict", "interdiction_program"]


@dataclass(frozen=True, eq=False)
class _Rooms:
    """What cuts do to moves.

    Attributes:
        left: room of each move once any of its cuts is made, shape (moves,).
        cutters: pairs (move, asset), one row each, shape (p, 2).
    """

    left: Vector
    cutters: NDArray[np.intp]


def interdict(
    lp: LinearProgram,
    cuts: Sequence[Alteration],
    assets: Sequence[str],
    k: int = 3,
    *,
    budget: float | None = None,
    cost: ArrayLike | None = None,
    time_limit: float | None = None,
) -> WorstResult:
    """Find a worst set of at most `k` pure cuts by the mixed-integer program of `interdiction_program`.

    Arguments as for `worst_sets`, with the cuts themselves; `time_limit` in seconds.

    Returns:
        The one set found, solved once more by itself. The bound is the solver's; the guarantee is "certified" where it
        meets the damage, else "lower bound".

    Raises:
        UsageError: a cut is not pure, or two cuts leave different rests of one column.
        SolveError: no price bound exists (the cuts together leave nothing feasible, or a loop gains), or the
            mixed-integer program has no answer.

    Source: Wood, R. K. (1993), Deterministic network interdiction; Salmeron, J., Wood, K., Baldick, R. (2004),
    Analysis of electric grid security under terrorist threat.
    """
    costs = set_costs(assets, k, 1, budget, cost)
    oracle = LinearOracle(lp, cuts)
    if oracle.prices is None:
        message = "all cuts together leave nothing feasible, so no price bound is known; add shedding"
        raise SolveError(message)
    program, whole = interdiction_program(lp, cuts, oracle.prices, k, costs, np.inf if budget is None else budget)
    mixed = solve_mixed(program, whole, time_limit=time_limit)
    if not np.isfinite(mixed.objective):
        message = f"the interdiction program was not solved: {mixed.status.value}"
        raise SolveError(message)
    return _result(oracle, mixed, mixed.x[whole], assets, set_count(len(assets), k))


def _result(
    oracle: LinearOracle, mixed: MixedSolution, choice: Vector, assets: Sequence[str], count: int
) -> WorstResult:
    """Solve the set found by itself and leave out idle members."""
    reference = oracle.base.objective
    margin = NEAR * (1.0 + abs(reference))
    chosen = frozenset(np.flatnonzero(choice > 0.5).tolist())  # noqa: PLR2004 - whole numbers
    value = oracle.solve([chosen])[0].objective
    for asset in sorted(chosen):
        without = oracle.solve([chosen - {asset}])[0].objective
        if without >= value - margin:
            chosen = chosen - {asset}
    bound = -mixed.bound
    guarantee: Guarantee = "certified" if mixed.is_optimal and bound <= value + 100 * margin else "lower bound"
    return WorstResult(
        sets=(tuple(assets[asset] for asset in sorted(chosen)),) if chosen else (),
        damages=(value - reference,) if chosen else (),
        reference=reference,
        bound=max(bound, value) - reference,
        guarantee=guarantee,
        combinations=count,
        solved=oracle.solved,
    )


def interdiction_program(
    lp: LinearProgram, cuts: Sequence[Alteration], prices: PriceBounds, k: int, costs: Vector, budget: float
) -> tuple[LinearProgram, NDArray[np.bool_]]:
    """Write max over sets of min over dispatch as one minimisation over prices and choices.

    Around the fallback ``z`` the dual of ``f(T)`` is ``c z - sum over moves of room(T) * max(0, a y - c_a)`` (see
    `price_bounds`). A move whose room a cut takes pays for its full room unless a cut of it is chosen: the payment
    above what is left is ``v >= w - M * chosen`` with ``w >= a y - c_a``. ``M`` is the largest ``a y - c_a`` in the box
    of prices; that box holds an optimal dual for every ``T``, so ``M`` cuts off none.

    Returns:
        The program, columns: prices, w, v, choices; and which columns are whole numbers. Its optimum is minus the worst
        objective.

    Raises:
        UsageError: a cut is not pure, or two cuts leave different rests of one column.
        SolveError: an ``M`` is infinite.
    """
    lp = lp.replace(cost=lp.cost + prices.raised)
    moves = Moves.of(lp, prices.fallback)
    rooms = _rooms(cuts, prices.fallback, moves)
    worth = _worth(moves, prices)
    paying = np.flatnonzero(worth > 0)
    cut = np.isin(paying, rooms.cutters[:, 0])
    if np.isinf(worth[paying[cut]]).any():
        message = "a unit through a cut asset has no bounded worth (a loop of converters gains), so there is no M"
        raise SolveError(message)
    return _assembled(moves, rooms, worth, prices, paying, cut, lp.objective(prices.fallback), (k, costs, budget))


def _rooms(cuts: Sequence[Alteration], z: Vector, moves: Moves) -> _Rooms:
    """What the cuts leave of each move."""
    left = moves.room.copy()
    at = {
        (int(c), int(s)): number for number, (c, s) in enumerate(zip(moves.column, moves.sign, strict=True)) if c >= 0
    }
    pairs = []
    for asset, alteration in enumerate(cuts):
        if not alteration.pure:
            message = f"the mixed-integer program takes pure cuts only ({alteration.reason})"
            raise UsageError(message)
        for column, low, high in zip(alteration.columns, alteration.lower, alteration.upper, strict=True):
            for sign, rest in ((1, high - z[column]), (-1, z[column] - low)):
                move = at.get((int(column), sign))
                if move is None or rest >= moves.room[move]:
                    continue
                if left[move] not in (moves.room[move], max(rest, 0.0)):
                    message = f"two cuts leave different rests of column {column}; here they must leave the same"
                    raise UsageError(message)
                left[move] = max(rest, 0.0)
                pairs.append((move, asset))
    return _Rooms(left, np.array(pairs, dtype=np.intp).reshape(-1, 2))


def _worth(moves: Moves, prices: PriceBounds) -> Vector:
    """Largest ``a y - cost`` of each move in the box, shape (moves,)."""
    most = np.where(moves.value > 0, prices.row_upper[moves.row], prices.row_lower[moves.row]) * moves.value
    result: Vector = np.bincount(moves.move, most, minlength=moves.cost.size) - moves.cost
    return result


def _assembled(
    moves: Moves,
    rooms: _Rooms,
    worth: Vector,
    prices: PriceBounds,
    paying: NDArray[np.intp],
    cut: NDArray[np.bool_],
    fallback: float,
    limits: tuple[int, Vector, float],
) -> tuple[LinearProgram, NDArray[np.bool_]]:
    """Put the blocks together: rows of w, rows of v, the number of cuts, the budget."""
    k, costs, budget = limits
    m, count, cuttable, assets = prices.row_lower.size, paying.size, paying[cut], costs.size
    entries = sp.csr_array((moves.value, (moves.move, moves.row)), shape=(moves.cost.size, m))[paying]
    big = sp.csr_array(
        (worth[rooms.cutters[:, 0]], (rooms.cutters[:, 0], rooms.cutters[:, 1])), shape=(moves.cost.size, assets)
    )[cuttable]
    pick = sp.eye_array(count, format="csr")[cut]
    whole_rows = sp.csr_array(np.vstack([np.ones(assets), costs]))
    matrix = sp.block_array(
        [
            [entries, -sp.eye_array(count), None, None],
            [None, pick, -sp.eye_array(cuttable.size), -big],
            [None, None, None, whole_rows],
        ]
    )
    room, left = moves.room[paying], rooms.left[paying]
    endless = np.isinf(left)
    taken = moves.room[cuttable] - np.where(np.isinf(rooms.left[cuttable]), 0.0, rooms.left[cuttable])
    forced = np.isinf(taken)
    program = LinearProgram(
        cost=np.concatenate(
            [np.zeros(m), np.where(endless, 0.0, left), np.where(forced, 0.0, taken), np.zeros(assets)]
        ),
        matrix=matrix,
        row_lower=np.full(matrix.shape[0], -np.inf),
        row_upper=np.concatenate([moves.cost[paying], np.zeros(cuttable.size), [k, budget]]),
        column_lower=np.concatenate([prices.row_lower, np.zeros(count + cuttable.size + assets)]),
        column_upper=np.concatenate(
            [
                prices.row_upper,
                np.where(endless & np.isinf(room), 0.0, np.inf),
                np.where(forced, 0.0, np.inf),
                np.ones(assets),
            ]
        ),
        offset=-fallback,
    )
    return program, np.arange(program.cost.size) >= program.cost.size - assets
