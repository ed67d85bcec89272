"""The years of a balance: those that rows speak of, and base years, of which one that cannot be loaded is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.balance.blocs import Register
from levier.analysis.balance.counts import diplomacy_of, institutions_of
from levier.analysis.balance.domains import DOMAINS
from levier.dataset import parse_period
from levier.errors import LevierError, UsageError
from levier.sentence import said_by, sentence
from levier.system import load
from levier.system.calendar import FIRST_YEAR, check_year
from levier.system.enough import years_reported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from levier.dataset import Package
    from levier.system import System

__all__ = ["base_years", "check_asked", "check_told"]


def check_asked(year: int, within: int) -> None:
    """Refuse a year of no calendar, or a number of years back that is none.

    Raises:
        UsageError: a year out of range, or a number below 0.

    >>> check_asked(2024, within=2)
    """
    check_year(year)
    if within < 0:
        message = f"within {within} years: a number from 0 up is needed"
        raise UsageError(message)


def check_told(package: Package, country: str, year: int, domains: Iterable[str], within: int = 0) -> None:
    """Refuse a year no row of any of the domains speaks of, before base years are loaded.

    Args:
        package: the tables.
        country: its id.
        year: asked about.
        domains: names.
        within: how many years back a domain may be taken from.

    Raises:
        UsageError: no row speaks of the year, with the years that have rows; or what :func:`check_asked` refuses.
    """
    check_asked(year, within)
    names = tuple(domains)
    kinds = {DOMAINS[name].kind for name in names}
    register, asked = Register(package), range(max(FIRST_YEAR, year - within), year + 1)
    if "institutions" in kinds and institutions_of(register, country, asked)[0]:
        return
    told = set(years_reported(package, 1)) if "flows" in kinds else set()
    ties = package.table("ties")
    own = ((ties["from"] == country) | (ties["to"] == country)) & ties["domain"].isin(names)
    told |= {parse_period(str(period)).last.year for period in ties["period"][own]}
    if "diplomacy" in kinds:
        told |= {basis.year for basis in diplomacy_of(package, register, country)[0]}
    if not told & set(asked):
        years = ", ".join(map(str, sorted(told))) or "none"
        held = _memberships(package, country) if "institutions" in kinds else ""
        message = f"{package.name}: no row speaks of {country} in {year}; years with rows: {years}{held}"
        raise UsageError(message)


def _memberships(package: Package, country: str) -> str:
    """Say since when a country is told to be a member of anything."""
    table = package.table("memberships")
    began = sorted(str(first) for first in table["from"][table["actor"] == country] if first)
    return f"; memberships from {parse_period(began[0]).start.year}" if began else ""


def base_years(
    package: Package,
    years: Iterable[int],
    domains: Iterable[str],
    progress: Callable[[str], None] | None = None,
) -> tuple[list[System], dict[int, str]]:
    """Load base years, if any of the domains is one of flows.

    Args:
        package: the tables.
        years: which; each takes seconds, so those of which no flow is reported are not tried.
        domains: names.
        progress: told what is being done.

    Returns:
        The systems, and why there is none for the other years.
    """
    tell = progress or (lambda _: None)
    if not any(DOMAINS[name].kind == "flows" for name in domains):
        return [], {}
    systems: list[System] = []
    failed: dict[int, str] = {}
    reported = years_reported(package, 1)
    for year in years:
        if year not in reported:
            words = "there is no base year {year:d}: no flow is reported of it"
            failed[year] = sentence("year_unreported", words, year=year)
            continue
        tell(f"reconciling {year}")
        try:
            systems.append(load(package, year))
        except LevierError as error:
            why = said_by(error)
            failed[year] = sentence("year_failed", "there is no base year {year:d}: {why}", year=year, why=why)
    return systems, failed
