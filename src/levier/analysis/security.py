"""Security of supply of every importing country at a glance: N-1, remaining flexibility, the worst closure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from levier.analysis.closures import closures_of
from levier.analysis.flexibility import cooperative_rates, remaining_flexibility, uncooperative_rates
from levier.analysis.moment import busiest, moment_of
from levier.analysis.n_minus_one import n_minus_one_of
from levier.sentence import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.analysis.moment import Moment
    from levier.system import System

__all__ = ["SECURITY", "security_table"]

FAMILIES = ("gas", "power")
LEAST_SHARE = 0.02
SMALL = 1e-6
SECURITY = (
    "country", "family", "snapshot", "n_minus_one_effective", "n_minus_one_paper", "label", "largest", "missing",
    "remaining_flexibility", "worst_closed", "disrupted_cooperative", "disrupted_uncooperative",
)  # fmt: skip


def security_table(system: System, observed: pd.DataFrame, families: Iterable[str] = FAMILIES) -> pd.DataFrame:
    """Return one row a country and family that is imported, gas and power unless others are asked for.

    Args:
        system: the base year.
        observed: shares (see :class:`levier.analysis.Answers`); their territories are closed, one after the other.
        families: which families.

    Returns:
        N-1 in percent on effective and paper capacities, its weakest label, the largest infrastructure and what is
        missing; remaining flexibility in the busiest snapshot; the territory whose closure disrupts the country most
        (blank if none does), with the disrupted rates.
    """
    rows = []
    for family in families:
        trades = observed[(observed["family"] == family) & (observed["direction"] == "imports")]
        if trades.empty:
            continue
        part = system.part([family])
        paper = part.with_capacity("paper")
        for country, trade in trades.groupby("country"):
            crossed = trade[(trade["dimension"] == "territory") & (trade["share"] >= LEAST_SHARE)]["key"]
            results = [n_minus_one_of(each, str(country), family, "imports") for each in (part, paper)]
            first = results[0]
            about = (first.label, first.largest, Listing(first.missing, "; "))
            position = busiest(part, str(country), family)
            label, moment = part.topology.calendar.labels[position], moment_of(part, family, position)
            room = remaining_flexibility(moment, str(country), cooperative_rates(moment))
            worst = _worst(part, family, moment, str(country), crossed)
            rows.append((country, family, label, *(each.percent for each in results), *about, room, *worst))
    table = pd.DataFrame(rows, columns=list(SECURITY))
    # As objects, sentences stay what they are in the frame.
    return table.assign(missing=pd.Series([row[SECURITY.index("missing")] for row in rows], dtype=object))


def _worst(
    system: System, family: str, moment: Moment, country: str, territories: Iterable[str]
) -> tuple[str, float, float]:
    """The territory whose closure disrupts a country most: its name, cooperative and uncooperative rate."""
    shut = {
        closure.name: moment.closed(closure.shut) for closure in closures_of(system, "territory", territories, family)
    }
    rates = {name: cooperative_rates(closed)[country] for name, closed in shut.items()}
    worst = max(rates, key=lambda name: rates[name], default="")
    if rates.get(worst, 0.0) <= SMALL:
        return "", 0.0, 0.0
    return worst, rates[worst], uncooperative_rates(shut[worst])[country]
