"""What a cut, a derate, a lost or a frozen store does to the bounds of a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from levier.engine.change import Change
from levier.errors import UsageError

if TYPE_CHECKING:
    from levier.engine.program import Program

__all__ = ["Alteration", "Mode", "alter", "combined"]

Mode = Literal["lost", "frozen"]
Index = NDArray[np.intp]
Vector = NDArray[np.float64]


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
        shifts: by how much each asset that is gone moves limits shared with others, by row and asset; shifts of
            different assets add up, the same asset counts once.
    """

    columns: Index
    lower: Vector
    upper: Vector
    rows: Index
    row_lower: Vector
    row_upper: Vector
    pure: bool
    reason: str
    shifts: Mapping[tuple[int, int], float] = field(default_factory=dict)


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
    changes = [Change(program, asset, keep, window, lost=mode == "lost") for asset in assets]
    parts = [_alteration(program, change) for change in changes]
    shared = {(row, change.asset): shift for change in changes for row, shift in change.shared.items()}
    if shared:
        parts.append(_limits(program, shared))
    return parts[0] if len(parts) == 1 else combined(parts)


def _alteration(program: Program, change: Change) -> Alteration:
    """Bounds that differ from the program's."""
    changed = (change.lower != change.old_lower) | (change.upper != change.old_upper)
    rows = change.rows
    moved = (change.row_lower != program.lp.row_lower[rows]) | (change.row_upper != program.lp.row_upper[rows])
    return Alteration(
        change.columns[changed],
        change.lower[changed],
        change.upper[changed],
        rows[moved],
        change.row_lower[moved],
        change.row_upper[moved],
        not change.reasons,
        f"{program.assets[change.asset]}: {', '.join(change.reasons)}" if change.reasons else "",
    )


def _limits(program: Program, shared: dict[tuple[int, int], float]) -> Alteration:
    """Limits of the network that counted the first stock of stores that are gone."""
    total = _by_row(shared)
    rows = np.array(sorted(total), dtype=np.intp)
    shift = np.array([total[row] for row in rows.tolist()])
    none, nothing = np.zeros(0, dtype=np.intp), np.zeros(0)
    return Alteration(
        columns=none,
        lower=nothing,
        upper=nothing,
        rows=rows,
        row_lower=program.lp.row_lower[rows] + shift,
        row_upper=program.lp.row_upper[rows] + shift,
        pure=False,
        reason="limits no longer count the first stock of what is gone",
        shifts=shared,
    )


def combined(parts: Sequence[Alteration]) -> Alteration:
    """Put several alterations together: where they meet, the column bounds nearest zero and the loosest row bounds.

    A cut or a derate moves both bounds towards zero, also a minimum, so the nearest are those of the deepest of them.
    Shifts of shared limits by different assets add up.

    Example:
        >>> combined([]).pure
        True
    """
    none, nothing = np.zeros(0, dtype=np.intp), np.zeros(0)
    columns, lower, upper = _merged(
        np.concatenate([none, *(p.columns for p in parts)]),
        np.concatenate([nothing, *(p.lower for p in parts)]),
        np.concatenate([nothing, *(p.upper for p in parts)]),
        nearest=True,
    )
    rows, row_lower, row_upper = _merged(
        np.concatenate([none, *(p.rows for p in parts)]),
        np.concatenate([nothing, *(p.row_lower for p in parts)]),
        np.concatenate([nothing, *(p.row_upper for p in parts)]),
        nearest=False,
    )
    shifts = _added(parts, rows, row_lower, row_upper)
    reasons = dict.fromkeys(p.reason for p in parts if p.reason)
    pure = all(p.pure for p in parts)
    return Alteration(columns, lower, upper, rows, row_lower, row_upper, pure, "; ".join(reasons), shifts)


def _added(parts: Sequence[Alteration], rows: Index, lower: Vector, upper: Vector) -> dict[tuple[int, int], float]:
    """Write the bounds of shared limits that several alterations move, and return all shifts."""
    shifts = {key: shift for part in parts for key, shift in part.shifts.items()}
    total = _by_row(shifts)
    for part in parts:
        for row, shift in _by_row(part.shifts).items():
            own, at = part.rows == row, rows == row
            lower[at] = part.row_lower[own] - shift + total[row]
            upper[at] = part.row_upper[own] - shift + total[row]
    return shifts


def _by_row(shifts: Mapping[tuple[int, int], float]) -> dict[int, float]:
    """Add up the shifts of all assets."""
    total: dict[int, float] = {}
    for (row, _), shift in shifts.items():
        total[row] = total.get(row, 0.0) + shift
    return total


def _merged(at: Index, lower: Vector, upper: Vector, *, nearest: bool) -> tuple[Index, Vector, Vector]:
    """One entry a position: of its bounds those nearest zero, or the loosest."""
    if not at.size:
        return at, lower, upper
    unique, inverse = np.unique(at, return_inverse=True)
    if unique.size == at.size:
        return at, lower, upper
    if nearest:
        return unique, _nearest(at, lower), _nearest(at, upper)
    low = np.full(unique.size, np.inf)
    high = -low
    np.minimum.at(low, inverse, lower)
    np.maximum.at(high, inverse, upper)
    return unique, low, high


def _nearest(at: Index, bound: Vector) -> Vector:
    """Bound nearest zero of each position, ascending."""
    order = np.lexsort((np.abs(bound), at))
    first = np.unique(at[order], return_index=True)[1]
    return bound[order[first]]
