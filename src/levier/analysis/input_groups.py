"""Uncertain inputs put into a few groups, by kind and family of carriers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import UsageError
from levier.system.deck import price_rows
from levier.system.uncertain_inputs import origins

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.system import System
    from levier.system.sampling import Sampler

__all__ = ["OTHERS", "groups_of"]

OTHERS = "all others"
LEAST, MOST = 2, 24


def groups_of(sampler: Sampler, most: int, families: Iterable[str] = ()) -> np.ndarray:
    """Return the group of each input (inputs,): its kind and family, such as ``report crude``.

    Where there are more kinds and families than groups, those of the families asked about come first, then those with
    most inputs; the rest is one group.

    Args:
        sampler: its inputs.
        most: at most so many groups.
        families: families that are asked about.

    Raises:
        UsageError: a number of groups out of range.
    """
    if not LEAST <= most <= MOST:
        message = f"{most} groups of inputs; {LEAST} to {MOST} are possible"
        raise UsageError(message)
    inputs, family, first = sampler.inputs, _families(sampler.system), set(families)
    about = [family.get(kind, {}).get(name, "") for kind, name in zip(inputs["kind"], inputs["id"], strict=True)]
    names = [f"{kind} {each}".strip() for kind, each in zip(inputs["kind"], about, strict=True)]
    asked = {name for name, each in zip(names, about, strict=True) if each in first}
    sizes = Counter(names)
    ranked = sorted(sizes, key=lambda name: (name not in asked, -sizes[name], name))
    kept = set(ranked if len(ranked) <= most else ranked[: most - 1])
    return np.array([name if name in kept else OTHERS for name in names], dtype=object)


def _families(system: System) -> dict[str, dict[str, str]]:
    """Family of carriers of inputs, by kind and id; a ramp belongs to none."""
    package, topology, reports = system.package, system.topology, system.base_year.reports
    assets = topology.assets
    of_asset = dict(zip(assets.index.astype(str), assets["family"].astype(str), strict=True))
    of_carrier = dict(zip(*(package.table("carriers")[name].astype(str) for name in ("id", "family")), strict=True))
    members = zip(assets["slot"], assets["family"], strict=True)
    prices = price_rows(package, topology.calendar.year)["carrier"]
    terms = package.table("aggregates").drop_duplicates("id").set_index("id")["term"].to_dict()
    seen = package.table("observations")
    subjects = dict(zip(seen["id"], seen["subject"], strict=True))
    return {
        "report": dict(zip(origins(reports), reports["family"], strict=True)) if len(reports) else {},
        **dict.fromkeys(("capacity", "cost", "room"), of_asset),
        "joint capacity": {slot: family for slots, family in members for slot in slots},
        "price": {str(name): of_carrier.get(str(carrier), "") for name, carrier in prices.items()},
        "peak": {
            **{name: of_asset.get(str(terms.get(subject, subject)), "") for name, subject in subjects.items()},
            **dict(zip(assets["profile"], assets["family"], strict=True)),
        },
    }
