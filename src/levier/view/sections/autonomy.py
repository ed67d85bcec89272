"""What independence costs: one part a country, with the frontier, the choice of a vendor, and what was left out."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from levier.view.cells import Cell, Chapter, Column, Row, Section, Table, text
from levier.view.evidence import anchor
from levier.view.quantities import interval, plain
from levier.view.sections.flows import source_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy import Autonomy
    from levier.view.cells import Record
    from levier.view.page import Page

__all__ = ["autonomy_sections"]

ELSEWHERE = "does not stand on"
"""Options of other countries are left to the file."""


def autonomy_sections(page: Page, answers: Sequence[Autonomy]) -> list[Chapter]:
    """Return the cost of independence of each country.

    Args:
        page: the report being made.
        answers: one a country and horizon, in the order they are shown.
    """
    return [
        Chapter(
            anchor("autonomy", f"{answer.question.country}-{answer.question.horizon}"),
            f"{page.names.country(answer.question.country)} {answer.question.horizon}",
            None,
            _section(page, answer),
        )
        for answer in answers
    ]


def _section(page: Page, answer: Autonomy) -> Section:
    say, asked = page.say, answer.question
    about = say("autonomy_about").format(
        country=page.names.country(asked.country),
        months=asked.months,
        horizon=asked.horizon,
        carriers=", ".join(page.names.family(family) for family in asked.families),
        year=answer.system.year,
    )
    nothing = answer.losses["nothing"]
    who = answer.losses.loc[nothing >= nothing.max() - 1e-6, "actors"] if nothing.max() > 0 else []
    said = say("autonomy_nothing").format(worst=page.percent(nothing.max()), who=_actors(page, tuple(who)))
    to = answer.board.frontier().complete_to
    exact = say("autonomy_exact") if isinf(to) else say("autonomy_exact_to").format(cost=page.money(to))
    details = [_regret(page, answer), _out(page, answer)]
    return Section([about, said, exact], [_frontier(page, answer), _vendors(page, answer)], details)


def _actors(page: Page, names: tuple[str, ...]) -> str:
    """Name actors; one name may stand for several whose closures are the same."""
    each = [page.names.thing(actor) for name in names for actor in name.split("; ")]
    return ", ".join(each) or page.say("autonomy_nobody")


def _frontier(page: Page, answer: Autonomy) -> Table:
    say = page.say
    columns = [
        Column(say("autonomy_limit"), "num"),
        Column(say("autonomy_cost"), "num"),
        Column(say("autonomy_interval"), "num", say("autonomy_interval_hint")),
        Column(say("autonomy_worst"), "num"),
        Column(say("autonomy_binding")),
        Column(say("autonomy_built")),
    ]
    names = _names(page, answer)
    rows = [
        Row(
            [
                page.share(row["limit"]),
                Cell(plain(row["cost"], page.language), kind="num"),
                Cell(interval(row["cost_low"], row["cost_high"], page.language), kind="num"),
                page.share(row["worst"]),
                text(_actors(page, row["binding"])),
                text("; ".join(_built(names, part) for part in row["built"])),
            ]
        )
        for row in answer.points.to_dict("records")
    ]
    return Table(say("autonomy_frontier"), columns, rows)


def _names(page: Page, answer: Autonomy) -> dict[str, str]:
    table = answer.offers
    return dict(zip(table["option"], table[f"name_{page.language}"], strict=True))


def _built(names: dict[str, str], part: str) -> str:
    """Name an option, with the share built where it is not whole."""
    name, _, share = part.partition(" ")
    return f"{names.get(name, name)} ({share})" if share else names.get(name, name)


def _vendors(page: Page, answer: Autonomy) -> Table:
    say = page.say
    columns = [
        Column(say("autonomy_option")),
        Column(say("autonomy_vendor")),
        Column(say("autonomy_stated"), "num"),
        Column(say("autonomy_available"), "num"),
        Column(say("autonomy_held"), "num", say("autonomy_held_hint")),
        Column(say("autonomy_created"), "num", say("autonomy_created_hint")),
        Column(say("autonomy_removed"), "num", say("autonomy_removed_hint")),
    ]
    rows = [Row(_vendor(page, row)) for row in answer.vendors.to_dict("records")]
    return Table(say("autonomy_vendors"), columns, rows)


def _vendor(page: Page, row: Record) -> list[Cell]:
    stated = interval(row["cost_low"], row["cost_high"], page.language)
    if row["cost_low"] == row["cost_high"]:
        stated = plain(row["cost_low"], page.language)
    return [
        text(row[f"name_{page.language}"]),
        text(", ".join(page.names.thing(vendor) for vendor in row["vendors"])),
        Cell(stated, kind="num"),
        Cell(str(row["available"]), kind="num"),
        page.share(row["held"]),
        page.share(row["created"]),
        page.share(row["removed"]),
    ]


def _regret(page: Page, answer: Autonomy) -> Table:
    say, names = page.say, _names(page, answer)
    sources = dict(zip(answer.offers["option"], answer.offers["sources"], strict=True))
    columns = [
        Column(say("autonomy_option")),
        Column(say("autonomy_limit"), "num"),
        Column(say("autonomy_cost"), "num"),
        Column(say("autonomy_without"), "num"),
        Column(say("sources")),
    ]
    rows = [
        Row(
            [
                text(names[row["option"]]),
                page.share(row["limit"]),
                Cell(plain(row["cost"], page.language), kind="num"),
                Cell(plain(row["cost_without"], page.language), kind="num"),
                source_cell(page, ";".join(sources[row["option"]])),
            ]
        )
        for row in answer.regret.to_dict("records")
    ]
    return Table(say("autonomy_regret"), columns, rows)


def _out(page: Page, answer: Autonomy) -> Table:
    say = page.say
    rows = [
        Row([text(row[f"name_{page.language}"]), text(row["reason"])])
        for row in answer.left_out.to_dict("records")
        if not row["reason"].startswith(ELSEWHERE)
    ]
    return Table(say("autonomy_out"), [Column(say("autonomy_option")), Column(say("autonomy_reason"))], rows)
