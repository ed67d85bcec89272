"""The frontier at another level of what capacities follow: what is left of each option, what a limit then costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.autonomy.points import TIED, built, sized_names
from levier.analysis.autonomy.sets import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy.board import Board
    from levier.analysis.autonomy.levels import Level
    from levier.dataset import Package

__all__ = ["Lowered", "at_level", "level_points", "level_table"]

LEVELS = (
    "option", "asset", "name_en", "name_fr", "driver", "level_now", "level", "unit", "share", "capacity", "left",
    "cost", "cost_per_unit_now", "cost_per_unit", "served_now", "served", "worst_now", "worst",
)  # fmt: skip
POINTS = ("limit", "cost_now", "cost", "worst_now", "worst", "built_now", "built")


@dataclass(frozen=True, eq=False)
class Lowered:
    """Two boards that differ in a level alone.

    Attributes:
        level: what it is the level of, now and then.
        now: capacities as stated.
        then: those that follow the level less.
    """

    level: Level
    now: Board
    then: Board


def at_level(board: Board, level: Level) -> Board | None:
    """Return the board with capacities as a level leaves them; None where nothing in it follows the level.

    Standing assets, joint limits and options follow, each by its own curve.
    """
    program = board.network.program
    share = np.array([level.share(flow.asset) for flow in program.flows])
    row_share = np.array([level.share(row.removeprefix("joint ")) for row in program.rows])
    followed = any(flow.asset in level.curves for flow in program.flows)
    if not followed and not any(row.removeprefix("joint ") in level.curves for row in program.rows):
        return None
    lp = program.lp
    upper = lp.column_upper * share
    moved = lp.replace(
        column_upper=upper,
        column_lower=np.minimum(lp.column_lower, upper),
        row_upper=np.where(row_share < 1.0, lp.row_upper * row_share, lp.row_upper),
    )
    flows = tuple(replace(flow, upper=flow.upper * own) for flow, own in zip(program.flows, share, strict=True))
    offers = tuple(
        replace(o, flows=tuple(replace(flow, upper=flow.upper * level.share(flow.asset)) for flow in o.flows))
        for o in board.offers
    )
    network = replace(board.network, program=replace(program, lp=moved, flows=flows), offers=offers)
    return replace(board, network=network, parts=tuple(parts_of(network, board.closures)), frontiers={})


def level_table(package: Package, lowered: Lowered) -> pd.DataFrame:
    """One row a standing asset or option that follows the level.

    Columns: option (blank: the asset stands), asset (of an option the row that follows), its name_en and
    name_fr, driver, level_now, level, unit, share (of the
    capacity that is left), capacity and left (of the network's columns, a year), cost (of the option, M USD a year),
    cost_per_unit_now and cost_per_unit (of capacity); with the option alone built: served_now and served (without a
    closure, as shares of the base year), worst_now and worst (loss).
    """
    now, then, level = lowered.now, lowered.then, lowered.level
    names = _names(package)
    rows = []
    for number, offer in enumerate(now.offers):
        flow = next((flow for flow in offer.flows if flow.asset in level.curves), None)
        if flow is None:
            continue
        sizes = [offer.steps if k == number else 0 for k in range(len(now.offers))]
        cost = offer.cost("mean", now.asked.capital)
        left = flow.upper * level.share(flow.asset)
        rows.append(
            _row(level, offer.name, flow.asset, names.get(flow.asset, (offer.name_en, offer.name_fr)), flow.upper)
            | {"cost": cost, "cost_per_unit_now": cost / flow.upper, "cost_per_unit": cost / left if left else np.inf}
            | _moved(now, then, sizes)
        )
    nothing = [0] * len(now.offers)
    for asset, capacity in _standing(now, level).items():
        rows.append(
            _row(level, "", asset, names.get(asset, (asset, asset)), capacity)
            | {"cost": np.nan, "cost_per_unit_now": np.nan, "cost_per_unit": np.nan}
            | _moved(now, then, nothing)
        )
    return pd.DataFrame(rows, columns=list(LEVELS))


def level_points(lowered: Lowered, limits: Sequence[float]) -> pd.DataFrame:
    """One row a limit: cost, worst loss and what is built at both levels (cost inf: no set considered is enough).

    Columns: limit, cost_now, cost, worst_now, worst, built_now, built. Limits that are as good as the same stand once.
    """
    rows: list[dict[str, object]] = []
    last = np.inf
    for limit in sorted(limits, reverse=True):
        if last - limit <= TIED:
            continue
        last = limit
        row: dict[str, object] = {"limit": limit}
        for ending, board in (("_now", lowered.now), ("", lowered.then)):
            best = board.frontier().at(limit)
            row[f"cost{ending}"] = np.inf if best is None else best.cost
            row[f"worst{ending}"] = np.nan if best is None else best.worst
            row[f"built{ending}"] = () if best is None else sized_names(built(board, best.sizes))
        rows.append(row)
    return pd.DataFrame(rows, columns=list(POINTS))


def _row(level: Level, option: str, asset: str, names: tuple[str, str], capacity: float) -> dict[str, object]:
    share = level.share(asset)
    return {
        "option": option,
        "asset": asset,
        "name_en": names[0],
        "name_fr": names[1],
        "driver": level.driver,
        "level_now": level.now,
        "level": level.value,
        "unit": level.unit,
        "share": share,
        "capacity": capacity,
        "left": capacity * share,
    }


def _standing(board: Board, level: Level) -> dict[str, float]:
    """Capacity of the standing assets and joint limits that follow the level."""
    program = board.network.program
    rows = zip(program.rows, program.lp.row_upper, strict=True)
    found = {name.removeprefix("joint "): float(most) for name, most in rows if name.startswith("joint ")}
    found |= {
        flow.asset: flow.upper for flow, number in zip(program.flows, board.network.offer, strict=True) if number < 0
    }
    return {name: capacity for name, capacity in found.items() if name in level.curves}


def _moved(now: Board, then: Board, sizes: Sequence[int]) -> dict[str, object]:
    """Say what some offers serve and leave to impose at both levels."""
    found: dict[str, object] = {}
    for ending, board in (("_now", now), ("", then)):
        found[f"served{ending}"] = board.served_share(sizes)
        found[f"worst{ending}"] = float(board.losses(sizes).max(initial=0.0))
    return found


def _names(package: Package) -> dict[str, tuple[str, str]]:
    return {
        row["id"]: (row["name_en"], row["name_fr"])
        for table in ("options", "supplies", "corridors", "slots", "storages", "converters")
        for row in package.table(table).to_dict("records")
    }
