"""Which capacities a prediction leans on were published only after the event: tables carry no date of knowledge."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from levier.dataset import parse_period, split

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["later_rows"]


def later_rows(package: Package, assets: Collection[str], as_of: date) -> tuple[str, ...]:
    """Return the assets of which every dated source was published after a day.

    `Package.as_of` leaves out later observations; a capacity, tariff or tank volume stands in a row without a day of
    its own, so its sources' dates have to speak for it.

    Args:
        package: the tables.
        assets: ids of flows.
        as_of: last day that is known.
    """
    dates = {str(name): str(day) for name, day in package.table("sources")[["id", "date"]].itertuples(index=False)}
    cited: dict[str, set[str]] = {}
    for table in ("supplies", "corridors", "converters", "markets"):
        rows = package.table(table)
        for name, sources in zip(rows["id"], rows["sources"], strict=True):
            cited.setdefault(str(name), set()).update(split(sources))
    found = []
    for asset in assets:
        days = [parse_period(dates[name]).start for name in cited.get(asset, ()) if dates.get(name)]
        if days and min(days) > as_of:
            found.append(asset)
    return tuple(sorted(found))
