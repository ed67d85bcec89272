"""Something outside that capacities follow, such as the level of a sea: what is told of it, and what it leaves."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import UsageError
from levier.sentence import sentence
from levier.system.selectable import driver_levels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.dataset import Package

__all__ = ["MEASURE", "WORDS", "Level", "find_level", "forecasts"]

MEASURE = "level_forecast"
WORDS = ("low", "mid", "high")
FORECAST = {
    "low": lambda year: sentence("autonomy_level_low", "low of forecasts for {year:d}", year=year),
    "mid": lambda year: sentence("autonomy_level_mid", "middle of forecasts for {year:d}", year=year),
    "high": lambda year: sentence("autonomy_level_high", "high of forecasts for {year:d}", year=year),
}


@dataclass(frozen=True)
class Level:
    """A level something outside may take.

    Attributes:
        driver: what it is the level of.
        now: level of the base year, for which stated capacities hold.
        value: the level.
        unit: of both.
        basis: where it comes from, in a few words.
        sources: of the level.
        curves: by asset or option: levels and shares of capacity told, lowest level first.
    """

    driver: str
    now: float
    value: float
    unit: str
    basis: str
    sources: tuple[str, ...]
    curves: Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]]

    def held(self, asset: str) -> bool:
        """Whether the level lies below the last that is told of an asset, so that its share there is held."""
        return asset in self.curves and self.value < min(self.curves[asset][0])

    def share(self, asset: str) -> float:
        """Return the share of a stated capacity that is left, at most 1; beyond what is told the last share holds.

        Example:
            >>> level = Level("sea", -29.0, -30.0, "m", "", (), {"berths": ((-31.0, -29.0), (0.5, 1.0))})
            >>> level.share("berths"), level.share("line")
            (0.75, 1.0)
        """
        if asset not in self.curves:
            return 1.0
        levels, shares = self.curves[asset]
        now, then = np.interp([self.now, self.value], levels, shares)
        return float(min(1.0, then / max(now, 1e-9)))


def forecasts(package: Package, driver: str, year: int, base: int) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Return the lowest, the middle and the highest level that sources expect in a year, with the sources.

    Between the base year and the years told, the lowest and the highest each go along straight lines; after the last
    year told they stay. The middle is half way.

    Args:
        package: observations of the measure ``level_forecast`` about the driver.
        driver: what the level is of.
        year: the year.
        base: the base year, from whose level the lines start.

    Returns:
        By ``low``, ``mid`` and ``high``; empty where nothing is told.
    """
    table = package.table("observations")
    table = table[(table["subject"] == driver) & (table["measure"] == MEASURE)]
    table = table[[bool(re.fullmatch("[0-9]{4}", period)) and int(period) > base for period in table["period"]]]
    if table.empty:
        return {}
    by_year = table.assign(year=table["period"].astype(int)).groupby("year")["value"].agg(["min", "max"])
    now = float(driver_levels(package, base).set_index("driver").loc[[driver], "now"].iloc[0])
    years = [base, *by_year.index]
    low, high = (float(np.interp(year, years, [now, *by_year[end]])) for end in ("min", "max"))
    sources = tuple(dict.fromkeys(source for text in table["sources"] for source in text.split(";")))
    return {"low": (low, sources), "mid": ((low + high) / 2, sources), "high": (high, sources)}


def find_level(package: Package, text: str, year: int, base: int) -> Level | None:
    """Read a level as a user types it: a number, or low, mid or high for what sources expect in a year.

    Args:
        package: responses and observations.
        text: such as ``-30.2``, ``low`` or ``caspian_level=-30.2``; the name is needed where there are several.
        year: of the forecasts.
        base: the base year.

    Returns:
        The level; None where nothing in the package follows one.

    Raises:
        UsageError: no such driver, several without a name, a word that is no level, or no forecast.
    """
    table = driver_levels(package, base)
    known = list(dict.fromkeys(table["driver"]))
    if not known:
        return None
    name, _, word = text.rpartition("=")
    if (name and name not in known) or (not name and len(known) > 1):
        message = f"level {text!r}: name what it is the level of; there are {', '.join(known)}"
        raise UsageError(message)
    driver = name or known[0]
    rows = table[table["driver"] == driver]
    told = forecasts(package, driver, year, base)
    value, basis, sources = _value(word.strip(), driver, told, year)
    curves = {}
    for asset, points in rows.sort_values("level").groupby("asset"):
        curves[str(asset)] = (tuple(map(float, points["level"])), tuple(map(float, points["share"])))
    return Level(driver, float(rows["now"].iloc[0]), value, str(rows["unit"].iloc[0]), basis, sources, curves)


def _value(
    word: str, driver: str, told: Mapping[str, tuple[float, tuple[str, ...]]], year: int
) -> tuple[float, str, tuple[str, ...]]:
    if word in WORDS:
        if word not in told:
            message = f"level {word!r}: no source says what {driver} may be in {year}; give a number"
            raise UsageError(message)
        value, sources = told[word]
        return value, FORECAST[word](year), sources
    try:
        value = float(word)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        message = f"level {word!r} of {driver} is no finite number and none of {', '.join(WORDS)}"
        raise UsageError(message)
    return value, sentence("autonomy_as_asked", "as asked"), ()
