"""What every section of the report needs at hand: the answers, the language, names, and links to evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from levier.view import quantities
from levier.view.article import elided
from levier.view.cells import Cell, text
from levier.view.evidence import Evidence
from levier.view.names import Names
from levier.view.prose import prose
from levier.view.report_words import has_phrase, phrase
from levier.view.spelling import french_counted, french_signs
from levier.view.told import told

if TYPE_CHECKING:
    from levier.analysis.answers import Answers
    from levier.view.words import Language

__all__ = ["Page"]

HOLE = "\0"
"""Where something goes that is no text yet; no phrase holds it."""


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

    def fill(self, key: str, **values: object) -> str:
        """Return a fixed phrase with values in it; in French with elisions, singulars and the spaces of print."""
        words = self.say(key).format(**values)
        return words if self.language == "en" else french_counted(elided(french_signs(words)))

    @property
    def colon(self) -> str:
        """A colon with the space before it that the language wants."""
        return ":" if self.language == "en" else french_signs(" :")

    @property
    def semicolon(self) -> str:
        """What stands between parts of a list that hold commas."""
        return "; " if self.language == "en" else french_signs(" ; ")

    def prose(self, key: str, **values: object) -> Markup:
        """Return a fixed phrase with values in it as markup: its links and its code."""
        return prose(self.fill(key, **values))

    def because(self, key: str, reason: object, **values: object) -> Markup:
        """Return a fixed phrase with a reason in it, marked where that exists in English only.

        It is markup: for sections that the report alone shows.
        """
        before, after = self.fill(key, reason=HOLE, **values).split(HOLE)
        cell = self.told(reason)
        runs = [
            Markup('<span lang="{}">{}</span>').format(lang, words) if lang else escape(words)
            for words, lang in cell.runs or ((cell.text, cell.lang),)
        ]
        return Markup("").join([escape(before), *runs, escape(after)])

    def told(self, value: object, kind: str = "") -> Cell:
        """Return a cell with what an analysis said, in the page's language."""
        return told(self, value, kind)

    def noted(self, value: object, kind: str = "") -> Cell:
        """Return a cell with a text that the tables have in English only; marked so on a page in another language."""
        return text(value, kind, lang=self.foreign)

    @property
    def foreign(self) -> str:
        """Language mark of a text that exists in English only: blank on an English page."""
        return "" if self.language == "en" else "en"

    def fixed(self, kind: str, value: object) -> str:
        """Return a word that the tables use by rule (a kind, a role, a measure); as it stands if it is none of ours."""
        key = f"{kind}_{value}"
        return self.say(key) if has_phrase(key) else str(value).replace("_", " ")

    def period(self, value: object) -> str:
        """Write a period or a day as the tables hold it."""
        return quantities.period(value, self.language)

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
        if unit == "thousand USD":
            return "k USD"
        good, slash, period = unit.partition("/")
        named = {"bcm": "Md m³", "mcm": "M m³"}.get(good, good)
        return f"{named}{slash}{'an' if period == 'a' else period}"
