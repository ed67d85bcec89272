"""What is measured of a state of outages: damage, losses by country, volume not served by carrier and country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from levier.analysis.measures import lost_volumes
from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.case import Case

__all__ = ["DAMAGE", "Yardsticks", "yardsticks_of"]

DAMAGE = "damage"
MONEY = "M USD"


@dataclass(frozen=True)
class Yardsticks:
    """Measures of states.

    Attributes:
        table: index name (``damage``, ``loss KZ``, ``unserved gas KZ``); ``kind`` (``damage``, ``loss``,
            ``unserved``), ``country`` and ``family`` (blank: all), ``unit``, ``base`` (demand in the window of what may
            go unserved, NaN for money).
        vectors: (columns,) by name, for `Engine.sweep`; the damage needs none.
    """

    table: pd.DataFrame
    vectors: dict[str, np.ndarray]

    def of(self, country: str | None, families: Sequence[str] | None) -> Yardsticks:
        """Return those of a country and of some families, besides the damage.

        Args:
            country: whose losses and volumes; ``None``: of all.
            families: of volumes; ``None``: all.

        Raises:
            UsageError: the country has none of them.
        """
        table = self.table
        keep = (table["family"] == "") | (True if families is None else table["family"].isin(list(families or ())))
        if country is not None:
            known = sorted(set(table["country"][keep]) - {""})
            if country not in known:
                message = f"{country} neither bears nor uses anything here; those who do: {', '.join(known)}"
                raise UsageError(message)
            keep &= (table["country"] == country) | (table["kind"] == DAMAGE)
        chosen = table[keep]
        return Yardsticks(chosen, {name: self.vectors[name] for name in chosen.index if name in self.vectors})


def yardsticks_of(case: Case) -> Yardsticks:
    """Return the damage, the loss of each country, and what each country lacks of each family it uses.

    Args:
        case: the run; see :func:`levier.analysis.measures_of` for losses.
    """
    losses = case.measures.table.query("kind == 'loss' and key != ''")
    rows = [(DAMAGE, DAMAGE, "", "", MONEY, np.nan)]
    rows += [(str(name), "loss", str(key), "", MONEY, np.nan) for name, key in losses["key"].items()]
    vectors = {str(name): case.measures.vectors[str(name)] for name in losses.index}
    assets = case.system.assets
    volume, _ = lost_volumes(case.system, case.program, case.components)
    served = case.program.weights @ case.system.calibration.base[case.horizon.positions]
    demands = assets[assets["kind"] == "demand"]
    groups = [((family, ""), group) for family, group in demands.groupby("family")]
    groups += list(demands.groupby(["family", "country"]))
    for (family, country), group in groups:
        name, own = f"unserved {family} {country}".strip(), assets.index.isin(group.index)
        rows.append((name, "unserved", str(country), str(family), str(group["unit"].iloc[0]), float(served[own].sum())))
        vectors[name] = np.asarray(own @ volume)
    columns = ["name", "kind", "country", "family", "unit", "base"]
    return Yardsticks(pd.DataFrame(rows, columns=columns).set_index("name"), vectors)
