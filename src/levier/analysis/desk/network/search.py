"""Chokepoints of any network: every asset cut alone, then the worst pair of those that leave a feasible state."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.desk.network.room import files_in, room_of
from levier.engine import Engine, Program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from levier.engine import Progress
    from levier.engine.worst import WorstResult

__all__ = ["NetworkSearch", "WorstPairs"]

TOP = 10
PAIR = 2


@dataclass(frozen=True)
class WorstPairs:
    """The worst sets of up to two assets.

    Attributes:
        sets: one row a set, worst first: ``cut`` (full names), ``damage`` (endless if no state is feasible),
            ``extra``: damage beyond the sum of what its members do alone.
        guarantee: ``certified``, ``enumerated`` or ``lower bound`` (see `levier.engine.worst.WorstResult`).
        bound: no other set does more; endless if that is not known.
        searched: assets searched; ``combinations`` of them, ``solved`` of these.
    """

    sets: pd.DataFrame
    guarantee: str
    bound: float
    searched: int
    combinations: int
    solved: int


class NetworkSearch:
    """Holds the compiled program of one network."""

    def __init__(self, path: Path) -> None:
        """Load the program.

        Args:
            path: of a saved program (``.npz``).
        """
        with files_in(room_of(path)):
            self._engine = Engine(Program.load(path), workers=1)

    def singles(
        self, assets: tuple[str, ...], start: str | None, end: str | None, tell: Callable[[str], None]
    ) -> pd.DataFrame:
        """Cut every asset alone.

        Args:
            assets: full names.
            start: label of the first snapshot of the window; the first of all if None.
            end: label of the last one.
            tell: told ``done total``.

        Returns:
            One row an asset, worst first, those that leave no feasible state in front: ``asset``, ``damage`` (NaN
            without an optimum), ``status``, ``solved`` (False if it followed from the base).
        """

        def told(progress: Progress) -> None:
            tell(f"{progress.done} {progress.total}")

        found = self._engine.sweep(1, assets, start, end, on_progress=told)
        frame = found.assign(asset=[cut[0] for cut in found["cut"]], rank=found["damage"].fillna(math.inf))
        frame = frame.sort_values("rank", ascending=False, kind="stable", ignore_index=True)
        return frame[["asset", "damage", "status", "solved"]]

    def pairs(self, singles: pd.DataFrame, start: str | None, end: str | None) -> WorstPairs | None:
        """Find the worst pairs of the assets each of which alone leaves a feasible state.

        Args:
            singles: what :meth:`singles` found.
            start: as there.
            end: as there.

        Returns:
            None if there are no two such assets.
        """
        alone = singles[singles["status"] == "optimal"].set_index("asset")["damage"]
        if len(alone) < PAIR:
            return None
        found = self._engine.worst(PAIR, TOP, assets=list(alone.index), start=start, end=end)
        return WorstPairs(
            _sets(found, alone), found.guarantee, found.bound, len(alone), found.combinations, found.solved
        )


def _sets(found: WorstResult, alone: pd.Series) -> pd.DataFrame:
    apart = [float(sum(alone[name] for name in names)) for names in found.sets]
    damage = pd.Series(list(found.damages), dtype=float)
    return pd.DataFrame(
        {
            "cut": pd.Series(list(found.sets), dtype=object),
            "damage": damage,
            "extra": damage - pd.Series(apart, dtype=float),
        }
    )
