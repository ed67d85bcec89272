"""Who could close what in the horizon year, offers included: one closure for every actor, and for single outages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from levier.system.control import consents
from levier.system.control.closable import closable
from levier.system.control.reading import control_of
from levier.system.owners import country_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy.network import Network
    from levier.dataset import Package

__all__ = ["Closure", "actor_closures", "outages"]

USERS = ("demand", "market")


@dataclass(frozen=True, eq=False)
class Closure:
    """Columns that one actor could shut together.

    Attributes:
        actors: who could; several if their closures are the same.
        shut: columns (columns,).
        grounds: (column's asset, ground, sentence), each once.
        outage: a single outage rather than an actor's act.
    """

    actors: tuple[str, ...]
    shut: np.ndarray
    grounds: tuple[tuple[str, str, str], ...] = ()
    outage: bool = False

    @property
    def name(self) -> str:
        """Actors in one word."""
        return "; ".join(self.actors)


def actor_closures(package: Package, network: Network, country: str, horizon: int) -> list[Closure]:
    """Find what every actor outside a country could close in the horizon year.

    Standing assets: by territory, operatorship or majority (see :func:`levier.system.control.consents`). Offers: the
    states their row names, the vendor, whoever controls the vendor, and the state the vendor is at home in: fuel,
    finance and spare parts come from there. Actors at home in the country itself are none.

    Args:
        package: stakes, actors, places.
        network: with all offers.
        country: against which the closures count.
        horizon: the year; stakes of its last day.

    Returns:
        One closure for each different set of columns, in the order of the actors' names.
    """
    day = date(horizon, 12, 31)
    home = country_of(package)
    flows = network.program.flows
    actors = [actor for actor in _actors(package, network, day) if home.get(actor, actor) != country]
    table = consents(package, day, actors)
    reasons: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in table.itertuples():
        reasons.setdefault(str(row.player), {}).setdefault(str(row.asset), []).append(
            (str(row.ground), str(row.sentence))
        )
    found: dict[bytes, Closure] = {}
    for actor in actors:
        mine = reasons.get(actor, {})
        built = _of_offers(package, network, actor, day, home)
        shut = np.array(
            [
                (flow.asset in mine or any(name in mine for name in flow.joint) or flow.asset in built)
                and not (flow.kind in USERS and flow.asset not in built)
                for flow in flows
            ],
            dtype=bool,
        )
        if not shut.any():
            continue
        assets = dict.fromkeys(flow.asset for flow, closed in zip(flows, shut, strict=True) if closed)
        said = [(asset, *why) for asset in assets for why in mine.get(asset, [])]
        said += [(asset, *built[asset]) for asset in assets if asset in built]
        key = shut.tobytes()
        if key in found:
            found[key] = Closure((*found[key].actors, actor), shut, found[key].grounds)
        else:
            found[key] = Closure((actor,), shut, tuple(said))
    return list(found.values())


def _actors(package: Package, network: Network, day: date) -> list[str]:
    """States on whose soil something flows or is offered, vendors, and companies that run or hold something."""
    known = {*package.table("countries")["id"], *package.table("actors")["id"]}
    table = closable(package, day)
    names = {state for flow in network.program.flows for state in flow.territory}
    names |= {vendor for offer in network.offers for vendor in offer.vendors}
    names |= {country_of(package).get(vendor, "") for offer in network.offers for vendor in offer.vendors}
    names |= set(table["operator"]) | set(package.table("stakes")["owner"])
    return sorted(names & known)


def _of_offers(
    package: Package, network: Network, actor: str, day: date, home: dict[str, str]
) -> dict[str, tuple[str, str]]:
    """Rows of offers an actor could close, with ground and sentence."""
    running = control_of(package, day, actor)[1]
    found: dict[str, tuple[str, str]] = {}
    for offer in network.offers:
        for flow in offer.flows:
            if actor in flow.territory:
                found[flow.asset] = ("territory", f"{flow.asset} would stand on or cross the territory of {actor}")
            for vendor in offer.vendors:
                if actor == vendor or vendor in running:
                    found.setdefault(flow.asset, ("vendor", f"{vendor} would build {flow.asset} and supply it"))
                elif home.get(vendor) == actor:
                    found.setdefault(flow.asset, ("home", f"{vendor}, which would build {flow.asset}, is of {actor}"))
    return found


def outages(network: Network, groups: dict[str, str]) -> list[Closure]:
    """Return a closure for every physical thing and every offer out of service alone.

    Args:
        network: with all offers.
        groups: physical thing of each standing asset.
    """
    flows = network.program.flows
    things: dict[str, list[int]] = {}
    for at, flow in enumerate(flows):
        if flow.kind not in USERS:
            things.setdefault(flow.project or groups.get(flow.asset, flow.asset), []).append(at)
    found = []
    for thing, columns in things.items():
        shut = np.zeros(len(flows), dtype=bool)
        shut[columns] = True
        found.append(Closure((thing,), shut, outage=True))
    return found


def closures_touching(closures: Sequence[Closure], columns: np.ndarray) -> list[int]:
    """Return the numbers of closures that shut any of some columns."""
    return [number for number, closure in enumerate(closures) if closure.shut[columns].any()]
