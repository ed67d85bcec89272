"""The vocabulary of checks: what can confirm a claim, and which arguments each check takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from levier.dataset.cells import split

__all__ = ["CHECKS", "CHOICES", "MANY", "REFERENCES", "CheckForm", "parse_arguments"]


@dataclass(frozen=True)
class CheckForm:
    """One check.

    Attributes:
        does: what it computes, in a few words.
        required, optional: names of its arguments.
        columns: cells of the claim it needs besides the value.
    """

    does: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    columns: tuple[str, ...] = ("unit", "period")


_MEASURED = ("subject", "measure", "unit", "period")
_FLOWING = ("subject", "unit", "period")

CHECKS: dict[str, CheckForm] = {
    "observation": CheckForm(
        "reports of the measure about the subject", (), ("since", "start", "part", "whole"), _MEASURED
    ),
    "flow": CheckForm("the reconciled flow of the subject", (), ("since", "start", "siblings"), _FLOWING),
    "share": CheckForm(
        "the reconciled flow of the subject over that of another", ("against",), ("siblings",), _FLOWING
    ),
    "dependence": CheckForm(
        "observed dependence: the share of a trade that a territory, way, operator or partner carries",
        ("country", "family", "direction", "by", "key"),
    ),
    "structural": CheckForm(
        "structural dependence: the share of a trade still lost after the best rerouting",
        ("country", "family", "direction", "key"),
    ),
    "shock": CheckForm("what a country loses under a ready-made shock", ("shock", "country", "what"), ("family",)),
    "tie": CheckForm(
        "a series of bilateral ties",
        ("from", "to"),
        ("since", "start", "against"),
        ("measure", "unit", "period"),
    ),
    "rank": CheckForm("the rank of a partner in a series of ties", ("of", "partner"), (), ("measure", "period")),
    "membership": CheckForm("members of a body on the days of the period", ("body", "role"), ("actor", "otherwise")),
    "agreement": CheckForm("agreements of some parties", ("parties",), ("mentions", "otherwise")),
    "meeting": CheckForm("meetings of some participants", ("participants",), ("mentions", "otherwise")),
    "sanction": CheckForm(
        "sanction rows by whom or against whom", (), ("target", "authority", "kind", "mentions", "otherwise")
    ),
    "option": CheckForm("vendors who offer to build something", ("place", "kind")),
}
"""Every check by name."""

_ACTORS = ("countries", "actors")
_FLOWS = ("supplies", "demands", "markets", "storages", "corridors", "converters", "aggregates")

REFERENCES: dict[str, tuple[str, ...]] = {
    "against": (*_FLOWS, *_ACTORS),
    "part": _FLOWS,
    "whole": _FLOWS,
    "siblings": (*_FLOWS, "topics"),
    "country": ("countries",),
    "from": _ACTORS,
    "to": _ACTORS,
    "of": _ACTORS,
    "partner": _ACTORS,
    "body": _ACTORS,
    "actor": _ACTORS,
    "parties": _ACTORS,
    "participants": _ACTORS,
    "target": _ACTORS,
    "authority": _ACTORS,
    "place": ("places",),
}
"""Arguments that name rows, and the tables these rows stand in."""

CHOICES: dict[str, tuple[str, ...]] = {
    "direction": ("exports", "imports"),
    "by": ("territory", "group", "operator", "partner"),
    "what": ("unserved", "output", "loss"),
}
"""Arguments that take one of a few words."""

MANY = ("siblings", "parties", "participants")
"""Arguments that take several values, separated by a comma."""


@dataclass(frozen=True)
class Arguments:
    """The arguments of one claim, taken apart.

    Attributes:
        values: by name; lists stay whole (see :data:`MANY`).
        wrong: parts that are not ``name=value``, or that repeat a name.
    """

    values: dict[str, str] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()


def parse_arguments(cell: object) -> Arguments:
    """Take a cell of arguments apart.

    Example:
        >>> parse_arguments("by=territory; key=RU").values
        {'by': 'territory', 'key': 'RU'}
        >>> parse_arguments("by territory").wrong
        ('by territory',)

    """
    found: dict[str, str] = {}
    wrong = []
    for piece in split(cell):
        name, sign, value = (part.strip() for part in piece.partition("="))
        if not (sign and name and value) or name in found:
            wrong.append(piece)
        else:
            found[name] = value
    return Arguments(found, tuple(wrong))
