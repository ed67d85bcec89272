"""Let demand go unserved at a stated price, in a network that has no rule for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pypsa

__all__ = ["CARRIER", "NOMINAL", "with_shedding"]

NOMINAL = {"Line": "s_nom", "Transformer": "s_nom", "Store": "e_nom"}
"""Attribute of the capacity of a kind of component; ``p_nom`` for all others."""

CARRIER = "load"
"""That of PyPSA's own ``add_load_shedding``."""


def with_shedding(network: pypsa.Network, price: float, capacity: Mapping[str, float] | None = None) -> pypsa.Network:
    """Return a copy with one generator a bus that stands for demand not served, at most the demand of each snapshot.

    What is built stays what it is: a cheap price would otherwise leave things unbuilt.

    Args:
        network: any network; it stays as it is.
        price: of a unit not served, in the network's money.
        capacity: at which extendable assets are fixed, by full name (``Line:0``).

    Example:
        >>> import pypsa
        >>> network = pypsa.Network(snapshots=[0, 1])
        >>> network.add("Bus", ["town", "field"])
        >>> network.add("Load", "people", bus="town", p_set=[4.0, 2.0])
        >>> relaxed = with_shedding(network, 900.0)
        >>> relaxed.c.generators.static[["bus", "p_nom", "marginal_cost"]].values.tolist()
        [['town', 4.0, 900.0]]
        >>> relaxed.c.generators.dynamic["p_max_pu"]["town load shedding"].tolist()
        [1.0, 0.5]
    """
    relaxed = network.copy()
    for name, value in (capacity or {}).items():
        kind, asset = name.split(":", 1)
        static, nominal = relaxed.components[kind].static, NOMINAL.get(kind, "p_nom")
        static.at[asset, nominal], static.at[asset, f"{nominal}_extendable"] = value, False
    loads = relaxed.c.loads.static
    scale = -loads["sign"].astype(float) * loads["active"].astype(float)
    demand = relaxed.get_switchable_as_dense("Load", "p_set") * scale
    by_bus = demand.T.groupby(loads["bus"]).sum().T.clip(lower=0.0)
    peak = by_bus.max()
    taken = set(relaxed.c.generators.static.index)
    if CARRIER not in relaxed.c.carriers.static.index:
        relaxed.add("Carrier", CARRIER)
    for bus in peak.index[peak > 0]:
        name = f"{bus} load shedding"
        while name in taken:
            name += " +"
        taken.add(name)
        relaxed.add(
            "Generator",
            name,
            bus=bus,
            carrier=CARRIER,
            p_nom=float(peak[bus]),
            p_max_pu=by_bus[bus] / float(peak[bus]),
            marginal_cost=price,
        )
    return relaxed
