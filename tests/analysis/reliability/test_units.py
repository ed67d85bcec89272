"""Rows of several units lose them one by one: by hand, and between never failing and failing as one."""

from __future__ import annotations

from itertools import product
from math import comb

import numpy as np
import pandas as pd
import pypsa
import pytest

from levier.analysis import case_of
from levier.analysis.reliability import Question, RiskAnswer, Sampling, answer_risk, chances_of
from levier.analysis.reliability.counts import counts_of
from levier.analysis.reliability.units import split
from levier.dataset import rules_count
from levier.engine import Contingency, Engine, Program
from levier.errors import DatasetError, UsageError
from levier.system import load
from tests.analysis.reliability import worlds
from tests.analysis.reliability.worlds import JANUARY, P, Q
from tests.system import toys

WELL = 0.05
ORDER = 5
NEAR = 1e-4
LACKING = "unserved gas BB"


def answer(fleets: str = "units", wells: int | None = 3, order: int = ORDER, samples: int = 300) -> RiskAnswer:
    question = Question(fleets=fleets, sampling=Sampling(order, samples, 1))  # type: ignore[arg-type]  # checked there
    return answer_risk(toys.system(worlds.two_lines(wells=wells)), question, workers=0)


def row(found: RiskAnswer, measure: str = LACKING) -> pd.Series:
    return found.figures.set_index("measure").loc[measure]


def by_hand() -> list[tuple[float, float]]:
    """Probability and what is lacking in each state: two lines, and 0 to 3 wells out."""
    found = []
    for first, second, wells in product((0, 1), (0, 1), range(4)):
        chance = (P if first else 1 - P) * (Q if second else 1 - Q)
        chance *= comb(3, wells) * WELL**wells * (1 - WELL) ** (3 - wells)
        served = min(8 * (1 - first) + 6 * (1 - second), 12 * (1 - wells / 3))
        found.append((chance, (12 - served) * JANUARY))
    return found


@pytest.fixture(scope="module")
def whole() -> RiskAnswer:
    """Give the answer from all sixteen states."""
    return answer()


def test_three_wells_and_two_lines_by_hand(whole: RiskAnswer) -> None:
    states = sorted(by_hand(), key=lambda state: -state[1])
    assert len(whole.states.tree) == len(states) == 16
    assert whole.states.neglected == 0.0
    expected = sum(chance * lacking for chance, lacking in states)
    assert row(whole)["expected"] == pytest.approx(expected, rel=NEAR)
    assert row(whole)["lower"] == row(whole)["upper"] == pytest.approx(expected, rel=NEAR)
    left, tail = 0.1, 0.0
    for chance, lacking in states:
        tail, left = tail + min(chance, left) * lacking, left - min(chance, left)
    assert row(whole)["cvar_90"] == pytest.approx(tail / 0.1, rel=NEAR)


def test_the_draws_agree_and_what_is_beyond_the_tree_is_drawn(whole: RiskAnswer) -> None:
    assert abs(row(whole)["deviation"]) <= 4
    short = answer(order=1)
    assert len(short.states.tree) == 1 + 2 + 1
    alone = [chance for chance, _ in by_hand()]
    assert short.states.neglected == pytest.approx(whole.chances.outages.beyond(1))
    assert 0.0 < short.states.neglected < 1.0 - max(alone)
    found, exact = row(short), row(whole)["expected"]
    assert found["lower"] < exact < found["upper"]
    assert abs(found["expected"] - exact) <= 4 * found["standard_error"]
    here, there = (each.elements.set_index("element") for each in (short, whole))
    assert (short.elements["saved_error"] > 0.0).all()
    for name in here.index:
        assert abs(here["saved"][name] - there["saved"][name]) <= 4 * here["saved_error"][name]


def test_damage_rises_from_never_over_units_to_whole(whole: RiskAnswer) -> None:
    never, one = answer("never"), answer("whole")
    for column in ("expected", "cvar_90", "cvar_95"):
        low, middle, high = (row(found, "damage")[column] for found in (never, whole, one))
        assert low * (1 - NEAR) <= middle <= high * (1 + NEAR)
    assert row(never, "damage")["expected"] < 0.99 * row(whole, "damage")["expected"]
    assert row(whole, "damage")["expected"] < 0.99 * row(one, "damage")["expected"]
    finer = answer(wells=6, order=2)
    assert row(finer, "damage")["expected"] < row(whole, "damage")["expected"] * (1 + NEAR)


def test_no_less_is_expected_than_at_mean_availability(whole: RiskAnswer) -> None:
    assert 0.0 < whole.states.average < row(whole, "damage")["expected"]
    short = answer(order=1)
    assert row(short, "damage")["lower"] >= short.states.average == pytest.approx(whole.states.average)


