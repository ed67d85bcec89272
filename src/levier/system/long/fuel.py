"""Plants that burn what a demand holds: they take it where that demand takes it, and the demand falls by it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset import units
from levier.errors import DatasetError
from levier.sentence import sentence
from levier.system.assets import bus_name
from levier.system.long.flows import TIERED, Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from levier.system.system import System

__all__ = ["Burn", "Fuels", "fuels_of"]

WHOLE = 1e-9
ROUNDED = 1e-6
"""Base-year volumes are estimated no closer."""
COLUMNS = ("plant", "demand", "share", "rate", "unit", "cost", "output", "burnt", "linked", "reason", "sources")


@dataclass(frozen=True)
class Burn:
    """A part of a plant's output, and whose fuel it is made from.

    Attributes:
        plant: id of a supply or an option.
        demand: whose volume holds the fuel.
        bus: where the demand takes it.
        share: of the plant's output.
        rate: fuel for a unit of output, in the carriers' own units.
        cost: running cost besides the fuel, M USD a unit of output.
        output: of the plant in the base year, in its carrier's unit; 0 where it does not stand yet.
        unit, sources: as the table says.
    """

    plant: str
    demand: str
    bus: str
    share: float
    rate: float
    cost: float
    output: float = 0.0
    unit: str = ""
    sources: str = ""

    @property
    def burnt(self) -> float:
        """Fuel of the base year, in the unit of its carrier."""
        return self.output * self.share * self.rate


@dataclass(frozen=True)
class Fuels:
    """Which plants burn whose fuel.

    Attributes:
        burns: one a plant and a demand.
        volume: of each of these demands in the base year, what plants burn included.
    """

    burns: tuple[Burn, ...]
    volume: Mapping[str, float]

    def kept(self, demand: str) -> float:
        """Return the share of a demand's base-year volume that no plant burnt; 1 for any other demand.

        Raises:
            DatasetError: plants burnt more than the demand holds.
        """
        if demand not in self.volume:
            return 1.0
        volume = self.volume[demand]
        burnt = sum(burn.burnt for burn in self.burns if burn.demand == demand)
        if burnt > volume * (1.0 + ROUNDED) + ROUNDED:
            plants = ", ".join(dict.fromkeys(burn.plant for burn in self.burns if burn.demand == demand and burn.burnt))
            message = (
                f"fuels.csv: {plants} burnt {burnt:.6g} of what {demand} holds, which is {volume:.6g} in the base "
                "year; no more than it holds is allowed (state what its volume leaves out, or a lower share or rate)"
            )
            raise DatasetError(message)
        return max(0.0, 1.0 - burnt / volume) if volume > 0 else 1.0

    def link(self, flows: Iterable[Flow]) -> list[Flow]:
        """Return the flows, plants on their fuel and every tier of a demand less the share that plants burnt.

        A plant becomes one flow for each demand whose fuel it burns, and one for what is left, which burns fuel that is
        in no demand and runs as before. With its fuel drawn from the network, a plant costs what it costs besides the
        fuel. All tiers fall alike: nobody says which of them the plants were.

        Example:
            A plant of 4 TWh burns a quarter of a bcm for each, out of a demand of 5 of which it burnt 1:

            >>> fuels = Fuels((Burn("plant", "use", "city gas", 1.0, 0.25, 5.0, output=4.0),), {"use": 5.0})
            >>> plant = Flow("plant", "plant", "supply", (("city power", 1.0),), 30.0, 4.0)
            >>> use = Flow("use tier 1", "use", "demand", (("city gas", -1.0),), -200.0, 5.0)
            >>> [(flow.ports, flow.cost, flow.upper) for flow in fuels.link([plant, use])]
            [((('city power', 1.0), ('city gas', -0.25)), 5.0, 4.0), ((('city gas', -1.0),), -200.0, 4.0)]
        """
        return [linked for flow in flows for linked in self._linked(flow)]

    def table(self, flows: Sequence[Flow], families: Sequence[str], kinds: Mapping[str, str]) -> pd.DataFrame:
        """Say which plants are on their fuel, and which are not and why.

        Args:
            flows: before they were linked.
            families: of carriers in question.
            kinds: fuel of a plant, or kind of an option, by id.

        Returns:
            One row a plant and demand: plant, demand, share (of the plant's output), rate, unit, cost (besides the
            fuel), output and burnt (base year), linked, reason, sources.
        """
        rows = []
        for plant in dict.fromkeys(flow.asset for flow in flows):
            own = [burn for burn in self.burns if burn.plant == plant]
            rows += [
                (plant, b.demand, b.share, b.rate, b.unit, b.cost, b.output, b.burnt, True, "", b.sources) for b in own
            ]
            left = 1.0 - sum(burn.share for burn in own)
            if own and left > WHOLE:
                reason = sentence("fuel_elsewhere", "burns fuel that is in no demand")
                rows.append((plant, "", left, 0.0, "", 0.0, own[0].output, 0.0, False, reason, own[0].sources))
            elif not own and set(kinds.get(plant, "").split("_")) & set(families):
                unknown = sentence("fuel_unknown", "no row of `fuels` says whose it burns")
                rows.append((plant, "", 1.0, 0.0, "", 0.0, 0.0, 0.0, False, unknown, ""))
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _linked(self, flow: Flow) -> Iterator[Flow]:
        if flow.kind == TIERED and flow.asset in self.volume:
            yield dataclasses.replace(flow, upper=flow.upper * self.kept(flow.asset))
            return
        own = [burn for burn in self.burns if burn.plant == flow.asset]
        left = 1.0 - sum(burn.share for burn in own)
        if left > WHOLE:
            yield _part(flow, left, flow.name) if own else flow
        for burn in own:
            whole = len(own) == 1 and left <= WHOLE
            part = _part(flow, burn.share, flow.name if whole else f"{flow.name} on {burn.demand}")
            yield dataclasses.replace(
                part,
                ports=(*flow.ports, (burn.bus, -burn.rate)),
                cost=burn.cost,
                basis=f"{flow.basis}; burns what {burn.demand} holds",
            )


def _part(flow: Flow, share: float, name: str) -> Flow:
    return dataclasses.replace(flow, name=name, upper=flow.upper * share, lower=flow.lower * share)


def fuels_of(system: System, families: Sequence[str]) -> Fuels:
    """Read whose fuel the plants burn, where both the plant's carrier and the fuel are in question.

    Args:
        system: package and base-year volumes.
        families: of carriers.

    Raises:
        DatasetError: a row of ``fuels`` whose units do not fit its carriers, shares of a plant above 1, or plants that
            burnt more than a demand holds.
    """
    package = system.package
    if "fuels" not in package.tables:
        return Fuels((), {})
    carriers = package.table("carriers").set_index("id")
    carrier_of = {
        row["id"]: row["carrier"] for name in ("supplies", "options") for row in package.table(name).to_dict("records")
    }
    demands = package.table("demands").drop_duplicates("id").set_index("id")
    volume = dict(zip(system.assets.index, system.volume, strict=True))
    burns = []
    for row in package.table("fuels").to_dict("records"):
        demand = demands.loc[row["demand"]]
        ends = carriers.loc[[carrier_of[row["asset"]], demand["carrier"]]]
        if not set(ends["family"]) <= set(families) or row["demand"] not in volume:
            continue
        burns.append(
            Burn(
                row["asset"],
                row["demand"],
                bus_name(demand["place"], demand["carrier"]),
                row["share"],
                _rate(row, ends),
                row["cost"],
                volume.get(row["asset"], 0.0),
                row["unit"],
                row["sources"],
            )
        )
    for plant in {burn.plant for burn in burns}:
        total = sum(burn.share for burn in burns if burn.plant == plant)
        if total > 1.0 + WHOLE:
            message = f"fuels.csv: {plant}: the shares add up to {total:.6g}; at most 1 is allowed"
            raise DatasetError(message)
    fuels = Fuels(tuple(burns), {burn.demand: volume[burn.demand] for burn in burns})
    for demand in fuels.volume:
        fuels.kept(demand)
    return fuels


def _rate(row: Mapping[str, object], ends: pd.DataFrame) -> float:
    """Fuel for a unit of output in the carriers' own units."""
    fuel, _, output = str(row["unit"]).partition("/")
    try:
        taken = units.volume(float(str(row["rate"])), fuel, ends.iloc[1], units.YEAR_DAYS)
        return float(taken / units.volume(1.0, output, ends.iloc[0], units.YEAR_DAYS))
    except DatasetError as error:
        message = f"fuels.csv: {row['id']}: {error}"
        raise DatasetError(message) from error
