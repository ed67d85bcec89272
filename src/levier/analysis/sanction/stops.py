"""Which assets designations add to what is blocked already, how much of each would go on, and the shock this makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from levier.dataset import split
from levier.shock import Effect, Selector, Shock
from levier.system.sanctions import Reach, reach

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from levier.dataset import Package

__all__ = ["Asked", "added", "families_of", "reaches", "shock_of", "stops_of"]

WHOLE = 1.0 - 1e-9
NONE = 1e-9
COLUMNS = ("asset", "name_en", "name_fr", "table", "status", "kept_without", "kept_with", "licence", "until")


KEYS = {
    "entities": ("entity", "status", "share"),
    "stakes": ("owner", "holding"),
    "assets": ("asset", "status", "share"),
    "links": ("owner", "relation", "holding"),
    "untold": ("owner", "holding"),
}
"""What tells rows of a reach apart."""


@dataclass(frozen=True)
class Asked:
    """What is asked of sanctions.

    Attributes:
        authority: id of an authority with a rule.
        day: the day.
        names: actors whose designation is looked at; empty: all that are recorded on that day.
    """

    authority: str
    day: date
    names: tuple[str, ...] = ()


def reaches(package: Package, asked: Asked) -> tuple[Reach, Reach | None]:
    """Give the reach with the designations looked at, and without them.

    Returns:
        The reach; and what the authority's other designations reach by themselves, None where all are looked at.

    Raises:
        UsageError: the package tells no rule of the authority for that day.
    """
    found = reach(package, asked.authority, asked.day, asked.names)
    if not asked.names:
        return found, None
    return found, reach(package, asked.authority, asked.day, without=asked.names)


def added(found: Reach, before: Reach | None) -> dict[str, pd.DataFrame]:
    """Give the rows of a reach that the designations looked at add or change.

    Returns:
        Frames ``entities``, ``stakes``, ``assets``, ``links`` and ``untold``, columns as in
        :class:`levier.system.sanctions.Reach`.
    """
    frames = {}
    for name, keys in KEYS.items():
        frame: pd.DataFrame = getattr(found, name)
        if before is not None and len(frame):
            had = {tuple(map(str, row)) for row in getattr(before, name)[list(keys)].itertuples(index=False)}
            new = [tuple(map(str, row)) not in had for row in frame[list(keys)].itertuples(index=False)]
            frame = frame[new].reset_index(drop=True)
        frames[name] = frame
    return frames


def stops_of(found: Reach, before: Reach | None) -> pd.DataFrame:
    """Give the assets that the designations looked at add to what others block already.

    Returns:
        One row an asset: asset, name_en, name_fr, table, status, kept_without, kept_with (fraction that would go on
        without and with licences, of what others leave), licence, until.
    """
    table = found.assets
    already: dict[str, tuple[float, float]] = {}
    if before is not None:
        rows = before.assets.to_dict("records")
        already = {str(row["asset"]): (row["kept_without"], row["kept_with"]) for row in rows}
    kept = [
        tuple(
            now / then if then > NONE else 1.0
            for now, then in zip(
                (row["kept_without"], row["kept_with"]), already.get(str(row["asset"]), (1.0, 1.0)), strict=True
            )
        )
        for row in table.to_dict("records")
    ]
    frame = table.assign(kept_without=[each[0] for each in kept], kept_with=[each[1] for each in kept])
    return frame[frame["kept_without"] < WHOLE][list(COLUMNS)].reset_index(drop=True)


def shock_of(
    kept: Mapping[str, float],
    payments: Mapping[str, float],
    *,
    name: str,
    start: int | Literal["peak"] = 1,
    months: int = 3,
) -> Shock | None:
    """Return the shock in which assets stop, or keep a fraction of what they carry.

    Args:
        kept: fraction that goes on, by asset: 0 is a cut, else a fraction of the base flow.
        payments: the same for corridors whose sales are settled less; fractions of one asset multiply.
        name: of the shock.
        start: first month.
        months: how long.

    Returns:
        None where everything goes on.

    Example:
        >>> shock = shock_of({"field": 0.0, "stream": 0.865}, {}, name="what is reached stops")
        >>> [(effect.kind, effect.select.id, effect.keep) for effect in shock.effects]
        [('cut', ('field',), None), ('derate', ('stream',), 0.865)]

    """
    levels: dict[float, list[str]] = {}
    for asset in dict.fromkeys((*kept, *payments)):
        share = kept.get(asset, 1.0) * payments.get(asset, 1.0)
        if share < WHOLE:
            levels.setdefault(round(share, 9), []).append(asset)
    effects = tuple(
        Effect(kind="cut", select=Selector(id=tuple(names)))
        if share <= NONE
        else Effect(kind="derate", keep=share, of="base", select=Selector(id=tuple(names)))
        for share, names in sorted(levels.items())
    )
    return Shock(name=name, effects=effects, start=start, months=months) if effects else None


def families_of(package: Package, assets: pd.DataFrame) -> tuple[str, ...]:
    """Return the families of carriers of some assets; of a joint limit, those of its users.

    Args:
        package: its asset tables and carriers.
        assets: columns asset, table.
    """
    family = {str(row["id"]): str(row["family"]) for row in package.table("carriers").to_dict("records")}
    wanted = set(assets["asset"])
    found: set[str] = set()
    for table in ("supplies", "corridors", "storages", "converters"):
        for row in package.table(table).to_dict("records"):
            if row["id"] in wanted or wanted & set(split(row.get("slot", ""))):
                found.add(family[str(row["carrier"])])
    return tuple(sorted(found))
