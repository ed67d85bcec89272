"""What a country could no longer move, or be served, after the best rerouting."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.assemble import assemble
from levier.analysis.columns import Columns, closed_bounds
from levier.analysis.dependence import SMALL, Direction, made_per_unit, traded_total
from levier.analysis.rates import tranches_of
from levier.analysis.tracing import Tracer
from levier.lp import Change, Hot, require_optimal, solve
from levier.show import card_of_fields, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from levier.lp import LinearProgram, Start
    from levier.system import System

__all__ = ["Structural", "StructuralSolver", "structural_dependence"]

FIRST = 1000.0


@shown(card_of_fields)
@dataclass(frozen=True)
class Structural:
    """What is still lost after the best rerouting, ramps fully open.

    Attributes:
        base: what the country exports (or consumes) in the base year.
        best: the most it still can with the closure.
        lost_share: ``1 - best / base``.
    """

    country: str
    family: str
    direction: Direction
    closed: str
    capacity: str
    unit: str
    base: float
    best: float

    @property
    def lost_share(self) -> float:
        """Share of the base that no rerouting saves."""
        return 1.0 - self.best / self.base if self.base > SMALL else 0.0


@dataclass(frozen=True)
class _Trade:
    """One country's exports or imports of a family, ready for closures.

    Attributes:
        hot: the program that asks for the most of it; ``start``: its optimum without a closure.
        made, missed: (columns,), what one unit of each column adds to the country's output over the year, and to its
            own demand not served.
        output: what the country makes in the base year.
        base: what it exports, or consumes.
    """

    hot: Hot
    start: Start | None
    made: np.ndarray
    missed: np.ndarray
    output: float
    base: float
    unit: str


@dataclass
class StructuralSolver:
    """One compiled base year; each closure is a change of bounds."""

    system: System
    last: tuple[tuple[str, str, Direction], _Trade] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Compile the base year once."""
        draft = self.system.draft()
        program = assemble(draft)
        self.lp = program.lp
        self.columns = Columns.of(self.system, program, tranches_of(draft))
        self.weight = self.system.topology.calendar.weights[self.columns.step]

    def under(self, system: System) -> StructuralSolver:
        """Return the solver of the same base year under narrower capacities, without compiling again.

        Args:
            system: the same part of the same year; its room must not exceed the compiled one.
        """
        columns, room = self.columns, system.calibration
        upper = self.lp.column_upper.copy()
        for chosen, limit, whose in (
            (columns.flex, room.spare, columns.asset),
            (columns.slot >= 0, room.slot_limit, columns.slot),
        ):
            upper[chosen] = np.minimum(upper[chosen], limit[columns.step[chosen], whose[chosen]])
        narrower = copy(self)
        narrower.system = system
        narrower.lp = _bounded(self.lp, upper)
        narrower.last = None
        return narrower

    def solve(self, country: str, family: str, direction: Direction, closed: str, shut: pd.Index) -> Structural:
        """Return the most a country can still export (or be served) with some assets shut.

        Others keep what they had: their curtailment and unserved demand weigh a thousand times
        more, so room is never made at their cost, and where someone must go short the country itself
        does first; and only what the country's own goods can reach
        opens its spare room, so others do not take the places it leaves.

        Args:
            country: whose trade.
            family: which carriers.
            direction: ``exports`` or ``imports``.
            closed: name of the closure.
            shut: the flows and joint limits it shuts.

        Raises:
            SolveError: no optimum was found (a bug: demand can always be left unserved).
        """
        trade = self._trade(country, family, direction)
        x = self._most(trade, shut, f"what {country} can still move with {closed} closed")
        made, missed = float((x * trade.made).sum()), float((x * trade.missed).sum())
        lost = (trade.output - made) - missed if direction == "exports" else missed
        best = min(trade.base, max(0.0, trade.base - lost))
        return Structural(country, family, direction, closed, self.system.capacity, trade.unit, trade.base, best)

    def _most(self, trade: _Trade, shut: pd.Index, what: str) -> np.ndarray:
        """Solve with some assets shut."""
        hot = trade.hot
        at = self.columns.shut(self.system, shut)
        lower, upper = closed_bounds(hot.program, at)
        # From the optimum without a closure: of several optima, the one found must not depend on what was asked before.
        point = hot.solve(Change(at, lower, upper), trade.start)
        if point.is_optimal:
            return point.x
        return require_optimal(solve(hot.program.with_bounds(at, lower, upper)), what).x

    def _trade(self, country: str, family: str, direction: Direction) -> _Trade:
        """Put a trade together; closures of one trade come one after the other, so only the last is kept."""
        key = country, family, direction
        if self.last is None or self.last[0] != key:
            self.last = key, self._built(country, family, direction)
        return self.last[1]

    def _built(self, country: str, family: str, direction: Direction) -> _Trade:
        system, columns = self.system, self.columns
        assets, weight, shed = system.assets, self.weight, columns.shed
        kind = assets["kind"].to_numpy(object)
        at_home = (assets["country"] == country).to_numpy()
        of_family = (assets["family"] == family).to_numpy()
        per_unit = made_per_unit(system, family)
        here, own = columns.of_assets(at_home), columns.of_assets(at_home & of_family)
        supply = columns.of_assets(kind == "supply") & ~shed
        made = np.where(here & ~shed, np.append(per_unit, 0.0)[columns.asset], 0.0) * weight
        cost = np.zeros(len(weight))
        upper = self.lp.column_upper.copy()
        if direction == "exports":
            # One unit less for its own: where somebody must go short, which of two optima is found must not matter.
            cost[shed] = np.where(own, FIRST - 1.0, FIRST)[shed] * weight[shed]
            others = supply & ~here
            cost[others] = -FIRST * weight[others]
            cost -= made
            reached = columns.of_assets(_downstream(system, country))
            upper[columns.flex & (supply | ~reached)] = 0.0
        else:
            cost[shed] = np.where(own, 1.0, FIRST)[shed] * weight[shed]
        volume = system.volume
        output = float((volume * per_unit)[at_home].sum())
        unit = str(assets.loc[assets["family"] == family, "unit"].iloc[0])
        if direction == "exports":
            base = traded_total(system, Tracer(system.topology, volume), country, family, "exports")
        else:
            base = float(volume[at_home & of_family & (kind == "demand")].sum())
        hot = Hot(_bounded(self.lp, upper).replace(cost=cost))
        return _Trade(hot, hot.solve(Change()).start, made, weight * (own & shed), output, base, unit)


