"""Intervals against sampling: reports redrawn within their uncertainty, and solved again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from levier.system import Calendar, System, reconcile
from tests.system import toys

PLACES = {"n": "AA", "s": "AA", "hub": "AA", "east": "BB", "west": "CC"}
SEEN = (
    ("north", 20, 0.05), ("south", 8, 0.05), ("to_east", 18, 0.02), ("sold_east", 18.2, 0.05),
    ("sold_west", 10, 0.10), ("output", 28.2, 0.03),
)  # fmt: skip
HALVES = Calendar.from_starts(2023, [date(2023, 1, 1), date(2023, 7, 1), date(2024, 1, 1)])


def world() -> System:
    ways = (("from_n", "n", "hub"), ("from_s", "s", "hub"), ("to_east", "hub", "east"), ("to_west", "hub", "west"))
    return toys.system(
        toys.tables(
            PLACES,
            supplies=[toys.supply("north", "n", "oil_a"), toys.supply("south", "s", "oil_a")],
            corridors=[toys.corridor(name, "oil_a", (a, b)) for name, a, b in ways],
            demands=[toys.demand("sold_east", "east", "oil_a"), toys.demand("sold_west", "west", "oil_a")],
            aggregates=[{"id": "output", "term": t, "coefficient": 1} for t in ("north", "south")],
            observations=[toys.report(name, value, uncertainty=width) for name, value, width in SEEN],
        ),
        HALVES,
    )


def redrawn(system: System, values: np.ndarray) -> np.ndarray:
    """Annual volumes where the reports say other values, as sure of them in absolute terms."""
    seen = system.package.table("observations")
    seen["uncertainty"] *= seen["value"] / values
    seen["value"] = values
    package = replace(system.package, tables={**system.package.tables, "observations": seen})
    return np.asarray(reconcile(package, system.topology).summary["base"])


@pytest.fixture(scope="module", params=[60, pytest.param(200, marks=pytest.mark.slow)])
def sampled(request: pytest.FixtureRequest) -> tuple[System, np.ndarray]:
    """Give the toy, and the annual volumes of the redrawn ones (samples, assets)."""
    rng = np.random.default_rng(7)
    stated = np.array([value for _, value, _ in SEEN], dtype=float)
    sigma = stated * np.array([width for _, _, width in SEEN])
    drawn = stated + sigma * rng.standard_normal((request.param, len(SEEN)))
    system = world()
    return system, np.array([redrawn(system, values) for values in drawn])


def test_widths_match_the_spread_of_redrawn_reports(sampled: tuple[System, np.ndarray]) -> None:
    system, volumes = sampled
    summary = system.base_year.summary
    width = (summary["high"] - summary["low"]).to_numpy() / 2
    assert width == pytest.approx(1.6449 * volumes.std(axis=0), rel=0.25)


def test_nine_in_ten_redrawn_volumes_lie_inside(sampled: tuple[System, np.ndarray]) -> None:
    system, volumes = sampled
    summary = system.base_year.summary
    inside = (volumes >= summary["low"].to_numpy()) & (volumes <= summary["high"].to_numpy())
    assert inside.mean() == pytest.approx(0.9, abs=0.06)


def test_sums_vary_as_those_of_redrawn_reports(sampled: tuple[System, np.ndarray]) -> None:
    system, volumes = sampled
    year = system.base_year
    summary, names = year.summary, year.summary.index
    width = (summary["high"] - summary["low"]).to_numpy(float) / 2
    place = {name: names.get_loc(name) for name in ("north", "south", "to_west", "from_n")}
    for added, taken in (("north", "south"), ("from_n", "to_west")):
        slope = np.zeros(len(names))
        slope[place[added]], slope[place[taken]] = 1.0, -1.0
        half = np.sqrt((slope * width) @ year.correlation(names) @ (slope * width))
        assert half == pytest.approx(1.6449 * (volumes @ slope).std(), rel=0.3)
    # What a balance ties varies as one: the difference is sure although neither flow is.
    tied = year.correlation(["north", "from_n"])
    assert tied == pytest.approx(np.ones((2, 2)), abs=1e-6)


def test_a_flow_no_report_speaks_of_is_marked() -> None:
    tables = toys.tables(
        {"a": "AA", "b": "BB", "c": "CC"},
        supplies=[toys.supply("oil", "a", "oil_a")],
        corridors=[toys.corridor("to_b", "oil_a", ("a", "b")), toys.corridor("to_c", "oil_a", ("a", "c"))],
        demands=[toys.demand("use_b", "b", "oil_a"), toys.demand("use_c", "c", "oil_a")],
        observations=[toys.report("oil", 10)],
    )
    summary = toys.system(tables).base_year.summary
    assert summary.at["oil", "determined"]
    assert not summary.loc[["to_b", "use_b", "to_c", "use_c"], "determined"].any()


def test_a_flow_at_its_limit_has_no_room_above() -> None:
    tables = toys.tables(
        {"a": "AA", "b": "BB"},
        supplies=[toys.supply("oil", "a", "oil_a", 10)],
        demands=[toys.demand("use", "a", "oil_a")],
        observations=[toys.report("use", 10.2, kind="rounded"), toys.report("oil", 10.1, kind="rounded")],
    )
    summary = toys.system(tables).base_year.summary
    assert summary["high"].to_numpy() == pytest.approx(10, rel=1e-6)
