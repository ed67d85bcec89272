"""Units: pint as oracle, figures a reader can check, and the laws of conversion."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.dataset import YEAR_DAYS, allowed_units, fits, parse_unit, rate, volume
from levier.errors import DatasetError

OIL = {"id": "crude_kz", "unit": "Mt", "barrels_per_tonne": 7.9, "twh_per_unit": 11.63}
GAS = {"id": "gas", "unit": "bcm", "barrels_per_tonne": math.nan, "twh_per_unit": 10.0}
POWER = {"id": "power", "unit": "TWh", "barrels_per_tonne": math.nan, "twh_per_unit": 1.0}
URANIUM = {"id": "uranium", "unit": "tU", "barrels_per_tonne": math.nan, "twh_per_unit": math.nan}
CARRIERS = [OIL, GAS, POWER, URANIUM]
REGISTRY: Any = pint.UnitRegistry()
VALUES = st.floats(0, 1e6)


@pytest.mark.parametrize(
    ("value", "unit", "carrier", "days", "expected"),
    [
        (2.5, "Mt", OIL, 31, 2.5),
        (2500, "thousand t", OIL, 31, 2.5),
        (7.9, "mln bbl", OIL, 31, 1),
        (79, "kb/d", OIL, 10, 0.1),
        (83, "Mt/y", OIL, 366, 83),
        (2.5, "Mt/month", OIL, 29, 2.5),
        (100, "mcm/d", GAS, 31, 3.1),
        (3.2, "bcm/month", GAS, 31, 3.2),
        (1.5, "mcm/hour", GAS, 1, 0.036),
        (500, "million m3", GAS, 1, 0.5),
        (12, "TWh", GAS, 1, 1.2),
        (1000, "MW", POWER, 366, 8.784),
        (1200, "GWh", POWER, 30, 1.2),
        (3, "ktU", URANIUM, 30, 3000),
        (250, "tU/yr", URANIUM, 365, 250),
        (18, "Mlb U3O8", URANIUM, 365, 6923.7),
    ],
)
def test_volume(value: float, unit: str, carrier: dict[str, object], days: float, expected: float) -> None:
    """A reported number over a period, in the carrier's unit."""
    assert volume(value, unit, carrier, days) == pytest.approx(expected)
    assert volume(value, unit, pd.Series(carrier), days) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "unit", "carrier", "expected"),
    [
        (83, "Mt/a", OIL, 83),
        (79, "kb/d", OIL, 3.65),
        (1.4, "mb/d", OIL, 1.4 * 365 / 7.9),
        (10, "kt/d", OIL, 3.65),
        (1, "Mt/month", OIL, 12),
        (100, "mcm/d", GAS, 36.5),
        (1, "mcm/hour", GAS, 8.76),
        (1, "MW", POWER, 8.76e-3),
        (1.5, "GW", POWER, 13.14),
        (8, "TWh/a", POWER, 8),
        (2, "ktU/y", URANIUM, 2000),
    ],
)
def test_rate(value: float, unit: str, carrier: dict[str, object], expected: float) -> None:
    """A capacity, in the carrier's unit per year of 365 days."""
    assert rate(value, unit, carrier) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("unit", "carrier", "spelled"),
    [
        ("kt/d", OIL, "kilotonne / day"),
        ("thousand t", OIL, "1000 tonne"),
        ("mcm/d", GAS, "1e6 m^3 / day"),
        ("bcm/month", GAS, "1e9 m^3 / (365 / 12 day)"),
        ("mcm/hour", GAS, "1e6 m^3 / hour"),
        ("MW", POWER, "MW"),
        ("GWh/yr", POWER, "GWh / (365 day)"),
        ("PJ", POWER, "PJ"),
        ("thousand Gcal", POWER, "1e12 international_calorie"),
    ],
)
def test_pint_agrees(unit: str, carrier: dict[str, object], spelled: str) -> None:
    """The table says what pint says, where pint can say it."""
    own = {"Mt": "1e6 tonne", "bcm": "1e9 m^3", "TWh": "TWh"}[str(carrier["unit"])]
    parsed = parse_unit(unit)
    wanted = REGISTRY.Quantity(spelled)
    if parsed.is_rate:
        assert rate(1, unit, carrier) == pytest.approx(
            float((wanted * REGISTRY.Quantity("365 day") / REGISTRY.Quantity(own)).to("").m), rel=1e-3
        )
    else:
        assert volume(1, unit, carrier, 1) == pytest.approx(float((wanted / REGISTRY.Quantity(own)).to("").m), rel=1e-3)


@pytest.mark.parametrize(
    ("unit", "carrier", "words"),
    [
        ("bcn", GAS, "did you mean bcm"),
        ("Mt/fortnight", OIL, "unknown unit 'Mt/fortnight'"),
        ("", OIL, "unknown unit ''"),
        ("bcm", OIL, "does not fit a carrier in Mt; allowed: t, kt, Mt"),
        ("kb/d", POWER, "does not fit a carrier in TWh"),
        ("t", URANIUM, "does not fit a carrier in tU; allowed: tU, ktU"),
        ("kb/d", {"unit": "Mt"}, "does not fit"),
        ("t", {"unit": "furlong"}, "carrier unit 'furlong'"),
    ],
)
def test_bad_units_are_told(unit: str, carrier: dict[str, object], words: str) -> None:
    """The message names the unit and what is allowed or near."""
    with pytest.raises(DatasetError, match=words):
        volume(1, unit, carrier, 1)
    with pytest.raises(DatasetError, match=words):
        rate(1, unit, carrier)


def test_a_capacity_is_a_rate() -> None:
    """A volume given as a capacity is told, with the likely rate."""
    with pytest.raises(DatasetError, match="did you mean Mt/a"):
        rate(83, "Mt", OIL)
    assert fits("Mt", OIL)
    assert not fits("Mt", OIL, rates_only=True)


@settings(deadline=None)
@given(st.sampled_from(CARRIERS), st.data(), VALUES, st.floats(0.5, 4000))
def test_a_year_of_a_rate_is_its_volume(
    carrier: dict[str, object], data: st.DataObject, value: float, days: float
) -> None:
    """Rate and volume agree over a year, and volume grows with value and, for rates, with days."""
    unit = data.draw(st.sampled_from(allowed_units(carrier, rates=True)))
    assert volume(value, unit, carrier, YEAR_DAYS) == pytest.approx(rate(value, unit, carrier))
    assert volume(2 * value, unit, carrier, days) == pytest.approx(2 * volume(value, unit, carrier, days))
    assert volume(value, unit, carrier, days) == pytest.approx(rate(value, unit, carrier) * days / YEAR_DAYS, rel=0.09)


@settings(deadline=None)
@given(st.sampled_from(CARRIERS), st.data(), VALUES)
def test_units_there_and_back(carrier: dict[str, object], data: st.DataObject, value: float) -> None:
    """A volume does not depend on the unit it was reported in."""
    one, two = (data.draw(st.sampled_from(allowed_units(carrier))) for _ in range(2))
    back = value * volume(1, one, carrier, 1) / volume(1, two, carrier, 1)
    assert volume(back, two, carrier, 1) == pytest.approx(volume(value, one, carrier, 1))
