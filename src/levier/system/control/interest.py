"""Economic interest: what share of the gain of a holding reaches whom, through all chains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NOT_TOLD", "TOLD_TWICE", "economic_interest", "ultimate_interest"]

NOT_TOLD = "not told"
"""Row of the share of each holding that no stake row explains."""
TOLD_TWICE = "told twice"
"""Row of what the stakes of each holding add up to over the whole."""
WHOLE = 100.0
ROUNDING = 1e-9


def economic_interest(stakes: pd.DataFrame) -> pd.DataFrame:
    """Multiply equity out along all chains, loops solved.

    With S the direct shares, the shares that reach an owner through others are (I - S)^-1 S; what comes back to the
    owner itself through a loop is not counted again, so each row is divided by the owner's own entry of (I - S)^-1
    (integrated ownership: Brioschi, Buzzacchi and Colombo 1989; Baldone, Brioschi and Paleari 1997).

    Args:
        stakes: owner, holding, share (percent), kind; only equity with a share counts.

    Returns:
        Owner x holding, percent. Owners stand in rows also when they are held by others: a column of all rows counts
        one share once for every tier; :func:`ultimate_interest` adds up to the whole. Two more rows say what does not
        add up, along the chains too: ``not told`` (no row explains it) and ``told twice`` (stakes over 100 %). Nothing
        is rescaled.

    Raises:
        DatasetError: companies that own each other wholly, with nobody outside.

    Example:
        >>> rows = [("a", "b", 60.0, "equity"), ("b", "c", 50.0, "equity"), ("a", "c", 10.0, "equity")]
        >>> table = economic_interest(pd.DataFrame(rows, columns=["owner", "holding", "share", "kind"]))
        >>> round(float(table.at["a", "c"]), 6), round(float(table.at["not told", "c"]), 6)
        (40.0, 60.0)

    """
    names, direct = _direct(stakes)
    reach = _reach(names, direct)
    held = direct.sum(axis=0)
    has_owner = held > 0
    # All that a chain of holdings passes on from leftovers: only from holdings of which something is told.
    short = np.where(has_owner, np.maximum(0.0, 1.0 - held), 0.0) @ reach
    over = np.where(has_owner, np.maximum(0.0, held - 1.0), 0.0) @ reach
    owned = (reach @ direct) / np.diag(reach)[:, None]
    table = pd.DataFrame(WHOLE * np.vstack([owned, short, over]), index=[*names, NOT_TOLD, TOLD_TWICE], columns=names)
    kept = [name for name in table.index if name in (NOT_TOLD, TOLD_TWICE) or (table.loc[name] > 0).any()]
    columns = [name for name, owner in zip(names, has_owner, strict=True) if owner]
    found = table.loc[kept, columns].rename_axis(index="owner", columns="holding")
    return found.where(found > ROUNDING, 0.0)


def ultimate_interest(stakes: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of :func:`economic_interest` that nobody holds in turn, and those that do not add up.

    Returns:
        Owner x holding, percent; each column adds up to 100, ``told twice`` subtracted.

    Raises:
        DatasetError: as :func:`economic_interest`.

    """
    table = economic_interest(stakes)
    return table.loc[[name for name in table.index if name not in set(table.columns)]]


def _direct(stakes: pd.DataFrame) -> tuple[list[str], np.ndarray]:
    """Names, and the share of each (column) that each (row) holds directly."""
    equity = stakes[(stakes["kind"] == "equity") & stakes["share"].notna()]
    names = sorted({*map(str, equity["owner"]), *map(str, equity["holding"])})
    at = {name: k for k, name in enumerate(names)}
    direct = np.zeros((len(names), len(names)))
    for owner, holding, share in zip(equity["owner"], equity["holding"], equity["share"], strict=True):
        direct[at[str(owner)], at[str(holding)]] += float(share) / WHOLE
    return names, direct


def _reach(names: Sequence[str], direct: np.ndarray) -> np.ndarray:
    """(I - S)^-1; refused where a loop passes everything on to itself."""
    if not names:
        return np.eye(0)
    size = np.abs(np.linalg.eigvals(direct))
    if size.max() >= 1.0 - ROUNDING:
        vectors = np.linalg.eig(direct)
        loop = np.abs(vectors.eigenvectors[:, int(np.argmax(np.abs(vectors.eigenvalues)))])
        inside = ", ".join(name for name, part in zip(names, loop, strict=True) if part > ROUNDING)
        message = (
            f"stakes.csv: {inside} own each other wholly, with nobody outside; a loop must leave a share to someone "
            "else, or one of its stakes must end with `to`"
        )
        raise DatasetError(message)
    return np.asarray(np.linalg.inv(np.eye(len(names)) - direct))
