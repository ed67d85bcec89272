"""How far a measure of an authority reaches through ownership, as the package tells it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.dataset import parse_period, split
from levier.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from levier.dataset import Package

__all__ = ["MEASURE", "Rule", "authorities", "authority_named", "rule_at", "short_name"]

MEASURE = "blocking"
"""The measure that spreads: assets frozen, dealings barred."""
ROUNDING = 1e-9
ABBREVIATION = 4
"""Parts of an id up to this long are abbreviations."""


@dataclass(frozen=True)
class Rule:
    """The ownership test of one authority.

    Attributes:
        authority: who applies it.
        share: threshold, percent.
        strict: exactly the threshold is not enough.
        aggregated: holdings of several designated persons add up; else each person and what it reaches is tested
            alone.
        votes: votes count as well as shares, each tested by itself.
        id, sources, note: the row that tells it.
    """

    authority: str
    share: float = 50.0
    strict: bool = False
    aggregated: bool = True
    votes: bool = False
    id: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""

    def met(self, share: float) -> bool:
        """Tell whether a share in percent reaches.

        Example:
            >>> Rule("a").met(50.0), Rule("a", strict=True).met(50.0), Rule("a", strict=True).met(50.1)
            (True, False, True)

        """
        return share > self.share + ROUNDING if self.strict else share >= self.share - ROUNDING

    @property
    def words(self) -> str:
        """Say the rule.

        Example:
            >>> Rule("a").words
            '50 % or more, holdings of all designated persons added up, tested tier by tier'

        """
        size = f"more than {self.share:g} %" if self.strict else f"{self.share:g} % or more"
        whose = "holdings of all designated persons added up" if self.aggregated else "each designated person alone"
        return f"{size}{' of shares or of votes' if self.votes else ''}, {whose}, tested tier by tier"


def rule_at(package: Package, authority: str, day: date) -> Rule:
    """Give the rule of an authority on a day.

    Raises:
        UsageError: the package tells no rule of it for that day; those it tells.
    """
    span = parse_period(day.isoformat())
    rows = package.valid("sanction_rules", span.start, span.stop) if "sanction_rules" in package.tables else None
    found = None if rows is None else rows[(rows["authority"] == authority) & (rows["measure"] == MEASURE)]
    if found is None or found.empty:
        known = ", ".join(authorities(package)) or "none"
        message = f"{package.name} tells no rule of {authority} on {day}; authorities with a rule: {known}"
        raise UsageError(message)
    row = found.to_dict("records")[-1]
    return Rule(
        authority,
        float(row["share"]),
        row["test"] == "above",
        bool(row["aggregated"]),
        bool(row["votes"]),
        str(row["id"]),
        split(row["sources"]),
        str(row["note"]),
    )


def authority_named(package: Package, text: str) -> str:
    """Return the id of an authority with a rule, given by id, by name, or by a word that only one of them has.

    Raises:
        UsageError: no such authority, or a word that several have; those with a rule.
    """
    names = package.table("actors").set_index("id")
    known = authorities(package)
    word = text.strip().casefold()
    words: dict[str, set[str]] = {}
    for name in known:
        called = [str(names.at[name, column]) for column in ("name_en", "name_fr") if name in names.index]
        for key in (name, *called, *name.split("_"), *" ".join(called).replace(",", " ").split()):
            words.setdefault(key.casefold(), set()).add(name)
    found = words.get(word, set())
    if len(found) == 1:
        return next(iter(found))
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    hint = f"nearest: {', '.join(sorted(words[near[0]]))}; " if near and not found else ""
    what = f"{text!r} can mean {' or '.join(sorted(found))}" if found else f"no authority {text!r}"
    message = f"{what}; {hint}authorities with a rule in {package.name}: {', '.join(known) or 'none'}"
    raise UsageError(message)


def short_name(authority: str) -> str:
    """Return what to call an authority in a sentence, out of its id.

    Example:
        >>> short_name("ofac"), short_name("uk_ofsi"), short_name("eu_council")
        ('OFAC', 'UK OFSI', 'EU Council')

    """
    return " ".join(part.upper() if len(part) <= ABBREVIATION else part.title() for part in authority.split("_"))


def authorities(package: Package) -> list[str]:
    """Return the ids of the authorities with a rule, in the order of the table."""
    table = package.tables.get("sanction_rules")
    return [] if table is None else list(dict.fromkeys(str(name) for name in table["authority"]))
