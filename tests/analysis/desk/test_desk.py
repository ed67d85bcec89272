"""The desk: a shock gets the same answer as `levier stress`; jobs are found again, ended, and told why they stop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from levier.analysis import Runner, answer_stress
from levier.analysis.desk import Desk, Job, Jobs, Told
from levier.analysis.desk.answer import desk_answer, origins
from levier.analysis.desk.asked import autonomy_question
from levier.analysis.desk.kinds import JobRunner
from levier.errors import LevierError, UsageError
from levier.shock import Shock
from levier.system import System


def test_the_answer_is_that_of_stress_with_mean_rates(oil: System, oil_runner: Runner) -> None:
    group = str(oil.assets.loc[oil.assets["kind"] == "corridor", "group"].iloc[0])
    run = oil_runner.run(Shock.cut(group, months=2))
    found = desk_answer(oil, run)
    assert found.stress.loss == answer_stress(oil, run).loss
    cut = oil.assets.index[(oil.assets["group"] == group) & (oil.assets["kind"] == "corridor")]
    assert np.allclose(found.rates.loc[cut, "after"], 0.0, atol=1e-6)
    whole = run.weights[run.window] @ run.reference.to_numpy(float)[run.window] / run.weights[run.window].sum()
    assert np.allclose(found.rates["before"], whole)


def test_goods_are_followed_from_supplies_to_uses(oil: System, oil_runner: Runner) -> None:
    group = str(oil.assets.loc[oil.assets["kind"] == "corridor", "group"].iloc[0])
    run = oil_runner.run(Shock.cut(group, months=2))
    family = str(oil.assets["family"].iloc[0])
    table = origins(oil, run, family)
    uses = oil.assets.index[oil.assets["kind"].isin(("market", "demand")) & (oil.assets["family"] == family)]
    for column, frame in (("before", run.reference), ("after", run.shocked)):
        arrived = float((run.weights * run.window) @ frame[uses].to_numpy(float).sum(axis=1))
        assert table[column].sum() == pytest.approx(arrived, rel=1e-6)


def test_a_package_that_is_not_there_is_told() -> None:
    desk = Desk("/nowhere/at/all", 2024)
    try:
        with pytest.raises(LevierError, match="no data package"):
            desk.wait()
        assert not desk.ready
        assert "no data package" in desk.failure
    finally:
        desk.close()


@pytest.fixture
def jobs(oil: System) -> Iterator[Jobs]:
    """Give the jobs of the oil toy."""
    held = Jobs(SimpleNamespace(answers=SimpleNamespace(system=oil)))  # type: ignore[arg-type]  # what jobs read of it
    yield held
    held.close()


def wait_for(job: Job, *status: str) -> None:
    until = time.monotonic() + 60
    while job.status not in status and time.monotonic() < until:
        time.sleep(0.02)
    assert job.status in status


def test_a_job_is_found_again_and_can_be_ended(jobs: Jobs) -> None:
    job = jobs.start("chokepoints")
    assert jobs.start("chokepoints") is job
    assert jobs.get("chokepoints") is job
    other = jobs.start("nonsense")
    with pytest.raises(UsageError, match="run already"):
        jobs.start("balance")
    jobs.cancel("chokepoints")
    assert job.status == "cancelled"
    wait_for(other, "failed")
    assert "no job" in other.reason
    found = jobs.get("chokepoints")
    assert found is not None
    assert found.status == "cancelled"


def test_equal_jobs_are_one_and_end_when_nobody_wants_them(jobs: Jobs) -> None:
    job = jobs.start("chokepoints", "one")
    assert jobs.start("chokepoints", "two") is job
    assert jobs.get("chokepoints", "three") is None
    jobs.cancel("chokepoints", "three")
    jobs.cancel("chokepoints", "one")
    assert job.status in ("running", "done")
    mine, theirs = jobs.get("chokepoints", "one"), jobs.get("chokepoints", "two")
    assert mine is not None
    assert mine.status == "cancelled"
    assert theirs is job
    wait_for(job, "done")
    assert jobs.start("chokepoints", "one") is job
    assert [each.kind for each in jobs.listed("one")] == ["chokepoints"]
    assert jobs.listed("three") == []


def test_a_job_let_go_by_all_ends(jobs: Jobs) -> None:
    job = jobs.start("backtest", "one")
    assert jobs.start("backtest", "two") is job
    jobs.cancel("backtest", "one")
    jobs.cancel("backtest", "two")
    assert job.status == "cancelled"


def test_a_session_asks_one_job_of_a_kind(jobs: Jobs) -> None:
    first = jobs.start("autonomy", "one", {"country": "AA"})
    second = jobs.start("autonomy", "one", {"country": "BB"})
    assert second is not first
    assert first.status in ("cancelled", "failed")
    assert jobs.get("autonomy", "one") is second


def test_jobs_tell_how_much_is_done(oil: System) -> None:
    told: list[Told] = []
    JobRunner(oil).run("balance", {}, told.append)
    JobRunner(oil).run("chokepoints", {}, told.append)
    counts = [each for each in told if each.total]
    assert {each.what for each in counts} == {"ties", "cuts"}
    assert all(0 <= each.done <= each.total for each in counts)
    last = counts[-1]
    assert last.done == last.total


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"country": "KZX"}, "no country"),
        ({"carriers": []}, "at least one"),
        ({"carriers": "gas"}, "at least one"),
        ({"carriers": ["gaz"]}, "carrier"),
        ({"by": 1999}, "before the base year"),
        ({"by": "soon"}, "whole number"),
        ({"months": 13}, "1 to 12"),
        ({"limit": 7}, "0 to 1"),
        ({"limit": "much"}, "0 to 1"),
        ({"limit": float("nan")}, "0 to 1"),
    ],
)
def test_what_a_form_asks_is_checked(oil: System, asked: dict[str, Any], said: str) -> None:
    usual = {"country": "AA", "carriers": ["crude"], "by": 2030, "months": 12, "limit": 0.2}
    assert autonomy_question(oil, usual)[1] == 0.2
    assert autonomy_question(oil, usual | {"limit": ""})[1] is None
    with pytest.raises(UsageError, match=said):
        autonomy_question(oil, usual | asked)
