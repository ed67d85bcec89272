"""What tying layers together adds: the joint loss less the sum of the layers', and the assets that make the difference.

Method: joint threats across layers, after Clayton, Maggiori and Schreger (2023).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.actor_cards import layers_card
from levier.analysis.measures import loss_by_asset
from levier.engine import Contingency, Engine
from levier.engine.outcome import require_solved
from levier.errors import UsageError
from levier.show import shown

if TYPE_CHECKING:
    from levier.analysis.case import Case
    from levier.analysis.leverage.threat import Threat

__all__ = ["Layers", "joint_and_parts"]

SHOWN = 12
ROUNDING = 1e-7


@shown(layers_card)
@dataclass(frozen=True)
class Layers:
    """A threat closed as a whole and layer by layer.

    Attributes:
        country: whose loss.
        joint: its loss with everything closed, M USD.
        parts: loss with each layer closed alone, by layer.
        apart: whether no two layers share a row of the program: then the difference is 0 by construction.
        mechanism: one row an asset on which the country's loss differs: ``asset``, ``kind``, ``family``, ``joint`` (its
            loss there with everything closed), ``parts`` (sum over the layers), ``extra`` (M USD), largest first;
            ``extra`` adds up to :attr:`extra` over all assets.
    """

    country: str
    joint: float
    parts: dict[str, float]
    apart: bool
    mechanism: pd.DataFrame

    @property
    def extra(self) -> float:
        """Joint loss less the sum of the layers'; 0 where layers share no row."""
        return 0.0 if self.apart else self.joint - sum(self.parts.values())


def joint_and_parts(case: Case, joint: Threat, layers: Sequence[Threat], country: str, *, workers: int = 2) -> Layers:
    """Close a threat as a whole and by layers, and say on which assets the difference arises.

    Args:
        case: the run.
        joint: the whole threat.
        layers: its parts, one a layer; together they close what the whole closes.
        country: whose loss.
        workers: child processes; 0: this process.

    Raises:
        UsageError: the layers close something else than the whole.
        SolveError: a state without an optimum.
    """
    if sorted(part for layer in layers for part in layer.parts) != sorted(joint.parts):
        message = f"the layers of {joint.name} do not close what {joint.name} closes"
        raise UsageError(message)
    weights = loss_by_asset(case.system, case.program, case.components, country)
    with Engine(case.program, workers) as engine:
        reference = engine.base.solution.x
        lost = [weights @ (_closed(engine, case, threat) - reference) for threat in (joint, *layers)]
        block = case.program.parts.assets
    inside = [{int(block[case.program.asset(part)]) for part in layer.parts} for layer in layers]
    apart = all(not (a & b) for k, a in enumerate(inside) for b in inside[:k])
    parts = {layer.layer: float(loss.sum()) for layer, loss in zip(layers, lost[1:], strict=True)}
    return Layers(country, float(lost[0].sum()), parts, apart, _mechanism(case, lost))


def _closed(engine: Engine, case: Case, threat: Threat) -> np.ndarray:
    outcome = engine.solve(Contingency(cut=threat.parts, start=case.start, end=case.end))
    return np.asarray(require_solved(outcome, f"the threat {threat.name}").solution.x)


def _mechanism(case: Case, lost: Sequence[np.ndarray]) -> pd.DataFrame:
    """Assets on which the joint loss is not the sum of the parts."""
    assets = case.system.assets
    whole, apart = lost[0], np.sum(lost[1:], axis=0)
    table = pd.DataFrame(
        {
            "asset": assets.index,
            "kind": assets["kind"].to_numpy(),
            "family": assets["family"].to_numpy(),
            "joint": whole,
            "parts": apart,
            "extra": whole - apart,
        }
    )
    table = table[table["extra"].abs() > ROUNDING * (1.0 + np.abs(whole).max(initial=0.0))]
    order = table["extra"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)
