"""Who bears the gain and loss of an asset: its country, and the shareholders behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
    table = package.table("stakes")
    table = table[(table["kind"] == "equity") & table["share"].notna()]
    day = parse_period(on.isoformat())
    held = [
        parse_validity(first, last).overlap(day) > 0 for first, last in zip(table["from"], table["to"], strict=True)
    ]
    current = table.loc[np.array(held, dtype=bool)]
    by_holding = dict(tuple(current.groupby("holding")))
    found: dict[str, float] = {}
    open_shares = [(holding, 1.0, 0)]
    while open_shares:
        name, weight, depth = open_shares.pop()
        rows = by_holding.get(name)
        if rows is None or depth > DEPTH or weight < LEAST:
            found[name] = found.get(name, 0.0) + weight
            continue
        total = max(float(rows["share"].sum()), FULL)
        for owner, share in zip(rows["owner"], rows["share"], strict=True):
            open_shares.append((owner, weight * share / total, depth + 1))
        rest = weight * (1.0 - float(rows["share"].sum()) / total)
        if rest > LEAST:
            found[name] = found.get(name, 0.0) + rest
    return found
