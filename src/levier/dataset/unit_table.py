"""The units that reports use: how they are spelled and how large they are."""

from __future__ import annotations

__all__ = ["AMOUNTS", "BARREL_RATES", "COMMON", "POWER", "TIMES", "YEAR_DAYS"]

YEAR_DAYS = 365.0
"""Days in the year of a rate."""

_MASS = {"t": 1.0, "kt": 1e3, "thousand t": 1e3, "Mt": 1e6, "mln t": 1e6, "million t": 1e6}
_OIL = {
    "bbl": 1.0, "b": 1.0, "kb": 1e3, "kbbl": 1e3, "thousand bbl": 1e3,
    "mb": 1e6, "mln bbl": 1e6, "million bbl": 1e6,
}  # fmt: skip
_GAS = {
    "m3": 1.0, "thousand m3": 1e3, "mcm": 1e6, "mln m3": 1e6, "million m3": 1e6,
    "bcm": 1e9, "bln m3": 1e9, "bn m3": 1e9, "billion m3": 1e9,
    # 1 Mt of liquefied gas as gas: Energy Institute, approximate conversion factors.
    "Mt LNG": 1.36e9,
}  # fmt: skip
_ENERGY = {
    "kWh": 1e-3, "MWh": 1.0, "GWh": 1e3, "mln kWh": 1e3, "million kWh": 1e3,
    "TWh": 1e6, "bln kWh": 1e6, "bn kWh": 1e6, "billion kWh": 1e6,
    "GJ": 1 / 3.6, "TJ": 1e3 / 3.6, "PJ": 1e6 / 3.6, "thousand Gcal": 1.163e3,
}  # fmt: skip
_URANIUM = {"kgU": 1e-3, "tU": 1.0, "ktU": 1e3, "tU3O8": 0.848, "Mlb U3O8": 384.65}
POWER = {"kW": 1e-3, "MW": 1.0, "GW": 1e3}
"""Continuous power: MWh an hour in one unit."""
BARREL_RATES = {"bpd": 1.0, "kbd": 1e3, "kbpd": 1e3, "mbd": 1e6, "mbpd": 1e6}
"""Barrels a day in one unit, spelled without a stroke."""
AMOUNTS = {
    name: (kind, factor)
    for kind, table in (("mass", _MASS), ("oil", _OIL), ("gas", _GAS), ("energy", _ENERGY), ("uranium", _URANIUM))
    for name, factor in table.items()
}
"""Kind and size of each amount: base units t, bbl, m3, MWh and tU in one unit."""
TIMES = {
    **dict.fromkeys(("a", "y", "yr", "year"), YEAR_DAYS),
    **dict.fromkeys(("month", "mo"), YEAR_DAYS / 12),
    **dict.fromkeys(("d", "day"), 1.0),
    **dict.fromkeys(("h", "hour"), 1 / 24),
}
"""Times that a rate is per, in days."""
COMMON = ("t", "kt", "Mt", "bbl", "kb", "mb", "mcm", "bcm", "MWh", "GWh", "TWh", "tU", "ktU")
"""Amounts that a message names; the others are spellings of these or rare."""
