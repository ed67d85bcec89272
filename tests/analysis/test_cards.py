"""Every public result shows itself, in a line and in HTML, with the figures it holds."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from importlib import import_module
from pkgutil import walk_packages

import pandas as pd
import pypsa
import pytest

import levier
from levier import analysis, engine
from levier.analysis import Runner, backtest, games, loss_of
from levier.analysis.autonomy import Question as AutonomyQuestion
from levier.analysis.autonomy import answer_autonomy
from levier.analysis.balance import answer_balance
from levier.analysis.desk.answer import desk_answer
from levier.analysis.leverage import leverage_matrix, leverage_of
from levier.analysis.power import Question as PowerQuestion
from levier.analysis.power import answer_power
from levier.analysis.reliability import Question as RiskQuestion
from levier.analysis.reliability import Sampling, answer_risk
from levier.analysis.sanction import Asked, answer_sanction, reaches
from levier.analysis.uncertainty import uncertainty_of
from levier.system import System
from levier.system.long import Capital
from tests.analysis.autonomy.test_package import world
from tests.analysis.backtest import toy
from tests.analysis.power import worlds as power_worlds
from tests.analysis.reliability import worlds as risk_worlds
from tests.analysis.shocks import cut, shock
from tests.system import toys
from tests.system.sanctions import cases

PACKAGES = ("levier.dataset", "levier.system", "levier.engine", "levier.analysis")
HEAVY = ("DataFrame", "ndarray", "Vector", "Series", "csr_array", "NDArray")
INSIDE = {
    "Best": "one point of a frontier, drawn in the table of it",
    "Board": "holds what an answer on autonomy is worked out from",
    "Chances": "input of an answer on outages",
    "Closure": "input of an answer on autonomy",
    "Game": "input: players and values",
    "Network": "input of an answer on autonomy",
    "OwnFirst": "one point of a frontier, drawn in the table of it",
    "Runner": "runs shocks; has no answer of its own",
    "States": "solved states; the answer on outages tells of them",
    "Yardsticks": "what is measured of outages, no result",
}
"""Classes with frames or arrays that a user is not handed as an answer, and what they are."""


def exported() -> Iterator[type]:
    """Give every dataclass that system, engine and analysis export."""
    for part in walk_packages(levier.__path__, "levier."):
        if part.ispkg and part.name.startswith(PACKAGES) and ".desk" not in part.name:  # the workbench's own
            module = import_module(part.name)
            for name in getattr(module, "__all__", ()):
                value = getattr(module, name)
                if inspect.isclass(value) and is_dataclass(value):
                    yield value


def is_result(cls: type) -> bool:
    """Whether a class holds frames or arrays, or says how sure it is."""
    held = " ".join(str(each.type) for each in fields(cls) if each.repr)
    return hasattr(cls, "guarantee") or any(word in held for word in HEAVY)


def test_every_public_result_shows_itself() -> None:
    bare = {cls.__name__ for cls in exported() if is_result(cls) and not hasattr(cls, "_repr_html_")}
    assert bare == set(INSIDE), "put @shown above the class, or name it in INSIDE with what it is"


def test_the_rule_finds_what_it_should() -> None:
    found = {cls for cls in exported() if is_result(cls)}
    assert {analysis.StressAnswer, analysis.Chokepoints, engine.Outcome, games.Nucleolus} <= found
    assert engine.Contingency not in found
    assert all(hasattr(cls, "_repr_html_") for cls in (System, engine.Engine, engine.Outcome))


def network() -> pypsa.Network:
    """Give two ways to a town."""
    net = pypsa.Network()
    net.add("Bus", ["field", "port"])
    net.add("Generator", "wells", bus="field", p_nom=9, marginal_cost=1)
    net.add("Generator", "port load shedding", bus="port", p_nom=9, marginal_cost=50)
    net.add("Link", "pipe", bus0="field", bus1="port", p_nom=4)
    net.add("Link", "rail", bus0="field", bus1="port", p_nom=1, marginal_cost=5)
    net.add("Load", "town", bus="port", p_set=4)
    return net


@pytest.fixture(scope="module")
def results(oil: System, oil_runner: Runner) -> list[object]:
    """Give a result of each kind, of toys."""
    run = oil_runner.run(shock(cut(group="trunk_line"), months=2))
    trade = analysis.answer_dependence(oil, "AA", "crude", "exports")
    matrix = leverage_matrix(analysis.case_of(oil, by="asset", months=1), workers=0)
    pair = leverage_of(oil, "BB", "AA", durations=(1,), seasons=(1,), workers=0)
    sanctioned = toys.system(cases.tables())
    reach, before = reaches(sanctioned.package, Asked("office", date(2023, 2, 1)))
    power = answer_power(
        toys.system(power_worlds.chain()), "gas", PowerQuestion(horizon=2030, projects=("bypass",), cases=())
    )
    asked = AutonomyQuestion("CC", ("gas",), 2030, steps=1, decks=("base",), capital=Capital(rate=0.0, life=1.0))
    sampling = RiskQuestion(sampling=Sampling(1, 20, 1))
    net = network()
    works = engine.Engine(net, workers=0)
    broken = works.solve(engine.Contingency(cut=("Link:pipe",)))
    swept = works.sweep(k=1)
    events = toy.package()
    three = games.Game(("a", "b", "c"), [0.0, 0, 0, 1, 0, 1, 1, 1])
    return [
        oil, oil.package, oil.base_year, oil.topology, run, loss_of(oil, run), analysis.answer_stress(oil, run),
        desk_answer(oil, run), trade, *trade.n_minus_one, analysis.observed_dependence(oil, "AA", "crude"),
        analysis.find_chokepoints(analysis.case_of(oil, months=1), 1, workers=0), analysis.case_of(oil, months=1),
        uncertainty_of(oil, [analysis.figures.Balances()], samples=2, workers=0),
        analysis.check_claims(oil.package, []), matrix, matrix.evaluated, pair, pair.frontier, pair.layers, reach,
        answer_sanction(sanctioned, reach, before, months=1), power, *power.projects, power.stated,
        answer_autonomy(world(), asked, 0.5), answer_balance(oil.package, "AA", 2024),
        answer_risk(risk_worlds.system(), sampling, workers=0), backtest.backtest(events, toy.causes(events)[:1]),
        works, works.program, broken, works.worst(k=1), engine.Risk.of(swept, engine.Outages({"pipe": 0.1, "rail": 0.1,
        "wells": 0.0, "port load shedding": 0.0})), analysis.answer_network(net, works.base, broken),
        games.nucleolus(three), games.least_core(three),
        games.sampled_shapley(("a", "b"), lambda mask: float(mask == 3), 4, 1),
    ]  # fmt: skip


@pytest.mark.slow
def test_each_shows_what_it_is_about(results: list[object]) -> None:
    for each in results:
        if each is None:
            continue
        line, html = repr(each), each._repr_html_()  # type: ignore[attr-defined]
        assert line.startswith(f"<{type(each).__name__}"), line
        assert len(line) < 203
        assert "\n" not in line
        assert html.startswith('<div class="levier-card">')
        assert "<script" not in html
        assert "object at 0x" not in html + line
        assert len(html) < 20_000, type(each).__name__


@pytest.mark.slow
def test_every_kind_is_tried(results: list[object]) -> None:
    shown = {cls.__name__ for cls in exported() if hasattr(cls, "_repr_html_")}
    untried = shown - {type(each).__name__ for each in results}
    assert untried <= {"Answers", "FtmStakes", "HourlyInputs", "Layers", "LeverageIntervals", "PairRisk", "Prediction"}


@pytest.mark.slow
def test_a_loss_stands_in_its_card(results: list[object]) -> None:
    answer = next(each for each in results if isinstance(each, analysis.StressAnswer))
    html = answer._repr_html_()  # type: ignore[attr-defined]
    assert f"<strong>{levier.show.told(answer.loss)}</strong>" in html
    assert answer.shock.name in html
    assert answer.guarantee in html
    assert answer.by_country.iloc[0]["country"] in html


def test_without_an_optimum_there_are_no_numbers() -> None:
    net = network()
    net.c.generators.static.loc["port load shedding", "p_nom"] = 0.0
    lost = engine.Engine(net, workers=0).solve(engine.Contingency(cut=("Link:pipe",)))
    assert "no optimum (infeasible" in repr(lost)
    assert "<table" not in lost._repr_html_()  # type: ignore[attr-defined]


def test_the_worst_set_stands_first() -> None:
    html = engine.Engine(network(), workers=0).worst(k=1, top=2)._repr_html_()  # type: ignore[attr-defined]
    table = html.split("<tbody>")[1]
    assert table.index("Generator:wells") < table.index("Link:pipe")
    assert "certified" in html


def test_a_card_does_not_change_its_result(oil: System, oil_runner: Runner) -> None:
    answer = analysis.answer_stress(oil, oil_runner.run(shock(cut(group="trunk_line"), months=1)))
    before = answer.by_country.copy()
    answer._repr_html_()  # type: ignore[attr-defined]
    pd.testing.assert_frame_equal(answer.by_country, before)
