"""Group the assets of a network by what one of its columns says: carrier, owner, territory."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from levier.engine.assets import KINDS
from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypsa

__all__ = ["groups_by"]

SEVERAL = ";"


def groups_by(network: pypsa.Network, column: str, assets: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Put assets with one entry in a column of their components together.

    Args:
        network: whose components.
        column: such as ``carrier``; an entry such as ``KZ;RU`` puts an asset into several groups.
        assets: full names of those that may be grouped.

    Returns:
        Full names of assets by entry; assets without an entry are in no group.

    Raises:
        UsageError: No component has an entry in this column.

    Example:
        >>> import pypsa
        >>> network = pypsa.Network()
        >>> network.add("Bus", ["field", "port"])
        >>> network.add("Link", ["old", "new"], bus0="field", bus1="port", carrier=["oil", "gas"])
        >>> groups_by(network, "carrier", ["Link:old", "Link:new"])
        {'oil': ('Link:old',), 'gas': ('Link:new',)}
    """
    allowed = set(assets)
    found: dict[str, list[str]] = {}
    known: set[str] = set()
    for kind in KINDS:
        static = network.components[kind].static
        known |= set(static.columns) if len(static) else set()
        if column not in static:
            continue
        for name, entry in static[column].dropna().items():
            for key in filter(None, str(entry).split(SEVERAL)):
                if f"{kind}:{name}" in allowed:
                    found.setdefault(key, []).append(f"{kind}:{name}")
    if not found:
        near = difflib.get_close_matches(column, sorted(known), n=3, cutoff=0.4)
        hint = f"; nearest columns: {', '.join(near)}" if near else ""
        message = f"no asset of the network says anything under {column!r}{hint}"
        raise UsageError(message)
    return {key: tuple(names) for key, names in found.items()}
