"""The folder where an engine leaves its program for workers; folders of engines that were killed are cleared."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import tempfile
from pathlib import Path

__all__ = ["clear_stale", "workspace"]

PREFIX = "levier-"
SPACE = "/proc/self/ns/pid"


def workspace() -> tempfile.TemporaryDirectory[str]:
    """Make a temporary folder that bears the number of this process, and clear those of dead ones.

    A process that is killed (SIGKILL) cannot remove its folder; the next one that starts does.

    Example:
        >>> with workspace() as folder:
        ...     Path(folder).name.startswith("levier-")
        True
    """
    parent = Path(tempfile.gettempdir())
    clear_stale(parent)
    return tempfile.TemporaryDirectory(prefix=f"{_head()}{os.getpid()}-", dir=parent)


def clear_stale(parent: Path) -> None:
    """Remove the folders of processes that ended without removing them.

    Only real folders of this user are touched, named by a process of this machine and of this space of process numbers
    (a container has its own) that is no longer alive. What cannot be removed stays.

    Args:
        parent: where the folders lie.
    """
    if os.name == "nt":  # there is no signal that only asks
        return
    for folder in parent.glob(f"{_head()}*-*"):
        number = folder.name.removeprefix(_head()).partition("-")[0]
        if number.isdecimal() and not _alive(int(number)) and _own(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _head() -> str:
    """Begin the name of every folder of this machine and space of process numbers."""
    try:
        space = os.readlink(SPACE)  # noqa: PTH115 - a name, not a path
    except OSError:
        space = ""
    return f"{PREFIX}{hashlib.sha256(f'{platform.node()} {space}'.encode()).hexdigest()[:8]}-"


def _alive(process: int) -> bool:
    """Say whether a process runs; one of another user does."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _own(folder: Path) -> bool:
    """Say whether it is a folder of this user, and no link to one."""
    try:
        return folder.is_dir() and not folder.is_symlink() and folder.lstat().st_uid == os.getuid()
    except OSError:
        return False
