"""The desk: a shock gets the same answer as `levier stress`; jobs are found again, ended, and told why they stop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from levier.analysis import Runner, answer_stress
from levier.analysis.desk import Desk, Jobs
from levier.analysis.desk.answer import desk_answer, origins
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


def test_a_job_is_found_again_and_can_be_ended(jobs: Jobs) -> None:
    job = jobs.start("chokepoints")
    assert jobs.start("chokepoints") is job
    assert jobs.get("chokepoints") is job
    jobs.start("nonsense")
    with pytest.raises(UsageError, match="run already"):
        jobs.start("balance")
    jobs.cancel("chokepoints")
    assert job.status == "cancelled"
    other = jobs.get("nonsense")
    assert other is not None
    until = time.monotonic() + 60
    while other.status == "running" and time.monotonic() < until:
        time.sleep(0.05)
    assert other.status == "failed"
    assert "no job" in other.reason
