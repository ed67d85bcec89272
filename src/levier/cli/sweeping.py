"""How far a sweep is, on a terminal: cuts done, rate, share pruned, time left."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from levier.cli.output import INTERRUPTED
from levier.cli.sample_bar import terminal_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from levier.engine import Progress

__all__ = ["stopped", "sweep_bar"]


@contextmanager
def sweep_bar(title: str) -> Iterator[Callable[[Progress], None] | None]:
    """Give what `Engine.sweep` calls as it goes on; nothing where there is no terminal, or in CI."""
    with terminal_bar(title, "{task.fields[pace]}", None) as shown:
        if shown is None:
            yield None
            return
        bar, task = shown

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
