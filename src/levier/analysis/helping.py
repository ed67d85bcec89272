"""What would help most under a shock: some more room for each asset that is full, and the shock solved again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.apply import Applied
from levier.analysis.assemble import assemble
from levier.analysis.limits import capacity_of
from levier.analysis.loss import loss_of
from levier.analysis.rates import rates, stocks, tranches_of, unserved
from levier.engine import solve_program
from levier.errors import SolveError
from levier.system.bus_names import slot_bus
from levier.system.widened import widened

if TYPE_CHECKING:
    from levier.analysis.run import Run
    from levier.engine import Outcome
    from levier.system import System

__all__ = ["MOST", "SHARE", "Full", "Helped", "full_assets", "help_of", "helps_table"]

SHARE = 0.1
"""Room that is added, as a share of what an asset can take."""
MOST = 24
LEAST = 1e-3
SMALL = 1e-6
COLUMNS = ("asset", "kind", "family", "unit", "room", "saved", "promised", "reason")


@dataclass(frozen=True)
class Full:
    """An asset whose room is used up under a shock.

    Attributes:
        asset: id of a flow, a joint limit (``kind`` is ``slot``) or a storage (``storage``).
        family, unit: of what it carries.
        room: what is added: a rate per year, of a storage a volume.
        promised: what the duals promise for it, M USD of the engine's objective (wedges included): an upper bound of
            the gain there, since damage is convex in room; used to choose and to order, never as the gain.
    """

    asset: str
    kind: str
    family: str
    unit: str
    room: float
    promised: float


@dataclass(frozen=True)
class Helped:
    """What more room in one asset saves.

    Attributes:
        full: the asset and the room it was given.
        saved: fall of the whole loss, M USD; NaN if it could not be solved.
        by_country: the same by who bears it; sums to ``saved``.
        reason: why there is no answer; blank if there is one.
    """

    full: Full
    saved: float
    by_country: dict[str, float] = field(default_factory=dict)
    reason: str = ""


def full_assets(system: System, run: Run, *, share: float = SHARE, most: int = MOST) -> list[Full]:
    """Choose what is tried: the full assets whose room the duals value most.

    Demands are left out, and what the shock itself takes. An asset whose duals are zero cannot lower the objective.

    Args:
        system: what was shocked.
        run: reference and shocked state.
        share: of its mean capacity that each is given; one unit where it has none.
        most: assets chosen at most.
    """
    outcome = run.shocked_outcome
    duals, costs = _by_name(outcome, outcome.solution.column_dual), _by_name(outcome, outcome.program.lp.cost)
    levels = _by_name(outcome, outcome.solution.column_dual, "e")
    gone = {change.asset for change in run.changes}
    assets, topology = system.assets, system.topology
    found: list[tuple[str, str, str, str, float, float]] = []
    for j, (name, row) in enumerate(assets.iterrows()):
        if row["kind"] != "demand" and name not in gone:
            worth = _worth(system, run, j, str(name), duals, costs)
            mean = _mean(system, run, str(name))
            found.append((str(name), str(row["kind"]), str(row["family"]), str(row["unit"]), mean, worth))
    found += [
        (str(name), "slot", *_user(system, str(name)), _mean(system, run, str(name)), _lowering(duals[slot_bus(name)]))
        for name in topology.slots.index
        if name not in gone and slot_bus(name) in duals
    ]
    for name, row in topology.storages.iterrows():
        if name in levels and not gone & {f"{name}:charge", f"{name}:discharge"}:
            of = assets.loc[f"{name}:charge"]
            volume, worth = float(row["volume"]), _lowering(levels[str(name)])
            found.append((str(name), "storage", str(of["family"]), str(of["unit"]), volume, worth))
    chosen = []
    for asset, kind, family, unit, capacity, worth in found:
        room = share * capacity if capacity > SMALL else 1.0
        if worth * room > LEAST:
            chosen.append(Full(asset, kind, family, unit, room, worth * room))
    return sorted(chosen, key=lambda each: -each.promised)[:most]


def help_of(system: System, run: Run, full: Full) -> Helped:
    """Give one asset its room, solve the shock again, and compare the losses.

    The same as the loss of :func:`levier.analysis.answer_shock` before and after the capacity is raised, base year and
    wedges held.
    """
    wider = widened(system, full.asset, full.room, {change.asset for change in run.changes})
    draft = wider.draft(run.labels[0], len(run.labels))
    horizon = wider.run(run.labels[0], len(run.labels))
    components = tranches_of(draft)
    altered = Applied(wider, assemble(draft), components, horizon.positions, run.window)
    for change in run.changes:
        altered.apply(change)
    alike = altered.program.lp.cost.size == run.shocked_outcome.program.lp.cost.size
    basis = run.shocked_outcome.solution.basis if alike else None
    try:
        outcome = solve_program(altered.program, basis=basis, what=f"more room for {full.asset}")
    except SolveError as error:
        return Helped(full, float("nan"), reason=str(error))
    missing, worth = unserved(outcome, components, altered.program.weights)
    again = replace(
        run,
        shocked=rates(system, outcome, components, altered.loads()),
        shocked_outcome=outcome,
        unserved=missing,
        unserved_value=worth,
        stock=stocks(wider, outcome, horizon),
    )
    before, after = loss_of(system, run), loss_of(system, again)
    countries = before.by_country["loss"].sub(after.by_country["loss"], fill_value=0.0)
    return Helped(full, before.system - after.system, {str(name): float(value) for name, value in countries.items()})


def helps_table(found: list[Helped]) -> pd.DataFrame:
    """Return what was tried, the largest gain first; what could not be solved last, with its reason.

    Returns:
        ``asset``, ``kind``, ``family``, ``unit``, ``room`` (added), ``saved`` (M USD), ``promised`` (by the duals),
        ``reason``, and one column ``saved C`` for each country C.
    """
    rows = []
    for each in found:
        full = each.full
        row = {name: getattr(full, name) for name in ("asset", "kind", "family", "unit", "room", "promised")}
        rows.append({**row, "saved": each.saved, "reason": each.reason,
                     **{f"saved {name}": value for name, value in sorted(each.by_country.items())}})  # fmt: skip
    table = pd.DataFrame(rows)
    table = table.reindex(columns=[*COLUMNS, *(name for name in table.columns if name not in COLUMNS)])
    return table.sort_values("saved", ascending=False, kind="stable", na_position="last", ignore_index=True)


def _by_name(outcome: Outcome, values: np.ndarray, attribute: str = "p") -> dict[str, np.ndarray]:
    """Values of columns by component (snapshots,)."""
    table = outcome.program.columns.assign(value=values)
    table = table[table["attribute"] == attribute]
    wide = table.pivot_table(index="snapshot", columns="name", values="value", sort=False)
    wide = wide.reindex(list(outcome.program.snapshots))
    return {str(name): wide[name].to_numpy(float) for name in wide.columns}


def _lowering(dual: np.ndarray) -> float:
    """What one unit more in every snapshot lowers the objective by, as far as duals tell."""
    return float(np.maximum(-np.nan_to_num(dual), 0.0).sum())


def _worth(
    system: System, run: Run, j: int, name: str, duals: dict[str, np.ndarray], costs: dict[str, np.ndarray]
) -> float:
    """What a unit of flex room is worth; of a flow without any, as if it had a column beside its base tranche."""
    opened = np.minimum(1.0, float(system.assets["ramp"].iloc[j]) * system.run(run.labels[0], len(run.labels)).months)
    if f"{name} +" in duals:
        return _lowering(duals[f"{name} +"] * opened)
    if name not in duals:
        return 0.0
    calibration, program = system.calibration, run.shocked_outcome.program
    flex = program.weights * (calibration.true + calibration.flex_wedge)[run.positions, j]
    return _lowering((duals[name] + flex - costs[name]) * opened)


def _mean(system: System, run: Run, name: str) -> float:
    _, whole = capacity_of(system, name, run.positions)
    return float(np.mean(whole))


def _user(system: System, slot: str) -> tuple[str, str]:
    """Family and unit of what shares a joint limit."""
    topology = system.topology
    used = np.flatnonzero(topology.membership[[topology.slots.index.get_loc(slot)]].toarray()[0])
    if not len(used):
        return "", ""
    row = topology.assets.iloc[used[0]]
    return str(row["family"]), str(row["unit"])
