"""Claims of the press with their verdicts: those that mix two things up first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.analysis.claims import Verdict
from levier.view.cells import Cell, Column, Row, Section, Table, text
from levier.view.evidence import anchor
from levier.view.quantities import interval
from levier.view.sections.flows import source_cell

if TYPE_CHECKING:
    from levier.analysis.claims import Finding, Judgement
    from levier.view.page import Page

__all__ = ["claim_section"]

OPEN = (Verdict.OTHERWISE, Verdict.FAILS)
FOLDED = (Verdict.UNKNOWN, Verdict.HOLDS)


def claim_section(page: Page) -> Section:
    """Return the section on claims; one sentence where the package holds none."""
    found = page.answers.claims
    if found is None or not found.judgements:
        return Section([page.say("claims_not_checked")])
    counts = found.counts
    words = page.fill(
        "claims_counts",
        total=len(found.judgements),
        holds=counts[Verdict.HOLDS],
        otherwise=counts[Verdict.OTHERWISE],
        fails=counts[Verdict.FAILS],
        unknown=counts[Verdict.UNKNOWN],
    )
    tables = {verdict: _table(page, verdict, found.judgements) for verdict in (*OPEN, *FOLDED)}
    return Section(
        [page.say("claims_about"), words],
        [tables[verdict] for verdict in OPEN],
        [tables[verdict] for verdict in FOLDED],
    )


def _table(page: Page, verdict: Verdict, judgements: tuple[Judgement, ...]) -> Table:
    say = page.say
    rows = [_row(page, each) for each in judgements if each.verdict is verdict]
    columns = [Column(say("claim")), Column(say("claimed"), "num"), Column(say("found"), "num"), Column(say("period"))]
    return Table(say(str(verdict)), [*columns, Column(say("why")), Column(say("sources"))], rows)


def _row(page: Page, each: Judgement) -> Row:
    claim, shown = each.claim, each.shown
    by = ", ".join(page.evidence.label(name) for name in page.evidence.cite(";".join(claim.sources)))
    lead = page.say("said_by")
    said = Cell(
        claim.paraphrase,
        href=f"#{anchor('source', claim.sources[0])}",
        small=f"{lead} {by}",
        lang=page.foreign,
        small_runs=((f"{lead} ", ""), (by, page.foreign)),
    )
    wanted = f"{page.say(claim.direction)} {page.number(claim.value).text} {page.unit(claim.unit)}"
    cells = [
        said,
        Cell(wanted, small=page.period(claim.period), kind="num"),
        _value(page, shown),
        text(page.period(shown.period)),
        page.told(each.why),
        source_cell(page, ";".join(each.sources)),
    ]
    return Row(cells, anchor=anchor("claim", claim.id))


def _value(page: Page, shown: Finding) -> Cell:
    """Return the value found, its 90 % interval under it."""
    if shown.value is None:
        return Cell("–", kind="num")
    small = interval(shown.low, shown.high, page.language)
    return Cell(f"{page.number(shown.value).text} {page.unit(shown.unit)}", small=small, kind="num")
