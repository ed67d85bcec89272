"""What a report says of outages: parts solved once, the pairs that lack most, how likely how much lacks."""

from __future__ import annotations

import pytest

from levier.analysis.reliability import RiskReport, Sampling, ready_risk
from levier.analysis.strategic import strategic_answers
from tests.analysis.reliability import worlds
from tests.analysis.reliability.worlds import P, Q
from tests.system import toys

EXPECTED = (6 * P * (1 - Q) + 4 * Q * (1 - P) + 12 * P * Q) / 12


@pytest.fixture(scope="module")
def report() -> RiskReport:
    """Weigh the two lines."""
    return ready_risk(worlds.system(), Sampling(2, 50, 0))


def test_the_pair_that_lacks_anything_is_told_of(report: RiskReport) -> None:
    (answer,) = report.answers
    assert answer.question.families == ("gas",)
    assert report.failed == {}
    (pair,) = report.pairs
    assert (pair.country, pair.family, pair.measure) == ("BB", "gas", "unserved gas BB")
    assert report.table["share"].tolist() == pytest.approx([EXPECTED], rel=1e-3)
    assert set(pair.elements["element"]) == {"first", "second"}


def test_exceedance_by_hand(report: RiskReport) -> None:
    (pair,) = report.pairs
    steps = dict(zip(pair.exceedance["share"].round(2), pair.exceedance["probability"], strict=True))
    assert steps == pytest.approx({0.0: 1 - 0.72, 0.33: 0.1, 0.5: 0.02, 1.0: 0.0}, abs=1e-9)
    area = (pair.exceedance["probability"] * pair.exceedance["share"].diff().shift(-1)).sum()
    assert area == pytest.approx(pair.figure["share"], rel=1e-3)


def test_a_report_weighs_outages_where_there_are_rates() -> None:
    found = strategic_answers(worlds.system())
    assert found.risk is not None
    assert len(found.risk.pairs) == 1
    assert not any(name.startswith("outages") for name in found.unanswered)


def test_a_pair_says_what_it_rests_on() -> None:
    (pair,) = ready_risk(worlds.system(), Sampling(2, 20, 0)).pairs
    assert (pair.assumed, pair.bundled) == (True, True)
    read = [worlds.PIPELINE | {"kind": "statistic"}]
    (pair,) = ready_risk(toys.system(worlds.two_lines(read)), Sampling(2, 20, 0)).lacking
    assert (pair.assumed, pair.bundled) == (False, True)
