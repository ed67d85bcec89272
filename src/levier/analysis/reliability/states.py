"""States of outages, solved: the exact tree up to an order, and states drawn at random, each solved once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.analysis.reliability.draw import drawn_beyond
from levier.analysis.reliability.yardsticks import DAMAGE
from levier.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from levier.analysis.case import Case
    from levier.engine import Outages, Progress

__all__ = ["Sampling", "States", "solve_states"]

FROZEN = "frozen"
OPTIMAL = "optimal"
INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Sampling:
    """How far the tree goes, and how many states are drawn.

    Attributes:
        order: most elements out at once in the tree.
        samples: states drawn from all, and as many from those beyond the order.
        seed: of the draws.
    """

    order: int = 2
    samples: int = 2000
    seed: int = 0


@dataclass(frozen=True)
class States:
    """Solved states.

    Attributes:
        tree: every state of up to `order` elements out, nothing out included: ``cut``, ``probability``, ``status``,
            ``damage`` and the measures.
        beyond: states drawn among those with more out, each with an equal part of their probability; empty if there
            are none.
        plain: states drawn among all, each with probability 1 / samples, solved without the tree.
        everything: the same measures with all elements out.
        neglected: probability of all states that are not in the tree.
        solved: distinct states that were solved or proved.
    """

    tree: pd.DataFrame
    beyond: pd.DataFrame
    plain: pd.DataFrame
    everything: pd.Series
    neglected: float
    solved: int

    @property
    def combined(self) -> pd.DataFrame:
        """The tree and what was drawn beyond it: an estimate of the whole distribution."""
        return pd.concat([self.tree, self.beyond], ignore_index=True)

    @property
    def failed(self) -> pd.DataFrame:
        """States without an optimum: ``cut``, ``probability``, ``status``."""
        states = self.combined
        return states.loc[states["status"] != OPTIMAL, ["cut", "probability", "status"]].reset_index(drop=True)


def solve_states(
    case: Case,
    outages: Outages,
    vectors: Mapping[str, np.ndarray],
    sampling: Sampling,
    *,
    workers: int = 2,
    cluster: Any = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> States:
    """Solve the tree and the states drawn.

    Args:
        case: the run.
        outages: the elements of it that may be out.
        vectors: what is measured.
        sampling: order, samples and seed.
        workers: child processes; 0: this process.
        cluster: address of a Dask scheduler instead.
        on_progress: called with a `Progress` a few times a second.
    """
    names = list(outages.names)
    order = min(sampling.order, len(names))
    neglected = outages.beyond(order)
    drawn = outages.drawn(sampling.samples, sampling.seed)
    far = drawn_beyond(outages, order, sampling.samples, sampling.seed) if neglected > 0.0 else []
    cuts = list(dict.fromkeys(cut for cut in [*drawn, *far, tuple(names)] if cut))
    read = [DAMAGE, *vectors]
    with Engine(case.program, workers, cluster=cluster, groups=case.groups) as engine:
        where: dict[str, Any] = {"start": case.start, "end": case.end, "stock": FROZEN, "measures": vectors}
        tree = engine.sweep(order, names, **where, on_progress=on_progress)
        listed = engine.sweep(assets=names, cuts=cuts, **where, on_progress=on_progress)
    tree, known = _with_nothing(tree, read), _with_nothing(listed, read)
    at = {frozenset(cut): place for place, cut in enumerate(known["cut"])}
    return States(
        tree.assign(probability=outages.exact(list(tree["cut"]))),
        _drawn(known, at, far, neglected),
        _drawn(known, at, drawn, 1.0),
        known.loc[at[frozenset(names)], read],
        neglected,
        len({frozenset(cut) for cut in tree["cut"]} | set(at)),
    )


def _with_nothing(frame: pd.DataFrame, read: list[str]) -> pd.DataFrame:
    """Put the state with nothing out first; an infeasible state does damage without end."""
    nothing = pd.DataFrame([{"cut": (), "status": OPTIMAL, **dict.fromkeys(read, 0.0)}])
    whole = pd.concat([nothing, frame[["cut", "status", *read]]], ignore_index=True)
    whole.attrs = {}
    whole.loc[whole["status"] == INFEASIBLE, DAMAGE] = np.inf
    return whole


def _drawn(
    known: pd.DataFrame, at: Mapping[frozenset[str], int], cuts: Sequence[tuple[str, ...]], whole: float
) -> pd.DataFrame:
    """Rows of the states drawn, one a draw, together of a probability."""
    rows = known.iloc[[at[frozenset(cut)] for cut in cuts]].reset_index(drop=True)
    return rows.assign(probability=whole / max(len(cuts), 1))
