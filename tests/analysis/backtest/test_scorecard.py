"""The back-test as a whole: order, blindness, what is out of sample, what is scored."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from levier.analysis.backtest import (
    Outcome,
    Scorecard,
    backtest,
    blind,
    forecast_table,
    outcomes_of,
    read_prediction,
    shipped_causes,
)
from levier.dataset import Package, read
from tests.analysis.backtest import toy

MARCH = 31 / 365


def test_outcomes_are_read_when_every_prediction_is_stored(data: Package, tmp_path: Path) -> None:
    seen: list[tuple[tuple[str, ...], set[str]]] = []

    def watch(events: tuple[str, ...]) -> list[Outcome]:
        seen.append((events, {file.stem for file in tmp_path.glob("*.npz")}))
        return outcomes_of(data, events)

    backtest(data, toy.causes(data), folder=tmp_path, outcomes=watch)
    assert [events for events, _ in seen] == [("rail-cut",), ("alarm",), ("early",)]
    assert all(stored == {"rail-cut", "alarm", "early"} for _, stored in seen)


def test_predictions_do_not_depend_on_outcomes(folder: Path, card: Scorecard, tmp_path: Path) -> None:
    other = toy.package(tuple((*row[:5], 100.0 * row[5] + 7.0) for row in toy.OUTCOMES))
    changed = backtest(other, toy.causes(other), folder=tmp_path)
    for file in folder.glob("*.npz"):
        before, after = read_prediction(file), read_prediction(tmp_path / file.name)
        assert before.told == after.told
        assert before.runs.keys() == after.runs.keys()
        assert all(np.array_equal(before.runs[key], after.runs[key]) for key in before.runs)
    assert not np.allclose(changed.scores["error"].to_numpy(), card.scores["error"].to_numpy())


def test_predicting_never_sees_the_table_of_outcomes(data: Package, card: Scorecard) -> None:
    """A package whose outcomes cannot be read is predicted all the same."""
    broken = data.table("outcomes").assign(period="nonsense", value=np.nan)
    spoiled = dataclasses.replace(data, tables=MappingProxyType({**data.tables, "outcomes": broken}))
    again = backtest(spoiled, toy.causes(data), outcomes=lambda events: outcomes_of(data, events))
    assert again.scores.equals(card.scores)


def test_two_processes_predict_what_one_does(
    data: Package, card: Scorecard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blind, "LEAST", 1)
    again = backtest(data, toy.causes(data), folder=tmp_path, workers=2)
    assert again.scores.equals(card.scores)
    assert again.left_out == card.left_out


def test_what_was_known_before_is_the_base(folder: Path, card: Scorecard) -> None:
    assert card.scores["event"].notna().all()
    told = {name: read_prediction(folder / f"{name}.npz").told for name in ("rail-cut", "early")}
    assert (told["rail-cut"].sample, told["rail-cut"].year, told["rail-cut"].as_of) == ("out", 2023, "2024-02-29")
    assert told["early"].sample == "in"


def test_an_event_before_any_report_is_told_and_kept_apart(card: Scorecard) -> None:
    assert set(card.events["event"]) == {"rail-cut", "alarm"}
    assert set(card.inside["event"]) == {"early"}
    reasons = {case.event: case.reason for case in card.left_out}
    assert "too few reports before 2023-04-01" in reasons["early"]
    assert card.headline["events"] == 2
    assert card.without_hindsight == card.headline, "no source of the toy has a date"


def test_what_is_no_prediction_is_not_scored(card: Scorecard) -> None:
    why = card.not_compared.set_index("outcome")["why"]
    assert "the cause itself" in why["rail-3"]
    assert "beyond the days predicted" in why["rail-4"]
    assert set(card.scores["outcome"]) == {"rail-1", "rail-2", "alarm-1"}


def test_values_by_hand(card: Scorecard) -> None:
    """Railway: 4 Mt a year, idle in March; its oil goes to a trunk line whose room opens by half in the first month."""
    rows = card.scores.set_index("outcome")
    february = 4 * 28 / 365
    # 2024 has a 29th of February; it takes a day of the base year's February.
    assert rows.at["rail-1", "predicted"] == pytest.approx(february * 29 / 28, rel=1e-3)
    assert rows.at["rail-1", "nothing"] == pytest.approx(february * 29 / 28 + 4 * MARCH, rel=1e-3)
    assert rows.at["rail-1", "lost"] == pytest.approx(rows.at["rail-1", "predicted"], rel=1e-3)
    gain = rows.loc["rail-2"]
    assert gain["nothing"] == pytest.approx(0.0, abs=1e-9)
    assert gain["lost"] == pytest.approx(0.0, abs=1e-6)
    assert 0.0 < gain["low"] < gain["predicted"] < gain["high"] <= 4 * MARCH + 1e-6
    assert gain["error"] == pytest.approx((gain["predicted"] - 0.2) / (32 * MARCH), rel=1e-3)


def test_an_alarm_that_was_false_is_no_loss(card: Scorecard) -> None:
    rows = card.scores.set_index("outcome")
    assert rows.at["alarm-1", "predicted"] == pytest.approx(rows.at["alarm-1", "nothing"], rel=1e-6)
    announced = card.announced.set_index("outcome").loc["alarm-1"]
    assert announced["as_announced"] < announced["discounted"] < rows.at["alarm-1", "nothing"]


def test_a_new_cause_gets_an_interval(data: Package, folder: Path, card: Scorecard) -> None:
    assert len(card.events)
    table = forecast_table(data, read_prediction(folder / "rail-cut.npz"), (1.0, 1.0, 1.0)).set_index("subject")
    assert table.at["rail_c", "predicted"] == pytest.approx(0.0, abs=1e-9)
    assert table.at["rail_c", "nothing"] == pytest.approx(4 * MARCH, rel=1e-3)
    assert (table["low"] <= table["predicted"] + 1e-12).all()
    assert (table["predicted"] <= table["high"] + 1e-12).all()
    assert table.at["trunk_a", "low"] < table.at["trunk_a", "high"]


def test_shipped_cases_hold_the_cause_alone() -> None:
    """Every step has its sources; no outcome that is compared is the cause itself."""
    package = read("eurasia")
    cases = shipped_causes(package)
    assert len({cause.event for cause in cases}) == len(cases) >= 15
    for cause in cases:
        assert set(cause.events) <= set(package.table("events")["id"])
        assert all(step.sources for step in cause.steps), cause.event
        outcomes = outcomes_of(package, cause.events)
        assert outcomes, cause.event
        for outcome in outcomes:
            for step in cause.steps:
                inside = step.start <= outcome.period.start and outcome.period.last <= step.to
                assert not (outcome.subject == step.asset and inside), (cause.event, outcome.id)


@pytest.mark.slow
def test_the_package_scores_out_of_sample() -> None:
    package = read("eurasia")
    chosen = [cause for cause in shipped_causes(package) if cause.event in ("oil-e09", "oil-e16", "gas-volgograd-2025")]
    card = backtest(package, chosen, in_sample=False)
    assert set(card.events["event"]) == {"oil-e09", "oil-e16", "gas-volgograd-2025"}
    assert card.scores["error"].abs().max() < 0.5
    assert card.events.set_index("event").at["gas-volgograd-2025", "error"] == pytest.approx(0.0, abs=1e-6)
