"""What a threat costs is what the same closure costs as a shock."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from levier.analysis import Runner, case_of, loss_of
from levier.analysis.leverage import (
    Evaluated,
    control_of,
    countries_of,
    evaluate,
    leverage_matrix,
    threats_of,
    uncooperative,
)
from levier.system import System
from tests.analysis.shocks import cut, shock
from tests.system import toys, worlds

VOLUME = 12 * 90 / 365


def every(system: System, months: int = 3) -> Evaluated:
    case = case_of(system, by="asset", months=months)
    countries = countries_of(system)
    threats = [t for actor in countries for t in threats_of(case, actor, control_of(system, actor), countries)]
    return evaluate(case, threats, workers=0)


@pytest.mark.parametrize("world", ["oil", "gas", "transit"])
def test_a_threat_costs_what_the_same_shock_costs(world: str, request: pytest.FixtureRequest) -> None:
    system: System = request.getfixturevalue(world)
    found, runner = every(system), Runner(system)
    assert found.threats
    for threat, row in zip(found.threats, found.table.to_dict("records"), strict=True):
        run = runner.run(shock(*(cut(id=_flow(system, name)) for name in threat.assets)))
        loss = loss_of(system, run)
        assert row["damage"] == pytest.approx(run.damage, rel=1e-6, abs=1e-4)
        assert row["loss"] == pytest.approx(loss.system, rel=1e-5, abs=1e-2)
        shares = [
            float(found.loss(country)[found.table["cut"] == row["cut"]].iloc[0]) for country in loss.by_country.index
        ]
        assert sum(shares) == pytest.approx(loss.system, rel=1e-5, abs=1e-2)


def _flow(system: System, name: str) -> list[str]:
    """A storage is cut on both its sides."""
    sides = [f"{name}:charge", f"{name}:discharge"]
    return sides if sides[0] in system.assets.index else [name]


def test_a_transit_state_over_a_field_by_hand(transit: System) -> None:
    found = every(transit)
    row = found.table[(found.table["actor"] == "BB") & (found.table["over"] == "AA")].iloc[0]
    # Sold at 500; the field costs 20, the line 10 to BB.
    assert row["loss AA"] == pytest.approx(VOLUME * 470, rel=1e-4)
    assert row["loss BB"] == pytest.approx(VOLUME * 10, rel=1e-4)
    # At the field's end of the line a tonne is worth 490.
    assert row["sales host AA"] == pytest.approx(VOLUME * 490, rel=1e-4)


def test_shareholders_bear_the_sales_of_their_share(oil: System) -> None:
    found = every(oil)
    lost = found.table[found.table["cut"] == "AA>*|*"].iloc[0]
    north = lost["sales holder op_a"] / 0.6
    assert lost["sales holder op_c"] == pytest.approx(north * 0.3, rel=1e-9)
    hosts = sum(lost[name] for name in found.table.columns if name.startswith("sales host"))
    holders = sum(lost[name] for name in found.table.columns if name.startswith("sales holder"))
    assert hosts == pytest.approx(holders, rel=1e-9)


def test_equal_sets_are_solved_once(oil: System) -> None:
    case = case_of(oil, by="asset")
    twice = threats_of(case, "op_b", control_of(oil, "op_b"), ["AA"])
    other = [replace(threat, actor="BB") for threat in twice]
    found = evaluate(case, [*twice, *other], workers=0)
    assert len(found.table) == 2 * found.distinct
    assert found.solved <= found.distinct


def test_third_parties_that_do_not_help_never_lessen_the_damage(oil: System) -> None:
    case = case_of(oil, by="asset", months=12)
    threats = threats_of(case, "BB", control_of(oil, "BB"), ["AA"])
    helped = evaluate(case, threats, workers=0).table
    alone = evaluate(uncooperative(case, {"AA", "BB"}), threats, workers=0).table
    assert (alone["damage"] >= helped["damage"] - 1e-6).all()
    # The railway through CC is the only way round the trunk: its room of 8 Mt a year stays closed.
    only = helped["over"] == "AA"
    assert alone.loc[only, "loss AA"].iloc[0] > helped.loc[only, "loss AA"].iloc[0] + 100


def test_no_help_changes_nothing_while_nothing_is_closed(oil: System) -> None:
    from levier.engine import solve_program

    case = case_of(oil, by="asset")
    alone = uncooperative(case, {"AA", "BB"})
    assert solve_program(alone.program).objective == pytest.approx(solve_program(case.program).objective, rel=1e-9)


def test_the_matrix_holds_the_most_of_what_was_evaluated(oil: System) -> None:
    matrix = leverage_matrix(case_of(oil, by="asset"), workers=0)
    assert set(matrix.actors) == {"AA", "BB", "CC"}
    for cell in matrix.cells.to_dict("records"):
        mine = matrix.evaluated.table["actor"] == cell["actor"]
        most = max(0.0, matrix.evaluated.loss(cell["over"])[mine].max())
        assert cell["loss"] == pytest.approx(most, rel=1e-6, abs=1e-6)
        if not cell["assets"]:
            assert most == 0.0
            continue
        total = matrix.evaluated.table.loc[mine, "loss"]
        assert np.isclose(total, cell["loss"] + cell["own"] + cell["others"], rtol=1e-6, atol=1e-6).any()
    assert not ((matrix.cells["actor"] == matrix.cells["over"]).any())


def test_a_state_without_soil_under_any_flow_is_idle() -> None:
    system = toys.system(worlds.transit())
    matrix = leverage_matrix(case_of(system, by="asset"), ["CC", "BB"], workers=0)
    assert matrix.idle == ("CC",)
    assert set(matrix.cells["actor"]) == {"BB"}
