"""Lines of FollowTheMoney into rows of stakes and actors, each line checked."""

from __future__ import annotations

import difflib
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from levier.dataset import parse_validity
from levier.errors import DatasetError
from levier.show import card_of_fields, shown
from levier.system.control.ftm.terms import ACTORS, ASSET, HELD, KINDS, OTHER, OWNERSHIP, SCHEMATA, Entity, own_id
from levier.system.control.ftm.write import STAKE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["FtmStakes", "stakes_from_ftm"]

ENDS = {OWNERSHIP: ("owner", "asset", "percentage"), OTHER: ("subject", "object", "summary")}
READ = (*ACTORS, ASSET, *ENDS)
NOT_DIRECT = ("beneficial", "indirect", "ultimate")
"""Types of ownership that repeat what direct stakes say; shares multiply along chains here."""
WHOLE = 100.0
STAKES = ("id", "owner", "holding", "share", "kind", "from", "to", "note", "urls", "publishers")
THINGS = ("id", "name_en", "name_fr", "kind", "country", "note", "urls", "publishers")


@shown(card_of_fields)
@dataclass(frozen=True)
class FtmStakes:
    """What a file of FollowTheMoney tells of ownership.

    Attributes:
        stakes: columns id, owner, holding, share (percent, NaN where none is told), kind, from, to, note as in
            ``stakes.csv``; urls and publishers (tuples), from which rows of ``sources.csv`` can be made.
        actors: columns id, name_en, name_fr, kind, country (upper case, "" where none is told), note as in
            ``actors.csv``; urls, publishers. A kind ``state`` belongs into ``countries.csv``.
        assets: the same of facilities; kind is blank.
    """

    stakes: pd.DataFrame
    actors: pd.DataFrame
    assets: pd.DataFrame


def stakes_from_ftm(lines: Iterable[str]) -> FtmStakes:
    """Read stakes and actors from lines of FollowTheMoney.

    Args:
        lines: one JSON object each, such as an open file; blank ones are passed over. An ``Ownership`` is equity
            unless its ``role`` is a kind of stake; an ``UnknownLink`` needs such a role.

    Returns:
        Rows in the order of the lines; ids written by Levier as they were, others in lower case.

    Raises:
        DatasetError: the first line that cannot be read, by its number: no JSON object, a schema that is not read
            (persons among them: no kind of actor is one), a missing, repeated or unknown id, a percentage that is no
            number from 0 to 100, a date that is none, a stake that is not direct.

    Example:
        >>> a, b = ('{"id": "%s", "schema": "Company", "properties": {}}' % x for x in "ab")
        >>> c = '{"owner": ["a"], "asset": ["b"], "percentage": ["%s"]}'
        >>> c = '{"id": "c", "schema": "Ownership", "properties": ' + c + "}"
        >>> stakes_from_ftm([a, b, c % "12.5 %"]).stakes[["owner", "holding", "share", "kind"]].values.tolist()
        [['a', 'b', 12.5, 'equity']]
        >>> stakes_from_ftm([a, b, c % "a third"])
        Traceback (most recent call last):
        levier.errors.DatasetError: line 3 (c): percentage 'a third' is no number from 0 to 100

    """
    things: dict[str, tuple[str, dict[str, Any]]] = {}
    links: list[tuple[int, Entity]] = []
    first: dict[str, int] = {}
    for number, entity in _entities(lines):
        name = own_id(entity["id"])
        if name in first:
            _fail(number, entity, f"this id stands already in line {first[name]}; merge entities first")
        first[name] = number
        if entity["schema"] in ENDS:
            links.append((number, entity))
        else:
            things[name] = (entity["schema"], _thing(name, entity))
    stakes = [
        _stake(number, entity, {name: schema for name, (schema, _) in things.items()}) for number, entity in links
    ]
    split = {is_asset: [row for s, row in things.values() if (s == ASSET) == is_asset] for is_asset in (False, True)}
    columns = list(THINGS)
    return FtmStakes(
        pd.DataFrame(stakes, columns=list(STAKES)).astype({"share": float}),
        pd.DataFrame(split[False], columns=columns),
        pd.DataFrame(split[True], columns=columns),
    )


