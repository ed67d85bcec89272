"""``levier check``: validate a data package, everything at once."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

__all__ = ["check"]

WRONG = 2


def check(
    path: str = "eurasia",
    *,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
    warnings: Annotated[bool, Parameter(help="Show what is doubtful as well, not only errors.")] = True,
) -> None:
    """Validate a data package: every problem, with file, row, field, value and what is allowed.

    Exits 0 if there is no error, 2 otherwise.

    Parameters
    ----------
    path
        Name of a shipped package, a directory, or a zip.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.cli.output import wants_json, write_text
    from levier.dataset import check as find_problems
    from levier.dataset import format_problems

    problems = find_problems(path)
    shown = [p for p in problems if warnings or p.severity == "error"]
    errors = sum(p.severity == "error" for p in problems)
    if wants_json(json=json, out=out):
        import json as codec

        body = {"package": path, "errors": errors, "problems": [asdict(p) for p in shown]}
        text = codec.dumps(body, ensure_ascii=False, indent=1, default=str) + "\n"
    else:
        count = f"{path}: {errors} errors, {len(problems) - errors} warnings\n"
        text = (format_problems(shown) + "\n" if shown else "") + count
    if out is None:
        sys.stdout.write(text)
    else:
        write_text(out, text)
    if errors:
        sys.exit(WRONG)
