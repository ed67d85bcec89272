"""Who bears the gain and loss of an asset: its country, and the shareholders behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from levier.dataset import parse_period, parse_validity

if TYPE_CHECKING:
    from datetime import date

    from levier.dataset import Package

__all__ = ["country_of", "shareholders"]

FULL = 100.0
DEPTH = 12
LEAST = 1e-6


def country_of(package: Package) -> dict[str, str]:
    """Return the country of every actor and country."""
    found = {country: country for country in package.table("countries")["id"]}
    for row in package.table("actors").itertuples():
        found[str(row.id)] = str(row.country)
    return found


def shareholders(package: Package, holding: str, on: date) -> dict[str, float]:
    """Return the last owners of a holding on a day, as shares that add up to 1.

    Chains of equity are multiplied out; what no row explains stays with the holding itself.
    """
    by_holding = _equity(package, on)
    found: dict[str, float] = {}
    open_shares = [(holding, 1.0, 0)]
    while open_shares:
        name, weight, depth = open_shares.pop()
        rows = by_holding.get(name)
        if rows is None or depth > DEPTH or weight < LEAST:
            found[name] = found.get(name, 0.0) + weight
            continue
        held = sum(share for _, share in rows)
        total = max(held, FULL)
        open_shares += [(owner, weight * share / total, depth + 1) for owner, share in rows]
        rest = weight * (1.0 - held / total)
        if rest > LEAST:
            found[name] = found.get(name, 0.0) + rest
    return found


@lru_cache(maxsize=8)
def _equity(package: Package, on: date) -> dict[str, list[tuple[str, float]]]:
    """Owners and percent of every holding on a day; a package never changes, so it is read once."""
    table = package.table("stakes")
    table = table[(table["kind"] == "equity") & table["share"].notna()]
    day = parse_period(on.isoformat())
    found: dict[str, list[tuple[str, float]]] = {}
    for row in table.to_dict("records"):
        if parse_validity(row["from"], row["to"]).overlap(day) > 0:
            found.setdefault(str(row["holding"]), []).append((str(row["owner"]), float(row["share"])))
    return found