def test_elements_and_reasons(whole: RiskAnswer) -> None:
    wells = whole.elements.set_index("element").loc["wells_gas"]
    assert (wells["units"], wells["counted"], wells["several"]) == (3, "units_wells", False)
    assert wells["probability"] == pytest.approx(WELL)
    assert whole.left_out.empty
    assert "where the package counts them" in whole.assumptions[-1]
    one = answer("units", wells=1, order=3)
    assert row(one)["expected"] == pytest.approx(row(answer("whole", order=3))["expected"], rel=NEAR)


@pytest.mark.parametrize("out", range(4))
def test_so_many_units_out_are_a_derate_by_their_share(out: int) -> None:
    case = case_of(toys.system(worlds.two_lines()), months=1)
    fleet = split(case.program, case.groups, {"wells_gas": 3})
    with Engine(case.program, 0, groups=case.groups) as engine:
        derated = engine.solve(Contingency(cut=("second",), derate={"wells_gas": 1 - out / 3}))
    with Engine(fleet.program, 0, groups=fleet.ordered(np.arange(fleet.source.size)).groups) as engine:
        apart = engine.solve(Contingency(cut=fleet.cut(["second", *["wells_gas"] * out])))
    assert apart.damage == pytest.approx(derated.damage, rel=1e-9)
    assert apart.objective == pytest.approx(derated.objective, rel=1e-9)


def test_what_has_limits_of_its_own_stays_whole() -> None:
    network = pypsa.Network(snapshots=[0, 1])
    network.add("Bus", "port")
    network.add("Load", "tanker", bus="port", p_set=6)
    network.add("Generator", "moorings", bus="port", p_nom=9, marginal_cost=1, ramp_limit_up=0.5)
    program = Program.from_network(network)
    with pytest.raises(UsageError, match="Generator:moorings has limits of its own, so fleet cannot come apart into 2"):
        split(program, {"fleet": ["Generator:moorings"]}, {"fleet": 2})


def test_counts_are_those_of_the_table() -> None:
    tables = worlds.two_lines(wells=3)
    assert counts_of(toys.package(tables))["wells_gas"].count == 3
    tables["units"] += [tables["units"][0] | {"id": "again"}]
    with pytest.raises(DatasetError, match="units_wells and again both count wells_gas"):
        counts_of(toys.package(tables))
    tables["units"] = [tables["units"][0] | {"count": 0}]
    with pytest.raises(DatasetError, match="units_wells counts 0 units of wells_gas; 1 or more are needed"):
        counts_of(toys.package(tables))


@pytest.mark.slow
def test_units_of_eurasian_power_lie_between_never_and_whole() -> None:
    system = load("eurasia", 2024, families=["power"])
    counted = chances_of(case_of(system, months=1)).elements.query("units > 1")["element"]
    rest = chances_of(case_of(system, months=1), "whole").elements.query("several")["element"]
    without = tuple(set(rest) - set(counted))
    found = {
        fleets: answer_risk(
            system,
            Question(country="KZ", fleets=fleets, without=without, sampling=Sampling(1, 400, 1)),
            workers=0,
        )
        for fleets in ("units", "whole")
    }
    units, whole = (row(found[fleets], "damage") for fleets in ("units", "whole"))
    assert abs(units["deviation"]) <= 4
    assert found["units"].states.average <= units["expected"] + 4 * units["standard_error"]
    assert units["expected"] <= whole["expected"] + 4 * (units["standard_error"] + whole["standard_error"])


def test_units_that_stand_by_take_nothing_away_by_hand() -> None:
    tables = worlds.two_lines(wells=3)
    tables["units"][0]["needed"] = 2
    question = Question(sampling=Sampling(ORDER, 50, 1))
    spare = answer_risk(toys.system(tables), question, workers=0)
    expected = 0.0
    for first, second, wells in product((0, 1), (0, 1), range(4)):
        chance = (P if first else 1 - P) * (Q if second else 1 - Q)
        chance *= comb(3, wells) * WELL**wells * (1 - WELL) ** (3 - wells)
        left = (1.0, 1.0, 0.5, 0.0)[wells]
        expected += chance * (12 - min(8 * (1 - first) + 6 * (1 - second), 12 * left)) * JANUARY
    assert row(spare)["expected"] == pytest.approx(expected, rel=NEAR)
    assert spare.states.average < row(spare, "damage")["expected"]
    assert spare.elements.set_index("element")["alone"]["wells_gas"] == 0.0


def test_no_more_are_needed_than_there_are() -> None:
    tables = worlds.two_lines(wells=3)
    assert counts_of(toys.package(tables))["wells_gas"].needed == 3
    tables["units"][0]["needed"] = 4
    package = toys.package(tables)
    with pytest.raises(DatasetError, match="units_wells needs 4 of 3 units of wells_gas; 1 to 3 is possible"):
        counts_of(package)
    (problem,) = rules_count.needed(package)
    assert (problem.field, problem.value) == ("needed", "4")
    assert list(rules_count.needed(toys.package(worlds.two_lines(wells=3)))) == []
