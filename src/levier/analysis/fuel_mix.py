"""A dispatch by fuel beside what statistics say of the same year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset import parse_period, split
from levier.system.hourly.known import YEAR, reports_of, stated_flow

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.engine import Outcome
    from levier.system.draft import Draft

__all__ = ["FUELS", "against", "at_most", "by_carrier", "statistics"]

FUELS = ("coal", "gas", "hydro", "wind", "solar")
NO_STATISTICS = ("plan", "estimate")


def by_carrier(draft: Draft, outcome: Outcome) -> pd.Series:
    """Return the energy (TWh) of each carrier's generators and links in an outcome of a draft."""
    energy = pd.Series(outcome.program.weights @ outcome.flows.to_numpy(), index=outcome.flows.columns)
    carrier = {
        f"{kind}:{name}": str(own)
        for kind in ("Generator", "Link")
        for name, own in zip(draft.names(kind), draft.column(kind, "carrier", ""), strict=True)
    }
    return energy[list(carrier)].groupby(carrier).sum()


def at_most(draft: Draft) -> pd.Series:
    """Return the energy (TWh) each carrier's generators could give at all hours of a draft, availability included."""
    most = draft.weights @ draft.series("Generator", "p_max_pu", 1.0) * draft.column("Generator", "p_nom", 0.0)
    return pd.Series(most.astype(float)).groupby(draft.column("Generator", "carrier", "")).sum()


def statistics(package: Package, year: int, prefix: str = "kz") -> pd.DataFrame:
    """Return what reports say was generated from each fuel in a year.

    A share of generation, also of some months of the year, is taken of the year's stated total.

    Args:
        package: the tables.
        year: which year.
        prefix: of the subjects, ``<prefix>_<fuel>_generation``.

    Returns:
        TWh, one row a fuel, one column a publisher; NaN where it says nothing. ``attrs["shares"]`` names the
        publishers whose figures are shares.

    Raises:
        UsageError: shares are reported and nobody states the year's generation.
    """
    rows = [_reports(package, f"{prefix}_{fuel}_generation", year).assign(fuel=fuel) for fuel in FUELS]
    found = pd.concat(rows)
    shared = found["measure"] == "share_of_generation"
    if shared.any():
        total = stated_flow(package, f"{prefix}_generation", year)
        found.loc[shared, "value"] *= total / 100
    publisher = package.table("sources").set_index("id")["publisher"]
    found["publisher"] = [publisher[split(sources)[0]] for sources in found["sources"]]
    table = found.pivot_table(index="fuel", columns="publisher", values="value", aggfunc="mean", sort=False)
    table.attrs["shares"] = tuple(sorted(set(found.loc[shared, "publisher"])))
    return table.reindex(FUELS)


def _reports(package: Package, subject: str, year: int) -> pd.DataFrame:
    flows = reports_of(package, subject, "flow")
    flows = flows[flows["days"].isin(YEAR) & (flows["unit"] == "TWh")]
    shares = reports_of(package, subject, "share_of_generation")
    found = pd.concat([flows, shares[shares["unit"] == "%"]])
    span = parse_period(str(year))
    found = found[~found["kind"].isin(NO_STATISTICS)]
    return found[[span.covers(parse_period(period)) for period in found["period"]]]


def against(energy: pd.Series, reported: pd.DataFrame) -> pd.DataFrame:
    """Put a dispatch beside statistics.

    Args:
        energy: TWh by carrier (see :func:`by_carrier`).
        reported: TWh by fuel and publisher (see :func:`statistics`).

    Returns:
        One row a fuel: ``model``, then for each publisher its figure and ``error: <publisher>``, the model's
        relative error against it.

    Example:
        >>> reported = pd.DataFrame({"office": {"coal": 80.0, "gas": 20.0}})
        >>> against(pd.Series({"coal": 84.0, "gas": 19.0}), reported).loc["coal"].round(3).to_dict()
        {'model': 84.0, 'office': 80.0, 'error: office': 0.05}
    """
    table = pd.DataFrame({"model": energy.reindex(reported.index)})
    for publisher in reported.columns:
        table[publisher] = reported[publisher]
        table[f"error: {publisher}"] = table["model"] / reported[publisher] - 1.0
    return table
