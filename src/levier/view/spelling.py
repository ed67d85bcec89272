"""Write French as it is printed: spaces that do not break before signs, the right apostrophe, numbers with a comma."""

from __future__ import annotations

import re

__all__ = ["french_counted", "french_number", "french_signs"]

FINE, WIDE = "\u202f", "\u00a0"
"""Space before ``; ! ? %`` and between thousands; space before ``:`` and inside quotation marks."""

BEFORE = re.compile(r"[ \u00a0\u202f](?=[;!?%])")
COLON = re.compile(r"(?<=\S)[ \u00a0\u202f](?=:(?:\s|$))")
OPENED, CLOSED = re.compile(r"«[ \u00a0\u202f]?"), re.compile(r"[ \u00a0\u202f]?»")
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")
NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?")

COUNTED = re.compile(
    r"(?<![\d,.])(?<!\d[ \u00a0\u202f])([01](?:,\d+)?[ \u00a0\u202f]"
    r"(?:actif|choc|événement|jour|ligne|nœud|observation|option|période|rapport|tirage))s\b"
)


def french_counted(words: str) -> str:
    """Return a French text with what is counted below two in the singular.

    >>> french_counted("0,8 jours, 1 rapports, 0 chocs, 2 jours, 11 rapports, 4,1 jours, 1 000 lignes")
    '0,8 jour, 1 rapport, 0 choc, 2 jours, 11 rapports, 4,1 jours, 1 000 lignes'
    """
    return COUNTED.sub(r"\1", words)


def french_signs(words: str) -> str:
    r"""Return a French text with the spaces and the apostrophe of print; what is printed already stays.

    >>> french_signs("d'accord : 5 % ; « oui » ?")
    'd’accord\xa0: 5\u202f%\u202f; «\xa0oui\xa0»\u202f?'
    """
    words = STRAIGHT.sub("\u2019", words)
    words = COLON.sub(WIDE, BEFORE.sub(FINE, words))
    return CLOSED.sub(f"{WIDE}»", OPENED.sub(f"«{WIDE}", words))


def french_number(written: str) -> str:
    r"""Return a text with the numbers in it written the French way, from the English one.

    >>> french_number("1,234.5"), french_number("-0.04 %"), french_number("60,000 (in 2 parts)")
    ('1\u202f234,5', '\u22120,04\u202f%', '60\u202f000 (in 2 parts)')
    """
    return french_signs(NUMBER.sub(_number, written))


def _number(found: re.Match[str]) -> str:
    return found[0].replace(",", FINE).replace(".", ",").replace("-", "\u2212")
