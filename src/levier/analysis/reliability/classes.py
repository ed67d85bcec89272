"""Which class of outage_rates a flow belongs to, whether its row is one thing, and why some never fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.sentence import Name, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from levier.system import System
    from levier.system.topology import Topology

__all__ = ["Sort", "sorts_of"]

PIPELINES = {"gas": "gas_pipeline", "crude": "oil_pipeline", "products": "oil_pipeline"}
"""Class of a pipeline by family of its carrier."""
MODES = {"line": "line", "rail": "rail", "ship": "ship", "tanker": "ship", "mooring": "mooring"}
"""Class of other modes of corridors."""
PLANTS = {"gas": "processing_plant", "crude": "processing_plant", "products": "processing_plant", "water": "hydro"}
"""Class of a converter with a capacity, by family of what goes in; of oil, a refinery if it feeds demands alone."""
OILS = ("crude", "products")
SEVERAL = frozenset({"coal", "gas", "hydro", "nuclear", "wind", "solar", "field", "ship", "berth", "mooring"})
"""Classes whose rate is that of one unit (or a share of output) while a row stands for several of them."""
STORED = ("gas", *OILS)
PAPER = sentence("risk_paper", "a swap on paper: it fails only with what it runs on")
LABEL = sentence("risk_label", "a change of label or mode without a capacity of its own: no plant")


@dataclass(frozen=True)
class Sort:
    """What a flow is to the table of rates.

    Attributes:
        name: class; blank: it never fails.
        reason: why it never fails.
    """

    name: str
    reason: str = ""

    @property
    def several(self) -> bool:
        """Whether a row of this class stands for several units that do not fail together."""
        return self.name in SEVERAL


def sorts_of(system: System) -> dict[str, Sort]:
    """Return the sort of every flow that can be cut.

    Supplies with a fuel are plants of that fuel, others fields; corridors go by mode, converters with a capacity are
    refineries, processing or hydropower plants, storages of oil and gas are storages.

    Args:
        system: whose flows.
    """
    topology = system.topology
    drawn = _drawn(topology)
    table = system.package.table("converters")
    limited = set(table["id"][table["capacity"].notna()])
    sorts: dict[str, Sort] = {}
    for at, (name, row) in enumerate(topology.assets.iterrows()):
        sorts[str(name)] = _sort(row, limited=name in limited, drawn=bool(drawn[at]))
    return sorts


def _drawn(topology: Topology) -> np.ndarray:
    """Whether what a flow brings goes to demands alone, (assets,)."""
    incidence = topology.incidence.toarray()
    demand = (topology.assets["kind"] == "demand").to_numpy()
    taken, passed = (incidence[:, demand] < 0).any(axis=1), (incidence[:, ~demand] < 0).any(axis=1)
    return np.asarray(((incidence > 0) & (taken & ~passed)[:, None]).any(axis=0))


def _sort(row: Mapping[str, str] | pd.Series, *, limited: bool, drawn: bool) -> Sort:
    kind, family = str(row["kind"]), str(row["family"])
    if kind == "supply":
        return _supply(str(row["fuel"]), family)
    if kind == "corridor":
        return _corridor(str(row["mode"]), family)
    if kind == "converter":
        return _converter(family, limited=limited, drawn=drawn)
    if kind in ("charge", "discharge"):
        return (
            Sort("storage")
            if family in STORED
            else Sort(
                "", sentence("risk_no_storage", "no rate is known for a storage of {family}", family=_family(family))
            )
        )
    return Sort("", sentence("risk_nothing", "a {kind} is nothing that fails", kind=kind))


def _supply(fuel: str, family: str) -> Sort:
    if fuel:
        return Sort(fuel)
    return (
        Sort("field")
        if family in STORED
        else Sort("", sentence("risk_no_source", "no rate is known for a source of {family}", family=_family(family)))
    )


def _corridor(mode: str, family: str) -> Sort:
    if mode == "swap":
        return Sort("", PAPER)
    name = PIPELINES.get(family, "") if mode in ("pipeline", "transfer") else MODES.get(mode, "")
    why = sentence("risk_no_mode", "no rate is known for {family} by {mode}", family=_family(family), mode=mode)
    return Sort(name, "" if name else why)


def _converter(family: str, *, limited: bool, drawn: bool) -> Sort:
    if not limited:
        return Sort("", LABEL)
    if family in OILS and drawn:
        return Sort("refinery")
    name = PLANTS.get(family, "")
    why = sentence("risk_no_converter", "no rate is known for a converter of {family}", family=_family(family))
    return Sort(name, "" if name else why)


def _family(family: str) -> Name:
    return Name(family, "family", family)
