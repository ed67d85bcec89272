"""The matrix of all actors over all countries: the most that each can impose, at what own loss."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.analysis.actor_cards import matrix_card
from levier.analysis.leverage.evaluate import Evaluated, evaluate
from levier.analysis.leverage.pair import side_of
from levier.analysis.leverage.threat import control_of, threats_of
from levier.analysis.terms import terms_of
from levier.show import shown
from levier.system.economy import size_of

if TYPE_CHECKING:
    from levier.analysis.case import Case
    from levier.engine import Progress
    from levier.system import System

__all__ = ["Matrix", "actors_of", "countries_of", "leverage_matrix"]

OUTSIDE = "WW"
COLUMNS = (
    "actor", "over", "loss", "own", "others", "flows_of", "layer", "assets", "loss_gdp", "own_gdp", "loss_exports",
    "buyer_only", "status",
)  # fmt: skip
LEAST = 1e-6


@shown(matrix_card)
@dataclass(frozen=True)
class Matrix:
    """Threats of all actors over all countries in one window.

    Attributes:
        evaluated: every threat with its outcome: losses of every country, volumes, gross sales.
        cells: one row an actor and country: the threat among those evaluated that imposes most on it: ``loss``,
            ``own`` (of the actor's home), ``others`` (M USD over the run), ``flows_of`` (country whose flows
            alone are closed; blank: whoever's),
            ``layer``, ``assets`` closed (0: it can impose nothing), ``loss_gdp`` and ``own_gdp`` (shares of a year's
            output),
            ``loss_exports`` (share of a year's goods exports), ``buyer_only`` (the actor's home has no demand in the
            model: what it pays to replace goods is not in its own loss), ``status``.
        actors: those asked about; ``idle``: those that can close nothing.
        seconds: time taken.
    """

    evaluated: Evaluated
    cells: pd.DataFrame
    actors: tuple[str, ...]
    idle: tuple[str, ...]
    seconds: float

    @property
    def guarantee(self) -> str:
        """How sure the matrix is, in words."""
        found = self.evaluated
        failed = int((found.table["status"] != "optimal").sum())
        return (
            f"most of {len(found.table)} threats, {found.distinct} different sets, {found.solved} solved to an optimum "
            f"and the others proved by these; {failed} without an optimum; losses are read at the optimum found"
        )


def actors_of(system: System, *, companies: bool = False) -> list[str]:
    """Return the states on whose soil something flows, and, if wanted, everyone who runs or holds an asset of it."""
    assets, slots = system.assets, system.topology.slots
    states = {state for territory in assets["territory"] for state in territory} | set(assets["country"])
    found = sorted(states - {OUTSIDE, ""})
    if companies:
        run = set(assets["operator"]) | set(slots["operator"]) | set(assets["owner"])
        known = set(system.package.table("actors")["id"])
        found += sorted((run & known) - set(found))
    return found


def countries_of(system: System) -> list[str]:
    """Return the countries that own flows or earn by carrying them."""
    terms = terms_of(system)
    return sorted({str(country) for country in (*terms.bearer, *terms.operator)} - {OUTSIDE, ""})


def leverage_matrix(
    case: Case,
    actors: Sequence[str] | None = None,
    *,
    workers: int = 2,
    cluster: Any = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Matrix:
    """Ask what every actor can impose on every country.

    Args:
        case: the run, its elements by asset.
        actors: ids; the states of the system if not given.
        workers: child processes; 0: this process.
        cluster: address of a Dask scheduler instead.
        on_progress: called with a `Progress` a few times a second.

    Raises:
        UsageError: an actor that the package does not know.
        SolveError: the system has no reference.
    """
    started = time.perf_counter()
    system = case.system
    asked = tuple(actors_of(system) if actors is None else actors)
    countries = countries_of(system)
    threats, idle = [], []
    for actor in asked:
        others = [country for country in countries if country != side_of(system, actor)]
        listed = threats_of(case, actor, control_of(system, actor), others)
        threats += listed
        if not listed:
            idle.append(actor)
    found = evaluate(case, threats, workers=workers, cluster=cluster, on_progress=on_progress)
    cells = _cells(found, asked, countries)
    return Matrix(found, cells, asked, tuple(idle), time.perf_counter() - started)


def _cells(found: Evaluated, actors: Sequence[str], countries: Sequence[str]) -> pd.DataFrame:
    system, table = found.case.system, found.table
    served = set(system.assets["country"][system.assets["kind"] == "demand"])
    known = {*countries, *actors} & set(system.package.table("countries")["id"])
    size = {country: size_of(system.package, country, system.year) for country in known}
    rows: list[dict[str, Any]] = []
    for actor in actors:
        home = side_of(system, actor)
        mine = table[table["actor"] == actor]
        for country in countries:
            if country == home or mine.empty:
                continue
            loss = found.loss(country)[mine.index]
            at = _most(loss, table.loc[mine.index], country)
            own = float(found.loss(home)[at])
            lost = float(loss[at])
            there, here = size.get(country), size.get(home)
            if lost <= 0.0:
                rows.append(_nothing(actor, country, buyer_only=home not in served))
                continue
            rows.append(
                {
                    "actor": actor,
                    "over": country,
                    "loss": lost,
                    "own": own,
                    "others": float(table.at[at, "loss"]) - lost - own,
                    "flows_of": table.at[at, "over"],
                    "layer": table.at[at, "layer"],
                    "assets": int(table.at[at, "assets"]),
                    "loss_gdp": None if there is None else there.share_of_gdp(lost),
                    "own_gdp": None if here is None else here.share_of_gdp(own),
                    "loss_exports": None if there is None else there.share_of_exports(lost),
                    "buyer_only": home not in served,
                    "status": table.at[at, "status"],
                }
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _nothing(actor: str, country: str, *, buyer_only: bool) -> dict[str, Any]:
    """Cell of an actor under none of whose threats a country loses: closing nothing is its most."""
    amounts = dict.fromkeys(("loss", "own", "others", "loss_gdp", "own_gdp", "loss_exports"), 0.0)
    told = {"actor": actor, "over": country, "flows_of": "", "layer": "", "assets": 0, "buyer_only": buyer_only}
    return {**told, **amounts, "status": "optimal"}


def _most(loss: pd.Series, threats: pd.DataFrame, country: str) -> Any:
    """Position of the greatest loss; within rounding, of the country's own flows, then what closes least."""
    known = loss[loss.notna()]
    if known.empty:
        return loss.index[0]
    top = float(known.max())
    near = known.index[known >= top - LEAST * (1.0 + np.abs(top))]
    return threats.loc[near].assign(other=threats["over"] != country).sort_values(["other", "assets"]).index[0]
