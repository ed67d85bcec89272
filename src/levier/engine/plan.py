"""Say what a sweep cuts: its elements, and for how long."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from levier.errors import LevierError, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from levier.engine.alteration import Mode
    from levier.engine.program import Program

__all__ = ["Groups", "Plan", "members", "refuse_bare", "window_of"]

Groups = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Plan:
    """What is cut together, and how; small enough to be sent to every worker.

    Attributes:
        names: of the elements, each an asset or a group.
        assets: positions of the assets of each element.
        keep: share of the capacity that is left.
        window: first and last snapshot position; ``None`` for all.
        mode: what becomes of the stock of a store.
    """

    names: tuple[str, ...]
    assets: tuple[tuple[int, ...], ...]
    keep: float = 0.0
    window: tuple[int, int] | None = None
    mode: Mode = "lost"

    @classmethod
    def of(
        cls,
        program: Program,
        elements: Iterable[str] | None = None,
        groups: Groups | None = None,
        *,
        start: str | None = None,
        end: str | None = None,
        keep: float = 0.0,
        mode: Mode = "lost",
    ) -> Plan:
        """Resolve names of assets and groups.

        Args:
            program: the program.
            elements: names of assets or groups; all groups if not given, or all assets without groups.
            groups: names of assets by the name of a group.
            start: label of the first snapshot of the window; the first of all if not given.
            end: label of its last snapshot; the last of all if not given.
            keep: share of the capacity that is left; 0 is a cut.
            mode: what becomes of the stock of a store: "lost", or "frozen" until the window ends.

        Raises:
            LevierError: A name is not known or not unique.
            UsageError: A name is given twice or in the place of names, or the window is not one.
        """
        groups = groups or {}
        refuse_bare("assets", elements)
        if elements is None:
            elements = groups or program.assets
        names, assets = [], []
        for element in elements:
            found = members(program, element, groups)
            name = element if element in groups else program.assets[found[0]]
            if name in names:
                message = f"{name!r} is given twice"
                raise UsageError(message)
            names.append(name)
            assets.append(found)
        return cls(tuple(names), tuple(assets), keep, window_of(program.snapshots, start, end), mode)

    @property
    def hash(self) -> str:
        """SHA-256 over the plan."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    def parts(self, of_assets: NDArray[np.int32]) -> list[int]:
        """Independent part of each element: those whose assets lie in a common part are in one.

        Args:
            of_assets: part of each asset of the program, as in `Parts`, shape (assets,).
        """
        part = list(range(len(self.assets)))

        def root(element: int) -> int:
            while part[element] != element:
                element = part[element]
            return element

        first: dict[int, int] = {}
        for element, assets in enumerate(self.assets):
            for asset in assets:
                other = first.setdefault(int(of_assets[asset]), element)
                part[root(element)] = root(other)
        return [root(element) for element in range(len(part))]

    def position(self, name: str) -> int:
        """Position of an element by its name, or by the bare name of an asset.

        Raises:
            LevierError: No element, or several, have this name.
        """
        if name in self.names:
            return self.names.index(name)
        found = [i for i, full in enumerate(self.names) if full.split(":", 1)[-1] == name]
        if len(found) != 1:
            message = f"{name!r} names {len(found)} of the {len(self.names)} elements of this sweep; one is needed"
            raise LevierError(message)
        return found[0]


def members(program: Program, name: str, groups: Groups) -> tuple[int, ...]:
    """Positions of the assets of a group, or of one asset."""
    if name not in groups:
        return (program.asset(name),)
    refuse_bare(f"the group {name!r}", groups[name])
    if not groups[name]:
        message = f"the group {name!r} is empty"
        raise UsageError(message)
    return tuple(dict.fromkeys(program.asset(asset) for asset in groups[name]))


def refuse_bare(what: str, names: object) -> None:
    """Refuse a bare string where names are wanted: it would be read letter by letter.

    Raises:
        UsageError: It is one.
    """
    if isinstance(names, str):
        message = f"{what} is {names!r}; a list of names is needed, such as [{names!r}]"
        raise UsageError(message)


def window_of(snapshots: Sequence[str], start: str | None, end: str | None) -> tuple[int, int] | None:
    """Positions of a window given by labels, or by the beginning of labels (a day of hours).

    Raises:
        UsageError: A label is not known, or the window ends before it starts.

    Example:
        >>> window_of(["2024-01-01 00:00", "2024-01-01 01:00", "2024-01-02 00:00"], "2024-01-01", "2024-01-01")
        (0, 1)
    """
    if start is None and end is None:
        return None
    first = 0 if start is None else _matching(snapshots, start)[0]
    last = len(snapshots) - 1 if end is None else _matching(snapshots, end)[-1]
    if last < first:
        message = f"the window ends ({end}) before it starts ({start})"
        raise UsageError(message)
    return first, last


def _matching(snapshots: Sequence[str], label: str) -> list[int]:
    """Positions of the snapshots that are, or begin with, a label."""
    text = str(label)
    found = [i for i, snapshot in enumerate(snapshots) if snapshot == text]
    found = found or [i for i, snapshot in enumerate(snapshots) if snapshot.startswith(text)]
    if not found:
        message = f"there is no snapshot {text!r}; they go from {snapshots[0]!r} to {snapshots[-1]!r}"
        raise UsageError(message)
    return found
