"""Everything one country, horizon and price deck need: network, closures, parts with their programs, frontiers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.autonomy.closures import actor_closures, outages
from levier.analysis.autonomy.frontier import frontier_of
from levier.analysis.autonomy.growth import demand_growth
from levier.analysis.autonomy.network import Network, base_values, network_of, standing_flows, standing_stocks, worth_of
from levier.analysis.autonomy.offer import LeftOut
from levier.analysis.autonomy.offers import find_offers
from levier.analysis.autonomy.sets import parts_of
from levier.analysis.autonomy.states import NOTHING
from levier.errors import UsageError
from levier.system.long import fuels_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.analysis.autonomy.closures import Closure
    from levier.analysis.autonomy.frontier import Frontier
    from levier.analysis.autonomy.offer import Offer
    from levier.analysis.autonomy.question import Question
    from levier.analysis.autonomy.sets import Part
    from levier.system import System

__all__ = ["Board", "board_of"]

LEAST_SETS = 50
"""Sets evaluated at least with an offer left aside, or at an end of the costs: a quarter of what the whole may take."""


@dataclass(frozen=True, eq=False)
class Board:
    """One country, horizon and price deck.

    Attributes:
        asked: the question.
        network: the parts that serve the country, with all offers in them.
        closures: of actors, then of single outages if asked for.
        parts: with their programs.
        left: options that do not enter, and why.
        growth: factor on each demand, and where it comes from.
        fuels: which plants draw their fuel from the network; see :meth:`levier.system.long.Fuels.table`.
        served: value served in the base year by each buyer, M USD.
        frontiers: those worked out, by cost case and offers left aside.
    """

    asked: Question
    network: Network
    closures: tuple[Closure, ...]
    parts: tuple[Part, ...]
    left: tuple[LeftOut, ...]
    growth: tuple[tuple[str, float, str], ...] = ()
    fuels: pd.DataFrame = field(default_factory=pd.DataFrame)
    served: Mapping[str, float] = field(default_factory=dict)
    frontiers: dict[tuple[str, tuple[int, ...]], Frontier] = field(default_factory=dict)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What could be built."""
        return self.network.offers

    def costs(self, case: str) -> list[float]:
        """Return the annual cost of every offer, M USD: ``low``, ``mean`` or ``high``."""
        return [offer.cost(case, self.asked.capital) for offer in self.offers]

    def frontier(self, case: str = "mean", without: Sequence[int] = ()) -> Frontier:
        """Return the frontier at one end of the stated costs, with some offers left aside; worked out once."""
        key = (case, tuple(without))
        if key not in self.frontiers:
            self.frontiers[key] = frontier_of(
                self.parts,
                self.network,
                self.costs(case),
                len(self.closures),
                months=self.asked.months,
                most=max(LEAST_SETS, self.asked.most // 4) if without or case != "mean" else self.asked.most,
                without=without,
            )
        return self.frontiers[key]

    def losses(self, sizes: Sequence[int]) -> np.ndarray:
        """Return what each closure imposes with some offers built, as shares (closures,)."""
        total = np.zeros(len(self.closures))
        for part in self.parts:
            total += part.losses(tuple(sizes[number] for number in part.offers), len(self.closures))
        return total * self.asked.months / 12.0 / self.network.base

    def served_share(self, sizes: Sequence[int]) -> float:
        """Return what the country is served with some offers built and nothing closed, share of the base year."""
        free = [part.states.served(tuple(sizes[number] for number in part.offers), NOTHING) for part in self.parts]
        return float(sum(free)) / self.network.base


def board_of(system: System, asked: Question, deck: str, *, by: int | None = None) -> Board:
    """Build the board of one price deck.

    Args:
        system: the base year.
        asked: the question.
        deck: prices.
        by: the last year in which an offer may become available; None: the horizon.

    Raises:
        UsageError: the country is served nothing of these carriers.
    """
    system = replace(system, deck=deck)
    growth = demand_growth(system, asked.country, asked.families, asked.horizon)
    standing, joints, topology = standing_flows(
        system, asked.families, asked.horizon, {name: factor for name, factor, _ in growth}
    )
    fuels = fuels_of(system, asked.families)
    worth = worth_of(standing, asked.country, sales=asked.sales)
    served = base_values(system, standing, worth, fuels)
    base = sum(served.values())
    if base <= 0:
        message = f"{asked.country} is served nothing of {', '.join(asked.families)} in {system.year}"
        raise UsageError(message)
    dearest = max((flow.cost for flow in standing if flow.kind == "supply"), default=0.0)
    stocks = standing_stocks(system, topology, asked.families, asked.months, dearest)
    offers, left = find_offers(system, standing, asked, by)
    linked = [replace(offer, flows=tuple(fuels.link(offer.flows))) for offer in offers]
    whole = network_of(fuels.link(standing), stocks, joints, linked, asked.country, base=base, sales=asked.sales)
    network, away = _serving(whole)
    closures = actor_closures(system.package, network, asked.country, asked.horizon)
    if asked.outages:
        closures += outages(network, topology.assets["group"].to_dict())
    burnt = fuels.table(
        [*standing, *(flow for offer in offers for flow in offer.flows)], asked.families, _kinds(system)
    )
    parts = tuple(parts_of(network, closures))
    return Board(asked, network, tuple(closures), parts, (*left, *away), growth, burnt, served)


def _kinds(system: System) -> dict[str, str]:
    """Fuel of each plant, and kind of each option that is one."""
    package = system.package
    supplies, options = package.table("supplies"), package.table("options")
    known = dict(zip(options["id"], options["kind"], strict=True))
    return known | dict(zip(supplies["id"], supplies["fuel"], strict=True))


def _serving(network: Network) -> tuple[Network, list[LeftOut]]:
    """Keep the parts in which the country is served anything, and say which offers lie elsewhere."""
    kept = [columns for columns in network.program.parts() if (network.worth[columns] > 0).any()]
    columns = np.sort(np.concatenate(kept))
    owner = network.offer[columns]
    inside = [int(number) for number in np.unique(owner[owner >= 0])]
    local = np.array([inside.index(int(number)) if number >= 0 else -1 for number in owner])
    left = [
        LeftOut(offer.name, offer.name_en, offer.name_fr, "lies in a part of the network that serves it nothing")
        for number, offer in enumerate(network.offers)
        if number not in inside
    ]
    offers = tuple(network.offers[number] for number in inside)
    program = network.program.take(columns)
    return Network(program, offers, local, network.stock[columns], network.worth[columns], network.base), left
