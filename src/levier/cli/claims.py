"""``levier claims``: a ledger of press claims, each with a verdict, a value, its interval and its sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["claims"]

NAMED = 3
SHOWN = ("id", "claim", "claimed", "value", "interval", "unit", "period", "why", "sources")


def claims(
    package: str = "eurasia",
    *,
    about: str = "",
    file: Path | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Check claims: each names what would confirm it, and that is computed from the package.

    Parameters
    ----------
    package
        Name of a shipped package, a directory, or a zip.
    about
        Only claims about this (oil, gas, trade, ...).
    file
        A CSV of claims of your own, with the columns of the package's claims.csv; it is checked by the same rules.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis.claims import Verdict, check_claims, read_claims
    from levier.cli.output import check_out, emit, progress, wants_json
    from levier.dataset import read

    check_out(out)
    with progress("claims") as tell:
        tell("reading")
        data = read(package)
        own = None if file is None else read_claims(file, data)
        found = check_claims(data, own, about=about, progress=tell)
    head = {
        "package": data.name,
        "hash": data.hash,
        "file": "" if file is None else str(file),
        "about": about,
        "counts": found.counts,
    }
    table = found.table
    tables = {"claims": table}
    if not wants_json(json=json, out=out):
        tables = {str(verdict): _short(table[table["verdict"] == str(verdict)]) for verdict in Verdict}
    emit(head, as_json=json, out=out, tables=tables, lines=[f"{data.name} {data.version}, {found.headline}"])


def _short(table: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that fit a terminal, the interval as one."""
    ends = zip(table["low"], table["high"], strict=True)
    interval = ["" if low is None or low != low else f"{low:.4g} to {high:.4g}" for low, high in ends]  # noqa: PLR0124 - not-a-number
    return table.assign(interval=interval, sources=table["sources"].map(_few))[list(SHOWN)]


def _few(cell: str) -> str:
    """Name the first sources; all of them stand in JSON.

    >>> _few("a;b;c;d;e")
    'a b c and 2 more'
    """
    names = cell.split(";")
    return " ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
