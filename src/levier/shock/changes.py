"""A shock resolved against one system: how much of each asset is left, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from levier.errors import ShockError
from levier.shock.select import choose

if TYPE_CHECKING:
    from levier.shock.model import Effect, Shock

__all__ = ["Change", "resolve"]


@dataclass(frozen=True)
class Change:
    """What one effect does to one asset.

    Attributes:
        asset: id of a flow or of a joint limit.
        what: ``capacity`` (``value``: fraction left of the effective capacity), ``flow``
            (fraction left of the base flow), ``demand`` or ``price`` (factor).
        value: the fraction or factor.
    """

    asset: str
    what: Literal["capacity", "flow", "demand", "price"]
    value: float


def resolve(shock: Shock, table: pd.DataFrame, responses: pd.DataFrame) -> list[Change]:
    """Resolve the effects of a shock, in order.

    Args:
        shock: what happens.
        table: the selectable assets (see :func:`levier.shock.select.choose`).
        responses: how assets follow a driver: driver, asset, level, share; ``now``: level today.

    Raises:
        ShockError: a selector that matches nothing, a driver nothing follows.
    """
    changes: list[Change] = []
    for effect in shock.effects:
        if effect.kind == "level":
            changes += _follow(effect, responses, table)
            continue
        everything = effect.kind in ("demand", "price")
        chosen = choose(effect.select, table, everything=everything)
        if effect.kind in ("cut", "derate"):
            what: Literal["capacity", "flow"] = "flow" if effect.of == "base" else "capacity"
            changes += [Change(str(asset), what, effect.kept) for asset in chosen]
            continue
        moved: Literal["demand", "price"] = "demand" if effect.kind == "demand" else "price"
        kind = "demand" if moved == "demand" else "market"
        chosen = chosen[table.loc[chosen, "kind"] == kind]
        if not len(chosen):
            msg = f"{effect.kind}: the selection holds no {kind}"
            raise ShockError(msg)
        changes += [Change(str(a), moved, float(effect.factor or 0.0)) for a in chosen]
    return changes


def _follow(effect: Effect, responses: pd.DataFrame, table: pd.DataFrame) -> list[Change]:
    rows = responses[responses["driver"] == effect.driver]
    if rows.empty:
        known = ", ".join(sorted(set(responses["driver"]))) or "none"
        msg = f"no asset follows the driver {effect.driver!r}; drivers: {known}"
        raise ShockError(msg)
    changes = []
    for asset, points in rows.groupby("asset"):
        if asset not in table.index:
            continue
        curve = points.sort_values("level")
        now = float(curve["now"].iloc[0])
        if np.isnan(now):
            msg = f"the driver {effect.driver!r} has no reported level to start from"
            raise ShockError(msg)
        level = float(effect.value) if effect.value is not None else now + float(effect.change or 0)
        before, after = np.interp([now, level], curve["level"], curve["share"])
        changes.append(Change(str(asset), "capacity", float(min(1.0, after / max(before, 1e-9)))))
    if not changes:
        msg = f"the driver {effect.driver!r} moves no asset of this system"
        raise ShockError(msg)
    return changes
