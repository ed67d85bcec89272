"""Entry point: parses, dispatches, turns Levier's errors into one plain paragraph and exit code 2."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from cyclopts import App, CycloptsError

from levier.errors import LevierError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["app", "main"]

app = App(
    name="levier",
    help=(
        "Who depends on whom in cross-border energy and trade, what breaks when a corridor is cut, "
        "and who pays: computed, with sources."
    ),
    version="0.1.0",
)
COMMANDS = {
    "check": "Validate a data package: every problem, with file, row, field and what is allowed.",
    "base": "Show the base year: fit of the reports, balances, flows with 90 % intervals.",
    "stress": "Apply a shock: losses by country, volumes, rerouting, what binds, stocks.",
    "report": "Write the report: map, balances, disagreements, dependence, shocks, sources.",
    "export": "Write the calibrated network (netCDF, CSV) or the data package (zip).",
    "diff": "Compare two data packages or two answers.",
}
for name, line in COMMANDS.items():
    app.command(f"levier.cli.{name}:{name}", name=name, help=line)

INTERRUPTED = 130
WRONG = 2


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line; exit 0, 2 (an error of input), 130 (interrupted).

    Args:
        words: what was typed after ``levier``; None: the arguments of this process.
    """
    logging.getLogger("pypsa").setLevel(logging.ERROR)
    try:
        app(sys.argv[1:] if words is None else list(words), exit_on_error=False, print_error=False)
    except CycloptsError as error:
        sys.stderr.write(f"levier: {error}\n")
        sys.exit(WRONG)
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
