"""The stakes of a package, and who and what they name, as entities of FollowTheMoney."""

from __future__ import annotations

import json
import math
import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from levier.dataset import split
from levier.errors import DatasetError, UsageError
from levier.system.assets import WORLD
from levier.system.control.ftm.terms import ASSET, HELD, KINDS, OTHER, OWNERSHIP, SCHEMATA, STATE, Entity, ftm_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from levier.dataset import Package

__all__ = ["STAKE", "to_ftm", "write_ftm"]

STAKE = "levier.stake-"
"""How the ids of stakes begin."""
ASSETS = ("supplies", "storages", "slots", "corridors", "converters", "demands")

Row = dict[str, Any]


def to_ftm(package: Package, date: date | None = None) -> Iterator[Entity]:
    """Give the stakes of a package as entities of FollowTheMoney.

    Equity and told majorities are ``Ownership`` (a majority without ``percentage``), votes and operatorship
    ``UnknownLink``: they own nothing. ``role`` is the kind of stake, ``percentage`` (of links: ``summary``) its
    share. Companies, consortia, banks and funds are ``Company``, states and bodies ``PublicBody``, blocs
    ``Organization``, facilities ``Asset``; ``classification`` is the kind of actor. Actors without a stake are not
    among them.

    Args:
        package: its tables stakes, actors, countries and assets.
        date: only the stakes that hold on this day; None: all, with their dates.

    Yields:
        Dicts ``id``, ``schema``, ``properties`` (lists of text), one line of a file each: first who and what, then
        the stakes. Sources stand in ``sourceUrl`` and ``publisher``.

    Raises:
        DatasetError: a stake names what no table has, or an id cannot be written.

    Example:
        >>> from levier.dataset import read
        >>> found = {entity["id"]: entity for entity in to_ftm(read("eurasia"))}
        >>> found["levier.stake-oil-kazmunaygas-cpc"]["properties"]["percentage"]
        ['19']
        >>> found["levier-KZ"]["schema"], found["levier-kazmunaygas"]["schema"]
        ('PublicBody', 'Company')

    """
    stakes = package.table("stakes") if date is None else package.valid("stakes", date, date + timedelta(days=1))
    sources = {str(row["id"]): row for row in package.table("sources").to_dict("records")}
    rows = stakes.to_dict("records")
    known = _named(package, sources)
    schemata: dict[str, str] = {}
    for name in dict.fromkeys(str(row[end]) for row in rows for end in ("owner", "holding")):
        if name not in known:
            message = f"stakes.csv names {name!r}, which no actor, country or asset is; `levier check` says where"
            raise DatasetError(message)
        schemata[name] = known[name]["schema"]
        yield known[name]
    seen: dict[str, int] = {}
    for row in rows:
        seen[str(row["id"])] = version = seen.get(str(row["id"]), 0) + 1
        yield _stake(row, schemata[str(row["holding"])], sources, version)


def write_ftm(entities: Iterable[Entity], path: Path) -> int:
    """Write entities as JSON lines, whole or not at all.

    Returns:
        How many.

    Raises:
        UsageError: the file cannot be written.

    """
    lines = [json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in entities]
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text("".join(lines), encoding="utf-8")
        os.replace(temporary, path)  # noqa: PTH105 - the atomic call, by name
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise UsageError(message) from error
    return len(lines)


def _named(package: Package, sources: Mapping[str, Row]) -> dict[str, Entity]:
    """Give the entity of every asset, country and actor, by our id; of several versions the last."""
    found: dict[str, Entity] = {}
    places = dict(package.table("places")[["id", "country"]].itertuples(index=False, name=None))
    for table in ASSETS:
        for row in package.table(table).to_dict("records"):
            states = split(row["territory"]) if "territory" in row else (places.get(row.get("place"), ""),)
            found[str(row["id"])] = _thing(row, ASSET, {"country": _countries(*states)}, sources)
    for row in package.table("countries").to_dict("records"):
        more = {"country": _countries(row["id"]), "classification": [STATE]}
        found[str(row["id"])] = _thing(row, SCHEMATA[STATE], more, sources)
    for row in package.table("actors").to_dict("records"):
        more = {"country": _countries(row["country"]), "classification": [row["kind"]]}
        found[str(row["id"])] = _thing(row, SCHEMATA[row["kind"]], more, sources)
    return found


def _thing(row: Row, schema: str, more: Mapping[str, list[str]], sources: Mapping[str, Row]) -> Entity:
    name, alias = str(row["name_en"]), str(row["name_fr"])
    told = {"name": [name or str(row["id"])], "alias": [alias] if alias not in ("", name) else []}
    return _entity(ftm_id(str(row["id"])), schema, told | dict(more) | {"notes": [row.get("note")]}, row, sources)


def _stake(row: Row, held: str, sources: Mapping[str, Row], version: int) -> Entity:
    kind, share = str(row["kind"]), float(row["share"])
    percent = [] if math.isnan(share) else [str(int(share)) if share.is_integer() else repr(share)]
    ends = [ftm_id(str(row["owner"]))], [ftm_id(str(row["holding"]))]
    schema = KINDS[kind] if held in HELD else OTHER
    if schema == OWNERSHIP:
        told = {"owner": ends[0], "asset": ends[1], "percentage": percent}
    else:
        told = {"subject": ends[0], "object": ends[1], "summary": [f"{text} %" for text in percent]}
    told |= {"role": [kind], "startDate": [row["from"]], "endDate": [row["to"]], "recordId": [row["id"]]}
    name = ftm_id(str(row["id"]), STAKE) + (f".{version}" if version > 1 else "")
    return _entity(name, schema, told | {"description": [row["note"]]}, row, sources)


def _entity(name: str, schema: str, told: Mapping[str, list[Any]], row: Row, sources: Mapping[str, Row]) -> Entity:
    """Put an entity together: blanks fall out, sources are said by address and publisher."""
    read = [sources[source] for source in split(row.get("sources", "")) if source in sources]
    both = dict(told) | {"sourceUrl": [s["url"] for s in read], "publisher": [s["publisher"] for s in read]}
    texts = {key: list(dict.fromkeys(str(value) for value in values if value)) for key, values in both.items()}
    return {"id": name, "schema": schema, "properties": {key: values for key, values in texts.items() if values}}


def _countries(*names: str) -> list[str]:
    return [name.lower() for name in names if name and name != WORLD]
