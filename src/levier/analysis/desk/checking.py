"""Check a data package that came from somewhere, in a process with limits: what `levier check` says, and its years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.analysis.desk.child import Child, Limits
from levier.dataset import check, read
from levier.dataset.files import read_files
from levier.errors import UsageError
from levier.system.enough import years_reported

if TYPE_CHECKING:
    from pathlib import Path

    from levier.dataset import Problem

__all__ = ["CHECKING", "MAX_ROWS", "Checked", "Checker", "check_apart"]

MAX_ROWS = 500_000
LISTED = 200
SECONDS = 120.0
CHECKING = Limits(memory=4_000_000_000, seconds=110)
"""Address space in bytes and processor time in seconds of a check."""


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes:
        name, hash: of the package; blank if it cannot be read.
        problems: the first of them, errors first; ``errors`` and ``warnings`` count all.
        years: that can be modelled, as far as reports tell.
    """

    name: str
    hash: str
    problems: list[Problem]
    errors: int
    warnings: int
    years: tuple[int, ...]


class Checker:
    """Checks packages."""

    def check(self, path: Path) -> Checked:
        """Check one file.

        Raises:
            DatasetError: it cannot be read as a package at all.
            UsageError: it has too many rows.
        """
        files = read_files(path)
        rows = sum(data.count(b"\n") for name, data in files.content.items() if name.endswith(".csv"))
        if rows > MAX_ROWS:
            message = f"{rows} rows; at most {MAX_ROWS} are taken here"
            raise UsageError(message)
        problems = sorted(check(path), key=lambda each: each.severity != "error")
        errors = sum(each.severity == "error" for each in problems)
        warnings = len(problems) - errors
        if errors:
            return Checked("", "", problems[:LISTED], errors, warnings, ())
        package = read(path)
        return Checked(package.name, package.hash, problems[:LISTED], 0, warnings, tuple(years_reported(package)))


def check_apart(path: Path) -> Checked:
    """Check a file in a process of its own, with limits on time and memory.

    Raises:
        DatasetError: it cannot be read as a package.
        SolveError: it took too long or too much.
        UsageError: it has too many rows.
    """
    child = Child(Checker, limits=CHECKING)
    try:
        found: Checked = child.call("check", path, limit=SECONDS)
    finally:
        child.close()
    return found
