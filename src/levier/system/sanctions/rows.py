"""The tables of a reach: companies, stakes and assets, each row with its chain, its sentence and its licences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.system.control import Link
from levier.system.control.graph import owners_above
from levier.system.sanctions.record import relieved
from levier.system.sanctions.words import (
    designated_sentence,
    frozen_sentence,
    licence_words,
    operated_sentence,
    reached_sentence,
    spared_sentence,
    stake_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from levier.system.sanctions.record import Designation, Licence
    from levier.system.sanctions.rule import Rule
    from levier.system.sanctions.spread import Spread

__all__ = ["Book", "asset_table", "entity_table", "link_table", "stake_table"]

ENTITY = ("entity", "name_en", "name_fr", "status", "share", "sentence", "licence", "until", "chain")
STAKE = ("owner", "holding", "share", "status", "sentence", "licence", "until", "sources")
ASSET = (
    "asset", "table", "group", "name_en", "name_fr", "status", "ground", "share", "kept_without", "kept_with",
    "sentence", "licence", "until", "chain",
)  # fmt: skip
LINK = ("owner", "relation", "holding", "share", "sources", "note")
SMALL = 1e-9
WHOLE = 100.0


@dataclass(frozen=True)
class Book:
    """Everything that a row is made of.

    Attributes:
        rule: the ownership test.
        designations, licences: in force.
        spread: what is blocked without the licences.
        still: what is blocked with them.
        frozen, frozen_still: fraction of each holding behind blocked owners, without and with the licences.
        stakes: who holds what, assets too.
        names, french: what to call each id.
        authority: what to call the authority.
    """

    rule: Rule
    designations: tuple[Designation, ...]
    licences: tuple[Licence, ...]
    spread: Spread
    still: frozenset[str]
    frozen: dict[str, float]
    frozen_still: dict[str, float]
    stakes: pd.DataFrame
    names: dict[str, str]
    french: dict[str, str]
    authority: str

    @cached_property
    def who(self) -> dict[str, str]:
        """What each blocked actor is, in words."""
        found = dict.fromkeys(self.spread.reached, "reached")
        for each in reversed(self.designations):
            done = f"designated {each.since} by {self.authority}"
            found[each.target] = done if each.row else f"taken as designated on {each.since}"
        return found

    @cached_property
    def equity(self) -> dict[str, list[dict[Any, Any]]]:
        """Stakes of equity by holding."""
        found: dict[str, list[dict[Any, Any]]] = {}
        for row in self.stakes[self.stakes["kind"] == "equity"].to_dict("records"):
            found.setdefault(str(row["holding"]), []).append(row)
        return found

    def sparing(self, names: Iterable[str]) -> list[Licence]:
        """Give the licences that relieve a designation for one of some names."""
        wanted = set(names)
        return [each for each in self.licences if wanted & set(each.spares) and relieved(each, self.designations)]


def entity_table(book: Book, assets: Collection[str]) -> pd.DataFrame:
    """Give one row an actor that is blocked, or of which a blocked actor holds a part."""
    rows = []
    spread = book.spread
    touched = [name for name in spread.links if name not in spread.blocked]
    for name in (*spread.designated, *spread.reached, *sorted(touched)):
        if name in assets:
            continue
        links = spread.links.get(name, ())
        if name in spread.designated:
            status, share = "designated", math.nan
            words = " ".join(
                designated_sentence(each, book.names, book.authority)
                for each in book.designations
                if each.target == name
            )
        elif name in spread.reached:
            status, share = ("reached" if name in book.still else "carved out"), spread.share[name]
            words = reached_sentence(name, links, book.who, book.names, book.rule)
        else:
            status, share = "spared", spread.share[name]
            words = spared_sentence(name, links, book.names, book.rule)
        licences = book.sparing([name])
        rows.append(_common(book, name, status, share, words, licences) | {"chain": spread.chain(name)})
    return _frame([row | {"entity": row["id"]} for row in rows], ENTITY)


def stake_table(book: Book) -> pd.DataFrame:
    """Give one row a stake of a blocked owner in a company or an asset that is not blocked."""
    rows = []
    for row in book.stakes.to_dict("records"):
        owner, holding = str(row["owner"]), str(row["holding"])
        if row["kind"] != "equity" or owner not in book.spread.blocked or holding in book.spread.blocked:
            continue
        licences = book.sparing([holding])
        free = bool(licences) and book.frozen_still.get(holding, 0.0) <= SMALL
        words = stake_sentence(Link(owner, "holds", holding, float(row["share"]), ()), book.who, book.names)
        rows.append(
            _common(book, holding, "carved out" if free else "frozen", float(row["share"]), words, licences)
            | {"owner": owner, "holding": holding, "sources": tuple(row["sources"])}
        )
    return _frame(rows, STAKE)


def asset_table(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """Give one row an asset that is owned or run by a blocked actor, or in which one has a part."""
    found = []
    for row in rows.to_dict("records"):
        name, runs = str(row["asset"]), [each for each in row["operators"] if each in book.spread.blocked]
        share = book.frozen.get(name, 0.0)
        owned = name in book.spread.blocked
        if not (owned or runs or share > SMALL):
            continue
        reached = owned or bool(runs)
        after = name in book.still or any(each in book.still for each in runs)
        left = book.frozen_still.get(name, 0.0)
        supply = row["table"] == "supplies"
        kept = 0.0 if reached else 1.0 - share if supply else 1.0
        kept_with = 0.0 if after else 1.0 - left if supply else 1.0
        chain, words = _why(book, name, owned=owned, runs=runs, operators=row["operators"], share=share)
        above = {name, *row["operators"], *owners_above(book.stakes, name)}
        above |= {each for operator in row["operators"] for each in owners_above(book.stakes, operator)}
        changed = left < share - SMALL or (reached and not after)
        status = _status(reached=reached, after=after, left=left, changed=changed)
        found.append(
            _common(book, name, status, share, words, book.sparing(above) if changed else [])
            | {
                "asset": name,
                "table": row["table"],
                "group": row["group"],
                "ground": "operator" if runs and not owned else "ownership",
                "kept_without": kept,
                "kept_with": kept_with,
                "chain": chain,
            }
        )
    return _frame(found, ASSET)


def link_table(book: Book, chains: Iterable[tuple[Link, ...]]) -> pd.DataFrame:
    """Give one row a link that some chain rests on, with its sources and the notes of its stake rows."""
    notes: dict[tuple[str, str], list[str]] = {}
    for row in book.stakes.to_dict("records"):
        if row["note"]:
            notes.setdefault((str(row["owner"]), str(row["holding"])), []).append(str(row["note"]))
    found = [
        (
            link.subject,
            link.relation,
            link.object,
            link.share,
            link.sources,
            " ".join(notes.get((link.subject, link.object), [])),
        )
        for link in dict.fromkeys(link for chain in chains for link in chain)
    ]
    return pd.DataFrame(found, columns=list(LINK))


def _status(*, reached: bool, after: bool, left: float, changed: bool) -> str:
    if not changed:
        return "reached" if reached else "stake frozen"
    return "partly carved out" if after or left > SMALL else "carved out"


def _why(
    book: Book, name: str, *, owned: bool, runs: list[str], operators: tuple[str, ...], share: float
) -> tuple[tuple[Link, ...], str]:
    """Give the chain and the sentence of an asset."""
    spread = book.spread
    if owned:
        links = spread.links.get(name, ())
        return spread.chain(name), reached_sentence(name, links, book.who, book.names, book.rule)
    if runs:
        links = tuple(Link(each, "operates", name, None, ()) for each in runs)
        chain = tuple(dict.fromkeys((*(link for each in runs for link in spread.chain(each)), *links)))
        return chain, operated_sentence(name, runs, book.who, book.names)
    chain = _held(book, name, operators)
    return chain, frozen_sentence(name, share, chain, book.names)


def _held(book: Book, name: str, operators: tuple[str, ...]) -> tuple[Link, ...]:
    """Give the links through which blocked owners stand behind an asset, owners first.

    Where no equity in the asset is told, those of its operator, and that it operates it.
    """
    found: dict[Link, None] = {}
    seen: set[str] = set()

    def above(holding: str) -> None:
        seen.add(holding)
        for row in book.equity.get(holding, []):
            owner = str(row["owner"])
            if book.frozen.get(owner, 0.0) <= SMALL or math.isnan(row["share"]):
                continue
            if owner in book.spread.blocked:
                found.update(dict.fromkeys(book.spread.chain(owner)))
            elif owner not in seen:
                above(owner)
            found[Link(owner, "holds", holding, float(row["share"]), tuple(row["sources"]))] = None

    above(name)
    if not found and operators:
        above(operators[0])
        found[Link(operators[0], "operates", name, None, ())] = None
    return tuple(found)


def _common(
    book: Book, name: str, status: str, share: float, words: str, licences: Collection[Licence]
) -> dict[str, Any]:
    """Give what rows of all tables have."""
    ends = [each.until for each in licences if each.until is not None]
    return {
        "id": name,
        "name_en": book.names.get(name, name),
        "name_fr": book.french.get(name, name),
        "status": status,
        "share": share,
        "sentence": words + licence_words(list(licences)),
        "licence": "; ".join(each.instrument for each in licences),
        "until": max(ends).isoformat() if len(ends) == len(licences) and ends else "",
    }


def _frame(rows: list[dict[str, Any]], columns: Collection[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))
