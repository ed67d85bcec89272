"""Observed shares by owner of what a country's trade goes through, and by the border point it passes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.dependence import SMALL, trade_ends
from levier.analysis.tracing import Tracer
from levier.analysis.volumes import holders
from levier.dataset import parse_period

if TYPE_CHECKING:
    from levier.analysis.dependence import Direction
    from levier.system import System

__all__ = ["border_shares", "owner_shares"]

WAYS = ("corridor", "converter")
NOBODY = ""
"""Holder of what neither a stake nor an operator is known of, such as the intake of a national pool."""
COLUMNS = ("dimension", "key", "volume", "share")


def owner_shares(system: System, country: str, family: str, direction: Direction) -> pd.DataFrame:
    """Return the shares of a country's trade by last owner of what it goes through.

    A unit counts for an owner with the greatest stake that the owner has in any of the corridors and plants on its
    way: half of what goes through a line held by half, once, however many of the owner's lines follow.

    Args:
        system: the base year.
        country: whose trade.
        family: which carriers.
        direction: ``exports`` or ``imports``.

    Returns:
        Columns ``dimension`` (``owner``), ``key``, ``volume``, ``share``; largest first.
    """
    assets, trade = system.assets, _Trade(system, country, family, direction)
    stakes = _stakes(system, assets["kind"].isin(WAYS).to_numpy() & (trade.carried > SMALL))
    rows = []
    for owner in sorted(stakes):
        stake = stakes[owner]
        levels = [0.0, *sorted(set(stake[stake > 0].tolist()))]
        held = 0.0
        for below, level in pairwise(levels):
            mask = stake >= level
            held += (level - below) * trade.through(mask)
        if held > SMALL:
            rows.append(("owner", owner, held, held / trade.total))
    return _ranked(rows)


def border_shares(system: System, country: str, family: str, direction: Direction) -> pd.DataFrame:
    """Return the shares of a country's trade by the physical thing it crosses the border on; they add up to 1.

    Transit is left out. Goods that cross outwards (for imports, inwards) more than once count at each point, and the
    shares are those of all crossings.

    Args:
        system: the base year.
        country: whose trade.
        family: which carriers.
        direction: ``exports`` or ``imports``.

    Returns:
        Columns ``dimension`` (``border``), ``key``, ``volume``, ``share``; largest first.
    """
    assets, trade = system.assets, _Trade(system, country, family, direction)
    starts, ends = (assets["source"] == country).to_numpy(), (assets["target"] == country).to_numpy()
    over = starts & ~ends if direction == "exports" else ends & ~starts
    sold = trade.sinks & starts & (assets["kind"] == "market").to_numpy() & (direction == "exports")
    lines = over & (assets["kind"] == "corridor").to_numpy() & (assets["family"] == family).to_numpy()
    crossing, groups = (lines | sold) & (trade.carried > SMALL), assets["group"].to_numpy(object)
    found = {}
    for name in sorted(set(groups[crossing])):
        crossed = trade.through(crossing & (groups == name))
        if crossed > SMALL:
            found[str(name)] = crossed
    whole = sum(found.values())
    return _ranked([("border", name, crossed, crossed / whole) for name, crossed in found.items()])


class _Trade:
    """A country's trade from its supplies to its uses: ``carried`` by each flow (assets,), ``total`` at its ends."""

    def __init__(self, system: System, country: str, family: str, direction: Direction) -> None:
        self._tracer = Tracer(system.topology, system.volume)
        self._sources, self.sinks, _ = trade_ends(system, system.volume, country, family, direction)
        self.carried = self._tracer.trace(self._sources)
        self.total = float(self.carried[self.sinks].sum())

    def through(self, mask: np.ndarray) -> float:
        """How much of it passes any of some flows, each unit counted once."""
        return self.total - float(self._tracer.trace(self._sources, mask)[self.sinks & ~mask].sum())


def _ranked(rows: list[tuple[str, str, float, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(["share", "key"], ascending=[False, True], ignore_index=True)


def _stakes(system: System, ways: np.ndarray) -> dict[str, np.ndarray]:
    """Stake of each last owner in each flow (assets,)."""
    assets, on = system.assets, parse_period(f"{system.year}-07-01").start
    found: dict[str, np.ndarray] = {}
    for position in np.flatnonzero(ways).tolist():
        row = assets.iloc[position]
        held = holders(system, str(assets.index[position]), str(row["operator"]), NOBODY, on)
        for owner, share in held.items():
            if owner == NOBODY:
                continue
            found.setdefault(owner, np.zeros(len(assets)))[position] += share
    return found
