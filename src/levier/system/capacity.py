"""Capacities by snapshot: versions by their dates, profiles, joint limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.dataset import Period, parse_validity, units

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.system.calendar import Calendar

__all__ = ["capacities", "slot_capacities"]


def capacities(
    package: Package, calendar: Calendar, assets: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return effective and paper capacity, least output and profile, each (snapshots, assets).

    Rates are per year in the carrier's unit. A row that holds for a part of a snapshot counts for
    that part. A profile with no month above 1 is a share of the capacity; another one is a multiple
    of the year's mean, and for a plant (``fuel`` given) a share of its best month.
    """
    carriers = package.table("carriers").set_index("id")
    profiles = package.table("profiles")
    shape = np.ones((len(calendar), len(assets)))
    effective = np.zeros((len(calendar), len(assets)))
    paper, minimum = effective.copy(), effective.copy()
    versions = {table: dict(tuple(package.table(table).groupby("id"))) for table in assets["table"].unique()}
    for j, (name, asset) in enumerate(assets.iterrows()):
        shape[:, j] = _shape(profiles, asset["profile"], calendar)
        available = _availability(asset, shape[:, j])
        for row in versions[asset["table"]][str(name).split(":")[0]].to_dict("records"):
            part = _part(calendar, parse_validity(row["valid_from"], row["valid_to"]))
            low, high = _limits(row, asset["kind"], carriers.loc[asset["carrier"]])
            effective[:, j] += _product(part, low, available)
            paper[:, j] += _product(part, max(low, high), available)
            least = row.get("minimum")
            if isinstance(least, float) and not np.isnan(least) and np.isfinite(low):
                minimum[:, j] += part * low * least * shape[:, j]
    return effective, paper, np.minimum(minimum, effective), shape


def slot_capacities(package: Package, calendar: Calendar) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Return the joint limits valid in the year, and their effective and paper capacities."""
    table = package.table("slots")
    profiles = package.table("profiles")
    frame = table.drop_duplicates("id").set_index("id")
    effective = np.zeros((len(calendar), len(frame)))
    paper = effective.copy()
    position = {slot: i for i, slot in enumerate(frame.index)}
    for row in table.to_dict("records"):
        part = _part(calendar, parse_validity(row["valid_from"], row["valid_to"]))
        shape = _shape(profiles, row["profile"], calendar)
        low, high = _limits(row, "slot", None)
        effective[:, position[row["id"]]] += _product(part, low, shape)
        paper[:, position[row["id"]]] += _product(part, max(low, high), shape)
    return frame, effective, paper


def _shape(profiles: pd.DataFrame, name: str, calendar: Calendar) -> np.ndarray:
    if not name:
        return np.ones(len(calendar))
    values = profiles[profiles["id"] == name].set_index("month")["value"]
    energy = [v for key, v in values.items() if key != "peak"]
    mean = float(np.mean(energy)) if energy else 1.0
    return np.array([float(values.get(key, mean)) for key in calendar.month_keys()])


def _availability(asset: pd.Series, shape: np.ndarray) -> np.ndarray:
    if asset["kind"] in ("demand", "market") or not asset["profile"]:
        return np.ones_like(shape)
    if asset["fuel"] and shape.max() > 1.0:
        return np.asarray(shape / shape.max())
    return shape


def _part(calendar: Calendar, period: Period) -> np.ndarray:
    return np.array([s.period.overlap(period) / s.period.days for s in calendar.snapshots])


def _product(part: np.ndarray, rate: float, available: np.ndarray) -> np.ndarray:
    """Capacity of the part of each snapshot in which a row holds; 0 where nothing is available."""
    open_part = (part > 0) & (available > 0)
    if not np.isfinite(rate):
        return np.where(open_part, np.inf, 0.0)
    return np.where(open_part, part * rate * available, 0.0)


def _limits(row: dict[Any, Any], kind: str, carrier: pd.Series | None) -> tuple[float, float]:
    if kind in ("demand", "market"):
        return np.inf, np.inf
    names = {"charge": ("injection", "injection"), "discharge": ("withdrawal", "withdrawal")}
    low_name, high_name = names.get(kind, ("capacity", "capacity_paper"))
    low = _rate(row.get(low_name), row.get("unit", ""), carrier)
    high = _rate(row.get(high_name), row.get("unit", ""), carrier)
    return (np.inf if low is None else low), (low if high is None and low is not None else high or np.inf)


def _rate(value: object, unit: str, carrier: pd.Series | None) -> float | None:
    if not isinstance(value, (int, float)) or pd.isna(value):
        return None
    if carrier is None:
        carrier = _slot_carrier(unit)
    return float(units.rate(float(value), unit, carrier))


def _slot_carrier(unit: str) -> pd.Series:
    """A slot has no carrier of its own: the unit of its capacity tells which one it is about."""
    energy = {"MW": "TWh", "GW": "TWh", "TWh/a": "TWh", "bcm/a": "bcm", "mcm/d": "bcm", "tU/a": "tU"}
    return pd.Series({"unit": energy.get(unit, "Mt"), "barrels_per_tonne": 7.6, "twh_per_unit": np.nan})
