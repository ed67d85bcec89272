"""What one question about a country's dependence is about: its trade, what is closed, whose ends are looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.closures import Closure, closure_named, closures_of
from levier.analysis.dependence import observed_dependence
from levier.analysis.exposure import border_shares, owner_shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.closures import Kind
    from levier.analysis.dependence import Direction, ObservedDependence
    from levier.system import System
    from levier.system.system import CapacityKind

__all__ = ["Scope", "observed_shares", "scope_of"]

LEAST_SHARE = 0.02
MOST = {"territory": 4, "operator": 2, "border": 2}
"""How many of each, largest first, are closed unless closures are named."""
DIMENSIONS = ["partner", "border", "territory", "operator", "owner", "group"]


@dataclass(frozen=True)
class Scope:
    """One question, fixed beforehand, so that it can be asked of any sample of a base year.

    Attributes:
        country, family, direction: the trade.
        closures: what is closed, one after the other.
        partners: partners whose own end is looked at as well.
        capacities: ``effective``, ``paper``.
        measures: demand-side measures for N-1; None: not known.
        users: name and kind of a closure (blank: nothing is closed), and a country whose flexibility is asked for;
            None: the country or its buyers, and whoever is disrupted.
    """

    country: str
    family: str
    direction: Direction
    closures: tuple[Closure, ...]
    partners: tuple[str, ...]
    capacities: tuple[CapacityKind, ...]
    measures: float | None = None
    users: frozenset[tuple[str, str, str]] | None = None

    @property
    def far(self) -> Direction:
        """The direction of the same trade at its other end."""
        return "imports" if self.direction == "exports" else "exports"


def scope_of(
    system: System,
    found: ObservedDependence,
    closed: Sequence[str],
    capacities: Sequence[CapacityKind],
    measures: float | None,
) -> Scope:
    """Fix a question.

    Args:
        system: the base year.
        found: observed shares of the trade.
        closed: territories, operators, owners or physical things to close; none: those that carry most.
        capacities: ``effective``, ``paper``.
        measures: demand-side measures for N-1.

    Raises:
        UsageError: nothing has the name of a closure.
    """
    family = found.family
    named = [closure_named(system, name, family) for name in closed]
    closures = named or _usual(system, family, observed_shares(system, found))
    scope = Scope(found.country, family, found.direction, tuple(closures), (), tuple(capacities), measures)
    return replace(scope, partners=tuple(_partners(system, found, scope.far)))


def observed_shares(system: System, found: ObservedDependence) -> pd.DataFrame:
    """Return observed shares with those by border point and owner: dimension, key, volume, share."""
    asked = system, found.country, found.family, found.direction
    table = pd.concat([found.table, border_shares(*asked), owner_shares(*asked)], ignore_index=True)
    return table.sort_values(
        "dimension", key=lambda names: names.map(DIMENSIONS.index), kind="stable", ignore_index=True
    )


def _usual(system: System, family: str, observed: pd.DataFrame) -> list[Closure]:
    """The territories, operators and border points that carry most."""
    chosen: list[Closure] = []
    kinds: tuple[tuple[str, Kind], ...] = (("territory", "territory"), ("operator", "operator"), ("border", "group"))
    for dimension, kind in kinds:
        carried = observed[(observed["dimension"] == dimension) & (observed["share"] >= LEAST_SHARE)]
        names = carried["key"].iloc[: MOST[dimension]]
        known = [closure.shut for closure in chosen]
        found = closures_of(system, kind, names, family)
        chosen += [closure for closure in found if not any(closure.shut.equals(shut) for shut in known)]
    return chosen


def _partners(system: System, found: ObservedDependence, direction: Direction) -> list[str]:
    """Partners with a share, whose own exports (or use) are in the model."""
    table = found.table[(found.table["dimension"] == "partner") & (found.table["share"] >= LEAST_SHARE)]
    assets = system.assets
    own = (assets["kind"] == ("supply" if direction == "exports" else "demand")) & (assets["family"] == found.family)
    present = set(assets.loc[own, "country"])
    named = [str(name) for name in table["key"] if name in present]
    if direction == "exports":
        return [name for name in named if observed_dependence(system, name, found.family, direction) is not None]
    return named
