"""Selectors: lists are and, members of a list are or, unknown names get the nearest."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from levier.errors import ShockError
from levier.shock import Selector, choose


def chosen(table: pd.DataFrame, *, everything: bool = False, **fields: Any) -> set[str]:
    return set(choose(Selector.model_validate(fields), table, everything=everything))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id": "line_a"}, {"line_a"}),
        ({"id": ["line_a", "field"]}, {"line_a", "field"}),
        ({"id": "tanks"}, {"tanks:charge", "tanks:discharge"}),
        ({"group": "line"}, {"line_a", "line_b"}),
        ({"territory": "AA"}, {"field", "line_a", "gas_line"}),
        ({"operator": "op_a"}, {"field"}),
        ({"owner": "fund"}, {"field"}),
        ({"shipper": "kmg"}, {"line_a"}),
        ({"carrier": "oil_b"}, {"line_b"}),
        ({"carrier": "crude", "kind": "corridor"}, {"line_a", "line_b"}),
        ({"kind": ["slot", "supply"]}, {"berths", "field"}),
        ({"source": "AA", "target": "BB"}, {"line_a", "gas_line"}),
        ({"territory": ["AA", "BB"], "group": "line", "carrier": "oil_a"}, {"line_a"}),
    ],
)
def test_and_between_fields_or_within(table: pd.DataFrame, fields: dict[str, Any], expected: set[str]) -> None:
    assert chosen(table, **fields) == expected


def test_demands_and_markets_are_no_assets(table: pd.DataFrame) -> None:
    assert not chosen(table, territory=["AA", "BB"]) & {"refinery", "sales"}
    assert chosen(table, everything=True, kind=["demand", "market"]) == {"refinery", "sales"}
    with pytest.raises(ShockError, match="no asset has id 'refinery'"):
        chosen(table, id="refinery")


def test_order_is_the_tables(table: pd.DataFrame) -> None:
    assert list(choose(Selector(id=("line_b", "field")), table)) == ["field", "line_b"]


@pytest.mark.parametrize(
    ("fields", "near"),
    [
        ({"id": "line_c"}, "nearest: line_b, line_a"),
        ({"operator": "op_bb"}, "nearest: op_b"),
        ({"territory": "ZZ"}, "there are AA, BB"),
        ({"owner": "funds"}, "nearest: fund"),
        ({"carrier": "crud"}, "nearest: crude"),
        ({"id": ["line_a", "line_c"]}, "no asset has id 'line_c'"),
    ],
)
def test_unknown_names_give_the_nearest(table: pd.DataFrame, fields: dict[str, Any], near: str) -> None:
    with pytest.raises(ShockError, match=near):
        chosen(table, **fields)


def test_nothing_at_once_is_said(table: pd.DataFrame) -> None:
    with pytest.raises(ShockError, match="no asset is id=field, territory=BB at once"):
        chosen(table, id="field", territory="BB")
