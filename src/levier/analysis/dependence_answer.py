"""Everything about one country's dependence for one family and direction, as frames."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np
import pandas as pd

from levier.analysis.closures import Closure, closure_named, closures_of
from levier.analysis.dependence import observed_dependence
from levier.analysis.exposure import border_shares, owner_shares
from levier.analysis.flexibility import cooperative_rates, remaining_flexibility, uncooperative_rates
from levier.analysis.least_cost import endured
from levier.analysis.moment import busiest, moment_of
from levier.analysis.n_minus_one import n_minus_one_of
from levier.analysis.peaks import busiest_export
from levier.analysis.run import Runner
from levier.analysis.structural import StructuralSolver
from levier.errors import UsageError
from levier.system.system import CapacityKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from levier.analysis.closures import Kind
    from levier.analysis.dependence import Direction, ObservedDependence
    from levier.analysis.n_minus_one import NMinusOne
    from levier.system import System

__all__ = ["DependenceAnswer", "answer_dependence"]

CAPACITIES: tuple[CapacityKind, ...] = get_args(CapacityKind)
"""Effective, then paper: the wider last."""
LEAST_SHARE = 0.02
MOST = {"territory": 4, "operator": 2, "border": 2}
"""How many of each, largest first, are closed unless closures are named."""
SMALL = 1e-6
STRUCTURAL = ("end", "country", "closed", "kind", "capacity", "unit", "base", "best", "lost_share")
LEAST_COST = ("closed", "kind", "capacity", "months", "unit", "base", "moved", "lost_share")
FLEXIBILITY = (
    "closed", "kind", "capacity", "snapshot", "country", "remaining_flexibility", "disrupted_cooperative",
    "disrupted_uncooperative",
)  # fmt: skip
CONCENTRATION = ("of", "herfindahl", "effective_number")


@dataclass(frozen=True)
class DependenceAnswer:
    """One country, family and direction.

    Attributes:
        observed: shares by ``partner``, ``border``, ``territory``, ``operator``, ``owner`` and ``group``: dimension,
            key, volume, share.
        concentration: Herfindahl index and effective number of partners and of border points.
        structural: what no rerouting saves of the year's volume, at the country's end and at its partners'.
        least_cost: what is lost in the least-cost outcome, by months of closure.
        flexibility: remaining flexibility and disrupted rates in the country's busiest snapshot; one row a country
            that is concerned; the first with nothing closed.
        n_minus_one: by capacity kind.
    """

    country: str
    family: str
    direction: Direction
    year: int
    unit: str
    total: float
    observed: pd.DataFrame
    concentration: pd.DataFrame
    structural: pd.DataFrame
    least_cost: pd.DataFrame
    flexibility: pd.DataFrame
    n_minus_one: tuple[NMinusOne, ...]


def answer_dependence(
    system: System,
    country: str,
    family: str,
    direction: Direction,
    *,
    closed: Sequence[str] = (),
    capacities: Sequence[CapacityKind] | None = None,
    measures: float | None = None,
    progress: Callable[[str], None] | None = None,
) -> DependenceAnswer:
    """Answer what a country's exports or imports of a family hang on.

    Each step is a function of a system, so that it can be asked of any sample of the base year.

    Args:
        system: the base year.
        country: whose trade.
        family: which carriers.
        direction: ``exports`` or ``imports``.
        closed: territories, operators, owners or physical things to close; none: those that carry most.
        capacities: ``effective``, ``paper``; None: both.
        measures: demand-side measures for N-1 (see :func:`levier.analysis.n_minus_one.n_minus_one_of`).
        progress: told what is being done.

    Raises:
        UsageError: the country has no such trade, or nothing has the name of a closure.
    """
    tell = progress or (lambda _: None)
    part = system.part([family])
    tell("observed shares")
    found = observed_dependence(part, country, family, direction)
    if found is None:
        message = f"{country} has no {direction} of {family} in {system.year}"
        raise UsageError(message)
    observed = _observed(part, found)
    closures = [closure_named(part, name, family) for name in closed] or _usual(part, family, observed)
    versions = [part.with_capacity(kind) for kind in capacities or CAPACITIES]
    tell("structural dependence")
    structural = _structural(versions, found, closures)
    least = []
    for version in versions:
        tell(f"least-cost outcomes, {version.capacity} capacities")
        least.append(_least_cost(version, found, closures))
    tell("flexibility and N-1")
    return DependenceAnswer(
        country,
        family,
        direction,
        system.year,
        found.unit,
        found.total,
        observed,
        _concentration(observed),
        structural,
        pd.concat(least, ignore_index=True),
        pd.concat([_flexibility(version, found, closures) for version in versions], ignore_index=True),
        tuple(n_minus_one_of(version, country, family, direction, measures=measures) for version in versions),
    )


def _observed(system: System, found: ObservedDependence) -> pd.DataFrame:
    asked = system, found.country, found.family, found.direction
    table = pd.concat([found.table, border_shares(*asked), owner_shares(*asked)], ignore_index=True)
    order = ["partner", "border", "territory", "operator", "owner", "group"]
    return table.sort_values("dimension", key=lambda names: names.map(order.index), kind="stable", ignore_index=True)


def _concentration(observed: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for dimension, name in (("partner", "partners"), ("border", "routes over the border")):
        shares = observed.loc[observed["dimension"] == dimension, "share"].to_numpy()
        index = float((shares**2).sum())
        rows.append((name, index, 1.0 / index if index > 0 else np.nan))
    return pd.DataFrame(rows, columns=list(CONCENTRATION))


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


def _structural(versions: list[System], found: ObservedDependence, closures: list[Closure]) -> pd.DataFrame:
    """Close each at the country's end, then at its partners' (where their use or supply is modelled)."""
    widest = max(versions, key=lambda version: CAPACITIES.index(version.capacity))
    compiled = StructuralSolver(widest)
    solvers = [compiled if version is widest else compiled.under(version) for version in versions]
    far: Direction = "imports" if found.direction == "exports" else "exports"
    ends: list[tuple[str, str, Direction]] = [("own", found.country, found.direction)]
    ends += [("partner", name, far) for name in _partners(versions[0], found, far)]
    rows = []
    for solver in solvers:
        for end, country, direction in ends:
            for closure in closures:
                if end == "partner" and closure.name == country:
                    continue
                answer = solver.solve(country, found.family, direction, closure.name, closure.shut)
                side = "exporter" if direction == "exports" else "importer"
                lost = _cleaned(answer.lost_share)
                rows.append(asdict(answer) | {"end": side, "kind": closure.kind, "lost_share": lost})
    return pd.DataFrame(rows, columns=list(STRUCTURAL))


def _cleaned(share: float) -> float:
    """A share without the rounding of a solver."""
    return share if share > SMALL else 0.0


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


def _least_cost(system: System, found: ObservedDependence, closures: list[Closure]) -> pd.DataFrame:
    answers = endured(Runner(system), found.country, found.family, found.direction, closures)
    rows = [asdict(answer) | {"lost_share": answer.lost_share} for answer in answers]
    return pd.DataFrame(rows, columns=list(LEAST_COST))


def _flexibility(system: System, found: ObservedDependence, closures: list[Closure]) -> pd.DataFrame:
    """Rates of the country and of everyone else who is disrupted; of exports, of its buyers."""
    country, family = found.country, found.family
    if found.direction == "imports":
        position = busiest(system, country, family)
    else:
        position, _ = busiest_export(system, country, family)
    open_, label = moment_of(system, family, position), system.topology.calendar.labels[position]
    partners = set(found.table.loc[found.table["dimension"] == "partner", "key"])
    rows = []
    cases = [("nothing", "", open_), *((each.name, each.kind, open_.closed(each.shut)) for each in closures)]
    for name, kind, moment in cases:
        shared, first = cooperative_rates(moment), uncooperative_rates(moment)
        shown = {country} if found.direction == "imports" else partners
        for user in moment.users:
            if user in shown or max(shared[user], first[user]) > SMALL:
                room = remaining_flexibility(moment, user, shared)
                rates = (_cleaned(shared[user]), _cleaned(first[user]))
                rows.append((name, kind, system.capacity, label, user, room, *rates))
    return pd.DataFrame(rows, columns=list(FLEXIBILITY))
