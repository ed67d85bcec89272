"""The rows that sums and shares of a country or a way rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from levier.view.page import Page

__all__ = ["balance_basis", "ways_basis"]

WAYS = ("corridor", "converter")
USES = ("demand", "market")


def balance_basis(page: Page, country: str, family: str) -> str:
    """Return the link to the rows behind a country's balance of a family of carriers."""
    key = f"balance-{country}-{family}"
    if met := page.evidence.met(key):
        return met
    flows = page.answers.flows
    at_home = (flows["country"] == country) & ~flows["kind"].isin(WAYS)
    across = flows["kind"].isin(WAYS) & ((flows["source"] == country) != (flows["target"] == country))
    bought = (flows["kind"] == "market") & (flows["bearer"] == country)
    chosen = flows[(flows["family"] == family) & (at_home | across | bought)]
    title = f"{page.names.country(country)}, {page.names.family(family)}{page.colon} {page.say('balance')}"
    how = page.say("basis_balance")
    return page.evidence.basis(key, title, how, chosen["asset"], prices=_prices(chosen))


def ways_basis(page: Page, family: str, dimension: str, key: str) -> str:
    """Return the link to the flows of a family that cross a territory, or belong to a partner, operator or group."""
    named = f"{dimension}-{family}-{key}"
    if met := page.evidence.met(named):
        return met
    flows = page.answers.flows
    flows = flows[flows["family"] == family]
    ways = flows[flows["kind"].isin(WAYS)]
    if dimension == "territory":
        chosen = ways[[key in str(cell).split(";") for cell in ways["territory"]]]
        name = page.names.country(key)
    elif dimension == "partner":
        ends = flows["kind"].isin(USES) & (flows["bearer"] == key)
        chosen = flows[ends | ((flows["kind"] == "supply") & (flows["country"] == key))]
        name = page.names.country(key)
    elif dimension == "operator":
        chosen, name = ways[ways["operator"] == key], page.names.thing(key)
    else:
        chosen, name = ways[ways["group"] == key], page.names.group(key)
    title = f"{page.names.family(family)}, {page.say(dimension)}{page.colon} {name}"
    return page.evidence.basis(named, title, page.say("basis_ways"), chosen["asset"])


def _prices(chosen: pd.DataFrame) -> list[str]:
    return sorted({str(name) for name in chosen["price"] if name})
