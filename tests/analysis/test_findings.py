"""What a report leads with: chosen by rule, on known answers; what has no answer is not there."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from levier.analysis import Answers
from levier.analysis.findings import WAYS, Finding, findings, leading_trade, scope_of
from levier.system.enough import LeftOut


@pytest.fixture(scope="module")
def answers(oil_answers: Answers) -> Answers:
    """Give the answers about two fields, a trunk line shared with a neighbour, and a railway."""
    return oil_answers


def kinds(found: list[Finding]) -> list[str]:
    return [each.kind for each in found]


def of(found: list[Finding], kind: str) -> Finding:
    return next(each for each in found if each.kind == kind)


def test_the_leading_trade_is_the_most_concentrated(answers: Answers) -> None:
    """Oil of AA crosses BB by the trunk; the larger of equal shares leads."""
    country, family, direction, territory = leading_trade(answers) or ("", "", "", "")
    table = answers.observed[answers.observed["dimension"] == "territory"]
    mine = (table["country"] == country) & (table["family"] == family) & (table["direction"] == direction)
    share = table.loc[mine & (table["key"] == territory), "share"].iloc[0]
    assert share == table["share"].max()
    assert of(findings(answers), "trade").figures["share"] == pytest.approx(share)


def test_the_package_may_name_the_trade(answers: Answers) -> None:
    text = b"country: AA\nfamily: crude\ndirection: exports\nclosed: CC\n"
    package = replace(answers.system.package, extras={"report.yaml": text})
    asked = replace(answers, system=replace(answers.system, package=package))
    assert leading_trade(asked) == ("AA", "crude", "exports", "CC")
    found = of(findings(asked), "trade").figures
    row = answers.structural[(answers.structural["closed"] == "CC") & (answers.structural["country"] == "AA")]
    row = row[(row["family"] == "crude") & (row["direction"] == "exports")].set_index("capacity")["lost_share"]
    assert (found["effective"], found["paper"]) == (row["effective"], row["paper"])


def test_the_worst_way_crosses_a_border_and_costs_most(answers: Answers) -> None:
    """By hand from the same answer: the ways on two territories or between two states, by loss."""
    found: Any = answers.chokepoints
    crossing = {
        name
        for name, flows in found.case.elements["flows"].items()
        if any(len(answers.system.assets.at[flow, "territory"]) > 1 for flow in flows)
    }
    ranked = [cut[0] for cut in found.ranked("loss", kinds=WAYS)["cut"] if cut[0] in crossing]
    told = of(findings(answers), "chokepoint").figures
    assert told["cut"] == (ranked[0],)
    assert told["next"] == ranked[1:3]
    alone = found.cuts.set_index("cut").loc[[told["cut"]]]["loss"].iloc[0]
    assert told["loss"] == pytest.approx(alone)
    assert all(loss > 0 for _, loss in told["bearers"])


def test_the_costliest_shock_leads(answers: Answers) -> None:
    worst = max(answers.stresses, key=lambda answer: answer.loss)
    told = of(findings(answers), "shock")
    assert (told.figures["shock"], told.figures["loss"]) == (worst.shock, worst.loss)
    assert told.interval is None


def test_samples_give_an_interval(answers: Answers) -> None:
    worst = of(findings(answers), "shock").figures["shock"]
    table = pd.DataFrame({"figure": [f"{worst.name}: loss of all"], "low": [1.0], "high": [3.0]})
    sampled: Any = SimpleNamespace(table=table)
    assert of(findings(replace(answers, uncertainty=sampled)), "shock").interval == (1.0, 3.0)


def matrix(*rows: tuple[object, ...]) -> Any:
    """Give a matrix of actors, countries, losses, own losses, whose flows are closed, and buyers alone."""
    columns = ["actor", "over", "loss", "own", "flows_of", "buyer_only"]
    cells = pd.DataFrame(rows, columns=columns).assign(loss_gdp=0.1, layer="")
    return SimpleNamespace(cells=cells, evaluated=SimpleNamespace(case=SimpleNamespace(inside=3, start="2023-01")))


def test_leverage_is_of_the_states_with_needs_of_their_own(answers: Answers) -> None:
    """A buyer's larger threat does not lead; the interval is that of the same closure, or none."""
    rows = [
        ("BB", "AA", 50.0, 5.0, "AA", False),
        ("AA", "BB", 20.0, 9.0, "", False),
        ("CC", "AA", 90.0, 0.0, "AA", True),
    ]
    asked = replace(answers, leverage=matrix(*rows))
    told = of(findings(asked), "leverage")
    assert (told.figures["actor"], told.figures["over"], told.figures["loss"], told.figures["own"]) == (
        "BB",
        "AA",
        50.0,
        5.0,
    )
    assert told.interval is None
    about = {
        "actor": ["BB", "BB"],
        "over": ["AA", "AA"],
        "months": [1, 3],
        "loss_low": [1.0, 40.0],
        "loss_high": [2.0, 60.0],
    }
    sampled: Any = SimpleNamespace(table=pd.DataFrame(about))
    assert of(findings(replace(asked, pair_intervals=sampled)), "leverage").interval == (40.0, 60.0)
    whole = replace(asked, leverage=matrix(("BB", "AA", 50.0, 5.0, "", False), rows[1]), pair_intervals=sampled)
    assert of(findings(whole), "leverage").interval is None


