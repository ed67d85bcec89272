"""Files that users bring: kept under names of our own, checked in a process with limits, seen by one session."""

from __future__ import annotations

import base64
import binascii
import shutil
import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from levier.analysis.desk import Checked, check_apart
from levier.analysis.desk.network import NO_NETCDF, SIGNATURES
from levier.errors import UsageError

__all__ = ["MAX_MEGABYTES", "NETCDF", "ZIP", "Kind", "Shelf", "Upload", "Uploads", "decoded"]

MAX_MEGABYTES = 24
MAX_BYTES = MAX_MEGABYTES * 1_000_000
KEPT = 12
"""Packages whose files are kept; of more, the oldest goes."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: how it begins, and what to say of a file that begins otherwise."""

    begins: tuple[bytes, ...]
    wanted: str


ZIP = Kind((b"PK\x03\x04",), "this is not a .zip; a data package as a .zip is needed")
NETCDF = Kind(SIGNATURES, NO_NETCDF)


@dataclass(frozen=True)
class Upload:
    """A package of a user's own: where it lies, and what the check found."""

    path: Path
    checked: Checked


class Shelf:
    """A folder for files under names of our own; it is made with the first one, and goes with :meth:`close`."""

    def __init__(self) -> None:
        """Make no folder yet."""
        self._folder: Path | None = None
        self._lock = threading.Lock()

    def put(self, data: bytes, ending: str) -> Path:
        """Write a file and return where it lies."""
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="levier-uploads-"))
            path = self._folder / f"{token_hex(16)}{ending}"
        path.write_bytes(data)
        return path

    def close(self) -> None:
        """Remove the folder and all that is in it."""
        with self._lock:
            folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


class Uploads:
    """The packages of all sessions; each session has one, and sees its own only."""

    def __init__(self) -> None:
        """Begin with none."""
        self._shelf = Shelf()
        self._of: OrderedDict[str, Upload] = OrderedDict()
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
        path = self._shelf.put(decoded(contents), ".zip")
        try:
            with self._checking:
                upload = Upload(path, check_apart(path))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        with self._lock:
            gone = [self._of.pop(session, None)]
            self._of[session] = upload
            while len(self._of) > KEPT:
                gone.append(self._of.popitem(last=False)[1])
        for each in gone:
            if each is not None:
                each.path.unlink(missing_ok=True)
        return upload

    def get(self, session: str) -> Upload | None:
        """Return what a session uploaded."""
        with self._lock:
            return self._of.get(session)

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._of.clear()
        self._shelf.close()


def decoded(contents: str, kind: Kind = ZIP, megabytes: int = MAX_MEGABYTES) -> bytes:
    r"""Return the bytes of a data address.

    Args:
        contents: what a browser sends.
        kind: of file that is wanted.
        megabytes: most that are taken.

    Raises:
        UsageError: none, too large, or of another kind.

    >>> decoded("data:application/zip;base64,UEsDBA==")
    b'PK\x03\x04'
    """
    head, comma, body = contents.partition(",")
    if not comma or not head.startswith("data:") or not head.endswith(";base64"):
        message = "this is no upload of a browser"
        raise UsageError(message)
    if len(body) > megabytes * 1_000_000 * 4 // 3 + 4:
        message = f"the file is too large; at most {megabytes} MB are taken"
        raise UsageError(message)
    try:
        data = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        message = "this upload cannot be read"
        raise UsageError(message) from error
    if not data.startswith(kind.begins):
        raise UsageError(kind.wanted)
    return data
