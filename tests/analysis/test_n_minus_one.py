"""N-1 of Annex II of Regulation (EU) 2017/1938: the formula, and its terms out of a package, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from levier.analysis import n_minus_one, n_minus_one_of
from levier.analysis.peaks import peak_demand
from levier.errors import UsageError
from levier.system import System
from tests.system import toys, worlds

DAY = 365 / 1000
"""bcm a year in one mcm a day."""
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def monthly(subject: str, total: float, shape: tuple[float, ...]) -> list[toys.Row]:
    whole = sum(s * d for s, d in zip(shape, DAYS, strict=True))
    return [
        toys.report(subject, total * s * d / whole, f"2023-{m:02d}", unit="bcm")
        for m, (s, d) in enumerate(zip(shape, DAYS, strict=True), 1)
    ]


def importer(
    *, peak: float | None = 40, shape: tuple[float, ...] = worlds.WINTER, fields: int = 2, **field: Any
) -> System:
    """Give a country BB with two lines, a terminal, two fields, a cavern, and transit that never reaches its town.

    Capacities, mcm a day: lines 20 and 10, terminal 5, fields 7 and 3, cavern 15, transit 50; the peak day is 40.
    """
    use, made = 3.65, 0.73
    lines: dict[str, Any] = {"territory": "AA;BB"}
    told = [] if peak is None else [
        toys.report("town_use", peak, "2023-01-10", measure="peak_rate", unit="mcm/d", use="false", reason="one day")
    ]  # fmt: skip
    own = [toys.supply("field_1", "town", "gas", **({"capacity": 7 * DAY, "cost": 5} | field))]
    if fields > 1:
        own.append(toys.supply("field_2", "town", "gas", 3 * DAY, cost=5))
    return toys.system(
        toys.tables(
            {"wells": "AA", "town": "BB", "quay": "BB", "valve": "BB", "far": "CC", "sea": "CC"},
            supplies=[
                toys.supply("wells_gas", "wells", "gas", 200 * DAY, cost=5),
                toys.supply("far_lng", "sea", "gas", 50 * DAY, cost=90),
                *own,
            ],
            corridors=[
                toys.corridor("line_1", "gas", ("wells", "town"), 8, capacity=20 * DAY, **lines),
                toys.corridor("line_2", "gas", ("wells", "town"), 8, capacity=10 * DAY, **lines),
                toys.corridor("ships", "gas", ("sea", "quay"), 8, capacity=5 * DAY, mode="ship", territory="BB"),
                toys.corridor("quay_town", "gas", ("quay", "town"), 1, capacity=30 * DAY, territory="BB"),
                toys.corridor("transit_in", "gas", ("wells", "valve"), 8, capacity=50 * DAY, **lines),
                toys.corridor("transit_out", "gas", ("valve", "far"), 8, capacity=50 * DAY, territory="BB;CC"),
            ],
            demands=[
                toys.demand("town_use", "town", "gas", profile="winter"),
                toys.demand("far_use", "far", "gas", profile="flat"),
            ],
            storages=[toys.storage("cavern", "town", "gas", 2, injection=15 * DAY, withdrawal=15 * DAY, initial=0.5)],
            profiles=[*toys.profile("winter", shape), *toys.profile("flat", [1.0] * 12)],
            stakes=[worlds.EQUITY],
            observations=[
                *monthly("town_use", use, shape),
                *monthly("far_use", 3.65, (1.0,) * 12),
                *monthly("field_1", made, (1.0,) * 12),
                *(monthly("field_2", made, (1.0,) * 12) if fields > 1 else []),
                *monthly("line_2", 0.365, (1.0,) * 12),
                *monthly("ships", 0.0365, (1.0,) * 12),
                *told,
            ],
        )
    )


@pytest.fixture(scope="module")
def country() -> System:
    return importer()


def test_the_formula() -> None:
    """(50 + 20 + 20 + 10 - 30) / 80; with measures of 10 the demand is 70."""
    terms = {"entry": 50.0, "production": 20.0, "storage": 20.0, "lng": 10.0, "largest": 30.0, "demand": 80.0}
    assert n_minus_one(**terms) == pytest.approx(87.5)
    assert n_minus_one(**terms, measures=10) == pytest.approx(100)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lng": -1.0}, "lng is -1.0"),
        ({"largest": 101.0}, "more than all capacities together"),
        ({"measures": 80.0}, "leave nothing"),
        ({"storage": float("nan")}, "storage is nan"),
    ],
)
def test_terms_that_make_no_sense_are_refused(change: dict[str, float], words: str) -> None:
    terms = {"entry": 50.0, "production": 20.0, "storage": 20.0, "lng": 10.0, "largest": 30.0, "demand": 80.0}
    with pytest.raises(UsageError, match=words):
        n_minus_one(**(terms | change))


def test_the_terms_of_a_country(country: System) -> None:
    """(30 + 10 + 15 + 5 - 20) / 40 = 100 %; the transit line cannot reach the town and counts nothing."""
    found = n_minus_one_of(country, "BB", "gas", "imports", measures=8)
    value = found.inputs.set_index("term")["value"]
    assert value[["EP", "P", "S", "LNG", "I", "D_max", "D_eff"]].tolist() == pytest.approx([30, 10, 15, 5, 20, 40, 8])
    assert found.largest == "line_1"
    assert found.percent == pytest.approx(100)
    assert found.with_measures == pytest.approx(100 * 40 / 32)
    assert set(found.facilities["name"]) == {"line_1", "line_2", "ships", "field_1", "field_2", "cavern"}
    assert found.label == "sourced"
    assert found.missing == ()


def test_measures_that_nobody_knows_stay_blank(country: System) -> None:
    found = n_minus_one_of(country, "BB", "gas", "imports")
    assert found.with_measures is None
    assert found.inputs.set_index("term").at["D_eff", "label"] == "missing"


def test_flows_of_one_physical_thing_count_once() -> None:
    """Two lines in one trench, 16 and 8 bcm a year: one infrastructure of 24, larger than the cavern's 20."""
    tables = worlds.gas()
    tables["corridors"] = [
        toys.corridor("gas_line", "gas", ("wells", "city"), 8, capacity=16, territory="AA;BB", group="trench"),
        toys.corridor("second", "gas", ("wells", "city"), 8, capacity=8, territory="AA;BB", group="trench"),
    ]
    found = n_minus_one_of(toys.system(tables), "BB", "gas", "imports")
    value = found.inputs.set_index("term")["value"]
    assert found.largest == "trench"
    assert value[["EP", "S", "I"]].tolist() == pytest.approx([24 / DAY, 20 / DAY, 24 / DAY])


