"""Run another program to its end, with all it starts, in a folder that goes away afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["run_watched", "work_folder"]

TRIES, PAUSE = 20, 0.1
"""How often a folder is emptied that something still writes to, and the seconds between."""


@contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """Give a folder that goes away at the end, whatever still writes to it.

    Args:
        beside: folder in which it is made: a program that is confined to the user's files sees no ``/tmp``.

    >>> with work_folder(Path()) as folder:
    ...     written = (folder / "a").write_text("a")
    >>> folder.exists()
    False
    """
    folder = Path(tempfile.mkdtemp(prefix="levier-print-", dir=beside))
    try:
        yield folder.absolute()
    finally:
        for _ in range(TRIES):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(PAUSE)


def run_watched(words: list[str], log: Path, patience: float) -> tuple[bool, str]:
    """Run a program; nothing that it started outlives it.

    Args:
        words: the program and its arguments.
        log: file for what it says.
        patience: seconds that it may take.

    Returns:
        Whether it ended well and in time; its last words, or what went wrong.

    >>> import sys
    >>> with work_folder(Path()) as folder:
    ...     run_watched([sys.executable, "-c", "raise SystemExit('no screen')"], folder / "log", 60)
    (False, 'no screen')
    """
    with log.open("wb") as file:
        try:
            running = subprocess.Popen(  # noqa: S603 - a program the user installed, arguments made by the caller
                words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=file, start_new_session=True
            )
        except OSError as error:
            return False, str(error)
        try:
            code = running.wait(patience)
        except subprocess.TimeoutExpired:
            return False, f"it took more than {patience:.0f} seconds"
        finally:
            _end(running)
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    said = lines[-1] if lines else ""
    return code == 0, said or ("" if code == 0 else f"it ended with code {code}")


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program and all of its session; those that are gone already are no failure."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)  # its own session, so its own group: nobody else is in it
    else:
        running.kill()
    running.wait()
