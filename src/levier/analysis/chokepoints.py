"""Chokepoints: what does most harm when it is closed, alone and together with others."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from levier.analysis.cards import chokepoints_card
from levier.engine import Engine
from levier.errors import UsageError
from levier.show import shown

if TYPE_CHECKING:
    from pathlib import Path

    from levier.analysis.case import Case
    from levier.engine import Progress

__all__ = ["DAMAGE", "Chokepoints", "find_chokepoints", "measure_named"]

DAMAGE = "damage"
SAME = 1e-7
ABOUT = {"country": "loss", "carrier": "unserved", "output": "output"}
"""What a user may ask to rank by, before the colon, and the kind of measure it means."""


@shown(chokepoints_card)
@dataclass(frozen=True)
class Chokepoints:
    """Every cut of up to `k` elements of a case, with its damage and what it costs whom.

    Attributes:
        case: what was asked: system, window, elements.
        k: most elements cut together.
        cuts: one row a cut: ``cut`` (names), ``damage`` (M USD, wedges included), ``status``, ``solved`` (False if it
            followed from others), and one column a measure (see :func:`levier.analysis.measures.measures_of`).
        complete: False if it was stopped; the cuts known by then are there.
    """

    case: Case
    k: int
    cuts: pd.DataFrame
    complete: bool

    @property
    def guarantee(self) -> str:
        """How sure the rankings are, in words."""
        count, solved = len(self.cuts), int(self.cuts["solved"].sum())
        lost = int((self.cuts["status"] != "optimal").sum())
        found = f"damage: exact optima of {count} cuts ({solved} solved, the others proved by these)"
        found += f", {lost} without an optimum" if lost else ""
        found += "" if self.complete else ", stopped before the end"
        return f"{found}; losses and volumes: computed on all cases evaluated, at the optimum found of each"

    def ranked(
        self,
        by: str = DAMAGE,
        *,
        size: int = 1,
        top: int | None = None,
        extra: bool = False,
        kinds: Collection[str] | None = None,
    ) -> pd.DataFrame:
        """Rank the cuts of one size, worst first.

        A cut with an idle member, which does the same damage without it, is left out.

        Args:
            by: ``damage`` or the name of a measure.
            size: number of elements cut together.
            top: rows wanted; all if not given.
            extra: rank by what the elements do together beyond what each does alone.
            kinds: only cuts of elements of these kinds (``corridor``, ``slot``, ``supply``, ...); all if not given.

        Returns:
            ``cut``, ``value``, ``apart`` (sum over its elements, each cut alone), ``extra`` (value less apart),
            ``damage``, ``status``; only what is above zero.

        Raises:
            UsageError: there is no such measure.
        """
        if by not in (DAMAGE, *self.case.measures.vectors):
            raise UsageError(_unknown(by, (DAMAGE, *self.case.measures.vectors)))
        alone = self._of_size(1)
        single = dict(zip([cut[0] for cut in alone["cut"]], alone[by], strict=True))
        chosen = self._of_size(size)
        if kinds is not None:
            kind = self.case.elements["kind"]
            chosen = chosen[[all(kind[name] in kinds for name in cut) for cut in chosen["cut"]]]
        if size > 1:
            chosen = chosen[~self._idle(chosen)]
        apart = np.array([sum(single.get(name, np.nan) for name in cut) for cut in chosen["cut"]], dtype=float)
        value = chosen[by].to_numpy(float)
        table = pd.DataFrame(
            {
                "cut": chosen["cut"].to_numpy(),
                "value": value,
                "apart": apart,
                "extra": value - apart,
                DAMAGE: chosen[DAMAGE].to_numpy(float),
                "status": chosen["status"].to_numpy(),
            }
        )
        order = "extra" if extra else "value"
        table = table[table[order] > self._tiny(by)]
        table = table.sort_values(order, ascending=False, kind="stable").reset_index(drop=True)
        return table if top is None else table.head(top)

    def worst_by(self, kind: str, *, size: int = 1, top: int = 3) -> pd.DataFrame:
        """Rank the cuts of one size by each measure of a kind: ``loss`` by country, ``unserved`` by family.

        Returns:
            ``key`` (country or family), ``unit``, and the columns of :meth:`ranked`.
        """
        table = self.case.measures.table
        table = table[(table["kind"] == kind) & (table["key"] != "")]
        parts = [
            self.ranked(str(name), size=size, top=top).assign(key=row["key"], unit=row["unit"])
            for name, row in table.iterrows()
        ]
        parts = [part for part in parts if len(part)]
        columns = ["key", "unit", "cut", "value", "apart", "extra", DAMAGE, "status"]
        return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)

    def _of_size(self, size: int) -> pd.DataFrame:
        return self.cuts[self.cuts["cut"].map(len) == size]

    def _idle(self, chosen: pd.DataFrame) -> np.ndarray:
        """Whether a cut does the same damage without one of its elements."""
        damage = dict(zip(self.cuts["cut"], self.cuts[DAMAGE], strict=True))
        best = [max(damage.get(cut[:i] + cut[i + 1 :], -np.inf) for i in range(len(cut))) for cut in chosen["cut"]]
        value = chosen[DAMAGE].to_numpy(float)
        return value - np.array(best, dtype=float) <= SAME * (1.0 + np.abs(value))

    def _tiny(self, by: str) -> float:
        """Amount below which a value is rounding."""
        return SAME * (1.0 + float(self.cuts[by].abs().max()))


def find_chokepoints(
    case: Case,
    k: int = 2,
    *,
    elements: Sequence[str] | None = None,
    workers: int = 2,
    cluster: Any = None,
    keep: str | Path | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Chokepoints:
    """Cut every set of up to `k` elements of a case, and measure each (methods 4).

    Args:
        case: see :func:`levier.analysis.case_of`.
        k: most elements cut together.
        elements: only these; all of the case if not given.
        workers: child processes; 0: this process.
        cluster: address of a Dask scheduler instead.
        keep: folder where finished work is kept, so that a second call goes on.
        on_progress: called with a `Progress` a few times a second.

    Raises:
        UsageError: an argument is out of range.
        LevierError: an element that the case does not hold.
    """
    with Engine(case.program, workers, cluster=cluster, groups=case.groups) as engine:
        cuts = engine.sweep(
            k,
            elements,
            case.start,
            case.end,
            keep,
            measures=case.measures.vectors,
            on_progress=on_progress,
        )
    return Chokepoints(case, k, cuts, bool(cuts.attrs["complete"]))


def measure_named(case: Case, text: str) -> str:
    """Return the measure that a user means: ``damage``, ``loss``, ``country:KZ``, ``carrier:gas``, ``output:gas``.

    Raises:
        UsageError: nothing of that name is measured; the message holds the nearest.
    """
    table = case.measures.table
    spoken = {DAMAGE: DAMAGE, "loss": "loss"}
    for about, kind in ABOUT.items():
        spoken |= {
            f"{about}:{row['key']}": str(name) for name, row in table[table["kind"] == kind].iterrows() if row["key"]
        }
    if text not in spoken:
        raise UsageError(_unknown(text, tuple(spoken)))
    return spoken[text]


def _unknown(text: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(text, known, n=3, cutoff=0.4)
    hint = f"nearest: {', '.join(near)}" if near else f"there are {', '.join(known)}"
    return f"nothing ranks by {text!r}; {hint}"
