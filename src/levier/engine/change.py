"""The change of one asset under a cut or a derate, kind by kind (methods 3, "Not pure, by kind")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.engine.assets import FLOW, LEVEL, NOMINAL, SPILL
from levier.errors import UsageError

if TYPE_CHECKING:
    from levier.engine.program import Program

__all__ = ["Change", "Own"]

Index = NDArray[np.intp]
Flags = NDArray[np.bool_]
ZERO = 1e-9

# Kinds of rows that belong to one asset.
OTHER, KIRCHHOFF, RAMP, ENERGY, SUM, FIXED, PATH, FLOOR = range(8)
KIND = {
    "kirchhoff": KIRCHHOFF,
    "energy_balance": ENERGY,
    "e_sum_min": SUM,
    "e_sum_max": SUM,
    "e_set": PATH,
    "state_of_charge_set": PATH,
    "p_set": FIXED,
    "ext-e-lower": FLOOR,
    "ext-state_of_charge-lower": FLOOR,
}
WHY = {
    OTHER: "a limit of its own is released",
    KIRCHHOFF: "its voltage row is released",
    RAMP: "its ramps at the window's edge are released",
    ENERGY: "its stock is lost",
    SUM: "its contracted sum falls",
    FIXED: "its fixed dispatch goes with it",
    PATH: "its fixed stock path is released",
    FLOOR: "its minimum stock is released",
}


@dataclass(frozen=True, eq=False)
class Own:
    """The rows that belong to one asset alone; columns are counted within the asset's own, -1 for others'.

    Attributes:
        rows: rows, shape (r,).
        kind: what each row is, shape (r,).
        snapshot: of each row, shape (r,).
        entry_row: row of each entry, counted within `rows`, shape (z,).
        entry_column: column of each entry, shape (z,).
        entry_value: coefficient, shape (z,).
    """

    rows: Index
    kind: NDArray[np.int8]
    snapshot: NDArray[np.int32]
    entry_row: Index
    entry_column: Index
    entry_value: NDArray[np.float64]

    @classmethod
    def of(cls, program: Program, asset: int) -> Own:
        """Cut the rows of an asset out of the program."""
        rows, columns = program.index.rows_of[asset], program.index.columns_of[asset]
        part = program.by_row[rows]
        place = np.searchsorted(columns, part.indices)
        own = columns[np.minimum(place, columns.size - 1)] == part.indices if columns.size else place < 0
        labels = program.row_labels
        kinds = np.array([_kind(block) for block in labels.blocks], dtype=np.int8)
        return cls(
            rows,
            kinds[labels.block[rows]],
            labels.snapshot[rows],
            np.repeat(np.arange(rows.size), np.diff(part.indptr)),
            np.where(own, place, -1),
            part.data,
        )


def _kind(block: str) -> int:
    """Kind of the rows of a block."""
    rest = block.partition("-")[2]
    return RAMP if "ramp_limit" in rest else KIND.get(rest, OTHER)


class Change:
    """New bounds of the columns and rows of one asset; `reasons` says why it is not pure, `shared` moves other rows."""

    def __init__(self, program: Program, asset: int, keep: float, window: tuple[int, int], *, lost: bool) -> None:
        """Work out the change."""
        self.program, self.asset, self.keep, self.window, self.lost = program, asset, keep, window, lost
        lp, index = program.lp, program.index
        self.columns = index.columns_of[asset]
        self.own = program.own(asset)
        self.role = index.role[self.columns]
        self.snapshot = program.column_labels.snapshot[self.columns]
        self.inside: Flags = (self.snapshot >= window[0]) & (self.snapshot <= window[1])
        self.old_lower, self.old_upper = lp.column_lower[self.columns], lp.column_upper[self.columns]
        self.lower, self.upper = self.old_lower.copy(), self.old_upper.copy()
        self.rows = self.own.rows
        self.row_lower, self.row_upper = lp.row_lower[self.rows].copy(), lp.row_upper[self.rows].copy()
        self.reasons: list[str] = []
        self.shared: dict[int, float] = {}
        if keep < 1.0:
            self._check()
            self._move_columns()
            self._move_rows()
            self._move_shared()

    def _check(self) -> None:
        if self.keep > 0.0 and (self.role == NOMINAL).any():
            message = (
                f"{self.program.assets[self.asset]} has a free capacity, so a derate is no change of bounds; "
                "compile with invest='fixed', or cut it (keep=0)"
            )
            raise UsageError(message)

    def _move_columns(self) -> None:
        """Scale what flows; what a store holds is lost above what is left, or stays."""
        scaled = self.inside & ((self.role == FLOW) | ((self.role == LEVEL) & self.lost))
        if self.keep == 0.0:
            self.lower[scaled] = self.upper[scaled] = 0.0
        else:
            self.lower[scaled] *= self.keep
            self.upper[scaled] *= self.keep
        self.scaled = scaled
        if (self.role == LEVEL).any():
            self._move_stock()
        if ((self.lower < self.old_lower) | (self.upper > self.old_upper)).any():
            self.reasons.append("a minimum or a fixed path goes with it")

    def _move_stock(self) -> None:
        """Inflow is lost with the store, or passes by; minima of the stock end with the window's start."""
        spill = self.inside & (self.role == SPILL)
        if self.keep == 0.0:
            self.upper[spill] = 0.0 if self.lost else self.old_upper[spill]
            self.lower[spill] = self.upper[spill]
            self.scaled |= spill & self.lost
        after = (self.role == LEVEL) & (self.snapshot >= self.window[0])
        self.lower[after] = np.minimum(self.lower[after], 0.0)

    def _move_rows(self) -> None:
        """Release what the change would make impossible, and no more."""
        own = self.own
        if not own.rows.size:
            return
        inside = (own.snapshot >= self.window[0]) & (own.snapshot <= self.window[1])
        after = own.snapshot >= self.window[0]
        touches, leaves, holds = self._at_zero()
        if self.keep == 0.0:
            tied = touches & (leaves | ~holds)
            free = tied & np.isin(own.kind, (OTHER, KIRCHHOFF, RAMP, FIXED))
            free |= tied & inside & self.lost & (own.kind == ENERGY)
        else:
            free = touches & leaves & (own.kind == RAMP)
        free |= after & (own.kind == PATH) & ~(holds & ~leaves)
        free |= after & (own.kind == FLOOR) & ~holds
        self.row_lower[free] = -np.inf
        self.row_upper[free] = np.inf
        kinds = set(own.kind[free].tolist())
        if self.keep > 0.0:
            kinds |= self._derate_rows(inside)
        kinds |= self._scale_sums()
        self.reasons += [WHY[kind] for kind in sorted(kinds)]

    def _at_zero(self) -> tuple[Flags, Flags, Flags]:
        """Say of each row whether it touches what is scaled, leaves it, and holds if all its own flows are zero."""
        own, count = self.own, self.own.rows.size
        of_own = own.entry_column >= 0
        scaled = of_own & self.scaled[own.entry_column]
        nominal = of_own & (self.role[own.entry_column] == NOMINAL)
        touches = np.bincount(own.entry_row, scaled, count) > 0
        leaves = np.bincount(own.entry_row, ~scaled & ~nominal, count) > 0
        value, at = own.entry_value[nominal], own.entry_column[nominal]
        ends = np.stack([value * self.old_lower[at], value * self.old_upper[at]])
        low = np.zeros(count)
        high = np.zeros(count)
        np.add.at(low, own.entry_row[nominal], ends.min(axis=0))
        np.add.at(high, own.entry_row[nominal], ends.max(axis=0))
        holds = (low >= self.row_lower - ZERO) & (high <= self.row_upper + ZERO)
        return touches, leaves, holds

    def _derate_rows(self, inside: Flags) -> set[int]:
        """A fixed dispatch is scaled; a stock above what is left may be lost as the window begins."""
        own, kinds = self.own, set()
        fixed = inside & (own.kind == FIXED)
        self.row_lower[fixed] *= self.keep
        self.row_upper[fixed] *= self.keep
        if fixed.any():
            kinds.add(FIXED)
        first = (own.kind == ENERGY) & (own.snapshot == self.window[0])
        if self.lost and first.any():
            # The level enters its balance with -1: more on the left means less kept.
            self.row_upper[first] = np.inf
            kinds.add(ENERGY)
        return kinds

    def _scale_sums(self) -> set[int]:
        """Contracted sums fall by the share of the hours lost."""
        hours = self.program.hours
        share = hours[self.window[0] : self.window[1] + 1].sum() / hours.sum()
        factor = 1.0 - (1.0 - self.keep) * share
        sums = self.own.kind == SUM
        low, high = sums & (self.row_lower > 0), sums & (self.row_upper < 0)
        self.row_lower[low] *= factor
        self.row_upper[high] *= factor
        return {SUM} if low.any() or high.any() else set()

    def _move_shared(self) -> None:
        """Limits that count the first stock of a store no longer do when it is gone for good."""
        initial = float(self.program.initial[self.asset])
        whole = self.window == (0, len(self.program.snapshots) - 1)
        if not (initial and whole and self.lost and self.keep == 0.0):
            return
        matrix, owner = self.program.lp.matrix, self.program.index.row
        for column in self.columns[self.role == LEVEL]:
            for k in range(matrix.indptr[column], matrix.indptr[column + 1]):
                row = int(matrix.indices[k])
                if owner[row] < 0:
                    self.shared[row] = -float(matrix.data[k]) * initial
