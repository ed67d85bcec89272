"""Say figures the way a reader reads them: few digits, thin spaces, units, never a blank that looks like a bug."""

from __future__ import annotations

from datetime import date
from math import isfinite, isinf
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.view.words import Language

__all__ = [
    "MISSING",
    "THIN",
    "endless",
    "finite",
    "interval",
    "money",
    "period",
    "plain",
    "quantity",
    "scaled",
    "share",
]

THIN = "\u202f"
"""Narrow no-break space: between thousands, and between a number and its unit."""

MISSING = "\u2013"
"""What stands where there is no figure."""

TINY = 5e-4
SMALLER = {
    "TWh": (("GWh", 1e3), ("MWh", 1e6)),
    "Mt": (("kt", 1e3), ("t", 1e6)),
    "bcm": (("mcm", 1e3), ("mcm", 1e3)),
    "M USD": (("thousand USD", 1e3), ("USD", 1e6)),
}
READABLE = 0.1
BILLION = 1e4
PERCENT_DIGITS = 0.1
WHOLE = 1.005
MONTH, DAY = 2, 3
"""Parts of a month and of a day, written as the tables do."""


def finite(value: object) -> float | None:
    """Return a value as a float, or None where it is blank, not a number or endless.

    >>> finite("3"), finite(float("nan")), finite(None), finite(2)
    (None, None, None, 2.0)
    """
    if isinstance(value, bool | str) or value is None:
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if isfinite(number) else None


def plain(value: object, language: Language = "en") -> str:
    r"""Write a number to three significant digits and at most three decimals.

    >>> plain(12345.6), plain(0.04213), plain(-2.5), plain(1e-9), plain(float("nan"))
    ('12\u202f300', '0.042', '−2.5', '0', '–')
    """
    number = finite(value)
    if number is None:
        return MISSING
    if abs(number) < TINY:
        return "0"
    text: str = format_decimal(float(f"{number:.3g}"), format="#,##0.###", locale="en")
    text = text.replace(",", THIN)
    return (text.replace(".", ",") if language == "fr" else text).replace("-", "\u2212")


def quantity(value: object, unit: str, language: Language = "en") -> str:
    r"""Write a number with its unit, in a smaller unit where it would be unreadable.

    >>> quantity(68.37, "Mt"), quantity(0.00121, "TWh"), quantity(None, "Mt")
    ('68.4\u202fMt', '1.21\u202fGWh', '–')
    """
    number = finite(value)
    if number is None:
        return MISSING
    factor, name = scaled([number], unit)
    return f"{plain(number * factor, language)}{THIN}{name}"


def scaled(values: Iterable[object], unit: str) -> tuple[float, str]:
    """Return the factor and the unit in which the largest of some values is readable.

    >>> scaled([0.0012, -0.0003], "TWh"), scaled([12.0], "Mt"), scaled([], "Mt"), scaled([0.01], "Mt/a")
    ((1000.0, 'GWh'), (1.0, 'Mt'), (1.0, 'Mt'), (1000.0, 'kt/a'))
    """
    base, slash, period = unit.partition("/")
    largest = max((abs(n) for n in map(finite, values) if n is not None), default=0.0)
    if base not in SMALLER or largest >= READABLE or largest == 0.0:
        return 1.0, unit
    (near, factor), (far, more) = SMALLER[base]
    name, chosen = (near, factor) if largest * factor >= READABLE else (far, more)
    return chosen, f"{name}{slash}{period}"


def money(value: object, language: Language = "en") -> str:
    r"""Write an amount given in M USD.

    >>> money(8557.0), money(-34.2), money(0.0326), money(123456.0)
    ('8\u202f560\u202fM\u202fUSD', '−34.2\u202fM\u202fUSD', '32.6\u202fthousand\u202fUSD', '123\u202fbn\u202fUSD')
    """
    number = finite(value)
    if number is None:
        return MISSING
    if abs(number) >= BILLION:
        text, unit = plain(number / 1e3, language), "bn USD"
    else:
        factor, unit = scaled([number], "M USD")
        text = plain(number * factor, language)
    if language == "fr":
        unit = unit.replace("thousand", "k").replace("bn", "Md")
    return f"{text}{THIN}{unit.replace(' ', THIN)}"


def share(value: object, language: Language = "en") -> str:
    r"""Write a share of one as a percentage.

    >>> share(0.9598), share(0.0123), share(0.0), share(1.4), share(None)
    ('96\u202f%', '1.2\u202f%', '0\u202f%', '>\u202f100\u202f%', '–')
    """
    number = finite(value)
    if number is None:
        return MISSING
    if number > WHOLE:
        return f">{THIN}100{THIN}%"
    digits = 0 if abs(number) >= PERCENT_DIGITS else 1
    text = f"{number * 100:.{digits}f}"
    text = "0" if float(text) == 0 else text
    return f"{text.replace('.', ',') if language == 'fr' else text}{THIN}%".replace("-", "\u2212")


def interval(low: object, high: object, language: Language = "en") -> str:
    r"""Write an interval; nothing if an end is missing.

    >>> interval(27.47, 28.68), interval(0, float("nan"))
    ('27.5\u202f–\u202f28.7', '')
    """
    if finite(low) is None or finite(high) is None:
        return ""
    return f"{plain(low, language)}{THIN}\u2013{THIN}{plain(high, language)}"


def endless(value: object) -> bool:
    """Tell whether a capacity is stated as without limit.

    >>> endless(float("inf")), endless(3.0)
    (True, False)
    """
    return isinstance(value, float) and isinf(value)


def period(text: object, language: Language = "en") -> str:
    r"""Write a period so that a line may break between its ends only; French names the months.

    >>> period("2024-01/2024-10"), period("2024"), period("2024-02-01/2024-10", "fr"), period("2019-20", "fr")
    ('2024‑01 – 2024‑10', '2024', '1er\xa0févr.\xa02024 – oct.\xa02024', '2019‑20')
    """
    if language == "fr":
        return " – ".join(_french_day(end) for end in str(text).split("/"))
    return str(text).replace("-", "\u2011").replace("/", " – ")


def _french_day(text: str) -> str:
    """Write a day or a month in French; a year, and what is none of these, as it is."""
    parts = text.split("-")
    try:
        day = date.fromisoformat("-".join([*parts, "01"][:DAY]) if len(parts) in (MONTH, DAY) else "")
    except ValueError:
        return text.replace("-", "\u2011")
    words: str = format_date(day, "d MMM y" if len(parts) == DAY else "MMM y", locale="fr")
    if len(parts) == DAY and day.day == 1:
        words = words.replace("1 ", "1er ", 1)
    return words.replace(" ", "\u00a0")
