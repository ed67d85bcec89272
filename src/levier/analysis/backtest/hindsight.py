"""Which capacities a prediction leans on were published only after the event: tables carry no date of knowledge."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from levier.dataset import parse_period, split

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["first_day", "later_rows"]

DATED = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?(?![0-9]))?(?![0-9])")


def later_rows(package: Package, assets: Collection[str], as_of: date) -> tuple[str, ...]:
    """Return the assets of which every dated source was published after a day.

    `Package.as_of` leaves out later observations; a capacity, tariff or tank volume stands in a row without a day of
    its own, so its sources' dates have to speak for it.

    Args:
        package: the tables.
        assets: ids of flows.
        as_of: last day that is known.
    """
    sources = package.table("sources")
    dated = {str(name): first_day(str(text)) for name, text in zip(sources["id"], sources["date"], strict=True)}
    cited: dict[str, set[str]] = {}
    for table in ("supplies", "corridors", "converters", "markets"):
        rows = package.table(table)
        for name, cell in zip(rows["id"], rows["sources"], strict=True):
            cited.setdefault(str(name), set()).update(split(cell))
    found = []
    for asset in assets:
        days = [day for name in cited.get(asset, ()) if (day := dated.get(name)) is not None]
        if days and min(days) > as_of:
            found.append(asset)
    return tuple(sorted(found))


def first_day(text: str) -> date | None:
    """First day of the date a source's free text begins with; None for ``n.d.`` and the like."""
    match = DATED.match(text)
    return parse_period(match.group()).start if match else None
