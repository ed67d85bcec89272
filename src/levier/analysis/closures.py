"""What a closure shuts: everything of a family on a territory, of an operator or owner, or one corridor."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from levier.errors import UsageError
from levier.shock import Effect, Selector, Shock
from levier.system.selectable import selectable

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from levier.system import System

__all__ = ["Closure", "Kind", "closure_named", "closures_of"]

Kind = Literal["territory", "operator", "owner", "group"]
KINDS: tuple[Kind, ...] = ("territory", "operator", "owner", "group")
USES = ("demand", "market")
MOST_NAMED = 12


@dataclass(frozen=True)
class Closure:
    """Something closed.

    Attributes:
        kind: ``territory``, ``operator``, ``owner`` or ``group`` (a physical thing).
        name: of the territory, operator, owner or group.
        shut: ids of the flows and joint limits that are shut.
    """

    kind: Kind
    name: str
    shut: pd.Index

    def shock(self, months: int, start: int = 1) -> Shock:
        """Return the closure as a shock.

        Args:
            months: how long it lasts.
            start: month of its onset.
        """
        return Shock(
            name=f"{self.name} closed for {months} months",
            effects=(Effect(kind="cut", select=Selector(id=tuple(map(str, self.shut)))),),
            start=start,
            months=months,
        )


def closures_of(system: System, kind: Kind, names: Iterable[str], family: str) -> list[Closure]:
    """Return closures of one kind; names that shut nothing of the family are left out.

    Args:
        system: the base year.
        kind: what the names are.
        names: territories, operators, owners or groups.
        family: whose flows are shut; joint limits are shut with them, demands and markets never.
    """
    table = _pool(system, family)
    found = [Closure(kind, name, _members(table, kind, name)) for name in names]
    return [closure for closure in found if len(closure.shut)]


def closure_named(system: System, name: str, family: str) -> Closure:
    """Return the closure of the territory, operator, owner or group of a name, the first kind that fits.

    Raises:
        UsageError: nothing of the family has the name; the nearest names.
    """
    table = _pool(system, family)
    for kind in KINDS:
        shut = _members(table, kind, name)
        if len(shut):
            return Closure(kind, name, shut)
    known = sorted({key for kind in KINDS for key in _keys(table, kind)})
    near = difflib.get_close_matches(name, known, n=4, cutoff=0.5)
    hint = f"nearest: {', '.join(near)}" if near else f"there are {', '.join(known[:MOST_NAMED])}"
    message = f"no {family} flows on, through or by {name!r}; {hint}"
    raise UsageError(message)


def _pool(system: System, family: str) -> pd.DataFrame:
    """What can be shut: flows of the family that are no use, and joint limits."""
    table = selectable(system.package, system.topology)
    flows = (table["family"] == family) & ~table["kind"].isin(USES)
    return table[flows | (table["kind"] == "slot")]


def _members(table: pd.DataFrame, kind: Kind, name: str) -> pd.Index:
    if kind == "territory":
        return table.index[[name in states for states in table["territory"]]]
    if kind == "owner":
        return table.index[[name in owners for owners in table["owners"]]]
    return table.index[table[kind] == name]


def _keys(table: pd.DataFrame, kind: Kind) -> set[str]:
    if kind in ("territory", "owner"):
        column = "territory" if kind == "territory" else "owners"
        return {str(key) for keys in table[column] for key in keys if key}
    return {str(key) for key in table[kind] if key}
