"""A shock over its window: joint limits, ramps, stocks, time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.analysis import Run, Runner
from levier.errors import ShockError
from levier.system import System
from tests.analysis.shocks import cut, factor, half, keep, shock
from tests.system import toys, worlds

SLICE = 1 / 12


@pytest.fixture(scope="module")
def twins() -> Runner:
    """Give two shippers of a trunk line without a way round it: 24 and 12 Mt of one, 8 of the other."""
    trunk = {"slot": "trunk", "group": "trunk_line"}
    return Runner(
        toys.system(
            toys.tables(
                {"a1": "AA", "a2": "AA", "hub": "AA", "b": "BB", "port": "BB"},
                supplies=[
                    toys.supply("first", "a1", "oil_a", 24),
                    toys.supply("second", "a2", "oil_a", 12, cost=90),
                    toys.supply("other", "b", "oil_b", 8),
                ],
                corridors=[
                    toys.corridor("from_1", "oil_a", ("a1", "hub"), 5),
                    toys.corridor("from_2", "oil_a", ("a2", "hub"), 1),
                    toys.corridor("trunk_a", "oil_a", ("hub", "port"), 9, **trunk),
                    toys.corridor("trunk_b", "oil_b", ("b", "port"), 4, **trunk),
                ],
                slots=[toys.slot("trunk", "port", 44)],
                markets=[toys.market("sold_a", "port", "oil_a"), toys.market("sold_b", "port", "oil_b")],
                prices=[toys.price("sold_a_price", "oil_a", 500), toys.price("sold_b_price", "oil_b", 300)],
                stakes=[worlds.EQUITY],
                observations=[toys.report("first", 24), toys.report("second", 12), toys.report("other", 8)],
            )
        )
    )


@pytest.fixture(scope="module")
def berths() -> Runner:
    """Give one oil with two tanker routes that share berths: 6 Mt east, 4 west, 10 berthed."""
    both = {"slot": "berths", "mode": "tanker", "ramp": 0.3}
    return Runner(
        toys.system(
            toys.tables(
                {"quay": "AA", "east": "BB", "west": "CC"},
                supplies=[toys.supply("oil", "quay", "oil_a", 10)],
                corridors=[
                    toys.corridor("to_east", "oil_a", ("quay", "east"), 10, **both),
                    toys.corridor("to_west", "oil_a", ("quay", "west"), 12, **both),
                ],
                slots=[toys.slot("berths", "quay", 10)],
                markets=[toys.market("sold_east", "east", "oil_a", 5), toys.market("sold_west", "west", "oil_a", 5)],
                prices=[toys.price(f"sold_{side}_price", "oil_a", 500) for side in ("east", "west")],
                stakes=[worlds.EQUITY],
                observations=[toys.report("to_east", 6), toys.report("to_west", 4), toys.report("oil", 10)],
            )
        )
    )


def kept(run: Run, name: str) -> np.ndarray:
    """Share of the base flow that is left, month by month."""
    return np.asarray(run.shocked[name] / run.reference[name])


def test_the_reference_is_the_base_year(oil_runner: Runner, gas_runner: Runner) -> None:
    for runner in (oil_runner, gas_runner):
        run = runner.run(shock(cut(kind="supply"), start=11, months=2, recovery=3))
        base = runner.system.base_year.flows.iloc[run.positions]
        assert run.reference.to_numpy() == pytest.approx(base.to_numpy(), abs=1e-3)


def test_closing_one_shipper_stops_his_oil_only(oil_runner: Runner, twins: Runner) -> None:
    for runner in (oil_runner, twins):
        run = runner.run(shock(cut(id="trunk_a")))
        assert run.shocked["trunk_a"].max() == pytest.approx(0, abs=1e-9)
        assert kept(run, "trunk_b") == pytest.approx(1, abs=1e-4)


def test_closing_one_user_frees_his_room_for_the_other(berths: Runner) -> None:
    run = berths.run(shock(cut(id="to_west")))
    assert run.shocked["to_west"].max() == 0
    assert run.shocked["to_east"].to_numpy() == pytest.approx(6 + 4 * np.array([0.3, 0.6, 0.9]), rel=1e-3)


@pytest.mark.parametrize("select", [{"id": "trunk"}, {"group": "trunk_line"}])
def test_halving_the_joint_thing_halves_both(twins: Runner, select: dict[str, Any]) -> None:
    run = twins.run(shock(half(**select)))
    for name in ("trunk_a", "trunk_b"):
        assert kept(run, name) == pytest.approx(0.5, abs=SLICE + 1e-6)
    assert (run.shocked["trunk_a"] + run.shocked["trunk_b"]).to_numpy() == pytest.approx(22, rel=1e-3)


@pytest.mark.parametrize("share", [0.9, 0.5, 0.2])
def test_shortages_are_pro_rata_behind_a_bottleneck(twins: Runner, share: float) -> None:
    run = twins.run(shock(keep(share, id="trunk")))
    for name in ("first", "second", "other"):
        assert kept(run, name) == pytest.approx(share, abs=SLICE + 1e-6), name


def test_a_derate_of_capacity_cuts_room_before_flow(oil_runner: Runner) -> None:
    mild = oil_runner.run(shock({"kind": "derate", "keep": 0.9, "select": {"id": "trunk"}}))
    assert kept(mild, "trunk_a") == pytest.approx(1, abs=1e-4)
    harsh = oil_runner.run(shock({"kind": "derate", "keep": 0.5, "select": {"id": "trunk"}}))
    assert (harsh.shocked["trunk_a"] + harsh.shocked["trunk_b"]).to_numpy() == pytest.approx(25, rel=1e-4)


def test_half_of_an_unlimited_corridor_is_half_of_its_flow(transit_runner: Runner) -> None:
    run = transit_runner.run(shock({"kind": "derate", "keep": 0.5, "select": {"id": "line"}}))
    assert kept(run, "line").max() <= 0.5 + 1e-6


@pytest.mark.parametrize("name", ["rail_c", "trunk", "trunk_a"])
def test_two_fractions_of_one_asset_multiply(oil_runner: Runner, name: str) -> None:
    """On base and flex tranches and on joint limits alike: a half of a half is a quarter."""
    twice = oil_runner.run(shock(keep(0.5, id=name), keep(0.5, id=name), months=3))
    once = oil_runner.run(shock(keep(0.25, id=name), months=3))
    assert twice.damage == pytest.approx(once.damage, rel=1e-9)
    halves = {"kind": "derate", "keep": 0.5, "select": {"id": name}}
    quarter = {"kind": "derate", "keep": 0.25, "select": {"id": name}}
    assert oil_runner.run(shock(halves, halves, months=3)).damage == pytest.approx(
        oil_runner.run(shock(quarter, months=3)).damage, rel=1e-9
    )


def test_flex_opens_by_its_ramp(oil_runner: Runner) -> None:
    run = oil_runner.run(shock(cut(id="trunk_a"), months=6))
    months = np.arange(1, 7)
    for name in ("rail_c", "gate_a", "north_oil"):
        j = list(oil_runner.system.assets.index).index(name)
        ramp = oil_runner.system.assets["ramp"].iloc[j]
        room = oil_runner.system.calibration.spare[run.positions, j]
        gain = run.shocked[name] - run.reference[name]
        assert (gain <= np.minimum(1, ramp * months) * room + 1e-6).all(), name
    assert run.shocked["rail_c"].to_numpy() == pytest.approx(4 + 8 * np.minimum(1, 0.2 * months), rel=1e-3)


def test_nothing_before_the_onset_reacts(gas_runner: Runner) -> None:
    run = gas_runner.run(shock(cut(id="gas_line"), start=12, months=1, recovery=4))
    assert run.labels[0] == "2023-12"
    before = gas_runner.system.base_year.levels["cavern"]["2023-11"]
    drawn = run.weights[0] * (run.shocked["cavern:discharge"] - run.shocked["cavern:charge"]).iloc[0]
    assert run.stock["cavern"].iloc[0] == pytest.approx(before - drawn, abs=1e-6)
    assert run.stock_reference["cavern"].iloc[0] == pytest.approx(
        gas_runner.system.base_year.levels["cavern"]["2023-12"], abs=1e-4
    )


def test_stocks_end_no_lower_than_the_base_has_them(gas_runner: Runner) -> None:
    run = gas_runner.run(shock(cut(id="gas_line"), months=1, recovery=5))
    base = gas_runner.system.base_year.levels["cavern"]
    assert run.stock["cavern"].iloc[-1] >= base[run.labels[-1]] - 1e-6
    assert run.stock["cavern"].min() < base[list(run.labels)].min()


@pytest.mark.parametrize("asset", ["gas_line", "cavern"])
def test_a_cut_while_stocks_fill_has_an_answer(gas_runner: Runner, asset: str) -> None:
    run = gas_runner.run(shock(cut(id=asset), start=7, months=1))
    assert run.damage > 0


def test_the_window_ends_and_the_base_comes_back(transit_runner: Runner) -> None:
    run = transit_runner.run(shock(cut(id="line"), months=1, recovery=3))
    assert run.window.tolist() == [True, False, False, False]
    assert kept(run, "line") == pytest.approx([0, 1, 1, 1], abs=1e-6)


def test_a_peak_hour_stands_alone(power_runner: Runner) -> None:
    run = power_runner.run(shock(cut(id="line"), start="peak"))
    assert run.labels == ("peak",)
    lost = run.unserved["use_s"].iloc[0] / 8.76
    spare = 3.0 - run.reference["gas_plant"].iloc[0] / 8.76
    assert lost == pytest.approx(run.reference["line"].iloc[0] / 8.76 - spare, abs=0.01)


def test_what_is_served_is_the_load_less_what_is_not(gas_runner: Runner) -> None:
    run = gas_runner.run(shock(factor("demand", 1.5, id="heating"), months=2))
    load = 1.5 * gas_runner.system.base_year.flows["heating"].iloc[run.positions].to_numpy()
    assert (run.shocked["heating"] + run.unserved["heating"]).to_numpy() == pytest.approx(load, rel=1e-4)
    assert run.shocked["heating"].iloc[0] > run.reference["heating"].iloc[0]


def test_a_demand_shock_ends_with_its_window(gas_runner: Runner) -> None:
    run = gas_runner.run(shock(factor("demand", 1.2, id="heating"), months=1, recovery=2))
    served = run.shocked["heating"] + run.unserved["heating"]
    assert served.iloc[1:].to_numpy() == pytest.approx(run.reference["heating"].iloc[1:].to_numpy(), rel=1e-4)


def test_two_effects_on_one_demand_agree_with_the_program(gas_runner: Runner) -> None:
    effects = (factor("demand", 1.2, id="heating"), factor("demand", 1.1, carrier="gas"))
    run = gas_runner.run(shock(*effects, months=1))
    flows = run.shocked.to_numpy() @ gas_runner.system.topology.incidence.T.toarray()
    assert np.abs(flows).max() <= 1e-6


@pytest.mark.parametrize("effect", [factor("demand", 1.1, id="idle"), factor("price", 0.5, id="closed")])
def test_shocks_on_what_is_idle_change_nothing(effect: dict[str, Any]) -> None:
    tables = worlds.transit()
    tables["demands"] = [toys.demand("idle", "field", "crude")]
    tables["markets"].append(toys.market("closed", "sea", "oil_a"))
    tables["prices"].append(toys.price("closed_price", "oil_a", 400))
    tables["observations"].append(toys.report("closed", 0))
    assert Runner(toys.system(tables)).run(shock(effect)).damage == pytest.approx(0, abs=1e-6)


def test_every_bus_balances_under_every_kind_of_shock(oil_runner: Runner, power_runner: Runner) -> None:
    for runner, effect in (
        (oil_runner, cut(id="trunk_a")),
        (oil_runner, factor("price", 0.8, id="port_a")),
        (oil_runner, factor("demand", 1.3, id="refinery")),
        (power_runner, cut(id="gas_plant")),
    ):
        run = runner.run(shock(effect))
        flows = run.shocked.to_numpy() @ runner.system.topology.incidence.T.toarray()
        assert np.abs(flows).max() <= 1e-6


def test_damage_of_pure_cuts_is_not_negative_and_grows(oil_runner: Runner) -> None:
    names: list[str] = []
    last = 0.0
    for name in ("rail_c", "north_hub", "trunk_b", "south_oil", "intake"):
        names.append(name)
        damage = oil_runner.run(shock(cut(id=list(names)))).damage
        assert damage >= last - 1e-6
        last = damage
    assert last > 0


@settings(max_examples=8, deadline=None)
@given(
    st.sets(st.sampled_from(["north_oil", "south_oil", "b_oil", "rail_c", "trunk", "intake"]),
            min_size=1),
    st.floats(0, 1), st.floats(0, 1),
)  # fmt: skip
def test_deeper_cuts_never_help(oil_runner: Runner, names: set[str], one: float, two: float) -> None:
    known = sorted(names)
    mild, harsh = (oil_runner.run(shock(keep(s, id=known), months=2)).damage for s in (max(one, two), min(one, two)))
    assert -1e-6 <= mild <= harsh + 1e-6


def test_order_and_repetition_do_not_matter(oil: System) -> None:
    first, second = Runner(oil), Runner(oil)
    one, two = shock(cut(id="trunk_a")), shock(half(id="trunk"))
    there = [first.run(one).shocked, first.run(two).shocked]
    back = [second.run(two).shocked, second.run(one).shocked]
    pd.testing.assert_frame_equal(there[0], back[1])
    pd.testing.assert_frame_equal(there[1], back[0])


def test_names_that_are_wrong_are_said(oil_runner: Runner) -> None:
    with pytest.raises(ShockError, match="nearest: trunk"):
        oil_runner.run(shock(cut(id="trunck")))


def test_a_shock_of_three_months_lasts_three_months_in_ten_day_steps() -> None:
    from datetime import date, timedelta

    from levier.system import Calendar

    starts = [date(2023, 1, 1) + timedelta(days=k) for k in range(0, 365, 10)]
    calendar = Calendar.from_starts(2023, [*starts, date(2024, 1, 1)])
    run = Runner(toys.system(worlds.transit(), calendar)).run(shock(cut(id="line"), start=3, months=3))
    assert run.weights[run.window].sum() * 365 == pytest.approx(92, abs=10)
