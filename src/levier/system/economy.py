"""Sizes of economies: output and goods exports of a country, from the year asked or the nearest one told."""

from __future__ import annotations

import difflib
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from levier.dataset import parse_period, split
from levier.errors import DatasetError, UsageError

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["Figure", "Size", "size_of", "sizes", "told_figures"]

MEASURES = ("gdp", "goods_exports")
UNITS = {"USD bn": 1e3, "USD mn": 1.0}
REACH = 3
"""Years that the nearest told year may be away."""
COLUMNS = ("country", "year", "gdp", "goods_exports", "period_gdp", "period_exports", "sources")


@dataclass(frozen=True)
class Figure:
    """One yearly figure in use: its row, its value (M USD) and the sources it rests on."""

    row: str
    value: float
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Size:
    """The size of an economy, in M USD per calendar year.

    Attributes:
        country: id of the country.
        year: the year asked.
        gdp: gross domestic product at current prices; None where no year near enough is told.
        goods_exports: exports of goods; None likewise.
        period_gdp: the year that `gdp` speaks of, to be shown beside it.
        period_exports: the year that `goods_exports` speaks of.
        sources: ids of the sources of both.
    """

    country: str
    year: int
    gdp: float | None = None
    goods_exports: float | None = None
    period_gdp: str | None = None
    period_exports: str | None = None
    sources: tuple[str, ...] = ()

    def share_of_gdp(self, amount: float) -> float | None:
        """Return an amount (M USD in a year) as a share of output; None where output is not told.

        >>> Size("AA", 2024, gdp=200.0).share_of_gdp(3.0)
        0.015
        """
        return amount / self.gdp if self.gdp else None

    def share_of_exports(self, amount: float) -> float | None:
        """Return an amount (M USD in a year) as a share of goods exports; None where they are not told.

        >>> Size("AA", 2024, gdp=200.0).share_of_exports(3.0) is None
        True
        """
        return amount / self.goods_exports if self.goods_exports else None


def told_figures(observations: pd.DataFrame) -> dict[tuple[str, str], dict[int, Figure]]:
    """Read the yearly figures in use.

    Rows not in use, and rows about part of a year or several years, are left out.

    Args:
        observations: columns id, subject, measure, period, value, unit, use, sources.

    Returns:
        By country and measure (``gdp``, ``goods_exports``): the figure of each calendar year.

    Raises:
        DatasetError: a unit that is no amount of dollars, or two rows in use about one year.

    >>> rows = pd.DataFrame({
    ...     "id": ["a", "b"], "subject": ["AA", "AA"], "measure": ["gdp", "gdp"], "period": ["2023", "2024-01/2024-06"],
    ...     "value": [1.5, 0.8], "unit": ["USD bn", "USD bn"], "use": [True, True], "sources": ["s;t", "s"]})
    >>> told_figures(rows)
    {('AA', 'gdp'): {2023: Figure(row='a', value=1500.0, sources=('s', 't'))}}
    """
    found: dict[tuple[str, str], dict[int, Figure]] = {}
    chosen = observations[observations["measure"].isin(MEASURES) & observations["use"]]
    for row in chosen.to_dict("records"):
        year = _calendar_year(str(row["period"]))
        if year is None:
            continue
        name, unit = str(row["id"]), str(row["unit"])
        if unit not in UNITS:
            msg = (
                f"observations.csv, row {name}, field unit: {unit!r} is no amount of money; allowed: {', '.join(UNITS)}"
            )
            raise DatasetError(msg)
        years = found.setdefault((str(row["subject"]), str(row["measure"])), {})
        if year in years:
            about = f"{row['measure']} of {row['subject']} in {year}"
            msg = f"observations.csv: {years[year].row} and {name} both tell {about}; use must be false in all but one"
            raise DatasetError(msg)
        years[year] = Figure(name, float(row["value"]) * UNITS[unit], split(row["sources"]))
    return found


def size_of(package: Package, country: str, year: int) -> Size:
    """Return the size of an economy in a year.

    Each figure is that of the year asked or, if none is told, of the nearest told year within three years
    (of two as near, the later): the year it speaks of is returned and belongs beside the figure.

    Args:
        package: its `observations` tell ``gdp`` and ``goods_exports`` of countries.
        country: id of a country of the package.
        year: calendar year.

    Raises:
        UsageError: no such country.
        DatasetError: see :func:`told_figures`.

    >>> from pathlib import Path
    >>> from levier.dataset import Package
    >>> rows = pd.DataFrame([["a", "AA", "gdp", "2022", 1.5, "USD bn", True, "s"]],
    ...     columns=["id", "subject", "measure", "period", "value", "unit", "use", "sources"])
    >>> tables = {"countries": pd.DataFrame({"id": ["AA"]}), "observations": rows}
    >>> size = size_of(Package("toy", "1", Path(), "", {}, tables), "AA", 2024)
    >>> size.gdp, size.period_gdp, size.goods_exports
    (1500.0, '2022', None)
    """
    known = [str(name) for name in package.table("countries")["id"]]
    if country not in known:
        near = difflib.get_close_matches(country.upper(), known, n=3, cutoff=0.4) or known[:12]
        msg = f"no country {country!r} in {package.name}; nearest: {', '.join(near)}"
        raise UsageError(msg)
    return _size(_told(package), country, year)


def sizes(package: Package, year: int) -> pd.DataFrame:
    """Return the sizes of all economies of a package.

    Returns:
        One row a country of the package, in its order: country, year (asked), gdp and goods_exports (M USD per
        year, NaN where not told), period_gdp and period_exports (the years they speak of, "" where not told),
        sources (ids, separated by ``;``).

    Raises:
        DatasetError: see :func:`told_figures`.
    """
    told = _told(package)
    rows = [asdict(_size(told, str(name), year)) for name in package.table("countries")["id"]]
    for row in rows:
        row |= {name: row[name] or "" for name in ("period_gdp", "period_exports")}
        row["sources"] = ";".join(row["sources"])
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(MEASURES, float))


@lru_cache(maxsize=8)
def _told(package: Package) -> dict[tuple[str, str], dict[int, Figure]]:
    """Figures of a package; it never changes, so they are read once."""
    return told_figures(package.table("observations"))


def _size(told: dict[tuple[str, str], dict[int, Figure]], country: str, year: int) -> Size:
    gdp_year, gdp = _nearest(told.get((country, "gdp"), {}), year)
    exports_year, exports = _nearest(told.get((country, "goods_exports"), {}), year)
    cited = [source for figure in (gdp, exports) if figure for source in figure.sources]
    return Size(
        country,
        year,
        gdp.value if gdp else None,
        exports.value if exports else None,
        gdp_year,
        exports_year,
        tuple(dict.fromkeys(cited)),
    )


def _nearest(years: dict[int, Figure], asked: int) -> tuple[str | None, Figure | None]:
    """Return the figure of the nearest year within reach; of two as near, the later."""
    near = [year for year in years if abs(year - asked) <= REACH]
    if not near:
        return None, None
    best = min(near, key=lambda year: (abs(year - asked), -year))
    return str(best), years[best]


def _calendar_year(text: str) -> int | None:
    """Return the year of a period that is just one calendar year, else None."""
    period = parse_period(text)
    whole = parse_period(str(period.start.year))
    return period.start.year if period == whole else None
