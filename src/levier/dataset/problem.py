"""One thing that is wrong with a data package, and how it is told."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Problem", "format_problems", "nearest"]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        file: file inside the package, such as `corridors.csv`.
        row: row in the file, the header being row 1; None where the whole file is meant.
        id: id of the row, blank where there is none.
        field: column; blank where none is meant.
        value: the cell as text.
        message: what is wrong, one sentence without the place.
        allowed: what is allowed, blank where the message says it.
        nearest: nearest valid value, blank where nothing is near.
        severity: `error`, or `warning` for what may stay.

    """

    file: str
    row: int | None
    id: str
    field: str
    value: str
    message: str
    allowed: str = ""
    nearest: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """Tell the problem in one line: place, value, what is wrong, what is allowed, the nearest.

        Example:
            >>> print(Problem("a.csv", 3, "x", "unit", "bcn", "unknown unit", "bcm, mcm", "bcm"))
            a.csv row 3 (x), field unit, 'bcn': unknown unit; allowed: bcm, mcm; did you mean 'bcm'?

        """
        place = self.file + (f" row {self.row}" if self.row else "") + (f" ({self.id})" if self.id else "")
        return place + self._rest()

    def _rest(self) -> str:
        """Everything after the place."""
        field = f", field {self.field}" if self.field else ""
        value = f", {self.value!r}" if self.value else ""
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        near = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{field}{value}: {self.message}{allowed}{near}"


def nearest(value: str, valid: Collection[str]) -> str:
    """Give the valid value most like a wrong one, or blank.

    Example:
        >>> nearest("tengis", ["kashagan", "tengiz"])
        'tengiz'

    """
    return next(iter(difflib.get_close_matches(value, valid, n=1, cutoff=0.6)), "")


def format_problems(problems: Iterable[Problem]) -> str:
    """Write problems as plain text, grouped by file, with a count at the end.

    Example:
        >>> print(format_problems([Problem("a.csv", 3, "x", "unit", "bcn", "unknown unit", "bcm, mcm")]))
        a.csv
          row 3 (x), field unit, 'bcn': unknown unit; allowed: bcm, mcm
        1 error, 0 warnings

    """
    listed = list(problems)
    lines: list[str] = []
    for file, group in groupby(listed, key=lambda problem: problem.file):
        lines.append(file)
        for problem in group:
            mark = "warning, " if problem.severity == "warning" else ""
            row = f"row {problem.row}" if problem.row else "file"
            name = f" ({problem.id})" if problem.id else ""
            lines.append(f"  {mark}{row}{name}{problem._rest()}")  # noqa: SLF001 - same module
    errors = sum(problem.severity == "error" for problem in listed)
    warnings = len(listed) - errors
    lines.append(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
    return "\n".join(lines)
