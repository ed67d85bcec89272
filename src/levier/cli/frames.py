"""Frames written to files: CSV, Parquet, JSON or XLSX by the ending of the name, whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from levier.cli.output import check_out, records, write_text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FORMATS", "check_format", "save_frame"]

FORMATS = (".csv", ".parquet", ".json", ".xlsx")
SEVERAL = ";"


def check_format(path: Path | None) -> None:
    """Refuse a file that cannot be written, before anything is computed.

    Raises:
        UsageError: the ending is none of those known, or there is no place for the file.
    """
    check_out(path, FORMATS)


def save_frame(frame: pd.DataFrame, path: Path | None, head: dict[str, Any], name: str) -> None:
    """Write a frame if a file was named, whole or not at all, and say so.

    Args:
        frame: rows; a column ``cut`` holds tuples of names, joined by ``;`` in CSV and XLSX.
        path: its ending says the format (:data:`FORMATS`); nothing is written without one.
        head: what stands above the rows in JSON.
        name: of the rows in JSON.
    """
    if path is not None:
        sys.stderr.write(f"written: {_written(frame, path, head, name)}\n")


def _written(frame: pd.DataFrame, path: Path, head: dict[str, Any], name: str) -> Path:
    """Write a frame under a temporary name, then rename it into place. Returns the path."""
    import json

    if path.suffix == ".json":
        body = head | {name: records(frame)}
        return write_text(path, json.dumps(body, ensure_ascii=False, indent=1, default=str) + "\n")
    flat = frame.assign(cut=frame["cut"].map(list if path.suffix == ".parquet" else SEVERAL.join))
    flat.attrs = {}
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}.tmp{path.suffix}")
    if path.suffix == ".csv":
        flat.to_csv(temporary, index=False)
    elif path.suffix == ".parquet":
        flat.to_parquet(temporary, index=False)
    else:
        flat.to_excel(temporary, index=False, sheet_name=name[:31], engine="xlsxwriter")
    os.replace(temporary, path)  # noqa: PTH105 - the atomic call, by name
    return path
