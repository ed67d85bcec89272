"""Stakes written in a line each, as frames and as packages."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from levier.dataset import Package
from tests.system import toys

Stake = tuple[str, str, float | None] | tuple[str, str, float | None, str]


def frame(*rows: Stake) -> pd.DataFrame:
    """Give stakes as `stakes_at` gives them; equity unless a kind is named."""
    full = [(*row, "equity") if len(row) == 3 else row for row in rows]
    return pd.DataFrame(
        {
            "id": [f"t{k}" for k in range(len(full))],
            "owner": [row[0] for row in full],
            "holding": [row[1] for row in full],
            "share": [math.nan if row[2] is None else float(row[2]) for row in full],
            "kind": [row[3] for row in full],
            "sources": [(f"s{k}",) for k in range(len(full))],
            "note": "",
        }
    )


def stake_rows(*rows: Stake, **cells: Any) -> list[dict[str, Any]]:
    """Give stakes as rows of a table."""
    full = [(*row, "equity") if len(row) == 3 else row for row in rows]
    return [
        {"id": f"t{k}", "owner": row[0], "holding": row[1], "share": row[2], "kind": row[3], **cells}
        for k, row in enumerate(full)
    ]


def package(*rows: Stake, **cells: Any) -> Package:
    """Give a package of stakes alone."""
    return toys.package(toys.tables({}, stakes=stake_rows(*rows, **cells)))
