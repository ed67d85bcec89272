"""A child process that holds one object and calls its methods: killed when it takes too long, replaced when it dies."""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.errors import LevierError, SolveError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["NO_LIMITS", "Child", "Limits"]

Make = Callable[..., Any]
STOPPING = 5.0


@dataclass(frozen=True)
class Limits:
    """What a child may use.

    Attributes:
        memory: address space in bytes; 0: no limit.
        seconds: processor time; 0: no limit.
    """

    memory: int = 0
    seconds: int = 0

    def set(self) -> None:
        """Limit this process, where the system can."""
        try:
            import resource
        except ImportError:
            return
        for what, value in ((resource.RLIMIT_AS, self.memory), (resource.RLIMIT_CPU, self.seconds)):
            if value:
                resource.setrlimit(what, (value, value))


NO_LIMITS = Limits()


class Child:
    """An object that lives in a process of its own.

    Calls come from any thread and are answered one after the other. An error of Levier is raised again here. What
    crashes the child, or takes too long, is a :class:`SolveError`; the next call starts a new child.
    """

    def __init__(self, make: Make, *args: Any, limits: Limits = NO_LIMITS) -> None:
        """Start nothing yet.

        Args:
            make: makes the object, in the child; a function of a module, with arguments that can be pickled.
            args: its arguments.
            limits: what the child may use.
        """
        self._make, self._args, self._limits = make, args, limits
        self._lock, self._gate = threading.Lock(), threading.Lock()
        self._closed = False
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def call(self, method: str, *args: Any, limit: float, told: Callable[[Any], None] | None = None) -> Any:
        """Call a method of the object.

        Args:
            method: its name.
            args: what it is given.
            limit: seconds after which the child is ended.
            told: hears what the method tells; the method is then given a `tell` as its last argument.

        Raises:
            SolveError: the child died or was too slow.
            LevierError: the method raised it.
        """
        with self._lock:
            line: Connection | None = None
            try:
                line = self._started()
                line.send((method, args, told is not None))
                return self._heard(line, time.monotonic() + limit, limit, told)
            except (EOFError, OSError, TypeError) as error:
                # A line that another thread closes while it is used has no handle any more: a TypeError.
                if isinstance(error, TypeError) and (line is None or not line.closed):
                    raise
                self._end()
                message = "the process that solves stopped unexpectedly; it starts again with the next question"
                raise SolveError(message) from error

    def close(self) -> None:
        """End the child, whatever it does, for good."""
        self._closed = True
        self._end()

    @property
    def alive(self) -> bool:
        """Whether a child runs."""
        process = self._process
        return process is not None and process.is_alive()

    @property
    def pid(self) -> int | None:
        """Number of the child's process."""
        return None if self._process is None else self._process.pid

    def _heard(self, line: Connection, until: float, limit: float, told: Callable[[Any], None] | None) -> Any:
        while True:
            if not line.poll(max(0.0, until - time.monotonic())):
                self._end()
                message = f"no answer within {limit:.0f} s; ask for less: fewer months, or fewer cuts"
                raise SolveError(message)
            what, value = line.recv()
            if what == "tell":
                if told is not None:
                    told(value)
                continue
            if what == "error":
                raise value
            return value

    def _started(self) -> Connection:
        if self._process is not None and self._process.is_alive() and self._line is not None:
            return self._line
        self._end()
        context = multiprocessing.get_context("spawn")
        with self._gate:
            if self._closed:
                raise EOFError
            here, there = context.Pipe()
            given = (there, self._make, self._args, self._limits)
            self._process = context.Process(target=_serve, args=given, daemon=True)
            self._process.start()
            there.close()
            self._line = here
        return here

    def _end(self) -> None:
        with self._gate:
            process, line = self._process, self._line
            self._process = self._line = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join(STOPPING)


def _serve(line: Connection, make: Make, args: tuple[Any, ...], limits: Limits) -> None:
    """Make the object, then answer calls until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    limits.set()
    thing: Any = None
    while True:
        try:
            method, given, tells = line.recv()
        except (EOFError, OSError):
            return
        try:
            thing = make(*args) if thing is None else thing
            extra = (lambda value: line.send(("tell", value)),) if tells else ()
            answer = ("answer", getattr(thing, method)(*given, *extra))
        except LevierError as error:
            answer = ("error", error)
        except MemoryError:
            answer = ("error", SolveError("it needs more memory than it may use here"))
        except Exception as error:  # noqa: BLE001 - told to the parent, which goes on
            answer = ("error", SolveError(f"{type(error).__name__}: {error}"))
        line.send(answer)
