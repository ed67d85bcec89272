"""What a file of a cause may hold, and the message for what it may not."""

from __future__ import annotations

import pytest

from levier.analysis.backtest import parse_cause, read_cause
from levier.analysis.backtest.known import families_of
from levier.dataset import Package
from levier.errors import ShockError
from tests.analysis.backtest import toy

STEP = "{asset: rail_c, from: 2024-03-01, to: 2024-03-31, available: 0, sources: [s]}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (toy.RAIL.replace("to: 2024-03-31", "to: 2024-02-01"), "ends (2024-02-01) before it starts (2024-03-01)"),
        (toy.RAIL.replace("rail_c", "rail_d"), "did you mean rail_c"),
        (toy.RAIL.replace("[s]", "[t]"), "no source 't'"),
        (toy.RAIL.replace("rail_c", "north_oil"), "names an outcome: events.csv has rail_c"),
        (toy.RAIL.replace("rail_c", "trunk_total"), "names an outcome: no asset that can fail"),
        (toy.RAIL.replace("rail_c", "refinery"), "names an outcome: no asset that can fail"),
        (toy.RAIL + "outcomes:\n  - {subject: trunk_a, value: 3}\n", "a case file holds the cause alone"),
        (toy.RAIL.replace("available: 0", "available: 0, flow: 3"), "observed.0.flow: a case file holds the cause"),
        (toy.RAIL.replace("available: 0", "availabel: 0"), "did you mean available?"),
        (toy.RAIL.replace("available: 0", "available: 1.5"), "observed.0.available"),
        ("event: rail-cut\n", "nothing happens"),
        ("event: [", "cannot be read as YAML"),
    ],
)
def test_what_is_wrong_is_said(data: Package, text: str, words: str) -> None:
    with pytest.raises(ShockError) as caught:
        parse_cause(text, "case.yaml", data)
    assert words in str(caught.value)
    assert str(caught.value).startswith("case.yaml")


def test_a_file_that_is_missing(data: Package) -> None:
    with pytest.raises(ShockError, match=r"none.yaml: no such event file"):
        read_cause("none.yaml", data)


def test_a_new_event_may_name_any_asset(data: Package) -> None:
    cause = parse_cause(f"event: mine\nannounced: [{STEP}]\n", "x", data)
    assert cause.bases == ("announced",)
    assert families_of(cause, data) == ("crude",)
