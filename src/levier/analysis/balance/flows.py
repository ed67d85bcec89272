"""Flows of a base year shared out among partners: by the last partner, or by the neighbour a trade crosses to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.analysis.balance.basis import Basis, Told
from levier.analysis.balance.measures import BOTH, IN, OUT
from levier.analysis.dependence import trade_ends
from levier.analysis.tracing import Tracer
from levier.sentence import Listing, Name, sentence

if TYPE_CHECKING:
    from levier.analysis.balance.blocs import Blocs
    from levier.analysis.balance.domains import Domain
    from levier.analysis.dependence import Direction
    from levier.system import System

__all__ = ["BY_NEIGHBOUR", "BY_PARTNER", "flow_bases", "neighbours", "partners"]

BY_NEIGHBOUR, BY_PARTNER = "volume_by_neighbour", "volume_by_partner"
WORLD = "WW"
SEEN = 1e-4
"""A part of the whole below which a partner is rounding of the reconciliation."""
WAYS: dict[str, Direction] = {OUT: "exports", IN: "imports"}


def flow_bases(system: System, country: str, domain: Domain, blocs: Blocs) -> list[Basis] | str:
    """Return how the flows of a family are shared out, or what is missing.

    Args:
        system: a base year.
        country: whose trade.
        domain: with its family; ``routes`` puts the neighbour before the last partner.
        blocs: whose members count as one.

    Returns:
        Bases out, in and both ways, the measure of the domain first; or why there are none.
    """
    year, family = system.year, domain.family
    if family not in set(system.assets["family"]):
        return sentence(
            "holds_nothing",
            "the base year {year:d} holds nothing of {family}{left_out}",
            year=year,
            family=Name(family, "family", family),
            left_out=_left_out(system, family),
        )
    part = system.part([family])
    unit = str(part.assets.loc[part.assets["family"] == family, "unit"].iloc[0])
    measures = [(BY_NEIGHBOUR, neighbours), (BY_PARTNER, partners)]
    bases = []
    for measure, ends in measures if domain.routes else measures[::-1]:
        found = {side: ends(part, country, family, way) for side, way in WAYS.items()}
        found = {side: _seen(volumes) for side, volumes in found.items()}
        found[BOTH] = {key: sum(found[side].get(key, 0.0) for side in WAYS) for key in found[OUT] | found[IN]}
        for side in (BOTH, OUT, IN):
            total = sum(found[side].values())
            if total > 0:
                told = _told(found[side], blocs)
                bases.append(Basis(domain.name, measure, side, str(year), unit, told, total))
    if bases:
        return bases
    names = {"country": Name(country, "country", country), "family": Name(family, "family", family)}
    return sentence("trades_nothing", "{country} has no trade of {family} in {year:d}", **names, year=year)


def partners(system: System, country: str, family: str, direction: Direction) -> dict[str, float]:
    """Return the volume a country trades with each last partner, traced proportionally (Bialek 1996)."""
    tracer, sources, sinks, home = _trade(system, country, family, direction)
    if direction == "exports":
        flow = tracer.trace(sources)
        return {key: float(flow[sinks & (home == key)].sum()) for key in sorted(set(home[sinks]))}
    return {key: float(tracer.trace(sources & (home == key))[sinks].sum()) for key in sorted(set(home[sources]))}


def neighbours(system: System, country: str, family: str, direction: Direction) -> dict[str, float]:
    """Return the volume a country's trade crosses its border with, by the state on the other side.

    Goods sold at home to a market abroad count for that market. Goods that cross outwards (for imports, inwards) more
    than once count each time.
    """
    assets = system.assets
    tracer, sources, sinks, _ = _trade(system, country, family, direction)
    if not sources.any() or not sinks.any():
        return {}
    carried, market = tracer.trace(sources), (assets["kind"] == "market").to_numpy()
    starts, ends = (assets["source"] == country).to_numpy(), (assets["target"] == country).to_numpy()
    line = ((assets["kind"] == "corridor") & (assets["family"] == family)).to_numpy() & (starts != ends)
    over = line & (starts if direction == "exports" else ends) & (carried > 0)
    sold = sinks & starts & market & (direction == "exports")
    far = assets["target" if direction == "exports" else "source"].to_numpy(object)
    far = np.where(market, assets["bearer"].to_numpy(object), far)
    whole, found = float(carried[sinks].sum()), {}
    for key in sorted(set(far[over | sold])):
        mask = (over | sold) & (far == key)
        found[str(key)] = whole - float(tracer.trace(sources, mask)[sinks & ~mask].sum())
    return found


def _trade(
    system: System, country: str, family: str, direction: Direction
) -> tuple[Tracer, np.ndarray, np.ndarray, np.ndarray]:
    volume = system.volume
    return Tracer(system.topology, volume), *trade_ends(system, volume, country, family, direction)


def _seen(volumes: dict[str, float]) -> dict[str, float]:
    """Leave out what is rounding of the reconciliation."""
    whole = sum(volumes.values())
    return {key: volume for key, volume in volumes.items() if volume > SEEN * whole}


def _told(found: dict[str, float], blocs: Blocs) -> dict[str, Told]:
    """Add up the members of a bloc; the outside world stays in the rest."""
    volumes: dict[str, float] = {}
    parts: dict[str, list[str]] = {}
    for key, volume in found.items():
        if key and key != WORLD:
            name = blocs.of(key)
            volumes[name] = volumes.get(name, 0.0) + volume
            parts.setdefault(name, []).append(key)
    return {
        name: Told(volume, volume, volume, parts=tuple(parts[name]) if parts[name] != [name] else ())
        for name, volume in volumes.items()
    }


def _left_out(system: System, family: str) -> str:
    said = [each.said for each in system.left_out if family in str(each)]
    return sentence("bracketed", " ({said})", said=Listing(said, "; ")) if said else ""
