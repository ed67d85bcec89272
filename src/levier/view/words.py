"""Say numbers and the fixed words of a map in English and French."""

from __future__ import annotations

from typing import Literal

from babel.numbers import format_decimal, format_percent

from levier.view.spelling import french_signs

__all__ = ["FAMILY_NAMES", "Language", "colon", "number", "percent", "unit_name", "word"]

Language = Literal["en", "fr"]

FAMILY_NAMES: dict[str, dict[str, str]] = {
    "crude": {"en": "crude oil", "fr": "pétrole brut"},
    "gas": {"en": "natural gas", "fr": "gaz naturel"},
    "power": {"en": "electricity", "fr": "électricité"},
    "coal": {"en": "coal", "fr": "charbon"},
    "uranium": {"en": "uranium", "fr": "uranium"},
    "products": {"en": "oil products", "fr": "produits pétroliers"},
    "water": {"en": "water", "fr": "eau"},
}

WORDS: dict[str, dict[str, str]] = {
    "capacity": {"en": "Capacity:", "fr": "Capacité :"},
    "crosses": {"en": "Crosses:", "fr": "Traverse :"},
    "sketch": {"en": "Route drawn schematically", "fr": "Tracé schématique"},
    "estimate": {"en": "Estimated:", "fr": "Estimé :"},
    "estimated": {"en": "Estimated", "fr": "Estimation"},
    "in": {"en": "In:", "fr": "Entrées :"},
    "out": {"en": "Out:", "fr": "Sorties :"},
    "approximate": {"en": "Approximate location", "fr": "Position approximative"},
    "disputed": {"en": "disputed area (Natural Earth)", "fr": "zone disputée (Natural Earth)"},
    "schematic": {"en": "route schematic", "fr": "tracé schématique"},
    "unused": {"en": "no flow", "fr": "sans flux"},
    "beyond": {"en": "Outside this view:", "fr": "Hors de cette vue :"},
    "more": {"en": "and more", "fr": "et plus"},
    "borders": {"en": "Borders as administered: Natural Earth", "fr": "Frontières de fait : Natural Earth"},
    "routes": {"en": "Routes, simplified:", "fr": "Tracés simplifiés :"},
    "nothing": {"en": "No corridor of this family has data", "fr": "Aucun corridor de cette famille n'a de données"},
}

FRENCH_UNITS = {"bcm": "Md m³", "mcm": "M m³"}


def word(key: str, language: Language) -> str:
    r"""Return a fixed word.

    >>> word("crosses", "fr")
    'Traverse\xa0:'
    """
    found = WORDS[key][language]
    return found if language == "en" else french_signs(found)


def colon(language: Language) -> str:
    r"""Return a colon as the language sets it.

    >>> colon("en"), colon("fr")
    (':', '\xa0:')
    """
    return ":" if language == "en" else "\u00a0:"


def number(value: float, language: Language) -> str:
    """Write a number to three significant digits, in the language's way.

    >>> number(1234.5, "en"), number(63.44, "fr"), number(0.0421, "en")
    ('1,230', '63,4', '0.0421')
    """
    rounded = float(f"{value:.3g}")
    return format_decimal(rounded, format="#,##0.######", locale=language)


def percent(share: float, language: Language) -> str:
    r"""Write a share as a whole percentage, in the language's way.

    >>> percent(0.854, "en"), percent(0.854, "fr")
    ('85%', '85\xa0%')
    """
    return format_percent(share, locale=language)


def unit_name(unit: str, language: Language) -> str:
    """Write a rate's unit in the language's way; unknown units stay as they are.

    >>> unit_name("bcm/a", "fr"), unit_name("Mt/a", "en")
    ('Md m³/an', 'Mt/a')
    """
    good, slash, period = unit.partition("/")
    if language == "en" or not slash:
        return unit
    return f"{FRENCH_UNITS.get(good, good)}/{'an' if period == 'a' else period}"
