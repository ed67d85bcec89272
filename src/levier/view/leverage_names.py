"""Name what is closed together on a frontier of leverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.leverage import Frontier
    from levier.view.page import Page

__all__ = ["NAMED", "set_name", "thing_name"]

NAMED = 6
"""Things of a set that are named; the others are counted."""


def thing_name(page: Page, frontier: Frontier, thing: str) -> str:
    """Return the name of one thing of a frontier, with whose goods it carries; or of a threat evaluated whole."""
    about = frontier.things.set_index("thing").loc[thing]
    if not about["group"]:
        key = "pair_all_flows" if about["over"] else "pair_all_controlled"
        words = page.fill(key, country=page.names.country(about["over"]) if about["over"] else "")
        return f"{words}, {page.names.family(about['layer'])}" if about["layer"] else words
    name = page.names.group(str(about["group"]))
    return f"{name} ({page.names.country(about['bearer'])})" if about["bearer"] else name


def set_name(page: Page, frontier: Frontier, cut: Sequence[str]) -> str:
    """Return the names of things that are closed together; the first few of many."""
    names = [thing_name(page, frontier, thing) for thing in cut[:NAMED]]
    more = [page.fill("pair_beyond", count=len(cut) - NAMED)] if len(cut) > NAMED else []
    return ", ".join([*names, *more])
