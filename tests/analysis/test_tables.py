"""Balances, fit, coverage, and everything a report asks of a year."""

from __future__ import annotations

import pytest

from levier.analysis import build_answers
from levier.analysis.balances import balance_table, disagreement_table, flow_table
from levier.analysis.coverage import as_of_table, fit_table, system_table
from levier.shock import Shock
from levier.system import System
from tests.analysis.shocks import cut, shock
from tests.system import toys, worlds


def test_balances_of_countries(oil: System, gas: System) -> None:
    table = balance_table(oil).set_index("country")
    assert table.loc["AA", ["output", "exports", "use", "imports"]].tolist() == pytest.approx([42, 36, 6, 0], rel=1e-3)
    assert table.at["BB", "exports"] == pytest.approx(10, rel=1e-3)
    assert table["unexplained"].abs().max() <= 1e-6
    bought = balance_table(gas).set_index("country")
    assert bought.at["BB", "imports"] == pytest.approx(9, rel=1e-3)
    assert bought.at["BB", "use"] == pytest.approx(9, rel=1e-3)


def test_flows_carry_their_interval_and_capacity(oil: System) -> None:
    table = flow_table(oil).set_index("asset")
    assert table.at["rail_c", "capacity"] == pytest.approx(12)
    assert (table["low"] <= table["base"]).all()
    assert (table["base"] <= table["high"]).all()
    assert table.at["trunk_a", "territory"] == "AA;BB"
    assert table.at["rail_c", "reports"] == 1


def test_disagreements_stand_worst_first() -> None:
    tables = worlds.transit()
    tables["observations"].append(toys.report("sales", 30, id="wild"))
    table = disagreement_table(toys.system(tables))
    assert table["id"].iloc[0] == "wild"
    assert table["flagged"].tolist() == [True, False, False]
    assert table["residual"].abs().is_monotonic_decreasing


def test_fit_and_coverage(oil: System) -> None:
    (row,) = fit_table(oil).to_dict("records")
    assert (row["family"], row["reports"], row["within_1"], row["flagged"]) == ("crude", 6, 1.0, 0)
    assert as_of_table(oil.package).to_dict("records") == [
        {"family": "crude", "last_report": "2023-12-31", "reports": 6}
    ]
    coverage = system_table(oil.package).set_index("system")
    assert coverage.at["crude", "kind"] == "network"
    assert coverage.at["crude", "years"] in ("2023", "2023-2023")


def test_everything_a_report_asks(oil: System) -> None:
    fine = Shock.cut("trunk_line", months=2)
    told: list[str] = []
    answers = build_answers(oil, [fine, shock(cut(id="nowhere"))], told.append)
    assert [a.shock.name for a in answers.stresses] == [fine.name]
    assert [f.shock.name for f in answers.failed] == ["test"]
    assert "nowhere" in answers.failed[0].reason
    lost = answers.structural.query("country == 'AA' and closed == 'BB' and direction == 'exports'")
    assert set(lost["capacity"]) == {"effective", "paper"}
    assert answers.structural["lost_share"].between(0, 1).all()
    assert set(answers.observed["dimension"]) == {"partner", "territory", "operator", "group"}
    assert told[0] == "balances"
