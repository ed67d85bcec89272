"""The same answers from any number of workers, in any order, and after workers died."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from levier.engine import Contingency, Engine
from levier.engine import executor as module
from levier.engine.executor import CrashError, Processes, Serial, make_executor
from levier.engine.worker import Batch, Room
from levier.errors import UsageError
from tests.engine.frozen import web
from tests.engine.tasks import Ask, Die, Fail

PROGRAM = web(11, buses=6, links=12)


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """Compare all that must not depend on how a sweep was run."""
    assert one["cut"].tolist() == other["cut"].tolist()
    assert one["status"].tolist() == other["status"].tolist()
    assert one["objective"].to_numpy() == pytest.approx(other["objective"].to_numpy(), rel=1e-9, nan_ok=True)


@pytest.fixture(scope="module")
def alone() -> pd.DataFrame:
    """Give the sweep of one process."""
    return Engine(PROGRAM, workers=0).sweep(k=2)


@pytest.mark.parametrize("workers", [1, 2])
def test_any_number_of_workers(alone: pd.DataFrame, workers: int) -> None:
    with Engine(PROGRAM, workers=workers) as engine:
        frame = engine.sweep(k=2)
    same(frame, alone)
    assert frame["solved"].tolist() == alone["solved"].tolist()


def test_any_order(alone: pd.DataFrame) -> None:
    engine = Engine(PROGRAM, workers=0)
    backwards = list(reversed(engine.program.assets))
    frame = engine.sweep(k=2, assets=backwards)
    here = {frozenset(cut): value for cut, value in zip(frame["cut"], frame["objective"], strict=True)}
    there = {frozenset(cut): value for cut, value in zip(alone["cut"], alone["objective"], strict=True)}
    assert here == pytest.approx(there, rel=1e-9)


def test_the_worst_sets_are_the_same_from_any_number_of_workers() -> None:
    # Two links in a row do the same damage: which of several equal sets is listed must not depend on the workers.
    program = web(21, buses=7, links=16)
    found = []
    for workers in (0, 1, 2):
        with Engine(program, workers=workers) as engine:
            found.append(engine.worst(k=3, top=12))
    first = found[0]
    assert len(first.sets) == 12
    for other in found[1:]:
        assert other.sets == first.sets
        assert other.damages == pytest.approx(first.damages, rel=1e-9)
        assert (other.guarantee, other.solved) == (first.guarantee, first.solved)
        assert other.bound == pytest.approx(first.bound, rel=1e-9)


def test_a_worker_lives_from_one_question_to_the_next() -> None:
    with Engine(PROGRAM, workers=1) as engine:
        assert isinstance(engine._place.executor, Processes)
        assert engine.base.damage == 0
        first = engine._place.executor._children[0]._process
        engine.solve(Contingency(cut=("link 0",)))
        engine.worst(k=1, top=1)
        assert first is not None
        assert engine._place.executor._children[0]._process is first
        assert first.poll() is None


def test_a_sweep_survives_a_worker_killed_at_any_time(alone: pd.DataFrame) -> None:
    with Engine(PROGRAM, workers=2) as engine:
        assert engine.base.damage == 0
        executor = engine._place.executor
        assert isinstance(executor, Processes)

        def kill(_: object) -> None:
            process = executor._children[0]._process
            if process is not None:
                process.kill()

        same(engine.sweep(k=2, on_progress=kill), alone)


def test_a_dead_worker_is_replaced_and_its_task_repeated(tmp_path: Path) -> None:
    executor = Processes(1)
    results = dict(executor.map([Ask(), Die(str(tmp_path / "died")), Ask()]))
    executor.close()
    assert results[1] == "survived"
    assert results[0][0] != results[2][0]


def test_a_task_that_kills_every_worker_is_a_crash_and_costs_no_other() -> None:
    executor = Processes(2)
    results = dict(executor.map([Ask(), Die(), Ask(), Ask()]))
    executor.close()
    assert isinstance(results[1], CrashError)
    assert "3 times" in str(results[1])
    assert len([result for result in results.values() if isinstance(result, tuple)]) == 3


def test_a_cut_that_crashes_is_a_row_and_costs_no_other(alone: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = (3, 5)
    run = Batch.run

    def crashing(batch: Batch, room: Room) -> Any:
        return CrashError("simulated") if bad in batch.cuts else run(batch, room)

    monkeypatch.setattr(Batch, "run", crashing)
    engine = Engine(PROGRAM, workers=0)
    frame = engine.sweep(k=2, prune=False)
    crashed = frame["status"] == "crashed"
    names = tuple(engine.program.assets[i] for i in bad)
    assert frame.loc[crashed, "cut"].tolist() == [names]
    assert frame.loc[crashed, "damage"].isna().all()
    same(frame[~crashed], alone[~crashed])


def test_workers_import_neither_pypsa_nor_the_script() -> None:
    executor = Processes(1)
    (_, (_, modules)) = next(iter(executor.map([Ask()])))
    executor.close()
    assert modules == []


def test_workers_are_recycled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIFETIME", 2)
    executor = Processes(1)
    processes = [result[0] for _, result in executor.map([Ask()] * 4)]
    executor.close()
    assert processes[0] == processes[1] != processes[2] == processes[3]


def test_an_error_in_a_worker_is_raised_here() -> None:
    executor = Processes(1)
    with pytest.raises(UsageError, match="no good"):
        list(executor.map([Fail()]))
    assert next(iter(executor.map([Ask()])))[0] == 0
    executor.close()


def test_serial_and_processes_are_chosen_by_number() -> None:
    assert isinstance(make_executor(0), Serial)
    assert make_executor(3).workers == 3


def test_workers_end_with_their_parent() -> None:
    code = (
        "import sys; from levier.engine.executor import Processes; from tests.engine.tasks import Ask;"
        "executor = Processes(1); print(next(iter(executor.map([Ask()])))[1][0], flush=True); sys.stdin.read()"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(  # noqa: S603 - this interpreter
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            return
        time.sleep(0.1)
    pytest.fail("the worker is still there")
