"""A sweep that was stopped or killed goes on: nothing is lost, nothing is done twice."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from levier.engine import Engine, Progress, read_sweep
from levier.engine.sweep import Sweep
from levier.errors import LevierError, UsageError
from tests.engine.frozen import web
from tests.engine.test_workers import same

ROOT = Path(__file__).parents[2]
SIZE = {"buses": 7, "links": 16}
CHILD = """
import sys
from levier.engine import Engine, results, sweep
from tests.engine.frozen import web
results.FLUSH, sweep.MOST_IN_BATCH = 0.0, 2
print("started", flush=True)
Engine(web(21, buses=7, links=16), workers=int(sys.argv[2])).sweep(k=2, prune=False, out=sys.argv[1])
"""


@pytest.fixture(scope="module")
def whole() -> pd.DataFrame:
    """Give the sweep that nothing stopped."""
    return Engine(web(21, **SIZE), workers=0).sweep(k=2, prune=False)


def kept(out: Path) -> Counter[tuple[int, ...]]:
    """Count in how many rows of parts each cut is."""
    tables = [pq.read_table(path) for path in (out / "parts").glob("*.parquet")]
    return Counter(tuple(cut) for table in tables for cut in table["cut"].to_pylist())


def killed(out: Path, seconds: float, workers: int) -> None:
    """Start a sweep and kill it."""
    command = [sys.executable, "-c", CHILD, str(out), str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:  # noqa: S603 - this interpreter
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()


def killed_again_and_again(out: Path, kills: int, workers: int, whole: pd.DataFrame) -> None:
    """Kill a sweep at random times; what was finished stays, and the end is the same."""
    rng = random.Random(kills)  # noqa: S311 - no secret
    before: Counter[tuple[int, ...]] = Counter()
    for _ in range(kills):
        killed(out, rng.uniform(0.05, 0.6), workers)
        after = kept(out)
        assert before <= after
        assert not after or max(after.values()) == 1
        before = after
    frame = Engine(web(21, **SIZE), workers=0).sweep(k=2, prune=False, out=out)
    same(frame, whole)
    assert max(kept(out).values()) == 1
    assert sum(kept(out).values()) == len(whole)
    assert not list(out.rglob("*.tmp"))


def test_killed_and_resumed(tmp_path: Path, whole: pd.DataFrame) -> None:
    killed_again_and_again(tmp_path / "sweep", 3, 0, whole)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [0, 2])
def test_killed_twenty_times(tmp_path: Path, whole: pd.DataFrame, workers: int) -> None:
    killed_again_and_again(tmp_path / "sweep", 20, workers, whole)


def test_what_was_finished_is_not_repeated(
    tmp_path: Path, whole: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(web(21, **SIZE), workers=0)
    engine.sweep(k=2, prune=False, out=tmp_path)
    monkeypatch.setattr(Sweep, "_alone", None)
    told: list[Progress] = []
    again = Engine(web(21, **SIZE), workers=0).sweep(k=2, prune=False, out=tmp_path, on_progress=told.append)
    same(again, whole)
    assert told[-1].rate == 0


def test_interrupted_by_hand(tmp_path: Path, whole: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("levier.engine.sweep.MOST_IN_BATCH", 4)
    calls = 0

    def interrupt(progress: Progress) -> None:
        nonlocal calls
        calls += 1
        if progress.done > len(whole) / 4 or calls > 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("levier.engine.progress.PAUSE", 0.0)
    engine = Engine(web(21, **SIZE), workers=0)
    part = engine.sweep(k=2, prune=False, out=tmp_path, on_progress=interrupt)
    assert not part.attrs["complete"]
    assert json.loads((tmp_path / "manifest.json").read_text())["complete"] is False
    assert len(read_sweep(tmp_path)) == len(part) < len(whole)
    same(engine.sweep(k=2, prune=False, out=tmp_path), whole)
    assert max(kept(tmp_path).values()) == 1


def test_a_signal_leaves_results(tmp_path: Path, whole: pd.DataFrame) -> None:
    command = [sys.executable, "-c", CHILD, str(tmp_path), "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:  # noqa: S603 - this interpreter
        assert process.stdout is not None
        process.stdout.readline()
        while not (tmp_path / "manifest.json").exists():
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in (0, 1, -2)
    same(Engine(web(21, **SIZE), workers=0).sweep(k=2, prune=False, out=tmp_path), whole)
    same(read_sweep(tmp_path), whole)


def test_the_manifest_says_what_was_run(tmp_path: Path) -> None:
    engine = Engine(web(21, **SIZE), workers=0)
    frame = engine.sweep(k=2, out=tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["program"] == engine.program.hash
    assert manifest["mode"] in ("warm", "cold")
    assert set(manifest["race"]) == {"warm", "cold"}
    assert manifest["solver"].startswith("HiGHS ")
    assert manifest["complete"] is True
    assert manifest["rows"] == len(frame)
    mode = dict(manifest, mode="cold")
    (tmp_path / "manifest.json").write_text(json.dumps(mode))
    engine.sweep(k=2, out=tmp_path)
    assert json.loads((tmp_path / "manifest.json").read_text())["mode"] == "cold"


def test_another_sweep_is_not_mixed_in(tmp_path: Path) -> None:
    engine = Engine(web(21, **SIZE), workers=0)
    engine.sweep(k=1, out=tmp_path)
    with pytest.raises(UsageError, match="another sweep"):
        engine.sweep(k=2, out=tmp_path)
    with pytest.raises(UsageError, match=r"program.*differ"):
        Engine(web(22, **SIZE), workers=0).sweep(k=1, out=tmp_path)
    with pytest.raises(LevierError, match="resume"):
        read_sweep(tmp_path / "nothing")


def test_a_wrong_size_leaves_nothing_behind(tmp_path: Path) -> None:
    engine = Engine(web(21, **SIZE), workers=0)
    with pytest.raises(UsageError, match="at least 1"):
        engine.sweep(k=0, out=tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert engine.sweep(k=1, out=tmp_path / "new").attrs["complete"]


def test_files_of_others_in_the_folder_stay(tmp_path: Path) -> None:
    others = [tmp_path / "draft.tmp", tmp_path / ".notes.tmp"]
    for path in others:
        path.write_text("keep")
    unfinished = tmp_path / ".manifest.json.1.tmp"
    unfinished.write_text("{")
    Engine(web(21, **SIZE), workers=0).sweep(k=1, out=tmp_path)
    assert all(path.read_text() == "keep" for path in others)
    assert not unfinished.exists()


@pytest.mark.parametrize("text", ["{broken", "[]"])
def test_a_manifest_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(LevierError, match="another folder"):
        Engine(web(21, **SIZE), workers=0).sweep(k=1, out=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_a_basis_kept_for_no_sweep_is_not_used(tmp_path: Path) -> None:
    """A sweep of another program was killed before it wrote its manifest."""
    Engine(web(22), workers=0).sweep(k=1, out=tmp_path)
    for path in [tmp_path / "manifest.json", *(tmp_path / "parts").iterdir()]:
        path.unlink()
    assert Engine(web(21, **SIZE), workers=0).sweep(k=1, out=tmp_path).attrs["complete"]


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    engine = Engine(web(21, **SIZE), workers=0)
    engine.sweep(k=1, out=tmp_path)
    part = next((tmp_path / "parts").glob("*.parquet"))
    part.write_bytes(b"PAR1 not really PAR1")
    with pytest.raises(LevierError, match=part.name):
        engine.sweep(k=1, out=tmp_path)
    part.unlink()
    assert engine.sweep(k=1, out=tmp_path).attrs["complete"]
