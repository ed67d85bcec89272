"""What a sweep of a system cuts: its assets, alone or by corridor, territory, owner or operator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pandas as pd

from levier.errors import UsageError
from levier.shock.select import NEVER
from levier.system.selectable import selectable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from levier.system import System

__all__ = ["BY", "By", "elements_of"]

By = Literal["asset", "corridor", "territory", "owner", "operator"]
BY: tuple[By, ...] = ("asset", "corridor", "territory", "owner", "operator")
TRANCHES = ("base", "flex", "slot")
COLUMNS = ("kind", "families", "territory", "flows", "parts")


def elements_of(system: System, components: pd.DataFrame, by: By = "corridor") -> pd.DataFrame:
    """Return what can be cut, one row an element, as a shock that selects it cuts it.

    Loads, shedding and markets are never assets; nor is what has neither a flow nor room in the run.

    Args:
        system: whose assets.
        components: tranches of its network (see :func:`levier.analysis.rates.tranches_of`).
        by: ``asset`` (a storage is both its sides), ``corridor`` (a physical thing with all its parts
            and the joint limits that only it uses), ``territory``, ``owner`` (bearer and shareholders) or ``operator``.

    Returns:
        Index element; ``kind`` of its first asset, ``families`` and ``territory`` (sorted tuples), ``flows`` (ids of
        the flows that are closed with it; for a joint limit those that use it), ``parts`` (names of its assets in a
        program).

    Raises:
        UsageError: `by` is none of these.
    """
    if by not in BY:
        message = f"elements by {by!r}; there are {', '.join(BY)}"
        raise UsageError(message)
    table = selectable(system.package, system.topology)
    table = table[~table["kind"].isin(NEVER)]
    if by == "corridor":
        table = table.assign(group=table["group"].where(table["kind"] != "slot", _things(system)))
    parts = _parts(components)
    flows = _flows(system)
    family = system.assets["family"]
    found: dict[str, list[str]] = {}
    for name in table.index.intersection(pd.Index(parts)):
        for key in _keys(table, str(name), by):
            found.setdefault(key, []).append(str(name))
    rows = [
        {
            "kind": table.at[names[0], "kind"],
            "families": _union([family[flow]] for name in names for flow in flows[name]),
            "territory": _union(table.at[name, "territory"] for name in names),
            "flows": tuple(dict.fromkeys(flow for name in names for flow in flows[name])),
            "parts": tuple(part for name in names for part in parts[name]),
        }
        for names in found.values()
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), index=pd.Index(list(found), name="element"))


def _parts(components: pd.DataFrame) -> dict[str, list[str]]:
    """Names in a program of the tranches of each asset and joint limit."""
    chosen = components[components["tranche"].isin(TRANCHES)]
    found: dict[str, list[str]] = {}
    for name, asset, component in zip(chosen.index, chosen["asset"], chosen["component"], strict=True):
        found.setdefault(str(asset), []).append(f"{component}:{name}")
    return found


def _keys(table: pd.DataFrame, name: str, by: By) -> Sequence[str]:
    """Elements that an asset belongs to."""
    if by == "asset":
        return (name.partition(":")[0],)
    if by in ("territory", "owner"):
        keys: tuple[str, ...] = table.at[name, "territory" if by == "territory" else "owners"]
        return keys
    key = str(table.at[name, "group" if by == "corridor" else "operator"])
    return (key,) if key else ()


def _things(system: System) -> pd.Series:
    """The physical thing each joint limit is part of: that of its users if they are one, else itself."""
    groups, topology = system.assets["group"].to_numpy(), system.topology
    users = topology.membership.toarray() > 0
    found = {
        str(slot): str(groups[own][0]) if len(set(groups[own])) == 1 else str(slot)
        for slot, own in zip(topology.slots.index, users, strict=True)
    }
    return pd.Series(found, dtype=object)


def _flows(system: System) -> dict[str, tuple[str, ...]]:
    """The flow that each asset is, and the flows that use each joint limit."""
    names, topology = system.assets.index.to_numpy(), system.topology
    users = topology.membership.toarray() > 0
    found: dict[str, tuple[str, ...]] = {str(name): (str(name),) for name in names}
    found |= {str(slot): tuple(map(str, names[own])) for slot, own in zip(topology.slots.index, users, strict=True)}
    return found


def _union(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({str(value) for part in parts for value in part}))
