"""The tables of a network's answer: not served, flows, prices, what binds, components, chokepoints."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Any

from levier.view.cells import Cell, Column, Row, Table, text
from levier.view.quantities import MISSING, plain, share
from levier.view.workbench.network.words import say

if TYPE_CHECKING:
    import pandas as pd

    from levier.analysis.desk.network import NetworkAnswer, NetworkFacts, SearchJob
    from levier.view.words import Language

__all__ = [
    "LISTED",
    "binds_table",
    "changes_table",
    "ends",
    "in_parts",
    "pairs_table",
    "singles_table",
    "unserved_tables",
]

LISTED = 20
"""Rows that are shown at once."""
MOST = 200
"""Rows that are shown at all; the download holds every one."""
BLOCKS = {"p": "bind_flow", "s": "bind_flow", "p_dispatch": "bind_flow", "p_store": "bind_flow",
          "e": "bind_stock", "state_of_charge": "bind_stock"}  # fmt: skip
GLOBAL = "GlobalConstraint"


def changes_table(title: str, frame: pd.DataFrame, key: str, facts: NetworkFacts, language: Language) -> Table:
    """Return what changes: before, after, change; largest first.

    Args:
        title: its caption.
        frame: ``before``, ``after``, ``change``, and a column `key`.
        key: ``asset``, ``bus`` or ``carrier``.
        facts: of the network; they tell the ends of an asset.
        language: of its words.
    """
    rows = []
    for row in frame.head(MOST).to_dict("records"):
        name = str(row[key])
        small = ends(facts, name) if key == "asset" else str(row.get("carrier", "")) if key == "bus" else ""
        rows.append(
            Row(
                [
                    Cell(name or MISSING, small=small),
                    _num(row["before"], language),
                    _num(row["after"], language),
                    _num(row["change"], language, signed=True),
                ]
            )
        )
    columns = [
        Column(say(key, language)),
        *(Column(say(name, language), "num") for name in ("before", "after", "change")),
    ]
    return Table(title, columns, rows)


def in_parts(found: Table, count: int, language: Language) -> tuple[list[Table], list[Table], str]:
    """Return the first rows of a table, the further ones to be folded away, and what is said of the rest.

    Args:
        found: with at most :data:`MOST` rows.
        count: how many rows there are in all.
        language: of its words.
    """
    head = replace(found, rows=found.rows[:LISTED])
    if len(found.rows) <= LISTED:
        return [head], [], ""
    title = say("further", language).format(title=found.caption, first=LISTED + 1, last=len(found.rows))
    rest = say("listed", language).format(shown=len(found.rows), count=count) if count > len(found.rows) else ""
    return [head], [replace(found, caption=title, rows=found.rows[LISTED:])], rest


def unserved_tables(answer: NetworkAnswer, facts: NetworkFacts, language: Language) -> list[Table]:
    """Return what is not served, by bus, and by carrier where there are several."""
    if answer.unserved is None:
        return []
    tables = [changes_table(say("by_bus", language), answer.unserved, "bus", facts, language)]
    if len(answer.carriers) > 1:
        tables.append(changes_table(say("by_carrier", language), answer.carriers, "carrier", facts, language))
    return tables


def binds_table(answer: NetworkAnswer, facts: NetworkFacts, language: Language) -> Table:
    """Return the limits that are reached."""
    rows = []
    for row in answer.binds.head(MOST).to_dict("records"):
        name = str(row["of"])
        small = say("by_shock", language) if row["cut"] else ends(facts, name)
        rows.append(
            Row(
                [
                    Cell(name, small=small),
                    text(_limit(str(row["what"]), language)),
                    Cell(share(row["share"], language), kind="num"),
                    _num(row["worth"], language),
                ]
            )
        )
    columns = [
        Column(say("asset", language)), Column(say("limit", language)), Column(say("share", language), "num"),
        Column(say("worth", language), "num"),
    ]  # fmt: skip
    return Table(say("binds", language), columns, rows)


def singles_table(job: SearchJob, facts: NetworkFacts, language: Language) -> Table:
    """Return what each asset does when it is cut alone."""
    found = job.singles
    rows = []
    for row in [] if found is None else found.head(MOST).to_dict("records"):
        told = _damage(row["damage"], str(row["status"]), language)
        rows.append(Row([Cell(str(row["asset"]), small=ends(facts, str(row["asset"]))), told]))
    columns = [Column(say("asset", language)), Column(say("damage", language), "num")]
    return Table(say("singles", language), columns, rows)


def pairs_table(job: SearchJob, language: Language) -> Table:
    """Return the worst sets of up to two."""
    rows = []
    for row in [] if job.pairs is None else job.pairs.sets.to_dict("records"):
        known = isfinite(row["damage"])
        extra = (
            _num(row["extra"], language, signed=True) if known and len(row["cut"]) > 1 else Cell(MISSING, kind="num")
        )
        told = _damage(row["damage"], "optimal" if known else "infeasible", language)
        rows.append(Row([text(" + ".join(map(str, row["cut"]))), told, extra]))
    columns = [
        Column(say("together", language)),
        Column(say("damage", language), "num"),
        Column(say("extra", language), "num"),
    ]
    return Table(say("pairs", language), columns, rows)


def ends(facts: NetworkFacts, asset: str) -> str:
    """Return where an asset stands, and its carrier, for small print; blank if it is none of the network."""
    if asset not in facts.assets.index:
        return ""
    row: Any = facts.assets.loc[asset]
    way = f"{row['bus0']} – {row['bus1']}" if row["bus1"] else str(row["bus0"])
    return f"{way}, {row['carrier']}" if row["carrier"] else way


def _damage(value: float, status: str, language: Language) -> Cell:
    if status == "optimal":
        return _num(value, language)
    words = (
        say("endless", language) if status == "infeasible" else say("status_crashed", language).format(status=status)
    )
    return Cell(words, kind="num")


def _num(value: float, language: Language, *, signed: bool = False) -> Cell:
    words = plain(value, language)
    return Cell(f"+{words}" if signed and value > 0 and words != "0" else words, kind="num")


def _limit(block: str, language: Language) -> str:
    """Return what kind of limit a block of the program is."""
    component, _, attribute = block.partition("-")
    if component == GLOBAL:
        return say("bind_global", language)
    return say(BLOCKS[attribute], language) if attribute in BLOCKS else f"{component}: {attribute.replace('_', ' ')}"
