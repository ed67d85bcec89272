"""Reports and profiles of the highest day or hour as uncertain inputs: they bound no flow, no estimate draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.dataset import UNCERTAINTY, parse_period

if TYPE_CHECKING:
    import pandas as pd

    from levier.dataset import Package
    from levier.system.topology import Topology

__all__ = ["PEAK_MEASURES", "peak_inputs", "reported_peaks", "shape_of_peaks"]

PEAK_MEASURES = ("peak_rate", "peak_load")
PLAN = "plan"
PEAK_KEY = "peak"
Draw = dict[str, dict[str, float]]


def peak_inputs(package: Package, topology: Topology, stated: float) -> list[tuple[str, str, float]]:
    """List the peaks that are drawn: id, sources, relative standard uncertainty.

    Args:
        package: its reports of highest days that are no plan and not later than the year, and its profiles.
        topology: the demands whose profiles count.
        stated: uncertainty of a profile's peak that is no estimate.
    """
    seen = package.table("observations")
    seen = seen[seen["measure"].isin(PEAK_MEASURES) & (seen["kind"] != PLAN)]
    found = [
        (str(row["id"]), str(row["sources"]), _relative(row))
        for row in seen.to_dict("records")
        if parse_period(row["period"]).start.year <= topology.calendar.year
    ]
    assets, profiles = topology.assets, package.table("profiles")
    used = set(assets.loc[assets["kind"] == "demand", "profile"])
    rows = profiles[(profiles["month"] == PEAK_KEY) & profiles["id"].isin(used)]
    return found + [
        (str(row["id"]), str(row["sources"]), UNCERTAINTY["estimate"] if row["estimate"] else stated)
        for row in rows.to_dict("records")
    ]


def reported_peaks(package: Package, draw: Draw) -> pd.DataFrame:
    """Return the observations of a package with the reported peaks of a draw.

    Args:
        package: the tables drawn from.
        draw: normal draws by kind and name; those of ``peak`` are relative, those of ``report`` in standard deviations.
    """
    table = package.table("observations")
    factor = np.ones(len(table))
    for place, row in enumerate(table.to_dict("records")):
        if row["measure"] not in PEAK_MEASURES:
            continue
        # A report of the base year itself moves as the estimate read it.
        z = draw.get("report", {}).get(str(row["origin"] or row["id"]))
        drawn = draw.get("peak", {}).get(str(row["id"]), 0.0) if z is None else z * _relative(row)
        factor[place] = max(0.0, 1.0 + drawn)
    table["value"] = table["value"] * factor
    return table


def shape_of_peaks(topology: Topology, draw: Draw) -> np.ndarray:
    """Return the profiles of a topology (snapshots, assets) with the peak hours of a draw."""
    drawn = draw.get("peak", {})
    factor = np.array([max(0.0, 1.0 + drawn.get(str(name), 0.0)) for name in topology.assets["profile"]])
    return np.where(topology.calendar.energy[:, None], topology.shape, topology.shape * factor)


def _relative(row: dict[str, object]) -> float:
    own = float(str(row["uncertainty"]))
    return UNCERTAINTY[str(row["kind"])] if np.isnan(own) else own
