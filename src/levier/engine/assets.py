"""The assets of a program: their names, and which columns and rows are theirs alone."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from levier.engine.labels import Codes, Labels
from levier.errors import LevierError

__all__ = ["FLOW", "KINDS", "LEVEL", "NOMINAL", "OTHER", "SPILL", "Assets"]

KINDS = ("Generator", "Link", "Process", "Line", "Transformer", "Store", "StorageUnit")

# What a column of an asset is to a shock.
OTHER, FLOW, LEVEL, SPILL, NOMINAL = range(5)
ROLES = {
    "p": FLOW,
    "s": FLOW,
    "p_dispatch": FLOW,
    "p_store": FLOW,
    "e": LEVEL,
    "state_of_charge": LEVEL,
    "spill": SPILL,
    "p_nom": NOMINAL,
    "s_nom": NOMINAL,
    "e_nom": NOMINAL,
}


@dataclass(frozen=True, eq=False)
class Assets:
    """The assets of a program and what is theirs.

    Attributes:
        names: ``Link:cpc`` and so on, in the order of the network's components.
        column: asset of each column, shape (n,); -1 for none.
        role: `FLOW`, `LEVEL`, `SPILL`, `NOMINAL` or `OTHER` of each column, shape (n,).
        row: asset of each row that belongs to one asset alone, shape (m,); -1 for shared rows.
    """

    names: tuple[str, ...]
    column: Codes
    role: NDArray[np.int8]
    row: Codes

    @classmethod
    def of(cls, names: tuple[str, ...], columns: Labels, rows: Labels) -> Assets:
        """Find the columns and rows of each asset."""
        code = {name: i for i, name in enumerate(names)}
        attributes = [block.split("-", 1)[-1] for block in columns.blocks]
        role = np.array([ROLES.get(attribute, OTHER) for attribute in attributes], dtype=np.int8)
        return cls(names, _owner(columns, code), role[columns.block], _owner(rows, code))

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def code(self) -> dict[str, int]:
        """Position of each asset by its full name."""
        return {name: i for i, name in enumerate(self.names)}

    @cached_property
    def bare(self) -> dict[str, list[int]]:
        """Positions of the assets that share a bare name."""
        found: dict[str, list[int]] = {}
        for i, name in enumerate(self.names):
            found.setdefault(name.split(":", 1)[1], []).append(i)
        return found

    def find(self, name: str) -> int:
        """Position of one asset, by its full name or by a bare name that is unique.

        Raises:
            LevierError: No asset, or several, have this name; the message holds the nearest or the possible names.
        """
        if name in self.code:
            return self.code[name]
        found = self.bare.get(name, [])
        if len(found) == 1:
            return found[0]
        if found:
            message = f"the asset {name!r} is not unique: {', '.join(self.names[i] for i in found)}"
            raise LevierError(message)
        near = difflib.get_close_matches(name, [*self.names, *self.bare], n=3)
        hint = f"; nearest: {', '.join(near)}" if near else ""
        message = f"there is no asset {name!r} in this network{hint}"
        raise LevierError(message)

    def find_all(self, assets: str | int | Iterable[str | int]) -> tuple[int, ...]:
        """Positions of several assets, each once, in the order given."""
        given: Sequence[str | int] = [assets] if isinstance(assets, str | int | np.integer) else list(assets)
        found = [self.find(a) if isinstance(a, str) else int(a) for a in given]
        return tuple(dict.fromkeys(found))

    @cached_property
    def columns_of(self) -> list[NDArray[np.intp]]:
        """Columns of each asset, in order."""
        return _split(self.column, len(self.names))

    @cached_property
    def rows_of(self) -> list[NDArray[np.intp]]:
        """Rows of each asset alone, in order."""
        return _split(self.row, len(self.names))


def _owner(labels: Labels, code: dict[str, int]) -> Codes:
    """Asset of each entry, -1 for none."""
    result = np.full(len(labels), -1, dtype=np.int32)
    for i, block in enumerate(labels.blocks):
        component = block.split("-", 1)[0]
        if component not in KINDS:
            continue
        of_name = np.array([*(code.get(f"{component}:{name}", -1) for name in labels.names), -1], dtype=np.int32)
        here = labels.block == i
        result[here] = of_name[labels.name[here]]
    return result


def _split(owner: Codes, count: int) -> list[NDArray[np.intp]]:
    """Positions of each owner."""
    order = np.argsort(owner, kind="stable")
    edges = np.searchsorted(owner[order], np.arange(count + 1))
    return [order[edges[i] : edges[i + 1]] for i in range(count)]
