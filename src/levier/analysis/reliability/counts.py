"""How many units a row of the package stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from levier.dataset import Package

__all__ = ["Count", "counted", "counts_of"]

TABLE = "units"


@dataclass(frozen=True)
class Count:
    """One row of the table.

    Attributes:
        id: of the row.
        asset: whose row stands for several units.
        count: how many; 1 or more.
        needed: how many of them make the whole capacity, 1 to `count`; the others stand by.
        estimate: what of it is assumed, and how; blank: nothing.
        sources: ids.
    """

    id: str
    asset: str
    count: int
    estimate: str = ""
    sources: str = ""
    needed: int = 0

    def __post_init__(self) -> None:
        """Take all as needed where nothing is said."""
        if self.needed == 0:
            object.__setattr__(self, "needed", self.count)


def counts_of(package: Package) -> dict[str, Count]:
    """Return the rows of ``units`` by asset; none where the package has no such table.

    Args:
        package: the data.

    Raises:
        DatasetError: a count below 1, more needed than there are or none, or two rows for one asset.
    """
    if TABLE not in package.tables:
        return {}
    found: dict[str, Count] = {}
    for row in package.table(TABLE).to_dict("records"):
        asset, count = str(row["asset"]), int(row["count"])
        if count < 1:
            message = f"{TABLE}: {row['id']} counts {count} units of {asset}; 1 or more are needed"
            raise DatasetError(message)
        needed = _needed(row, count)
        if asset in found:
            message = f"{TABLE}: {found[asset].id} and {row['id']} both count {asset}; leave one of them"
            raise DatasetError(message)
        found[asset] = Count(str(row["id"]), asset, count, str(row["estimate"]), str(row["sources"]), needed)
    return found


def _needed(row: Mapping[Hashable, object], count: int) -> int:
    """Return how many units make the whole capacity; all where the row does not say."""
    told = row.get("needed")
    if told is None or pd.isna(told):
        return count
    needed = int(float(str(told)))
    if not 1 <= needed <= count:
        message = f"{TABLE}: {row['id']} needs {needed} of {count} units of {row['asset']}; 1 to {count} is possible"
        raise DatasetError(message)
    return needed


def counted(counts: Mapping[str, Count], flows: Iterable[str]) -> Count | None:
    """Return the count of the thing that some flows run through; of several the smallest, as it holds the least back.

    Example:
        >>> counts = {"mooring": Count("u", "mooring", 3)}
        >>> counted(counts, ["line", "mooring:west"]).count, counted(counts, ["line"])
        (3, None)
    """
    found = [counts[name] for name in (flow.partition(":")[0] for flow in flows) if name in counts]
    return min(found, key=lambda each: each.count, default=None)
