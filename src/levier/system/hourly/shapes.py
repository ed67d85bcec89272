"""Shapes of hours, made openly: the load of a day, the sun, the wind."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.signal import lfilter
from scipy.special import betaincinv, ndtr

__all__ = ["daily_load", "hours_of", "monthly", "sunshine", "wind", "with_means"]

DAY = 24
EVENING_HALF, MORNING_AND_EVENING = 16, 20
NOON = 13
TILT_OF_EARTH = 23.44
SOLSTICE = 172
STEADINESS = 3.0
"""Sum of the two parameters of the beta distribution of wind: a spread of 0.23 around a mean of a third."""


def hours_of(year: int) -> pd.DatetimeIndex:
    """Return the hours of a year, each by its beginning, in local time.

    >>> len(hours_of(2023)), len(hours_of(2024))
    (8760, 8784)
    """
    return pd.date_range(f"{year}-01-01", f"{year + 1}-01-01", freq="h", inclusive="left")


def monthly(values: np.ndarray, hours: pd.DatetimeIndex) -> np.ndarray:
    """Give each hour the value of its month.

    Args:
        values: (12,) or (12, n), January first.
        hours: the hours.
    """
    return values[hours.month.to_numpy() - 1]


def daily_load(hours: pd.DatetimeIndex, load_factor: float) -> np.ndarray:
    """Shape of a day's load around 1: two waves, of a day and of half a day.

    Together they peak in the evening (around 20) and less in the morning (around 9), with the least load at night.

    Args:
        hours: the hours, whole days.
        load_factor: mean over the largest hour of a day, in (0, 1].

    Returns:
        (hours,), with a mean of 1 over each day and a largest value of 1 over the load factor.

    Example:
        >>> day = daily_load(hours_of(2024)[:24], 0.8)
        >>> int(day.argmax()), float(day.max().round(3)), float(day.mean().round(12))
        (19, 1.25, 1.0)
    """
    around = _waves(hours.hour.to_numpy() + 0.5)
    largest = _waves(np.arange(DAY) + 0.5).max()
    return 1.0 + (1.0 / load_factor - 1.0) * around / largest


def _waves(hour: np.ndarray) -> np.ndarray:
    turn = 2 * np.pi / DAY
    return np.cos(turn * (hour - EVENING_HALF)) + np.cos(2 * turn * (hour - MORNING_AND_EVENING))


def sunshine(hours: pd.DatetimeIndex, latitude: float) -> np.ndarray:
    """Sine of the sun's height above the horizon, 0 at night; the sun is highest at 13 o'clock.

    Args:
        hours: the hours.
        latitude: degrees north.

    Returns:
        (hours,), between 0 and 1; the declination is a cosine of the year.

    Example:
        >>> midsummer = sunshine(hours_of(2023)[171 * 24 : 172 * 24], 45.0)
        >>> float(midsummer.max().round(2)), float(midsummer[0])
        (0.92, 0.0)
    """
    turn = 2 * np.pi / 365.25 * (hours.day_of_year.to_numpy() - SOLSTICE)
    declination = np.radians(TILT_OF_EARTH) * np.cos(turn)
    angle = 2 * np.pi * (hours.hour.to_numpy() + 0.5 - NOON) / DAY
    north = np.radians(latitude)
    height = np.sin(north) * np.sin(declination) + np.cos(north) * np.cos(declination) * np.cos(angle)
    return np.maximum(height, 0.0)


def wind(hours: pd.DatetimeIndex, mean: float, seed: int) -> np.ndarray:
    """Synthetic output of a region's wind plants as a share of capacity: a beta distribution with a memory of a day.

    Args:
        hours: the hours.
        mean: share over the year.
        seed: of the random numbers; the same seed gives the same series.

    Returns:
        (hours,), between 0 and 1.

    Example:
        >>> series = wind(hours_of(2024), 0.35, seed=1)
        >>> bool(abs(series.mean() - 0.35) < 0.03), bool(series.min() >= 0), bool(series.max() <= 1)
        (True, True, True)
    """
    memory = np.exp(-1.0 / DAY)
    noise = np.random.default_rng(seed).standard_normal(len(hours))
    noise[1:] *= np.sqrt(1.0 - memory**2)
    weather = lfilter([1.0], [1.0, -memory], noise)
    return betaincinv(STEADINESS * mean, STEADINESS * (1.0 - mean), ndtr(weather))


def with_means(series: np.ndarray, means: np.ndarray, hours: pd.DatetimeIndex) -> np.ndarray:
    """Scale a series so that each month has its mean; nothing rises above 1.

    Args:
        series: (hours,), not negative.
        means: (12,), shares of capacity.
        hours: the hours of whole months.

    Returns:
        (hours,); where the cap at 1 bites, the month's mean is a little lower.
    """
    frame = pd.Series(series, index=hours.month)
    found = frame.groupby(level=0).mean().reindex(range(1, 13)).to_numpy()
    return np.minimum(series * monthly(means / found, hours), 1.0)
