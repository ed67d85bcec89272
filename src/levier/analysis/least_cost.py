"""Dependence in the least-cost outcome: what a country still moves while something is closed for some months."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from levier.analysis.assemble import assemble
from levier.analysis.columns import Columns, closed_bounds
from levier.analysis.dependence import SMALL, traded_total
from levier.analysis.rates import tranches_of
from levier.analysis.tracing import Tracer
from levier.lp import Change, Hot, require_optimal, solve

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from levier.analysis.closures import Closure, Kind
    from levier.analysis.dependence import Direction
    from levier.lp import Start
    from levier.system import System

__all__ = ["MONTHS", "Endured", "LeastCost", "endured"]

MONTHS = (1, 3, 12)
ONSET = 1
TRACE = 1e-6
"""Part of the reference that is traced with a shocked state: a bus that only its stock still feeds keeps its mix."""


@dataclass(frozen=True)
class Endured:
    """What a country still moves in the least-cost outcome of a closure.

    Attributes:
        closed, kind: what is closed, and what kind of thing it is.
        months: how long the closure lasts, from January on.
        base: exported, or consumed, over those months without it.
        moved: the same with it; more than the base where the goods of others take the room that is left.
    """

    country: str
    family: str
    direction: Direction
    closed: str
    kind: Kind
    capacity: str
    months: int
    unit: str
    base: float
    moved: float

    @property
    def lost_share(self) -> float:
        """Share of the base that is lost; 0 where as much or more is moved."""
        share = 1.0 - self.moved / self.base if self.base > SMALL else 0.0
        return share if share > SMALL else 0.0


@dataclass(frozen=True)
class _Stretch:
    """The program of some months from January on, ready for closures.

    Attributes:
        volumes: (assets, columns), what a unit of each column adds to the volume of each flow; ``asked``: (assets,),
            what demands ask for.
        start: where every closure starts from: the optimum without one.
        reference: (assets,), volumes without a closure.
    """

    hot: Hot
    columns: Columns
    volumes: sparse.csr_array
    asked: np.ndarray
    start: Start | None
    reference: np.ndarray


@dataclass
class LeastCost:
    """Least-cost outcomes of closures of one system, as volumes: what `Runner` gives, without the tables.

    Args:
        system: the base year; the program of each length is put together once.
    """

    system: System
    _stretches: dict[int, _Stretch] = field(default_factory=dict, init=False, repr=False)

    def volumes(self, shut: pd.Index, months: int, closed: str = "something") -> tuple[np.ndarray, np.ndarray]:
        """Return the volumes of all flows over some months from January on, without and with a closure.

        Args:
            shut: the flows and joint limits it shuts.
            months: how long.
            closed: its name, for a message.

        Raises:
            SolveError: no optimum was found.
        """
        if months not in self._stretches:
            self._stretches[months] = self._built(months)
        stretch = self._stretches[months]
        program, at = stretch.hot.program, stretch.columns.shut(self.system, shut)
        lower, upper = closed_bounds(program, at)
        point = stretch.hot.solve(Change(at, lower, upper), stretch.start)
        x = point.x
        if not point.is_optimal:
            x = require_optimal(solve(program.with_bounds(at, lower, upper)), f"{months} months with {closed} closed").x
        return stretch.reference, stretch.volumes @ x + stretch.asked

    def _built(self, months: int) -> _Stretch:
        system = self.system
        calendar, assets = system.topology.calendar, system.assets
        onset, steps = calendar.window(ONSET, months)
        draft = system.draft(onset, steps)
        program = assemble(draft)
        columns = Columns.of(system, program, tranches_of(draft))
        demand = (assets["kind"] == "demand").to_numpy()
        moving = np.flatnonzero((columns.asset >= 0) & (columns.shed | ~columns.of_assets(demand)))
        sign = np.where(columns.shed[moving], -1.0, 1.0) * program.weights[columns.step[moving]]
        shape = (len(assets), len(columns.asset))
        volumes = sparse.csr_array((sign, (columns.asset[moving], moving)), shape=shape)
        loads = system.calibration.base[system.run(onset, steps).positions]
        asked = np.where(demand, program.weights @ loads, 0.0)
        hot = Hot(program.lp)
        point = hot.solve(Change())
        x = point.x
        if not point.is_optimal:
            x = require_optimal(solve(program.lp), f"{months} months of the base year").x
        return _Stretch(hot, columns, volumes, asked, point.start, volumes @ x + asked)


def endured(
    solver: LeastCost,
    country: str,
    family: str,
    direction: Direction,
    closures: Iterable[Closure],
    months: Iterable[int] = MONTHS,
) -> list[Endured]:
    """Return what a country still exports, or is served, in the least-cost outcome of closures.

    Exports are traced from the country's supplies to uses abroad; imports are read, as in the structural figure, as
    what its own demands are served. Ramps open month by month and stocks help.

    Args:
        solver: of the base year.
        country: whose trade.
        family: which carriers.
        direction: ``exports`` or ``imports``.
        closures: what is closed, one after the other.
        months: how long.

    Raises:
        SolveError: no optimum was found.
    """
    system = solver.system
    unit = str(system.assets.loc[system.assets["family"] == family, "unit"].iloc[0])
    bases: dict[int, float] = {}
    found = []
    for closure, length in product(closures, tuple(months)):
        reference, shocked = solver.volumes(closure.shut, length, closure.name)
        if length not in bases:
            bases[length] = _moved(system, reference, country, family, direction)
        base = bases[length]
        moved = max(0.0, _moved(system, shocked + TRACE * reference, country, family, direction) - TRACE * base)
        about = (country, family, direction, closure.name, closure.kind, system.capacity)
        found.append(Endured(*about, length, unit, base, moved))
    return found


def _moved(system: System, volume: np.ndarray, country: str, family: str, direction: Direction) -> float:
    """Volume that is exported, or served at home."""
    if direction == "exports":
        return traded_total(system, Tracer(system.topology, volume), country, family, "exports")
    assets = system.assets
    own = (assets["kind"] == "demand") & (assets["country"] == country) & (assets["family"] == family)
    return float(volume[own.to_numpy()].sum())
