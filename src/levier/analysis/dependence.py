"""Who depends on whom: observed shares of real flows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from levier.analysis.tracing import Tracer
from levier.show import card_of_fields, shown

if TYPE_CHECKING:
    from levier.system import System

__all__ = [
    "SMALL",
    "Direction",
    "ObservedDependence",
    "made_per_unit",
    "observed_dependence",
    "trade_ends",
    "traded_total",
]

Direction = Literal["exports", "imports"]
SMALL = 1e-6
ALIKE = 9
"""Shares that agree to so many digits are ranked by name, not by rounding."""
WAYS = ("corridor", "converter")


@shown(card_of_fields)
@dataclass(frozen=True)
class ObservedDependence:
    """Shares of a country's exports (or imports) of a family of carriers.

    Attributes:
        total: annual volume.
        table: one row a dimension (``partner``, ``territory``, ``operator``, ``group``) and key:
            volume and share. Partners add up to 1; a unit that crosses several territories counts
            once in each.
        concentration: Herfindahl index of partners; ``effective`` number of partners.
    """

    country: str
    family: str
    direction: Direction
    unit: str
    total: float
    table: pd.DataFrame
    concentration: float

    @property
    def effective(self) -> float:
        """Effective number of partners."""
        return 1.0 / self.concentration if self.concentration > 0 else 0.0


def observed_dependence(
    system: System, country: str, family: str, direction: Direction = "exports"
) -> ObservedDependence | None:
    """Return observed shares, or None where the country has no such flow."""
    assets = system.assets
    volume = system.volume
    sources, sinks, partners = trade_ends(system, volume, country, family, direction)
    if not sources.any() or not sinks.any():
        return None
    tracer = Tracer(system.topology, volume)
    total = tracer.trace(sources)[sinks].sum()
    if total <= SMALL:
        return None
    rows = _partners(tracer, sources, sinks, partners, direction)
    carried = tracer.trace(sources)
    ways = assets["kind"].isin(WAYS).to_numpy() & (carried > SMALL)
    for dimension, keys in _crossings(assets, ways, country):
        for key, mask in keys.items():
            missed = tracer.trace(sources, mask)
            rest = missed[sinks & ~mask].sum()
            if total - rest > SMALL:
                rows.append((dimension, key, float(total - rest)))
    table = pd.DataFrame(rows, columns=["dimension", "key", "volume"])
    table["share"] = table["volume"] / total
    rank = -table["share"].round(ALIKE)
    table = table.assign(rank=rank).sort_values(["dimension", "rank", "key"], ignore_index=True).drop(columns="rank")
    shares = table.loc[table["dimension"] == "partner", "share"].to_numpy()
    unit = str(assets.loc[assets["family"] == family, "unit"].iloc[0])
    return ObservedDependence(country, family, direction, unit, float(total), table, float((shares**2).sum()))


def trade_ends(
    system: System, volume: np.ndarray, country: str, family: str, direction: Direction
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the supplies and the uses a trade joins, and whose each flow is on the partner's side, each (assets,).

    Supplies of every family count: water becomes power, a field's stream oil and gas.

    Args:
        system: the base year.
        volume: (assets,), volumes of a year.
        country: whose trade.
        family: which carriers.
        direction: ``exports`` or ``imports``.
    """
    assets = system.assets
    kind, place = assets["kind"].to_numpy(), assets["country"].to_numpy()
    in_family = (assets["family"] == family).to_numpy()
    made = (kind == "supply") & (volume > SMALL)
    used = np.isin(kind, ("demand", "market")) & in_family & (volume > SMALL)
    home = np.where(kind == "market", assets["bearer"].to_numpy(), place)
    if direction == "exports":
        return made & (place == country), used & (home != country), home
    return made & (place != country), used & (place == country) & (kind == "demand"), place


def traded_total(system: System, tracer: Tracer, country: str, family: str, direction: Direction) -> float:
    """Return the traced volume of a country's exports or imports of a family."""
    sources, sinks, _ = trade_ends(system, tracer.volume, country, family, direction)
    return float(tracer.trace(sources)[sinks].sum()) if sources.any() and sinks.any() else 0.0


def _partners(
    tracer: Tracer,
    sources: np.ndarray,
    sinks: np.ndarray,
    partners: np.ndarray,
    direction: Direction,
) -> list[tuple[str, str, float]]:
    if direction == "exports":
        flow = tracer.trace(sources)
        keys = sorted(set(partners[sinks]))
        return [("partner", key, float(flow[sinks & (partners == key)].sum())) for key in keys]
    keys = sorted(set(partners[sources]))
    return [("partner", key, float(tracer.trace(sources & (partners == key))[sinks].sum())) for key in keys]


def _crossings(assets: pd.DataFrame, ways: np.ndarray, country: str) -> list[tuple[str, dict[str, np.ndarray]]]:
    territory = assets["territory"].tolist()
    states = sorted({s for t, w in zip(territory, ways, strict=True) if w for s in t} - {country})
    found = {s: np.array([w and s in t for t, w in zip(territory, ways, strict=True)]) for s in states}
    named = [("territory", found)]
    for column, dimension in (("operator", "operator"), ("group", "group")):
        values = assets[column].to_numpy()
        keys = sorted({v for v, w in zip(values, ways, strict=True) if w and v})
        named.append((dimension, {key: ways & (values == key) for key in keys}))
    return named


def made_per_unit(system: System, family: str) -> np.ndarray:
    """Return what one unit of each flow makes of a family (assets,).

    A supply of the family makes 1; a converter makes its outputs of the family if it takes
    another one (less what it takes of the family to make another).
    """
    assets, topology = system.assets, system.topology
    of_carrier = assets.drop_duplicates("carrier").set_index("carrier")["family"]
    of_bus = np.array([of_carrier.get(bus.split(" ")[1], "") for bus in topology.buses]) == family
    kind = assets["kind"].to_numpy()
    found = np.where((kind == "supply") & (assets["family"] == family).to_numpy(), 1.0, 0.0)
    net = topology.incidence.T @ of_bus.astype(float)
    touches = abs(topology.incidence.T) @ of_bus.astype(float)
    total = abs(topology.incidence.T) @ np.ones(len(of_bus))
    crossing = (kind == "converter") & (touches > 0) & (touches < total)
    return np.asarray(np.where(crossing, net, found))
