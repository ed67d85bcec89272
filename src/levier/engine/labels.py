"""What each column or row of a program stands for, held as codes into short lists of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

__all__ = ["Codes", "Labels"]

Codes = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Labels:
    """Names of n columns or rows.

    Attributes:
        blocks: names of the blocks, such as ``Generator-p`` or ``Bus-nodal_balance``.
        names: names of components, buses and limits.
        block: code of each entry's block, shape (n,).
        name: code of each entry's name, shape (n,); -1 for none.
        snapshot: position of each entry's snapshot, shape (n,); -1 for none.

    Example:
        >>> labels = Labels(("Link-p",), ("cpc",), *(np.zeros(2, np.int32),) * 2, np.arange(2, dtype=np.int32))
        >>> labels.where("Link-p").tolist(), labels.describe(1, ("May", "June"))
        ([0, 1], 'Link-p of cpc in June')
    """

    blocks: tuple[str, ...]
    names: tuple[str, ...]
    block: Codes
    name: Codes
    snapshot: Codes

    def __len__(self) -> int:
        return int(self.block.size)

    @cached_property
    def code(self) -> dict[str, int]:
        """Code of each block."""
        return {block: i for i, block in enumerate(self.blocks)}

    @cached_property
    def name_code(self) -> dict[str, int]:
        """Code of each name."""
        return {name: i for i, name in enumerate(self.names)}

    def where(self, block: str) -> NDArray[np.intp]:
        """Positions of the entries of one block, in order."""
        return np.flatnonzero(self.block == self.code.get(block, -2))

    def take(self, positions: NDArray[np.intp]) -> Labels:
        """Labels of some entries."""
        return Labels(self.blocks, self.names, self.block[positions], self.name[positions], self.snapshot[positions])

    def words(self, codes: Codes, words: Sequence[str]) -> NDArray[np.object_]:
        """Turn codes into words; -1 gives an empty word."""
        return np.array([*words, ""], dtype=object)[codes]

    def describe(self, position: int, snapshots: Sequence[str]) -> str:
        """Say in words what one entry stands for."""
        name, snapshot = int(self.name[position]), int(self.snapshot[position])
        parts = [self.blocks[self.block[position]]]
        if name >= 0:
            parts.append(f"of {self.names[name]}")
        if snapshot >= 0:
            parts.append(f"in {snapshots[snapshot]}")
        return " ".join(parts)

    @classmethod
    def join(cls, first: Labels, second: Labels) -> Labels:
        """Labels of the entries of both, one after the other."""
        blocks = tuple(dict.fromkeys(first.blocks + second.blocks))
        names = tuple(dict.fromkeys(first.names + second.names))
        block_code = {block: i for i, block in enumerate(blocks)}
        name_code = {name: i for i, name in enumerate(names)}

        def moved(codes: Codes, words: tuple[str, ...], to: dict[str, int]) -> Codes:
            return np.array([*(to[word] for word in words), -1], dtype=np.int32)[codes]

        return cls(
            blocks,
            names,
            np.concatenate([first.block, moved(second.block, second.blocks, block_code)]),
            np.concatenate([first.name, moved(second.name, second.names, name_code)]),
            np.concatenate([first.snapshot, second.snapshot]),
        )
