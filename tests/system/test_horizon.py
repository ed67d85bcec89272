"""The snapshots a run goes through."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from levier.errors import UsageError
from levier.system import Calendar
from levier.system.horizon import horizon_from, whole_year

CALENDAR = Calendar.months(2023, peak=True)


def test_the_whole_year_is_cyclic_with_ramps_open() -> None:
    year = whole_year(CALENDAR)
    assert year.cyclic
    assert len(year) == 13
    assert np.isinf(year.months).all()


def test_a_run_begins_at_its_onset_and_goes_round() -> None:
    run = horizon_from(CALENDAR, "2023-11", 4)
    assert run.labels == ("2023-11", "2023-12", "2023-01+1", "2023-02+1")
    assert list(run.positions) == [10, 11, 0, 1]
    assert list(run.months) == [1, 2, 3, 4]
    assert not run.cyclic
    assert run.weights * 365 == pytest.approx([30, 31, 31, 28])


def test_labels_stay_distinct_over_two_turns() -> None:
    run = horizon_from(CALENDAR, "2023-01", 30)
    assert len(set(run.labels)) == 30
    assert list(run.months) == list(range(1, 31))


def test_a_peak_hour_stands_alone_with_ramps_open() -> None:
    run = horizon_from(CALENDAR, "peak", 5)
    assert run.labels == ("peak",)
    assert run.weights.sum() == 0
    assert np.isinf(run.months).all()


def test_months_since_the_onset_do_not_assume_monthly_snapshots() -> None:
    starts = [date(2023, 1, 1) + timedelta(days=k) for k in (*range(0, 365, 10), 365)]
    run = horizon_from(Calendar.from_starts(2023, starts), "2023-01-01", 12)
    assert list(run.months) == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    quarters = Calendar.from_starts(2023, [date(2023, m, 1) for m in (1, 4, 7, 10)] + [date(2024, 1, 1)])
    assert list(horizon_from(quarters, "2023-04", 3).months) == [1, 4, 7]


@pytest.mark.parametrize(("onset", "steps"), [("2024-01", 3), ("2023-01", 0)])
def test_what_is_refused(onset: str, steps: int) -> None:
    with pytest.raises(UsageError, match=r"2024-01|not 0"):
        horizon_from(CALENDAR, onset, steps)
