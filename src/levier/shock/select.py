"""Which assets a selector means."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from levier.errors import ShockError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from levier.shock.model import Selector

__all__ = ["choose"]

NEVER = ("demand", "market")


def choose(selector: Selector, table: pd.DataFrame, *, everything: bool = False) -> pd.Index:
    """Return the ids of the assets a selector means.

    Args:
        selector: what is asked for.
        table: index asset id; columns ``group``, ``territory`` (tuples), ``operator``, ``owners``
            (tuples: bearer and shareholders), ``shipper``, ``carrier``, ``family``, ``kind``,
            ``source``, ``target``.
        everything: also demands and markets, which are no assets (for demand and price effects).

    Raises:
        ShockError: a name that no asset has, with the nearest ones; or nothing matched together.
    """
    pool = table if everything else table[~table["kind"].isin(NEVER)]
    chosen = pool.index
    for field in type(selector).model_fields:
        wanted: tuple[str, ...] = getattr(selector, field)
        if not wanted:
            continue
        matched: set[str] = set()
        for name in wanted:
            found = _matching(pool, field, name)
            if not found:
                raise ShockError(_unknown(pool, field, name))
            matched |= found
        chosen = chosen[chosen.isin(matched)]
    if not len(chosen):
        asked = ", ".join(
            f"{field}={'/'.join(getattr(selector, field))}"
            for field in type(selector).model_fields
            if getattr(selector, field)
        )
        msg = f"no asset is {asked} at once"
        raise ShockError(msg)
    return chosen


def _matching(pool: pd.DataFrame, field: str, name: str) -> set[str]:
    if field == "id":
        base = pool.index.to_series().str.split(":").str[0]
        return set(pool.index[(pool.index == name) | (base == name).to_numpy()])
    if field in ("territory", "owner"):
        column = "owners" if field == "owner" else field
        return set(pool.index[[name in values for values in pool[column]]])
    if field == "carrier":
        return set(pool.index[(pool["carrier"] == name) | (pool["family"] == name)])
    return set(pool.index[pool[field] == name])


def _unknown(pool: pd.DataFrame, field: str, name: str) -> str:
    known = sorted(_known(pool, field))
    near = difflib.get_close_matches(name, known, n=4, cutoff=0.4)
    hint = f"nearest: {', '.join(near)}" if near else f"there are {', '.join(known[:12])}"
    return f"no asset has {field} {name!r}; {hint}"


def _known(pool: pd.DataFrame, field: str) -> Iterable[str]:
    if field == "id":
        return set(pool.index)
    if field in ("territory", "owner"):
        column = "owners" if field == "owner" else field
        return {name for values in pool[column] for name in values}
    if field == "carrier":
        return {*pool["carrier"], *pool["family"]}
    return {name for name in pool[field] if name}
