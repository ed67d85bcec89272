"""What stays blocked and frozen once the licences of the day are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.system.sanctions.frozen import frozen_shares
from levier.system.sanctions.record import relieved
from levier.system.sanctions.spread import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from levier.system.sanctions.record import Designation, Licence
    from levier.system.sanctions.rule import Rule

__all__ = ["under_licences"]


def under_licences(
    stakes: pd.DataFrame,
    held: pd.DataFrame,
    designations: Sequence[Designation],
    licences: Sequence[Licence],
    rule: Rule,
) -> tuple[frozenset[str], dict[str, float]]:
    """Test again what licences spare, without the designations that they relieve; all else stays as it is.

    Args:
        stakes: who holds what, as the rule counts it.
        held: the same with whoever runs an asset of which nothing else is told, to weigh what is frozen.
        designations: in force.
        licences: in force.
        rule: the ownership test.

    Returns:
        What is still blocked, and the fraction of each holding that is still frozen.
    """
    targets = list(dict.fromkeys(each.target for each in designations))
    lifted: dict[str, frozenset[str]] = {}
    for licence in licences:
        for name in licence.spares:
            lifted[name] = lifted.get(name, frozenset()) | relieved(licence, designations)
    fixed: dict[str, float] = {}
    free: set[str] = set()
    for off in set(lifted.values()):
        left = spread(stakes, [name for name in targets if name not in off], rule)
        shares = frozen_shares(held, left.blocked)
        its = [name for name, its_off in lifted.items() if its_off == off]
        fixed |= {name: shares.get(name, 0.0) for name in its}
        free |= {name for name in its if name not in left.blocked}
    open_ = stakes[~stakes["holding"].isin(free)]
    still = spread(open_, [name for name in targets if name not in free], rule).blocked
    return still, frozen_shares(held, still, fixed)
