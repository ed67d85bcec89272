"""Entry point: parses, dispatches, turns Levier's errors into one plain paragraph and exit code 2."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from levier.cli.front import FRONT, front_page
from levier.cli.output import INTERRUPTED
from levier.errors import LevierError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

WRONG = 2


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line; exit 0, 2 (an error of input), 130 (interrupted).

    Args:
        words: what was typed after ``levier``; None: the arguments of this process.
    """
    given = sys.argv[1:] if words is None else list(words)
    if given in FRONT:
        sys.stdout.write(front_page())
        _close_quietly()
        return
    from cyclopts import CycloptsError

    from levier.cli.app import app

    logging.getLogger("pypsa").setLevel(logging.ERROR)
    try:
        app(given, exit_on_error=False, print_error=False)
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
