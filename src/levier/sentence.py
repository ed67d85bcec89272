"""Sentences that a program makes: English text that knows what it is made of, so that it can be said in French too.

A :class:`Sentence` is a string, its English text; whatever prints or stores it needs to know nothing more. Beside the
text it keeps a key and the values that were put in, so that `levier.view` finds the French words under the key and
fills the same values in. Values are strings (said as they are: ids, web addresses), numbers, sentences, and the kinds
below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Amount", "Listing", "Name", "Quote", "Sentence", "said_by", "sentence"]


class Sentence(str):
    """A sentence or a part of one: its English text, with the key and the values it was made of.

    Attributes:
        key: under which the words of another language are found.
        values: what was put in, by name.
    """

    __slots__ = ("key", "values")

    key: str
    values: Mapping[str, object]

    def __new__(cls, english: str, key: str, values: Mapping[str, object]) -> Self:
        """Return the text with its parts."""
        made = super().__new__(cls, english)
        made.key, made.values = key, dict(values)
        return made

    @property
    def english(self) -> str:
        """The English text, as a plain string."""
        return str.__str__(self)

    def __reduce__(self) -> tuple[Callable[..., Sentence], tuple[object, ...]]:
        """Travel between processes whole."""
        return Sentence, (self.english, self.key, dict(self.values))


def sentence(key: str, english: str, /, **values: object) -> Sentence:
    """Return a sentence made of a template and values.

    Args:
        key: under which other languages have the template.
        english: the template, with the names of the values in braces.
        **values: what is put in.

    >>> said = sentence("no_trade", "no trade of {country}", country=Name("Kazakhstan", "country", "KZ"))
    >>> str(said), said.key, said.values["country"].id
    ('no trade of Kazakhstan', 'no_trade', 'KZ')
    """
    return Sentence(english.format(**values), key, values)


class Name(str):
    """A thing's English name, with its kind and id, so that its name in another language can be looked up.

    Attributes:
        kind: ``country``, ``family``, ``carrier``, ``place``, ``period``, ``thing`` (anything in the tables), or
            ``word`` (a fixed word of the interface).
        id: in the tables; the period as they write it; the key of the word.
    """

    __slots__ = ("id", "kind")

    kind: str
    id: str

    def __new__(cls, english: str, kind: str, key: object) -> Self:
        """Return the name with what it is the name of."""
        made = super().__new__(cls, english)
        made.kind, made.id = kind, str(key)
        return made

    def __reduce__(self) -> tuple[Callable[..., Name], tuple[object, ...]]:
        """Travel between processes whole."""
        return Name, (str.__str__(self), self.kind, self.id)


class Quote(str):
    """Text that a table has in English only, such as a title or a note; it is said as it stands."""

    __slots__ = ()


class Amount(str):
    """A number with its unit as English writes them, and both apart.

    Attributes:
        number: as English writes it; ``unit``: as it stands after it, blank for none.

    >>> str(Amount("1,200", "persons")), Amount("0.5").unit
    ('1,200 persons', '')
    """

    __slots__ = ("number", "unit")

    number: str
    unit: str

    def __new__(cls, number: str, unit: str = "") -> Self:
        """Return the amount with its parts."""
        made = super().__new__(cls, f"{number} {unit}".strip())
        made.number, made.unit = number, unit
        return made

    def __reduce__(self) -> tuple[Callable[..., Amount], tuple[object, ...]]:
        """Travel between processes whole."""
        return Amount, (self.number, self.unit)


class Listing(str):
    """Parts said after each other.

    Attributes:
        parts: what is said; ``between``: what stands between them.

    >>> str(Listing(["Russia", "China"]))
    'Russia, China'
    """

    __slots__ = ("between", "parts")

    parts: tuple[object, ...]
    between: str

    def __new__(cls, parts: Iterable[object], between: str = ", ") -> Self:
        """Return the parts joined, leaving blank ones out."""
        kept = tuple(part for part in parts if str(part))
        made = super().__new__(cls, between.join(str(part) for part in kept))
        made.parts, made.between = kept, between
        return made

    def __reduce__(self) -> tuple[Callable[..., Listing], tuple[object, ...]]:
        """Travel between processes whole."""
        return Listing, (self.parts, self.between)


def said_by(error: BaseException) -> str:
    """Return the message of an error: the sentence it was raised with, if it was raised with one.

    >>> said_by(ValueError(sentence("no_trade", "no trade of {country}", country="KZ"))).key
    'no_trade'
    """
    first = error.args[0] if len(error.args) == 1 else None
    return first if isinstance(first, Sentence) else str(error)
