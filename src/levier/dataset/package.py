"""Read a data package into typed tables."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from levier.dataset.cells import Fault, RowNumbers, parse_table
from levier.dataset.files import Files, digest, read_files
from levier.dataset.period import ALWAYS, Period, parse_period, parse_validity
from levier.errors import DatasetError
from levier.show import card_of_fields, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    import pandas as pd

__all__ = ["Package", "read", "validity_fields"]

_DATE_PAIRS = (("valid_from", "valid_to"), ("start", "end"), ("from", "to"))
_SHOWN = 10
_VIEWS = ("schema", "tables", "extras")


@shown(card_of_fields)
@dataclass(frozen=True, eq=False)
class Package:
    """A data package in memory.

    Attributes:
        name: name of the package, such as `eurasia`.
        version: its version.
        path: the folder or zip it was read from.
        hash: sha256 over datapackage.json and the CSV files, 64 hexadecimal digits; changed by `as_of`.
        schema: the parsed datapackage.json.
        tables: one frame per table, see `table`.
        extras: bytes of the other files (shocks, notes, licences) by their path inside the package.

    """

    name: str
    version: str
    path: Path
    hash: str
    schema: Mapping[str, Any] = field(repr=False)
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    extras: Mapping[str, bytes] = field(repr=False, default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """Give what is pickled: read-only views cannot be."""
        return {name: dict(value) if name in _VIEWS else value for name, value in self.__dict__.items()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Put read-only views back."""
        for name, value in state.items():
            object.__setattr__(self, name, MappingProxyType(value) if name in _VIEWS else value)

    def table(self, name: str) -> pd.DataFrame:
        """Give one table.

        Returns:
            A copy: one row a fact, columns as in the schema, index 0..; numbers float64 with NaN for blank,
            booleans bool, text str with "" for blank; `attrs["rows"]` holds the row numbers in the file.

        Raises:
            DatasetError: the package has no such table.

        Example:
            >>> read("eurasia").table("countries")["id"].is_unique
            True

        """
        if name not in self.tables:
            message = f"no table {name!r} in {self.name}; its tables: {', '.join(self.tables)}"
            raise DatasetError(message)
        return self.tables[name].copy()

    def fields(self, name: str) -> list[Mapping[str, Any]]:
        """Give the schema's fields of a table, in order.

        Raises:
            DatasetError: the package has no such table.

        Example:
            >>> read("eurasia").fields("countries")[0]["name"]
            'id'

        """
        for resource in self.schema["resources"]:
            if resource["name"] == name:
                return list(resource["schema"]["fields"])
        message = f"no table {name!r} in {self.name}; its tables: {', '.join(self.tables)}"
        raise DatasetError(message)

    def as_of(self, day: date | None) -> Package:
        """Leave out what could not be known: observations whose period ends after a day.

        Args:
            day: last day that is known; None keeps everything.

        Returns:
            A package without those observations, its hash changed accordingly.

        Raises:
            DatasetError: an observation has a broken period.

        Example:
            >>> from datetime import date
            >>> len(read("eurasia").as_of(date(1900, 1, 1)).table("observations"))
            0

        """
        if day is None or "observations" not in self.tables:
            return self
        table = self.tables["observations"]
        keep = [parse_period(text).last <= day for text in table["period"]]
        tables = {**self.tables, "observations": _rows(table, keep)}
        return replace(
            self, tables=MappingProxyType(tables), hash=sha256(f"{self.hash} as of {day}".encode()).hexdigest()
        )

    def valid(self, name: str, start: date, stop: date) -> pd.DataFrame:
        """Give the rows of a table that hold on some day of a range.

        Args:
            name: a table; one without dates of validity is given whole.
            start: first day.
            stop: day after the last.

        Returns:
            As `table`. Where one id has several versions, only the one that holds on most days of the range,
            and of two equal ones the later.

        Raises:
            DatasetError: no such table, an empty range, or a row with broken dates.

        Example:
            >>> from datetime import date
            >>> read("eurasia").valid("corridors", date(2024, 1, 1), date(2025, 1, 1))["id"].is_unique
            True

        """
        wanted = Period(start, stop)
        table = self.table(name)
        pair = validity_fields(self.fields(name))
        if pair is None:
            return table
        spans = [
            self._span(name, at, row[pair[0]], row[pair[1]])
            for at, row in enumerate(table[list(pair)].to_dict("records"))
        ]
        held = [span.overlap(wanted) for span in spans]
        keep = [days > 0 for days in held]
        best: dict[str, int] = {}
        for at, row_id in enumerate(table["id"]):
            if keep[at] and (
                row_id not in best or (held[at], spans[at].start) >= (held[best[row_id]], spans[best[row_id]].start)
            ):
                best[row_id] = at
        chosen = set(best.values())
        return _rows(table, [at in chosen for at in range(len(table))])

    def _span(self, name: str, at: int, first: str, last: str) -> Period:
        """Read the validity of one row; the message names the row where it is broken."""
        if not first and not last:
            return ALWAYS
        try:
            return parse_validity(first, last)
        except DatasetError as error:
            row = self.tables[name].attrs["rows"][at]
            message = f"{name}.csv row {row} ({self.tables[name]['id'].iloc[at]}): {error}"
            raise DatasetError(message) from None


