"""Expected unserved volume and its tail by hand; Monte Carlo agrees with the tree; the neglected is stated."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from levier.analysis.reliability import Question, RiskAnswer, Sampling, answer_risk
from levier.errors import DatasetError, UsageError
from levier.system import load
from tests.analysis.reliability import worlds
from tests.analysis.reliability.worlds import JANUARY, P, Q
from tests.system import toys

EENS = JANUARY * (6 * P * (1 - Q) + 4 * Q * (1 - P) + 12 * P * Q)
LACKING = "unserved gas BB"
# The reconciled flows lie a few parts in 100,000 off the reports.
NEAR = 1e-4


def answer(question: Question, *classes: str) -> RiskAnswer:
    return answer_risk(worlds.system(*classes), question, workers=0)


def row(found: RiskAnswer, measure: str = LACKING) -> pd.Series:
    return found.figures.set_index("measure").loc[measure]


@pytest.fixture(scope="module")
def whole() -> RiskAnswer:
    """Give the answer from all four states."""
    return answer(Question(sampling=Sampling(2, 400, 1)))


def test_two_lines_by_hand(whole: RiskAnswer) -> None:
    found = row(whole)
    assert whole.states.neglected == 0.0
    assert found["expected"] == pytest.approx(EENS, rel=NEAR)
    assert found["lower"] == found["upper"] == pytest.approx(found["expected"])
    assert found["base"] == pytest.approx(12 * JANUARY, rel=NEAR)
    # Nothing 0.72, second 0.18, first 0.08, both 0.02.
    assert found["var_90"] == pytest.approx(4 * JANUARY, rel=NEAR)
    assert found["var_95"] == pytest.approx(6 * JANUARY, rel=NEAR)
    assert found["var_99"] == pytest.approx(12 * JANUARY, rel=NEAR)
    assert found["cvar_90"] == pytest.approx((0.08 * 6 + 0.02 * 12) / 0.1 * JANUARY, rel=NEAR)
    assert found["cvar_95"] == pytest.approx((0.03 * 6 + 0.02 * 12) / 0.05 * JANUARY, rel=NEAR)
    assert found["cvar_99"] == pytest.approx(12 * JANUARY, rel=NEAR)


def test_losses_add_up_to_what_is_not_served(whole: RiskAnswer) -> None:
    # A thousand cubic metres not burnt are 900 USD lost, less the 5 that the gas would have cost.
    losses = sum(row(whole, name)["expected"] for name in ("loss AA", "loss BB"))
    assert losses == pytest.approx(895 * EENS, rel=1e-2)
    assert row(whole, "damage")["expected"] >= losses


def test_elements_say_what_they_do(whole: RiskAnswer) -> None:
    table = whole.elements.set_index("element")
    assert table["alone"]["first"] / table["alone"]["second"] == pytest.approx(1.5, rel=1e-3)
    assert table["when_out"]["second"] / table["alone"]["second"] == pytest.approx(0.9 + 0.1 * 3, rel=1e-3)
    both = 12 * P * Q * JANUARY / EENS
    assert table["part"].sum() == pytest.approx(1 + both, rel=1e-3)
    # If the first never failed, the second would still be out a fifth of the time.
    assert table["saved"]["first"] == pytest.approx(1 - Q * 4 * JANUARY / EENS, rel=1e-3)
    assert table["saved"]["second"] == pytest.approx(1 - P * 6 * JANUARY / EENS, rel=1e-3)
    assert table["saved_error"].tolist() == [0.0, 0.0]
    short = answer(Question(sampling=Sampling(1, 50, 0))).elements.set_index("element")
    assert short["saved"].to_dict() == pytest.approx(table["saved"].to_dict(), rel=1e-3)


@pytest.mark.parametrize("seed", range(3))
def test_monte_carlo_agrees_with_the_tree(seed: int) -> None:
    found = answer(Question(sampling=Sampling(2, 400, seed))).figures.set_index("measure")
    for name in ("damage", LACKING, "loss BB"):
        assert 0 < found["monte_carlo_error"][name] < 0.1 * found["expected"][name]
        assert abs(found["deviation"][name]) <= 4


def test_what_a_shorter_tree_neglects_is_stated_and_drawn(whole: RiskAnswer) -> None:
    short = answer(Question(sampling=Sampling(1, 50, 0)))
    assert short.states.neglected == pytest.approx(P * Q)
    assert f"probability {P * Q:.3g}" in short.guarantee
    found, exact = row(short), row(whole)["expected"]
    assert found["lower"] == pytest.approx(exact - P * Q * 12 * JANUARY, rel=1e-3)
    assert found["lower"] < exact <= found["upper"] * (1 + NEAR)
    # Only one state is left, so what is drawn beyond the tree is it.
    assert found["expected"] == pytest.approx(exact)
    assert found["standard_error"] == pytest.approx(0.0)


def test_a_field_that_fails_as_one_adds_its_outages_and_its_row_decides() -> None:
    question = Question(fleets="whole", sampling=Sampling(3, 50, 0))
    with_field = row(answer(question))["expected"]
    assert with_field == pytest.approx(0.95 * EENS + 0.05 * 12 * JANUARY, rel=1e-3)
    deleted = row(answer(question, "gas_pipeline"))["expected"]
    assert deleted == pytest.approx(EENS, rel=NEAR)


def test_a_bundle_that_fails_as_one_overstates_its_strings(whole: RiskAnswer) -> None:
    tables = worlds.two_lines()
    (second,) = [line for line in tables["corridors"] if line["id"] == "second"]
    strings = [second | {"id": f"second_{i}", "capacity": 3} for i in (1, 2)]
    tables["corridors"] = [tables["corridors"][0], *strings]
    reports = [each for each in tables["observations"] if each["subject"] != "second"]
    tables["observations"] = [*reports, *(toys.report(line["id"], 2, unit="bcm") for line in strings)]
    apart = answer_risk(toys.system(tables), Question(sampling=Sampling(3, 50, 0)), workers=0)
    for column in ("expected", "cvar_90", "cvar_95"):
        assert row(apart, "damage")[column] < row(whole, "damage")[column] * (1 + NEAR)
    assert row(apart)["expected"] < 0.95 * row(whole)["expected"]


def test_a_longer_window_is_a_longer_outage(whole: RiskAnswer) -> None:
    longer = answer(Question(months=2, sampling=Sampling(2, 20, 0)))
    assert longer.case.end != longer.case.start == whole.case.start
    assert row(longer)["expected"] == pytest.approx(EENS * (31 + 28) / 31, rel=1e-3)


def test_only_the_country_asked_for() -> None:
    found = answer(Question(families=("gas",), country="BB", sampling=Sampling(1, 20, 0)))
    assert found.figures["measure"].tolist() == ["damage", "loss BB", LACKING]
    with pytest.raises(UsageError, match="CC neither bears nor uses anything here; those who do: AA, BB"):
        answer(Question(country="CC"))


@pytest.mark.parametrize(
    ("sampling", "message"),
    [(Sampling(order=0), "order is 0; 1"), (Sampling(samples=0), "samples is 0"), (Sampling(seed=-1), "seed is -1")],
)
def test_ranges(sampling: Sampling, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        replace(Question(), sampling=sampling)


def test_a_tree_nobody_would_wait_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("levier.analysis.reliability.answer.MOST", 3)
    with pytest.raises(
        UsageError, match="order 2 of 2 things and units makes 4 states, at most 3 are solved; lower the order"
    ):
        answer(Question(sampling=Sampling(2, 20, 0)))
    assert len(answer(Question(sampling=Sampling(1, 20, 0))).states.tree) == 3


def test_a_package_without_rates_is_told_so() -> None:
    with pytest.raises(DatasetError, match=r"toy says nothing of outages: outage_rates.csv"):
        answer_risk(toys.system(worlds.two_lines([])), Question(), workers=0)


@pytest.mark.slow
def test_power_of_eurasia_tree_and_draws_agree() -> None:
    system = load("eurasia", 2024, families=["power"])
    tree, deeper = (
        answer_risk(system, Question(country="KZ", fleets="whole", sampling=Sampling(order, 1000, 2)), workers=0)
        for order in (1, 2)
    )
    assert 0.0 < deeper.states.neglected < tree.states.neglected < 1.0
    assert deeper.states.failed.empty
    for name in ("damage", "unserved power KZ"):
        first, second = row(tree, name), row(deeper, name)
        both = math.hypot(first["standard_error"], second["standard_error"])
        assert abs(first["expected"] - second["expected"]) <= 4 * both
        assert abs(second["deviation"]) <= 4
        assert first["lower"] <= second["lower"] <= second["expected"] <= second["upper"] <= first["upper"]
