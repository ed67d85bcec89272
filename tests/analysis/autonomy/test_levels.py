"""A sea that falls: what is left of what follows it, what is told of its level, and the frontier beside the other."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.analysis.autonomy import Autonomy, answer_autonomy
from levier.analysis.autonomy.levels import Level, find_level, forecasts
from levier.analysis.autonomy.lowered import level_table
from levier.analysis.autonomy.told import sentences
from levier.dataset import Package, read
from levier.errors import UsageError
from levier.system import System
from tests.analysis.autonomy import test_package as home
from tests.system import toys

DIRECT = {"id": "opt_direct", "kind": "corridor", "place": "field", "to": "city", "capacity": 4, "cost_low": 500,
          "territory": "AA;CC", "lead_years": 1}  # fmt: skip
POINTS = ((-29.0, 1.0), (-31.0, 0.5))


@functools.cache
def world() -> System:
    """The world of the package's tests; the direct line and the standing way to the city follow the sea."""
    system = home.world(DIRECT)
    said = {"unit": "m", "kind": "plan", "use": "false", "measure": "level_forecast"}
    rows = {
        "topics": [{"id": "sea", "name_en": "Sea", "name_fr": "Mer", "domain": "sea"}],
        "responses": [
            {"id": f"{asset}{level:g}", "driver": "sea", "asset": asset, "level": level, "unit": "m", "share": share}
            for asset in ("second", "opt_direct")
            for level, share in POINTS
        ],
        "observations": [
            toys.report("sea", -29.0, unit="m") | {"measure": "level"},
            toys.report("sea", -29.5, "2033", **said) | {"id": "high"},
            toys.report("sea", -31.0, "2033", **said) | {"id": "low"},
        ],
    }
    added = toys.package(toys.tables({"field": "AA"}, **rows))
    tables = {name: added.tables[name] for name in ("topics", "responses")}
    both = {**system.package.tables, **tables, "observations": _with(system.package, added)}
    return dataclasses.replace(system, package=dataclasses.replace(system.package, tables=both))


def _with(package: Package, added: Package) -> Any:
    return pd.concat([package.tables["observations"], added.tables["observations"]], ignore_index=True)


@pytest.fixture(scope="module")
def answer() -> Autonomy:
    """Ask as the package's tests do, with the sea at the lowest of the forecasts beside it."""
    return answer_autonomy(world(), home.QUESTION)


def test_forecasts_run_along_lines_from_the_base_year() -> None:
    # -29 in 2023; -31 and -29.5 in 2033: 2030 lies at seven tenths.
    told = forecasts(world().package, "sea", 2030, 2023)
    assert {word: value for word, (value, _) in told.items()} == {
        "low": pytest.approx(-30.4), "mid": pytest.approx(-29.875), "high": pytest.approx(-29.35),
    }  # fmt: skip
    assert forecasts(world().package, "sea", 2050, 2023)["low"][0] == -31.0


@given(st.floats(-33.0, -27.0), st.floats(-33.0, -27.0))
def test_less_water_never_leaves_more(one: float, other: float) -> None:
    curve = {"line": ((-31.0, -29.0), (0.5, 1.0))}
    low, high = (Level("sea", -29.0, value, "m", "", (), curve).share("line") for value in sorted((one, other)))
    assert 0.5 <= low <= high <= 1.0


def test_what_is_left_of_each_and_what_can_be_imposed(answer: Autonomy) -> None:
    # At -30.4 a half of 1.4 / 2 is gone: 65 % of the direct line's 4 is 2.6.
    table = answer.levels.set_index("asset")
    assert table.loc["opt_direct", "share"] == pytest.approx(0.65)
    assert table.loc["opt_direct", "left"] == pytest.approx(2.6)
    assert table.loc["opt_direct", "cost_per_unit"] == pytest.approx(500 / 2.6)
    # With it AA takes all 5; BB leaves 4 of them, 2.6 at the lower level: of 300 + 600 M USD, 900 either way by AA.
    assert table.loc["opt_direct", "worst_now"] == home.near(1.0)
    assert table.loc["second", "option"] == ""
    assert table.loc["second", "served"] == home.near(1.0)
    assert answer.lowered is not None
    assert answer.lowered.then.losses([1]).max() == home.near(1.0)
    by_actor = dict(zip([c.name for c in answer.board.closures], answer.lowered.then.losses([1]), strict=True))
    # 5 less 2.6: 2.4 of the cheaper tier (3 at 100).
    assert by_actor["BB"] == home.near(240 / 900)


