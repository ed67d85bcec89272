"""The choice of a vendor laid open: what each offer of a plant costs, what dependence it creates and removes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.system.owners import country_of

if TYPE_CHECKING:
    from levier.analysis.autonomy.board import Board
    from levier.analysis.autonomy.offer import Offer
    from levier.dataset import Package

__all__ = ["vendor_table"]

COLUMNS = (
    "option", "name_en", "name_fr", "vendors", "home", "capacity", "held", "cost_low", "cost_high", "annual_low",
    "annual_high", "available", "finance", "imposed_before", "imposed_with", "created", "others_before", "others_with",
    "removed",
)  # fmt: skip


def vendor_table(package: Package, board: Board) -> pd.DataFrame:
    """Compare the offers that are built whole and have a vendor, each alone, as if it stood in the horizon year.

    Args:
        package: homes of vendors.
        board: with the offers, whatever their date.

    Returns:
        One row an offer: costs (M USD, and a year), what the plant can give as a share of the country's demand for the
        carrier (``held``), first year of use, what its side (the vendor, who controls it, its
        home state) can impose without and with it (shares of the base year's served value) and the difference
        (``created``); the worst of all others without and with it, and the fall (``removed``).
    """
    home = country_of(package)
    capital = board.asked.capital
    nothing = [0] * len(board.offers)
    before = board.losses(nothing)
    rows = []
    for number, offer in enumerate(board.offers):
        if not offer.site or not offer.vendors:
            continue
        homes = tuple(dict.fromkeys(home.get(vendor, "") for vendor in offer.vendors))
        side = {*offer.vendors, *homes}
        own = np.array([bool(side & set(closure.actors)) for closure in board.closures])
        sizes = [*nothing]
        sizes[number] = offer.steps
        after = board.losses(sizes)
        rows.append(
            {
                "option": offer.name,
                "name_en": offer.name_en,
                "name_fr": offer.name_fr,
                "vendors": offer.vendors,
                "home": homes,
                "capacity": offer.flows[0].upper,
                "held": _held(board, offer),
                "cost_low": offer.low,
                "cost_high": offer.high,
                "annual_low": offer.cost("low", capital),
                "annual_high": offer.cost("high", capital),
                "available": offer.available,
                "finance": offer.finance,
                "imposed_before": float(before[own].max(initial=0.0)),
                "imposed_with": float(after[own].max(initial=0.0)),
                "created": float(after[own].max(initial=0.0) - before[own].max(initial=0.0)),
                "others_before": float(before[~own].max(initial=0.0)),
                "others_with": float(after[~own].max(initial=0.0)),
                "removed": float(before[~own].max(initial=0.0) - after[~own].max(initial=0.0)),
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _held(board: Board, offer: Offer) -> float:
    """Return what a plant can give as a share of the country's demand for its carrier in the horizon year."""
    carrier = offer.flows[0].ports[0][0].rsplit(" ", 1)[1]
    demand = sum(
        flow.upper
        for flow in board.network.program.flows
        if flow.kind == "demand" and flow.country == board.asked.country and flow.ports[0][0].endswith(f" {carrier}")
    )
    return offer.flows[0].upper / demand if demand > 0 else float("nan")