def _entities(lines: Iterable[str]) -> Iterator[tuple[int, Entity]]:
    """Give the entities with their line numbers, their shape checked."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except json.JSONDecodeError as error:
            _fail(number, {}, f"no JSON ({error.msg}); one object a line is needed")
        if not isinstance(entity, dict):
            _fail(number, {}, "no JSON object; one entity a line is needed")
        if not isinstance(entity.get("id"), str) or not entity["id"]:
            _fail(number, {}, "no id")
        schema = str(entity.get("schema", ""))
        if schema not in READ:
            near = difflib.get_close_matches(schema, READ, n=1)
            hint = f"; nearest: {near[0]}" if near else ""
            _fail(number, entity, f"schema {schema!r} is not read; read are {', '.join(READ)}{hint}")
        told = entity.setdefault("properties", {})
        if not isinstance(told, dict) or not all(
            isinstance(values, list) and all(isinstance(value, str) for value in values) for values in told.values()
        ):
            _fail(number, entity, "properties must be lists of text")
        yield number, entity


def _thing(name: str, entity: Entity) -> dict[str, Any]:
    told = entity["properties"]
    names = [*told.get("name", ()), *told.get("alias", ())] or [name]
    said = [kind for kind in told.get("classification", ()) if SCHEMATA.get(kind) == entity["schema"]]
    country = (told.get("country") or told.get("jurisdiction") or [""])[0].upper()
    kind = said[0] if said else ACTORS.get(entity["schema"], "")
    french = [*told.get("alias", ()), *names][0]
    note = " ".join(told.get("notes", ()))
    row = {"id": name, "name_en": names[0], "name_fr": french, "kind": kind, "country": country, "note": note}
    return row | _sources(entity)


def _stake(number: int, entity: Entity, schemata: dict[str, str]) -> dict[str, Any]:
    told, (owner, holding, share) = entity["properties"], ENDS[entity["schema"]]
    kind = _only(number, entity, "role")
    if kind not in KINDS:
        if entity["schema"] == OTHER:
            _fail(number, entity, f"role {kind!r} of a link is no kind of stake; those are {', '.join(KINDS)}")
        kind = "equity"
    not_direct = [word for word in told.get("ownershipType", ()) if word.lower() in NOT_DIRECT]
    if not_direct:
        _fail(number, entity, f"ownershipType {not_direct[0]!r}: only direct stakes are read; leave such lines out")
    ends = {"owner": _end(number, entity, owner, schemata), "holding": _end(number, entity, holding, schemata)}
    if schemata[ends["owner"]] == ASSET:
        _fail(number, entity, f"{owner} {ends['owner']!r} is an {ASSET}; it must be one of {', '.join(ACTORS)}")
    if entity["schema"] == OWNERSHIP and schemata[ends["holding"]] not in HELD:
        held = schemata[ends["holding"]]
        _fail(number, entity, f"{holding} {ends['holding']!r} is of schema {held}; it must be one of {', '.join(HELD)}")
    days = {key: _only(number, entity, prop).split("T")[0] for key, prop in (("from", "startDate"), ("to", "endDate"))}
    try:
        parse_validity(days["from"], days["to"])
    except DatasetError as error:
        _fail(number, entity, str(error))
    own = entity["id"].startswith(STAKE)
    name = (told.get("recordId") if own else None) or [own_id(entity["id"], STAKE)]
    row = {"id": name[0], **ends, "share": _percent(number, entity, share), "kind": kind, **days}
    return row | {"note": " ".join(told.get("description", ()))} | _sources(entity)


def _end(number: int, entity: Entity, prop: str, known: dict[str, str]) -> str:
    """Give the id at one end of a stake."""
    text = _only(number, entity, prop)
    name = own_id(text)
    if not text:
        _fail(number, entity, f"no {prop}")
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; nearest: {near[0]}" if near else ""
        _fail(number, entity, f"{prop} {text!r} is no entity of these lines{hint}")
    return name


def _percent(number: int, entity: Entity, prop: str) -> float:
    text = _only(number, entity, prop)
    if not text:
        return math.nan
    try:
        share = float(text.removesuffix("%"))
    except ValueError:
        share = math.nan
    if not 0.0 <= share <= WHOLE:
        _fail(number, entity, f"{prop} {text!r} is no number from 0 to 100")
    return share


def _only(number: int, entity: Entity, prop: str) -> str:
    """Give the one value of a property, "" where there is none."""
    values = entity["properties"].get(prop, ())
    if len(values) > 1:
        _fail(number, entity, f"several values of {prop}: {', '.join(values)}; keep one")
    return str(values[0]).strip() if values else ""


def _sources(entity: Entity) -> dict[str, tuple[str, ...]]:
    told = entity["properties"]
    return {"urls": tuple(told.get("sourceUrl", ())), "publishers": tuple(told.get("publisher", ()))}


def _fail(number: int, entity: Entity, what: str) -> None:
    """Refuse a line."""
    named = f" ({entity['id']})" if entity else ""
    message = f"line {number}{named}: {what}"
    raise DatasetError(message)
