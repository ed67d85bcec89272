"""A desk: one package and year, asked for shocks from many threads; equal questions are solved once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from levier.analysis.desk.child import NO_LIMITS, Child, Limits
from levier.analysis.desk.kinds import Exporter
from levier.analysis.desk.worker import Worker
from levier.errors import LevierError

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.answers import Answers
    from levier.analysis.desk.answer import DeskAnswer
    from levier.analysis.helping import Full, Helped
    from levier.shock import Shock

__all__ = ["Desk"]

LOADING, ANSWERING, EXPORTING = 300.0, 60.0, 120.0
KEPT = 200


class Desk:
    """One year of one package, loaded in a child process.

    Example:
        >>> desk = Desk("eurasia", 2024)
        >>> desk.ready, desk.doing
        (False, '')
        >>> desk.close()
    """

    def __init__(self, source: str, year: int, limits: Limits = NO_LIMITS) -> None:
        """Start nothing yet (see :meth:`start`).

        Args:
            source: name of a shipped package, a folder, or a zip.
            year: base year.
            limits: what its process may use.
        """
        self.source, self.year = source, year
        self.doing, self.failure = "", ""
        self._child = Child(Worker, source, year, limits=limits)
        self._answers: Answers | None = None
        self._kept: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.Lock()
        self._loading: threading.Thread | None = None

    def start(self) -> None:
        """Begin to load, in the background."""
        with self._lock:
            if self._loading is None:
                self._loading = threading.Thread(target=self._load, daemon=True, name="desk")
                self._loading.start()

    def wait(self) -> None:
        """Wait until it is loaded, and has solved once.

        Raises:
            LevierError: it could not be loaded.
        """
        self.start()
        if self._loading is not None:
            self._loading.join()
        if self.failure:
            raise LevierError(self.failure)

    @property
    def ready(self) -> bool:
        """Whether the system is loaded."""
        return self._answers is not None

    @property
    def answers(self) -> Answers:
        """What every page needs; waits until it is there."""
        if self._answers is None:
            self.wait()
        assert self._answers is not None  # noqa: S101 - `wait` raises otherwise
        return self._answers

    def answer(self, shock: Shock) -> DeskAnswer:
        """Answer a shock.

        Raises:
            ShockError: the shock selects nothing in this system.
            SolveError: no optimum, or no answer in time.
        """
        found: DeskAnswer = self._asked("answer", shock)
        return found

    def origins(self, shock: Shock, family: str) -> pd.DataFrame:
        """Follow one family's goods before and under a shock (see :func:`levier.analysis.desk.answer.origins`)."""
        found: pd.DataFrame = self._asked("origins", shock, family)
        return found

    def full(self, shock: Shock) -> list[Full]:
        """Name the full assets whose room is worth a try (see :func:`levier.analysis.helping.full_assets`)."""
        found: list[Full] = self._asked("full", shock)
        return found

    def helped(self, shock: Shock, full: Full) -> Helped:
        """Say what more room in one asset saves (see :func:`levier.analysis.helping.help_of`)."""
        found: Helped = self._asked("helped", shock, full)
        return found

    def network(self) -> bytes:
        """Return the calibrated network of the base year as netCDF (what `levier export` writes)."""
        child = Child(Exporter, self.answers.system)
        try:
            found: bytes = child.call("network", limit=EXPORTING)
        finally:
            child.close()
        return found

    def close(self) -> None:
        """End the child."""
        self._child.close()

    @property
    def pid(self) -> int | None:
        """Number of the child's process."""
        return self._child.pid

    def key(self, *parts: str) -> str:
        """Return the content hash of a question: package, year, and what is asked.

        Two equal questions have one key, whoever asks and in whichever session.
        """
        content = (self.answers.system.package.hash, str(self.year), *parts)
        return sha256("\0".join(content).encode()).hexdigest()

    def _asked(self, method: str, shock: Shock, *more: Any) -> Any:
        key = self.key(method, shock.model_dump_json(), *map(repr, more))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self._child.call(method, shock, *more, limit=LOADING if not self._child.alive else ANSWERING)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _load(self) -> None:
        try:
            self._answers = self._child.call("open", limit=LOADING, told=self._told)
        except LevierError as error:
            self.failure = str(error)
            return
        with suppress(LevierError):
            self._child.call("warm", limit=ANSWERING)

    def _told(self, words: str) -> None:
        self.doing = words
