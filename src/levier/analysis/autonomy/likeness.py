"""What a plant that does not stand yet would give and cost to run: as standing plants with the same fuel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from levier.dataset import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.dataset import Package
    from levier.system.long import Flow

__all__ = ["Like", "Likeness"]


@dataclass(frozen=True)
class Like:
    """What plants of one fuel do.

    Attributes:
        availability: yearly output at full use over nameplate.
        cost: running cost, M USD a unit, weighted by output.
        where: country the plants stand in; blank: anywhere.
    """

    availability: float
    cost: float
    where: str


class Likeness:
    """Availability and running cost of standing plants by fuel, in one country or anywhere.

    Args:
        package: nameplates and fuels.
        flows: standing flows of the horizon year.
        horizon: the year.
    """

    def __init__(self, package: Package, flows: Sequence[Flow], horizon: int) -> None:
        """Read the fuel and the nameplate of every standing plant."""
        carriers = package.table("carriers").set_index("id")
        table = package.valid("supplies", date(horizon, 1, 1), date(horizon + 1, 1, 1))
        plants = {row["id"]: row for row in table.to_dict("records") if row["fuel"]}
        self._rows: list[tuple[str, str, float, float, float]] = []
        for flow in flows:
            row = plants.get(flow.asset)
            if row is None or flow.kind != "supply":
                continue
            told = float(np.nanmax([row["capacity"], row["capacity_paper"]]))
            nameplate = float(units.rate(told, row["unit"], carriers.loc[row["carrier"]]))
            self._rows.append((row["fuel"], flow.country, nameplate, flow.upper, flow.cost))

    @property
    def fuels(self) -> tuple[str, ...]:
        """Fuels some plant stands with."""
        return tuple(sorted({fuel for fuel, *_ in self._rows}))

    def fuel_of(self, kind: str) -> str:
        """Return the fuel that the kind of an option names, such as coal for ``coal_chp``; blank if none."""
        return next((word for word in kind.split("_") if word in self.fuels), "")

    def of(self, fuel: str, country: str) -> Like:
        """Return what plants of a fuel do in a country; in all countries if none stands there."""
        for where in (country, ""):
            rows = [row for row in self._rows if row[0] == fuel and where in ("", row[1])]
            nameplate, output = sum(row[2] for row in rows), sum(row[3] for row in rows)
            if nameplate > 0 and output > 0:
                cost = sum(row[3] * row[4] for row in rows) / output
                return Like(min(1.0, output / nameplate), cost, where)
        return Like(1.0, 0.0, "")
