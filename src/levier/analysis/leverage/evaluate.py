"""Evaluate threats on a run: what each costs whom, exactly, in one sweep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.analysis.actor_cards import evaluated_card
from levier.analysis.leverage.sales import sales_measures
from levier.engine import Engine
from levier.show import shown

if TYPE_CHECKING:
    from levier.analysis.case import Case
    from levier.analysis.leverage.threat import Threat
    from levier.engine import Progress

__all__ = ["Evaluated", "evaluate"]

COLUMNS = ("actor", "over", "layer", "assets", "status", "solved", "damage")


@shown(evaluated_card)
@dataclass(frozen=True)
class Evaluated:
    """Threats with their outcomes.

    Attributes:
        case: the run.
        threats: in the order of the rows.
        table: one row a threat: ``actor``, ``over`` (blank: whoever's flows), ``layer`` (blank: all), ``assets``
            (how many are closed), ``status``, ``solved`` (False if it followed from another), ``damage``, and one
            column a measure: losses by country, volumes by family, gross sales; M USD over the run.
        complete: False if it was stopped; threats not reached have the status ``not reached``.
    """

    case: Case
    threats: tuple[Threat, ...]
    table: pd.DataFrame
    complete: bool

    @property
    def solved(self) -> int:
        """Number of optima that were solved."""
        return int(self.table.drop_duplicates("cut")["solved"].sum())

    @property
    def distinct(self) -> int:
        """Number of different sets of assets."""
        return int(self.table["cut"].nunique())

    def loss(self, country: str) -> pd.Series:
        """Return a country's loss under each threat, M USD; 0 for one that the run does not touch."""
        name = f"loss {country}"
        if name in self.table:
            found: pd.Series = self.table[name]
            return found
        return pd.Series(0.0, index=self.table.index)


def evaluate(
    case: Case,
    threats: Sequence[Threat],
    *,
    workers: int = 2,
    cluster: Any = None,
    sales: bool = True,
    on_progress: Callable[[Progress], None] | None = None,
) -> Evaluated:
    """Close what each threat closes, through the window of a case.

    Threats that close the same assets are solved once; so are those that close nothing that the reference uses.

    Args:
        case: the run.
        threats: what is closed, see :func:`levier.analysis.leverage.threats_of`.
        workers: child processes; 0: this process.
        cluster: address of a Dask scheduler instead.
        sales: also measure gross sales lost, by host and by holder.
        on_progress: called with a `Progress` a few times a second.

    Raises:
        SolveError: the reference has no optimum.
    """
    groups, name_of = _sets(threats)
    measures = dict(case.measures.vectors) | (sales_measures(case) if sales else {})
    if not groups:
        empty = pd.DataFrame(columns=["cut", *COLUMNS, *measures])
        return Evaluated(case, (), empty, complete=True)
    with Engine(case.program, workers, cluster=cluster, groups=groups) as engine:
        swept = engine.sweep(1, None, case.start, case.end, measures=measures, on_progress=on_progress)
    found = swept.assign(cut=[cut[0] for cut in swept["cut"]]).set_index("cut")
    rows = found.reindex([name_of[threat.parts] for threat in threats]).reset_index()
    table = pd.DataFrame(
        {
            "cut": rows["cut"],
            "actor": [threat.actor for threat in threats],
            "over": [threat.over for threat in threats],
            "layer": [threat.layer for threat in threats],
            "assets": [len(threat.assets) for threat in threats],
            "status": rows["status"].astype(object).where(rows["status"].notna(), "not reached"),
            "solved": rows["solved"].fillna(value=False).astype(bool),
            "damage": rows["damage"],
        }
    )
    table = pd.concat([table, rows[list(measures)]], axis=1)
    return Evaluated(case, tuple(threats), table, bool(swept.attrs["complete"]))


def _sets(threats: Sequence[Threat]) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, ...], str]]:
    """Different sets of parts by the name of the first threat that closes them, and that name by set."""
    groups: dict[str, tuple[str, ...]] = {}
    name_of: dict[tuple[str, ...], str] = {}
    first: dict[frozenset[str], str] = {}
    for threat in threats:
        name = first.setdefault(frozenset(threat.parts), threat.name)
        name_of[threat.parts] = name
        groups.setdefault(name, threat.parts)
    return groups, name_of
