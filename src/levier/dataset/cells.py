"""The text of a CSV file into a typed table, telling of every cell that does not fit."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["Fault", "Report", "parse_table", "split"]


class RowNumbers(tuple[int, ...]):
    """Row numbers of a table in its file; shared, never copied, by the frames made from it."""

    __slots__ = ()

    def __deepcopy__(self, memo: object) -> RowNumbers:
        """Return itself: pandas copies `attrs` deeply at every step, and this never changes."""
        return self


@dataclass(frozen=True)
class Fault:
    """A cell, row or column that cannot be typed: row in the file, column, cell, what is wrong, what is allowed."""

    row: int
    field: str
    value: str
    message: str
    allowed: str


Report = Callable[[Fault], None]
"""Called with everything that cannot be typed."""

_BOOLEANS = {
    "true": True,
    "false": False,
    "True": True,
    "False": False,
    "TRUE": True,
    "FALSE": False,
    "1": True,
    "0": False,
}
_NUMBERS = ("number", "integer")


def split(cell: object) -> tuple[str, ...]:
    """Take a list cell apart at `;`; blanks fall out.

    Example:
        >>> split("kz; ru;")
        ('kz', 'ru')
        >>> split("")
        ()

    """
    return tuple(part for part in (piece.strip() for piece in str(cell).split(";")) if part)


def parse_table(data: bytes | None, fields: Sequence[Mapping[str, Any]], report: Report) -> pd.DataFrame:
    r"""Read one table.

    Args:
        data: the file; None gives an empty table.
        fields: the fields of the schema, in order.
        report: told of a bad encoding, missing, extra or repeated columns, ragged rows and cells of a wrong type.

    Returns:
        One row a fact, the schema's columns in its order: numbers float64 (NaN where blank or wrong), booleans
        bool (False where blank or wrong), text str without outer blanks. `attrs["rows"]` holds the number of each
        row in the file, the header being row 1.

    Example:
        >>> parse_table(b"id,value\na,1.5\n", [{"name": "id"}, {"name": "value", "type": "number"}], print)
          id  value
        0  a    1.5

    """
    names = [str(field["name"]) for field in fields]
    rows, numbers = _records(data, names, report)
    columns: dict[str, Any] = {}
    for at, field in enumerate(fields):
        name, kind = names[at], str(field.get("type", "string"))
        cells = [row[at] for row in rows]
        if kind in _NUMBERS:
            values = [_number(cell, row, name, report) for cell, row in zip(cells, numbers, strict=True)]
            columns[name] = np.array(values, dtype=np.float64)
        elif kind == "boolean":
            needed = bool((field.get("constraints") or {}).get("required"))
            truths = [
                _boolean(cell, row, name, report, required=needed) for cell, row in zip(cells, numbers, strict=True)
            ]
            columns[name] = np.array(truths, dtype=np.bool_)
        else:
            columns[name] = pd.array(cells, dtype="str")
    table = pd.DataFrame(columns, columns=names)
    table.attrs["rows"] = RowNumbers(numbers)
    return table


def _records(data: bytes | None, names: list[str], report: Report) -> tuple[list[list[str]], list[int]]:
    """Cells in the schema's order, and the row numbers; rows without any text fall out."""
    if data is None:
        return [], []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        report(Fault(line, "", repr(data[error.start : error.end]), "the file is not UTF-8", "UTF-8"))
        text = data.decode("utf-8", errors="replace")
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), strict=True):
            records.append(record)  # noqa: PERF402 - what was read before an error must stay
    except csv.Error as error:
        text = f"the file cannot be read on from here ({error})"
        report(Fault(len(records) + 1, "", "", text, "comma separated text, quotes closed"))
    header = [name.strip() for name in records[0]] if records else []
    _report_header(header, names, report)
    place = {name: at for at, name in reversed(list(enumerate(header)))}
    rows, numbers = [], []
    for number, record in enumerate(records[1:], 2):
        if not any(cell.strip() for cell in record):
            continue
        if len(record) != len(header):
            report(
                Fault(
                    number,
                    "",
                    ",".join(record)[:80],
                    f"the row has {len(record)} cells",
                    f"{len(header)} cells, as in the header",
                )
            )
        rows.append(
            [record[place[name]].strip() if place.get(name, len(record)) < len(record) else "" for name in names]
        )
        numbers.append(number)
    return rows, numbers


def _report_header(header: list[str], names: list[str], report: Report) -> None:
    """Tell of missing, extra and repeated columns."""
    allowed = ", ".join(names)
    for name in names:
        if name not in header:
            report(Fault(1, name, "", "the column is missing", allowed))
    for name in dict.fromkeys(header):
        if name not in names:
            report(Fault(1, name, name, "the column is not in the schema", allowed))
        if header.count(name) > 1:
            report(Fault(1, name, name, "the column is there more than once", allowed))


def _number(cell: str, row: int, name: str, report: Report) -> float:
    """Read a finite number; NaN where blank or wrong."""
    if not cell:
        return math.nan
    try:
        value = float(cell) if cell.isascii() and "_" not in cell else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        report(Fault(row, name, cell, "not a number", "digits with a decimal point, such as 1250.5, or blank"))
        return math.nan
    return value


def _boolean(cell: str, row: int, name: str, report: Report, *, required: bool) -> bool:
    """Read true or false; false where blank or wrong."""
    if cell not in _BOOLEANS and (cell or required):
        report(Fault(row, name, cell, "neither true nor false", "true, false"))
    return _BOOLEANS.get(cell, False)