def test_the_lowest_n_minus_one_is_told_only_below_the_standard(answers: Answers) -> None:
    rows = [("AA", "gas", 80.0, "line"), ("BB", "gas", 140.0, "line"), ("CC", "power", 60.0, "plant")]
    table = pd.DataFrame(rows, columns=["country", "family", "n_minus_one_effective", "largest"]).assign(label="proxy")
    told = of(findings(replace(answers, security=table)), "security").figures
    assert (told["country"], told["percent"], told["below"], told["of"]) == ("CC", 60.0, 2, 3)
    fine = replace(answers, security=table[table["n_minus_one_effective"] > 100])
    assert "security" not in kinds(findings(fine))


def question(family: str, nothing: float, worst: float) -> Any:
    """Give an answer on autonomy: a frontier of two points, the second at a cost of 9 (7 to 12)."""
    rows = [(0.0, 0.0, 0.0, nothing, ("RR",), (), True), (9.0, 7.0, 12.0, worst, (), ("line",), False)]
    points = pd.DataFrame(rows, columns=["cost", "cost_low", "cost_high", "worst", "binding", "built", "sure"])
    asked = SimpleNamespace(country="AA", families=(family,), horizon=2030, months=12, sales=False)
    return SimpleNamespace(points=points, question=asked)


def test_autonomy_leads_where_building_takes_away_most(answers: Answers) -> None:
    """Of 88 % to 86 % and 30 % to 16 % the second leads, with its cost and the interval of it."""
    asked = replace(answers, autonomy=(question("crude", 0.88, 0.86), question("gas", 0.3, 0.16)))
    first, second = (each for each in findings(asked) if each.kind == "autonomy")
    assert (first.figures["families"], second.figures["families"]) == (("gas",), ("crude",))
    assert (first.figures["cost"], first.interval) == (9.0, (7.0, 12.0))
    assert (first.figures["nothing"], first.figures["worst"], first.figures["binding"]) == (0.3, 0.16, ("RR",))


def test_autonomy_that_takes_away_next_to_nothing_is_not_told(answers: Answers) -> None:
    """Of 88.9 % to 88.3 % nothing is told; a set that is only found, not proven, is marked so."""
    asked = replace(answers, autonomy=(question("crude", 0.889, 0.883), question("gas", 0.3, 0.16)))
    (told,) = (each for each in findings(asked) if each.kind == "autonomy")
    assert (told.figures["families"], told.figures["sure"]) == (("gas",), False)


def test_the_scope_names_the_carriers_that_are_missing(answers: Answers) -> None:
    """Uranium is left out wholly, in two parts that are counted together; of crude a part is."""
    parts = (LeftOut(("uranium",), 2, 9), LeftOut(("uranium",), 0, 1), LeftOut(("crude",), 0, 2))
    scope = scope_of(replace(answers, system=replace(answers.system, left_out=parts)))
    assert (scope.missing, scope.parts) == (("uranium",), ("crude",))
    assert scope.reports == ((("uranium",), 2, 10), (("crude",), 0, 2))
    assert (scope.failed, scope.shocks) == (len(answers.failed), len(answers.failed) + len(answers.stresses))


def test_what_has_no_answer_is_not_told(answers: Answers) -> None:
    bare = replace(answers, chokepoints="failed", stresses=[], leverage=None, observed=answers.observed.iloc[:0])
    assert not {"chokepoint", "together", "shock", "leverage", "trade"} & set(kinds(findings(bare)))
    assert len(findings(answers, most=2)) == 2
