"""Keep what a network's processes write in one folder of its own, so that a process that is killed leaves nothing."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["files_in", "room_of"]


def room_of(path: Path) -> Path:
    """Return the folder that belongs to a file; it need not exist.

    >>> from pathlib import PurePosixPath
    >>> room_of(PurePosixPath("uploads/ab12.nc")).as_posix()
    'uploads/ab12'
    """
    return path.with_suffix("")


@contextmanager
def files_in(folder: Path) -> Iterator[None]:
    """Let temporary files lie in a folder for a while.

    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as outer, files_in(Path(outer) / "own"):
    ...     Path(tempfile.mkdtemp()).parent.name
    'own'
    """
    folder.mkdir(exist_ok=True)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
