"""A program frozen out of a network: arrays, and what each column and row stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from levier.lp import LinearProgram

__all__ = ["Program"]


@dataclass(frozen=True)
class Program:
    """A linear program with the names of its columns and rows.

    Attributes:
        lp: the arrays; one-variable rows are folded into column bounds.
        columns: one row a column: component, attribute, name, snapshot.
        rows: one row a row: constraint, name, snapshot.
        snapshots: labels, in order.
        weights: objective weight of each snapshot.
    """

    lp: LinearProgram
    columns: pd.DataFrame
    rows: pd.DataFrame
    snapshots: tuple[str, ...]
    weights: np.ndarray

    def positions(self, component: str, names: list[str], snapshots: list[str]) -> np.ndarray:
        """Columns of the dispatch of some components in some snapshots."""
        table = self.columns
        chosen = (
            (table["component"] == component)
            & (table["attribute"] == "p")
            & table["name"].isin(names)
            & table["snapshot"].isin(snapshots)
        )
        return np.flatnonzero(chosen.to_numpy())

    def bounded(self, positions: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> Program:
        """Return the program with other bounds on some columns."""
        return replace(self, lp=self.lp.with_bounds(positions, lower, upper))

    def costed(self, positions: np.ndarray, cost: np.ndarray) -> Program:
        """Return the program with other costs on some columns."""
        values = self.lp.cost.copy()
        values[positions] = cost
        return replace(self, lp=self.lp.replace(cost=values))

    def loaded(self, change: dict[tuple[str, str], float]) -> Program:
        """Return the program with demand added at (bus, snapshot), as a rate."""
        lower, upper = self.lp.row_lower.copy(), self.lp.row_upper.copy()
        balance = self.rows[self.rows["constraint"] == "Bus-nodal_balance"]
        where = {
            (name, snapshot): i
            for i, name, snapshot in zip(balance.index, balance["name"], balance["snapshot"], strict=True)
        }
        for key, rate in change.items():
            lower[where[key]] += rate
            upper[where[key]] += rate
        return replace(self, lp=self.lp.replace(row_lower=lower, row_upper=upper))
