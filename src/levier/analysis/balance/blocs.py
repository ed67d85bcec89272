"""Who belongs to what on a day, and which partners are blocs: their members count as one partner, never twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from levier.dataset import parse_period

if TYPE_CHECKING:
    from levier.dataset import Package

__all__ = ["ROLES", "Blocs", "Register", "in_force"]

ROLES = ("member", "founding member", "former member", "participant", "party")
"""Roles of a membership that its dates alone put in force; not chairs, hosts, observers, partners, candidates."""


@dataclass(frozen=True)
class Blocs:
    """The blocs a country deals with.

    Attributes:
        members: of each bloc, on the day asked for.
        unknown: groups a tie names whose members are not told; they may hold other partners, or the country itself.
        own: groups the country is a member of.
    """

    members: dict[str, frozenset[str]]
    unknown: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()

    def of(self, key: str) -> str:
        """Return the bloc a state belongs to; itself if it belongs to none.

        >>> Blocs({"union": frozenset({"FR"})}).of("FR"), Blocs({}).of("FR")
        ('union', 'FR')
        """
        return next((bloc for bloc, members in sorted(self.members.items()) if key in members), key)


def in_force(first: str, last: str, day: date) -> bool:
    """Tell whether a membership is surely in force on a day.

    Args:
        first: its first day; a partial date counts from its end, a blank is open.
        last: its last day; a partial date counts to its beginning, a blank is open.
        day: the day.

    Example:
        >>> in_force("2015", "", date(2015, 6, 1)), in_force("2015", "", date(2016, 1, 1))
        (False, True)

    """
    begun = not first or _period(first).last <= day
    return begun and (not last or _period(last).start >= day)


_period = cache(parse_period)


class Register:
    """The memberships of a package, asked by day, and the groups that its ties name."""

    def __init__(self, package: Package) -> None:
        """Read the tables ``memberships``, ``ties`` and ``countries``."""
        ties = package.table("ties")
        self.states = frozenset(package.table("countries")["id"])
        self.groups = sorted((set(ties["from"]) | set(ties["to"])) - self.states)
        self._rows: list[dict[str, Any]] = [dict(row) for row in package.table("memberships").to_dict("records")]
        self._blocs: dict[tuple[str, date], Blocs] = {}

    def held(self, actor: str, day: date) -> list[dict[str, Any]]:
        """Return the rows of an actor in force on a day, whatever the role."""
        return [row for row in self._rows if row["actor"] == actor and in_force(row["from"], row["to"], day)]

    def members(self, body: str, day: date) -> frozenset[str]:
        """Return the members of a body on a day (:data:`ROLES`)."""
        own = (row for row in self._rows if row["body"] == body and row["role"] in ROLES)
        return frozenset(str(row["actor"]) for row in own if in_force(row["from"], row["to"], day))

    def blocs(self, country: str, day: date) -> Blocs:
        """Return the blocs a country may deal with: groups that ties name, with their members on a day."""
        if (country, day) not in self._blocs:
            members = {group: self.members(group, day) for group in self.groups}
            self._blocs[country, day] = Blocs(
                {group: found for group, found in members.items() if found and country not in found},
                frozenset(group for group, found in members.items() if not found),
                frozenset(group for group, found in members.items() if country in found),
            )
        return self._blocs[country, day]
