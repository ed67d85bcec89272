"""What independence costs: one part a country, with the frontier, the choice of a vendor, and what was left out."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from levier.analysis.autonomy.told import sentences
from levier.view.autonomy_bars import imposed_chart, vendor_chart
from levier.view.autonomy_chart import actors_of, entry_chart, frontier_chart, option_names, told_share
from levier.view.cells import Cell, Column, Row, Section, Table, text
from levier.view.evidence import anchor
from levier.view.quantities import interval, plain
from levier.view.sections.flows import source_cell
from levier.view.sections.pictured import Pictured, drawn, said
from levier.view.spelling import french_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.autonomy import Autonomy
    from levier.view.cells import Record
    from levier.view.page import Page

__all__ = ["autonomy_sections"]

ELSEWHERE = "does not stand on"
"""Options of other countries are left to the file."""
SEEN = 1e-6
"""Shares below this are not told of."""


def autonomy_sections(page: Page, answers: Sequence[Autonomy]) -> list[Pictured]:
    """Return the cost of independence of each country.

    Args:
        page: the report being made.
        answers: one a country and horizon, in the order they are shown.
    """
    return [_part(page, answer) for answer in answers]


def _part(page: Page, answer: Autonomy) -> Pictured:
    asked = answer.question
    families = ", ".join(page.names.family(family).lower() for family in asked.families)
    charts = drawn(
        frontier_chart(page, answer),
        entry_chart(page, answer),
        imposed_chart(page, answer),
        vendor_chart(page, answer),
    )
    return Pictured(
        anchor("autonomy", "-".join((asked.country, str(asked.horizon), *asked.families))),
        f"{page.names.country(asked.country)} {asked.horizon}, {families}",
        charts[0] if charts else None,
        _section(page, answer),
        charts,
        said(page, sentences(answer)),
    )


def _section(page: Page, answer: Autonomy) -> Section:
    say, asked = page.say, answer.question
    about = say("autonomy_about").format(
        country=page.names.country(asked.country),
        months=asked.months,
        horizon=asked.horizon,
        carriers=", ".join(page.names.family(family) for family in asked.families),
        year=answer.system.year,
        base=say("autonomy_base_sold" if asked.sales else "autonomy_base_served"),
    )
    nothing = answer.losses["nothing"]
    who = answer.losses.loc[nothing >= nothing.max() - 1e-6, "actors"] if nothing.max() > 0 else []
    most = say("autonomy_nothing").format(worst=page.percent(nothing.max()), who=actors_of(page, tuple(who)))
    to = answer.board.frontier().complete_to
    exact = say("autonomy_exact") if isinf(to) else say("autonomy_exact_to").format(cost=page.money(to))
    half = [] if answer.limit is None else [say("autonomy_half").format(limit=told_share(page, answer, answer.limit))]
    details = [_imposed(page, answer), _regret(page, answer), _levels(page, answer), _drawn(page, answer)]
    details.append(_out(page, answer))
    return Section([about, most, *half, exact], [_frontier(page, answer), _vendors(page, answer)], details)


def _frontier(page: Page, answer: Autonomy) -> Table:
    say = page.say
    hint = say("autonomy_interval_hint" if len(answer.boards) > 1 else "autonomy_interval_one")
    columns = [
        Column(say("autonomy_limit"), "num"),
        Column(say("autonomy_cost"), "num"),
        Column(say("autonomy_interval"), "num", hint),
        Column(say("autonomy_worst"), "num"),
        Column(say("autonomy_binding")),
        Column(say("autonomy_built")),
    ]
    names = option_names(page, answer)
    rows = [
        Row(
            [
                Cell(told_share(page, answer, row["limit"]), kind="num"),
                Cell(plain(row["cost"], page.language), kind="num"),
                Cell(interval(row["cost_low"], row["cost_high"], page.language), kind="num"),
                Cell(told_share(page, answer, row["worst"]), kind="num"),
                text(actors_of(page, row["binding"])),
                text(page.semicolon.join(_built(page, names, part) for part in row["built"])),
            ]
        )
        for row in answer.points.to_dict("records")
    ]
    return Table(say("autonomy_frontier"), columns, rows)


def _built(page: Page, names: dict[str, str], part: str) -> str:
    """Name an option, with the share built where it is not whole."""
    name, _, written = part.partition(" ")
    share = french_number(written.replace("%", " %")) if page.language == "fr" else written
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


def _imposed(page: Page, answer: Autonomy) -> Table:
    say = page.say
    sets = [name for name in ("nothing", "within") if name in answer.losses]
    table = answer.losses[answer.losses[sets].max(axis=1) > SEEN]
    columns = [Column(say("autonomy_binding")), *(Column(say(f"autonomy_{name}_built"), "num") for name in sets)]
    rows = [
        Row([text(actors_of(page, (row["actors"],))), *(page.share(row[name], bar=True) for name in sets)])
        for row in table.to_dict("records")
    ]
    return Table(say("autonomy_imposed"), columns, rows)


def _levels(page: Page, answer: Autonomy) -> Table:
    """What another level of the sea leaves of what follows it; empty where nothing does."""
    say = page.say
    titles = ("autonomy_option", "autonomy_level", "autonomy_left_over", "autonomy_dearer", "autonomy_worst")
    columns = [Column(say(titles[0])), *(Column(say(title), "num") for title in titles[1:])]
    rows = [
        Row(
            [
                text(row[f"name_{page.language}"]),
                Cell(f"{plain(row['level'], page.language)}\u202f{row['unit']}", kind="num"),
                page.share(row["share"]),
                Cell(plain(row["cost_per_unit"], page.language), kind="num"),
                Cell(f"{page.percent(row['worst_now'])} \u2192 {page.percent(row['worst'])}", kind="num"),
            ]
        )
        for row in answer.levels.to_dict("records")
    ]
    return Table(say("autonomy_levels"), columns, rows)


def _drawn(page: Page, answer: Autonomy) -> Table:
    """What each limit costs over draws of the options' costs; empty where none were asked for."""
    say = page.say
    few = answer.sampled is not None and answer.sampled.few
    drawn_as = "autonomy_drawn_range" if few else "autonomy_drawn"
    titles = ("autonomy_limit", "autonomy_median", drawn_as, "autonomy_reached")
    rows = [
        Row(
            [
                Cell(told_share(page, answer, row["limit"]), kind="num"),
                Cell(plain(row["median"], page.language), kind="num"),
                Cell(interval(row["low"], row["high"], page.language), kind="num"),
                page.share(row["reached"]),
            ]
        )
        for row in ([] if answer.sampled is None else answer.sampled.costs.to_dict("records"))
    ]
    return Table(say("autonomy_costs_drawn"), [Column(say(title), "num") for title in titles], rows)


def _regret(page: Page, answer: Autonomy) -> Table:
    say, names = page.say, option_names(page, answer)
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
                Cell(told_share(page, answer, row["limit"]), kind="num"),
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
        Row([text(row[f"name_{page.language}"]), page.told(row["reason"])])
        for row in answer.left_out.to_dict("records")
        if not row["reason"].startswith(ELSEWHERE)
    ]
    return Table(say("autonomy_out"), [Column(say("autonomy_option")), Column(say("autonomy_reason"))], rows)
