"""What only a full report holds: the worst sets of three, and intervals of what a pair imposes on each other."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

from levier.view.cells import Cell, Column, Row, Section, Table, text
from levier.view.quantities import interval
from levier.view.sections.leverage_words import set_basis

if TYPE_CHECKING:
    from levier.view.page import Page

__all__ = ["with_pair_intervals", "with_triples"]


def with_triples(page: Page, section: Section) -> Section:
    """Add the worst sets of three to the section on chokepoints."""
    found = page.answers.triples
    if found is None:
        return section
    rows = []
    for names, damage in zip(found.found.sets, found.found.damages, strict=True):
        parts = tuple(Cell(page.names.group(name), href=_basis(page, name)) for name in names)
        cell = Cell(page.money(damage) if isfinite(damage) else page.say("full_infeasible"), kind="num")
        rows.append(Row([Cell(parts=parts), cell]))
    columns = [Column(page.say("choke_way")), Column(page.say("damage"), "num", page.say("damage_hint"))]
    table = Table(page.say("full_triples"), columns, rows)
    proof = page.fill(
        "full_proof",
        count=page.number(found.found.combinations).text,
        elements=found.elements,
        solved=page.number(found.found.solved).text,
        guarantee=page.say(f"full_{found.found.guarantee.replace(' ', '_')}"),
    )
    return replace(section, tables=[*section.tables, table], small=f"{section.small} {proof}".strip())


def _basis(page: Page, name: str) -> str:
    """Return the link to the flows of an element: that of the chokepoints, where they name it."""
    found = page.answers.chokepoints
    if isinstance(found, str) or name not in found.case.elements.index:
        return set_basis(page, f"closed-{name}", page.names.group(name), [name])
    flows = found.case.elements.at[name, "flows"]
    return page.evidence.basis(f"closed-{name}", page.names.group(name), page.say("basis_closed"), flows)


def with_pair_intervals(page: Page, section: Section) -> Section:
    """Add what samples say of the pair to the section on intervals."""
    found = page.answers.pair_intervals
    if found is None:
        return section
    say, language = page.say, page.language
    rows = [
        Row(
            [
                text(page.names.thing(row["actor"])),
                text(page.names.country(row["over"])),
                page.number(row["months"]),
                page.number(row["loss"]),
                Cell(interval(row["loss_low"], row["loss_high"], language), kind="num"),
                page.number(row["own"]),
                Cell(interval(row["own_low"], row["own_high"], language), kind="num"),
                page.number(row["ratio"]),
            ]
        )
        for row in found.table.to_dict("records")
    ]
    titles = ("actor", "over", "months", "loss", "loss_interval", "own", "own_interval", "ratio")
    words = titles[:2]
    columns = [Column(say(f"full_{title}"), "" if title in words else "num") for title in titles]
    caption = page.fill("full_pair", samples=found.uncertainty.samples)
    return replace(section, tables=[Table(caption, columns, rows), *section.tables])
