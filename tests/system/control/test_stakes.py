"""Which stakes hold on a day, and which do not enter."""

from __future__ import annotations

from datetime import date

import pytest

from levier.system.control import stakes_at, stakes_left_out
from tests.system import toys
from tests.system.control.frames import package


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2022, 12, 31), ["early"]),
        (date(2023, 1, 1), ["early", "late"]),
        (date(2023, 6, 30), ["early", "late"]),
        (date(2023, 7, 1), ["late"]),
    ],
)
def test_first_and_last_day_both_count(day: date, held: list[str]) -> None:
    rows = [
        {"id": "t1", "owner": "early", "holding": "x", "share": 40, "kind": "equity", "to": "2023-06"},
        {"id": "t2", "owner": "late", "holding": "x", "share": 40, "kind": "equity", "from": "2023"},
    ]
    assert list(stakes_at(toys.package(toys.tables({}, stakes=rows)), day)["owner"]) == held


def test_a_share_that_no_source_gives_does_not_enter_and_is_named() -> None:
    read = package(("a", "x", None), ("b", "x", None, "voting"), ("c", "x", None, "majority"), ("d", "x", 5))
    day = date(2023, 1, 1)
    assert list(stakes_at(read, day)["owner"]) == ["c", "d"]
    assert list(stakes_left_out(read, day)["owner"]) == ["a", "b"]


def test_sources_are_kept_as_tuples() -> None:
    read = package(("a", "x", 5), sources="s;s2")
    assert stakes_at(read, date(2023, 1, 1)).at[0, "sources"] == ("s", "s2")
