"""What an hourly year of a country's power is made of: tables and earlier years, never that year's generation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.dataset import units
from levier.errors import DatasetError
from levier.show import card_of_fields, shown
from levier.system.deck import parse_tiers, price_rows
from levier.system.hourly.case import hourly_case
from levier.system.hourly.known import Known, reports_of, stated_flow

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["BUDGETED", "THERMAL", "VARIABLE", "HourlyInputs", "hourly_inputs"]

THERMAL = ("coal", "gas")
VARIABLE = ("wind", "solar")
BUDGETED = "hydro"
HYDRO_YEARS = 10


@shown(card_of_fields)
@dataclass(frozen=True)
class HourlyInputs:
    """One year's inputs; rates in TWh/a, money in M USD per TWh (USD/MWh), months from January.

    Attributes:
        year: which year.
        demand: TWh of the year by zone.
        demand_shape: (12, zones), multiples of the year's mean.
        load_factor: mean over the largest hour of a day.
        latitude: degrees north by zone.
        plants: one row a supply: zone, fuel, capacity (TWh/a), cost, heat (share of combined heat and power).
        available: (12, plants): share of capacity of thermal plants, forced outages included; of the others the
            shape of the year alone.
        heat: (12,), heat load over that of the coldest month.
        yearly: what a fuel gives: TWh of hydro; share of capacity of wind and of solar.
        lines: one row a direction between zones: source, target, capacity, cost.
        exchanges: one row a direction across the border: zone, sign (1 in, -1 out), cost (out: less the price got).
        limits: (12, exchanges), TWh/a.
        unserved: what a unit of power not served counts for.
    """

    year: int
    demand: pd.Series
    demand_shape: pd.DataFrame
    load_factor: float
    latitude: pd.Series
    plants: pd.DataFrame
    available: pd.DataFrame
    heat: np.ndarray
    yearly: pd.Series
    lines: pd.DataFrame
    exchanges: pd.DataFrame
    limits: pd.DataFrame
    unserved: float


def hourly_inputs(package: Package, year: int) -> HourlyInputs:
    """Gather the inputs of a year.

    Demand is what an official or the operator says was consumed. All else was known when the year began: plants,
    lines, prices, and for hydro, wind, solar and exchange the years before. ``docs/hourly.md`` lists every assumption.

    Args:
        package: the tables, and the ``hourly.yaml`` that says which rows mean what (:class:`HourlyCase`).
        year: a year of which the consumption is stated.

    Raises:
        UsageError: nobody states the year's consumption, or the package describes no hourly year.
        DatasetError: a report, profile or price it rests on is missing.

    Example:
        >>> from levier.dataset import read
        >>> inputs = hourly_inputs(read("eurasia"), 2024)
        >>> inputs.demand.round(1).to_dict()
        {'kz_north': 76.6, 'kz_south': 27.0, 'kz_west': 15.4}
    """
    return _Gatherer(package, year).inputs()


class _Gatherer:
    """Reads one part of the inputs after another."""

    def __init__(self, package: Package, year: int) -> None:
        self.package = package
        self.year = year
        self.case = hourly_case(package)
        self.known = Known(package, year)
        self.span = (date(year, 1, 1), date(year + 1, 1, 1))
        self.carrier = package.table("carriers").set_index("id").loc[self.case.carrier]
        places = package.table("places").set_index("id")
        self.places = places[places["country"] == self.case.country]
        self.demands = self._valid("demands").set_index("place")
        self.zones = list(self.demands.index)

    def inputs(self) -> HourlyInputs:
        plants = self._plants()
        exchanges, limits = self._exchanges()
        tiers = [parse_tiers(text)[0].value for text in self.demands["tiers"]]
        return HourlyInputs(
            year=self.year,
            demand=self._demand(),
            demand_shape=pd.DataFrame({z: self._months(self.demands.at[z, "profile"]) for z in self.zones}),
            load_factor=self.known.latest(self.case.consumption, "daily_load_factor"),
            latitude=self.places.loc[self.zones, "lat"].astype(float),
            plants=plants.drop(columns="profile"),
            available=pd.DataFrame({name: self._available(row) for name, row in plants.iterrows()}),
            heat=self._months(self.case.heat) / self._months(self.case.heat).max(),
            yearly=self._yearly(),
            lines=self._lines(),
            exchanges=exchanges,
            limits=limits,
            unserved=min(tiers),
        )

    def _valid(self, table: str) -> pd.DataFrame:
        rows = self.package.valid(table, *self.span)
        rows = rows[rows["carrier"] == self.case.carrier]
        return rows[rows["place"].isin(self.places.index)] if "place" in rows else rows

    def _rate(self, value: float, unit: str) -> float:
        return units.rate(value, unit, self.carrier)

    def _months(self, profile: str, keys: tuple[str, ...] = tuple(map(str, range(1, 13)))) -> np.ndarray:
        table = self.package.table("profiles")
        values = table[table["id"] == profile].set_index("month")["value"].reindex(list(keys))
        if values.isna().any():
            message = f"profiles.csv: {profile!r} has no value for {', '.join(values.index[values.isna()])}"
            raise DatasetError(message)
        return values.to_numpy(float)

    def _demand(self) -> pd.Series:
        total = stated_flow(self.package, self.case.consumption, self.year)
        shares = pd.Series({z: self.known.latest(self.demands.at[z, "id"], "flow") for z in self.zones})
        return total * shares / shares.sum()

    def _plants(self) -> pd.DataFrame:
        rows = self._valid("supplies").set_index("id")
        frame = rows[["fuel", "cost", "profile"]].assign(zone=rows["place"])
        frame["capacity"] = [self._rate(v, u) for v, u in zip(rows["capacity"], rows["unit"], strict=True)]
        frame["heat"] = [self._heat_share(name, row) for name, row in rows.iterrows()]
        return frame

    def _heat_share(self, name: Any, row: pd.Series) -> float:
        found = reports_of(self.package, str(name), "chp_capacity")
        return float(found["value"].iloc[-1] / row["capacity_paper"]) if len(found) else 0.0

    def _available(self, plant: pd.Series) -> np.ndarray:
        months = self._months(plant["profile"])
        if plant["fuel"] not in THERMAL:
            return months
        return months * self._months(plant["profile"], ("peak",))

    def _yearly(self) -> pd.Series:
        found = {BUDGETED: float(self.known.years(self.case.generation.hydro, HYDRO_YEARS).mean())}
        for fuel in VARIABLE:
            subject = str(getattr(self.case.generation, fuel))
            ends = self.known.reports(subject, "installed_capacity")["value"].iloc[-2:].mean()
            found[fuel] = float(self.known.years(subject, 1).iloc[0] / self._rate(ends, "MW"))
        return pd.Series(found)

    def _lines(self) -> pd.DataFrame:
        rows = self._valid("corridors")
        rows = rows[rows["from"].isin(self.zones) & rows["to"].isin(self.zones)].set_index("id")
        capacity = [self._slot(slot) for slot in rows["slot"]]
        return pd.DataFrame(
            {"source": rows["from"], "target": rows["to"], "capacity": capacity, "cost": rows["tariff"]}
        )

    def _slot(self, name: str) -> float:
        slots = self.package.valid("slots", *self.span).set_index("id")
        return self._rate(float(slots.at[name, "capacity"]), str(slots.at[name, "unit"]))

    def _exchanges(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        rows = self._valid("corridors").set_index("id")
        ties = [*self.case.free_ties, *self.case.reported_ties]
        if missing := [tie for tie in ties if tie not in rows.index]:
            message = f"hourly.yaml: no corridor of {self.case.carrier} {', '.join(missing)} in {self.year}"
            raise DatasetError(message)
        corridors = rows.loc[ties]
        found, limits = {}, {}
        for name, row in corridors.iterrows():
            inward = row["to"] in self.zones
            price = self._price(row["from"], row["to"])
            found[name] = {
                "zone": row["to"] if inward else row["from"],
                "sign": 1.0 if inward else -1.0,
                "cost": row["tariff"] + (price if inward else -price),
            }
            limit = np.full(12, self._slot(row["slot"]))
            if name in self.case.reported_ties:
                most = self.known.largest_months(str(name))
                limit = np.minimum(limit, [self._rate(value, "MW") for value in most])
            limits[name] = limit
        return pd.DataFrame.from_dict(found, orient="index"), pd.DataFrame(limits)

    def _price(self, source: str, target: str) -> float:
        country = self.package.table("places").set_index("id")["country"]
        deck = price_rows(self.package, self.year)
        seller, buyer = country[source], country[target]
        rows = deck[(deck["carrier"] == self.case.carrier) & (deck["seller"] == seller) & (deck["buyer"] == buyer)]
        if rows.empty:
            message = f"prices.csv: no price of power from {seller} to {buyer}"
            raise DatasetError(message)
        return float(rows["base"].iloc[0])
