"""Three nodes, a few flows, two actors: networks whose answers can be worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from levier.analysis.autonomy.closures import Closure
from levier.analysis.autonomy.network import Network, network_of
from levier.analysis.autonomy.offer import Offer
from levier.system.long import Capital, Flow

__all__ = ["Closure", "Network", "Toy"]

HOME = "HH"
Toy = Callable[[], tuple[Network, list[Closure]]]
ONE_YEAR = Capital(rate=0.0, life=1.0)
"""Annual cost is the stated cost."""


def supply(name: str, bus: str, capacity: float, cost: float = 1.0, country: str = "", project: str = "") -> Flow:
    """Give a field or plant."""
    home = country or bus.split(" ", maxsplit=1)[0]
    return Flow(name, name, "supply", ((bus, 1.0),), cost, capacity, country=home, territory=(home,), project=project)


def line(name: str, start: str, end: str, capacity: float, territory: Sequence[str] = (), project: str = "") -> Flow:
    """Give a way from bus to bus without cost."""
    ends = tuple(dict.fromkeys(bus.split(" ", maxsplit=1)[0] for bus in (start, end)))
    ports = ((start, -1.0), (end, 1.0))
    states = tuple(territory) or ends
    return Flow(name, name, "corridor", ports, 0.0, capacity, country=ends[0], territory=states, project=project)


def need(name: str, bus: str, volume: float, value: float) -> Flow:
    """Give one tier of a demand."""
    home = bus.split(" ", maxsplit=1)[0]
    return Flow(name, name, "demand", ((bus, -1.0),), -value, volume, country=home, territory=(home,), top=True)


def market(name: str, bus: str, volume: float, price: float) -> Flow:
    """Give buyers who are nobody's."""
    return Flow(name, name, "market", ((bus, -1.0),), -price, volume)


def offer(name: str, flows: Sequence[Flow], cost: float, steps: int = 1, vendor: str = "") -> Offer:
    """Give something that could be built."""
    vendors = (vendor,) if vendor else ()
    return Offer(name, name, name, "corridor", tuple(flows), (), cost, cost, steps, 2030, vendors)


def network(standing: Sequence[Flow], offers: Sequence[Offer], base: float) -> Network:
    """Write the program; the base year's value is given."""
    return network_of(standing, [], [], offers, HOME, base=base)


def closures(net: Network, of: Mapping[str, Sequence[str]]) -> list[Closure]:
    """Give every actor's closure by the names of flows."""
    names = [flow.name for flow in net.program.flows]
    return [Closure((actor,), np.array([name in closed for name in names], dtype=bool)) for actor, closed in of.items()]


def by_territory(net: Network, actors: Sequence[str]) -> list[Closure]:
    """Give every actor's closure by the soil flows stand on."""
    flows = net.program.flows
    return [Closure((a,), np.array([a in f.territory and f.kind != "demand" for f in flows])) for a in actors]


def costs(net: Network) -> list[float]:
    """Give the annual cost of every offer."""
    return [each.cost("mean", ONE_YEAR) for each in net.offers]


def two_options() -> tuple[Network, list[Closure]]:
    """Give a need of 10 served through P; a line of 6 through Q would cost 60, a plant of 5 at home 100."""
    standing = [
        supply("p_field", "PP gas", 10.0),
        line("p_line", "PP gas", "HH gas", 10.0),
        supply("q_field", "QQ gas", 10.0, cost=2.0),
        need("need", "HH gas", 10.0, 10.0),
    ]
    offers = [
        offer("q_line", [line("q_line", "QQ gas", "HH gas", 6.0, project="q_line")], 60.0),
        offer("plant", [supply("plant", "HH gas", 5.0, cost=3.0, project="plant")], 100.0),
    ]
    net = network(standing, offers, base=100.0)
    return net, by_territory(net, ["PP", "QQ"])


def trial() -> tuple[Network, list[Closure]]:
    """Give 8 of its own that earn more abroad, a need of 10 served through A."""
    standing = [
        supply("own", "HH gas", 8.0),
        line("out", "HH gas", "WW gas", 8.0),
        market("abroad", "WW gas", 8.0, 9.0),
        supply("a_field", "AA gas", 10.0, cost=2.0),
        line("a_line", "AA gas", "HH gas", 10.0),
        need("need", "HH gas", 10.0, 5.0),
    ]
    offers = [offer("plant", [supply("plant", "HH gas", 10.0, cost=3.0, project="plant")], 100.0, steps=5)]
    net = network(standing, offers, base=50.0)
    return net, by_territory(net, ["AA"])
