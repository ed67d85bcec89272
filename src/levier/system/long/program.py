"""The linear program of the long horizon: arrays, and the flow behind every column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from levier.lp import LinearProgram
from levier.system.long.flows import TIERED, Flow, Joint

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LongProgram", "long_program"]

COLUMNS = (
    "asset", "kind", "cost", "lower", "upper", "country", "territory", "joint", "top", "project", "basis",
)  # fmt: skip


@dataclass(frozen=True)
class LongProgram:
    """Least physical cost less what buyers would pay: minus its optimum is the joint surplus, in M USD a year.

    Attributes:
        lp: the arrays: a balance for every bus, a row for every joint limit, a column for every flow.
        flows: what each column is.
        rows: what each row is: ``place carrier`` or ``joint name``.
    """

    lp: LinearProgram
    flows: tuple[Flow, ...]
    rows: tuple[str, ...]

    @property
    def table(self) -> pd.DataFrame:
        """One row a flow (index: name): costs in M USD a unit, bounds in the carrier's unit a year, basis."""
        records = [{column: getattr(flow, column) for column in COLUMNS} for flow in self.flows]
        return pd.DataFrame(records, columns=list(COLUMNS), index=[flow.name for flow in self.flows])

    def parts(self) -> list[np.ndarray]:
        """Return the columns (positions) of each part that shares no row with another."""
        matrix = sparse.csr_array(self.lp.matrix)
        blocks = [[None, abs(matrix)], [abs(matrix).T, None]]
        _, label = connected_components(sparse.csr_array(sparse.block_array(blocks)), directed=False)
        columns = label[matrix.shape[0] :]
        return [np.flatnonzero(columns == value) for value in pd.unique(columns)]

    def take(self, columns: np.ndarray) -> LongProgram:
        """Return the program of some columns and the rows they touch."""
        matrix = sparse.csr_array(self.lp.matrix)[:, columns].tocsr()
        rows = np.flatnonzero(np.diff(matrix.indptr) > 0)
        lp = LinearProgram(
            cost=self.lp.cost[columns],
            matrix=matrix[rows],
            row_lower=self.lp.row_lower[rows],
            row_upper=self.lp.row_upper[rows],
            column_lower=self.lp.column_lower[columns],
            column_upper=self.lp.column_upper[columns],
        )
        return LongProgram(lp, tuple(self.flows[j] for j in columns), tuple(self.rows[i] for i in rows))

    def take_where(self, keep: Sequence[bool]) -> LongProgram:
        """Return the program of the columns that are kept (columns,)."""
        return self.take(np.flatnonzero(np.asarray(keep, dtype=bool)))

    def with_top(self, factor: float) -> LongProgram:
        """Return the program with the most valuable tier of every demand worth a multiple of what is stated."""
        flows = tuple(
            replace(flow, cost=flow.cost * factor) if flow.kind == TIERED and flow.top else flow for flow in self.flows
        )
        return LongProgram(self.lp.replace(cost=[flow.cost for flow in flows]), flows, self.rows)


def long_program(flows: Sequence[Flow], joint: Sequence[Joint]) -> LongProgram:
    """Write the program of some flows and joint limits.

    Args:
        flows: columns.
        joint: limits they draw on together.

    Returns:
        The program; nothing flowing is feasible unless a flow has a least rate.

    Example:
        A field of 10 at a cost of 1, a line of 6 with a tariff of 2, a buyer of 8 who would pay 5:

        >>> from levier.lp import solve
        >>> flows = [Flow("field", "field", "supply", (("a gas", 1.0),), 1.0, 10.0),
        ...          Flow("line", "line", "corridor", (("a gas", -1.0), ("b gas", 1.0)), 2.0, 6.0),
        ...          Flow("buyer", "buyer", "market", (("b gas", -1.0),), -5.0, 8.0)]
        >>> -solve(long_program(flows, []).lp).objective
        12.0
    """
    buses = sorted({bus for flow in flows for bus, _ in flow.ports})
    at = {bus: i for i, bus in enumerate(buses)} | {
        f"joint {each.name}": len(buses) + i for i, each in enumerate(joint)
    }
    entries = [(at[bus], j, value) for j, flow in enumerate(flows) for bus, value in flow.ports]
    entries += [(at[f"joint {name}"], j, 1.0) for j, flow in enumerate(flows) for name in flow.joint]
    rows, columns, values = (np.array(part) for part in zip(*entries, strict=True)) if entries else ((), (), ())
    shape = (len(at), len(flows))
    free = np.full(len(joint), -np.inf)
    balanced = np.zeros(len(buses))
    lp = LinearProgram(
        cost=[flow.cost for flow in flows],
        matrix=sparse.csr_array((np.asarray(values, dtype=float), (rows, columns)), shape=shape),
        row_lower=np.concatenate([balanced, free]),
        row_upper=np.concatenate([balanced, [each.capacity for each in joint]]),
        column_lower=[flow.lower for flow in flows],
        column_upper=[flow.upper for flow in flows],
    )
    return LongProgram(lp, tuple(flows), tuple(at))
