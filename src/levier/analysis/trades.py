"""Which trade a user means: country, family and direction, out of what was typed."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from levier.analysis.dependence import SMALL, traded_total
from levier.analysis.tracing import Tracer
from levier.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.dependence import Direction
    from levier.dataset import Package
    from levier.system import System

__all__ = ["actor_named", "country_named", "family_named", "trade_of"]

DIRECTIONS: tuple[Direction, ...] = ("exports", "imports")
MANY = 100


def country_named(package: Package, text: str) -> str:
    """Return the id of a country, given by id or by its English or French name, in any case.

    Raises:
        UsageError: no such country; the nearest.
    """
    names = _names(package.table("countries"))
    return _found(names, text, "country")


def actor_named(package: Package, text: str) -> str:
    """Return the id of a country or an actor, given by id or by its English or French name, in any case.

    Raises:
        UsageError: no such actor; the nearest.
    """
    names = _names(package.table("actors")) | _names(package.table("countries"))
    return _found(names, text, "actor")


def family_named(package: Package, text: str) -> str:
    """Return a family of carriers, given by itself, a carrier's id or name, or a word only its carriers' names hold.

    Raises:
        UsageError: no such family, or a word that several share; the nearest.
    """
    table = package.table("carriers")
    names = {str(family): str(family) for family in table["family"]}
    for column in ("id", "name_en", "name_fr"):
        names |= {str(row[column]): str(row["family"]) for row in table.to_dict("records") if row[column]}
    word = text.strip().casefold()
    if word not in {name.casefold() for name in names}:
        holding = sorted({str(row["family"]) for row in table.to_dict("records") if _holds(row, word)})
        if len(holding) == 1:
            return holding[0]
        if holding:
            message = f"{text!r} can mean {' or '.join(holding)}; name one of them"
            raise UsageError(message)
    return _found(names, text, "carrier")


def trade_of(system: System, country: str, family: str, direction: Direction | None) -> Direction:
    """Return the direction of a trade that exists: the one asked for, else the larger.

    Raises:
        UsageError: the country has no such trade; those it has.
    """
    volume = system.volume
    tracer = Tracer(system.topology, volume)

    def size(other: str, way: Direction) -> float:
        return traded_total(system, tracer, country, other, way)

    sizes = {way: size(family, way) for way in DIRECTIONS if direction in (None, way)}
    best = max(sizes, key=lambda way: sizes[way])
    if sizes[best] > SMALL:
        return best
    families = sorted(set(system.assets["family"]))
    known = [f"{other} {way}" for other in families for way in DIRECTIONS if size(other, way) > SMALL]
    has = ", ".join(known) or "no trade at all"
    message = f"{country} has no {direction or 'trade'} of {family} in {system.year}; it has {has}"
    raise UsageError(message)


def _names(table: pd.DataFrame) -> dict[str, str]:
    found = {str(row["id"]): str(row["id"]) for row in table.to_dict("records")}
    for column in ("name_en", "name_fr"):
        found |= {str(row[column]): str(row["id"]) for row in table.to_dict("records") if row[column]}
    return found


def _holds(row: dict[str, object], word: str) -> bool:
    return word in str(row["name_en"]).casefold().replace(",", " ").split()


def _found(names: dict[str, str], text: str, what: str) -> str:
    folded = {name.casefold(): name for name in names}
    word = text.strip().casefold()
    if word in folded:
        return names[folded[word]]
    near = difflib.get_close_matches(word, folded, n=3, cutoff=0.5)
    shown = [f"{names[folded[name]]} ({folded[name]})" for name in near]
    known = sorted(set(names.values()))
    several = f"there are {', '.join(known)}" if len(known) <= MANY else f"there are {len(known)}, none of them near"
    hint = f"nearest: {', '.join(dict.fromkeys(shown))}" if near else several
    message = f"no {what} {text!r}; {hint}"
    raise UsageError(message)
