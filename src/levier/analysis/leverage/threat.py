"""Threats: an actor closing assets it controls, all of them or only those that carry one country's flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from levier.system.control import controlled_assets

if TYPE_CHECKING:
    from levier.analysis.case import Case
    from levier.system import System

__all__ = ["EVERYTHING", "Threat", "control_of", "threats_of"]

EVERYTHING = ""
LAST_DAY = (12, 31)


@dataclass(frozen=True)
class Threat:
    """An actor closing some of the assets it controls.

    Attributes:
        actor: who closes.
        over: country whose own flows alone are closed; blank: whoever's.
        layer: family of carriers that alone is closed; blank: all.
        assets: ids of what is closed, sorted.
        parts: their names in the program.
    """

    actor: str
    over: str
    layer: str
    assets: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the threat among those of a case."""
        return f"{self.actor}>{self.over or '*'}|{self.layer or '*'}"


def control_of(system: System, actor: str) -> pd.DataFrame:
    """Return what an actor can close at the end of the base year, see `levier.system.control.controlled_assets`.

    Raises:
        UsageError: an actor that the package does not know.
    """
    return controlled_assets(system, actor, date(system.year, *LAST_DAY))


def threats_of(case: Case, actor: str, control: pd.DataFrame, targets: Sequence[str]) -> list[Threat]:
    """List an actor's threats: its whole control set, each country's flows alone, each of these by layer (methods 7).

    A country's flows are those it owns, and those that enter or leave it. Closing them leaves others' goods alone where
    shippers are told apart; a joint limit belongs to them only if nobody else uses it.

    Args:
        case: the run, its elements by asset.
        actor: who closes.
        control: what it can close, see :func:`control_of`.
        targets: countries.

    Returns:
        Threats that close anything, those of the whole control set first; a threat by layer only where there are
        several layers.
    """
    elements = case.elements[case.elements.index.isin(set(control["asset"]))]
    families = elements["families"].map(lambda names: names[0] if names else "")
    found = _layered(actor, EVERYTHING, elements, families)
    for country in targets:
        if country == actor:
            continue
        own = _flows_of(case, country)
        mine = elements["flows"].map(lambda flows, own=own: bool(flows) and own.issuperset(flows)).to_numpy(bool)
        found += _layered(actor, country, elements[mine], families[mine])
    return found


def _flows_of(case: Case, country: str) -> set[str]:
    """Flows that a country owns, or that enter or leave it."""
    assets = case.system.assets
    crossing = (assets["source"] != assets["target"]) & ((assets["source"] == country) | (assets["target"] == country))
    return set(assets.index[(assets["bearer"] == country) | crossing])


def _layered(actor: str, over: str, elements: pd.DataFrame, families: pd.Series) -> list[Threat]:
    """All of some elements, and each layer of them."""
    if not len(elements):
        return []
    found = [_threat(actor, over, "", elements)]
    layers = sorted(set(families))
    if len(layers) > 1:
        found += [_threat(actor, over, layer, elements[(families == layer).to_numpy()]) for layer in layers]
    return found


def _threat(actor: str, over: str, layer: str, elements: pd.DataFrame) -> Threat:
    parts = dict.fromkeys(part for names in elements["parts"] for part in names)
    return Threat(actor, over, layer, tuple(sorted(map(str, elements.index))), tuple(parts))
