"""Dispatch by hand, balances of a real week, and a year."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from levier.analysis.fuel_mix import at_most, by_carrier
from levier.dataset import read
from levier.engine import Outcome, Program, solve_program
from levier.errors import UsageError
from levier.system.draft import Draft
from levier.system.hourly import HourlyInputs, hourly_draft, hourly_inputs
from tests.system.hourly import toy

WEEK = 168
DAY = 24


def solved(draft: Draft) -> Outcome:
    return solve_program(Program.from_network(draft.network()))


@cache
def inputs() -> HourlyInputs:
    """Gather the inputs of 2024."""
    return hourly_inputs(read("eurasia"), 2024)


@cache
def week() -> tuple[Draft, Outcome]:
    """Solve the second week of 2024."""
    draft = hourly_draft(inputs(), start="2024-01-08", hours=WEEK)
    return draft, solved(draft)


def test_two_days_worked_out_by_hand() -> None:
    draft = hourly_draft(toy.inputs(heat=0.8), start="2023-01-31", hours=2 * DAY)
    outcome = solved(draft)
    cold, mild = (outcome.flows[rows].mean() for rows in (slice(0, DAY), slice(DAY, None)))
    # a needs 6 and sends 2 to b; coal gives at most 8 * 0.75 = 6, water 1 in the mean, gas the rest. Only coal is
    # cheap enough to be sold abroad for 15. b needs 4: 2 by the line, 1.5 from abroad, 0.5 is not served.
    wanted = {"mine": 6.0, "turbine": 1.0, "from_abroad": 1.5, "to_abroad": 0.0, "b unserved": 0.5}
    assert mild[[f"Generator:{name}" for name in wanted]].tolist() == pytest.approx(list(wanted.values()), abs=1e-9)
    assert mild[["Link:dam", "Link:a_b"]].tolist() == pytest.approx([1.0, 2.0])
    # In January gas must run at 0.8 * 5 * 0.8 = 3.2: 2.2 of coal are free, of which 1 can be sold.
    wanted |= {"mine": 4.8, "turbine": 3.2, "to_abroad": 1.0}
    assert cold[[f"Generator:{name}" for name in wanted]].tolist() == pytest.approx(list(wanted.values()), abs=1e-9)
    energy = by_carrier(draft, outcome)
    assert energy["gas"] == pytest.approx((3.2 + 1.0) / 365)
    assert energy["export"] == pytest.approx(1.0 / 365)
    assert at_most(draft)[["coal", "gas"]].tolist() == pytest.approx([2 * 6.0 / 365, 2 * 4.0 / 365])


def test_water_is_kept_within_its_month() -> None:
    flat = toy.inputs()
    swung = replace(flat, load_factor=0.8, demand_shape=flat.demand_shape.assign(a=np.r_[0.6, 1.6, np.ones(10)]))
    draft = hourly_draft(swung, start="2023-01-30", hours=4 * DAY)
    dam = solved(draft).flows["Link:dam"].to_numpy()
    assert dam[: 2 * DAY].mean() == pytest.approx(1.0)
    assert dam[2 * DAY :].mean() == pytest.approx(1.0)
    assert dam.max() > 1.0


def test_every_hour_of_a_week_is_balanced_in_every_zone() -> None:
    draft, outcome = week()
    flows = outcome.flows
    load = pd.DataFrame(draft.series("Load", "p_set", 0.0), columns=draft.column("Load", "bus", ""))
    for zone in load.columns:
        given = np.zeros(WEEK)
        columns = [draft.column("Generator", name, 1.0) for name in ("bus", "sign")]
        for name, bus, sign in zip(draft.names("Generator"), *columns, strict=True):
            given += flows[f"Generator:{name}"].to_numpy() * float(sign) * (bus == zone)
        ends = [draft.column("Link", name, "") for name in ("bus0", "bus1")]
        for name, source, target in zip(draft.names("Link"), *ends, strict=True):
            given += flows[f"Link:{name}"].to_numpy() * (float(target == zone) - float(source == zone))
        assert given == pytest.approx(load[zone].to_numpy(), abs=1e-8)


def test_russian_power_is_bought_only_when_the_north_has_nothing_left() -> None:
    draft, outcome = week()
    bought = outcome.flows["Generator:ru_kz_north_in"].to_numpy() > 1e-6
    assert bought.any()
    north = draft.column("Generator", "bus", "") == "kz_north"
    thermal = north & np.isin(draft.column("Generator", "carrier", ""), ["coal", "gas"])
    most = draft.series("Generator", "p_max_pu", 1.0) * draft.column("Generator", "p_nom", 0.0).astype(float)
    run = outcome.flows[[f"Generator:{name}" for name in np.array(draft.names("Generator"))[thermal]]].to_numpy()
    assert run[bought] == pytest.approx(most[:, thermal][bought], abs=1e-8)


def test_a_week_of_water_is_a_week_of_its_month() -> None:
    draft, outcome = week()
    plants = inputs().plants
    dams = plants[plants["fuel"] == "hydro"]
    seasons = inputs().available[dams.index] * dams["capacity"]
    days = pd.date_range("2024-01-31", periods=12, freq="ME").day
    january = seasons.iloc[0].sum() / (seasons.T @ np.array(days)).sum()
    assert by_carrier(draft, outcome)["hydro"] == pytest.approx(7 * january * inputs().yearly["hydro"], rel=1e-9)


def test_seeds_differ_in_wind_alone() -> None:
    one, two = (hourly_draft(inputs(), hours=WEEK, seed=seed).series("Generator", "p_max_pu", 1.0) for seed in (1, 2))
    draft = hourly_draft(inputs(), hours=WEEK)
    changed = (one != two).any(axis=0)
    carriers = draft.column("Generator", "carrier", "")
    assert set(carriers[changed]) == {"wind"}
    assert changed.sum() == (carriers == "wind").sum()


@pytest.mark.parametrize(
    ("start", "hours"), [("2025-01-01", 24), ("2024-12-31", 25), ("2024-01-01", 0), ("2023-12-31", 24)]
)
def test_a_stretch_outside_the_year_is_refused(start: str, hours: int) -> None:
    with pytest.raises(UsageError, match="inside 2024"):
        hourly_draft(inputs(), start=start, hours=hours)


@pytest.mark.slow
def test_a_year_serves_its_demand_and_its_water() -> None:
    draft = hourly_draft(inputs())
    energy = by_carrier(draft, solved(draft))
    made = energy[["coal", "gas", "hydro", "wind", "solar", "import", "unserved"]].sum() - energy["export"]
    assert made == pytest.approx(inputs().demand.sum(), rel=1e-6)
    assert inputs().demand.sum() == pytest.approx(119.0)
    assert energy["unserved"] == pytest.approx(0.0, abs=1e-6)
    assert energy["hydro"] == pytest.approx(inputs().yearly["hydro"], rel=1e-6)
    assert energy["wind"] == pytest.approx(4.5, abs=0.1)
