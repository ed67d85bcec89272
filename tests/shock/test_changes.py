"""Effects resolved: what is left of each asset."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from levier.errors import ShockError
from levier.shock import Change, Effect, Shock, resolve

CURVE = pd.DataFrame(
    {
        "driver": "sea",
        "asset": ["line_a"] * 3 + ["elsewhere"],
        "level": [-30.0, -28.0, -29.0, 0.0],
        "share": [0.2, 1.0, 0.8, 1.0],
        "now": -28.5,
    }
)
NONE = CURVE.iloc[:0]


def changes(table: pd.DataFrame, responses: pd.DataFrame = NONE, **effect: Any) -> list[Change]:
    shock = Shock(name="x", effects=(Effect.model_validate(effect),))
    return resolve(shock, table, responses)


def test_a_cut_keeps_nothing_a_derate_a_fraction(table: pd.DataFrame) -> None:
    assert changes(table, kind="cut", select={"id": "line_a"}) == [Change("line_a", "capacity", 0.0)]
    assert changes(table, kind="derate", keep=0.4, select={"group": "line"}) == [
        Change("line_a", "capacity", 0.4),
        Change("line_b", "capacity", 0.4),
    ]


def test_of_base_speaks_of_the_base_flow(table: pd.DataFrame) -> None:
    found = changes(table, kind="derate", keep=0.4, of="base", select={"id": "berths"})
    assert found == [Change("berths", "flow", 0.4)]


def test_demand_and_price_touch_only_their_kind(table: pd.DataFrame) -> None:
    found = changes(table, kind="demand", factor=1.2, select={"carrier": "crude"})
    assert found == [Change("refinery", "demand", 1.2)]
    assert changes(table, kind="price", factor=0.0, select={"carrier": "crude"}) == [Change("sales", "price", 0.0)]
    with pytest.raises(ShockError, match="price: the selection holds no market"):
        changes(table, kind="price", factor=2, select={"id": "field"})


@pytest.mark.parametrize(
    ("move", "left"),
    [
        ({"value": -28.5}, 1.0),
        ({"value": -29.0}, 0.8 / 0.9),
        ({"change": -1.0}, 0.5 / 0.9),
        ({"value": -35.0}, 0.2 / 0.9),
        ({"value": -20.0}, 1.0),
    ],
)
def test_a_level_is_interpolated_against_today(table: pd.DataFrame, move: dict[str, float], left: float) -> None:
    (found,) = changes(table, CURVE, kind="level", driver="sea", **move)
    assert (found.asset, found.what) == ("line_a", "capacity")
    assert found.value == pytest.approx(left)


def test_a_driver_nothing_follows_is_named(table: pd.DataFrame) -> None:
    with pytest.raises(ShockError, match="driver 'lake'; drivers: sea"):
        changes(table, CURVE, kind="level", driver="lake", change=-1)
    with pytest.raises(ShockError, match="drivers: none"):
        changes(table, kind="level", driver="sea", change=-1)
    with pytest.raises(ShockError, match="moves no asset"):
        changes(table, CURVE.iloc[3:], kind="level", driver="sea", change=-1)


def test_a_driver_without_a_level_today_is_refused(table: pd.DataFrame) -> None:
    with pytest.raises(ShockError, match="sea"):
        changes(table, CURVE.assign(now=float("nan")), kind="level", driver="sea", change=-1)


def test_effects_keep_their_order(table: pd.DataFrame) -> None:
    effects = (
        Effect.model_validate({"kind": "derate", "keep": 0.5, "select": {"id": "field"}}),
        Effect.model_validate({"kind": "cut", "select": {"id": "berths"}}),
    )
    found = resolve(Shock(name="x", effects=effects), table, NONE)
    assert [c.asset for c in found] == ["field", "berths"]
