"""What a cause may name: assets and sources of the package, and no outcome."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from levier.dataset import split

if TYPE_CHECKING:
    from levier.analysis.backtest.cause import Cause, Step
    from levier.dataset import Package

__all__ = ["ASSETS", "check_steps", "families_of"]

ASSETS = ("supplies", "corridors", "slots", "storages", "converters")
SERVED = ("demands", "markets", "aggregates", "countries")
"""What a shock cannot close: what flows there is an outcome."""


def check_steps(cause: Cause, package: Package) -> list[str]:
    """Return what is wrong with the assets and sources a cause names; empty if nothing is.

    An asset that did not itself fail is an outcome: of an event that the package has, only the assets of its row in
    events.csv may be named.
    """
    assets = {name for table in ASSETS for name in package.table(table)["id"]}
    served = {name for table in SERVED for name in package.table(table)["id"]}
    sources = set(package.table("sources")["id"])
    hit = _hit(cause, package)
    found = []
    for step in cause.steps:
        if step.asset in served - assets:
            found.append(f"{step.asset} names an outcome: no asset that can fail, but what flows or is used there")
        elif step.asset not in assets:
            found.append(f"no asset {step.asset!r}{_near(step.asset, assets)}")
        elif hit is not None and step.asset not in hit:
            known = ", ".join(sorted(hit)) or "none"
            found.append(f"{step.asset} names an outcome: events.csv has {known} as the assets hit by {cause.event}")
        found += [f"no source {name!r}{_near(name, sources)}" for name in step.sources if name not in sources]
    return found


def families_of(cause: Cause, package: Package) -> tuple[str, ...]:
    """Return the families of carriers a cause is about: as it says, or those of its assets."""
    if cause.families:
        return cause.families
    family = package.table("carriers").set_index("id")["family"].to_dict()
    found = {family[carrier] for step in cause.steps for carrier in _carriers(step, package)}
    return tuple(sorted(found))


def _carriers(step: Step, package: Package) -> set[str]:
    found: set[str] = set()
    for name in ASSETS:
        table = package.table(name)
        if "carrier" in table:
            mine = table["id"] == step.asset
            if "slot" in table:
                mine |= table["slot"].map(lambda text: step.asset in split(text))
            found |= set(table.loc[mine, "carrier"])
    return found


def _hit(cause: Cause, package: Package) -> set[str] | None:
    """Assets that the package says were hit; None for a new event."""
    events = package.table("events")
    rows = events[events["id"].isin(cause.events)]
    return {name for text in rows["assets"] for name in split(text)} if len(rows) else None


def _near(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""
