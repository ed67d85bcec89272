"""Dependence in the least-cost outcome: what a country still moves while something is closed for some months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.analysis.dependence import SMALL, traded_total
from levier.analysis.tracing import Tracer

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from levier.analysis.closures import Closure, Kind
    from levier.analysis.dependence import Direction
    from levier.analysis.run import Run, Runner
    from levier.system import System

__all__ = ["MONTHS", "Endured", "endured"]

MONTHS = (1, 3, 12)
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


def endured(
    runner: Runner,
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
        runner: of the base year; programs of one length are compiled once.
        country: whose trade.
        family: which carriers.
        direction: ``exports`` or ``imports``.
        closures: what is closed, one after the other.
        months: how long.

    Raises:
        SolveError: no optimum was found.
    """
    system, lengths = runner.system, tuple(months)
    unit = str(system.assets.loc[system.assets["family"] == family, "unit"].iloc[0])
    found = []
    for closure in closures:
        for length in lengths:
            run = runner.run(closure.shock(length))
            base = _moved(system, run, run.reference, country, family, direction)
            mixed = _moved(system, run, run.shocked + TRACE * run.reference, country, family, direction)
            moved = max(0.0, mixed - TRACE * base)
            about = (country, family, direction, closure.name, closure.kind, system.capacity)
            found.append(Endured(*about, length, unit, base, moved))
    return found


def _moved(system: System, run: Run, rates: pd.DataFrame, country: str, family: str, direction: Direction) -> float:
    """Volume that is exported, or served at home, over a run."""
    volume = run.weights @ rates.to_numpy(float)
    if direction == "exports":
        return traded_total(system, Tracer(system.topology, volume), country, family, "exports")
    assets = system.assets
    own = (assets["kind"] == "demand") & (assets["country"] == country) & (assets["family"] == family)
    return float(volume[own.to_numpy()].sum())
