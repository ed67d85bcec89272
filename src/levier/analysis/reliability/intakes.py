"""What a demand lacks because its own intake is out, which is no lack of the carrier it takes in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.case import Case
    from levier.analysis.reliability.states import States

__all__ = ["Excused", "excused", "own_intakes", "without_intakes"]

Excused = dict[str, dict[str, float]]
"""Volume by measure, by element."""
ROUNDING = 1e-6
"""Share of what is taken off, below which the rest is rounding."""


def own_intakes(case: Case) -> dict[str, str]:
    """Return the element that is a demand's own intake, by demand.

    That is by topology: all that reaches the demand's bus comes through converters of one element, of the same family
    as the demand, and nothing but demands takes from that bus. A refinery is such a thing to the crude it buys.

    Args:
        case: its elements are things or assets.
    """
    owner = {str(flow): str(name) for name, flows in case.elements["flows"].items() for flow in flows}
    topology = case.system.topology
    assets, incidence = topology.assets, topology.incidence.toarray()
    demands = (assets["kind"] == "demand").to_numpy()
    found: dict[str, str] = {}
    for at in np.flatnonzero(demands):
        bus = incidence[np.flatnonzero(incidence[:, at] < 0)]
        into = assets[(bus > 0).any(axis=0)]
        alone = not (bus[:, ~demands] < 0).any()
        own = (into["kind"] == "converter") & (into["family"] == assets["family"].iloc[at])
        elements = {owner.get(str(flow), "") for flow in into.index}
        if alone and len(elements) == 1 and own.all():
            found[str(assets.index[at])] = elements.pop()
    return {demand: element for demand, element in found.items() if element}


def excused(case: Case) -> Excused:
    """Return what each own intake takes from the volumes not served while it is out: the whole of its demands.

    Args:
        case: see :func:`levier.analysis.reliability.yardsticks_of` for the measures.
    """
    assets = case.system.assets
    served = case.program.weights @ case.system.calibration.base[case.horizon.positions]
    found: Excused = {}
    for demand, element in own_intakes(case).items():
        at = assets.index.get_loc(demand)
        own = found.setdefault(element, {})
        family, country = str(assets["family"].iloc[at]), str(assets["country"].iloc[at])
        for measure in dict.fromkeys((f"unserved {family}", f"unserved {family} {country}".strip())):
            own[measure] = own.get(measure, 0.0) + float(served[at])
    return found


def without_intakes(states: States, found: Excused) -> States:
    """Return states whose volumes not served hold nothing that a demand's own intake keeps away.

    Args:
        states: solved.
        found: of :func:`excused`.
    """
    measures = {name for volumes in found.values() for name in volumes} & set(states.tree.columns)
    if not measures:
        return states
    frames = (_less(frame, found, measures) for frame in (states.tree, states.beyond, states.plain))
    tree, beyond, plain = frames
    everything = states.everything.copy()
    for name in measures:
        less = sum(volumes.get(name, 0.0) for volumes in found.values())
        everything[name] = max(float(everything[name]) - less, 0.0)
    return replace(states, tree=tree, beyond=beyond, plain=plain, everything=everything)


def _less(frame: pd.DataFrame, found: Excused, measures: set[str]) -> pd.DataFrame:
    """Take off what the intakes that are out keep away."""
    if frame.empty:
        return frame
    cuts = [found.keys() & set(cut) for cut in frame["cut"]]
    columns = {}
    for name in measures:
        less = np.array([sum(found[element].get(name, 0.0) for element in out) for out in cuts])
        left = frame[name].to_numpy(float) - less
        columns[name] = np.where((less > 0.0) & (left < ROUNDING * less), 0.0, left)
    return frame.assign(**columns)
