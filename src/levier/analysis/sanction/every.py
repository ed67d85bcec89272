"""The sanctions that a package records, of every authority on the day of its latest record, for a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.sanction.answer import SanctionAnswer, answer_sanction
from levier.analysis.sanction.stops import Asked, reaches
from levier.system.sanctions import authorities, known_to

if TYPE_CHECKING:
    from levier.system import System

__all__ = ["recorded_sanctions"]


def recorded_sanctions(system: System, *, months: int = 3) -> list[SanctionAnswer]:
    """Answer all recorded designations of each authority with a rule, on the day of its latest record.

    Args:
        system: one base year, all families.
        months: how long what is reached stops, from the first month of the year.

    Returns:
        One answer an authority with designations, in the order of the rules.
    """
    found = []
    for authority in authorities(system.package):
        day = known_to(system.package, authority)
        if day is None:
            continue
        reached, before = reaches(system.package, Asked(authority, day))
        if reached.designations:
            found.append(answer_sanction(system, reached, before, months=months))
    return found
