"""What the sections on leverage share: evidence of what a threat closes, amounts, shares of economies, months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import get_month_names

from levier.view.cells import Cell
from levier.view.quantities import THIN, finite, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.system.economy import Size
    from levier.view.page import Page

__all__ = ["MONEY", "amount", "closed_basis", "month_name", "set_basis", "shares", "threat_basis"]

MONEY = f"M{THIN}USD"
LEAST_SHARE = 5e-4
"""A share below this would read 0 %."""
SIDES = ("charge", "discharge")


def month_name(page: Page, month: int) -> str:
    """Return the name of a month, 1 to 12."""
    return str(get_month_names("wide", locale=page.language)[month])


def amount(page: Page, value: object, href: str, *, small: str = "", mark: str = "", hint: str = "") -> Cell:
    """Return a cell with an amount of M USD, perhaps with a mark after it; a dash where there is none."""
    words = plain(value, page.language) + (mark if finite(value) is not None else "")
    return Cell(words, href=href, small=small, hint=hint, kind="num")


def shares(page: Page, size: Size | None, loss: object) -> list[str]:
    """Say an amount as shares of a year's output and goods exports, with the years they speak of; not what is nil."""
    value = finite(loss)
    if size is None or value is None:
        return []
    told = (
        ("lev_of_gdp", size.share_of_gdp(value), size.period_gdp),
        ("lev_of_exports", size.share_of_exports(value), size.period_exports),
    )
    return [
        page.fill(key, share=page.percent(share), year=year)
        for key, share, year in told
        if share is not None and abs(share) >= LEAST_SHARE
    ]


def threat_basis(page: Page, actor: str, over: str, layer: str) -> str:
    """Return the link to what a threat closes; blank for a threat that no answer of the page holds.

    Args:
        page: the report.
        actor: who closes.
        over: country whose flows alone are closed; blank: whoever's.
        layer: family that alone is closed; blank: all.
    """
    key = f"threat-{actor}-{over or 'all'}-{layer or 'all'}"
    if met := page.evidence.met(key):
        return met
    matrix, pair = page.answers.leverage, page.answers.pair
    known = [*(matrix.evaluated.threats if matrix else ()), *((pair.headline,) if pair else ())]
    found = next((t for t in known if (t.actor, t.over, t.layer) == (actor, over, layer)), None)
    if found is None:
        return ""
    who, whose = page.names.thing(actor), page.names.country(over)
    title = page.fill("lev_threat" if over else "lev_whole", actor=who, over=whose)
    title += f", {page.names.family(layer)}" if layer else ""
    return set_basis(page, key, title, found.assets)


def closed_basis(page: Page, actor: str, over: str, aim: object, layer: object) -> str:
    """Return the link to what is closed in a row that says at what it aims: the country's flows, or everything."""
    return threat_basis(page, actor, over if aim == "flows" else "", str(layer))


def set_basis(page: Page, key: str, title: str, assets: Iterable[str]) -> str:
    """Return the link to the flows of assets that are closed together."""
    flows = [flow for asset in assets for flow in _flows(page, asset)]
    return page.evidence.basis(key, title, page.say("basis_threat"), flows)


def _flows(page: Page, asset: str) -> list[str]:
    """Return the flows of an asset: itself, both sides of a storage, the users of a joint limit."""
    topology = page.answers.system.topology
    if asset in topology.slots.index:
        used = topology.membership[[topology.slots.index.get_loc(asset)]].toarray()[0] > 0
        return [str(name) for name in topology.assets.index[used]]
    return [asset, *(f"{asset}:{side}" for side in SIDES)]
