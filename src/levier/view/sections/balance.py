"""The balance of ties: one part a country, with its bars, shares, drift, weights and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.balance import DOMAINS, REST
from levier.view.balance_chart import balance_chart, partner_styles
from levier.view.cells import Cell, Chapter, Column, Row, Section, Table, text
from levier.view.evidence import anchor
from levier.view.quantities import interval
from levier.view.sections.balance_tables import (
    conflict_table,
    count_table,
    effect_table,
    membership_table,
    what_of,
)
from levier.view.sections.bases import balance_basis
from levier.view.sections.flows import source_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.analysis.balance import BalanceAnswer, Basis
    from levier.view.page import Page

__all__ = ["balance_sections"]

MOST = 8
LEAST_SHARE = 0.005
APART = 1.02
"""Ends of a range closer than this are one number to a reader."""


def balance_sections(page: Page, answers: Sequence[BalanceAnswer]) -> list[Chapter]:
    """Return the balance of each country; a partner has one colour in all of them.

    Args:
        page: the report being made.
        answers: one a country, in the order they are shown.
    """
    styles = partner_styles(answers)
    return [
        Chapter(
            anchor("balance", answer.country),
            page.names.country(answer.country),
            balance_chart(page, answer, styles),
            _section(page, answer),
        )
        for answer in answers
    ]


def _section(page: Page, answer: BalanceAnswer) -> Section:
    details = [_drift(page, answer), effect_table(page, answer), membership_table(page, answer)]
    details += [count_table(page, answer), conflict_table(page, answer)]
    return Section(
        [_headline(page, answer)], [_domains(page, answer), _missing(page, answer)], details, _blocs(page, answer)
    )


def _headline(page: Page, answer: BalanceAnswer) -> str:
    if not answer.first:
        return page.say("balance_none")
    equal = len(set(answer.weights.values())) == 1
    return page.fill(
        "balance_headline",
        effective=page.number(answer.effective).text,
        count=len(answer.chosen),
        all=len(answer.domains),
        weights=page.say("balance_equal" if equal else "balance_weighted"),
        first=page.names.thing(answer.first),
        share=page.percent(answer.overall["share"].iloc[0]),
    )


def _blocs(page: Page, answer: BalanceAnswer) -> str:
    used = [bloc for bloc in answer.blocs if bloc in set(answer.overall["partner"])]
    words = [f"{page.names.thing(b)} ({', '.join(page.names.country(c) for c in answer.blocs[b])})" for b in used]
    return page.fill("balance_blocs", blocs=page.semicolon.join(words)) if words else ""


def _domains(page: Page, answer: BalanceAnswer) -> Table:
    say = page.say
    columns = [Column(say("balance_domain")), Column(say("balance_what")), Column(say("balance_shares"))]
    columns += [Column(say("balance_effective"), "num", say("balance_effective_hint"))]
    columns += [Column(say("balance_of")), Column(say("sources"))]
    rows = [_domain_row(page, answer, name, basis) for name, basis in answer.chosen.items()]
    return Table(say("balance_domains"), columns, rows, kind="shares")


def _domain_row(page: Page, answer: BalanceAnswer, name: str, basis: Basis) -> Row:
    low, high = basis.effective_range()
    cited = dict.fromkeys(source for each in basis.told.values() for source in each.sources)
    covered = basis.coverage if basis.of == "told total" else None
    cells = [
        Cell(page.say(f"balance_{name}"), href=_flow_basis(page, answer, name)),
        Cell(what_of(page, basis.measure, basis.direction), small=page.period(basis.period)),
        Cell(parts=_shares(page, answer, name, basis), kind="bars"),
        Cell(page.number(low).text, small=interval(low, high, page.language) if high > APART * low else "", kind="num"),
        Cell(
            page.say(basis.of),
            small="" if covered is None else page.fill("balance_covered", share=page.percent(covered)),
        ),
        source_cell(page, ";".join([*cited, *(source for source in basis.sources if source not in cited)])),
    ]
    return Row(cells, anchor=anchor("balance", f"{answer.country}-{name}"))


def _flow_basis(page: Page, answer: BalanceAnswer, name: str) -> str:
    """Lead from a domain of flows to the flows it rests on."""
    family = DOMAINS[name].family
    return balance_basis(page, answer.country, family) if family and answer.year == page.answers.system.year else ""


def _shares(page: Page, answer: BalanceAnswer, name: str, basis: Basis) -> tuple[Cell, ...]:
    flows = _flow_basis(page, answer, name)
    parts: list[Cell] = []
    for partner, share in basis.shares().items():
        if share < LEAST_SHARE or len(parts) >= MOST:
            continue
        if partner == REST:
            parts.append(Cell(f"{page.say('balance_rest')} {page.percent(share)}", bar=share))
            continue
        told = basis.told[partner]
        cited = f"#{anchor('source', told.sources[0])}" if told.sources else flows
        low, high = basis.share_range(partner)
        small = f"{page.percent(low)} – {page.percent(high)}" if high - low > LEAST_SHARE else ""
        parts.append(Cell(f"{page.names.thing(partner)} {page.percent(share)}", href=cited, small=small, bar=share))
    return tuple(parts)


def _missing(page: Page, answer: BalanceAnswer) -> Table:
    say = page.say
    rows = [
        Row([Cell(say(f"balance_{row['domain']}")), page.told(row["missing"]), text(row["years"])])
        for row in answer.missing.to_dict("records")
    ]
    columns = [Column(say("balance_domain")), Column(say("balance_lacking")), Column(say("balance_years"))]
    return Table(say("balance_missing"), columns, rows)


def _drift(page: Page, answer: BalanceAnswer) -> Table:
    """How the shares of what stands for each domain moved, up to the year."""
    say, shown = page.say, {(b.domain, b.measure, b.direction) for b in answer.chosen.values()}
    rows = []
    for row in answer.drift.to_dict("records"):
        if (row["domain"], row["measure"], row["direction"]) not in shown or row["year"] > answer.year:
            continue
        cells = [
            Cell(say(f"balance_{row['domain']}"), small=what_of(page, row["measure"], row["direction"])),
            text(page.period(row["since"])),
            text(page.period(row["period"])),
            page.share(row["drift"], bar=True),
            page.share(row["per_year"]),
            _mover(page, row["gains"], row["gained"], "+"),
            _mover(page, row["loses"], row["lost"], "−"),
            Cell(say(row["of"])),
        ]
        rows.append(Row(cells))
    columns = [Column(say("balance_domain")), Column(say("balance_since")), Column(say("balance_until"))]
    columns += [Column(say(name), "num") for name in ("balance_moved", "balance_per_year")]
    columns += [Column(say("balance_gains")), Column(say("balance_loses")), Column(say("balance_of"))]
    return Table(say("balance_drift"), columns, rows)


def _mover(page: Page, partner: str, share: float, sign: str) -> Cell:
    return Cell(page.names.thing(partner), small=f"{sign}{page.percent(share)}") if partner else Cell("–", kind="quiet")
