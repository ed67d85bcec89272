"""Jobs in the background: each in a process of its own, known by its content, heard while it runs, ended on request."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from levier.analysis.desk.child import Child
from levier.analysis.desk.kinds import JobRunner
from levier.errors import LevierError, UsageError

if TYPE_CHECKING:
    from levier.analysis.desk.desk import Desk

__all__ = ["Job", "Jobs"]

Status = Literal["running", "done", "failed", "cancelled"]
LONGEST = 3600.0
AT_ONCE = 2


@dataclass
class Job:
    """One job.

    Attributes:
        kind: what it finds.
        status: ``running``, ``done``, ``failed`` or ``cancelled``.
        doing: what it says it does.
        found: its result, when done: fields of the answers by name.
        reason: why it failed.
        began: clock at its start; ``seconds``: how long it has run.
    """

    kind: str
    status: Status = "running"
    doing: str = ""
    found: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    began: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    child: Child | None = None

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return (self.ended or time.monotonic()) - self.began


class Jobs:
    """The jobs of one desk; equal jobs are one job, whoever asks, so that a page may be left and come back to."""

    def __init__(self, desk: Desk) -> None:
        """Begin with none."""
        self._desk = desk
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def get(self, kind: str) -> Job | None:
        """Return the job of a kind, if it was started."""
        with self._lock:
            return self._jobs.get(kind)

    def start(self, kind: str) -> Job:
        """Start a job, unless it runs or is done.

        Raises:
            UsageError: too many run already.
        """
        with self._lock:
            job = self._jobs.get(kind)
            if job is not None and job.status in ("running", "done"):
                return job
            if sum(each.status == "running" for each in self._jobs.values()) >= AT_ONCE:
                message = f"{AT_ONCE} jobs run already; wait for one, or cancel it"
                raise UsageError(message)
            job = self._jobs[kind] = Job(kind, child=Child(JobRunner, self._desk.answers.system))
        threading.Thread(target=self._run, args=(job,), daemon=True, name=f"job {kind}").start()
        return job

    def cancel(self, kind: str) -> None:
        """End a job that runs."""
        job = self.get(kind)
        if job is not None and job.status == "running":
            job.status, job.ended = "cancelled", time.monotonic()
            if job.child is not None:
                job.child.close()

    def close(self) -> None:
        """End all that run."""
        with self._lock:
            kinds = list(self._jobs)
        for kind in kinds:
            self.cancel(kind)

    def _run(self, job: Job) -> None:
        def told(words: str) -> None:
            job.doing = words

        child = job.child
        assert child is not None  # noqa: S101 - `start` gives it one
        try:
            found = child.call("run", job.kind, limit=LONGEST, told=told)
        except LevierError as error:
            if job.status == "running":
                job.status, job.reason = "failed", str(error)
        else:
            if job.status == "running":
                job.found, job.status = found, "done"
        job.ended = job.ended or time.monotonic()
        child.close()
