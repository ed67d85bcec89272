"""Inputs whose dispatch can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from levier.system.hourly import HourlyInputs

ONES = np.ones(12)


def inputs(*, heat: float = 0.0) -> HourlyInputs:
    """Give zone ``a`` with coal 8, gas 5 and water 1, and zone ``b`` that takes at most 2 from it; flat all year.

    Args:
        heat: share of the gas plant that must follow heat, which is at its most in January alone.
    """
    plants = pd.DataFrame(
        [("coal", 10.0, "a", 8.0, 0.0), ("gas", 20.0, "a", 5.0, heat), ("hydro", 1.0, "a", 4.0, 0.0)],
        columns=["fuel", "cost", "zone", "capacity", "heat"],
        index=["mine", "turbine", "dam"],
    )
    return HourlyInputs(
        year=2023,
        demand=pd.Series({"a": 6.0, "b": 4.0}),
        demand_shape=pd.DataFrame({"a": ONES, "b": ONES}),
        load_factor=1.0,
        latitude=pd.Series({"a": 50.0, "b": 45.0}),
        plants=plants,
        available=pd.DataFrame({"mine": 0.75 * ONES, "turbine": 0.8 * ONES, "dam": ONES}),
        heat=np.r_[1.0, np.zeros(11)],
        yearly=pd.Series({"hydro": 1.0, "wind": 0.3, "solar": 0.2}),
        lines=pd.DataFrame({"source": ["a"], "target": ["b"], "capacity": [2.0], "cost": [1.0]}, index=["a_b"]),
        exchanges=pd.DataFrame(
            {"zone": ["b", "a"], "sign": [1.0, -1.0], "cost": [60.0, -15.0]}, index=["from_abroad", "to_abroad"]
        ),
        limits=pd.DataFrame({"from_abroad": 1.5 * ONES, "to_abroad": ONES}),
        unserved=150.0,
    )
