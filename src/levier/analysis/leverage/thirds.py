"""Third parties that do not help: what stands in other states keeps to what it carried before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.analysis.case import Case

__all__ = ["uncooperative"]


def uncooperative(case: Case, parties: Collection[str]) -> Case:
    """Return the case in which states other than the parties neither carry, sell nor buy more than in the base year.

    Only spare room is closed, which the reference does not use, so it stays the reference. What stands on no state's
    soil keeps its room.

    Args:
        case: the run.
        parties: countries whose spare room stays open.
    """
    assets = case.system.assets
    own = set(parties)
    foreign = {
        str(name)
        for name, territory, country in zip(assets.index, assets["territory"], assets["country"], strict=True)
        if not own & set(territory or (country,))
    }
    tranches = case.components
    shut = tranches.index[(tranches["tranche"] == "flex") & tranches["asset"].isin(foreign)]
    program, snapshots = case.program, list(case.program.snapshots)
    at = np.concatenate(
        [
            program.positions(str(kind), list(map(str, names.index)), snapshots)
            for kind, names in tranches.loc[shut].groupby("component")
        ]
        or [np.array([], dtype=np.intp)]
    )
    lower = np.minimum(program.lp.column_lower[at], 0.0)
    return replace(case, program=program.bounded(at, lower, np.zeros(len(at))))
