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
    """Return the ids of actors or countries, given by id or by English or French name, in any case.

    Raises:
        UsageError: no such actor; the nearest.
    """
    names: dict[str, str] = {}
    for table in ("countries", "actors"):
        for row in package.table(table).to_dict("records"):
            names |= {str(row[column]).casefold(): str(row["id"]) for column in ("name_en", "name_fr", "id")}
    found = []
    for text in texts:
        word = text.strip().casefold()
        if word not in names:
            near = difflib.get_close_matches(word, names, n=3, cutoff=0.5)
            hint = f"nearest: {', '.join(dict.fromkeys(names[one] for one in near))}" if near else "see actors.csv"
            message = f"no actor {text!r} in {package.name}; {hint}"
            raise UsageError(message)
        found.append(names[word])
    return tuple(dict.fromkeys(found))
