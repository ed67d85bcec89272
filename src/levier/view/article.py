"""French names in a sentence: countries with their article, and what prepositions do with it."""

from __future__ import annotations

import re

__all__ = ["FrenchName", "elided"]

VOWEL = re.compile(r"[aeiouéèêëâîïôûœæ]", re.IGNORECASE)
MASCULINE = {"Belize", "Cambodge", "Mexique", "Mozambique", "Suriname", "Zimbabwe", "Reste du monde"}
"""Countries that end in e and are masculine all the same."""
BARE = {
    "Bahreïn", "Chypre", "Cuba", "Djibouti", "Haïti", "Hong Kong", "Israël", "Madagascar", "Malte", "Maurice", "Monaco",
    "Oman", "Singapour", "Taïwan",
}  # fmt: skip
"""Countries without an article."""
PLURAL = re.compile(r"^(États-|Émirats|Pays-Bas|Philippines|Maldives|Seychelles|Comores|Bahamas|Îles)")
CONTRACTED = {("de", "le "): "du ", ("de", "les "): "des ", ("à", "le "): "au ", ("à", "les "): "aux "}
ELIDED = re.compile(r"\b([DdQq]u?)e (?=[aeiouéèêëâîïôûœæAEIOUÉÈÊËÂÎÏÔÛŒÆ])(?!onz|oui\b)")


def elided(words: str) -> str:
    """Return a French text with ``de`` and ``que`` cut before a vowel.

    >>> elided("à partir de octobre, ce que Aktaou livre"), elided("de Russie, de onze")
    ('à partir d’octobre, ce qu’Aktaou livre', 'de Russie, de onze')
    """
    return ELIDED.sub(lambda found: f"{found[1]}’", words)


class FrenchName(str):
    """A name that a template may ask for with its article: ``{name:le}``, ``{name:de}``, ``{name:à}``, ``{name:Le}``.

    Attributes:
        country: whether it takes an article; other names stand without one.

    >>> "{0:Le} et {1:le}, {0:de}, {1:à}".format(FrenchName("Russie", True), FrenchName("Kazakhstan", True))
    'La Russie et le Kazakhstan, de la Russie, au Kazakhstan'
    >>> "{0:le}, {0:de}, {1:à}, {2:de}".format(*(FrenchName(n, True) for n in ("Ouzbékistan", "Pays-Bas", "Chypre")))
    'l’Ouzbékistan, de l’Ouzbékistan, aux Pays-Bas, de Chypre'
    >>> "{0:le}, {0:de}".format(FrenchName("Omsk", False))
    'Omsk, d’Omsk'
    """

    __slots__ = ("country",)

    country: bool

    def __new__(cls, name: str, country: bool) -> FrenchName:  # noqa: FBT001, PYI034 - two values, one class
        """Return the name."""
        made = super().__new__(cls, name)
        made.country = country
        return made

    def __reduce__(self) -> tuple[type[FrenchName], tuple[str, bool]]:
        """Travel between processes whole."""
        return FrenchName, (str.__str__(self), self.country)

    def __format__(self, spec: str) -> str:
        """Write the name as a template asks for it."""
        name = str.__str__(self)
        if spec in ("", "s"):
            return name
        article = self._article()
        if spec in ("le", "Le"):
            words = article + name
            return words[:1].upper() + words[1:] if spec == "Le" else words
        return elided(CONTRACTED.get((spec, article), f"{spec} {article}") + name)

    def _article(self) -> str:
        name = str.__str__(self)
        if not self.country or name in BARE:
            return ""
        if PLURAL.match(name):
            return "les "
        if VOWEL.match(name):
            return "l’"
        feminine = name.split(" ")[0].endswith("e") and name not in MASCULINE
        return "la " if feminine else "le "
