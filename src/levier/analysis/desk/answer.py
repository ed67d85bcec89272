"""One shock answered for a screen: the answer of ``levier stress``, and what flows, stocks and demands do in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.cards import desk_card
from levier.analysis.stress import StressAnswer, answer_stress
from levier.analysis.tracing import Tracer
from levier.show import shown

if TYPE_CHECKING:
    from levier.analysis.run import Run
    from levier.system import System

__all__ = ["DeskAnswer", "desk_answer", "origins"]

SMALL = 1e-6
ORIGINS = ("family", "unit", "supply", "use", "before", "after")


@shown(desk_card)
@dataclass(frozen=True)
class DeskAnswer:
    """The answer to one shock, and what a screen draws of it.

    Attributes:
        stress: the same answer as that of ``levier stress``.
        rates: one row an asset: ``before``, ``after``: mean rates of the window, per year in the carrier's unit.
        stock, stock_before: (snapshots, storages that differ), at the end of each snapshot.
        unserved: (snapshots, demands not served in full), rates per year.
    """

    stress: StressAnswer
    rates: pd.DataFrame
    stock: pd.DataFrame
    stock_before: pd.DataFrame
    unserved: pd.DataFrame


def desk_answer(system: System, run: Run) -> DeskAnswer:
    """Collect what is shown of a run (see :class:`DeskAnswer`)."""
    weights = np.where(run.window, run.weights, 0.0)
    weights = weights / weights.sum()
    rates = pd.DataFrame(
        {"before": weights @ run.reference.to_numpy(float), "after": weights @ run.shocked.to_numpy(float)},
        index=run.shocked.columns,
    )
    differs = (run.stock - run.stock_reference).abs().max() > SMALL
    stocks = list(differs[differs].index)
    missing = run.unserved.max() > SMALL
    return DeskAnswer(
        answer_stress(system, run),
        rates,
        run.stock[stocks],
        run.stock_reference[stocks],
        run.unserved[list(missing[missing].index)],
    )


def _carried(volume: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Return the volumes that are followed.

    Rounding of the solver is left out: a loop of it has no source, and no mix. So is what comes out of stock, which
    has the mix of its bus anyway: where nothing else arrives, its goods are of no supply of the window.
    """
    kept = (volume > SMALL * max(1.0, float(volume.max(initial=0.0)))) & (kinds != "discharge")
    return np.where(kept, volume, 0.0)


def origins(system: System, run: Run, family: str) -> pd.DataFrame:
    """Follow the goods of one family from each supply to its uses, before and under the shock, inside the window.

    Args:
        system: the loaded system.
        run: reference and shocked state.
        family: of carriers.

    Returns:
        One row a supply and a use (a market or a demand): ``family``, ``unit``, ``supply``, ``use``, and volumes
        ``before`` and ``after``, largest first. Goods mix in proportion at every bus (Bialek 1996).
    """
    table = system.assets
    kinds, families = table["kind"].to_numpy(), table["family"].to_numpy()
    supplies = np.flatnonzero((kinds == "supply") & (families == family))
    uses = np.flatnonzero(np.isin(kinds, ("market", "demand")) & (families == family))
    parts = []
    for frame in (run.reference, run.shocked):
        weights = np.where(run.window, run.weights, 0.0)
        tracer = Tracer(system.topology, _carried(weights @ frame.to_numpy(float), kinds))
        parts.append(np.array([tracer.trace(np.arange(len(table)) == number)[uses] for number in supplies]))
    rows = [
        (family, table["unit"].iloc[use], table.index[supply], table.index[use], parts[0][i, j], parts[1][i, j])
        for i, supply in enumerate(supplies)
        for j, use in enumerate(uses)
        if max(parts[0][i, j], parts[1][i, j]) > SMALL
    ]
    return pd.DataFrame(rows, columns=list(ORIGINS)).sort_values("before", ascending=False, ignore_index=True)
