"""How far a sweep is, on a terminal: cuts done, rate, share pruned, time left."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from levier.cli.output import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from levier.engine import Progress

__all__ = ["stopped", "sweep_bar"]


@contextmanager
def sweep_bar(title: str) -> Iterator[Callable[[Progress], None] | None]:
    """Give what `Engine.sweep` calls as it goes on; nothing where there is no terminal, or in CI."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[pace]}"),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None, pace="")

        def tell(state: Progress) -> None:
            left = "" if state.seconds != state.seconds else f", {state.seconds:.0f} s left"
            pace = f"{state.rate:,.0f}/s, {state.pruned:.0%} pruned{left}"
            bar.update(task, completed=state.done, total=state.total, pace=pace)

        yield tell


def stopped(count: int, keep: Path | None) -> NoReturn:
    """Tell whoever stopped a sweep how to go on, and leave."""
    kept = "." if keep is None else f" and kept in {keep}."
    how = (
        "With --keep FOLDER a sweep goes on where it was stopped."
        if keep is None
        else "The same command goes on from there."
    )
    sys.stderr.write(f"levier: stopped; {count} cuts are known{kept} {how}\n")
    sys.exit(INTERRUPTED)
