"""A shock applied to a system: reference and shocked state over the same snapshots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.apply import Applied
from levier.analysis.assemble import assemble
from levier.analysis.cards import run_card
from levier.analysis.rates import rates, stocks, tranches_of, unserved
from levier.engine import Outcome, Program, solve_program
from levier.shock import Change, Shock, resolve
from levier.show import shown
from levier.system.selectable import driver_levels, selectable

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["Run", "Runner"]


@shown(run_card)
@dataclass(frozen=True)
class Run:
    """Reference and shocked state of one shock.

    Attributes:
        shock: what happened.
        changes: the shock resolved, asset by asset.
        labels: the snapshots gone through; ``positions`` says which of the base year each one is.
        weights: share of the year of each (a peak hour: one hour).
        window: (snapshots,), where the shock acts.
        reference, shocked: rates (snapshots, assets); a demand's rate is what is served.
        reference_outcome, shocked_outcome: the checked optima.
        unserved: (snapshots, demands), rate not served under the shock.
        unserved_value: M USD of what is not served, by demand.
        stock, stock_reference: (snapshots, storages), at the end of each snapshot; what could not
            be refilled by the end is taken off the last one.
        price_factor: factor of the price of each market a price effect names, inside the window.
    """

    shock: Shock
    changes: list[Change]
    labels: tuple[str, ...]
    positions: np.ndarray
    weights: np.ndarray
    window: np.ndarray
    reference: pd.DataFrame
    shocked: pd.DataFrame
    reference_outcome: Outcome
    shocked_outcome: Outcome
    unserved: pd.DataFrame
    unserved_value: pd.Series
    stock: pd.DataFrame
    stock_reference: pd.DataFrame
    price_factor: dict[str, float]

    @property
    def damage(self) -> float:
        """Objective under the shock less objective of the reference (wedges included)."""
        return self.shocked_outcome.objective - self.reference_outcome.objective


@dataclass
class Runner:
    """Runs shocks on one system; programs of the same window are compiled once."""

    system: System
    _programs: dict[tuple[str, int], tuple[Program, pd.DataFrame, Outcome]] = field(default_factory=dict)

    def run(self, shock: Shock) -> Run:
        """Solve a shock against its reference.

        Raises:
            ShockError: the shock selects nothing in this system.
            SolveError: no optimum was found.
        """
        system = self.system
        table = selectable(system.package, system.topology)
        changes = resolve(shock, table, driver_levels(system.package, system.year))
        calendar = system.topology.calendar
        onset, inside = calendar.window(shock.start, shock.months)
        _, steps = calendar.window(shock.start, shock.months + shock.recovery)
        program, components, reference = self._compiled(onset, steps)
        horizon = system.run(onset, steps)
        window = np.arange(len(horizon)) < inside
        altered = Applied(system, program, components, horizon.positions, window)
        for change in changes:
            altered.apply(change)
        outcome = solve_program(altered.program, basis=reference.solution.basis, what=f"the shock {shock.name!r}")
        not_served, worth = unserved(outcome, components, program.weights)
        loads = altered.loads()
        return Run(
            shock,
            changes,
            horizon.labels,
            horizon.positions,
            program.weights,
            window,
            rates(system, reference, components, system.calibration.base[horizon.positions]),
            rates(system, outcome, components, loads),
            reference,
            outcome,
            not_served,
            worth,
            stocks(system, outcome, horizon),
            stocks(system, reference, horizon),
            altered.price_factor,
        )

    def _compiled(self, onset: str, steps: int) -> tuple[Program, pd.DataFrame, Outcome]:
        key = (onset, steps)
        if key not in self._programs:
            draft = self.system.draft(onset, steps)
            program = assemble(draft)
            outcome = solve_program(program, what=f"the reference of {onset}")
            self._programs[key] = (program, tranches_of(draft), outcome)
        return self._programs[key]
