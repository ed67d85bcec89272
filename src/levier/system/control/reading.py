"""What control asks of a package again and again, worked out once for each package and day."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from levier.dataset import split
from levier.system.control.majority import fixpoint, holdings_of
from levier.system.control.stakes import stakes_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from levier.dataset import Package
    from levier.system.control.majority import Control, Holdings

__all__ = ["asset_sources", "control_of", "holdings_on", "names_of"]

NAMED = ("supplies", "markets", "storages", "slots", "corridors", "converters", "actors", "countries")
ASSETS = ("supplies", "storages", "slots", "corridors", "converters")


@lru_cache(maxsize=16)
def holdings_on(package: Package, date: date) -> Holdings:
    """Sort the stakes of a day by holding and kind."""
    return holdings_of(stakes_at(package, date))


@lru_cache(maxsize=512)
def control_of(package: Package, date: date, actor: str) -> tuple[Mapping[str, Control], Mapping[str, Control]]:
    """Give what an actor controls on a day by majorities, and by majorities or by running it."""
    holdings = holdings_on(package, date)
    return fixpoint(holdings, actor), fixpoint(holdings, actor, operatorship=True)


@lru_cache(maxsize=8)
def names_of(package: Package) -> dict[str, str]:
    """Give the English name of every actor, country and asset; ids without one are left out."""
    found: dict[str, str] = {}
    for table in NAMED:
        rows = package.table(table)
        found |= {str(i): str(name) for i, name in zip(rows["id"], rows["name_en"], strict=True) if name}
    return found


@lru_cache(maxsize=8)
def asset_sources(package: Package) -> dict[str, tuple[str, ...]]:
    """Give the source ids behind the row of every asset, all versions together."""
    found: dict[str, tuple[str, ...]] = {}
    for table in ASSETS:
        rows = package.table(table)
        for name, text in zip(rows["id"], rows["sources"], strict=True):
            found[str(name)] = tuple(dict.fromkeys((*found.get(str(name), ()), *split(text))))
    return found
