"""Remaining flexibility and disrupted rates, worked out by hand on three countries in a row."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from levier.analysis.flexibility import cooperative_rates, remaining_flexibility, uncooperative_rates
from levier.analysis.moment import Moment, busiest, moment_of
from levier.errors import UsageError
from levier.system import System
from tests.system import toys

NAMES = ("field", "to_b", "to_c", "own_c", "use_a", "use_b", "use_c")


def row(field: float, to_b: float, to_c: float, own_c: float = 0.0, *, use: float = 10.0) -> Moment:
    """Give a field in A, a line to B and on to C, each using as much; C may make some of its own."""
    ends = np.array(
        [
            [1, -1, 0, 0, -1, 0, 0],
            [0, 1, -1, 0, 0, -1, 0],
            [0, 0, 1, 1, 0, 0, -1],
        ]
    )
    user = np.array(["", "", "", "", "AA", "BB", "CC"], dtype=object)
    return Moment(
        names=pd.Index(NAMES),
        slots=pd.Index([]),
        incidence=sparse.csr_array(ends.astype(float)),
        upper=np.array([field, to_b, to_c, own_c, use, use, use]),
        membership=sparse.csr_array((0, len(NAMES))),
        joint=np.zeros(0),
        user=user,
        demand=user != "",
        crossed=np.array([0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
    )


def test_nothing_is_disrupted_where_all_can_be_served() -> None:
    moment = row(36, 24, 13)
    none = pytest.approx({"AA": 0, "BB": 0, "CC": 0}, abs=1e-6)
    assert cooperative_rates(moment) == none
    assert uncooperative_rates(moment) == none


def test_each_grows_to_its_own_first_limit() -> None:
    """36 made, 30 used: A may use all 6 more; B is held by its line of 24 (10 go on to C), C by its of 13."""
    moment = row(36, 24, 13)
    rates = cooperative_rates(moment)
    assert remaining_flexibility(moment, "AA", rates) == pytest.approx(0.6)
    assert remaining_flexibility(moment, "BB", rates) == pytest.approx(0.4)
    assert remaining_flexibility(moment, "CC", rates) == pytest.approx(0.3)


def test_a_cut_is_shared_or_falls_on_the_last_in_the_row() -> None:
    """15 made for 30: shared, each lacks half; own demand first, A lacks nothing, B half, C everything."""
    moment = row(15, 30, 20)
    assert cooperative_rates(moment) == pytest.approx({"AA": 0.5, "BB": 0.5, "CC": 0.5})
    assert uncooperative_rates(moment) == pytest.approx({"AA": 0.0, "BB": 0.5, "CC": 1.0})


def test_who_cannot_be_helped_is_set_apart_and_the_rest_share() -> None:
    """C, cut off, has 5 of its own and lacks half; A and B share 15 of 20, and lack a quarter each."""
    moment = row(15, 30, 0, own_c=5)
    assert cooperative_rates(moment) == pytest.approx({"AA": 0.25, "BB": 0.25, "CC": 0.5}, abs=1e-6)
    assert uncooperative_rates(moment) == pytest.approx({"AA": 0.0, "BB": 0.5, "CC": 0.5}, abs=1e-6)


def test_own_output_stays_at_home_before_it_is_passed_on() -> None:
    """C makes 12: it serves itself and cannot send back, so A and B share what A makes."""
    moment = row(10, 30, 20, own_c=12)
    assert cooperative_rates(moment) == pytest.approx({"AA": 0.5, "BB": 0.5, "CC": 0.0}, abs=1e-6)
    assert uncooperative_rates(moment) == pytest.approx({"AA": 0.0, "BB": 1.0, "CC": 0.0}, abs=1e-6)


def test_the_disrupted_have_no_flexibility_and_others_keep_what_they_had() -> None:
    """C is held to 4 by its line; A may take the 6 that are left over, B too."""
    moment = row(30, 30, 4)
    rates = cooperative_rates(moment)
    assert rates == pytest.approx({"AA": 0.0, "BB": 0.0, "CC": 0.6})
    assert remaining_flexibility(moment, "CC", rates) == 0
    assert remaining_flexibility(moment, "AA", rates) == pytest.approx(0.6, abs=1e-5)
    assert remaining_flexibility(moment, "BB", rates) == pytest.approx(0.6, abs=1e-5)


def test_a_closure_shuts_flows_and_leaves_what_is_asked_for() -> None:
    moment = row(36, 24, 13).closed(pd.Index(["to_b", "use_b"]))
    assert cooperative_rates(moment) == pytest.approx({"AA": 0.0, "BB": 1.0, "CC": 1.0})


def test_who_uses_nothing_has_no_flexibility_to_ask_for() -> None:
    moment = row(36, 24, 13)
    with pytest.raises(UsageError, match=r"DD uses nothing .* AA, BB, CC"):
        remaining_flexibility(moment, "DD", cooperative_rates(moment))


@settings(max_examples=40, deadline=None)
@given(*[st.floats(0, 40).map(lambda value: round(value, 3)) for _ in range(4)])
def test_sharing_serves_the_worst_off_better_and_own_first_serves_most(
    field: float, to_b: float, to_c: float, own_c: float
) -> None:
    moment = row(field, to_b, to_c, own_c)
    shared, first = cooperative_rates(moment), uncooperative_rates(moment)
    assert max(shared.values()) <= max(first.values()) + 1e-5
    assert sum(first.values()) <= sum(shared.values()) + 1e-5
    assert first["AA"] == pytest.approx(max(0.0, 1 - field / 10), abs=1e-5)
    assert first["CC"] >= shared["CC"] - 1e-5


def countries() -> System:
    """Give the three countries as a data package: 18 bcm made, 6 used in each, joint room on the lines."""
    each = {"unit": "bcm"}
    return toys.system(
        toys.tables(
            {"wells": "AA", "city_a": "AA", "city_b": "BB", "city_c": "CC"},
            supplies=[toys.supply("wells_gas", "wells", "gas", 21, cost=5)],
            corridors=[
                toys.corridor("inner", "gas", ("wells", "city_a"), capacity=30),
                toys.corridor("to_b", "gas", ("city_a", "city_b"), capacity=14, territory="AA;BB", group="main"),
                toys.corridor("to_c", "gas", ("city_b", "city_c"), capacity=9, territory="BB;CC"),
            ],
            demands=[toys.demand(f"use_{name}", f"city_{name}", "gas") for name in "abc"],
            observations=[
                toys.report("wells_gas", 18, **each),
                *(toys.report(f"use_{name}", 6, **each) for name in "abc"),
            ],
            stakes=[{"id": "t0", "owner": "op_c", "holding": "nothing", "share": 100, "kind": "equity"}],
        )
    )


def test_the_moment_of_a_package_is_the_same_row() -> None:
    """21 can be made for 18: A grows by 3 of 6, B by 2 (its line carries 14, 6 of them for C), C by 2."""
    system = countries()
    moment = moment_of(system, "gas", busiest(system, "BB", "gas"))
    rates = cooperative_rates(moment)
    assert moment.users == ["AA", "BB", "CC"]
    assert max(rates.values()) == pytest.approx(0, abs=1e-5)
    found = [remaining_flexibility(moment, name, rates) for name in moment.users]
    assert found == pytest.approx([3 / 6, 2 / 6, 2 / 6], rel=1e-3)
    crossed = dict(zip(moment.names, moment.crossed.tolist(), strict=True))
    assert {name for name, borders in crossed.items() if borders} == {"to_b", "to_c"}
    shut = moment.closed(pd.Index(["to_c"]))
    assert cooperative_rates(shut) == pytest.approx({"AA": 0, "BB": 0, "CC": 1}, abs=1e-5)


def test_a_stock_gives_no_more_in_a_month_than_it_holds(gas: System) -> None:
    """The cavern of 4 can give 20 a year; in December it gives what it holds at the end of November, in 31 days."""
    december = gas.topology.calendar.labels.index("2023-12")
    moment = moment_of(gas, "gas", december)
    drawn = moment.names.get_loc("cavern:discharge")
    held = float(gas.base_year.levels["cavern"].iloc[december - 1])
    assert 0 < held <= 4
    assert moment.upper[drawn] == pytest.approx(min(20.0, held * 365 / 31), rel=1e-6)
    hour = moment_of(gas, "gas", len(gas.topology.calendar) - 1)
    assert hour.upper[drawn] == pytest.approx(20.0)
