"""What is asked of a country's autonomy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from levier.errors import UsageError
from levier.system.deck import DECKS
from levier.system.long import Capital

if TYPE_CHECKING:
    from levier.dataset import Package
    from levier.system import System

__all__ = ["Question", "check_limit", "check_question", "decision_year"]

YEAR = 12


@dataclass(frozen=True)
class Question:
    """Country, carriers, horizon and what a threat is.

    Attributes:
        country: id.
        families: of carriers in question.
        horizon: the year.
        months: how long an actor keeps closed what it controls.
        decided: year of the decision, from which lead times count; None: the year after the base year.
        steps: sizes of a continuous option.
        most: sets of one part of the network that are evaluated at most.
        sales: count what its own carriers are sold for beside what it is served.
        level: of what capacities follow, such as a sea: a number, or low, mid or high of the forecasts for the horizon,
            with ``name=`` before it where there are several; blank: capacities as stated.
        outages: also keep the loss of every single outage within the limit (N-1).
        decks: price decks over which costs are given an interval.
        capital: what a year of capital costs.
    """

    country: str
    families: tuple[str, ...] = ("gas", "power")
    horizon: int = 2030
    months: int = YEAR
    decided: int | None = None
    steps: int = 2
    most: int = 1000
    sales: bool = False
    level: str = ""
    outages: bool = False
    decks: tuple[str, ...] = DECKS
    capital: Capital = field(default_factory=Capital)


def check_question(system: System, asked: Question) -> None:
    """Refuse what cannot be asked.

    Raises:
        UsageError: an unknown country or family, a horizon before the base year, or a number out of range.
    """
    _check_names(system.package, asked)
    if asked.horizon < system.year:
        message = f"horizon {asked.horizon} lies before the base year {system.year}; name that year or a later one"
        raise UsageError(message)
    for name, value, low, high in (
        ("months", asked.months, 1, YEAR), ("steps", asked.steps, 1, 10), ("most", asked.most, 1, 1_000_000),
    ):  # fmt: skip
        if not low <= value <= high:
            message = f"{name} {value} is out of range; {low} to {high} is allowed"
            raise UsageError(message)


def _check_names(package: Package, asked: Question) -> None:
    countries = list(package.table("countries")["id"])
    if asked.country not in countries:
        message = f"no country {asked.country!r}; there are {', '.join(countries)}"
        raise UsageError(message)
    known = sorted(set(package.table("carriers")["family"]))
    for family in asked.families:
        if family not in known:
            message = f"no family of carriers {family!r}; there are {', '.join(known)}"
            raise UsageError(message)
    for deck in asked.decks:
        if deck not in DECKS:
            message = f"price deck {deck!r} is not one of {', '.join(DECKS)}"
            raise UsageError(message)


def decision_year(system: System, asked: Question) -> int:
    """Return the year from which lead times count: as asked, else the year after the base year."""
    return system.year + 1 if asked.decided is None else asked.decided


def check_limit(limit: float) -> None:
    """Refuse a limit that is no share.

    Raises:
        UsageError: below 0 or above 1.
    """
    if not 0.0 <= limit <= 1.0:
        message = f"limit {limit:g} is out of range; a share of the base year's served value, 0 to 1, is allowed"
        raise UsageError(message)
