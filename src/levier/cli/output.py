"""Printing answers: tables on a terminal, JSON on request, files written whole or not at all."""

from __future__ import annotations

import json
import math
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

__all__ = ["ENDINGS", "INTERRUPTED", "check_out", "emit", "progress", "records", "wants_json", "write_text"]

INTERRUPTED = 130
DIGITS = 4
ENDINGS = (".json", ".txt", ".md", "")
"""Of files that answers are written to; none is text."""


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame as JSON-ready rows (no NaN: missing is null)."""
    return [{key: _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, tuple):
        return list(value)
    return value


def write_text(path: Path, text: str) -> Path:
    """Write a file under a temporary name, then rename it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)  # noqa: PTH105 - the atomic call, by name
    return path


def wants_json(*, json: bool, out: Path | None) -> bool:
    """Whether an answer goes out as JSON: by the option, or by the ending of the file.

    >>> wants_json(json=False, out=Path("a.json")), wants_json(json=False, out=None)
    (True, False)
    """
    return json or (out is not None and out.suffix == ".json")


def check_out(path: Path | None, endings: Sequence[str] = ENDINGS) -> None:
    """Refuse a file that cannot be written, before anything is computed.

    Args:
        path: of ``--out``; None: nothing is written.
        endings: that a command knows.

    Raises:
        UsageError: the ending is none of those known, or there is no place for the file.

    Example:
        >>> check_out(Path("answer.json"))
        >>> check_out(Path("answer.docx"))
        Traceback (most recent call last):
        levier.errors.UsageError: --out answer.docx: the ending is none of .json, .txt, .md

    """
    if path is None:
        return
    if path.suffix not in endings:
        message = f"--out {path}: the ending is none of {', '.join(filter(None, endings))}"
        raise UsageError(message)
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        message = f"--out {path}: no file can be written there"
        raise UsageError(message)


def emit(
    answer: dict[str, Any],
    *,
    as_json: bool,
    out: Path | None,
    tables: dict[str, pd.DataFrame],
    lines: list[str] | None = None,
) -> None:
    """Print an answer, or write it.

    Args:
        answer: JSON-ready head of the answer.
        as_json: print JSON instead of tables.
        out: a file to write (JSON if it ends in ``.json``, else the text), or None: standard output.
        tables: frames by title.
        lines: sentences printed above the tables.

    Raises:
        UsageError: the file has another ending than ``.json``, ``.txt`` and ``.md``, or there is no place for it.
    """
    check_out(out)
    if wants_json(json=as_json, out=out):
        body = answer | {name: records(frame) for name, frame in tables.items()}
        text = json.dumps(body, ensure_ascii=False, indent=1, default=str) + "\n"
    else:
        text = _render(lines or [], tables, plain=out is not None)
    if out is None:
        sys.stdout.write(text)
    else:
        write_text(out, text)
        sys.stderr.write(f"written: {out}\n")


def _render(lines: list[str], tables: dict[str, pd.DataFrame], *, plain: bool) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    buffer = StringIO()
    colour = sys.stdout.isatty() and not plain
    width = None if colour else 160
    console = Console(file=buffer, force_terminal=colour, width=width, highlight=False)
    for line in lines:
        console.print(Text(line))
    for title, frame in tables.items():
        if frame.empty:
            continue
        table = Table(title=title, title_justify="left")
        for column in frame.columns:
            numeric = frame[column].dtype.kind in "fiu"
            table.add_column(str(column), justify="right" if numeric else "left", overflow="fold")
        for row in frame.itertuples(index=False):
            table.add_row(*(Text(_cell(value)) for value in row))
        console.print(table)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    value = _plain(value)
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.{DIGITS}g}" if abs(value) < 1e4 else f"{value:,.0f}"  # noqa: PLR2004 - five digits
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@contextmanager
def progress(title: str) -> Iterator[Callable[[str], None]]:
    """Show what is being done on a terminal; stay quiet elsewhere."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status(title) as status:
        yield lambda message: status.update(f"{title}: {message}")
