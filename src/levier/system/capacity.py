"""Capacities by snapshot: versions by their dates, profiles, joint limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.dataset import parse_validity, units

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
    carriers = {row["id"]: row for row in package.table("carriers").to_dict("records")}
    parts, shapes = _Parts(calendar), _Shapes(package.table("profiles"), calendar)
    shape = np.ones((len(calendar), len(assets)))
    effective = np.zeros((len(calendar), len(assets)))
    paper, minimum = effective.copy(), effective.copy()
    versions = {table: _versions(package.table(table)) for table in assets["table"].unique()}
    told = assets[["table", "kind", "carrier", "profile", "fuel"]].itertuples(name=None)
    for j, (name, table, kind, carrier, profile, fuel) in enumerate(told):
        shape[:, j] = shapes.of(profile)
        available = _availability(kind, profile, fuel, shape[:, j])
        for row in versions[table][str(name).split(":")[0]]:
            part = parts.of(row)
            low, high = _limits(row, kind, carriers[carrier])
            effective[:, j] += _product(part, low, available)
            paper[:, j] += _product(part, max(low, high), available)
            least = row.get("minimum")
            if isinstance(least, float) and not np.isnan(least) and np.isfinite(low):
                minimum[:, j] += part * low * least * shape[:, j]
    return effective, paper, np.minimum(minimum, effective), shape


def slot_capacities(package: Package, calendar: Calendar) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Return the joint limits valid in the year, and their effective and paper capacities."""
    table = package.table("slots")
    parts, shapes = _Parts(calendar), _Shapes(package.table("profiles"), calendar)
    frame = table.drop_duplicates("id").set_index("id")
    effective = np.zeros((len(calendar), len(frame)))
    paper = effective.copy()
    position = {slot: i for i, slot in enumerate(frame.index)}
    for row in table.to_dict("records"):
        part, shape = parts.of(row), shapes.of(row["profile"])
        low, high = _limits(row, "slot", None)
        effective[:, position[row["id"]]] += _product(part, low, shape)
        paper[:, position[row["id"]]] += _product(part, max(low, high), shape)
    return frame, effective, paper


def _versions(table: pd.DataFrame) -> dict[str, list[dict[Any, Any]]]:
    """Rows of a table by their id."""
    found: dict[str, list[dict[Any, Any]]] = {}
    for row in table.to_dict("records"):
        found.setdefault(row["id"], []).append(row)
    return found


@dataclass(frozen=True)
class _Shapes:
    """Profiles over the snapshots, each read once."""

    profiles: pd.DataFrame
    calendar: Calendar
    known: dict[str, np.ndarray] = field(default_factory=dict)

    def of(self, name: str) -> np.ndarray:
        """Profile of a name (snapshots,); ones without a name."""
        if name not in self.known:
            self.known[name] = self._read(name)
        return self.known[name]

    def _read(self, name: str) -> np.ndarray:
        if not name:
            return np.ones(len(self.calendar))
        values = self.profiles[self.profiles["id"] == name].set_index("month")["value"]
        energy = [v for key, v in values.items() if key != "peak"]
        mean = float(np.mean(energy)) if energy else 1.0
        return np.array([float(values.get(key, mean)) for key in self.calendar.month_keys()])


@dataclass(frozen=True)
class _Parts:
    """Part of each snapshot in which a row holds, worked out once for each pair of dates."""

    calendar: Calendar
    known: dict[tuple[object, object], np.ndarray] = field(default_factory=dict)

    def of(self, row: Mapping[Any, Any]) -> np.ndarray:
        """Return the part of each snapshot (snapshots,)."""
        key = (str(row["valid_from"]), str(row["valid_to"]))
        if key not in self.known:
            period = parse_validity(row["valid_from"], row["valid_to"])
            self.known[key] = np.array([s.period.overlap(period) / s.period.days for s in self.calendar.snapshots])
        return self.known[key]


def _availability(kind: str, profile: str, fuel: str, shape: np.ndarray) -> np.ndarray:
    if kind in ("demand", "market") or not profile:
        return np.ones_like(shape)
    if fuel and shape.max() > 1.0:
        return np.asarray(shape / shape.max())
    return shape


def _product(part: np.ndarray, rate: float, available: np.ndarray) -> np.ndarray:
    """Capacity of the part of each snapshot in which a row holds; 0 where nothing is available."""
    open_part = (part > 0) & (available > 0)
    if not np.isfinite(rate):
        return np.where(open_part, np.inf, 0.0)
    return np.where(open_part, part * rate * available, 0.0)


def _limits(row: dict[Any, Any], kind: str, carrier: Mapping[Any, Any] | None) -> tuple[float, float]:
    if kind in ("demand", "market"):
        return np.inf, np.inf
    names = {"charge": ("injection", "injection"), "discharge": ("withdrawal", "withdrawal")}
    low_name, high_name = names.get(kind, ("capacity", "capacity_paper"))
    low = _rate(row.get(low_name), row.get("unit", ""), carrier)
    high = _rate(row.get(high_name), row.get("unit", ""), carrier)
    return (np.inf if low is None else low), (low if high is None and low is not None else high or np.inf)


def _rate(value: object, unit: str, carrier: Mapping[Any, Any] | None) -> float | None:
    if not isinstance(value, (int, float)) or pd.isna(value):
        return None
    if carrier is None:
        carrier = _slot_carrier(unit)
    return float(units.rate(float(value), unit, carrier))


def _slot_carrier(unit: str) -> Mapping[Any, Any]:
    """A slot has no carrier of its own: the unit of its capacity tells which one it is about."""
    energy = {"MW": "TWh", "GW": "TWh", "TWh/a": "TWh", "bcm/a": "bcm", "mcm/d": "bcm", "tU/a": "tU"}
    return {"unit": energy.get(unit, "Mt"), "barrels_per_tonne": 7.6, "twh_per_unit": np.nan}
