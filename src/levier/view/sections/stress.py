"""The ready-made shocks: who loses what, who bears it, what is rerouted, what binds, how long stocks last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from levier.view.cells import Cell, Table
from levier.view.charts import loss_chart, monthly_chart
from levier.view.evidence import anchor
from levier.view.sections import stress_tables as tables
from levier.view.sections.shock_text import happens, shock_name, when
from levier.view.sections.stress_tables import SEEN
from levier.view.spelling import french_signs

if TYPE_CHECKING:
    from levier.analysis.stress import StressAnswer
    from levier.shock import Shock
    from levier.view.page import Page

__all__ = ["ShockSection", "headline_of", "run_facts", "shock_anchor", "shock_name", "shock_sections"]

BEARERS = 4
TRADED = 5e-4
TINY = 1e-6
LEAST = 0.01
"""Share of the largest bearer's loss below which a sentence does not name a bearer."""


@dataclass(frozen=True)
class ShockSection:
    """One shock on the page.

    Attributes:
        effects: what happens, a sentence each; ``when``, its window.
        headline: the answer in a sentence or two.
        small: guarantee, damage and price deck, in small print.
        tables: the tables that hold something, in order.
        details: long tables, folded away.
        charts: figures that have data; ``missing`` says which have none, and why.
    """

    anchor: str
    name: str
    effects: list[str]
    when: str
    headline: list[str]
    small: str
    note: Cell
    basis: str
    tables: list[Table]
    details: list[Table]
    charts: list[dict[str, Any]]
    missing: list[str] = field(default_factory=list)


def shock_anchor(shock: Shock) -> str:
    """Return the anchor of a shock's part of the page."""
    return anchor("shock", shock.name.lower().replace(" ", "-"))


def shock_sections(page: Page) -> list[ShockSection]:
    """Return one part of the page a shock that was answered."""
    return [_section(page, answer) for answer in page.answers.stresses]


def _section(page: Page, answer: StressAnswer) -> ShockSection:
    basis = tables.shock_basis(page, answer, shock_name(page, answer.shock))
    shown = [
        tables.loss_table(page, answer, basis), tables.volume_table(page, answer, basis),
        tables.cut_table(page, answer), tables.rerouted_table(page, answer), tables.storage_table(page, answer),
    ]  # fmt: skip
    folded = [tables.holder_table(page, answer), tables.other_gains_table(page, answer)]
    charts, missing = [], []
    for chart, reason in (
        (loss_chart(page, answer), "no_loss_chart"),
        (monthly_chart(page, answer, gaining=False), "no_hours" if answer.shock.start == "peak" else "no_less"),
        (monthly_chart(page, answer, gaining=True), "" if answer.shock.start == "peak" else "no_more"),
    ):
        if chart is None:
            missing += [page.say(reason)] if reason else []
        else:
            charts.append(chart)
    return ShockSection(
        shock_anchor(answer.shock),
        shock_name(page, answer.shock),
        happens(page, answer.shock),
        when(page, answer.shock, answer.year),
        headline_of(page, answer),
        run_facts(page, answer),
        _note(page, answer.shock),
        basis,
        [table for table in shown if table],
        [table for table in folded if table],
        charts,
        missing,
    )


def _note(page: Page, shock: Shock) -> Cell:
    """Return the note of a shock in the page's language, if it is told in that language."""
    return Cell(french_signs(shock.note_fr)) if page.language == "fr" and shock.note_fr else page.noted(shock.note)


def headline_of(page: Page, answer: StressAnswer) -> list[str]:
    """Return the answer in a sentence or two: what is lost, by whom, which volumes."""
    say = page.say
    size = answer.by_country["loss"].abs()
    losses = answer.by_country[size > max(SEEN, LEAST * float(size.max()))]
    if losses.empty and answer.countries.empty:
        return [say("no_effect")]
    who = ", ".join(f"{page.names.country(r.country)} {page.money(r.loss)}" for r in losses.head(BEARERS).itertuples())
    first = page.fill("headline_gain" if answer.loss < 0 else "headline_loss", loss=page.money(answer.loss))
    found = [f"{first}{page.fill('borne', who=who)}" if who else first]
    if answer.loss < 0:
        found.append(say("why_gain"))
    for row in answer.countries.itertuples():
        found += _volume_sentence(page, row)
    return found


def _volume_sentence(page: Page, row: Any) -> list[str]:
    """Say what a country no longer gets out, or is no longer served; nothing where it gains."""
    found = []
    name = f"{page.names.country(row.country)}, {page.names.family(row.family)}"
    for lost, before, key in (
        (row.output_lost, row.output_before, "headline_output"),
        (row.unserved, row.demand_before, "headline_unserved"),
    ):
        if before > 0 and lost / before > TRADED:
            volume = page.quantity(lost, row.unit)
            found.append(page.fill(key, name=name, volume=volume, share=page.percent(lost / before)))
    return found


def run_facts(page: Page, answer: StressAnswer) -> str:
    """Return what the answer was asked of, and how sure it is, in small print."""
    return page.fill(
        "run_facts",
        capacity=page.say(answer.capacity),
        deck=page.say(f"deck_{answer.deck}"),
        horizon=page.say(f"horizon_{answer.horizon}"),
        damage=page.money(answer.damage),
        imbalance=("1e-6" if page.language == "en" else "0,000 001")
        if abs(answer.imbalance) < TINY
        else f"{abs(answer.imbalance):.0e}",
    )
