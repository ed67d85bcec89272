"""What a cut, a derate, a lost or a frozen store does to the bounds of a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from levier.engine.assets import FLOW, LEVEL, NOMINAL, SPILL
from levier.errors import UsageError

if TYPE_CHECKING:
    from levier.engine.program import Program

__all__ = ["Alteration", "Mode", "alter", "combined"]

Mode = Literal["lost", "frozen"]
Index = NDArray[np.intp]
Vector = NDArray[np.float64]
ZERO = 1e-9


@dataclass(frozen=True, eq=False)
class Alteration:
    """New bounds of some columns and rows.

    Attributes:
        columns: columns with new bounds, each once, shape (k,).
        lower: their new lower bounds, shape (k,).
        upper: their new upper bounds, shape (k,).
        rows: rows with new bounds, each once, shape (r,).
        row_lower: their new lower bounds, shape (r,).
        row_upper: their new upper bounds, shape (r,).
        pure: whether it only takes capacity away: no bound is loosened and no row changed, so the optimum never falls.
        reason: what makes it not pure; empty if it is.
    """

    columns: Index
    lower: Vector
    upper: Vector
    rows: Index
    row_lower: Vector
    row_upper: Vector
    pure: bool
    reason: str


def alter(
    program: Program,
    assets: Sequence[int],
    *,
    keep: float = 0.0,
    snapshots: tuple[int, int] | None = None,
    mode: Mode = "lost",
) -> Alteration:
    """Derate assets by the rules of methods 3; see `Program.alteration`."""
    last = len(program.snapshots) - 1
    window = (0, last) if snapshots is None else (int(snapshots[0]), int(snapshots[1]))
    if not 0 <= window[0] <= window[1] <= last:
        message = f"snapshots {window} do not lie in 0 to {last}, first before last"
        raise UsageError(message)
    if not 0.0 <= keep <= 1.0:
        message = f"keep is {keep}; a share from 0 (cut) to 1 (untouched) is needed"
        raise UsageError(message)
    if mode not in ("lost", "frozen"):
        message = f"mode is {mode!r}; a store is 'lost' or 'frozen'"
        raise UsageError(message)
    parts = [_Change(program, asset, keep, window, mode).alteration() for asset in assets]
    return parts[0] if len(parts) == 1 else combined(parts)


def combined(parts: Sequence[Alteration]) -> Alteration:
    """Put several alterations together: the tightest column bounds and the loosest row bounds where they meet.

    Example:
        >>> combined([]).pure
        True
    """
    none, nothing = np.zeros(0, dtype=np.intp), np.zeros(0)
    columns, lower, upper = _merged(
        np.concatenate([none, *(p.columns for p in parts)]),
        np.concatenate([nothing, *(p.lower for p in parts)]),
        np.concatenate([nothing, *(p.upper for p in parts)]),
        tighter=True,
    )
    rows, row_lower, row_upper = _merged(
        np.concatenate([none, *(p.rows for p in parts)]),
        np.concatenate([nothing, *(p.row_lower for p in parts)]),
        np.concatenate([nothing, *(p.row_upper for p in parts)]),
        tighter=False,
    )
    reasons = dict.fromkeys(p.reason for p in parts if p.reason)
    pure = all(p.pure for p in parts)
    return Alteration(columns, lower, upper, rows, row_lower, row_upper, pure, "; ".join(reasons))


def _merged(at: Index, lower: Vector, upper: Vector, *, tighter: bool) -> tuple[Index, Vector, Vector]:
    """One entry a position."""
    unique, inverse = np.unique(at, return_inverse=True)
    if unique.size == at.size:
        return at, lower, upper
    low = np.full(unique.size, -np.inf if tighter else np.inf)
    high = -low
    (np.maximum if tighter else np.minimum).at(low, inverse, lower)
    (np.minimum if tighter else np.maximum).at(high, inverse, upper)
    return unique, low, high


class _Change:
    """The change of one asset, put together kind by kind."""

    def __init__(self, program: Program, asset: int, keep: float, window: tuple[int, int], mode: Mode) -> None:
        self.program, self.asset, self.keep, self.window, self.mode = program, asset, keep, window, mode
        self.first, self.last = window
        columns = program.index.columns_of[asset]
        self.columns = columns
        self.role = program.index.role[columns]
        self.snapshot = program.column_labels.snapshot[columns]
        self.inside = (self.snapshot >= self.first) & (self.snapshot <= self.last)
        self.old_lower = program.lp.column_lower[columns]
        self.old_upper = program.lp.column_upper[columns]
        self.lower, self.upper = self.old_lower.copy(), self.old_upper.copy()
        self.is_store = bool((self.role == LEVEL).any())
        self.reasons: list[str] = []
        self.rows: list[int] = []
        self.row_lower: list[float] = []
        self.row_upper: list[float] = []

    def alteration(self) -> Alteration:
        """Return the change as arrays."""
        if self.keep < 1.0:
            self._refuse_free_derate()
            self._columns()
            self._rows()
            self._limits()
        changed = (self.lower != self.old_lower) | (self.upper != self.old_upper)
        loosened = (self.lower < self.old_lower) | (self.upper > self.old_upper)
        if loosened.any():
            self.reasons.insert(0, "a minimum or a fixed path goes with it")
        name = self.program.assets[self.asset]
        return Alteration(
            self.columns[changed],
            self.lower[changed],
            self.upper[changed],
            np.array(self.rows, dtype=np.intp),
            np.array(self.row_lower, dtype=np.float64),
            np.array(self.row_upper, dtype=np.float64),
            not self.reasons,
            f"{name}: {', '.join(dict.fromkeys(self.reasons))}" if self.reasons else "",
        )

    def _refuse_free_derate(self) -> None:
        if 0.0 < self.keep and (self.role == NOMINAL).any():
            message = (
                f"{self.program.assets[self.asset]} has a free capacity, so a derate is no change of bounds; "
                "compile with invest='fixed', or cut it (keep=0)"
            )
            raise UsageError(message)

    def _columns(self) -> None:
        """Scale what flows; what a store holds is lost above what is left, or stays."""
        scaled = self.inside & (self.role == FLOW)
        if self.mode == "lost":
            scaled |= self.inside & (self.role == LEVEL)
        keep = self.keep
        with np.errstate(invalid="ignore"):
            self.lower[scaled] = np.nan_to_num(keep * self.old_lower[scaled], nan=0.0, posinf=np.inf, neginf=-np.inf)
            self.upper[scaled] = np.nan_to_num(keep * self.old_upper[scaled], nan=0.0, posinf=np.inf, neginf=-np.inf)
        if not self.is_store:
            return
        spill = self.inside & (self.role == SPILL)
        if keep == 0.0 and self.mode == "lost":
            self.lower[spill] = self.upper[spill] = 0.0
        elif keep == 0.0:
            self.lower[spill] = self.old_upper[spill]
        # A stock that was lost, or could not be filled, need not be there again: minima end with the window's start.
        after = (self.role == LEVEL) & (self.snapshot >= self.first)
        self.lower[after] = np.minimum(self.lower[after], 0.0)

    def _rows(self) -> None:
        """Release the rows of the asset alone that its change would make impossible."""
        rows = self.program.index.rows_of[self.asset]
        labels, lp = self.program.row_labels, self.program.lp
        for row in rows:
            kind = labels.blocks[labels.block[row]].split("-", 1)[1]
            snapshot = int(labels.snapshot[row])
            low, high = float(lp.row_lower[row]), float(lp.row_upper[row])
            new = self._row(int(row), kind, snapshot, low, high)
            if new is not None and new != (low, high):
                self.rows.append(int(row))
                self.row_lower.append(new[0])
                self.row_upper.append(new[1])
