"""What reports say of one subject before a year begins, and what is asked of the year itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset.period import parse_period
from levier.errors import DatasetError, UsageError

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["YEAR", "Known", "reports_of", "stated_flow"]

MONTH = (28, 29, 30, 31)
YEAR = (365, 366)
STATEMENTS = ("operator", "rounded")


@dataclass(frozen=True)
class Known:
    """Reports whose period ends before a year begins.

    Attributes:
        package: the tables.
        year: the year about which nothing is known.
    """

    package: Package
    year: int

    def reports(self, subject: str, measure: str) -> pd.DataFrame:
        """Return the reports of a measure, the latest last, with ``days``, ``month`` and ``ends`` of their periods.

        Raises:
            DatasetError: there is none.
        """
        rows = reports_of(self.package, subject, measure)
        rows = rows[rows["ends"] < pd.Timestamp(self.year, 1, 1)]
        if rows.empty:
            message = (
                f"observations.csv: no report of {measure} of {subject} before {self.year}; add one with its source"
            )
            raise DatasetError(message)
        return rows.sort_values("ends", kind="stable")

    def latest(self, subject: str, measure: str) -> float:
        """Return the value of the latest report that is no estimate."""
        rows = self.reports(subject, measure)
        return float(rows.loc[rows["kind"] != "estimate", "value"].iloc[-1])

    def years(self, subject: str, count: int) -> pd.Series:
        """Return the flow (TWh) of each of the years before, by year; several reports of a year count by their mean."""
        rows = self.reports(subject, "flow")
        rows = rows[rows["days"].isin(YEAR) & (rows["unit"] == "TWh")]
        found = rows.groupby(rows["ends"].dt.year)["value"].mean()
        wanted = list(range(self.year - count, self.year))
        if missing := [str(year) for year in wanted if year not in found.index]:
            message = f"observations.csv: no yearly flow of {subject} in TWh for {', '.join(missing)}"
            raise DatasetError(message)
        return found.loc[wanted]

    def largest_months(self, subject: str) -> pd.Series:
        """Return the largest mean power (MW) of each calendar month in monthly reports in use; 0 without a report."""
        rows = self.reports(subject, "flow")
        rows = rows[rows["use"] & rows["days"].isin(MONTH) & (rows["unit"] == "GWh")]
        power = 1e3 * rows["value"] / (24 * rows["days"])
        return power.groupby(rows["month"]).max().reindex(range(1, 13), fill_value=0.0)


def reports_of(package: Package, subject: str, measure: str) -> pd.DataFrame:
    """Return all reports of a measure of a subject, with ``days``, ``month`` and ``ends`` of their periods."""
    table = package.table("observations")
    rows = table[(table["subject"] == subject) & (table["measure"] == measure)]
    spans = [parse_period(period) for period in rows["period"]]
    return rows.assign(
        days=[span.days for span in spans],
        month=[span.start.month for span in spans],
        ends=pd.to_datetime([span.last for span in spans]),
    )


def stated_flow(package: Package, subject: str, year: int) -> float:
    """Return what an official or the operator says a year's flow was (TWh).

    Figures of data sets do not count: they work consumption out from generation, which a dispatch is compared with.

    Raises:
        UsageError: nobody says; the message names the years of which somebody does.
    """
    rows = reports_of(package, subject, "flow")
    rows = rows[rows["use"] & rows["kind"].isin(STATEMENTS) & (rows["unit"] == "TWh") & rows["days"].isin(YEAR)]
    rows = rows.assign(year=rows["ends"].dt.year).sort_values("kind", kind="stable").drop_duplicates("year")
    found = rows.set_index("year")["value"]
    if year not in found.index:
        years = ", ".join(str(known) for known in sorted(found.index)) or "no year"
        message = f"no statement of {subject} for {year}; there is one for {years}"
        raise UsageError(message)
    return float(found.loc[year])
