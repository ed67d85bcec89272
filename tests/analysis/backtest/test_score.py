"""Scores, fits and shares, each on numbers worked out by hand."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
import pytest

from levier.analysis.backtest import outcomes_file, parse_cause, share_without
from levier.analysis.backtest.fit import identifying, ramps_without, realised
from levier.analysis.backtest.hindsight import first_day, later_rows
from levier.analysis.backtest.score import by_event, headline, score_row, skill
from levier.dataset import Package, read
from levier.errors import DatasetError
from tests.system import toys, worlds


def row(event: str = "e", observed: float = 8.0, **values: float) -> dict[str, Any]:
    """Give a comparison: 10 undisturbed, 0 if all is lost."""
    runs = {"middle": 6.0, "low": 5.0, "high": 7.0, **values}
    return {
        "event": event, "name": event, "sample": "out", "year": 2024, "basis": "observed", "outcome": "o",
        "subject": "s", "quantity": "volume", "period": "p", "unit": "Mt", "observed": observed, "nothing": 10.0,
        "lost": 0.0, "scale": 10.0, "values": runs, "share": (1.0, 1.0, 1.0), "hindsight": "",
    }  # fmt: skip


def test_errors_direction_and_range() -> None:
    score = score_row(row(), {})
    assert (score["predicted"], score["low"], score["high"]) == (6.0, 5.0, 7.0)
    assert score["error"] == pytest.approx(-0.2)
    assert score["error_nothing"] == pytest.approx(0.2)
    assert score["error_lost"] == pytest.approx(-0.8)
    assert score["direction"]
    assert not score["inside"]
    assert not score_row(row(observed=10.1), {})["direction"], "1 % counts as no effect, 40 % does not"
    assert score_row(row(observed=5.5), {})["inside"]


def test_an_announcement_is_discounted_and_ranges_over_what_came_true() -> None:
    score = score_row({**row(), "share": (0.25, 0.0, 1.0)}, {})
    assert score["predicted"] == pytest.approx(9.0)
    assert (score["low"], score["high"]) == (5.0, 10.0)


def test_each_event_counts_once() -> None:
    rows = [score_row(row("a", 6.0), {}), score_row(row("a", 10.0), {}), score_row(row("b", 7.0), {})]
    events = by_event(pd.DataFrame(rows))
    assert list(events["event"]) == ["a", "b"]
    assert events["error"].tolist() == pytest.approx([0.2, 0.1])
    figures = headline(events)
    assert figures["error"] == pytest.approx(0.15)
    assert figures["error_nothing"] == pytest.approx((0.2 + 0.3) / 2)
    assert figures["skill_nothing"] == pytest.approx(1 - 0.15 / 0.25)
    assert math.isnan(skill(0.1, 0.0))


def test_a_ramp_is_fitted_on_other_events_only() -> None:
    """Four events identify the pipelines; three of them say quick, the fourth slow."""
    moved = {"pipeline low": 4.0, "pipeline high": 8.0}
    rows = [row(name, 8.0, **moved) for name in "abc"] + [row("d", 4.0, **moved), row("e", 4.0)]
    assert identifying(rows, "pipeline") == ["a", "b", "c", "d"]
    assert ramps_without(rows, "d") == {"pipeline": "high"}
    assert score_row(rows[3], ramps_without(rows, "d"))["predicted"] == pytest.approx(8.0)
    assert ramps_without(rows[:3], "a") == {}, "two other events fit nothing"


def test_which_share_of_an_announcement_came_true(data: Package) -> None:
    step = "{{asset: rail_c, from: 2024-03-{a:02d}, to: 2024-03-{b:02d}, available: {left}, sources: [s]}}"

    def cause(name: str, left: float, last: int) -> Any:
        told, seen = step.format(a=1, b=10, left=0.5), step.format(a=1, b=last, left=left)
        return parse_cause(f"event: {name}\nannounced: [{told}]\nobserved: [{seen}]\n", name, data)

    causes = [cause("none", 1, 10), cause("half", 0.5, 5), cause("all", 0.5, 10), cause("worse", 0, 10)]
    assert [realised(each) for each in causes] == pytest.approx([0.0, 0.5, 1.0, 1.0])
    assert share_without(causes, "none") == pytest.approx((2.5 / 3, 0.5, 1.0))
    assert share_without(causes[:3], "all") == (0.5, 0.0, 1.0), "two events say nothing"


def test_a_file_of_outcomes(tmp_path: Any) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("subject,observable,period,value,unit\ntrunk_a,volume,2024-03,3.1,Mt\n", encoding="utf-8")
    (outcome,) = outcomes_file(file, "mine")
    assert (outcome.subject, outcome.value, outcome.period.days) == ("trunk_a", 3.1, 31)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("subject,period,value\nx,2024,1\n", "no column observable, unit"),
        ("subject,observable,period,value,unit\n", "holds no outcome"),
        ("subject,observable,period,value,unit\nx,volume,2024,much,Mt\n", "row 2: value 'much' is not a number"),
        ("subject,observable,period,value,unit\nx,flow,2024,1,Mt\n", "observable 'flow' is not one of volume"),
        ("subject,observable,period,value,unit\nx,volume,2024-05/2024-03,1,Mt\n", "ends before it starts"),
    ],
)
def test_what_is_wrong_in_a_file_of_outcomes(tmp_path: Any, text: str, words: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        outcomes_file(file, "mine")
    assert words in str(caught.value)


def test_rows_that_rest_on_later_sources_are_named() -> None:
    tables = worlds.oil()
    tables["sources"][0]["date"] = "2024-06"
    late, blank = (
        {**tables["sources"][0], "id": "late", "date": "2025-03 (HEAD)"},
        {**tables["sources"][0], "id": "b", "date": "n.d. (copy)"},
    )
    tables["sources"] += [late, blank]
    for row_, sources in zip(tables["corridors"], ("s", "late", "late;s", "late;b", "b"), strict=True):
        row_["sources"] = sources
    names = [str(each["id"]) for each in tables["corridors"]]
    assert later_rows(toys.package(tables), names, date(2024, 12, 31)) == ("south_hub", "trunk_b")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2024", date(2024, 1, 1)),
        ("2024-03", date(2024, 3, 1)),
        ("2024-03-15 (read copy)", date(2024, 3, 15)),
        ("2023-2024", date(2023, 1, 1)),
        ("n.d.", None),
        ("", None),
    ],
)
def test_the_date_a_source_begins_with(text: str, first: date | None) -> None:
    assert first_day(text) == first


def test_every_date_of_the_package_can_be_read() -> None:
    assert all(first_day(text) for text in read("eurasia").table("sources")["date"] if text[:2] in ("19", "20"))
