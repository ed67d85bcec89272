"""The program of the horizon year with every offer in it, and what one unit of each flow is worth to a country."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.system.long import Flow, long_program
from levier.system.long.flows import Joint, horizon_topology, long_flows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.analysis.autonomy.offer import Offer
    from levier.system import System
    from levier.system.long import Fuels, LongProgram
    from levier.system.topology import Topology

__all__ = ["Network", "base_values", "network_of", "standing_flows", "standing_stocks"]


@dataclass(frozen=True)
class Network:
    """A yearly program with offers.

    Attributes:
        program: standing flows, stocks and offers at full size.
        offers: in the order of their numbers.
        offer: number of the offer behind each column; -1: stands (columns,).
        stock: columns that are drawn only while something is closed (columns,).
        worth: value of one unit of each column to the country, M USD (columns,).
        base: value served in the base year, M USD a year.
    """

    program: LongProgram
    offers: tuple[Offer, ...]
    offer: np.ndarray
    stock: np.ndarray
    worth: np.ndarray
    base: float


def standing_flows(
    system: System, families: Sequence[str], horizon: int, growth: Mapping[str, float] | None = None
) -> tuple[list[Flow], list[Joint], Topology]:
    """Return the flows of some families that stand in the horizon year, and their joint limits.

    Args:
        system: base year, price deck, kind of capacity.
        families: of carriers; an asset of several is cut out for each.
        horizon: the year.
        growth: factor on a demand by its id.
    """
    topology = horizon_topology(system.package, horizon)
    flows: dict[str, Flow] = {}
    joints: dict[str, Joint] = {}
    for family in dict.fromkeys(families):
        found, joint = long_flows(system, horizon, family, topology)
        for flow in found:
            name = f"{flow.name} ({family})" if flow.name in flows else flow.name
            flows[name] = dataclasses.replace(flow, name=name)
        joints |= {each.name: each for each in joint}
    factor = growth or {}
    grown = [
        dataclasses.replace(flow, upper=flow.upper * factor[flow.asset], basis=f"{flow.basis}, times forecast growth")
        if flow.kind == "demand" and flow.asset in factor
        else flow
        for flow in flows.values()
    ]
    return grown, list(joints.values()), topology


def standing_stocks(
    system: System, topology: Topology, families: Sequence[str], months: int, cost: float
) -> list[Flow]:
    """Return what standing stocks can give while something is closed: their mean level of the base year, once.

    Args:
        system: base year, for the levels.
        topology: of the horizon year, for the rates.
        families: of carriers.
        months: length of the closure.
        cost: of a unit drawn.
    """
    levels = system.base_year.levels.mean()
    weights = topology.calendar.weights
    found = []
    for name in topology.storages.index:
        row = topology.assets.loc[f"{name}:discharge"]
        if row["family"] not in families or name not in levels.index:
            continue
        at = topology.assets.index.get_loc(f"{name}:discharge")
        rate = float(np.where(np.isinf(topology.effective[:, at]), np.inf, topology.effective[:, at]) @ weights)
        found.append(
            Flow(
                name=f"{name} drawn",
                asset=str(name),
                kind="storage",
                ports=((str(topology.storages.at[name, "bus"]), 1.0),),
                cost=cost,
                upper=min(rate, float(levels[name]) * 12.0 / months),
                country=str(row["country"]),
                territory=tuple(row["territory"]),
                basis="mean level of the base year",
            )
        )
    return found


def network_of(
    standing: Sequence[Flow],
    stocks: Sequence[Flow],
    joints: Sequence[Joint],
    offers: Sequence[Offer],
    country: str,
    *,
    base: float,
    sales: bool = False,
) -> Network:
    """Write the program of what stands and what could be built.

    Args:
        standing: flows that stand.
        stocks: what standing stocks give while something is closed.
        joints: joint limits.
        offers: what could be built.
        country: whose served value counts.
        base: value served in the base year, see :func:`base_values`.
        sales: count what its own carriers are sold for as well.
    """
    flows, owner, drawn = [*standing, *stocks], [-1] * (len(standing) + len(stocks)), [False] * len(standing)
    drawn += [True] * len(stocks)
    for number, offer in enumerate(offers):
        flows += offer.flows
        owner += [number] * len(offer.flows)
        drawn += [flow.name in offer.stocks for flow in offer.flows]
    program = long_program(flows, joints)
    return Network(
        program, tuple(offers), np.array(owner), np.array(drawn), worth_of(flows, country, sales=sales), base
    )


def worth_of(flows: Sequence[Flow], country: str, *, sales: bool) -> np.ndarray:
    """Return what one unit of each flow is worth to a country, M USD (flows,).

    What it is served counts at the stated value of the tier. With ``sales``, what is sold of a carrier that only
    fields on its soil supply counts at the market's price.
    """
    makers: dict[str, set[str]] = {}
    for flow in flows:
        if flow.kind == "supply":
            makers.setdefault(flow.ports[0][0].rsplit(" ", 1)[1], set()).add(flow.country)
    own = {carrier for carrier, countries in makers.items() if countries == {country}} if sales else set()
    return np.array(
        [
            -flow.cost
            if (flow.kind == "demand" and flow.country == country)
            or (flow.kind == "market" and flow.ports[0][0].rsplit(" ", 1)[1] in own)
            else 0.0
            for flow in flows
        ]
    )


def base_values(
    system: System, standing: Sequence[Flow], worth: np.ndarray, fuels: Fuels | None = None
) -> dict[str, float]:
    """Return the value a country was served in the base year by each buyer, M USD: volumes at the worth of the tiers.

    What plants burnt counts by the power they made of it, not as fuel.
    """
    volume = dict(zip(system.assets.index, system.volume, strict=True))
    tiers: dict[str, list[tuple[float, float]]] = {}
    for flow, unit in zip(standing, worth, strict=True):
        if unit > 0:
            tiers.setdefault(flow.asset, []).append((flow.upper, float(unit)))
    found = {}
    for asset, parts in tiers.items():
        whole = sum(upper for upper, _ in parts)
        mean = sum(upper * unit for upper, unit in parts) / whole if whole > 0 else 0.0
        found[asset] = float(volume.get(asset, 0.0)) * mean * (1.0 if fuels is None else fuels.kept(asset))
    return found
