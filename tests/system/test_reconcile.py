"""One base year out of reports that disagree: answers worked out by hand, and laws."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.system import BaseYear, Calendar, System
from tests.system import toys, worlds

PLACES = {"a": "AA", "b": "BB"}
PAIR: dict[str, list[toys.Row]] = {
    "supplies": [toys.supply("oil", "a", "oil_a")],
    "corridors": [toys.corridor("line", "oil_a", ("a", "b"))],
    "demands": [toys.demand("use", "b", "oil_a")],
}


def solved(observations: list[toys.Row], calendar: Calendar | None = None, **rows: list[toys.Row]) -> BaseYear:
    tables = toys.tables(PLACES, **{**PAIR, **rows}, observations=observations)
    return toys.system(tables, calendar or Calendar.months(2023)).base_year


def tens(year: int = 2023) -> Calendar:
    starts = [date(year, 1, 1) + timedelta(days=k) for k in range(0, 365, 10)]
    return Calendar.from_starts(year, [*starts, date(year + 1, 1, 1)])


def test_two_reports_meet_at_their_weighted_mean() -> None:
    base = solved([toys.report("oil", 10, uncertainty=0.05), toys.report("use", 10.4, uncertainty=0.10)])
    one, two = 0.05 * 10, 0.10 * 10.4
    mean = (10 / one**2 + 10.4 / two**2) / (1 / one**2 + 1 / two**2)
    assert base.summary["base"].to_numpy() == pytest.approx(mean, rel=1e-4)
    assert base.reports["residual"].to_numpy() == pytest.approx([(mean - 10) / one, (mean - 10.4) / two], abs=1e-3)
    assert not base.reports["flagged"].any()


def test_two_reports_give_the_interval_of_their_mean() -> None:
    base = solved([toys.report("oil", 10, uncertainty=0.05), toys.report("use", 10.4, uncertainty=0.10)])
    spread = 1.6449 / np.sqrt(1 / 0.5**2 + 1 / 1.04**2)
    low, high = base.summary.loc["line", ["low", "high"]]
    assert (high - low) / 2 == pytest.approx(spread, rel=0.05)
    assert base.summary["determined"].all()


def test_copies_weigh_as_one_report() -> None:
    copies = [toys.report("use", 10.4, id=f"c{k}", uncertainty=0.05, origin="agency") for k in range(5)]
    base = solved([toys.report("oil", 10, uncertainty=0.05), *copies])
    mean = (10 / 0.5**2 + 10.4 / 0.52**2) / (1 / 0.5**2 + 1 / 0.52**2)
    assert base.summary.at["line", "base"] == pytest.approx(mean, rel=1e-3)


def test_one_wild_report_is_flagged_and_does_not_move_the_others() -> None:
    calm = [toys.report("oil", 10, kind="rounded"), toys.report("use", 10.05, kind="rounded"), toys.report("line", 10)]
    base = solved([*calm, toys.report("use", 25, id="wild", kind="rounded")])
    assert list(base.reports["flagged"]) == [False, False, False, True]
    quiet = solved(calm)
    assert base.summary.at["line", "base"] == pytest.approx(quiet.summary.at["line", "base"], rel=0.01)
    assert base.reports["residual"].abs()[:3].max() < 3


def test_a_conflict_lands_on_one_report_of_a_sum() -> None:
    days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    months = [toys.report("line", 12 * d / 365, f"2023-{m:02d}", kind="rounded") for m, d in enumerate(days, 1)]
    months[4] = months[4] | {"value": 3 * months[4]["value"]}
    base = solved([*months, toys.report("line", 12), toys.report("oil", 12)])
    assert list(np.flatnonzero(base.reports["flagged"])) == [4]
    assert base.summary.at["line", "base"] == pytest.approx(12, rel=0.01)


def test_months_known_only_by_their_sum_follow_the_profile() -> None:
    season = {"profile": "winter"}
    base = solved(
        [toys.report("use", 12)],
        supplies=[toys.supply("oil", "a", "oil_a", **season)],
        corridors=[],
        demands=[toys.demand("use", "a", "oil_a", **season)],
        profiles=worlds.SEASON,
    )
    calendar = Calendar.months(2023)
    expected = 12 * np.array(worlds.WINTER) / (calendar.weights @ np.array(worlds.WINTER))
    assert base.flows["use"].to_numpy() == pytest.approx(expected, rel=1e-3)


def test_months_known_only_by_their_sum_are_flat_without_a_profile() -> None:
    base = solved([toys.report("use", 12, "2023-01/2023-06"), toys.report("use", 6, "2023-07/2023-12", kind="plan")])
    assert base.flows["use"].iloc[0] == pytest.approx(base.flows["use"].iloc[5], rel=0.25)
    assert base.reports["estimate"].iloc[0] == pytest.approx(12, rel=0.01)


def test_a_month_reported_is_met_and_its_neighbours_lean_to_it() -> None:
    base = solved([toys.report("use", 12), toys.report("use", 2, "2023-06")])
    june = base.flows["use"].iloc[5]
    assert june * 30 / 365 == pytest.approx(2, rel=0.02)
    assert june > base.flows["use"].iloc[6] > base.flows["use"].iloc[11]


def test_every_bus_and_stock_balances(oil: System, gas: System, power: System) -> None:
    for system in (oil, gas, power):
        flows = system.base_year.flows.to_numpy()
        assert system.base_year.balance <= 1e-6
        assert np.abs(flows @ system.topology.incidence.T.toarray()).max() <= 1e-6


def test_stocks_move_by_what_goes_in_and_out_and_close_the_circle(gas: System) -> None:
    flows, levels = gas.base_year.flows, gas.base_year.levels["cavern"].to_numpy()
    weights = gas.topology.calendar.weights
    change = weights * (flows["cavern:charge"] - flows["cavern:discharge"]).to_numpy()
    assert change.sum() == pytest.approx(0, abs=1e-6)
    assert np.diff(levels[:12]) == pytest.approx(change[1:12], abs=1e-6)
    assert levels[0] - levels[11] == pytest.approx(change[0], abs=1e-6)
    assert levels.min() >= -1e-9
    assert levels.max() <= 4 + 1e-9


def test_a_lossy_stock_takes_in_more_than_it_gives() -> None:
    tables = worlds.gas()
    tables["storages"][0]["loss"] = 0.1
    base = toys.system(tables).base_year.summary["base"]
    assert 0.9 * base["cavern:charge"] == pytest.approx(base["cavern:discharge"], rel=1e-6)


def test_bounds_are_respected_and_win_over_reports() -> None:
    base = solved([toys.report("oil", 12)], corridors=[PAIR["corridors"][0] | {"capacity": 9}])
    assert base.flows.to_numpy().max() <= 9 + 1e-6
    assert base.reports["flagged"].all()
    assert base.summary["high"].max() <= 9 + 1e-4


def test_a_least_output_is_respected() -> None:
    base = solved([toys.report("use", 2)], supplies=[toys.supply("oil", "a", "oil_a", 10, minimum=0.4)])
    assert base.flows["oil"].min() >= 4 - 1e-6


def test_a_joint_limit_is_respected(oil: System) -> None:
    tables = worlds.oil()
    tables["slots"][0]["capacity"] = 40
    base = toys.system(tables).base_year
    assert (base.flows["trunk_a"] + base.flows["trunk_b"]).max() <= 40 + 1e-6
    assert base.reports["flagged"].any()
    assert not oil.base_year.reports["flagged"].any()


def test_weeks_give_the_same_year_as_months() -> None:
    seen = [toys.report("oil", 10), toys.report("use", 1.2, "2023-02")]
    months, steps = solved(seen), solved(seen, tens())
    assert steps.summary["base"].to_numpy() == pytest.approx(months.summary["base"].to_numpy(), rel=2e-3)
    assert steps.balance <= 1e-6
    assert steps.reports["residual"].abs().max() < 1


@pytest.mark.parametrize(
    "cuts",
    [
        [],
        [181],
        [90, 181],
    ],
)
def test_one_two_or_three_snapshots_will_do(cuts: list[int]) -> None:
    starts = [date(2023, 1, 1) + timedelta(days=k) for k in (0, *cuts, 365)]
    base = solved([toys.report("oil", 10)], Calendar.from_starts(2023, starts))
    assert base.summary["base"].to_numpy() == pytest.approx(10, rel=1e-3)


def test_parts_are_reconciled_by_themselves() -> None:
    seen = [toys.report("oil", 10, uncertainty=0.05), toys.report("use", 10.4, uncertainty=0.05)]
    gas = {
        "supplies": [*PAIR["supplies"], toys.supply("wells", "a", "gas")],
        "demands": [*PAIR["demands"], toys.demand("heat", "a", "gas")],
    }
    joint = solved([*seen, toys.report("wells", 5, unit="bcm")], **gas)
    assert joint.summary.loc[["oil", "line", "use"], "base"].to_numpy() == pytest.approx(
        solved(seen).summary.loc[["oil", "line", "use"], "base"].to_numpy(), rel=1e-6
    )
    assert joint.summary.at["heat", "base"] == pytest.approx(5, rel=1e-4)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(1, 100), min_size=2, max_size=6), st.floats(0.01, 0.2))
def test_balance_and_bounds_hold_whatever_is_reported(values: list[float], width: float) -> None:
    names = ["oil", "use", "line"]
    seen = [toys.report(names[k % 3], value, id=f"r{k}", uncertainty=width) for k, value in enumerate(values)]
    base = solved(seen, corridors=[PAIR["corridors"][0] | {"capacity": 60}])
    assert base.balance <= 1e-6 * max(values)
    assert base.flows.to_numpy().min() >= -1e-7
    assert base.flows.to_numpy().max() <= 60 + 1e-6
    assert (base.summary["low"] <= base.summary["base"]).all()
    assert (base.summary["base"] <= base.summary["high"]).all()
