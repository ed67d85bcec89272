"""Reported units into the unit of a carrier: a plain table of units, their spellings and their meaning.

A table instead of pint: pint takes over a second to import, knows neither `kb/d` nor `mcm`, and cannot tell the
million of `mb/d` from the milli of an SI prefix. The tests use pint as the oracle of this table.

The year of a rate has 365 days and its month a twelfth of that, so 1 MW is 8.76e-3 TWh/a and 100 mcm/d are 36.5 bcm/a.
Over 365 or 366 days a rate per year counts as one year, and over 28 to 31 days a rate per month as one month.
"""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.dataset.unit_table import AMOUNTS, BARREL_RATES, COMMON, POWER, TIMES, YEAR_DAYS
from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from typing import TypeAlias

    import pandas as pd

    Carrier: TypeAlias = Mapping[str, Any] | pd.Series[Any]

__all__ = ["YEAR_DAYS", "Unit", "allowed_units", "fits", "parse_unit", "rate", "volume"]

_CANONICAL = {"Mt": ("mass", 1e6), "bcm": ("gas", 1e9), "TWh": ("energy", 1e6), "tU": ("uranium", 1.0)}
_YEAR_LENGTHS = (365, 366)
_MONTH_LENGTHS = (28, 29, 30, 31)


@dataclass(frozen=True)
class Unit:
    """A unit taken apart.

    Attributes:
        text: as written.
        kind: mass (base t), oil (bbl), gas (m3), energy (MWh) or uranium (tU).
        factor: base units in one unit; of a rate, per `days`.
        days: length of the time a rate is per, in days; None for a volume.

    """

    text: str
    kind: str
    factor: float
    days: float | None

    @property
    def is_rate(self) -> bool:
        """Whether the unit is per time."""
        return self.days is not None


