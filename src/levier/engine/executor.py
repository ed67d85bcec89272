"""Run tasks: in this process, in child processes that are replaced when they die, or on a Dask cluster."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from levier.engine.worker import THREADS, Room, Task
from levier.errors import SolveError, UsageError

__all__ = ["CrashError", "Executor", "Processes", "Serial", "make_executor", "run_alone"]

TRIES = 3
LIFETIME = 500
# One thread for linear algebra; and glibc keeps freed vectors instead of giving their pages back at every solve (a
# sixth of the time under load). Other C libraries ignore the latter.
ENVIRONMENT = dict.fromkeys(THREADS, "1") | {
    "MALLOC_MMAP_THRESHOLD_": "1000000000",
    "MALLOC_TRIM_THRESHOLD_": "2000000000",
}


class CrashError(SolveError):
    """A task took down every worker it was given to."""


class Executor(Protocol):
    """Where tasks run. A task that cannot be run gives a `CrashError` instead of its result."""

    workers: int

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Any]]:
        """Run tasks, and give the place of each and its result as they end, in any order."""

    def close(self) -> None:
        """Let all workers go."""


class Serial:
    """Run tasks in this process.

    Example:
        >>> class Three:
        ...     def run(self, room):
        ...         return 3
        >>> list(Serial().map([Three(), Three()]))
        [(0, 3), (1, 3)]
    """

    workers = 0

    def __init__(self) -> None:
        """Make the room."""
        self.room = Room()

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Any]]:
        """Run tasks one after the other."""
        for place, task in enumerate(tasks):
            yield place, task.run(self.room)

    def close(self) -> None:
        """Forget what was loaded."""
        self.room = Room()


class Processes:
    """Run tasks in child processes of one thread each.

    A thread of the parent drives each child: it sends a task, waits for the result, and starts a new child if the old
    one died or has done its share. A child imports neither PyPSA nor the script that started it.

    Args:
        workers: how many.
    """

    def __init__(self, workers: int) -> None:
        """Start none yet: a child starts with its first task."""
        self.workers = workers
        self._children: list[_Child] = [_Child() for _ in range(workers)]

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Any]]:
        """Run tasks; a task whose child dies is run again, up to three times."""
        feed = _Feed(tasks)
        threads = [threading.Thread(target=feed.drive, args=(child,), daemon=True) for child in self._children]
        for thread in threads:
            thread.start()
        left = len(threads)
        try:
            while left:
                item = feed.done.get()
                if isinstance(item, BaseException):
                    raise item
                if item is None:
                    left -= 1
                else:
                    yield item
        finally:
            feed.stop.set()
            if left:
                self.close()
            for thread in threads:
                thread.join()

    def close(self) -> None:
        """End all children."""
        for child in self._children:
            child.stop()


class _Feed:
    """Tasks that several threads take from, and the queue they put results into."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._source = enumerate(tasks)
        self._lock = threading.Lock()
        self.stop = threading.Event()
        self.done: queue.SimpleQueue[tuple[int, Any] | BaseException | None] = queue.SimpleQueue()

    def drive(self, child: _Child) -> None:
        """Give one child task after task; put an error for the reader to raise, and ``None`` at the end."""
        try:
            while not self.stop.is_set() and (item := self._taken()) is not None:
                self.done.put((item[0], child.run(item[1], self.stop)))
        except BaseException as error:  # noqa: BLE001 - raised again by the reader
            self.done.put(error)
        self.done.put(None)

    def _taken(self) -> tuple[int, Task] | None:
        with self._lock:
            return next(self._source, None)


class _Child:
    """One child process, started when it is needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._tasks = 0

    def run(self, task: Task, stop: threading.Event) -> Any:
        """Send a task and wait for its result."""
        for _ in range(TRIES):
            if self._tasks >= LIFETIME:
                self.stop()
            try:
                process = self._process or self._started()
                if process.stdin is None or process.stdout is None:
                    raise EOFError  # noqa: TRY301 - it was given pipes
                pickle.dump(task, process.stdin)
                process.stdin.flush()
                good, result = pickle.load(process.stdout)  # noqa: S301 - from our own child
            except (EOFError, OSError, pickle.UnpicklingError, ValueError):
                if stop.is_set():
                    return CrashError("stopped")
                self.stop()
                continue
            self._tasks += 1
            if not good:
                raise result
            return result
        return CrashError(f"the worker died {TRIES} times over this task")

    def stop(self) -> None:
        """End the process at once: it holds nothing that is not kept elsewhere."""
        process, self._process, self._tasks = self._process, None, 0
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _started(self) -> subprocess.Popen[bytes]:
        """Start the process."""
        command = [sys.executable, "-c", "from levier.engine.worker import main; main()"]
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, fixed arguments
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | ENVIRONMENT,
            # Ctrl-C is for the parent, which decides when to stop, even while a child still imports.
            process_group=0 if os.name == "posix" else None,
        )
        return self._process


class Cluster:
    """Run tasks on a Dask cluster, whose workers must see the folder of the sweep.

    Args:
        address: of the scheduler, or a `dask.distributed.Client`.

    Raises:
        UsageError: Dask is not installed, or there is no scheduler at the address.
    """

    def __init__(self, address: Any) -> None:
        """Connect."""
        try:
            from distributed import Client
        except ImportError as error:
            message = "a cluster needs the extra: pip install 'levier[cluster]'"
            raise UsageError(message) from error
        self._own = isinstance(address, str)
        try:
            self._client = Client(address) if self._own else address
        except (OSError, ValueError) as error:
            message = f"there is no Dask scheduler at {address!r} ({error}); tcp://HOST:PORT is needed"
            raise UsageError(message) from error
        self.workers = len(self._client.scheduler_info()["workers"])

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Any]]:
        """Run tasks, a few for each worker at a time; Dask repeats what a lost worker had."""
        from distributed import as_completed

        source = enumerate(tasks)
        places: dict[str, int] = {}
        running = as_completed()

        def submit() -> None:
            item = next(source, None)
            if item is not None:
                future = self._client.submit(run_remotely, item[1], pure=False)
                places[future.key] = item[0]
                running.add(future)

        for _ in range(2 * max(self.workers, 1)):
            submit()
        for future in running:
            place = places.pop(future.key)
            try:
                result = future.result()
            except Exception as error:
                if type(error).__name__ != "KilledWorker":
                    raise
                result = CrashError(str(error))
            submit()
            yield place, result

    def close(self) -> None:
        """Leave the cluster."""
        if self._own:
            self._client.close()


_ROOMS: dict[int, Room] = {}


def run_remotely(task: Task) -> Any:
    """Run a task in a thread of a Dask worker, which keeps its own room."""
    return task.run(_ROOMS.setdefault(threading.get_ident(), Room()))


def run_alone(executor: Executor, task: Task) -> Any:
    """Run one task and return its result.

    `Executor.map` is read to its end: a reader that leaves it half-read ends the workers.

    Raises:
        CrashError: The task took down every worker it was given to.
    """
    [(_, result)] = executor.map([task])
    if isinstance(result, CrashError):
        raise result
    return result


def make_executor(workers: int, cluster: Any = None) -> Executor:
    """Choose where tasks run.

    Args:
        workers: child processes; 0 for this process.
        cluster: address of a Dask scheduler, or a client.

    Raises:
        UsageError: The number is negative, Dask is not installed, or there is no scheduler at the address.
    """
    if workers < 0:
        message = f"workers is {workers}; 0 (solve in this process) or more are possible"
        raise UsageError(message)
    if cluster is not None:
        return Cluster(cluster)
    return Processes(workers) if workers else Serial()
