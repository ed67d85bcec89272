"""What a network holds, for a screen: its buses, its assets with what they carry, its snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.desk.network.shedding import NOMINAL
from levier.analysis.network_stress import shedding_of

if TYPE_CHECKING:
    import pypsa

    from levier.engine import Outcome

__all__ = ["NetworkFacts", "facts_of"]

DEARER = 10.0
ENDS = ("bus0", "bus1")


@dataclass(frozen=True)
class NetworkFacts:
    """What a network holds.

    Attributes:
        name: as its author wrote it; may be blank.
        hash: of its compiled program.
        buses: by name: ``carrier``, ``x``, ``y`` (NaN if there is none; several at 0, 0 have none).
        assets: by full name (``Line:0``): ``kind``, ``carrier``, ``bus0``, ``bus1`` (blank for what stands at one
            bus), ``capacity`` (fixed at the optimum where it may be extended; NaN if none), ``base``: mean flow as it
            is, by the weights of the snapshots, ``shedding``: whether it stands for demand not served.
        snapshots: labels, in order.
        objective: of the network as it is.
        dear: ten times its dearest price; a price of demand not served that makes supply go first.
    """

    name: str
    hash: str
    buses: pd.DataFrame
    assets: pd.DataFrame
    snapshots: tuple[str, ...]
    objective: float
    dear: float

    @property
    def sheds(self) -> bool:
        """Whether some generator says that it stands for demand not served."""
        return bool(self.assets["shedding"].any())

    @property
    def placed(self) -> bool:
        """Whether the buses have coordinates: at least two different places."""
        known = self.buses[["x", "y"]].dropna()
        return len(known.drop_duplicates()) > 1


def facts_of(network: pypsa.Network, base: Outcome) -> NetworkFacts:
    """Gather what a network holds.

    Args:
        network: as it was read.
        base: its optimum.
    """
    static = network.c.buses.static
    places = {axis: pd.to_numeric(static[axis], errors="coerce").replace([np.inf, -np.inf], np.nan) for axis in "xy"}
    buses = pd.DataFrame({"carrier": static["carrier"].astype(str), **places})
    buses.index = buses.index.astype(str)
    origin = (buses[["x", "y"]] == 0.0).all(axis=1)
    if origin.sum() > 1:
        buses.loc[origin, ["x", "y"]] = np.nan  # what PyPSA gives a bus that has no coordinates
    program = base.program
    weights = program.weights / program.weights.sum()
    assets = pd.concat([_assets(network, kind) for kind in _kinds(program.assets)]).reindex(list(program.assets))
    assets["capacity"] = np.where(np.isnan(program.capacity), assets["capacity"], program.capacity)
    assets["base"] = weights @ base.flows.to_numpy(float)
    assets["shedding"] = assets.index.isin([f"Generator:{name}" for name in shedding_of(network)])
    return NetworkFacts(
        str(network.name or ""),
        program.hash,
        buses.rename_axis("bus"),
        assets.rename_axis("asset"),
        program.snapshots,
        base.objective,
        DEARER * (float(np.nanmax(np.abs(base.prices.to_numpy(float)), initial=0.0)) or 1.0),
    )


def _kinds(assets: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(asset.split(":", 1)[0] for asset in assets))


def _assets(network: pypsa.Network, kind: str) -> pd.DataFrame:
    static = network.components[kind].static
    ends = {end: static[end].astype(str) for end in ENDS if end in static}
    ends = ends or {"bus0": static["bus"].astype(str)}
    frame = pd.DataFrame(
        {"kind": kind, "carrier": static["carrier"].astype(str) if "carrier" in static else "", **ends}
    )
    frame["capacity"] = pd.to_numeric(static[NOMINAL.get(kind, "p_nom")], errors="coerce")
    frame["bus1"] = frame.get("bus1", "")
    frame.index = [f"{kind}:{name}" for name in static.index]
    return frame[["kind", "carrier", *ENDS, "capacity"]]
