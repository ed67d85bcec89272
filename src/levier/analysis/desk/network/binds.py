"""What holds a network back under a shock: limits that are reached, and what a little more room would save."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.engine import Outcome

__all__ = ["COLUMNS", "binding"]

COLUMNS = ("what", "of", "cut", "share", "worth")
NEAR = 1e-7
SEEN = 1e-6
FLOWING = ("p", "s", "p_dispatch", "p_store", "e", "state_of_charge")
"""Attributes whose limit is a capacity."""


def binding(outcome: Outcome, base: Outcome, cut: Collection[str] = ()) -> pd.DataFrame:
    """List the limits that are reached and would save something if they were wider.

    Worth is the sum of the shadow prices over the snapshots: what one unit more in every snapshot would save, as long
    as nothing else gets in the way. It is exact for a small change only, and one of several answers where the optimum
    is degenerate.

    Args:
        outcome: an optimum; of anything else the table is empty.
        base: the optimum without the shock; it tells which flows may go both ways.
        cut: full names of assets that are cut or derated.

    Returns:
        One row a limit, the dearest first: ``what`` (block of the program, such as ``Line-s``), ``of`` (full name of
        the asset, or the name of the limit), ``cut`` (whether the shock itself made it), ``share`` of the snapshots
        in which it is reached, ``worth`` in the network's money.

    Example:
        >>> import pypsa
        >>> from levier.engine import Contingency, Engine
        >>> network = pypsa.Network()
        >>> network.add("Bus", ["field", "port"])
        >>> network.add("Generator", ["wells", "tanker"], bus=["field", "port"], p_nom=9, marginal_cost=[1, 5])
        >>> network.add("Link", "pipe", bus0="field", bus1="port", p_nom=4)
        >>> network.add("Load", "town", bus="port", p_set=6)
        >>> engine = Engine(network, workers=0)
        >>> binding(engine.solve(Contingency(derate={"pipe": 0.5})), engine.base).values.tolist()
        [['Link-p', 'Link:pipe', False, 1.0, 4.0]]
    """
    if not outcome.solution.is_optimal:
        return pd.DataFrame(columns=list(COLUMNS))
    found = pd.concat([_columns(outcome, base), _rows(outcome)], ignore_index=True)
    found = found[found["worth"] > SEEN * found["worth"].max()]
    found.insert(2, "cut", found["of"].isin(set(cut)).astype(bool))
    return found.sort_values("worth", ascending=False, kind="stable", ignore_index=True)


def _columns(outcome: Outcome, base: Outcome) -> pd.DataFrame:
    """Limits of single columns: flows and stocks at their capacity, in the other direction too where there is one."""
    program, solution = outcome.program, outcome.solution
    lp, labels = program.lp, program.column_labels
    flows = [code for block, code in labels.code.items() if block.split("-", 1)[-1] in FLOWING]
    chosen = np.isin(labels.block, flows) & (labels.snapshot >= 0) & (program.index.column >= 0)
    dual, x = solution.column_dual, solution.x
    span = NEAR * (1.0 + np.abs(x))
    above = chosen & (x >= lp.column_upper - span)
    below = chosen & (x <= lp.column_lower + span) & (base.program.lp.column_lower < 0)
    worth = np.maximum(np.where(above, -dual, 0.0), np.where(below, dual, 0.0)).clip(min=0.0)
    names = np.array([*program.assets, ""], dtype=object)[program.index.column]
    return _summed(worth, labels.words(labels.block, labels.blocks), names, len(program.snapshots))


def _rows(outcome: Outcome) -> pd.DataFrame:
    """Limits that several columns share, or that link snapshots: sums, ramps, emissions."""
    program, solution = outcome.program, outcome.solution
    lp, labels = program.lp, program.row_labels
    worth = np.where(lp.row_lower < lp.row_upper, np.abs(solution.row_dual), 0.0)
    owners = np.array([*program.assets, ""], dtype=object)[program.index.row]
    names = np.where(owners == "", labels.words(labels.name, labels.names), owners)
    return _summed(worth, labels.words(labels.block, labels.blocks), names, len(program.snapshots))


def _summed(worth: np.ndarray, blocks: np.ndarray, names: np.ndarray, snapshots: int) -> pd.DataFrame:
    at = np.flatnonzero(worth > 0)
    frame = pd.DataFrame({"what": blocks[at], "of": names[at], "worth": worth[at], "share": 1.0 / snapshots})
    grouped = frame.groupby(["what", "of"], sort=False, as_index=False).sum()
    grouped["share"] = grouped["share"].clip(upper=1.0)
    return grouped[["what", "of", "share", "worth"]]
