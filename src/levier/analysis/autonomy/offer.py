"""What could be built for a country: one offer, its flows, its cost, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.system.long import Capital, Flow

__all__ = ["CASES", "LeftOut", "Offer", "left_out_table", "offer_table"]

CASES = ("low", "mean", "high")


@dataclass(frozen=True)
class Offer:
    """Rows of options that are built together, wholly, in part or not at all.

    Attributes:
        name: project, or id of the row.
        name_en, name_fr: of its first row.
        kind: of its first row.
        flows: at full size.
        stocks: volumes by the name of a flow that is a stock, in the carrier's unit; drawn only while something is
            closed.
        low, high: stated cost, M USD.
        steps: sizes it comes in: 1, built or not; 2, also by half.
        available: first year of use.
        vendors: who builds it: fuel, finance and spare parts come from them.
        finance: as the table says.
        site: offers of the same site are alternatives; blank: none.
        sources: ids.
        notes: what a reader must know.
    """

    name: str
    name_en: str
    name_fr: str
    kind: str
    flows: tuple[Flow, ...]
    stocks: tuple[str, ...]
    low: float
    high: float
    steps: int
    available: int
    vendors: tuple[str, ...] = ()
    finance: str = ""
    site: str = ""
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def cost(self, case: str, capital: Capital) -> float:
        """Return the annual cost of the whole offer, M USD a year: ``low``, ``mean`` or ``high`` of what is stated."""
        stated = {"low": self.low, "mean": (self.low + self.high) / 2, "high": self.high}
        return capital.annual(stated[case])


@dataclass(frozen=True)
class LeftOut:
    """An option that does not enter, and why."""

    option: str
    name_en: str
    name_fr: str
    reason: str


def offer_table(offers: Sequence[Offer], capital: Capital) -> pd.DataFrame:
    """One row an offer: what it is, what it costs a year (M USD), from when it can be had, who builds it."""
    rows = [
        {
            "option": offer.name,
            "name_en": offer.name_en,
            "name_fr": offer.name_fr,
            "kind": offer.kind,
            "capacity": sum(flow.upper for flow in offer.flows[:1]),
            "cost_low": offer.low,
            "cost_high": offer.high,
            "annual_low": offer.cost("low", capital),
            "annual_high": offer.cost("high", capital),
            "steps": offer.steps,
            "available": offer.available,
            "vendors": offer.vendors,
            "finance": offer.finance,
            "site": offer.site,
            "sources": offer.sources,
            "notes": offer.notes,
        }
        for offer in offers
    ]
    columns = [
        "option", "name_en", "name_fr", "kind", "capacity", "cost_low", "cost_high", "annual_low", "annual_high",
        "steps", "available", "vendors", "finance", "site", "sources", "notes",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def left_out_table(left: Sequence[LeftOut]) -> pd.DataFrame:
    """One row an option that does not enter: option, name_en, name_fr, reason."""
    rows = [vars(each) for each in left]
    table = pd.DataFrame(rows, columns=["option", "name_en", "name_fr", "reason"])
    # As objects, sentences stay what they are in the frame.
    return table.assign(reason=pd.Series([each.reason for each in left], dtype=object))