def test_a_production_row_that_stands_for_all_fields_is_no_single_infrastructure() -> None:
    found = n_minus_one_of(importer(fields=1), "BB", "gas", "imports")
    note = found.facilities.set_index("name").at["field_1", "note"]
    assert "no single infrastructure" in note
    assert found.largest == "line_1"


def test_a_row_that_gathers_fields_is_none_either_however_large() -> None:
    alone = n_minus_one_of(importer(capacity=25 * DAY), "BB", "gas", "imports")
    assert (alone.largest, alone.percent) == ("field_1", pytest.approx(100 * (30 + 28 + 15 + 5 - 25) / 40))
    several = n_minus_one_of(importer(capacity=25 * DAY, name_en="Western fields"), "BB", "gas", "imports")
    assert (several.largest, several.percent) == ("line_1", pytest.approx(100 * (30 + 28 + 15 + 5 - 20) / 40))


def test_a_report_below_the_mean_of_a_month_is_not_the_peak() -> None:
    """3.65 bcm a year are 10 mcm a day; December, 1.8 of the mean month, lies above a report of 12."""
    peak = peak_demand(importer(peak=12), "BB", "gas")
    assert peak.label == "proxy"
    assert peak.value is not None
    assert peak.value / DAY == pytest.approx(18, rel=0.02)
    assert "12 mcm/d" in peak.note


def test_without_a_peak_or_a_season_the_result_is_blank_and_says_why() -> None:
    found = n_minus_one_of(importer(peak=None, shape=(1.0,) * 12), "BB", "gas", "imports")
    assert found.percent is None
    assert found.label == "missing"
    assert "no peak day, no peak hour and no season" in found.missing[0]
    assert found.inputs.set_index("term").at["EP", "value"] == pytest.approx(30)


def test_the_peak_hour_of_a_profile_is_derived(power: System) -> None:
    """Reports of 4.5 and 3.5 GW speak of one zone each, so neither is the country's peak; twice the mean of 60 is."""
    assert peak_demand(power, "AA", "power").label == "proxy"
    tables = worlds.power()
    for row in tables["demands"]:
        row["profile"] = "winter"
    tables["profiles"] = worlds.SEASON
    peak = peak_demand(toys.system(tables), "AA", "power")
    assert peak.label == "derived"
    assert peak.value == pytest.approx(2.0 * 60, rel=1e-3)


def test_exports_are_held_to_what_remains_without_the_largest_exit(oil: System) -> None:
    """Exits: a trunk line with 50 and a railway of 12; 36 are exported evenly: 12 of 36 remain."""
    found = n_minus_one_of(oil, "AA", "crude", "exports")
    exits = found.facilities.set_index("name")["capacity"] * DAY
    assert exits.to_dict() == pytest.approx({"trunk_line": 50, "rail_c": 12})
    assert found.largest == "trunk_line"
    assert found.percent == pytest.approx(100 * 12 / 36, rel=0.02)
    paper = n_minus_one_of(oil.with_capacity("paper"), "AA", "crude", "exports")
    assert paper.facilities.set_index("name")["capacity"]["trunk_line"] * DAY == pytest.approx(60)
    assert paper.percent == pytest.approx(found.percent)
