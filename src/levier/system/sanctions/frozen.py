"""What share of each holding stands behind blocked owners, through companies that are not blocked themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

__all__ = ["frozen_shares"]

WHOLE = 100.0
CLOSE = 1e-12
ROUNDS = 10_000


def frozen_shares(
    stakes: pd.DataFrame, blocked: Collection[str], fixed: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Multiply equity out along all chains that end with a blocked owner; a blocked one counts whole.

    Args:
        stakes: owner, holding, share (percent), kind; only equity with a share counts.
        blocked: actors and holdings that are blocked.
        fixed: shares that are known otherwise, such as those of holdings under a licence; they win over ``blocked``.

    Returns:
        Fraction by holding, between 0 and 1; holdings of which nothing is frozen are left out.

    Example:
        >>> import pandas as pd
        >>> rows = [("x", "jv", 20.0, "equity"), ("jv", "field", 50.0, "equity"), ("x", "field", 10.0, "equity")]
        >>> stakes = pd.DataFrame(rows, columns=["owner", "holding", "share", "kind"])
        >>> {name: round(share, 3) for name, share in frozen_shares(stakes, {"x"}).items()}
        {'x': 1.0, 'jv': 0.2, 'field': 0.2}

    """
    equity = stakes[(stakes["kind"] == "equity") & stakes["share"].notna()]
    owners: dict[str, list[tuple[str, float]]] = {}
    for owner, holding, share in zip(equity["owner"], equity["holding"], equity["share"], strict=True):
        owners.setdefault(str(holding), []).append((str(owner), float(share) / WHOLE))
    found = dict.fromkeys(sorted(blocked), 1.0) | dict(fixed or {})
    set_already = set(found)
    for _ in range(ROUNDS):
        moved = 0.0
        for holding, rows in owners.items():
            if holding in set_already:
                continue
            share = min(1.0, sum(part * found.get(owner, 0.0) for owner, part in rows))
            moved = max(moved, abs(share - found.get(holding, 0.0)))
            if share > 0.0:
                found[holding] = share
        if moved <= CLOSE:
            break
    return {name: share for name, share in found.items() if share > 0.0}
