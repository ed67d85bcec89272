"""What is shown of a package and a system in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.show import Card

if TYPE_CHECKING:
    from levier.system.reconcile import BaseYear
    from levier.system.sanctions.reach import Reach
    from levier.system.system import System

__all__ = ["base_year_card", "reach_card", "system_card"]


def system_card(system: System) -> Card:
    """A system: its year and what flows most of each family in turn, with the interval."""
    assets, year = system.assets, system.base_year
    facts: dict[str, object] = {
        "flows": len(assets),
        "families": tuple(dict.fromkeys(assets["family"])),
        "reports": len(year.reports),
        "horizon": system.horizon,
        "capacities": system.capacity,
        "price deck": system.deck,
    }
    if system.left_out:
        facts["parts left out"] = len(system.left_out)
    table = year.summary.join(assets[["name_en", "family", "unit"]])
    rank = table.groupby("family")["base"].rank(ascending=False, method="first")
    table = table.assign(rank=rank).sort_values(["rank", "family"], kind="stable")
    shown = [name for name in ("name_en", "family", "base", "low", "high", "unit") if name in table]
    headline = f"{system.package.name}, base year {system.year}"
    return Card(headline, facts, table[shown].rename_axis("asset").reset_index(), "base_year.summary")


def base_year_card(year: BaseYear) -> Card:
    """A reconciled state: how far the reports are off."""
    reports = year.reports
    flagged = int(reports["flagged"].sum()) if "flagged" in reports else 0
    facts = {"reports": len(reports), "flagged": flagged, "largest imbalance": year.balance}
    return Card("one state out of reports that disagree", facts, year.summary, "summary")


def reach_card(reach: Reach) -> Card:
    """Who is reached or spared on a day."""
    counts = reach.entities["status"].value_counts(sort=False)
    facts = {str(status): int(count) for status, count in counts.items()}
    table = reach.entities[["entity", "status", "share", "sentence"]]
    return Card(f"{reach.authority} on {reach.day}", facts | {"assets": len(reach.assets)}, table, "entities")
