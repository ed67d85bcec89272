"""Entry point: parses, dispatches, turns Levier's errors into one plain paragraph and exit code 2."""

from __future__ import annotations

import os
import sys

from cyclopts import App

from levier.errors import LevierError

__all__ = ["app", "main"]

app = App(
    name="levier",
    help=(
        "Who depends on whom in cross-border energy and trade, what breaks when a corridor is cut, "
        "and who pays: computed, with sources."
    ),
    version="0.1.0",
)
for name in ("check", "base", "stress", "report", "export", "diff"):
    app.command(f"levier.cli.{name}:{name}", name=name)

INTERRUPTED = 130
WRONG = 2


def main() -> None:
    """Run the command line; exit 0, 2 (an error of input), 130 (interrupted)."""
    try:
        app()
    except LevierError as error:
        sys.stderr.write(f"levier: {error}\n")
        sys.exit(WRONG)
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        sys.stderr.write(f"levier: {error.strerror or error}{where}\n")
        sys.exit(WRONG)
    except KeyboardInterrupt:
        sys.stderr.write("levier: interrupted; nothing half-written\n")
        sys.exit(INTERRUPTED)
    finally:
        _close_quietly()


def _close_quietly() -> None:
    """A reader that went away (``| head``) is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
