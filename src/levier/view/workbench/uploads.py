"""Packages that users bring: kept under names of our own, checked in a process with limits, seen by one session."""

from __future__ import annotations

import base64
import binascii
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from levier.analysis.desk import Checked, check_apart
from levier.errors import UsageError

__all__ = ["MAX_MEGABYTES", "Upload", "Uploads", "decoded"]

MAX_MEGABYTES = 24
MAX_BYTES = MAX_MEGABYTES * 1_000_000
ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Upload:
    """A package of a user's own: where it lies, and what the check found."""

    path: Path
    checked: Checked


class Uploads:
    """The uploads of all sessions; each session has one, and sees its own only."""

    def __init__(self) -> None:
        """Make no folder yet."""
        self._folder: Path | None = None
        self._of: dict[str, Upload] = {}
        self._lock = threading.Lock()
        self._checking = threading.Semaphore(1)

    def add(self, session: str, contents: str) -> Upload:
        """Keep and check what a session uploaded; what it had before goes.

        Args:
            session: whose it is.
            contents: the data address a browser sends: ``data:...;base64,...``.

        Raises:
            UsageError: no session, no zip, or too large.
            LevierError: it cannot be checked, or takes too long or too much.
        """
        if not session:
            message = "no session: cookies are needed to keep an upload apart from those of others"
            raise UsageError(message)
        data = decoded(contents)
        path = self._home() / f"{token_hex(16)}.zip"
        path.write_bytes(data)
        try:
            with self._checking:
                upload = Upload(path, check_apart(path))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        with self._lock:
            before = self._of.get(session)
            self._of[session] = upload
        if before is not None:
            before.path.unlink(missing_ok=True)
        return upload

    def get(self, session: str) -> Upload | None:
        """Return what a session uploaded."""
        with self._lock:
            return self._of.get(session)

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._of.clear()
            folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _home(self) -> Path:
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="levier-uploads-"))
            return self._folder


def decoded(contents: str) -> bytes:
    r"""Return the bytes of a data address.

    Raises:
        UsageError: none, too large, or no zip.

    >>> decoded("data:application/zip;base64,UEsDBA==")
    b'PK\x03\x04'
    """
    head, comma, body = contents.partition(",")
    if not comma or not head.startswith("data:") or not head.endswith(";base64"):
        message = "this is no upload of a browser"
        raise UsageError(message)
    if len(body) > MAX_BYTES * 4 // 3 + 4:
        message = f"the file is too large; at most {MAX_MEGABYTES} MB are taken"
        raise UsageError(message)
    try:
        data = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        message = "this upload cannot be read"
        raise UsageError(message) from error
    if not data.startswith(ZIP):
        message = "this is not a .zip; a data package as a .zip is needed"
        raise UsageError(message)
    return data
