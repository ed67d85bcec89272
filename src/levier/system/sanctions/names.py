"""Which actors a user means."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from levier.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.dataset import Package

__all__ = ["actors_named"]


def actors_named(package: Package, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of actors, given by id or by English or French name, in any case.

    Raises:
        UsageError: no such actor, with the nearest; a state; a blank.
    """
    names, states = _names(package, "actors"), _names(package, "countries")
    found = []
    for text in texts:
        word = text.strip().casefold()
        if not word:
            message = "a blank names nobody; give the id or the name of an actor"
            raise UsageError(message)
        if word in states and word not in names:
            message = f"{text!r} is a state; designations name companies, banks, bodies or persons"
            raise UsageError(message)
        if word not in names:
            near = difflib.get_close_matches(word, names, n=3, cutoff=0.5)
            hint = f"nearest: {', '.join(dict.fromkeys(names[one] for one in near))}" if near else "see actors.csv"
            message = f"no actor {text!r} in {package.name}; {hint}"
            raise UsageError(message)
        found.append(names[word])
    return tuple(dict.fromkeys(found))


def _names(package: Package, table: str) -> dict[str, str]:
    """Ids by what a row may be called."""
    rows = package.table(table).to_dict("records")
    called = {str(row[name]).casefold(): str(row["id"]) for row in rows for name in ("name_en", "name_fr")}
    return called | {str(row["id"]).casefold(): str(row["id"]) for row in rows}
