"""The desk of a network: a process that may die, limits that hold, a search that is heard and ended, no file left."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from levier.analysis.desk.network import NetworkDesk, NetworkLimits
from levier.engine import Contingency
from levier.errors import LevierError, UsageError
from tests.analysis.desk.network.conftest import Inside

CUT = Contingency(("Link:cheap",))


@pytest.fixture
def file(toy: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(toy, tmp_path / "own.nc"))


@pytest.fixture
def inside(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NetworkDesk]:
    """Give a desk that answers in this process."""
    for module in ("desk", "job"):
        monkeypatch.setattr(f"levier.analysis.desk.network.{module}.Child", Inside)
    desk = NetworkDesk(file, NetworkLimits())
    yield desk
    desk.close()


def until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not done() and time.monotonic() < ends:
        time.sleep(0.02)
    assert done()


def test_equal_questions_are_solved_once_and_nothing_is_left(inside: NetworkDesk, file: Path) -> None:
    answer = inside.answer(CUT)
    assert answer.head["damage"] == pytest.approx(20.0)
    assert inside.answer(CUT) is answer
    assert inside.answer(Contingency(("Link:cheap",), start="1")) is not answer
    job = inside.search(None, None, None)
    until(lambda: job.status != "running")
    assert job.status == "done", job.reason
    assert job.singles is not None
    assert job.singles["asset"].tolist() == ["Generator:wells", "Link:cheap", "Link:dear"]
    assert job.pairs is not None
    assert inside.search(None, None, None) is job
    inside.close()
    assert list(file.parent.iterdir()) == []


def test_a_search_that_fails_keeps_what_it_found(inside: NetworkDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        message = "no more"
        raise UsageError(message)

    monkeypatch.setattr("levier.analysis.desk.network.search.NetworkSearch.pairs", broken)
    job = inside.search(None, None, None)
    until(lambda: job.status != "running")
    assert (job.status, job.reason) == ("failed", "no more")
    assert job.singles is not None
    job.cancel()
    assert job.status == "failed"


@pytest.mark.slow
def test_a_desk_outlives_its_process(file: Path) -> None:
    desk = NetworkDesk(file, NetworkLimits())
    assert desk.answer(CUT).head["damage"] == pytest.approx(20.0)
    assert desk.pid is not None
    os.kill(desk.pid, signal.SIGKILL)
    until(lambda: not desk.awake)
    half = desk.answer(Contingency(derate={"Link:cheap": 0.5}))
    assert half.head["damage"] == pytest.approx((3 + 1) * 2)
    desk.rest()
    assert not desk.awake
    assert sorted(each.suffix for each in file.parent.iterdir()) == ["", ".nc"]
    assert desk.answer(Contingency(("Link:dear",))).head["damage"] == pytest.approx(0.0)
    desk.close()
    assert list(file.parent.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("limits", [{"reading": 1}, {"gigabytes": 1}], ids=["time", "memory"])
def test_limits_hold(file: Path, limits: dict[str, int]) -> None:
    desk = NetworkDesk(file, NetworkLimits(**limits))
    with pytest.raises(LevierError, match=r"this took more than|more memory|no model|cannot be read"):
        desk.open()
    desk.close()
    assert not file.exists()