def _bounded(lp: LinearProgram, upper: np.ndarray) -> LinearProgram:
    return lp.replace(column_lower=np.minimum(lp.column_lower, upper), column_upper=upper)


def _downstream(system: System, country: str) -> np.ndarray:
    """Mask (assets,) of the flows that goods of a country's supplies can enter."""
    assets, incidence = system.assets, system.topology.incidence.tocsc()
    own = (assets["country"] == country) & (assets["kind"] == "supply")
    reached = own.to_numpy().copy()
    buses = np.zeros(incidence.shape[0], dtype=bool)
    while True:
        given = incidence[:, np.flatnonzero(reached)].tocoo()
        fresh = np.unique(given.row[given.data > 0])
        if buses[fresh].all():
            return reached
        buses[fresh] = True
        taken = incidence[np.flatnonzero(buses)].tocoo()
        reached[taken.col[taken.data < 0]] = True


def structural_dependence(
    system: System,
    country: str,
    family: str,
    direction: Direction,
    closures: dict[str, pd.Index],
    *,
    solver: StructuralSolver | None = None,
    progress: Callable[[str], None] | None = None,
) -> list[Structural]:
    """Return structural dependence on each of some closures.

    Args:
        system: the base year.
        country: whose exports or consumption.
        family: which carriers.
        direction: ``exports`` or ``imports``.
        closures: name of a closure and the assets it shuts.
        solver: a compiled base year, to be used for several countries.
        progress: told the name of each closure.
    """
    worker = solver or StructuralSolver(system)
    found = []
    for name, shut in closures.items():
        if progress:
            progress(name)
        found.append(worker.solve(country, family, direction, name, shut))
    return found
