"""A program frozen out of a network: arrays, and what each column and row stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from levier.engine import archive
from levier.engine.alteration import Alteration, Mode, alter
from levier.engine.assets import Assets
from levier.engine.cards import program_card
from levier.engine.change import Own
from levier.engine.labels import Labels
from levier.engine.parts import Parts
from levier.lp import LinearProgram
from levier.show import shown

if TYPE_CHECKING:
    import pandas as pd
    import pypsa
    import scipy.sparse as sp

__all__ = ["BALANCE", "Invest", "Program"]

Invest = Literal["fixed", "free"]
BALANCE = "Bus-nodal_balance"


@shown(program_card)
@dataclass(frozen=True, eq=False)
class Program:
    """A linear program with the names of its columns and rows; it needs neither PyPSA nor linopy.

    Attributes:
        lp: the arrays. Bounds of single columns are column bounds; ``lp.objective(x)`` is PyPSA's total cost, the
            constant it reports apart included.
        column_labels: what each column is: block such as ``Link-p``, name, snapshot.
        row_labels: what each row is: block such as ``Bus-nodal_balance``, name, snapshot.
        assets: ``Link:cpc`` and so on; loads and buses are no assets.
        snapshots: labels, in order.
        weights: weight of each snapshot in the objective.
        hours: weight of each snapshot in sums of dispatch.
        constant: PyPSA's objective constant: its reported objective is ``lp.objective(x) - constant``.
        capacity: capacity at which an extendable asset was fixed; NaN for others.
        capital: capital cost of each extendable asset that is part of ``lp.offset``; 0 for others.
        initial: first stock of each store that is not cyclic; 0 for others.
        invest: "fixed" (capacities at the base optimum) or "free".
    """

    lp: LinearProgram
    column_labels: Labels
    row_labels: Labels
    assets: tuple[str, ...]
    snapshots: tuple[str, ...]
    weights: np.ndarray
    hours: np.ndarray
    constant: float
    capacity: np.ndarray
    capital: np.ndarray
    initial: np.ndarray
    invest: Invest = "fixed"
    _own: dict[int, Own] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_network(cls, network: pypsa.Network, *, invest: Invest = "fixed") -> Program:
        """Compile a network; see `levier.engine.compile.compile_network`."""
        from levier.engine.compile import compile_network

        return compile_network(network, invest=invest)

    def save(self, path: str | Path) -> Path:
        """Write the program as ``.npz``: plain arrays, no pickle, with its hash. Returns the path."""
        return archive.save(self, path)

    @classmethod
    def load(cls, path: str | Path) -> Program:
        """Read a saved program without PyPSA or linopy.

        Raises:
            LevierError: The file is not a saved program, or was damaged.
        """
        return archive.load(path)

    @cached_property
    def hash(self) -> str:
        """SHA-256 over all content; programs that differ in anything differ in it."""
        return archive.content_hash(self)

    @cached_property
    def index(self) -> Assets:
        """Which columns and rows are whose."""
        return Assets.of(self.assets, self.column_labels, self.row_labels)

    @cached_property
    def by_row(self) -> sp.csr_array:
        """The matrix by rows."""
        return self.lp.matrix.tocsr()

    def own(self, asset: int) -> Own:
        """Rows of one asset alone, cut out once."""
        if asset not in self._own:
            self._own[asset] = Own.of(self, asset)
        return self._own[asset]

    def asset(self, name: str) -> int:
        """Position of an asset by its full name, or by a bare name that is unique.

        Raises:
            LevierError: No asset or several have this name; the message holds the nearest names.
        """
        return self.index.find(name)

    def alteration(
        self,
        assets: str | int | Iterable[str | int],
        *,
        keep: float = 0.0,
        snapshots: tuple[int, int] | None = None,
        mode: Mode = "lost",
    ) -> Alteration:
        """Bounds under a cut or a derate (methods 3).

        Args:
            assets: names or positions of assets.
            keep: share of the capacity that is left; 0 is a cut.
            snapshots: first and last position of the window, both within; all if not given.
            mode: what becomes of the stock of a store: "lost", or "frozen" until the window ends.

        Returns:
            The columns and rows that change, and whether the change is pure.

        Raises:
            LevierError: An asset is not known.
            UsageError: The window or the share is out of range, or a free capacity is derated.
        """
        return alter(self, self.index.find_all(assets), keep=keep, snapshots=snapshots, mode=mode)

    def altered(self, alteration: Alteration) -> Program:
        """Return the program under an alteration."""
        lp = self.lp.with_bounds(alteration.columns, alteration.lower, alteration.upper)
        if alteration.rows.size:
            row_lower, row_upper = lp.row_lower.copy(), lp.row_upper.copy()
            row_lower[alteration.rows] = alteration.row_lower
            row_upper[alteration.rows] = alteration.row_upper
            lp = lp.replace(row_lower=row_lower, row_upper=row_upper)
        return self._with(lp)

    @cached_property
    def parts(self) -> Parts:
        """Independent parts: damages of assets in different parts add up."""
        return Parts.of(self)

    @cached_property
    def balance(self) -> dict[tuple[str, str], int]:
        """Row of the balance at each bus and snapshot."""
        at, labels = self.row_labels.where(BALANCE), self.row_labels
        names = labels.words(labels.name[at], labels.names).tolist()
        snapshots = labels.words(labels.snapshot[at], self.snapshots).tolist()
        return dict(zip(zip(names, snapshots, strict=True), at.tolist(), strict=True))

    @cached_property
    def columns(self) -> pd.DataFrame:
        """One row a column: component, attribute, name, snapshot (empty where it has none)."""
        import pandas as pd

        labels = self.column_labels
        heads = [block.partition("-") for block in labels.blocks]
        return pd.DataFrame(
            {
                "component": labels.words(labels.block, [h[0] for h in heads]),
                "attribute": labels.words(labels.block, [h[2] for h in heads]),
                "name": labels.words(labels.name, labels.names),
                "snapshot": labels.words(labels.snapshot, self.snapshots),
            },
            dtype="str",
        )

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One row a row: constraint, name, snapshot (empty where it has none)."""
        import pandas as pd

        labels = self.row_labels
        return pd.DataFrame(
            {
                "constraint": labels.words(labels.block, labels.blocks),
                "name": labels.words(labels.name, labels.names),
                "snapshot": labels.words(labels.snapshot, self.snapshots),
            },
            dtype="str",
        )

    def positions(self, component: str, names: list[str], snapshots: list[str]) -> np.ndarray:
        """Columns of the dispatch of some components in some snapshots."""
        labels = self.column_labels
        at = labels.where(f"{component}-p")
        chosen = np.array([labels.name_code.get(name, -2) for name in names])
        when = np.array([i for i, s in enumerate(self.snapshots) if s in set(snapshots)])
        return at[np.isin(labels.name[at], chosen) & np.isin(labels.snapshot[at], when)]

    def bounded(self, positions: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> Program:
        """Return the program with other bounds on some columns."""
        return self._with(self.lp.with_bounds(positions, lower, upper))

    def costed(self, positions: np.ndarray, cost: np.ndarray) -> Program:
        """Return the program with other costs on some columns."""
        values = self.lp.cost.copy()
        values[positions] = cost
        return self._with(self.lp.replace(cost=values))

    def loaded(self, change: dict[tuple[str, str], float]) -> Program:
        """Return the program with demand added at (bus, snapshot), as a rate."""
        lower, upper = self.lp.row_lower.copy(), self.lp.row_upper.copy()
        for key, rate in change.items():
            row = self.balance[key]
            lower[row] += rate
            upper[row] += rate
        return self._with(self.lp.replace(row_lower=lower, row_upper=upper))

    def _with(self, lp: LinearProgram) -> Program:
        """Return the program with other arrays of the same shape and meaning; what was worked out stays."""
        result = replace(self, lp=lp)
        for name in ("index", "balance", "columns", "rows", "parts"):
            if name in self.__dict__:
                result.__dict__[name] = self.__dict__[name]
        return result