def read(source: str | Path = "eurasia") -> Package:
    """Read a data package.

    Args:
        source: name of a shipped package, a folder, or a .zip.

    Returns:
        The package. A table whose file is missing is empty, with the right columns.

    Raises:
        DatasetError: not a package, or a table cannot be typed; `levier.dataset.check` lists everything that is wrong.

    Example:
        >>> read("eurasia").name
        'eurasia'

    """
    files = read_files(source)
    wrong: list[str] = []

    def collect(file: str, fault: Fault) -> None:
        place = f"{file} row {fault.row}, field {fault.field!r}, value {fault.value!r}"
        wrong.append(f"{place}: {fault.message}; allowed: {fault.allowed}")

    package = build(files, collect)
    if wrong:
        rest = f"\n... and {len(wrong) - _SHOWN} more; run `levier check` for all" if len(wrong) > _SHOWN else ""
        raise DatasetError("\n".join(wrong[:_SHOWN]) + rest)
    return package


def build(files: Files, report: Callable[[str, Fault], None]) -> Package:
    """Type the tables of a package; `report` is called with the file and what in it cannot be typed."""
    tables = {}
    for resource in files.schema["resources"]:
        path = resource["path"]
        tables[resource["name"]] = parse_table(
            files.content.get(path), resource["schema"]["fields"], partial(report, path)
        )
    paths = {resource["path"] for resource in files.schema["resources"]}
    extras = {name: data for name, data in files.content.items() if name not in paths and name != "datapackage.json"}
    return Package(
        name=str(files.schema.get("name", files.path.stem)),
        version=str(files.schema.get("version", "")),
        path=files.path,
        hash=digest(files.content),
        schema=files.schema,
        tables=MappingProxyType(tables),
        extras=MappingProxyType(extras),
    )


def validity_fields(fields: list[Mapping[str, Any]]) -> tuple[str, str] | None:
    """Name the two fields that hold the first and the last day of a row; None if the table has none.

    Example:
        >>> validity_fields(read("eurasia").fields("stakes"))
        ('from', 'to')
        >>> validity_fields(read("eurasia").fields("ties")) is None
        True

    """
    dates = {
        item["name"] for item in fields if item.get("constraints", {}).get("pattern", "").startswith("^[0-9]{4}(-")
    }
    return next((pair for pair in _DATE_PAIRS if set(pair) <= dates), None)


def _rows(table: pd.DataFrame, keep: list[bool]) -> pd.DataFrame:
    """Take some rows, numbered anew, their row numbers in the file kept."""
    rows = RowNumbers(row for row, kept in zip(table.attrs["rows"], keep, strict=True) if kept)
    chosen = table.loc[keep].reset_index(drop=True)
    chosen.attrs["rows"] = rows
    return chosen
