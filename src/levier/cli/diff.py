"""``levier diff``: what differs between two packages, or between two answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

__all__ = ["diff"]


def diff(
    before: str,
    after: str,
    *,
    year: int | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Compare two data packages (inputs, and with --year their flows and answers) or two runs.

    Two runs are two JSON files written by `levier stress --out` or `levier base --out`.

    Parameters
    ----------
    before
        Name, directory or zip of a package; or a JSON answer.
    after
        What it is compared with, of the same kind.
    year
        Also reconcile this base year of both packages and compare flows and balances.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis.compare import compare_answers, compare_systems
    from levier.cli.output import check_out, emit
    from levier.dataset import diff as diff_packages
    from levier.dataset import read

    check_out(out)
    if before.endswith(".json") and after.endswith(".json"):
        tables = compare_answers(Path(before), Path(after))
    else:
        first, second = read(before), read(after)
        tables = {"inputs": diff_packages(first, second)}
        if year is not None:
            tables |= compare_systems(first, second, year)
    count = sum(len(frame) for frame in tables.values())
    emit(
        {"before": before, "after": after, "differences": count},
        as_json=json,
        out=out,
        tables=tables,
        lines=[f"{count} differences between {before} and {after}"],
    )
    if not count and not json:
        sys.stderr.write("no difference\n")
