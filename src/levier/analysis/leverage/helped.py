"""What would have helped most under a threat: the value of one more unit of each asset that is full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.engine import Contingency, Engine
from levier.engine.outcome import require_solved

if TYPE_CHECKING:
    from levier.analysis.case import Case
    from levier.analysis.leverage.threat import Threat

__all__ = ["what_helps"]

LEAST = 1e-3
COLUMNS = ("asset", "kind", "family", "unit", "value", "held_by")
ROOM = ("flex", "slot")


def what_helps(case: Case, threat: Threat, *, workers: int = 2) -> pd.DataFrame:
    """Rank assets by what one more unit a year of room, through the run, would have saved (duals of the outcome).

    The value holds at the margin, in the engine's objective (wedges included); it is the whole system's, not one
    country's. Spare room that has not opened yet is worth as much as room that is not there: ``held_by`` says which.

    Args:
        case: the run.
        threat: what is closed; assets that are part of it are left out.
        workers: child processes; 0: this process.

    Returns:
        One row an asset whose room is used up: ``asset``, ``kind``, ``family``, ``unit`` (of the rate that is added),
        ``value`` (M USD saved by one unit a year), ``held_by`` (``ramp``, ``capacity`` or ``joint limit``), largest
        first.

    Raises:
        SolveError: the threat leaves no optimum.
    """
    with Engine(case.program, workers) as engine:
        outcome = engine.solve(Contingency(cut=threat.parts, start=case.start, end=case.end))
        solution = require_solved(outcome, f"the threat {threat.name}").solution
    saved = np.maximum(-np.asarray(solution.column_dual), 0.0)
    full = solution.x >= outcome.program.lp.column_upper - LEAST
    value = np.where(full, saved, 0.0)
    program, tranches = case.program, case.components
    rows = []
    for kind, names in tranches[tranches["tranche"].isin(ROOM)].groupby("component"):
        for name, tranche, asset in zip(names.index, names["tranche"], names["asset"], strict=True):
            if str(asset).partition(":")[0] in threat.assets:
                continue
            at = program.positions(str(kind), [str(name)], list(program.snapshots))
            amount = float(value[at].sum())
            if amount > LEAST:
                rows.append(_row(case, str(asset), str(tranche), amount, at[value[at] > LEAST]))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("value", ascending=False, kind="stable").reset_index(drop=True)


def _row(case: Case, asset: str, tranche: str, amount: float, at: np.ndarray) -> dict[str, object]:
    assets = case.system.assets
    if tranche == "slot":
        flow = next((flow for flow in _users(case, asset)), "")
        about = assets.loc[flow] if flow else None
        family, unit = ("", "") if about is None else (str(about["family"]), str(about["unit"]))
        told = {"asset": asset, "kind": "slot", "family": family, "unit": unit}
        return {**told, "value": amount, "held_by": "joint limit"}
    row = assets.loc[asset]
    spare = case.system.calibration.spare[:, assets.index.get_loc(asset)]
    when = case.horizon.positions[case.program.column_labels.snapshot[at]]
    ramped = bool((case.program.lp.column_upper[at] < spare[when] - LEAST).any())
    return {
        "asset": asset,
        "kind": str(row["kind"]),
        "family": str(row["family"]),
        "unit": str(row["unit"]),
        "value": amount,
        "held_by": "ramp" if ramped else "capacity",
    }


def _users(case: Case, slot: str) -> list[str]:
    topology = case.system.topology
    used = topology.membership[[topology.slots.index.get_loc(slot)]].toarray()[0] > 0
    return [str(name) for name in topology.assets.index[used]]
