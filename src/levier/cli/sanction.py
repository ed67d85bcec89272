"""``levier sanction``: what designations reach, what licences spare, and what would be lost if it stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    import datetime as dt

    from levier.analysis.sanction import Asked, Payments
    from levier.dataset import Package

__all__ = ["sanction"]

LONGEST = 36
"""Months of the longest shock."""
SEVERAL = Parameter(consume_multiple=True, negative="", show_default=False)


def sanction(  # noqa: PLR0913 - the choices a user has
    *,
    authority: str = "OFAC",
    date: str | None = None,
    designate: Annotated[tuple[str, ...] | None, SEVERAL] = None,
    package: str = "eurasia",
    network: bool = True,
    year: int = 2024,
    start: str = "1",
    months: int = 3,
    payments: str | None = None,
    capacity: Literal["effective", "paper"] = "effective",
    deck: Literal["low", "base", "high"] = "base",
    json: Annotated[bool, Parameter(negative="")] = False,
    out: Path | None = None,
) -> None:
    """Follow designations through ownership, and run what they reach as a shock, with and without the licences.

    Parameters
    ----------
    authority
        Who designates: OFAC, UK, EU.
    date
        The day, as 2025-10-22; if not given, that of the authority's latest record in the package.
    designate
        Actors looked at, recorded on that day or taken as designated then; all that are recorded if not given.
    package
        Name of a shipped package, a directory, or a zip.
    network
        Also run what is reached as a shock; --no-network shows the reach alone.
    year
        Base year of the network.
    start
        Month in which what is reached stops, 1 to 12 or `peak`.
    months
        How long it stops.
    payments
        Your assumption: share of payments that still goes through, 0.8 between the home of the actors looked at and
        all others, or KZ-RU=0.8; the corridors whose sales they settle carry so much less.
    capacity
        Spare room under effective or paper capacities.
    deck
        Price deck.
    json
        Print JSON.
    out
        Write the result to this file instead.
    """
    from levier.analysis.sanction import added, answer_sanction, families_of, reaches, stops_of
    from levier.cli.output import check_out, emit, progress, wants_json
    from levier.cli.sanction_tables import answer_head, answer_tables, lines, network_lines, reach_tables
    from levier.dataset import read
    from levier.system import load

    check_out(out)
    data = read(package)
    first = _start(start, months)
    asked = _asked(data, authority, date, designate)
    paid = _payments(data, asked, payments)
    with progress("sanctions") as tell:
        tell("following ownership")
        found, before = reaches(data, asked)
        stops = stops_of(found, before)
        answer = None
        if network and (len(stops) or paid is not None):
            families = None if paid is not None else families_of(data, stops) or None
            tell(f"base year {year}")
            system = load(data, year, families=families, capacity=capacity, deck=deck, with_intervals=False)
            tell("solving")
            answer = answer_sanction(system, found, before, payments=paid, start=first, months=months)
    whole = wants_json(json=json, out=out)
    tables = reach_tables(added(found, before), whole=whole) | answer_tables(data, answer, paid, whole=whole)
    told = lines(data, asked, found, added(found, before)["entities"], paid)
    if network:
        told += network_lines(answer)
    emit(answer_head(data, asked, found, answer), as_json=json, out=out, tables=tables, lines=told)


def _start(text: str, months: int) -> int | Literal["peak"]:
    from levier.errors import UsageError

    if text != "peak" and not (text.isdecimal() and 1 <= int(text) <= 12):  # noqa: PLR2004 - months of a year
        message = f"--start {text} is no month; 1 to 12 or peak is needed"
        raise UsageError(message)
    if not 1 <= months <= LONGEST:
        message = f"--months is {months}; 1 to {LONGEST} are possible"
        raise UsageError(message)
    return "peak" if text == "peak" else int(text)


def _asked(data: Package, authority: str, text: str | None, designate: tuple[str, ...] | None) -> Asked:
    from levier.analysis.sanction import Asked
    from levier.errors import UsageError
    from levier.system.sanctions import actors_named, authority_named

    if designate is not None and not designate:
        message = "--designate names nobody; give names after it, or leave it out to look at all that are recorded"
        raise UsageError(message)
    office = authority_named(data, authority)
    return Asked(office, _day(data, office, text), actors_named(data, designate or ()))


def _day(data: Package, office: str, text: str | None) -> dt.date:
    from datetime import date

    from levier.errors import UsageError
    from levier.system.sanctions import known_to

    if text is None:
        latest = known_to(data, office)
        if latest is None:
            message = f"{data.name} records nothing of {office}: give --date, such as 2025-10-22"
            raise UsageError(message)
        return latest
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"--date {text} is no day; a year, a month and a day are needed, such as 2025-10-22"
        raise UsageError(message) from None


def _payments(data: Package, asked: Asked, text: str | None) -> Payments | None:
    from levier.analysis.sanction import payments_asked
    from levier.errors import UsageError
    from levier.system.owners import country_of

    if text is None:
        return None
    if "=" not in text and not asked.names:
        message = f"--payments {text}: between whom? name a pair, as KZ-RU={text}, or give --designate"
        raise UsageError(message)
    countries = data.table("countries")
    homes = country_of(data)
    partners = [str(name) for name in countries["id"][countries["modelled"].astype(bool)]]
    return payments_asked(text, {homes[name] for name in asked.names}, partners)
