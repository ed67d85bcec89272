"""States of outages, solved: the exact tree up to an order, and states drawn at random, each solved once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from levier.analysis.reliability.draw import drawn_beyond
from levier.analysis.reliability.units import Fleet, split
from levier.analysis.reliability.yardsticks import DAMAGE
from levier.engine import Contingency, Engine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from levier.analysis.case import Case
    from levier.engine import Outages, Progress

__all__ = ["Sampling", "States", "solve_states"]

FROZEN: Final = "frozen"
OPTIMAL = "optimal"
INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Sampling:
    """How far the tree goes, and how many states are drawn.

    Attributes:
        order: most elements out at once in the tree; of several units each counts.
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
        tree: every state of up to `order` elements or units out, nothing out included: ``cut`` (an element once for
            each unit out), ``probability``, ``status``, ``damage`` and the measures.
        beyond: states drawn among those with more out, each with an equal part of their probability; empty if there
            are none.
        plain: states drawn among all, each with probability 1 / samples, solved without the tree.
        everything: the same measures with all elements out.
        neglected: probability of all states that are not in the tree.
        solved: distinct states that were solved or proved.
        average: damage with everything at its mean availability. Damage is convex in what is available, so no less is
            expected (Jensen's inequality).
    """

    tree: pd.DataFrame
    beyond: pd.DataFrame
    plain: pd.DataFrame
    everything: pd.Series
    neglected: float
    solved: int
    average: float = -np.inf

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
    needed: Mapping[str, int] | None = None,
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
        needed: units that make the whole capacity, of things of several; all where nothing is said.
        workers: child processes; 0: this process.
        cluster: address of a Dask scheduler instead.
        on_progress: called with a `Progress` a few times a second.
    """
    order = min(sampling.order, len(outages.each))
    neglected = outages.beyond(order)
    drawn = outages.drawn(sampling.samples, sampling.seed)
    far = drawn_beyond(outages, order, sampling.samples, sampling.seed) if neglected > 0.0 else []
    inside = list(outages.states(order)) if outages.units else []
    states = list(dict.fromkeys(state for state in [*inside, *drawn, *far, outages.each] if state))
    fleet = split(case.program, {name: case.groups[name] for name in outages.names}, outages.units, needed)
    with Engine(fleet.program, workers, cluster=cluster, groups=fleet.groups) as engine:
        fleet = fleet.ordered(_optimum(engine)) if outages.units else fleet
        where: dict[str, Any] = {
            "assets": list(fleet.groups),
            "groups": fleet.groups,
            "start": case.start,
            "end": case.end,
            "stock": FROZEN,
            "measures": {name: fleet.vector(vector) for name, vector in vectors.items()},
            "on_progress": on_progress,
        }
        tree = None if outages.units else _whole(engine.sweep(order, **where))
        cuts = [fleet.cut(state) for state in states]
        once = [cut for cut in dict.fromkeys(cuts) if cut]
        listed = _whole(engine.sweep(cuts=once, **where)) if once else pd.DataFrame()
        average = engine.solve(_mean(case, fleet, outages)).damage
    read = [DAMAGE, *vectors]
    known = _with_nothing(listed.assign(cut=pd.Series(once, dtype=object)), read)
    place = {cut: i for i, cut in enumerate(known["cut"])}
    known = known.iloc[[0, *(place[cut] for cut in cuts)]].reset_index(drop=True)
    known["cut"] = pd.Series([(), *states], dtype=object)
    at = {state: i for i, state in enumerate(known["cut"])}
    tree = known.iloc[[at[state] for state in inside]] if tree is None else _with_nothing(tree, read)
    return States(
        tree.reset_index(drop=True).assign(probability=outages.exact(list(tree["cut"]))),
        _drawn(known, at, far, neglected),
        _drawn(known, at, drawn, 1.0),
        known.loc[at[outages.each], read],
        neglected,
        len(set(tree["cut"]) | set(at)),
        average,
    )


def _mean(case: Case, fleet: Fleet, outages: Outages) -> Contingency:
    """Return the derate of everything to the share of the time it is not out."""
    chances = outages.probabilities
    keep = {unit: fleet.left(name, chances[name]) for name in outages.names for unit in fleet.units[name]}
    return Contingency(derate=keep, start=case.start, end=case.end, stock=FROZEN)


def _optimum(engine: Engine) -> np.ndarray:
    """Return the uncut optimum."""
    return np.asarray(engine.base.solution.x)


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a sweep that came to its end; a part of the states is no distribution."""
    if not frame.attrs["complete"]:
        raise KeyboardInterrupt
    return frame


def _with_nothing(frame: pd.DataFrame, read: list[str]) -> pd.DataFrame:
    """Put the state with nothing out first; an infeasible state does damage without end."""
    nothing = pd.DataFrame([{"cut": (), "status": OPTIMAL, **dict.fromkeys(read, 0.0)}])
    whole = pd.concat([nothing, frame[["cut", "status", *read]]], ignore_index=True)
    whole.attrs = {}
    whole.loc[whole["status"] == INFEASIBLE, DAMAGE] = np.inf
    return whole


def _drawn(
    known: pd.DataFrame, at: Mapping[tuple[str, ...], int], states: Sequence[tuple[str, ...]], whole: float
) -> pd.DataFrame:
    """Rows of the states drawn, one a draw, together of a probability."""
    rows = known.iloc[[at[state] for state in states]].reset_index(drop=True)
    return rows.assign(probability=whole / max(len(states), 1))
