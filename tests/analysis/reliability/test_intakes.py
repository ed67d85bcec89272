"""A demand that lacks because its own intake is out is no lack of the carrier it takes in."""

from __future__ import annotations

import pytest

from levier.analysis import case_of
from levier.analysis.reliability import Question, Sampling, answer_risk
from levier.analysis.reliability.intakes import own_intakes
from tests.analysis.reliability import worlds
from tests.analysis.reliability.worlds import JANUARY
from tests.system import toys

PIPE, PLANT = 0.1, 0.07


def refinery(*more: toys.Row) -> toys.Tables:
    """Give a field of 12 Mt a year, a pipeline, and a refinery with an intake of its own."""
    rates = [
        worlds.PIPELINE | {"class": "oil_pipeline"},
        worlds.FIELD | {"id": "plant_rate", "class": "refinery", "value": PLANT},
    ]
    return toys.tables(
        {"wells": "AA", "city": "BB"},
        supplies=[toys.supply("wells_oil", "wells", "oil_a", 12, cost=5)],
        corridors=[toys.corridor("line", "oil_a", ("wells", "city"), 8, capacity=12, length_km=1000), *more],
        converters=[toys.converter("intake", ("city", "city"), ("oil_a", "crude"), capacity=12)],
        demands=[toys.demand("refinery", "city", "crude", "1:900")],
        observations=[toys.report(name, 12) for name in ("wells_oil", "line", "intake", "refinery")]
        + [toys.report(str(row["id"]), 0) for row in more],
        outage_rates=rates,
    )


def test_only_the_pipeline_leaves_the_refinery_without_crude() -> None:
    found = answer_risk(toys.system(refinery()), Question(sampling=Sampling(2, 40, 0)), workers=0)
    figures = found.figures.set_index("measure")
    assert set(found.elements["element"]) == {"line", "intake"}
    for name in ("unserved crude BB", "unserved crude"):
        # With both out it is the intake that is in the way.
        assert figures["expected"][name] == pytest.approx(PIPE * (1 - PLANT) * 12 * JANUARY, rel=1e-3)
    assert found.elements.set_index("element")["alone"]["intake"] > 0.0


def test_a_second_way_in_makes_it_no_own_intake() -> None:
    case = case_of(toys.system(refinery()), months=1)
    assert own_intakes(case) == {"refinery": "intake"}
    bypass = toys.corridor("bypass", "crude", ("wells", "city"), 9, capacity=1, length_km=1000)
    assert own_intakes(case_of(toys.system(refinery(bypass)), months=1)) == {}
