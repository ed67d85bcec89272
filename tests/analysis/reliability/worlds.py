"""Toys whose outages can be weighed by hand."""

from __future__ import annotations

from functools import cache

from levier.system import System
from tests.system import toys

P, Q = 0.1, 0.2
JANUARY = 31 / 365
ASSUMED = {"unit": "1/1000 km/a", "kind": "assumed", "use": "true", "sources": "s"}
PIPELINE = {
    "id": "pipe_rate",
    "class": "gas_pipeline",
    "measure": "failures_per_1000_km_year",
    "value": 0.5,
    "repair_days": 73,
    **ASSUMED,
}
"""A tenth of the time on 1000 km."""
FIELD = {
    "id": "field_rate",
    "class": "field",
    "measure": "forced_outage_rate",
    "value": 0.05,
    **ASSUMED,
    "unit": "1",
}


def two_lines(rates: list[toys.Row] | None = None, wells: int | None = None) -> toys.Tables:
    """A field of 12 bcm a year and a city that burns them; two pipelines, one with two units to spare.

    First: 8 on 1000 km, full, out a tenth of the time. Second: 4 of 6 on 2000 km, out a fifth of the time. Without the
    first 6 are lacking, without the second 4, without both 12. The field is a row of `wells` units, if so many are
    counted.
    """
    each = {"unit": "bcm"}
    return toys.tables(
        {"wells": "AA", "city": "BB"},
        supplies=[toys.supply("wells_gas", "wells", "gas", 12, cost=5)],
        corridors=[
            toys.corridor("first", "gas", ("wells", "city"), 8, capacity=8, length_km=1000, ramp=1),
            toys.corridor("second", "gas", ("wells", "city"), 9, capacity=6, length_km=2000, ramp=1),
        ],
        demands=[toys.demand("city_gas", "city", "gas", "1:900")],
        observations=[
            toys.report("wells_gas", 12, **each),
            toys.report("first", 8, **each),
            toys.report("second", 4, **each),
            toys.report("city_gas", 12, **each),
        ],
        outage_rates=[PIPELINE, FIELD] if rates is None else rates,
        units=[{"id": "units_wells", "asset": "wells_gas", "count": wells, "sources": "s"}] if wells else [],
    )


@cache
def system(*classes: str) -> System:
    """Load the toy, with the rates of these classes or of all; kept for the tests to come."""
    rates = [row for row in (PIPELINE, FIELD) if not classes or row["class"] in classes]
    return toys.system(two_lines(rates))
