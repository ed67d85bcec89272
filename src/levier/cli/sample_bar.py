"""Bars of progress on a terminal: what is common to all, and how many samples are answered."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID

__all__ = ["sample_bar", "terminal_bar"]


@contextmanager
def terminal_bar(title: str, pace: str, total: int | None) -> Iterator[tuple[Progress, TaskID] | None]:
    """Show a bar with a column of text at its end; nothing where there is no terminal, or in CI.

    Args:
        title: what is done.
        pace: text of the last column; blank: the time left.
        total: how much there is to do; None: not known yet.
    """
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield None
        return
    from rich import progress
    from rich.console import Console

    last = progress.TextColumn(pace) if pace else progress.TimeRemainingColumn()
    columns = (progress.TextColumn("{task.description}"), progress.BarColumn(), progress.MofNCompleteColumn(), last)
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar, bar.add_task(title, total=total, pace="")


@contextmanager
def sample_bar(title: str, total: int) -> Iterator[Callable[[int], None] | None]:
    """Give what is told how many samples are done; nothing where there is no terminal, or in CI."""
    with terminal_bar(title, "", total) as shown:
        if shown is None:
            yield None
            return
        bar, task = shown
        yield lambda done: bar.update(task, completed=done)
