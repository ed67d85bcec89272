"""Everything about one country's dependence for one family and direction, as frames."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, get_args

import numpy as np
import pandas as pd

from levier.analysis.cards import dependence_card
from levier.analysis.dependence import observed_dependence
from levier.analysis.dependence_scope import Scope, observed_shares, scope_of
from levier.analysis.flexibility import cooperative_rates, remaining_flexibility, uncooperative_rates
from levier.analysis.least_cost import LeastCost, endured
from levier.analysis.moment import busiest, moment_of
from levier.analysis.n_minus_one import n_minus_one_of
from levier.analysis.peaks import busiest_export
from levier.analysis.structural import StructuralSolver
from levier.errors import UsageError
from levier.show import shown
from levier.system.system import CapacityKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from levier.analysis.dependence import Direction, ObservedDependence
    from levier.analysis.n_minus_one import NMinusOne
    from levier.system import System

__all__ = ["CAPACITIES", "DependenceAnswer", "answer_dependence", "answer_scope"]

CAPACITIES: tuple[CapacityKind, ...] = get_args(CapacityKind)
"""Effective, then paper: the wider last."""
SMALL = 1e-6
STRUCTURAL = ("end", "country", "closed", "kind", "capacity", "unit", "base", "best", "lost_share")
LEAST_COST = ("closed", "kind", "capacity", "months", "unit", "base", "moved", "lost_share")
FLEXIBILITY = (
    "closed", "kind", "capacity", "snapshot", "country", "remaining_flexibility", "disrupted_cooperative",
    "disrupted_uncooperative",
)  # fmt: skip
CONCENTRATION = ("of", "herfindahl", "effective_number")


@shown(dependence_card)
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
        scope: the question, to be asked of samples.
        intervals: one row a figure, with 90 % intervals (see
            :func:`levier.analysis.dependence_figures.with_intervals`); None without samples.
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
    scope: Scope
    intervals: pd.DataFrame | None = None


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
    found = _found(part, country, family, direction)
    scope = scope_of(part, found, closed, capacities or CAPACITIES, measures)
    answer = answer_scope(part, scope, progress=tell)
    shown = zip(*(answer.flexibility[column] for column in ("closed", "kind", "country")), strict=True)
    return replace(answer, scope=replace(scope, users=frozenset(shown)))


def answer_scope(part: System, scope: Scope, *, progress: Callable[[str], None] | None = None) -> DependenceAnswer:
    """Answer a question that is fixed, of a base year or of a sample of it.

    Args:
        part: the part of the system in which the family flows.
        scope: the question.
        progress: told what is being done.

    Raises:
        UsageError: the country has no such trade here.
        SolveError: no optimum was found.
    """
    tell = progress or (lambda _: None)
    tell("observed shares")
    found = _found(part, scope.country, scope.family, scope.direction)
    observed = observed_shares(part, found)
    versions = [part.with_capacity(kind) for kind in scope.capacities]
    tell("structural dependence")
    structural = _structural(versions, scope)
    least = []
    for version in versions:
        tell(f"least-cost outcomes, {version.capacity} capacities")
        least.append(_least_cost(version, scope))
    tell("flexibility and N-1")
    trade = scope.country, scope.family, scope.direction
    return DependenceAnswer(
        *trade,
        part.year,
        found.unit,
        found.total,
        observed,
        _concentration(observed),
        structural,
        pd.concat(least, ignore_index=True),
        pd.concat([_flexibility(version, found, scope) for version in versions], ignore_index=True),
        tuple(n_minus_one_of(version, *trade, measures=scope.measures) for version in versions),
        scope,
    )


def _found(part: System, country: str, family: str, direction: Direction) -> ObservedDependence:
    found = observed_dependence(part, country, family, direction)
    if found is None:
        message = f"{country} has no {direction} of {family} in {part.year}"
        raise UsageError(message)
    return found


def _concentration(observed: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for dimension, name in (("partner", "partners"), ("border", "routes over the border")):
        shares = observed.loc[observed["dimension"] == dimension, "share"].to_numpy()
        index = float((shares**2).sum())
        rows.append((name, index, 1.0 / index if index > 0 else np.nan))
    return pd.DataFrame(rows, columns=list(CONCENTRATION))


def _structural(versions: list[System], scope: Scope) -> pd.DataFrame:
    """Close each at the country's end, then at its partners' (where their use or supply is modelled)."""
    widest = max(versions, key=lambda version: CAPACITIES.index(version.capacity))
    compiled = StructuralSolver(widest)
    solvers = [compiled if version is widest else compiled.under(version) for version in versions]
    ends = [("own", scope.country, scope.direction), *(("partner", name, scope.far) for name in scope.partners)]
    rows = []
    for solver in solvers:
        for end, country, direction in ends:
            for closure in scope.closures:
                if end == "partner" and closure.name == country:
                    continue
                answer = solver.solve(country, scope.family, direction, closure.name, closure.shut)
                side = "exporter" if direction == "exports" else "importer"
                lost = _cleaned(answer.lost_share)
                rows.append(asdict(answer) | {"end": side, "kind": closure.kind, "lost_share": lost})
    return pd.DataFrame(rows, columns=list(STRUCTURAL))


def _cleaned(share: float) -> float:
    """A share without the rounding of a solver."""
    return share if share > SMALL else 0.0


def _least_cost(system: System, scope: Scope) -> pd.DataFrame:
    answers = endured(LeastCost(system), scope.country, scope.family, scope.direction, scope.closures)
    rows = [asdict(answer) | {"lost_share": answer.lost_share} for answer in answers]
    return pd.DataFrame(rows, columns=list(LEAST_COST))


def _flexibility(system: System, found: ObservedDependence, scope: Scope) -> pd.DataFrame:
    """Rates of the country and of everyone else who is disrupted; of exports, of its buyers."""
    country, family = found.country, found.family
    if found.direction == "imports":
        position = busiest(system, country, family)
    else:
        position, _ = busiest_export(system, country, family)
    open_, label = moment_of(system, family, position), system.topology.calendar.labels[position]
    partners = set(found.table.loc[found.table["dimension"] == "partner", "key"])
    shown = {country} if found.direction == "imports" else partners
    rows = []
    cases = [("nothing", "", open_), *((each.name, each.kind, open_.closed(each.shut)) for each in scope.closures)]
    for name, kind, moment in cases:
        shared, first = cooperative_rates(moment), uncooperative_rates(moment)
        asked = None if scope.users is None else sorted(user for *case, user in scope.users if case == [name, kind])
        for user in moment.users if asked is None else asked:
            if user not in shared:
                rows.append((name, kind, system.capacity, label, user, np.nan, np.nan, np.nan))
            elif asked is not None or user in shown or max(shared[user], first[user]) > SMALL:
                room = remaining_flexibility(moment, user, shared)
                rates = (_cleaned(shared[user]), _cleaned(first[user]))
                rows.append((name, kind, system.capacity, label, user, room, *rates))
    return pd.DataFrame(rows, columns=list(FLEXIBILITY))
