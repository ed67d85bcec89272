"""Keep what took long to find, under the hash of everything it depends on, so that it is found once."""

from __future__ import annotations

import hmac
import os
import pickle
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from levier.analysis.provenance import code_hash, extras_hash, versions
from levier.errors import UsageError

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["Cache", "default_folder", "key_of"]

T = TypeVar("T")
MAGIC = b"levier cache 1\n"
PRIVATE = 0o700
OTHERS = stat.S_IRWXG | stat.S_IRWXO
SYSTEM, PACKAGE = "system", "package"
SHOWING = ("view", "cli")


def default_folder() -> Path:
    """Return the user's own folder: below ``XDG_CACHE_HOME``, or ``~/.cache``."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(given) if given and Path(given).is_absolute() else Path.home() / ".cache"
    return home / "levier"


def key_of(system: System, question: str, code: str) -> str:
    """Return the name under which an answer is kept: a hash over data, code, libraries and question.

    Args:
        system: the base year that is asked; its package's tables and other files enter, and its settings.
        question: what is asked, in full.
        code: hash of the modules that find the answer.

    Returns:
        64 hexadecimal digits. Whatever could change the answer changes them.
    """
    package = system.package
    parts = [package.name, package.hash, extras_hash(package.extras), code]
    parts += [str(system.year), system.capacity, system.deck, system.horizon, _held(system), question]
    parts += [f"{name} {number}" for name, number in versions()]
    return sha256("\0".join(parts).encode()).hexdigest()


def _held(system: System) -> str:
    """Return what tells a part of a system from the whole: its assets and stocks, one a line."""
    topology = system.topology
    return "\n".join([*map(str, topology.assets.index), "", *map(str, topology.storages.index)])


@dataclass
class Cache:
    """Answers kept in a folder of the user's own.

    An entry that is broken, cut short or of another key is found again. What is kept is unpickled, and a pickle can
    run code: where files have an owner and modes (Linux, macOS), nothing is read from a folder or a file that belongs
    to someone else or that others could write to. Windows has neither; there nothing is checked, and the folder is as
    safe as the one it stands in (the default is in the user's own). An answer that cannot be written is told of once
    and is otherwise no failure.

    Args:
        folder: made if missing, for the user alone; None keeps nothing.
        tell: told what is taken from the folder.

    Attributes:
        taken, found: questions whose answer was in the folder, and those that were answered.
        code: hash of the modules that find answers: all but those that show them.
        unkept: why an answer could not be written, of the first such; blank if all could.
    """

    folder: Path | None
    tell: Callable[[str], None] = lambda _: None
    taken: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    code: str = field(default_factory=lambda: code_hash(without=SHOWING))
    unkept: str = ""

    def __post_init__(self) -> None:
        """Refuse a folder that others could write to.

        Raises:
            UsageError: the folder belongs to someone else, others may write to it, or it is none.
        """
        if self.folder is not None:
            _secure(self.folder)

    def get(
        self, system: System, question: str, find: Callable[[], T], *, lasting: Callable[[T], bool] = lambda _: True
    ) -> T:
        """Return the answer to a question: from the folder, or found now and kept.

        Args:
            system: that is asked; it is not kept with the answer.
            question: what is asked, in full: other words are another question.
            find: finds the answer; what it raises is kept by nobody.
            lasting: whether an answer may be kept: one that failed by chance, by a crash, is not.
        """
        if self.folder is None:
            self.found.append(question)
            return find()
        name = key_of(system, question, self.code)
        path = self.folder / f"{name}.answer"
        known = _read(path, name, system)
        if known is not None:
            self.tell(f"{question}: kept")
            self.taken.append(question)
            answer: T = known[0]
            return answer
        answer = find()
        if lasting(answer):
            self._keep(path, name, answer, system)
        self.found.append(question)
        return answer

    def _keep(self, path: Path, name: str, answer: object, system: System) -> None:
        """Write an entry; where that fails, tell once and go on: the answer is there all the same."""
        try:
            _write(path, name, answer, system)
        except (OSError, pickle.PicklingError, AttributeError, TypeError, RecursionError) as error:
            if not self.unkept:
                self.unkept = f"answers could not be kept in {self.folder}: {error}"
                self.tell(self.unkept)


def _secure(folder: Path) -> None:
    """Make a folder that only its owner can use, or refuse the one that is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    except FileExistsError as error:
        message = f"--cache {folder} is no folder"
        raise UsageError(message) from error
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode):
        message = f"--cache {folder} is no folder"
        raise UsageError(message)
    if hasattr(os, "geteuid"):
        if about.st_uid != os.geteuid():
            message = f"--cache {folder} belongs to someone else; name a folder of your own, or use --no-cache"
            raise UsageError(message)
        if about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            message = f"--cache {folder} can be written by others; chmod 700 it, name another, or use --no-cache"
            raise UsageError(message)


def _read(path: Path, name: str, system: System) -> tuple[Any] | None:
    """Return an entry in a tuple; None where there is none that can be trusted and read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or _foreign(about):
            return None
        content = file.read()
    head = MAGIC + name.encode() + b"\n"
    start = len(head) + 65
    digest, body = content[len(head) : start].rstrip(b"\n"), content[start:]
    if not content.startswith(head) or not hmac.compare_digest(digest, sha256(body).hexdigest().encode()):
        return None
    try:
        return (_Unpickler(BytesIO(body), system).load(),)
    except Exception:  # noqa: BLE001 - whatever is wrong with an entry, it is found again
        return None


def _foreign(about: os.stat_result) -> bool:
    """Whether a file is someone else's, or others may touch it."""
    return hasattr(os, "geteuid") and (about.st_uid != os.geteuid() or bool(about.st_mode & OTHERS))


def _write(path: Path, name: str, answer: object, system: System) -> None:
    """Write an entry under another name, then put it into its place: whole or not at all, for its owner alone."""
    buffer = BytesIO()
    _Pickler(buffer, system).dump(answer)
    body = buffer.getvalue()
    handle, partial = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + name.encode() + b"\n" + sha256(body).hexdigest().encode() + b"\n" + body)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)


class _Pickler(pickle.Pickler):
    """Leaves out the system that is asked and its package: whoever reads has them."""

    def __init__(self, file: BytesIO, system: System) -> None:
        super().__init__(file, protocol=5)
        self._known = {id(system): SYSTEM, id(system.package): PACKAGE}

    def persistent_id(self, obj: object) -> str | None:
        return self._known.get(id(obj))


class _Unpickler(pickle.Unpickler):
    """Puts the reader's system and package in."""

    def __init__(self, file: BytesIO, system: System) -> None:
        super().__init__(file)
        self._known = {SYSTEM: system, PACKAGE: system.package}

    def persistent_load(self, pid: str) -> object:
        return self._known[pid]
