"""How much an actor can impose at how much own loss: every set evaluated, and those that no other beats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.analysis.actor_cards import frontier_card
from levier.engine import Engine
from levier.show import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.case import Case
    from levier.analysis.leverage.threat import Threat

__all__ = ["Frontier", "frontier_of"]

SMALL = 1e-6
LEAST = 1.0
"""A loss below this, M USD, is none."""
ADDS = 1e-3
"""Share of a loss that both members of a pair must add to count as one threat."""
SINGLE, PAIR = 1, 2
THINGS = ("thing", "group", "bearer", "assets", "over", "layer")
MOST = 60
"""Things that enter pairs."""


@shown(frontier_card)
@dataclass(frozen=True)
class Frontier:
    """Sets of controlled things closed together, with the loss imposed and the own loss.

    Attributes:
        sets: one row a set evaluated: ``cut`` (names of things), ``loss`` (of the country aimed at), ``own`` (of the
            actor), M USD, ``status``, ``solved``.
        best: the rows that impose a loss and that no other beats in both, by own loss; pairs of which one member adds
            nothing are left out.
        things: one row a thing: ``thing``, ``group``, ``bearer``, ``assets``; and one a threat evaluated whole, its
            ``group`` blank: ``over`` and ``layer`` say which.
        paired: how many of them entered pairs: those that impose most alone.
    """

    sets: pd.DataFrame
    best: pd.DataFrame
    things: pd.DataFrame
    paired: int = 0

    @property
    def guarantee(self) -> str:
        """How sure the frontier is, in words."""
        solved = int(self.sets["solved"].sum())
        return (
            f"best of {len(self.sets)} sets evaluated exactly ({solved} solved): each of {self.single} things, "
            f"all pairs of the {self.paired} that impose most alone, sets built up from the cheapest on, and all "
            "that is controlled; others may lie beyond"
        )

    @property
    def single(self) -> int:
        """Number of things that can be closed one by one."""
        return int((self.things["group"] != "").sum())


def frontier_of(
    case: Case,
    control: pd.DataFrame,
    own: str,
    country: str,
    *,
    threats: Sequence[Threat] = (),
    workers: int = 2,
    cluster: Any = None,
) -> Frontier:
    """Evaluate what an actor can close, alone, in pairs and built up, and keep what nothing beats.

    A thing is what of one physical corridor, field or plant carries one country's goods: shippers are told apart.

    Args:
        case: the run, its elements by asset.
        control: what the actor can close.
        own: country whose loss is the actor's own.
        country: country aimed at.
        threats: further sets, such as the whole control set; each is told by the things it closes.
        workers: child processes; 0: this process.
        cluster: address of a Dask scheduler instead.
    """
    things, groups = _things(case, control)
    whole = {_name(threat): threat.parts for threat in threats}
    things = pd.concat([things, _wholes(threats)], ignore_index=True)
    if not groups:
        empty = pd.DataFrame(columns=["cut", "loss", "own", "status", "solved"])
        return Frontier(empty, empty, things)
    vectors = {name: case.measures.vectors[f"loss {of}"] for name, of in (("loss", country), ("own", own))}
    with Engine(case.program, workers, cluster=cluster, groups=groups | whole) as engine:
        alone = engine.sweep(1, [*groups, *whole], case.start, case.end, measures=vectors)
        paired = _paired(alone[[cut[0] in groups for cut in alone["cut"]]])
        swept = [alone]
        if len(paired) >= PAIR:
            swept.append(engine.sweep(PAIR, paired, case.start, case.end, measures=vectors))
        built = _built_up(alone, things, country)
        if built:
            swept.append(engine.sweep(1, None, case.start, case.end, cuts=built, measures=vectors))
    columns = ["cut", "loss", "own", "status", "solved"]
    sets = pd.concat([frame[columns] for frame in swept]).drop_duplicates("cut").reset_index(drop=True)
    return Frontier(sets, _unbeaten(sets[~_idle(sets)]), things, len(paired))


def _name(threat: Threat) -> str:
    """Name of a threat among sets of things."""
    whose = f"flows of {threat.over}" if threat.over else "everything"
    return f"all it controls: {whose}" + (f", {threat.layer}" if threat.layer else "")


def _wholes(threats: Sequence[Threat]) -> pd.DataFrame:
    """Threats as rows among the things."""
    rows = [(_name(each), "", "", each.assets, each.over, each.layer) for each in threats]
    return pd.DataFrame(rows, columns=list(THINGS))


def _paired(alone: pd.DataFrame) -> list[str]:
    """Things that enter pairs: those that impose most alone; what imposes nothing alone is left to sets built up."""
    able = alone[(alone["status"] == "optimal") & (alone["loss"] > LEAST)]
    return [cut[0] for cut in able.sort_values("loss", ascending=False, kind="stable")["cut"].head(MOST)]


def _things(case: Case, control: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]]]:
    """Name what can be closed: one entry a physical thing and owner of its goods."""
    elements = case.elements[case.elements.index.isin(set(control["asset"]))]
    assets = case.system.assets
    groups: dict[str, list[str]] = {}
    rows: dict[str, dict[str, Any]] = {}
    for name, row in elements.iterrows():
        flow = next((flow for flow in row["flows"] if flow in assets.index), "")
        alone = row["kind"] == "slot" or not flow
        group = str(name) if alone else str(assets.at[flow, "group"])
        bearer = "" if alone else str(assets.at[flow, "bearer"])
        thing = f"{group} [{bearer}]" if bearer else group
        groups.setdefault(thing, []).extend(row["parts"])
        entry = rows.setdefault(
            thing, {"thing": thing, "group": group, "bearer": bearer, "assets": (), "over": "", "layer": ""}
        )
        entry["assets"] = (*entry["assets"], str(name))
    table = pd.DataFrame(list(rows.values()), columns=list(THINGS))
    return table, {thing: tuple(dict.fromkeys(parts)) for thing, parts in groups.items()}


def _built_up(swept: pd.DataFrame, things: pd.DataFrame, country: str) -> list[tuple[str, ...]]:
    """Sets of three and more: what imposes most for each unit of own loss first, and all that carries its goods."""
    known = set(things.loc[things["group"] != "", "thing"])
    alone = swept[[cut[0] in known for cut in swept["cut"]]]
    alone = alone[(alone["status"] == "optimal") & (alone["loss"] > LEAST)]
    names = [cut[0] for cut in alone["cut"]]
    order = np.argsort((alone["own"] / alone["loss"]).to_numpy(float), kind="stable")
    found = [tuple(names[at] for at in order[:count]) for count in range(PAIR + 1, len(names) + 1)]
    goods = tuple(things.loc[things["bearer"] == country, "thing"])
    found += [goods] if len(goods) > PAIR else []
    return list({tuple(sorted(cut)): cut for cut in found}.values())


def _idle(sets: pd.DataFrame) -> np.ndarray:
    """Whether a pair imposes no more than one of its two does alone: the other adds nothing to the threat."""
    alone = {cut[0]: loss for cut, loss in zip(sets["cut"], sets["loss"], strict=True) if len(cut) == SINGLE}
    loss = sets["loss"].to_numpy(float)
    best = [max(alone[name] for name in cut) if len(cut) == PAIR else -np.inf for cut in sets["cut"]]
    return np.asarray(loss - np.array(best) <= ADDS * np.abs(loss))


def _unbeaten(sets: pd.DataFrame) -> pd.DataFrame:
    """Rows that impose more than every other of no greater own loss."""
    known = sets[(sets["status"] == "optimal") & (sets["loss"] > LEAST)]
    known = known.assign(size=known["cut"].map(len)).sort_values(["own", "loss", "size"], ascending=[True, False, True])
    best, kept = 0.0, []
    for at, loss in zip(known.index, known["loss"], strict=True):
        if loss > best + SMALL * (1.0 + best):
            kept.append(at)
            best = loss
    return known.loc[kept].drop(columns="size").reset_index(drop=True)
