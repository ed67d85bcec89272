"""Jobs in the background: equal ones are one, each session sees those it asked for, what nobody wants any more ends."""

from __future__ import annotations

import json
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from levier.analysis.desk.child import Child
from levier.analysis.desk.kinds import JobRunner
from levier.analysis.desk.told import Told
from levier.errors import LevierError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.analysis.desk.desk import Desk

__all__ = ["Job", "Jobs", "job_key"]

Status = Literal["running", "done", "failed", "cancelled"]
LONGEST = 3600.0
AT_ONCE = 2
SESSIONS = 200
"""Sessions remembered; of more, the one longest away is forgotten, and what only it wanted ends."""
KEPT = 24
"""Jobs whose result is kept for whoever asks the same."""


@dataclass
class Job:
    """One job.

    Attributes:
        kind: what it finds; asked: what of, for kinds that ask.
        status: ``running``, ``done``, ``failed`` or ``cancelled``.
        told: what it said last.
        found: its result, when done: fields of the answers by name.
        reason: why it failed.
        began: clock at its start; ``seconds``: how long it has run.
    """

    kind: str
    asked: Mapping[str, Any] = field(default_factory=dict)
    status: Status = "running"
    told: Told | None = None
    found: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    began: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    child: Child | None = None

    @property
    def key(self) -> str:
        """Its content: equal jobs have one key."""
        return job_key(self.kind, self.asked)

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return (self.ended or time.monotonic()) - self.began


def job_key(kind: str, asked: Mapping[str, Any]) -> str:
    """Return the content of a job: its kind, and what is asked, in one order.

    >>> job_key("autonomy", {"to": 1, "by": 2}) == job_key("autonomy", {"by": 2, "to": 1})
    True
    """
    return f"{kind} {json.dumps(dict(asked), sort_keys=True)}"


class Jobs:
    """The jobs of one desk.

    Whoever asks for what runs or is done already gets that job; a session that cancels lets go of it, and it ends when
    nobody holds it.
    """

    def __init__(self, desk: Desk) -> None:
        """Begin with none."""
        self._desk = desk
        self._jobs: dict[str, Job] = {}
        self._held: OrderedDict[str, dict[str, Job]] = OrderedDict()
        self._lock = threading.RLock()

    def get(self, kind: str, session: str = "") -> Job | None:
        """Return the job of a kind that a session asked for last, if it did; ``cancelled`` if it let go of it."""
        with self._lock:
            return self._held.get(session, {}).get(kind)

    def listed(self, session: str = "") -> list[Job]:
        """Return what a session asked for, the last of each kind, in the order it did."""
        with self._lock:
            return list(self._held.get(session, {}).values())

    def start(self, kind: str, session: str = "", asked: Mapping[str, Any] | None = None) -> Job:
        """Give a session a job: one that runs or is done already, else a new one.

        Raises:
            UsageError: too many run already.
        """
        key = job_key(kind, asked or {})
        with self._lock:
            job = self._jobs.get(key)
            if job is not None and job.status in ("running", "done"):
                self._hold(session, job)
                return job
            if sum(each.status == "running" for each in self._jobs.values()) >= AT_ONCE:
                message = f"{AT_ONCE} jobs run already; wait for one, or cancel it"
                raise UsageError(message)
            job = self._jobs[key] = Job(kind, asked or {}, child=Child(JobRunner, self._desk.answers.system))
            self._forget()
            self._hold(session, job)
        threading.Thread(target=self._run, args=(job,), daemon=True, name=f"job {kind}").start()
        return job

    def cancel(self, kind: str, session: str = "") -> None:
        """Let go of the job of a kind that runs; it ends if no other session holds it."""
        with self._lock:
            job = self.get(kind, session)
            if job is None or job.status != "running":
                return
            self._hold(session, Job(kind, job.asked, "cancelled", began=job.began, ended=time.monotonic()))

    def close(self) -> None:
        """End all that run."""
        with self._lock:
            self._held.clear()
            for job in self._jobs.values():
                self._end_unwanted(job)

    def _hold(self, session: str, job: Job) -> None:
        """Put a job into a session's list, in place of its last of this kind; forget the sessions longest away."""
        mine = self._held.setdefault(session, {})
        before = mine.pop(job.kind, None)
        mine[job.kind] = job
        self._held.move_to_end(session)
        left = [] if before is None else [before]
        while len(self._held) > SESSIONS:
            left += self._held.popitem(last=False)[1].values()
        for each in left:
            self._end_unwanted(each)

    def _forget(self) -> None:
        """Forget the oldest results; who holds them keeps them."""
        over = [key for key, job in self._jobs.items() if job.status != "running"]
        for key in over[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[key]

    def _end_unwanted(self, job: Job) -> None:
        wanted = any(job is each for mine in self._held.values() for each in mine.values())
        if job.status == "running" and not wanted:
            job.status, job.ended = "cancelled", time.monotonic()
            if job.child is not None:
                job.child.close()

    def _run(self, job: Job) -> None:
        def told(what: Told) -> None:
            job.told = what

        child = job.child
        assert child is not None  # noqa: S101 - `start` gives it one
        try:
            found = child.call("run", job.kind, dict(job.asked), limit=LONGEST, told=told)
        except LevierError as error:
            if job.status == "running":
                job.status, job.reason = "failed", str(error)
        else:
            if job.status == "running":
                job.found, job.status = found, "done"
        job.ended = job.ended or time.monotonic()
        child.close()
