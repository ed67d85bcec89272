"""Say, by names, what happens to a program: cuts, derates, demand, prices, storage, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from levier.engine.alteration import Mode, combined
from levier.engine.assets import FLOW
from levier.engine.change import FIXED, SUM
from levier.engine.plan import Groups, members, window_of
from levier.errors import ShockError, UsageError

if TYPE_CHECKING:
    from levier.engine.program import Program

__all__ = ["Contingency", "applied"]


@dataclass(frozen=True)
class Contingency:
    """Something that happens to a program in one window; several are given together to `Engine.solve`.

    Attributes:
        cut: names of assets or groups whose capacity goes to zero.
        derate: share of the capacity that is left, by asset or group.
        demand: factor on the demand at a bus, by bus.
        price: factor on the cost or price of what an asset moves, by asset or group.
        start: label of the first snapshot of the window, or its beginning; the first of all if not given.
        end: label of the last snapshot of the window; the last of all if not given.
        stock: whether the stock of a store that is cut is "lost", or "frozen" until the window ends.

    Example:
        >>> Contingency(cut=("Link:cpc",), start="2024-02", end="2024-03").cut
        ('Link:cpc',)
    """

    cut: tuple[str, ...] = ()
    derate: Mapping[str, float] = field(default_factory=dict)
    demand: Mapping[str, float] = field(default_factory=dict)
    price: Mapping[str, float] = field(default_factory=dict)
    start: str | None = None
    end: str | None = None
    stock: Mode = "lost"

    def __post_init__(self) -> None:
        """Refuse a bare string, which would be read letter by letter."""
        given: object = self.cut
        if isinstance(given, str):
            message = f"cut is {self.cut!r}; a tuple of names is needed, such as ({self.cut!r},)"
            raise UsageError(message)


def applied(program: Program, contingencies: Sequence[Contingency], groups: Groups | None = None) -> Program:
    """Return a program under contingencies, all together.

    Raises:
        LevierError: An asset is not known.
        ShockError: A bus has no balance to put demand on, or what has a fixed sum or dispatch is cut in two ways.
        UsageError: A window or a share is out of range.
    """
    parts = []
    how: dict[int, tuple[object, float]] = {}
    for one in contingencies:
        window = window_of(program.snapshots, one.start, one.end)
        shares = dict.fromkeys(one.cut, 0.0) | dict(one.derate)
        for name, keep in shares.items():
            chosen = members(program, name, groups or {})
            for asset in chosen:
                if how.setdefault(asset, (window, keep)) != (window, keep):
                    _refuse_twice(program, asset)
            parts.append(program.alteration(chosen, keep=keep, snapshots=window, mode=one.stock))
    result = program.altered(combined(parts)) if parts else program
    for one in contingencies:
        first, last = window_of(program.snapshots, one.start, one.end) or (0, len(program.snapshots) - 1)
        result = _demanded(result, one.demand, first, last)
        for name, factor in one.price.items():
            result = _priced(result, members(program, name, groups or {}), factor, first, last)
    return result


def _refuse_twice(program: Program, asset: int) -> None:
    """Refuse two ways of cutting what has a sum or a fixed dispatch: their changes of one row do not add up."""
    if np.isin(program.own(asset).kind, (SUM, FIXED)).any():
        message = (
            f"{program.assets[asset]} has a sum or a dispatch fixed in the network, so it can be cut or derated in one "
            "way and one window at a time; give one contingency for it"
        )
        raise ShockError(message)


def _demanded(program: Program, factors: Mapping[str, float], first: int, last: int) -> Program:
    """Scale the demand at some buses."""
    change: dict[tuple[str, str], float] = {}
    for bus, factor in factors.items():
        for snapshot in program.snapshots[first : last + 1]:
            row = program.balance.get((bus, snapshot))
            if row is None:
                message = f"the bus {bus!r} has no balance of several flows at {snapshot}, so its demand cannot change"
                raise ShockError(message)
            change[bus, snapshot] = (factor - 1.0) * float(program.lp.row_upper[row])
    return program.loaded(change) if change else program


def _priced(program: Program, assets: Sequence[int], factor: float, first: int, last: int) -> Program:
    """Scale the costs of what some assets move."""
    columns = np.concatenate([program.index.columns_of[asset] for asset in assets])
    snapshot = program.column_labels.snapshot[columns]
    chosen = columns[(program.index.role[columns] == FLOW) & (snapshot >= first) & (snapshot <= last)]
    return program.costed(chosen, factor * program.lp.cost[chosen])