def test_the_frontier_at_the_level_beside_that_as_stated(answer: Autonomy) -> None:
    assert set(answer.level_points["limit"]) >= set(answer.limits)
    assert answer.level_points["limit"].is_monotonic_decreasing
    assert answer.lowered is not None
    assert answer.lowered.now is answer.board
    said = next(each for each in sentences(answer) if each.key == "autonomy_lower")
    assert "-30.4 m" in said
    assert any(each.key == "autonomy_level" for each in answer.assumptions)


def test_a_level_asked_for_is_where_the_answer_stands() -> None:
    asked = answer_autonomy(world(), dataclasses.replace(home.QUESTION, level="-31"))
    assert asked.lowered is not None
    assert asked.board is asked.lowered.then
    upper = {flow.name: flow.upper for flow in asked.board.network.program.flows}
    assert upper["opt_direct"] == pytest.approx(2.0)
    assert np.isinf(upper["second"])
    assert asked.offers["capacity"].tolist() == [2.0]


def test_a_package_without_a_sea_has_no_levels() -> None:
    plain = answer_autonomy(home.world(), home.QUESTION)
    assert plain.lowered is None
    assert not len(plain.levels)
    assert not len(plain.level_points)
    assert find_level(home.world().package, "low", 2030, 2023) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lake=-30", "level 'lake=-30': name what it is the level of; there are sea"),
        ("wet", "level 'wet' of sea is no finite number and none of low, mid, high"),
        ("nan", "level 'nan' of sea is no finite number"),
        ("-inf", "level '-inf' of sea is no finite number"),
    ],
)
def test_what_is_no_level(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find_level(world().package, text, 2030, 2023)


def test_a_level_nothing_of_the_carriers_follows_is_refused_and_what_follows_is_named() -> None:
    system = world()
    dry = dataclasses.replace(
        system.package,
        tables={**system.package.tables, "responses": system.package.table("responses").assign(asset="quay")},
    )
    asked = dataclasses.replace(home.QUESTION, level="-31")
    with pytest.raises(UsageError, match=r"level '-31': nothing of gas that serves CC follows it; what follows: quay"):
        answer_autonomy(dataclasses.replace(system, package=dry), asked)
    with pytest.raises(UsageError, match="what follows: nothing in the package"):
        answer_autonomy(home.world(), asked)


def test_below_the_last_level_told_the_share_is_said_to_be_held() -> None:
    asked = answer_autonomy(world(), dataclasses.replace(home.QUESTION, level="-35"))
    said = next(each for each in sentences(asked) if each.key == "autonomy_lower")
    assert "; nothing is told below -31 m, so the share there is held for opt_direct, second." in said
    assert asked.levels.set_index("asset").loc["opt_direct", "share"] == pytest.approx(0.5)


def test_of_an_option_the_asset_that_follows_is_named(answer: Autonomy) -> None:
    assert answer.lowered is not None
    offers = tuple(dataclasses.replace(o, name_en="Whole project") for o in answer.board.offers)
    now = dataclasses.replace(answer.board, network=dataclasses.replace(answer.board.network, offers=offers))
    table = level_table(answer.system.package, dataclasses.replace(answer.lowered, now=now))
    assert table.set_index("asset").loc["opt_direct", "name_en"] == "opt_direct"


def test_low_without_a_forecast_is_refused() -> None:
    with pytest.raises(UsageError, match="no source says what sea may be in 2023"):
        find_level(world().package, "low", 2023, 2040)


def test_the_caspian_forecasts_of_the_shipped_package() -> None:
    told = forecasts(read("eurasia"), "caspian_level", 2030, 2024)
    assert (told["low"][0], told["high"][0]) == (-30.0, -29.8)
    later = forecasts(read("eurasia"), "caspian_level", 2035, 2024)
    assert (later["low"][0], later["high"][0]) == (pytest.approx(-31.0), pytest.approx(-30.45))
