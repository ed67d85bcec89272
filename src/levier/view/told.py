"""Say what the analysis says in the language of the page: sentences by their key, names and numbers by locale."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from levier.sentence import Amount, Listing, Name, Quote, Sentence
from levier.view.article import elided
from levier.view.cells import Cell
from levier.view.french_analysis import ANALYSIS
from levier.view.french_autonomy import AUTONOMOUS
from levier.view.french_claims import CLAIMED
from levier.view.french_risk import RISKED
from levier.view.quantities import period
from levier.view.report_words import has_phrase, phrase
from levier.view.spelling import FINE, french_counted, french_number, french_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from levier.view.page import Page

__all__ = ["FRENCH", "told"]

FRENCH: dict[str, str] = {**CLAIMED, **ANALYSIS, **AUTONOMOUS, **RISKED}
"""French templates of the sentences of `levier.analysis`, by key; the English ones stand where they are made."""

UNITS = {
    "rows": "lignes", "row": "ligne", "states": "États", "state": "État", "persons": "personnes", "rank": "rang",
    "vendors": "fournisseurs", "vendor": "fournisseur", "sections": "tronçons", "section": "tronçon",
    "treaties": "traités", "treaty": "traité", "Mt/yr": "Mt/an", "mb/d": "Mb/j", "USD bn": "Md USD", "USD M": "M USD",
    "bcm": "Md m³", "mcm": "M m³",
}  # fmt: skip
BETWEEN = {"; ": " ; "}
DAY = 2
"""Dashes in a day, as the tables write it."""
Piece = tuple[str, str]
"""A text, and its language where that is not the page's."""


def told(page: Page, value: object, kind: str = "") -> Cell:
    """Return a cell with what an analysis said.

    Args:
        page: the report or the page of the workbench.
        value: a :class:`levier.sentence.Sentence` or another of its kinds, or a text that exists in English only.
        kind: class of the cell.
    """
    if page.language == "en":
        return Cell("" if value is None else str(value), kind=kind)
    merged = _merged(_pieces(page, Quote(value) if type(value) is str else "" if value is None else value))
    runs = [(text if lang else french_counted(text), lang) for text, lang in merged]
    words = "".join(text for text, _ in runs)
    if not any(lang for _, lang in runs):
        return Cell(words, kind=kind)
    if len(runs) == 1:
        return Cell(words, kind=kind, lang=runs[0][1])
    return Cell(words, kind=kind, runs=tuple(runs))


def _pieces(page: Page, value: object, spec: str = "") -> Iterator[Piece]:
    """Give the pieces of a value in French."""
    if isinstance(value, Sentence):
        yield from _said(page, value)
    elif isinstance(value, Listing):
        for position, part in enumerate(value.parts):
            if position:
                yield french_signs(BETWEEN.get(value.between, ", ")), ""
            yield from _pieces(page, part)
    elif isinstance(value, Amount):
        yield _amount(page, value), ""
    elif isinstance(value, Name):
        named = _named(page, value, spec)
        yield named or value, "" if named else page.foreign
    elif isinstance(value, bool | int | float):
        yield french_number(format(value, spec).replace("%", " %")), ""
    else:
        yield str(value), "en" if isinstance(value, Quote) else ""


def _said(page: Page, said: Sentence) -> Iterator[Piece]:
    """Fill the values into the French template; a sentence that has none stays English."""
    template = FRENCH.get(said.key)
    if template is None:
        yield said.english, "en"
        return
    for words, field, spec, _ in Formatter().parse(french_signs(template)):
        yield words, ""
        if field is not None:
            yield from _pieces(page, said.values[field], spec or "")


def _named(page: Page, name: Name, spec: str = "") -> str:
    """Return a name in French, blank if it has none; a period with a preposition where the template asks for one."""
    names = page.names
    if name.kind == "period":
        return _period(name.id, spec)
    if name.kind == "unit":
        return UNITS.get(name.id, page.unit(name.id))
    if name.kind == "bus":
        place, _, carrier = name.id.partition(" ")
        return f"{names.place(place)} ({names.carrier(carrier)})"
    if name.kind in ("measure", "word"):
        key = f"measure_{name.id}" if name.kind == "measure" else name.id
        return _small(phrase(key, page.language)) if has_phrase(key) else ""
    found: dict[str, Callable[[str], str]] = {
        "country": names.country, "family": names.family, "carrier": names.carrier, "place": names.place,
        "group": names.group, "thing": names.thing, "option": names.thing, "source": page.evidence.label,
        "event": names.event, "shock": french_signs, "id": str,
    }  # fmt: skip
    return found[name.kind](name.id) if name.kind in found else ""


def _small(words: str) -> str:
    """Return a word as it stands inside a sentence: abbreviations keep their capitals.

    >>> _small("Partenaire"), _small("ONU, vote")
    ('partenaire', 'ONU, vote')
    """
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _amount(page: Page, amount: Amount) -> str:
    """Return a number with its unit; a rank comes before it, and nought is singular."""
    number, unit = french_number(amount.number), amount.unit
    if unit == "rank":
        return f"{UNITS[unit]} {number}"
    unit = unit.removesuffix("s") if number == "0" and unit.removesuffix("s") in UNITS else unit
    return number + (FINE + UNITS.get(unit, page.unit(unit)) if unit else "")


def _period(text: str, spec: str) -> str:
    """Return a period, with a preposition if one is asked for: ``in`` a year, on a day, over a range; ``by`` a date."""
    first, _, last = text.partition("/")
    start, stop = period(first, "fr"), period(last, "fr")
    if not spec:
        return period(text, "fr")
    if last:
        day = first.count("-") == DAY
        return elided(f"du {start} au {stop}" if day else f"de {start} à {stop}")
    if first.count("-") == DAY:
        return f"le {start}" if spec == "in" else f"d’ici le {start}"
    return f"en {start}" if spec == "in" else f"d’ici {start}"


def _merged(pieces: Iterator[Piece]) -> list[Piece]:
    """Join neighbours of one language."""
    runs: list[Piece] = []
    for text, lang in pieces:
        if not text:
            continue
        if runs and runs[-1][1] == lang:
            runs[-1] = (runs[-1][0] + text, lang)
        else:
            runs.append((text, lang))
    return runs
