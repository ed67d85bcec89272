"""How far recorded sanctions reach: one part an authority, with its chains, licences and losses."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.view.cells import Cell, Chapter, Column, Row, Section, Table, capital, text
from levier.view.evidence import anchor
from levier.view.quantities import finite
from levier.view.sanction_chart import sanction_chart
from levier.view.sections.flows import source_cell
from levier.view.spelling import french_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.sanction import SanctionAnswer
    from levier.system.control import Link
    from levier.view.cells import Record
    from levier.view.page import Page

__all__ = ["sanction_sections"]

CASES = ("without licences", "with licences")
SEEN = 0.05
"""Losses below this, in M USD, are rounding."""
WHOLE = 100.0


def sanction_sections(page: Page, answers: Sequence[SanctionAnswer]) -> list[Chapter]:
    """Return what the recorded designations of each authority reach, and what would be lost.

    Args:
        page: the report being made.
        answers: one an authority, in the order they are shown.
    """
    return [
        Chapter(
            anchor("sanctions", answer.found.authority),
            page.names.thing(answer.found.authority),
            sanction_chart(page, answer),
            _section(page, answer),
        )
        for answer in answers
    ]


def _section(page: Page, answer: SanctionAnswer) -> Section:
    about = [_rule(page, answer), page.fill("sanctions_assumed", months=answer.months, year=answer.year)]
    failed = answer.cases[answer.cases["status"] == "failed"].to_dict("records")
    about += [page.fill("sanctions_failed", case=page.say(row["case"]), reason=row["reason"]) for row in failed]
    return Section(
        about,
        [_actors(page, answer), _assets(page, answer), _losses(page, answer)],
        [_stakes(page, answer), _licences(page, answer), _links(page, answer), _untold(page, answer)],
    )


def _rule(page: Page, answer: SanctionAnswer) -> str:
    rule, say = answer.found.rule, page.say
    size = say("sanctions_above" if rule.strict else "sanctions_at_least")
    return page.fill(
        "sanctions_rule",
        day=capital(page.period(answer.found.day)),
        size=size.format(share=_percent(page, rule.share)),
        votes=say("sanctions_votes") if rule.votes else "",
        added=say("sanctions_added" if rule.aggregated else "sanctions_alone"),
    )


def _percent(page: Page, share: float | None) -> str:
    """Write a share with all its digits: near a threshold none may be rounded away."""
    if share is None or math.isnan(share):
        return ""
    written = f"{share:.6g} %"
    return french_number(written) if page.language == "fr" else written


def _actors(page: Page, answer: SanctionAnswer) -> Table:
    rows = []
    sources = {each.target: each.sources for each in answer.found.designations}
    since = {each.target: each.since for each in answer.found.designations}
    for row in answer.found.entities.to_dict("records"):
        name = str(row["entity"])
        direct = [link for link in row["chain"] if link.object == name]
        cited = dict.fromkeys((*sources.get(name, ()), *(source for link in row["chain"] for source in link.sources)))
        first = f"{page.say('sanctions_since')} {page.period(since[name])}" if name in since else ""
        status = Cell(page.say(row["status"]), small=first)
        cells = [text(page.names.thing(name)), status, _held(page, direct, name), _licence(page, row)]
        rows.append(Row([*cells, source_cell(page, ";".join(cited))], anchor=_id(answer, name)))
    say = page.say
    columns = [Column(say(f"sanctions_{key}")) for key in ("actor", "status", "why", "licence")]
    return Table(say("sanctions_actors"), [*columns, Column(say("sources"))], rows)


def _behind(answer: SanctionAnswer, row: Record) -> list[Link]:
    """Give the links by which blocked actors hold or run an asset, or a part of what owns it."""
    chain, name, blocked = row["chain"], row["asset"], answer.found.spread.blocked
    if row["status"] == "reached":
        return [link for link in chain if link.object == name]
    return [link for link in chain if link.subject in blocked and link.object not in blocked]


def _held(page: Page, links: Sequence[Link], name: str) -> Cell:
    """Write what blocked owners hold as a sum, one owner a line."""
    parts = tuple(Cell(_part(page, link, name)) for link in links)
    shares = [link.share for link in links if link.share is not None]
    if len(shares) > 1 and len({link.object for link in links}) == 1:
        parts = (*parts, Cell(f"= {_percent(page, math.fsum(shares))}"))
    return Cell(parts=parts) if parts else Cell("")


def _part(page: Page, link: Link, name: str) -> str:
    who = page.names.thing(link.subject)
    if link.relation == "operates":
        return page.fill("sanctions_operates", who=who)
    if link.share is None:
        return page.fill("sanctions_majority", who=who)
    of = "" if link.object == name else f" ({page.names.thing(link.object)})"
    return f"{who} {_percent(page, link.share)}{of}"


def _licence(page: Page, row: Record) -> Cell:
    if not row["licence"]:
        return Cell("")
    open_, end = page.say("sanctions_open"), page.period(row["until"])
    return page.noted(row["licence"]).beside(f"{page.say('sanctions_until')} {end}" if row["until"] else open_)


def _assets(page: Page, answer: SanctionAnswer) -> Table:
    table = answer.found.assets
    shown = table[(table["table"] == "supplies") | (table["status"] == "reached")]
    rows = []
    for row in shown.to_dict("records"):
        held = _held(page, _behind(answer, row), str(row["asset"]))
        name = Cell(page.names.thing(row["asset"]), href=page.evidence.asset(row["asset"]))
        kept = [page.share(row["kept_without"]), page.share(row["kept_with"])]
        rows.append(
            Row(
                [
                    name,
                    text(page.say(row["status"])),
                    held,
                    page.share(row["share"]),
                    *kept,
                    _licence(page, row),
                ]
            )
        )
    keys = ("asset", "status", "why", "share", "without", "with", "licence")
    kinds = ("", "", "", "num", "num", "num", "")
    columns = [Column(page.say(f"sanctions_{key}"), kind) for key, kind in zip(keys, kinds, strict=True)]
    return Table(page.say("sanctions_assets"), columns, rows)


def _losses(page: Page, answer: SanctionAnswer) -> Table:
    rows = []
    for row in answer.losses.to_dict("records"):
        if max(abs(finite(row[case]) or 0.0) for case in CASES) < SEEN:
            continue
        money = [Cell(page.money(row[key]), kind="num") for key in (*CASES, "difference")]
        rows.append(Row([text(page.names.country(row["country"])), *money]))
    titles = [*(page.say(case) for case in CASES), page.say("sanctions_difference")]
    columns = [Column(page.say("country")), *(Column(title, "num") for title in titles)]
    return Table(page.say("sanctions_losses"), columns, rows)


def _stakes(page: Page, answer: SanctionAnswer) -> Table:
    rows = [
        Row(
            [
                text(page.names.thing(row["owner"])),
                text(page.names.thing(row["holding"])),
                Cell(_percent(page, row["share"]), kind="num"),
                text(page.say(row["status"])),
                _licence(page, row),
                source_cell(page, ";".join(row["sources"])),
            ]
        )
        for row in answer.found.stakes.to_dict("records")
    ]
    keys = ("actor", "holding", "share", "status", "licence")
    columns = [Column(page.say(f"sanctions_{key}"), "num" if key == "share" else "") for key in keys]
    return Table(page.say("sanctions_stakes"), [*columns, Column(page.say("sources"))], rows)


def _licences(page: Page, answer: SanctionAnswer) -> Table:
    rows = []
    for each in answer.history:
        if not each.spares:
            continue
        end = page.say("sanctions_open") if each.until is None else page.period(each.until)
        spared = ", ".join(page.names.thing(name) for name in each.spares)
        rows.append(
            Row(
                [
                    page.noted(each.instrument),
                    text(page.period(each.since)),
                    text(end),
                    text(spared),
                    source_cell(page, ";".join(each.sources)),
                ]
            )
        )
    keys = ("licence", "since", "until", "spares")
    columns = [Column(page.say(f"sanctions_{key}")) for key in keys]
    return Table(page.say("sanctions_licences"), [*columns, Column(page.say("sources"))], rows)


def _links(page: Page, answer: SanctionAnswer) -> Table:
    links = answer.found.links
    rows = [
        Row(
            [
                text(page.names.thing(row["owner"])),
                text(page.names.thing(row["holding"])),
                Cell(_percent(page, row["share"]), kind="num"),
                source_cell(page, ";".join(row["sources"])),
                page.noted(row["note"]),
            ]
        )
        for row in links[links["relation"] != "operates"].to_dict("records")
    ]
    say = page.say
    columns = [Column(say("sanctions_actor")), Column(say("sanctions_holding")), Column(say("sanctions_share"), "num")]
    return Table(say("sanctions_links"), [*columns, Column(say("sources")), Column(say("note"))], rows)


def _untold(page: Page, answer: SanctionAnswer) -> Table:
    rows = [
        Row([text(page.names.thing(row["owner"])), text(page.names.thing(row["holding"])), page.noted(row["note"])])
        for row in answer.found.untold.to_dict("records")
    ]
    say = page.say
    columns = [Column(say("sanctions_actor")), Column(say("sanctions_holding")), Column(say("note"))]
    return Table(say("sanctions_untold"), columns, rows)


def _id(answer: SanctionAnswer, name: str) -> str:
    return anchor("sanction", f"{answer.found.authority}-{name}")
