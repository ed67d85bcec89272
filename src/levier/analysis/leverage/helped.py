"""What would have helped most under a threat: one more unit of room for each asset that is full, solved again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.engine import Contingency, Engine, Outcome, solve_program
from levier.engine.outcome import require_solved

if TYPE_CHECKING:
    from levier.analysis.case import Case
    from levier.analysis.leverage.threat import Threat

__all__ = ["what_helps"]

LEAST = 1e-3
MOST = 40
"""Assets solved again, those of the largest duals."""
COLUMNS = ("asset", "kind", "family", "unit", "saved", "saved_all", "dual", "held_by")
ROOM = ("flex", "slot")


def what_helps(case: Case, threat: Threat, country: str, *, workers: int = 2, step: float = 1.0) -> pd.DataFrame:
    """Rank full assets by what more room would have saved a country under a threat.

    The duals of the outcome name the candidates; each is then given its room and the state solved again, because duals
    count calibrated wedges besides money, and a degenerate dual promises what no step keeps.

    Args:
        case: the run.
        threat: what is closed; assets that are part of it are left out.
        country: whose loss.
        workers: child processes; 0: this process.
        step: room that is added through the run, in units of the carrier a year.

    Returns:
        One row an asset whose room is used up: ``asset``, ``kind``, ``family``, ``unit`` (of the step), ``saved`` (fall
        of the country's loss, M USD), ``saved_all`` (of everybody's), ``dual`` (M USD a unit of the engine's objective,
        wedges included), ``held_by`` (``ramp``, ``capacity`` or ``joint limit``); those that save the country most
        first; those that save nobody anything are left out.

    Raises:
        SolveError: the threat leaves no optimum.
    """
    with Engine(case.program, workers) as engine:
        outcome = engine.solve(Contingency(cut=threat.parts, start=case.start, end=case.end))
    require_solved(outcome, f"the threat {threat.name}")
    vectors = case.measures.vectors
    weights = np.array([vectors.get(f"loss {country}", np.zeros_like(vectors["loss"])), vectors["loss"]])
    rows = []
    for row, at in _candidates(case, threat, outcome):
        upper = outcome.program.lp.column_upper[at] + step
        wider = outcome.program.bounded(at, outcome.program.lp.column_lower[at], upper)
        again = solve_program(wider, basis=outcome.solution.basis, what=f"{threat.name}, more room for {row['asset']}")
        saved = weights @ (outcome.solution.x - again.solution.x)
        if np.abs(saved).max() > LEAST:
            rows.append({**row, "saved": float(saved[0]), "saved_all": float(saved[1])})
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(["saved", "saved_all"], ascending=False, kind="stable").reset_index(drop=True)


def _candidates(case: Case, threat: Threat, outcome: Outcome) -> list[tuple[dict[str, object], np.ndarray]]:
    """Assets whose room is used up, largest dual first, with the columns of that room."""
    solution, program, tranches = outcome.solution, case.program, case.components
    full = solution.x >= outcome.program.lp.column_upper - LEAST
    value = np.where(full, np.maximum(-np.asarray(solution.column_dual), 0.0), 0.0)
    found = []
    for kind, names in tranches[tranches["tranche"].isin(ROOM)].groupby("component"):
        for name, tranche, asset in zip(names.index, names["tranche"], names["asset"], strict=True):
            if str(asset).partition(":")[0] in threat.assets:
                continue
            at = program.positions(str(kind), [str(name)], list(program.snapshots))
            amount = float(value[at].sum())
            if amount > LEAST:
                row = _described(case, str(asset), str(tranche), at[value[at] > LEAST])
                found.append(({**row, "dual": amount}, at))
    return sorted(found, key=lambda each: -float(str(each[0]["dual"])))[:MOST]


def _described(case: Case, asset: str, tranche: str, at: np.ndarray) -> dict[str, object]:
    assets = case.system.assets
    if tranche == "slot":
        flow = next((flow for flow in _users(case, asset)), "")
        about = assets.loc[flow] if flow else None
        family, unit = ("", "") if about is None else (str(about["family"]), str(about["unit"]))
        return {"asset": asset, "kind": "slot", "family": family, "unit": unit, "held_by": "joint limit"}
    row = assets.loc[asset]
    spare = case.system.calibration.spare[:, assets.index.get_loc(asset)]
    when = case.horizon.positions[case.program.column_labels.snapshot[at]]
    ramped = bool((case.program.lp.column_upper[at] < spare[when] - LEAST).any())
    told = {"asset": asset, "kind": str(row["kind"]), "family": str(row["family"]), "unit": str(row["unit"])}
    return {**told, "held_by": "ramp" if ramped else "capacity"}


def _users(case: Case, slot: str) -> list[str]:
    topology = case.system.topology
    used = topology.membership[[topology.slots.index.get_loc(slot)]].toarray()[0] > 0
    return [str(name) for name in topology.assets.index[used]]
