"""Volumes lost, who holds them, what binds, how long stocks last."""

from __future__ import annotations

import numpy as np
import pytest

from levier.analysis import Runner, answer_stress
from levier.analysis.volumes import binding, holders_of_loss, lost_by_asset, lost_by_country, storage_days
from tests.analysis.shocks import cut, factor, half, shock

SHARE = 90 / 365


def test_volumes_before_and_after(transit_runner: Runner) -> None:
    table = lost_by_asset(transit_runner.system, transit_runner.run(shock(half(id="line"))))
    assert table.loc["oil", ["before", "after", "lost", "lost_share"]].tolist() == pytest.approx(
        [12 * SHARE, 6 * SHARE, 6 * SHARE, 0.5], rel=1e-4
    )


def test_a_corridor_that_gains_is_a_reroute(oil_runner: Runner) -> None:
    table = lost_by_asset(oil_runner.system, oil_runner.run(shock(cut(id="trunk_a"))))
    assert table.at["rail_c", "lost"] < -0.5
    assert table.at["trunk_a", "lost_share"] == pytest.approx(1)


def test_volumes_by_country_add_up(oil_runner: Runner, gas_runner: Runner) -> None:
    for runner, name in ((oil_runner, "intake"), (oil_runner, "trunk"), (gas_runner, "wells_gas")):
        run = runner.run(shock(cut(id=name), recovery=3))
        assets, table = lost_by_asset(runner.system, run), lost_by_country(runner.system, run)
        assert table["output_lost"].sum() == pytest.approx(
            assets.loc[assets["kind"] == "supply", "lost"].sum(), abs=1e-5
        )
        assert table["unserved"].sum() == pytest.approx(assets.loc[assets["kind"] == "demand", "lost"].sum(), abs=1e-5)
        assert (table["net_exports_lost"] == table["output_lost"] - table["unserved"]).all()


def test_holders_add_up_to_what_is_lost(oil_runner: Runner) -> None:
    run = oil_runner.run(shock(cut(id="trunk")))
    table, lost = holders_of_loss(oil_runner.system, run), lost_by_asset(oil_runner.system, run)["lost"]
    for name, rows in table.groupby("supply"):
        assert rows["lost"].sum() == pytest.approx(lost[name], rel=1e-6)
        assert rows["share"].sum() == pytest.approx(1)
    north = table[table["supply"] == "north_oil"].set_index("holder")["share"]
    assert north.to_dict() == pytest.approx({"op_a": 0.6, "op_c": 0.3, "AA": 0.1})


def test_gross_sales_are_at_the_price_of_the_field(transit_runner: Runner) -> None:
    table = holders_of_loss(transit_runner.system, transit_runner.run(shock(cut(id="line"))))
    assert table["holder"].tolist() == ["AA"]
    assert table["gross_sales"].iloc[0] == pytest.approx(12 * SHARE * 490, rel=1e-4)


def test_days_until_tanks_are_full(oil_runner: Runner) -> None:
    # 32 Mt a year no longer reach the port: its tanks hold 1 of 2 Mt.
    table = storage_days(oil_runner.system, oil_runner.run(shock(cut(id="trunk_a")))).set_index("storage")
    assert table.at["tanks", "days_to_empty"] == pytest.approx(1 / 32 * 365, rel=1e-3)
    assert np.isnan(table.at["tanks", "days_to_full"])


def test_days_under_a_joint_limit(oil_runner: Runner) -> None:
    table = storage_days(oil_runner.system, oil_runner.run(shock(half(id="trunk")))).set_index("storage")
    assert table.at["tanks", "days_to_empty"] > 1 / 32 * 365
    assert table.at["tanks", "volume"] == 2


def test_days_until_a_cavern_is_empty(gas_runner: Runner) -> None:
    system = gas_runner.system
    table = storage_days(system, gas_runner.run(shock(cut(id="gas_line"), months=1, recovery=5)))
    stock = system.base_year.levels["cavern"]["2023-12"]
    assert table["days_to_empty"].iloc[0] == pytest.approx(stock / 12 * 365, rel=1e-3)
    assert table["stock"].iloc[0] == pytest.approx(stock)


def test_stocks_nobody_touches_are_not_listed(oil_runner: Runner) -> None:
    assert storage_days(oil_runner.system, oil_runner.run(shock(cut(id="south_oil")))).empty


def test_what_binds_a_reroute(oil_runner: Runner) -> None:
    ramped = binding(oil_runner.system, oil_runner.run(shock(cut(id="trunk_a"), months=2))).set_index("asset")
    assert ramped.at["rail_c", "limit"] == "ramp"
    assert ramped.at["rail_c", "gain"] == pytest.approx((31 * 1.6 + 28 * 3.2) / 365, rel=1e-3)
    full = binding(oil_runner.system, oil_runner.run(shock(cut(id="trunk_a"), months=8))).set_index("asset")
    assert full.at["rail_c", "limit"] in ("capacity", "ramp")
    assert full["gain"].is_monotonic_decreasing


def test_an_answer_holds_together(oil_runner: Runner) -> None:
    run = oil_runner.run(shock(cut(id="trunk_a"), factor("price", 0.9, id="gate_a"), recovery=1))
    answer = answer_stress(oil_runner.system, run)
    assert answer.by_country["loss"].sum() == pytest.approx(answer.loss, rel=1e-6)
    assert abs(answer.imbalance) <= 1e-6 * abs(answer.loss)
    assert answer.window == (True, True, True, False)
    assert answer.labels == ("2023-01", "2023-02", "2023-03", "2023-04")
    assert "trunk_a" in answer.monthly
    assert "trunk_b" not in answer.monthly
    assert answer.damage == run.damage
    assert answer.guarantee.startswith("optimal, worst relative residual ")