def parse_unit(text: str) -> Unit:
    """Take a unit apart: an amount, or an amount per time.

    Args:
        text: such as `Mt`, `mcm/d`, `thousand t`, `MW`, `kb/d`; case matters (`mb` is a million barrels).

    Raises:
        DatasetError: unknown unit; the message names the nearest known ones.

    Example:
        >>> parse_unit("mcm/d")
        Unit(text='mcm/d', kind='gas', factor=1000000.0, days=1.0)
        >>> parse_unit("MW").is_rate
        True

    """
    amount, slash, time = (" ".join(part.split()) for part in text.replace("³", "3").partition("/"))
    if slash and amount in AMOUNTS and time in TIMES:
        kind, factor = AMOUNTS[amount]
        return Unit(text, kind, factor, TIMES[time])
    if not slash and amount in AMOUNTS:
        kind, factor = AMOUNTS[amount]
        return Unit(text, kind, factor, None)
    if not slash and amount in POWER:
        return Unit(text, "energy", POWER[amount], TIMES["h"])
    if not slash and amount in BARREL_RATES:
        return Unit(text, "oil", BARREL_RATES[amount], TIMES["d"])
    near = difflib.get_close_matches(" ".join(text.split()), _spellings(), n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    message = f"unknown unit {text!r}{hint} Known amounts: {', '.join(AMOUNTS)}; known times: /a, /month, /d, /h"
    raise DatasetError(message)


def volume(value: float, unit: str, carrier: Carrier, days: float) -> float:
    """Give the volume that a reported number means over a period.

    Args:
        value: the number as reported; of a rate unit, the mean rate over the period.
        unit: unit of the number, a volume or a rate.
        carrier: the carrier's row: `unit` (Mt, bcm, TWh, tU), `barrels_per_tonne`, `twh_per_unit`.
        days: length of the period in days; used for rates only.

    Returns:
        Volume in the carrier's unit.

    Raises:
        DatasetError: the unit is unknown or does not fit the carrier.

    Example:
        >>> oil = {"unit": "Mt", "barrels_per_tonne": 7.5, "twh_per_unit": 11.63}
        >>> round(volume(1500, "kb/d", oil, 366), 3)
        73.2
        >>> volume(2.5, "Mt/month", oil, 31)
        2.5

    """
    parsed = parse_unit(unit)
    amount = value * _factor(parsed, carrier)
    if parsed.days is None:
        return amount
    if parsed.days == YEAR_DAYS and days in _YEAR_LENGTHS:
        return amount
    if parsed.days == YEAR_DAYS / 12 and days in _MONTH_LENGTHS:
        return amount
    return amount * days / parsed.days


def rate(value: float, unit: str, carrier: Carrier) -> float:
    """Give a reported rate as the carrier's unit per year of 365 days.

    Args:
        value: the number as reported.
        unit: a rate, such as `Mt/a`, `mcm/d`, `MW`, `kb/d`; MW is continuous power.
        carrier: as for `volume`.

    Returns:
        Rate in the carrier's unit per year.

    Raises:
        DatasetError: the unit is unknown, not a rate, or does not fit the carrier.

    Example:
        >>> rate(100, "mcm/d", {"unit": "bcm"})
        36.5
        >>> round(rate(1000, "MW", {"unit": "TWh"}), 6)
        8.76

    """
    parsed = parse_unit(unit)
    amount = value * _factor(parsed, carrier)
    if parsed.days is None:
        allowed = _choice(carrier, rates=True)
        message = f"unit {unit!r} is a volume where a rate is needed; did you mean {unit}/a? Allowed: {allowed}"
        raise DatasetError(message)
    return amount * YEAR_DAYS / parsed.days


def fits(unit: str, carrier: Carrier, *, rates_only: bool = False) -> bool:
    """Tell whether a unit can be converted into the carrier's.

    Example:
        >>> fits("bcm", {"unit": "Mt"})
        False

    """
    try:
        parsed = parse_unit(unit)
        _factor(parsed, carrier)
    except DatasetError:
        return False
    return parsed.is_rate or not rates_only


def allowed_units(carrier: Carrier, *, rates: bool = False) -> tuple[str, ...]:
    """List the units that can be converted into the carrier's; with `rates`, per time.

    Example:
        >>> allowed_units({"unit": "tU"})
        ('kgU', 'tU', 'ktU', 'tU3O8', 'Mlb U3O8')

    """
    amounts = [name for name, (kind, _) in AMOUNTS.items() if _per_base(kind, carrier) is not None]
    if not rates:
        return tuple(amounts)
    power = list(POWER) if _per_base("energy", carrier) is not None else []
    return tuple([f"{name}/{time}" for name in amounts for time in ("a", "month", "d", "h")] + power)


def _factor(unit: Unit, carrier: Carrier) -> float:
    """Carrier units in one unit."""
    per_base = _per_base(unit.kind, carrier)
    if per_base is None:
        allowed = _choice(carrier, rates=unit.is_rate)
        message = f"unit {unit.text!r} does not fit a carrier in {_get(carrier, 'unit')}; allowed: {allowed}"
        raise DatasetError(message)
    return unit.factor * per_base


def _per_base(kind: str, carrier: Carrier) -> float | None:
    """Carrier units in one base unit of a kind; None where there is no way to convert."""
    name = str(_get(carrier, "unit"))
    if name not in _CANONICAL:
        message = f"carrier unit {name!r} is not one of {', '.join(_CANONICAL)}"
        raise DatasetError(message)
    own, size = _CANONICAL[name]
    if kind == own:
        return 1 / size
    if kind == "oil" and own == "mass":
        barrels = _number(carrier, "barrels_per_tonne")
        return None if barrels is None else 1 / barrels / size
    if kind == "energy":
        content = _number(carrier, "twh_per_unit")
        return None if content is None else 1e-6 / content
    return None


def _get(carrier: Carrier, key: Hashable) -> object:
    """One field of the carrier's row."""
    return carrier.get(key)  # type: ignore[call-overload]


def _number(carrier: Carrier, key: str) -> float | None:
    """Read one positive number of the carrier's row; None where blank."""
    value = _get(carrier, key)
    number = float(value) if isinstance(value, (int, float)) else math.nan
    return number if number > 0 else None


def _choice(carrier: Carrier, *, rates: bool) -> str:
    """Name the allowed units in a message, the common ones only."""
    names = [name for name in allowed_units(carrier) if name in COMMON]
    if not rates:
        return ", ".join(names)
    power = ", MW, GW" if _per_base("energy", carrier) is not None else ""
    return ", ".join(names) + f" each per a, month, d or h{power}"


def _spellings() -> list[str]:
    """Every unit a reader could have meant."""
    return [*AMOUNTS, *POWER, *(f"{name}/{time}" for name in AMOUNTS for time in TIMES)]
