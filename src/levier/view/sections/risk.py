"""Outages weighed by their probability: what lacks on average and in the tail, by country and carrier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.view.cells import Cell, Column, Row, Section, Table, capital, text
from levier.view.evidence import anchor
from levier.view.quantities import plain
from levier.view.risk_chart import exceedance_chart, parts_chart
from levier.view.sections.flows import source_cell
from levier.view.sections.pictured import Pictured, drawn

if TYPE_CHECKING:
    from levier.analysis.reliability import PairRisk, RiskAnswer, RiskReport
    from levier.view.cells import Record
    from levier.view.page import Page

__all__ = ["risk_about", "risk_overview", "risk_sections"]

ALL = 0.995
"""A neglected probability above this is nearly all."""
THINGS = 8
LEAST = 0.005
"""Things that contribute less are left to the file."""


def risk_about(page: Page, report: RiskReport | None) -> list[str]:
    """Return the paragraphs at the head of the section.

    Args:
        page: the report being made.
        report: outages of every connected part; None: there is no answer.
    """
    if report is None or not report.answers:
        return [page.say("risk_none")]
    start = page.period(report.answers[0].case.start)
    about = page.say("risk_about").format(start=start)
    return [about, *(_tree(page, answer) for answer in report.answers), page.prose("risk_method")]


def _tree(page: Page, answer: RiskAnswer) -> str:
    asked, states = answer.question, answer.states
    left = page.say("risk_nearly_all") if states.neglected > ALL else page.percent(states.neglected)
    return page.say("risk_tree" if len(states.beyond) else "risk_whole").format(
        families=capital(", ".join(page.names.family(family) for family in asked.families or ())),
        things=len(answer.elements),
        units=int(answer.elements["units"].sum()),
        states=plain(len(states.tree), page.language),
        order=asked.sampling.order,
        neglected=left,
        samples=len(states.beyond),
        seed=asked.sampling.seed,
    )


def risk_overview(page: Page, report: RiskReport | None) -> list[Table]:
    """Return one row a country and carrier that ever lacks anything."""
    if report is None:
        return []
    say = page.say
    columns = [
        Column(say("country")),
        Column(say("carrier")),
        Column(say("risk_demand"), "num"),
        Column(say("risk_expected"), "num"),
        Column(say("risk_share"), "num"),
        Column(say("risk_var"), "num", say("risk_var_hint")),
        Column(say("risk_cvar"), "num", say("risk_cvar_hint")),
        Column(say("risk_share"), "num"),
        Column(say("risk_rests"), "", say("risk_rests_hint")),
    ]
    rows = [
        Row(
            [
                text(page.names.country(row["country"])),
                text(page.names.family(row["family"])),
                _amount(page, row, "base"),
                _amount(page, row, "expected"),
                page.share(row["share"]),
                _amount(page, row, "var_95"),
                _amount(page, row, "cvar_95"),
                page.share(row["tail_share"], bar=True),
                text(_rests(page, pair)),
            ]
        )
        for pair in report.lacking
        for row in [pair.figure.to_dict()]
    ]
    return [found for found in (Table(say("risk_overview"), columns, rows),) if found]


def risk_sections(page: Page, report: RiskReport | None) -> list[Pictured]:
    """Return the pairs of country and carrier that lack most, each with pictures and tables.

    Args:
        page: the report being made.
        report: outages of every connected part; None: there is no answer.
    """
    return [] if report is None else [_pair(page, pair) for pair in report.pairs]


def _pair(page: Page, pair: PairRisk) -> Pictured:
    country, family = page.names.country(pair.country), page.names.family(pair.family)
    charts = drawn(exceedance_chart(page, pair), parts_chart(page, pair))
    head = page.say("risk_headline").format(
        share=page.percent(pair.figure["share"]),
        country=country,
        family=family.lower(),
        tail=page.percent(pair.figure["tail_share"]),
    )
    rests = _rests(page, pair)
    head += f" {page.say('risk_headline_rests').format(what=rests)}" if rests else ""
    return Pictured(
        anchor("risk", f"{pair.country}-{pair.family}"),
        f"{country}, {family.lower()}",
        charts[0] if charts else None,
        Section([head, *_most(page, pair)], [_figures(page, pair), _things(page, pair)], [_never(page, pair)]),
        charts,
    )


def _rests(page: Page, pair: PairRisk) -> str:
    """Say what most of it hangs on that is not known; blank: nothing."""
    told = {"assumed": pair.assumed, "bundled": pair.bundled}
    return ", ".join(page.say(f"risk_rests_{name}") for name, so in told.items() if so)


def _most(page: Page, pair: PairRisk) -> list[str]:
    said = page.say("risk_most")
    rows = pair.elements.head(1).to_dict("records")
    return [said.format(thing=page.names.group(row["element"]), part=page.percent(row["saved"])) for row in rows]


def _figures(page: Page, pair: PairRisk) -> Table:
    say, figure = page.say, pair.figure.to_dict()
    columns = [
        Column(say("risk_demand"), "num"),
        Column(say("risk_expected"), "num"),
        Column(say("risk_error"), "num", say("risk_error_hint")),
        Column(say("risk_bounds"), "num", say("risk_bounds_hint")),
        Column(say("risk_var"), "num", say("risk_var_hint")),
        Column(say("risk_cvar"), "num", say("risk_cvar_hint")),
        Column(say("risk_deviation"), "num", say("risk_deviation_hint")),
    ]
    low, high = (page.quantity(figure[name], figure["unit"]) for name in ("lower", "upper"))
    deviation = Cell(f"{plain(figure['deviation'], page.language)}\u202fσ", kind="num")
    amounts = [_amount(page, figure, name) for name in ("base", "expected", "standard_error")]
    bounds = Cell(f"{low}\u202f\u2013\u202f{high}", kind="num")
    tail = [_amount(page, figure, name) for name in ("var_95", "cvar_95")]
    return Table(say("risk_overview"), columns, [Row([*amounts, bounds, *tail, deviation])])


def _things(page: Page, pair: PairRisk) -> Table:
    say = page.say
    columns = [
        Column(say("risk_thing")),
        Column(say("risk_units"), "num"),
        Column(say("risk_chance"), "num", say("risk_chance_hint")),
        Column(say("risk_alone"), "num", say("risk_alone_hint")),
        Column(say("risk_part"), "num", say("risk_part_hint")),
        Column(say("risk_basis")),
        Column(say("sources")),
    ]
    table = pair.elements[pair.elements["saved"] > LEAST].head(THINGS)
    rows = [
        Row(
            [
                text(page.names.group(row["element"])),
                Cell(str(row["units"]), kind="num"),
                page.share(row["probability"]),
                Cell(page.quantity(row["alone"], pair.figure["unit"]), kind="num"),
                page.share(row["saved"], bar=True),
                text(", ".join(say(f"risk_{kind}") for kind in row["basis"].split(";"))),
                source_cell(page, row["sources"]),
            ]
        )
        for row in table.to_dict("records")
    ]
    return Table(say("risk_things"), columns, rows)


def _never(page: Page, pair: PairRisk) -> Table:
    found: dict[object, list[str]] = {}
    for row in pair.answer.left_out.to_dict("records"):
        found.setdefault(row["reason"], []).append(row["element"])
    rows = [
        Row([text(", ".join(page.names.group(name) for name in names)), page.told(reason)])
        for reason, names in found.items()
    ]
    return Table(page.say("risk_never"), [Column(page.say("risk_thing")), Column(page.say("autonomy_reason"))], rows)


def _amount(page: Page, row: Record, name: str) -> Cell:
    return Cell(page.quantity(row[name], str(row["unit"])), kind="num")
