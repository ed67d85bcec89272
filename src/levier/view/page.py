"""What every section of the report needs at hand: the answers, the language, names, and links to evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from levier.view import quantities
from levier.view.cells import Cell
from levier.view.evidence import Evidence
from levier.view.names import Names
from levier.view.report_words import phrase

if TYPE_CHECKING:
    from levier.analysis.answers import Answers
    from levier.view.words import Language

__all__ = ["Page"]


@dataclass
class Page:
    """The report being made."""

    answers: Answers
    language: Language = "en"
    names: Names = field(init=False)
    evidence: Evidence = field(init=False)

    def __post_init__(self) -> None:
        """Read the names and the evidence."""
        self.names = Names(self.answers.system.package, self.language)
        self.evidence = Evidence(self.answers)

    def say(self, key: str) -> str:
        """Return a fixed phrase in the page's language."""
        return phrase(key, self.language)

    def number(self, value: object, href: str = "", *, small: str = "", bar: float | None = None) -> Cell:
        """Return a cell with a number."""
        return Cell(quantities.plain(value, self.language), href=href, small=small, bar=bar, kind="num")

    def share(self, value: object, href: str = "", *, bar: bool = False) -> Cell:
        """Return a cell with a percentage, over a bar if wanted."""
        width = quantities.finite(value) if bar else None
        return Cell(quantities.share(value, self.language), href=href, bar=width, kind="num")

    def quantity(self, value: object, unit: str) -> str:
        """Write a number with its unit."""
        number = quantities.finite(value)
        factor, name = quantities.scaled([number], unit)
        scaled = None if number is None else number * factor
        if scaled is None:
            return quantities.MISSING
        return f"{quantities.plain(scaled, self.language)}{quantities.THIN}{self.unit(name)}"

    def money(self, value: object) -> str:
        """Write an amount given in M USD."""
        return quantities.money(value, self.language)

    def percent(self, value: object) -> str:
        """Write a share as a percentage."""
        return quantities.share(value, self.language)

    def unit(self, unit: str) -> str:
        """Write a unit, or a rate's unit, in the page's language."""
        if self.language == "en":
            return unit
        good, slash, period = unit.partition("/")
        named = {"bcm": "Md m³", "mcm": "M m³"}.get(good, good)
        return f"{named}{slash}{'an' if period == 'a' else period}"
