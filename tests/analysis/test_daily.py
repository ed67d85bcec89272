"""Outages by days: no foresight, tanks, ramps, and agreement with the monthly program."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from levier.analysis import Runner
from levier.analysis.daily import MONTH, DailyRunner, opening
from levier.shock import Change
from levier.system import System
from tests.analysis.shocks import cut, shock
from tests.system import toys, worlds

MARCH = date(2023, 3, 1)
RATE = 36.5


@pytest.fixture(scope="module")
def terminal() -> System:
    """Give a field of 0.1 Mt a day that ends at a mooring, behind tanks with three days of room and none in stock."""
    days = 1 / 365
    return toys.system(
        toys.tables(
            {"wells": "AA", "port": "AA", "sea": "AA"},
            supplies=[toys.supply("wells_oil", "wells", "crude", RATE, cost=20)],
            corridors=[
                toys.corridor("line", "crude", ("wells", "port"), 2, capacity=RATE),
                toys.corridor("mooring", "crude", ("port", "sea"), 1, capacity=2 * RATE),
            ],
            markets=[toys.market("world", "sea", "crude", 2 * RATE)],
            storages=[
                toys.storage("tanks", "port", "crude", 3 * RATE * days, injection=RATE, withdrawal=RATE, initial=0)
            ],
            prices=[toys.price("world_price", "crude", 500)],
            observations=[toys.report("wells_oil", RATE)],
        )
    )


@pytest.fixture(scope="module")
def runner(terminal: System) -> DailyRunner:
    return DailyRunner(terminal)


@pytest.mark.parametrize("world", [worlds.oil, worlds.gas, worlds.power, worlds.transit])
def test_without_an_outage_a_year_of_days_is_the_base_year(world: object) -> None:
    system = toys.system(world())  # type: ignore[operator]
    run = DailyRunner(system).run({date(2023, 1, 1): []}, date(2023, 12, 31))
    assert np.abs(run.rates - run.reference).to_numpy().max() < 1e-4
    ends = [day for day in run.stock.index if (day.replace(day=28) != day) and day.day >= 28]
    assert len(ends) >= 11
    for day in (date(2023, 1, 31), date(2023, 6, 30), date(2023, 12, 31)):
        expected = system.base_year.levels[list(run.stock.columns)].iloc[day.month - 1]
        assert run.stock.loc[day].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-5)


def test_five_days_closed_in_front_of_three_days_of_room_lose_two(terminal: System, runner: DailyRunner) -> None:
    room = 3.0 - float(terminal.base_year.levels["tanks"].iloc[1]) / (RATE / 365)
    run = runner.run({date(2023, 3, 5): [Change("mooring", "capacity", 0.0)], date(2023, 3, 10): []}, date(2023, 3, 31))
    made = run.rates["wells_oil"] / 365
    lost = (RATE / 365 - made[made.index < date(2023, 3, 10)]).sum()
    assert room == pytest.approx(3.0, abs=0.05)
    assert lost == pytest.approx((5.0 - room) * RATE / 365, rel=1e-4)
    assert made[date(2023, 3, 5)] == pytest.approx(RATE / 365, rel=1e-3), "the tank fills before the field shuts in"


def test_what_was_stored_is_sold_once_the_way_is_open(runner: DailyRunner) -> None:
    run = runner.run({date(2023, 3, 5): [Change("mooring", "capacity", 0.0)], date(2023, 3, 8): []}, date(2023, 5, 31))
    assert run.stock["tanks"].loc[date(2023, 3, 7)] > 0.25
    assert run.stock["tanks"].iloc[-1] == pytest.approx(0.0, abs=0.02)
    sold, made = run.rates["mooring"].sum(), run.rates["wells_oil"].sum()
    assert sold == pytest.approx(made, rel=1e-3)


def test_nothing_moves_before_the_onset(runner: DailyRunner) -> None:
    late = runner.run({MARCH: [], date(2023, 3, 20): [Change("mooring", "capacity", 0.0)]}, date(2023, 3, 31))
    before = late.rates.index < date(2023, 3, 20)
    assert np.abs(late.rates[before] - late.reference[before]).to_numpy().max() < 1e-6
    assert late.rates["mooring"].iloc[-1] == pytest.approx(0.0, abs=1e-9)


def test_a_day_does_not_know_the_next(runner: DailyRunner) -> None:
    """The same days under a long and a short closure are equal as long as both are closed."""
    closed = [Change("mooring", "capacity", 0.3)]
    short = runner.run({MARCH: closed, date(2023, 3, 4): []}, date(2023, 3, 10))
    long = runner.run({MARCH: closed}, date(2023, 3, 10))
    assert short.rates.iloc[:3].to_numpy() == pytest.approx(long.rates.iloc[:3].to_numpy(), abs=1e-9)
    assert abs(short.rates["mooring"].iloc[5] - long.rates["mooring"].iloc[5]) > 1.0


def test_a_month_of_days_is_the_monthly_program() -> None:
    """The railway closed: the trunk line's room opens by its ramp all month, the fields shut in the rest."""
    tables = worlds.oil()
    for row in tables["corridors"]:
        row["ramp"] = 0.2
    system = toys.system(tables)
    monthly = Runner(system).run(shock(cut(id=["rail_c"]), start=3, months=1))
    daily = DailyRunner(system).run({MARCH: [Change("rail_c", "capacity", 0.0)]}, date(2023, 3, 31))
    change = np.abs(monthly.shocked - monthly.reference).iloc[0]
    assert change[["rail_c", "trunk_a"]].min() > 1.0
    for name in ("trunk_a", "trunk_b", "rail_c", "refinery"):
        assert daily.rates[name].mean() == pytest.approx(float(monthly.shocked[name].iloc[0]), abs=0.02), name
    made = daily.rates[["north_oil", "south_oil"]].sum(axis=1).mean()
    assert made == pytest.approx(float(monthly.shocked[["north_oil", "south_oil"]].iloc[0].sum()), abs=0.02)


def test_closed_loses_all_that_was_cut(oil: System) -> None:
    daily = DailyRunner(oil).run({MARCH: [Change("trunk_a", "flow", 0.25)]}, date(2023, 3, 31), closed=True)
    lost = (daily.reference - daily.rates)[["north_oil", "south_oil"]].sum(axis=1)
    assert lost.to_numpy() == pytest.approx(0.75 * daily.reference["trunk_a"].to_numpy(), rel=1e-4)
    assert np.abs(daily.rates["rail_c"] - daily.reference["rail_c"]).max() < 1e-6


def test_ramps_of_a_mode_move_its_corridors_alone(oil: System) -> None:
    shut = {MARCH: [Change("trunk_a", "capacity", 0.0)]}
    slow, quick = (DailyRunner(oil).run(shut, date(2023, 3, 31), ramps={"rail": r}) for r in (0.2, 0.7))
    assert quick.rates["rail_c"].sum() > slow.rates["rail_c"].sum() + 1.0
    same = DailyRunner(oil).run(shut, date(2023, 3, 31), ramps={"tanker": 0.7})
    assert same.rates.equals(DailyRunner(oil).run(shut, date(2023, 3, 31)).rates)


def test_the_mean_opening_of_a_month_is_the_monthly_ramp() -> None:
    days = np.arange(round(12 * MONTH))
    shares = np.array([opening(np.array([0.05]), int(day))[0] for day in days])
    month = (days // MONTH).astype(int)
    means = [shares[month == k].mean() for k in range(12)]
    assert means == pytest.approx([0.05 * (k + 1) for k in range(12)], rel=0.02)
    assert opening(np.array([1.0]), 0)[0] == pytest.approx(1.0)
