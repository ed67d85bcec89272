"""A desk for one network of a user's own: opened once, asked for shocks, searched in the background."""

from __future__ import annotations

import json
import shutil
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from levier.analysis.desk.child import Child, Limits
from levier.analysis.desk.network.job import SearchJob
from levier.analysis.desk.network.room import room_of
from levier.analysis.desk.network.worker import NetworkWorker
from levier.errors import SolveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from levier.analysis.desk.network.answer import NetworkAnswer
    from levier.analysis.desk.network.facts import NetworkFacts
    from levier.analysis.desk.network.limits import NetworkLimits
    from levier.engine import Contingency

__all__ = ["NetworkDesk"]

KEPT = 100


class NetworkDesk:
    """One network, held by a process of its own; safe to use from many threads.

    The process may be ended at any time (:meth:`rest`, a crash, too long a solve): the next question starts another,
    which reads the file again.
    """

    def __init__(self, path: Path, limits: NetworkLimits) -> None:
        """Start nothing yet.

        Args:
            path: of the file; it must stay until :meth:`close`.
            limits: what it may take.
        """
        self.path, self.limits = path, limits
        self.job: SearchJob | None = None
        self._facts: NetworkFacts | None = None
        self._child = self._new()
        self._kept: OrderedDict[str, NetworkAnswer] = OrderedDict()
        self._made: dict[str, Any] = {}
        self._lock, self._busy = threading.Lock(), 0

    def open(self) -> NetworkFacts:
        """Read the network, check it, and solve it as it is.

        Raises:
            NetworkError: it is no network, or holds what is not supported or too much.
            SolveError: it has no optimum as it is.
            UsageError: reading it took too long or too much, or ended its process.
        """
        if self._facts is None:
            self._facts = self._asked("open", limit=self.limits.reading)
        return self._facts

    @property
    def facts(self) -> NetworkFacts:
        """What it holds; opens it if that was not done."""
        return self.open()

    def answer(self, shock: Contingency, price: float | None = None) -> NetworkAnswer:
        """Answer a shock; equal questions are solved once.

        Args:
            shock: what happens.
            price: demand may go unserved at this price of a unit; None: only as the network itself allows.

        Raises:
            LevierError: the shock names what is not there, or was not answered in time.
        """
        said = [shock.cut, sorted(shock.derate.items()), sorted(shock.demand.items()), shock.start, shock.end, price]
        key = json.dumps(said)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found: NetworkAnswer = self._asked("answer", shock, price, limit=self._patience())
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def search(self, start: str | None, end: str | None, price: float | None) -> SearchJob:
        """Start the search of chokepoints, unless the same runs or is done; another one ends.

        Args:
            start: label of the first snapshot of the window; the first of all if None.
            end: label of the last one.
            price: as in :meth:`answer`.

        Raises:
            LevierError: the network cannot be compiled with that price.
        """
        asked = (start, end, price)
        job = self.job
        if job is not None and job.asked == asked and job.status in ("running", "done"):
            return job
        program = self.path.with_suffix(".npz")
        self._asked("save", program, price, limit=self._patience())
        assets = self.facts.assets
        real = tuple(assets.index[~assets["shedding"]])
        longest = self.limits.searching
        job = SearchJob(program, real, asked, self._limits(longest), float(longest))
        with self._lock:
            before, self.job = self.job, job
        if before is not None:
            before.cancel()
        job.start()
        return job

    def once(self, key: str, make: Callable[[], Any]) -> Any:
        """Return what a key stands for, kept as long as the network."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def rest(self) -> None:
        """End the process to save memory, unless it is at work; what is known stays."""
        with self._lock:
            if self._busy:
                return
            before, self._child = self._child, self._new()
        before.close()

    def close(self) -> None:
        """End everything, and remove the files."""
        self._child.close()
        if self.job is not None:
            self.job.cancel()
        for path in (self.path, self.path.with_suffix(".npz")):
            path.unlink(missing_ok=True)
        shutil.rmtree(room_of(self.path), ignore_errors=True)

    @property
    def pid(self) -> int | None:
        """Number of the child's process."""
        return self._child.pid

    @property
    def awake(self) -> bool:
        """Whether its process runs."""
        return self._child.alive

    def _new(self) -> Child:
        return Child(NetworkWorker, self.path, self.limits, limits=self._limits(0))

    def _limits(self, seconds: int) -> Limits:
        return Limits(memory=self.limits.gigabytes * 1_000_000_000, seconds=seconds)

    def _patience(self) -> int:
        """Seconds for a question; more if the file must be read first."""
        return self.limits.solving + (0 if self._child.alive else self.limits.reading)

    def _asked(self, method: str, *given: Any, limit: int) -> Any:
        with self._lock:
            child, self._busy = self._child, self._busy + 1
        try:
            return child.call(method, *given, limit=float(limit))
        except SolveError as error:
            if child.alive:
                raise  # it says itself what is wrong
            message = (
                f"this took more than {limit} s or more than {self.limits.gigabytes} GB, or ended the process that "
                "works on it; fewer snapshots or a smaller network are needed here (levier on the command line has "
                "no such limits)"
            )
            raise UsageError(message) from error
        finally:
            with self._lock:
                self._busy -= 1
