"""What contracts in force in the horizon year say: a least flow, and a depth of the market they deliver to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.dataset import parse_period, parse_validity, units
from levier.dataset.units import parse_unit

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["Contracted", "contracted"]


@dataclass(frozen=True)
class Contracted:
    """Volumes agreed for one asset, in the carrier's unit a year.

    Attributes:
        volume: the largest volume of a contract in force (renewals of one contract overlap).
        least: the largest volume that is paid in any case; 0 where no contract states a share.
    """

    volume: float
    least: float


def contracted(package: Package, year: int) -> dict[str, Contracted]:
    """Read the contracts in force on a day of a year, by the asset they govern.

    Only yearly volumes count. A volume that is paid anyway without a stated share binds nothing here.
    """
    carriers = package.table("carriers").set_index("id")
    span = parse_period(str(year))
    found: dict[str, Contracted] = {}
    for row in package.table("contracts").to_dict("records"):
        if not row["asset"] or math.isnan(row["volume"]) or not parse_validity(row["start"], row["end"]).overlap(span):
            continue
        if not parse_unit(row["unit"]).is_rate:
            continue
        volume = units.rate(row["volume"], row["unit"], carriers.loc[row["carrier"]])
        share = 0.0 if math.isnan(row["take_or_pay"]) else float(row["take_or_pay"])
        before = found.get(row["asset"], Contracted(0.0, 0.0))
        found[row["asset"]] = Contracted(max(before.volume, volume), max(before.least, volume * share))
    return found
