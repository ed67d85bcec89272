"""Temporary folders go with their engine, or are cleared by the next one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from levier.engine import Engine
from levier.engine.workspace import _head, clear_stale
from tests.engine.frozen import web

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal
from levier.engine import Engine
from tests.engine.frozen import web
engine = Engine(web(1), workers=1)
engine.base
print(engine._place.folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a place for temporary folders of its own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def ended() -> int:
    """Give the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_killed_engine_leaves_a_folder_that_the_next_one_clears(parent: Path) -> None:
    words = [sys.executable, "-c", KILLED]
    shown = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT).stdout  # noqa: S603
    left = Path(shown.strip())
    assert left.parent == parent
    assert list(left.glob("*.npz"))
    with Engine(web(1), workers=0):
        assert not left.exists()
        assert len(list(parent.iterdir())) == 1
    assert not list(parent.iterdir())


def test_only_folders_of_dead_processes_are_cleared(parent: Path) -> None:
    dead = ended()
    stale = parent / f"{_head()}{dead}-abc"
    outside = parent / "outside"
    keep = [
        parent / f"{_head()}{os.getpid()}-abc",
        parent / f"{_head()}1-abc",
        parent / f"levier-00000000-{dead}-abc",
        parent / f"levier-{dead}",
        parent / f"{_head()}abc-{dead}",
        outside,
    ]
    for folder in [stale, *keep]:
        folder.mkdir()
        (folder / "file").touch()
    link = parent / f"{_head()}{dead}-link"
    link.symlink_to(outside)
    file = parent / f"{_head()}{dead}-file"
    file.touch()
    clear_stale(parent)
    assert not stale.exists()
    assert all((folder / "file").exists() for folder in keep)
    assert link.is_symlink()
    assert file.exists()
